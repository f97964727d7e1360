"""Integrals read as numbers: at one instance each is a number, or infinite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from ..language.claims import Hypotheses, Statement
from ..language.divergences import unfold
from ..language.measures import Pointwise
from ..language.traversal import names
from ..language.written import Name, Real, Relation, Written
from .cells import Cell
from .evaluation import MINUS, PLUS, UNDEFINED, Evaluation, Extended, SignNeededError
from .integrals import check_outside, in_numbers
from .signs import RELATION_SIGNS, ProofError

MOST_INTEGRALS: Final = 6
Table = Mapping[Written, Name]


def integrals_of(statement: Statement) -> dict[Written, Name]:
    """A name for each integral of a claim, its definitions unfolded.

    Args:
        statement: whose claim it is.

    Raises:
        ProofError: if there are too many, or one is differentiated.
    """
    taken = {name.name for name in statement.hypotheses.declared}
    free = iter([f"i{k}" for k in range(len(taken) + MOST_INTEGRALS) if f"i{k}" not in taken])
    table: dict[Written, Name] = {}

    def named(integral: Written) -> Name:
        if integral not in table and len(table) == MOST_INTEGRALS:
            raise ProofError("the claim has too many integrals")
        if integral not in table:
            table[integral] = Real(next(free))
        return table[integral]

    for part in statement.claim.parts:
        in_numbers(unfold(part), named)
    return table


def outside(hypotheses: Hypotheses, table: Table) -> Hypotheses:
    """What is assumed of the numbers of a claim, its integrals among them.

    Args:
        hypotheses: of the claim.
        table: the names of the integrals.
    """
    declared = tuple(n for n in hypotheses.declared if not isinstance(n, Pointwise))
    relations = tuple(r for r in hypotheses.relations
                      if set(names(r.left)) | set(names(r.right)) <= set(declared))
    return Hypotheses((*declared, *table.values()), relations)


def in_table(relation: Relation, table: Table) -> Relation:
    """A relation with the names of its integrals for these.

    Args:
        relation: whose integrals are all in the table.
        table: the names of the integrals.
    """
    return replace(relation, left=in_numbers(unfold(relation.left), table.__getitem__),
                   right=in_numbers(unfold(relation.right), table.__getitem__))


def stands(cell: Cell, relation: Relation, infinite: Mapping[Name, Extended]) -> bool | None:
    """Whether a relation holds where some numbers are infinite; None where it says nothing.

    Args:
        cell: of all numbers.
        relation: between numbers; it says nothing where a side is undefined.
        infinite: the numbers that are infinite, and which way.
    """
    evaluation = Evaluation(cell.field, {**cell.strict.values, **infinite}, extended=True)
    left, right = evaluation.value(relation.left), evaluation.value(relation.right)
    if UNDEFINED in (left, right):
        return None
    if not isinstance(left, Extended) and not isinstance(right, Extended):
        return evaluation.holds(relation)
    order: dict[Any, int] = {MINUS: -1, PLUS: 1}
    difference = order.get(left, 0) - order.get(right, 0)
    return bool(RELATION_SIGNS["=" if not difference else "<>"[difference > 0]]
                & RELATION_SIGNS[relation.sign])


def claimed(cell: Cell, relation: Relation, infinite: Mapping[Name, Extended]) -> bool:
    """Whether a relation that is claimed holds or is left out where some numbers are infinite.

    Args:
        cell: of all numbers.
        relation: between numbers.
        infinite: the numbers that are infinite, and which way.

    Raises:
        UndefinedSubtermError: if a part outside the integrals is undefined.
    """
    extended = Evaluation(cell.field, {**cell.strict.values, **infinite}, extended=True)
    for side in (relation.left, relation.right):
        check_outside(side, infinite, cell.strict, extended)
    return stands(cell, relation, infinite) is not False


def possible(cell: Cell, known: list[Relation], infinite: Mapping[Name, Extended]) -> bool:
    """Whether what is known allows numbers to be infinite; what cannot be told allows it."""
    for relation in known:
        try:
            if stands(cell, relation, infinite) is False:
                return False
        except SignNeededError:
            continue
    return True
