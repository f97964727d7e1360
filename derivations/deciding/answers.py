"""Answers to a user's own claim, as the plain values of the contract."""

from __future__ import annotations

import time
from typing import Any, Final

from ..kernel.theorem import Refutation, Theorem
from ..language.claims import Statement
from ..language.grammar import parse
from ..language.tokens import ClaimError
from ..meaning.signs import ProofError
from .certificates import encode, replay
from .evidence import counterexample, evidence, marks
from .outcome import Outcome
from .settling import NoLawError, NoWitnessError, settle

_OTHER_VERDICT: Final = "the certificate does not show the verdict {verdict!r}"
_OTHER_EXAMPLE: Final = "the counterexample shown is not the one of the certificate"
_OTHER_EVIDENCE: Final = "the evidence shown is not that of the certificate"


def answer(claim: str, where: str = "") -> dict[str, Any]:
    """Settles one claim.

    Args:
        claim: in the claim language.
        where: declarations and hypotheses.

    Returns:
        verdict, evidence, certificate, counterexample, reason and ms.
    """
    blank: dict[str, Any] = {"verdict": "error", "evidence": "", "certificate": None,
                             "counterexample": None, "reason": "", "ms": 0.0}
    try:
        stated = parse(claim, where)
    except ClaimError as error:
        return {**blank, "reason": str(error)}
    started = time.perf_counter()
    try:
        outcome = settle_statement(stated)
    except NoWitnessError as error:
        return {**blank, "reason": f"where: {error}"}
    except NoLawError as error:
        return {**blank, "reason": f"claim: {error}"}
    spent = 1000 * (time.perf_counter() - started)
    return {"verdict": outcome.verdict, "evidence": outcome.evidence,
            "certificate": outcome.certificate, "counterexample": outcome.counterexample,
            "reason": outcome.reason, "ms": round(spent, 3)}


def settle_statement(stated: Statement) -> Outcome:
    """The outcome of settling a statement.

    Args:
        stated: a claim and its hypotheses.

    Raises:
        NoLawError: if a law of the claim is not proved to be one.
        NoWitnessError: if nothing satisfies the hypotheses.
    """
    return outcome_of(search(stated))


def search(stated: Statement) -> Theorem | Refutation | str:
    """A theorem, a refutation, or one line on why neither was found.

    Args:
        stated: a claim and its hypotheses.

    Raises:
        NoLawError: if a law of the claim is not proved to be one.
        NoWitnessError: if nothing satisfies the hypotheses.
    """
    try:
        return settle(stated)
    except RecursionError:
        return "the claim is nested too deeply"
    except ArithmeticError as error:
        return f"the search met a value that it cannot use: {error}"


def outcome_of(found: Theorem | Refutation | str, rests_on: tuple[str, ...] = ()) -> Outcome:
    """What was found, as an outcome.

    Args:
        found: made by the kernel, or one line on why nothing was.
        rests_on: the names of the derivations whose theorems a proof uses.
    """
    if isinstance(found, str):
        return Outcome("undecided", reason=found)
    try:
        certificate = encode(found)
    except TypeError as error:
        return Outcome("undecided", reason=f"what was found cannot be written down: {error}")
    if isinstance(found, Theorem):
        return Outcome("proved", evidence(found), certificate, marks=marks(found),
                       rests_on=rests_on)
    line = f"{found.left} against {found.right}" if found.right else found.left
    return Outcome("refuted", line, certificate, counterexample(found))


def recheck(given: dict[str, Any]) -> str:
    """Replays the certificate of an answer by the kernel alone.

    Args:
        given: an answer, perhaps after a trip through JSON.

    Returns:
        Nothing if it replays, else one line on why not.
    """
    try:
        found = replay(given.get("certificate"))
    except ProofError as error:
        return str(error)
    verdict = "proved" if isinstance(found, Theorem) else "refuted"
    if given.get("verdict") != verdict:
        return _OTHER_VERDICT.format(verdict=given.get("verdict"))
    if isinstance(found, Refutation) and given.get("counterexample") != counterexample(found):
        return _OTHER_EXAMPLE
    if isinstance(found, Theorem) and given.get("evidence") != evidence(found):
        return _OTHER_EVIDENCE
    return ""
