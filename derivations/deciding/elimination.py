"""Elimination of a parameter: by its slope, from an end of its range or from its best value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..kernel.theorem import PLAIN, Reason
from ..language.written import Name, Written
from ..meaning.limits import limit
from ..meaning.normal_form import Ratio
from ..meaning.reductions import vanishes_seldom
from ..meaning.regions import Region
from ..meaning.signs import (
    NEGATIVE,
    NON_NEGATIVE,
    NON_POSITIVE,
    POSITIVE,
    ZERO,
    ProofError,
)
from .roots import fits, roots_of
from .sign_search import Search
from .tangents import written_out

MOST_ROOTS: Final = 3


def by_slope(search: Search, region: Region, value: Ratio, wanted: int,
             depth: int) -> Reason | None:
    """A parameter in which the value is monotone, or falls to one place and rises from there."""
    for parameter, signs in region.signs.items():
        if signs & ZERO and signs & POSITIVE and not signs & NEGATIVE:
            return _cut(search, region, value, wanted, depth, parameter, None)
    for weighted, weight in weights(region, value):
        reason = _lowest(search, region, weighted, wanted, depth)
        if reason is not None:
            return reason if weight is None else Reason("times", (reason,), at=weight)
    return None


def _lowest(search: Search, region: Region, value: Ratio, wanted: int,
            depth: int) -> Reason | None:
    """A parameter with a best value first, then one with a best end."""
    pairs = ((parameter, region.slope(value, parameter)) for parameter in region.signs)
    slopes = dict(sorted((pair for pair in pairs if not pair[1].above.is_zero()),
                         key=lambda pair: _burden(pair[1], region)))
    for parameter, slope in slopes.items():
        for count, root in enumerate(roots_of(region, slope, parameter)):
            if count < MOST_ROOTS + len(region.signs) and fits(
                search.points(region), region, slope, parameter, root
            ):
                reason = _cut(search, region, value, wanted, depth, parameter, root)
                if reason is not None:
                    return reason
    for parameter, slope in slopes.items():
        if region.signs[parameter] == POSITIVE and search.seen(region, slope) in (
            POSITIVE, NEGATIVE
        ):
            reason = monotone(search, region, value, wanted, depth, parameter)
            if reason is not None:
                return reason
    return None


def weights(region: Region, value: Ratio) -> Iterator[tuple[Ratio, Written | None]]:
    """The value, and what is left of it over the coefficient of one of its logarithms."""
    yield value, None
    base = region.field
    for place, degree in enumerate(value.above.degrees()):
        if degree != 1 or base.atoms[place].kind != "log":
            continue
        factor = Ratio(value.above.derivative(place), base.one)
        if factor.is_constant():
            continue
        signs = base.signs_of(factor)
        if signs in (POSITIVE, NEGATIVE):
            weight = base.number(1 if signs == POSITIVE else -1) / factor
            yield weight * value, written_out(region, weight)


def _burden(slope: Ratio, region: Region) -> tuple[int, int]:
    """How hard the sign of a slope looks: its logarithms and exponentials, then its terms."""
    degrees = slope.above.degrees() if not slope.above.is_zero() else []
    hard = sum(1 for place, degree in enumerate(degrees)
               if degree and region.field.atoms[place].kind in ("log", "exp"))
    return hard, len(slope.above)


def monotone(search: Search, region: Region, value: Ratio, wanted: int, depth: int,
             parameter: Name) -> Reason | None:
    """A value that rises from the start of a positive parameter, or falls towards its end.

    Args:
        search: with the effort that is left.
        region: of the value.
        value: in the region's field.
        wanted: non-negative or positive.
        depth: of the search.
        parameter: in which the value is monotone, as far as it is seen.
    """
    slope = region.slope(value, parameter)
    taken = search.seen(region, slope)
    if taken == POSITIVE:
        for step in ("from the start", "from zero"):
            start = _start(search, region, value, wanted, depth, parameter, step)
            if start is not None:
                break
        ways = NON_NEGATIVE
    else:
        step, ways = "from the end", NON_POSITIVE
        start = _start(search, region, value, wanted, depth, parameter, step)
    if start is None:
        return None
    # A strict slope makes a value positive that starts at 0, and so does one that is seldom 0.
    strict = not wanted & ZERO and not vanishes_seldom(region.field, slope,
                                                       region.place(parameter))
    reason = search.find(region, slope, ways & ~ZERO if strict else ways, depth + 1)
    return None if reason is None else Reason(step, (reason, start), parameter)


def _start(search: Search, region: Region, value: Ratio, wanted: int, depth: int,
           parameter: Name, step: str) -> Reason | None:
    try:
        if step == "from the start":
            end, move = region.at_start(parameter)
            return search.find(end, move(value), NON_NEGATIVE, depth + 1)
        place = region.place(parameter)
        free = Ratio(region.field.generators[place], region.field.one)
        found = limit(region.field, value, free, at_zero=step == "from zero")
    except ProofError:
        return None
    if isinstance(found, int):
        return PLAIN if found > 0 else None
    return search.find(region, found, NON_NEGATIVE, depth + 1)


def _cut(search: Search, region: Region, value: Ratio, wanted: int, depth: int,
         parameter: Name, root: Written | None) -> Reason | None:
    parts = []
    for count, (piece, move) in enumerate(region.cut(parameter, root)):
        if piece.field.impossible:
            parts.append(PLAIN)
            continue
        moved = move(value)
        part = None
        if count and root is not None:
            part = monotone(search, piece, moved, wanted, depth + 1,
                            list(piece.signs)[-1])
        if part is None:
            part = search.find(piece, moved, wanted, depth + 1)
        if part is None:
            return None
        parts.append(part)
    return Reason("cut", tuple(parts), parameter, root)
