"""Small values of a measure on a cell, by steps in floating point, and instances there."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Final

from ..language.written import Name
from ..meaning.cells import Cell
from ..meaning.exact import exact_value
from ..meaning.instances import Exact, Instance, at_point
from ..meaning.signs import NEGATIVE, POSITIVE
from .floats import UNDEFINED, Compiled, compiled

STARTS: Final = 60
BEST: Final = 4
ROUNDS: Final = 70
Values = dict[Name, float]


def instances_at(cell: Cell, lowest: Values) -> Iterator[Instance]:
    """Instances near values of a cell's parameters, the simplest numbers first.

    Args:
        cell: with the names.
        lowest: a value for each of its parameters.
    """
    for digits in (10**3, 10**9, None):
        chosen = {name: Fraction(value) if digits is None else
                  Fraction(value).limit_denominator(digits) for name, value in lowest.items()}
        values: dict[Name, Exact] = {}
        for name, expression in cell.values.items():
            exact = exact_value(expression, chosen)
            if exact is None:
                near = at_point(expression, chosen)
                if not hasattr(near, "enclosure"):
                    break
                exact = Fraction(float(near.enclosure.mid()))
            values[name] = exact
        else:
            yield Instance(values)


def minima(cell: Cell, measure: Compiled) -> list[Values]:
    """The parameters of a cell at which a measure is small, from several starts.

    Args:
        cell: with the names that the measure speaks of.
        measure: from values of the names to a number.
    """
    names = list(cell.signs)
    expressions = {name: compiled(value) for name, value in cell.values.items()}

    def at(place: list[float]) -> float:
        chosen = _chosen(cell, names, place)
        try:
            found = measure({name: value(chosen) for name, value in expressions.items()})
        except UNDEFINED:
            return math.inf
        return found if found == found else math.inf

    starts = sorted(([*row] for row in _starts(len(names))), key=at)[:BEST]
    found = [_descended(at, start) for start in starts]
    return [_chosen(cell, names, place) for place, _ in sorted(found, key=lambda pair: pair[1])[:2]]


def _starts(count: int) -> Iterator[tuple[float, ...]]:
    """Points of a grid that fills a cube evenly (Kronecker's sequence), in units of 8."""
    shares = [math.sqrt(p) % 1 for p in (2, 3, 5, 7, 11, 13, 17, 19)]
    for index in range(STARTS if count else 1):
        width = 2.0 if index % 2 else 10.0
        yield tuple(width * (2 * (((index + 1) * shares[k % 8]) % 1) - 1) for k in range(count))


def _chosen(cell: Cell, names: list[Name], place: list[float]) -> Values:
    """Coordinates of any size as values of the parameters: by sinh, or exp where positive."""
    chosen = {}
    for name, coordinate in zip(names, place, strict=True):
        signs, bounded = cell.signs[name], max(-40.0, min(40.0, coordinate))
        both = signs & NEGATIVE and signs & POSITIVE
        chosen[name] = math.sinh(bounded) if both else math.exp(bounded)
    return chosen


def _descended(at: Callable[[list[float]], float],
               start: list[float]) -> tuple[list[float], float]:
    """A local minimum by steps along the coordinates that grow and shrink."""
    place, best = list(start), at(start)
    steps = [0.5] * len(place)
    for _ in range(ROUNDS):
        for k in range(len(place)):
            for way in (1, -1):
                moved = [*place]
                moved[k] += way * steps[k]
                value = at(moved)
                if value < best:
                    place, best = moved, value
                    steps[k] *= 1.6 * way
                    break
            else:
                steps[k] *= 0.45
    return place, best
