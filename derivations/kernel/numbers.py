"""Relations that are not linear in their integrals: integrals read as numbers.

A theorem about integrals that holds for every number c holds for c an expression in these very
integrals. So the inequalities of Jensen, of Cauchy and Schwarz, of Pinsker and of Donsker and
Varadhan follow from lines on one side of a curve.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Final

from ..language.claims import Comparison, Hypotheses, Statement
from ..language.traversal import moved, names
from ..language.written import Name, Real, Relation, written
from ..meaning.cells import cells
from ..meaning.evaluation import MINUS, PLUS, Extended, SignNeededError
from ..meaning.numbers import Table, claimed, in_table, integrals_of, outside, possible
from ..meaning.signs import RELATION_SIGNS, ProofError
from .orders import check_relation
from .theorem import Certificate, Lemma, Numbers, expect

MOST_SPLITS: Final = 3

def as_numbers(statement: Statement, certificate: Certificate, size: int) -> None:
    """A chain by what is known of its integrals, each of them a number or infinite."""
    claim, why = expect(statement.claim, Comparison), certificate.numbers
    if why is None:
        raise ProofError("the rule needs what is known of the integrals")
    table = integrals_of(statement)
    hypotheses = outside(statement.hypotheses, table)
    relations = [in_table(relation, table) for relation in claim.relations]
    _finite(statement, hypotheses, relations, table, why, size)
    known = []
    for lemma in why.lemmas:
        # Only what is used at numbers of its own says something where integrals are infinite.
        if not {n for _, value in lemma.at for n in names(value)} & {*table.values()}:
            _check_use(lemma, hypotheses, size)
            known += conclusions(statement.hypotheses, lemma, table)
    ends, every = [], {*table.values()}
    for name in table.values():
        # What speaks of others too may allow them to be infinite together only.
        alone = [r for r in known if {*names(r.left), *names(r.right)} & every == {name}]
        ends.append([None, *(end for end in (PLUS, MINUS) if any(
            possible(cell, alone, {name: end}) for cell in cells(hypotheses, (), size)))])
    for pattern in product(*ends):
        infinite = {name: end for name, end in zip(table.values(), pattern, strict=True)
                    if end is not None}
        if infinite:
            _infinite(hypotheses, relations, known, infinite, size)


def conclusions(hypotheses: Hypotheses, lemma: Lemma, table: Table) -> list[Relation]:
    """What a lemma says of the integrals, as numbers.

    Raises:
        ProofError: if it speaks of other integrals, or assumes what is not given.
    """
    stated, at = lemma.theorem.statement, dict(lemma.at)
    own = {n for n in stated.hypotheses.declared if n not in hypotheses.declared}
    if own != set(at) or not all(type(name) is Real for name in own) or own & {*table.values()}:
        raise ProofError("a lemma speaks of other names")
    if not all(r in hypotheses.relations or own & {*names(r.left), *names(r.right)}
               for r in stated.hypotheses.relations):
        raise ProofError("a lemma assumes more than is given")
    return [moved(in_table(relation, table), at)
            for relation in expect(stated.claim, Comparison).relations]


def _check_use(lemma: Lemma, hypotheses: Hypotheses, size: int) -> None:
    """Checks that a lemma assumes nothing of the expressions it is used at that may fail."""
    at = dict(lemma.at)
    for cell in cells(hypotheses, (), size):
        for value in at.values():
            cell.strict.finite(value)
        for relation in lemma.theorem.statement.hypotheses.relations:
            if set(at) & {*names(relation.left), *names(relation.right)} and not (
                cell.strict.holds(moved(relation, at))
            ):
                raise ProofError("a lemma may not be used there")


def _finite(statement: Statement, hypotheses: Hypotheses, relations: list[Relation], table: Table,
            why: Numbers, size: int) -> None:
    """Where all integrals are numbers: by lemmas in turn, and by the sign of a split."""
    for lemma in why.lemmas:
        _check_use(lemma, hypotheses, size)
        said = conclusions(statement.hypotheses, lemma, table)
        hypotheses = Hypotheses(hypotheses.declared, (*hypotheses.relations, *said))
    if why.split is not None:
        possible = 0
        for cell in cells(hypotheses, (), size):
            possible |= cell.strict.signs(why.split)
        for sign, part in zip((">", "=", "<"), why.parts, strict=True):
            if not possible & RELATION_SIGNS[sign]:
                continue
            side = Relation(why.split, sign, written(0))
            more = Hypotheses(hypotheses.declared, (*hypotheses.relations, side))
            _finite(statement, more, relations, table, part, size)
        return
    for relation, order in zip(relations, why.orders, strict=True):
        check_relation(hypotheses, relation, order, size)


def _infinite(hypotheses: Hypotheses, relations: list[Relation], known: list[Relation],
              infinite: Mapping[Name, Extended], size: int, depth: int = 0) -> None:
    """Where some integrals are infinite: it cannot be, or the claim holds or leaves it out."""
    fitting = tuple(r for r in known if not set(infinite) & {*names(r.left), *names(r.right)})
    for cell in cells(Hypotheses(hypotheses.declared, (*hypotheses.relations, *fitting)), (), size):
        try:
            if possible(cell, known, infinite) and not all(
                claimed(cell, relation, infinite) for relation in relations
            ):
                raise ProofError("the claim may fail where an integral is infinite")
        except SignNeededError as needed:
            if depth == MOST_SPLITS or set(names(needed.expression)) & set(infinite):
                raise
            for sign in (">", "=", "<"):
                side = Relation(needed.expression, sign, written(0))
                more = Hypotheses(hypotheses.declared, (*hypotheses.relations, side))
                _infinite(more, relations, known, infinite, size, depth + 1)
