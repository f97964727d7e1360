"""Multipliers that depend on a number of the claim: a parabola through where they may lie."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from typing import Final

import mpmath

from ..language.measures import Pointwise
from ..language.traversal import names
from ..language.written import Name, Written, written
from ..meaning.cells import Cell
from ..meaning.normal_form import Ratio
from .multipliers import Multipliers, simplest
from .sampled import at, terms_of

_STEPS: Final = tuple(0.01 * 1.8**k for k in range(7))
_MASSES: Final = (*(math.exp(step) for step in _STEPS), *(math.exp(-step) for step in _STEPS),
                  *(math.exp(k / 2) for k in range(-12, 13)))
_NUMBERS: Final = (0.05, 0.1, 0.2, 0.5, 1.0, 2.5, 8.0)
MOST_DENOMINATOR: Final = 12
_SLACK: Final = 1e-7
Bounds = dict[float, tuple[float, float]]


def fitted(gaps: list[tuple[Cell, Ratio]], bearers: Sequence[Name],
           outside: Written) -> Iterator[Multipliers]:
    """The λ of two densities, as parabolas in the one number that a claim depends on.

    Args:
        gaps: the difference on each cell on which it is finite.
        bearers: the densities.
        outside: what the λ have to sum up to.
    """
    free = {name for cell, _ in gaps for name in cell.values if not isinstance(name, Pointwise)}
    if len(bearers) != 2 or len(free) != 1 or names(outside) != tuple(free):
        return
    number = next(iter(free))
    bounds = _bounds(gaps, bearers, number, outside)
    if len(bounds) < 4 or any(low > high + _SLACK for low, high in bounds.values()):
        return
    share = _parabola(bounds)
    if share is None or any(not low - _SLACK <= _at(share, c) <= high + _SLACK
                            for c, (low, high) in bounds.items()):
        return
    first: Written = written(0)
    for power, coefficient in enumerate(share):
        if coefficient:
            first = first + coefficient * number**power
    yield ((bearers[0], first), (bearers[1], outside - first))


def _bounds(gaps: list[tuple[Cell, Ratio]], bearers: Sequence[Name], number: Name,
            outside: Written) -> Bounds:
    """Between what the first λ has to lie, for some values of the number."""
    found: Bounds = {}
    for cell, difference in gaps:
        own = names(cell.values[number])
        wanted = [terms_of(value) for value in (
            difference, cell.strict.finite(outside),
            *(cell.strict.values[name] for name in (*bearers, number)))]
        for values in _values(cell, own):
            point = at(cell.region, values)
            (gap, error), (total, _), (first, _), (second, _), (c, _) = map(point.of_terms, wanted)
            if not math.isfinite(gap) or abs(first - second) <= 1e-4 * (first + second):
                continue
            bound, loose = (gap - total * second) / (first - second), error / abs(first - second)
            low, high = found.get(c, (-math.inf, math.inf))
            found[c] = (low, min(high, bound + loose)) if first > second else (
                max(low, bound - loose), high)
    return {c: pair for c, pair in found.items() if all(map(math.isfinite, pair))}


def _values(cell: Cell, own: tuple[Name, ...]) -> Iterator[tuple[float, ...]]:
    """Values of the parameters: those of the number, and one other at a time."""
    for moving in cell.signs:
        if moving not in own:
            yield from product(*(_NUMBERS if parameter in own else
                                 _MASSES if parameter == moving else (1.0,)
                                 for parameter in cell.signs))


def _parabola(bounds: Bounds) -> tuple[Fraction, ...] | None:
    """The parabola of simple coefficients nearest to the middles, where these are narrow."""
    rows, wanted = [], []
    for c, (low, high) in bounds.items():
        weight = 1 / (high - low + _SLACK)
        rows.append([weight, weight * c, weight * c * c])
        wanted.append(weight * (low + high) / 2)
    try:
        solved = mpmath.fp.lu_solve(mpmath.fp.matrix(rows), mpmath.fp.matrix(wanted))
    except (ValueError, ZeroDivisionError):
        return None
    first, second = (Fraction(float(value)).limit_denominator(MOST_DENOMINATOR)
                     for value in list(solved)[:2])
    # The rest has room: the simplest coefficient that fits everywhere.
    room = [((low - float(first + second * Fraction(c))) / c**2,
             (high - float(first + second * Fraction(c))) / c**2)
            for c, (low, high) in bounds.items() if c]
    low, high = max(pair[0] for pair in room), min(pair[1] for pair in room)
    return (first, second, simplest(low, high)) if low <= high else None


def _at(share: tuple[Fraction, ...], c: float) -> float:
    return float(sum(float(coefficient) * c**power for power, coefficient in enumerate(share)))
