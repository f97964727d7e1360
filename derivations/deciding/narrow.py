"""Where a claim fails in a narrow region only: its margin is made small in floating point."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice, pairwise
from typing import Final

from ..kernel.theorem import Counterexample, Refutation
from ..language.claims import Bound, Comparison, Convexity, Extremum, Hypotheses, Statement
from ..language.divergences import unfold
from ..language.measures import Pointwise
from ..language.traversal import substitute, walk
from ..language.written import (
    Application,
    Difference,
    Name,
    Negation,
    Relation,
    Sum,
    Written,
    written,
)
from ..meaning.cells import Cell, cells
from ..meaning.derivative import derivative
from ..meaning.exact import exact_value
from ..meaning.instances import Exact, Instance, at_point
from ..meaning.signs import NEGATIVE, POSITIVE, ProofError
from .counterexamples import replayed
from .descent import descended, starts
from .edges import edges, within
from .extrema import stationary
from .floats import UNDEFINED, Compiled, compiled, gap, margin
from .sampling import points

BEST: Final = 4
MOST_PLACES: Final = 3
MOST_PIECES: Final = 12
ROUNDING: Final = 1e-12
APART: Final = Fraction(1, 10**9)
Values = dict[Name, float]


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
    elif isinstance(claim, Convexity):
        yield from _chords(statement.hypotheses, claim)


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
    pieces = [cell for edge in edges(hypotheses) for cell in cells(edge, (), 24)]
    for cell in pieces[:MOST_PIECES]:
        for measure in (margin(relation), _negative(gap(relation)), _share(relation)):
            for lowest in _minima(hypotheses, cell, measure):
                for instance in _instances(cell, lowest):
                    yield Counterexample(instance)


def _negative(measure: Compiled) -> Compiled:
    return lambda values: -measure(values)


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


def _instances(cell: Cell, lowest: Values) -> Iterator[Instance]:
    for digits in (10**3, 10**9, None):
        chosen = {name: Fraction(value) if digits is None else
                  Fraction(value).limit_denominator(digits) for name, value in lowest.items()}
        for shift in (Fraction(1), 1 - APART, 1 + APART):
            values: dict[Name, Exact] = {}
            rounded = False
            for name, expression in cell.values.items():
                exact = exact_value(expression, chosen)
                if exact is None:
                    near = at_point(expression, chosen)
                    if not hasattr(near, "enclosure"):
                        return
                    exact, rounded = Fraction(float(near.enclosure.mid())) * shift, True
                values[name] = exact
            yield Instance(values)
            # Only where a value was rounded it may have come to lie outside of its bounds.
            if not rounded:
                break


def _minima(hypotheses: Hypotheses, cell: Cell, measure: Compiled) -> list[Values]:
    """The parameters of a cell at which a measure is small, from several starts."""
    names = list(cell.signs)
    bounds = within(hypotheses)
    expressions = {name: compiled(value) for name, value in cell.values.items()}

    def at(place: list[float]) -> float:
        chosen = _chosen(cell, names, place)
        try:
            values = {name: value(chosen) for name, value in expressions.items()}
            if not all(bound(values) > -ROUNDING for bound in bounds):
                return math.inf
            found = measure(values)
        except UNDEFINED:
            return math.inf
        return found if found == found else math.inf

    best = sorted(([*row] for row in starts(len(names))), key=at)[:BEST]
    found = [descended(at, start) for start in best]
    return [_chosen(cell, names, place) for place, _ in sorted(found, key=lambda pair: pair[1])[:2]]


def _chosen(cell: Cell, names: list[Name], place: list[float]) -> Values:
    """Coordinates of any size as values of the parameters: by sinh, or exp where positive."""
    chosen = {}
    for name, coordinate in zip(names, place, strict=True):
        signs, bounded = cell.signs[name], max(-40.0, min(40.0, coordinate))
        both = signs & NEGATIVE and signs & POSITIVE
        chosen[name] = math.sinh(bounded) if both else math.exp(bounded)
    return chosen


def _chords(hypotheses: Hypotheses, claim: Convexity) -> Iterator[Counterexample]:
    """Short chords where the second derivative is lowest, and across kinks."""
    body = unfold(claim.body)
    turn = -1 if claim.concave else 1
    try:
        bend = compiled(derivative(derivative(body, claim.variable), claim.variable))
        centres = [instance for cell in cells(hypotheses, (), 24)
                   for lowest in _minima(hypotheses, cell, lambda values: turn * bend(values))
                   for instance in islice(_instances(cell, lowest), 1, 2)]
    except ProofError:
        centres = []
    for instance in islice(points(hypotheses, 20), 4):
        for kink in _kinks(body, claim.variable, instance.values):
            centres.append(Instance({**instance.values, claim.variable: kink}))
    for centre in centres:
        at = centre.values[claim.variable]
        if not isinstance(at, Fraction):
            continue
        for power in (2, 5, 9, 14, 20, 27, 36):
            reach = (abs(at) or Fraction(1)) / 2**power
            low = Instance({**centre.values, claim.variable: at - reach})
            yield Counterexample(low, (at + reach, Fraction(1, 2)))
            high = Instance({**centre.values, claim.variable: at + 2 * reach})
            yield Counterexample(high, (at + reach / 8, Fraction(1, 2)))


def _kinks(body: Written, variable: Name,
           values: Mapping[Name, Exact]) -> Iterator[Fraction]:
    """Where the argument of an absolute value, or two of a maximum, change their order."""
    for node in walk(body):
        if not isinstance(node, Application) or node.function not in ("abs", "max", "min"):
            continue
        sides = node.arguments if len(node.arguments) > 1 else (*node.arguments, node.arguments[0]
                                                                * 0)
        difference = compiled(sides[0] - sides[1])
        numbers = {n: compiled(written(v))({}) for n, v in values.items()}

        def at(x: float, difference: Compiled = difference,
               numbers: Values = numbers) -> float:
            try:
                return difference({**numbers, variable: x})
            except UNDEFINED:
                return math.nan

        grid = sorted(math.sinh(k / 8) for k in range(-48, 49))
        for low, high in pairwise(grid):
            first = at(low)
            if first == 0:
                yield Fraction(low)
            if first * at(high) < 0:
                for _ in range(60):
                    middle = (low + high) / 2
                    low, high = (middle, high) if at(middle) * first > 0 else (low, middle)
                yield Fraction(high).limit_denominator(10**6)
