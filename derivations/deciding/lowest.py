"""Where a measure is small on a cell, and instances there."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from ..language.written import Name
from ..meaning.cells import Cell
from ..meaning.exact import exact_value
from ..meaning.instances import Exact, Instance, at_point
from ..meaning.signs import NEGATIVE, POSITIVE
from .descent import descended, starts
from .floats import UNDEFINED, Compiled, compiled

BEST: Final = 4
ROUNDING: Final = 1e-12
APART: Final = Fraction(1, 10**9)
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


def minima(cell: Cell, measure: Compiled, bounds: Sequence[Compiled] = ()) -> list[Values]:
    """The parameters of a cell at which a measure is small, from several starts.

    Args:
        cell: with the names that the measure speaks of.
        measure: from values of the names to a number.
        bounds: what is not negative where the hypotheses hold.
    """
    names = list(cell.signs)
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
