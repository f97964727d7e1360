"""Proofs that rest on a result: which theorem, under which names, scaled by what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Final

from ..kernel.premises import follows
from ..kernel.rules import prove
from ..kernel.theorem import Certificate, Order, Premise, Theorem
from ..language.claims import (
    Bound,
    Comparison,
    EqualityCase,
    Extremum,
    Hypotheses,
)
from ..language.written import Relation, Written, written
from ..meaning.normal_form import SIZES
from ..meaning.signs import ProofError

MOST_RENAMINGS: Final = 24
_FACTORS: Final[tuple[Written, ...]] = (
    written(1), written(2), written(1) / 2, written(3), written(4), written(1) / 3, written(1) / 4,
)  # fmt: skip


def from_results(theorem: Theorem, results: tuple[Theorem, ...]) -> Theorem | None:
    """The same theorem, proved so that it rests on one of the results, if that can be done.

    Args:
        theorem: as it was proved by itself.
        results: about relations.
    """
    statement = theorem.statement
    base = _with_gap(theorem)
    if base is None:
        return None
    certificate, relation = base
    for result in results:
        for premise in _premises(statement.hypotheses, result):
            try:
                follows(statement.hypotheses, relation, premise, SIZES[-1])
                return prove(statement, replace(certificate, premise=premise))
            except ProofError:
                continue
    return None


def _premises(hypotheses: Hypotheses, theorem: Theorem) -> Iterator[Premise]:
    declared = theorem.statement.hypotheses.declared
    same = {name.name: name for name in hypotheses.declared}
    choices = [
        sorted((n for n in hypotheses.declared if type(n) is type(old)),
               key=lambda name, old=old: same.get(old.name) != name)  # type: ignore[misc]
        for old in declared
    ]
    for count, chosen in enumerate(product(*choices)):
        if count == MOST_RENAMINGS:
            return
        for factor in _FACTORS:
            yield Premise(theorem, tuple(zip(declared, chosen, strict=True)), factor)


def _with_gap(theorem: Theorem) -> tuple[Certificate, Relation] | None:
    """The certificate with a gap where the result is to stand, and the relation that fills it."""
    claim, known = theorem.statement.claim, theorem.certificate
    if isinstance(claim, Comparison) and len(claim.signs) == 1:
        return replace(known, orders=(None,)), claim.relations[0]
    if isinstance(claim, EqualityCase):
        return replace(known, orders=(None, Order())), claim.relation
    if isinstance(claim, Bound):
        relation = Relation(claim.body, "<=" if claim.upper else ">=", claim.limit)
        return replace(known, orders=(None, *known.orders[1:])), relation
    if isinstance(claim, Extremum) and known.level is not None:
        relation = Relation(claim.body, "<=" if claim.maximum else ">=", known.level)
        return replace(known, orders=(known.orders[0], None, Order())), relation
    return None
