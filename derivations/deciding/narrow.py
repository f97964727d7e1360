"""Where a claim fails in a narrow region only: its margin is made small in floating point."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from ..kernel.theorem import Counterexample, Refutation
from ..language.claims import Bound, Comparison, Convexity, Extremum, Hypotheses, Statement
from ..language.divergences import unfold
from ..language.measures import Pointwise
from ..language.traversal import substitute
from ..language.written import (
    Constant,
    Difference,
    Name,
    Negation,
    Relation,
    Sum,
    Written,
    written,
)
from ..meaning.cells import cells
from ..meaning.instances import Instance
from ..meaning.signs import ProofError
from .chords import chords
from .counterexamples import replayed
from .edges import edges, within
from .floats import Compiled, compiled, gap, margin
from .lowest import BEST, instances_at, minima
from .places import stationary
from .rivals import landmarks, rivals
from .sampling import points

MOST_PLACES: Final = 3
MOST_PIECES: Final = 12


def narrowed(statement: Statement) -> Refutation | None:
    """A refutation at a place where the margin of a claim is smallest.

    Args:
        statement: the claim and its hypotheses.
    """
    if statement.integrates or any(isinstance(n, Pointwise)
                                   for n in statement.hypotheses.declared):
        return None
    try:
        return replayed(statement, _examples(statement), lambda example: True)
    except ProofError:
        return None


def _examples(statement: Statement) -> Iterator[Counterexample]:
    claim = statement.claim
    if isinstance(claim, Comparison):
        for relation in claim.relations:
            if relation.sign in ("<", ">"):
                yield from _tight(statement, relation)
            if relation.sign != "=":
                yield from _lowest(statement.hypotheses, relation)
    elif isinstance(claim, Extremum):
        best = substitute(claim.body, {claim.variable: claim.at})
        sign = "<=" if claim.maximum else ">="
        yield from _lowest(statement.hypotheses, Relation(claim.body, sign, best))
        yield from rivals(statement, claim)
    elif isinstance(claim, Bound) and claim.limit not in (Constant("oo"), -Constant("oo")):
        sign = "<=" if claim.upper else ">="
        yield from _lowest(statement.hypotheses, Relation(claim.body, sign, claim.limit))
    elif isinstance(claim, Convexity):
        yield from chords(statement.hypotheses, claim)
    if isinstance(claim, Comparison | Bound):
        yield from landmarks(statement)


def _negative(measure: Compiled) -> Compiled:
    return lambda values: -measure(values)


def _tight(statement: Statement, relation: Relation) -> Iterator[Counterexample]:
    """Places where the slope of a margin vanishes, as expressions: equality may hold there."""
    for name in statement.hypotheses.declared:
        objective = Bound(relation.right - relation.left, name, written(0))
        for place in islice(stationary(statement, objective), MOST_PLACES):
            for instance in islice(points(statement.hypotheses, 12), BEST):
                others = {other: written(value) for other, value in instance.values.items()}
                yield Counterexample(Instance({**instance.values,
                                               name: substitute(place, others)}))


def _lowest(hypotheses: Hypotheses, relation: Relation) -> Iterator[Counterexample]:
    bounds = within(hypotheses)
    pieces = [cell for edge in edges(hypotheses) for cell in cells(edge, (), 24)]
    for cell in pieces[:MOST_PIECES]:
        for measure in (margin(relation), _negative(gap(relation)), _share(relation)):
            for lowest in minima(cell, measure, bounds):
                for instance in instances_at(cell, lowest):
                    yield Counterexample(instance)


def _share(relation: Relation) -> Compiled:
    """By how much a relation seems to hold, as a share of all the terms on its sides."""
    way = 1 if relation.sign[0] == "<" else -1
    parts = [(sign, compiled(term)) for side, sign in ((relation.right, way), (relation.left, -way))
             for sign, term in _terms(unfold(side), sign)]

    def held(values: Mapping[Name, float]) -> float:
        terms = [sign * part(values) for sign, part in parts]
        # Where all terms are 0, they are most often too small to be told apart.
        return math.fsum(terms) / math.fsum(map(abs, terms))

    return held


def _terms(node: Written, sign: int) -> Iterator[tuple[int, Written]]:
    if isinstance(node, Sum | Difference):
        yield from _terms(node.left, sign)
        yield from _terms(node.right, sign if isinstance(node, Sum) else -sign)
    elif isinstance(node, Negation):
        yield from _terms(node.operand, -sign)
    else:
        yield sign, node
