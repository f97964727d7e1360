"""Chords that may leave a graph: short ones where it bends least, and across its kinks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations, islice, pairwise
from typing import Final

from ..kernel.theorem import Counterexample
from ..language.claims import Convexity, Hypotheses
from ..language.divergences import unfold
from ..language.forms import Piecewise
from ..language.traversal import walk
from ..language.written import Application, Name, Written, written
from ..meaning.cells import cells
from ..meaning.derivative import derivative
from ..meaning.exact import exact_value
from ..meaning.instances import Exact, Instance
from ..meaning.signs import ProofError
from .floats import UNDEFINED, Compiled, Values, compiled
from .lowest import BEST, instances_at, minima
from .rivals import linear_root
from .sampling import points

MOST_KINKED: Final = 16


def chords(hypotheses: Hypotheses, claim: Convexity) -> Iterator[Counterexample]:
    """Short chords where the second derivative is lowest, and across kinks.

    Args:
        hypotheses: on the range of the variable.
        claim: of convexity, without integrals.
    """
    body = unfold(claim.body)
    turn = -1 if claim.concave else 1
    try:
        bend = compiled(derivative(derivative(body, claim.variable), claim.variable))
        centres = [instance for cell in cells(hypotheses, (), 24)
                   for lowest in minima(cell, lambda values: turn * bend(values))
                   for instance in islice(instances_at(cell, lowest), 1, 2)]
    except ProofError:
        centres = []
    found = [Instance({**instance.values, claim.variable: kink})
             for instance in islice(points(hypotheses, 60), MOST_KINKED)
             for kink in _kinks(body, claim.variable, instance.values)]
    seen = compiled(body)
    centres += sorted(found, key=lambda centre: turn * _bend_across(
        seen, claim.variable, _numbers(centre.values)))[:BEST]
    if len(hypotheses.declared) > 1:
        centres += _sharpest(hypotheses, claim.variable, body, turn)
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


def _sharpest(hypotheses: Hypotheses, variable: Name, body: Written,
              turn: int) -> Iterator[Instance]:
    """Kinks where the other names make the slope jump most the wrong way."""
    function = compiled(body)
    for turning in dict.fromkeys(_turning(body)):
        root = linear_root(turning, variable)
        if root is None:
            continue
        place = compiled(root)

        def measure(values: Values, place: Compiled = place) -> float:
            return turn * _bend_across(function, variable, {**values, variable: place(values)})

        for cell in cells(hypotheses, (), 24):
            for lowest in minima(cell, measure):
                for instance in instances_at(cell, lowest):
                    at = exact_value(root, instance.values)
                    if at is not None:
                        yield Instance({**instance.values, variable: at})


def _numbers(values: Mapping[Name, Exact]) -> dict[Name, float]:
    return {name: compiled(written(value))({}) for name, value in values.items()}


def _bend_across(function: Compiled, variable: Name, values: Values) -> float:
    """How much the slope grows across a point, relative to the values there."""
    at = values[variable]
    reach = 1e-4 * (abs(at) or 1.0)
    try:
        low, middle, high = (function({**values, variable: at + way * reach})
                             for way in (-1, 0, 1))
    except UNDEFINED:
        return math.inf
    return (low + high - 2 * middle) / reach / (1 + abs(low) + abs(high))


def _kinks(body: Written, variable: Name,
           values: Mapping[Name, Exact]) -> Iterator[Fraction]:
    """Where the argument of an absolute value, or two of a maximum, change their order."""
    numbers = _numbers(values)
    for turning in dict.fromkeys(_turning(body)):
        difference = compiled(turning)

        def at(x: float, difference: Compiled = difference) -> float:
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


def _turning(body: Written) -> Iterator[Written]:
    """Expressions at whose zeros a function may have a kink or jump."""
    for node in walk(body):
        if isinstance(node, Application) and node.function == "abs":
            yield node.arguments[0]
        elif isinstance(node, Application) and node.function in ("max", "min"):
            yield from (first - second for first, second in combinations(node.arguments, 2))
        elif isinstance(node, Piecewise):
            yield from (condition.left - condition.right for _, condition in node.branches
                        if condition is not None)
