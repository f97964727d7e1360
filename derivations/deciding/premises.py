"""Proofs that rest on a result: which theorem, under which names, scaled by what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Final

from ..kernel.rules import prove
from ..kernel.theorem import Certificate, Instance, Order, Premise, Theorem
from ..language.claims import (
    Bound,
    Comparison,
    EqualityCase,
    Extremum,
    Hypotheses,
    Statement,
)
from ..language.measures import Density
from ..language.written import Written, written
from ..meaning.signs import ProofError
from . import extrema

MOST_RENAMINGS: Final = 24
_FACTORS: Final[tuple[Written, ...]] = (
    written(1), written(2), written(1) / 2, written(3), written(4), written(1) / 3, written(1) / 4,
)  # fmt: skip


def from_results(statement: Statement, witness: Instance,
                 theorems: tuple[Theorem, ...]) -> Theorem | None:
    """A proof of a statement that rests on one of the theorems, if one is found.

    Args:
        statement: the claim and its hypotheses.
        witness: an instance that they allow.
        theorems: about relations.
    """
    bases = list(_bases(statement, witness))
    for theorem in theorems:
        for premise in _premises(statement.hypotheses, theorem):
            for base in bases:
                try:
                    return prove(statement, replace(base, premise=premise))
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


def _bases(statement: Statement, witness: Instance) -> Iterator[Certificate]:
    """Certificates with a gap where the result is to stand."""
    claim = statement.claim
    if isinstance(claim, Comparison) and len(claim.signs) == 1:
        yield Certificate("comparison", witness, (None,))
    elif isinstance(claim, EqualityCase):
        yield Certificate("equality case", witness, (None, Order()))
    elif isinstance(claim, Bound):
        for found in extrema.bound(statement, claim, witness):
            yield replace(found, orders=(None, *found.orders[1:]))
    elif isinstance(claim, Extremum) and isinstance(claim.variable, Density):
        for found in extrema.extremum(statement, claim, witness):
            yield replace(found, orders=(found.orders[0], None, Order()))
