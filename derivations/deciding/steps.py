"""Settling a step of a derivation: its claim, and then its reason."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from ..kernel.theorem import Refutation, Theorem
from ..language.claims import Statement
from ..reasons import Rule
from .answers import outcome_of, search
from .outcome import Outcome
from .premises import from_results
from .settling import NoLawError, NoWitnessError

if TYPE_CHECKING:
    from ..chains import Derivation

_OTHER_REASON: Final = "true, but not for the reason given: {reason}"
_DOES_NOT_FOLLOW: Final = "true, but it does not follow from {name} alone"
_NOT_PROVED: Final = "it rests on {name}, which is not proved"


def settle_step(stated: Statement, by: str | Rule | Derivation | None) -> Outcome:
    """The outcome of a step.

    Args:
        stated: what the step says, under its hypotheses.
        by: the reason; a rule or a result is checked against the proof.
    """
    try:
        found = search(stated)
    except (NoLawError, NoWitnessError) as error:
        return Outcome("undecided", reason=str(error))
    outcome = outcome_of(found)
    if not isinstance(found, Theorem) or by is None or isinstance(by, str):
        return outcome
    if isinstance(by, Rule):
        fits = by.covers(outcome.marks)
        return outcome if fits else Outcome("undecided", reason=_OTHER_REASON.format(reason=by))
    return _by_result(found, by)


def _by_result(found: Theorem, by: Derivation) -> Outcome:
    theorems = _theorems(by)
    if theorems is None:
        return Outcome("undecided", reason=_NOT_PROVED.format(name=by.name))
    resting = from_results(found, theorems)
    if resting is None:
        return Outcome("undecided", reason=_DOES_NOT_FOLLOW.format(name=by.name))
    return outcome_of(resting, (by.name,))


@cache
def _theorems(by: Derivation) -> tuple[Theorem, ...] | None:
    """The theorems of a derivation that all holds; None if a step of it does not."""
    theorems = []
    for step in by.steps:
        found = search(step.statement)
        if not isinstance(found, Theorem if step.expects else Refutation):
            return None
        if isinstance(found, Theorem):
            theorems.append(found)
    return tuple(theorems)
