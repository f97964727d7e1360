"""Where a slope may vanish: expressions at which a region may be cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ..language.traversal import names
from ..language.written import Name, Written, apply, written
from ..meaning.normal_form import Ratio
from ..meaning.regions import Region
from ..meaning.signs import (
    NEGATIVE,
    POSITIVE,
    ProofError,
)
from .sampled import Point
from .tangents import written_out


def within(region: Region, polynomial: Any) -> list[int]:
    """The generators of a polynomial and those inside them.

    Args:
        region: with the field.
        polynomial: in its generators.
    """
    found: list[int] = []
    waiting = [place for place, degree in enumerate(polynomial.degrees()) if degree]
    while waiting:
        place = waiting.pop()
        if place in found:
            continue
        found.append(place)
        key = region.field.atoms[place].key
        parts = (key.above, key.below) if isinstance(key, Ratio) else (key,)
        waiting += [inner for part in parts if not isinstance(part, str)
                    for inner, degree in enumerate(part.degrees()) if degree]
    return sorted(found)


def roots_of(region: Region, slope: Ratio, parameter: Name) -> Iterator[Written]:
    """Expressions at which a slope may vanish: from its factors, and likely ones.

    Args:
        region: of the slope.
        slope: in the region's field.
        parameter: whose roots are asked for, free of itself.
    """
    plain = region.field.reduce(slope.above)
    rooted = region.field.in_roots(plain)
    for whole in (plain,) if rooted == plain else (plain, rooted):
        for polynomial, _ in region.field.factor(whole)[1]:
            yield from linear_roots(region, polynomial, parameter)
    yield from (name for name in region.signs if name != parameter)
    yield from (written(1),)
    if region.signs[parameter] & NEGATIVE:
        yield written(0)


def linear_roots(region: Region, polynomial: Any, parameter: Name) -> Iterator[Written]:
    """The root of a polynomial that is linear in one trace of a parameter, its only one.

    The trace is the parameter itself, its logarithm, its exponential or a root of it.
    """
    base, place = region.field, region.place(parameter)
    yield from _balanced(region, polynomial, parameter)
    for trace, degree in enumerate(polynomial.degrees()):
        if degree != 1 or not base.depends(trace, place):
            continue
        top = polynomial.derivative(trace)
        rest = polynomial - top * base.generators[trace]
        if any(count > 0 and base.depends(other, place) for part in (top, rest)
               for other, count in enumerate(part.degrees())):
            continue
        level, atom = -Ratio(rest, base.one) / Ratio(top, base.one), base.atoms[trace]
        if trace == place:
            yield written_out(region, level)
        elif atom.kind == "log" and atom.key == base.generators[place]:
            yield apply("exp", written_out(region, level))
        elif atom.kind == "exp" and atom.key.below.is_one() and (
            atom.key.above == base.generators[place]
        ):
            yield apply("log", written_out(region, level))
        elif atom.kind == "root" and atom.key == base.generators[place]:
            yield written_out(region, level**atom.order)


def _balanced(region: Region, polynomial: Any, parameter: Name) -> Iterator[Written]:
    """Where two products of positive atoms are equal: by their logarithms, or by a power."""
    base, place = region.field, region.place(parameter)
    coefficients, monomials = polynomial.coeffs(), polynomial.monoms()
    if len(coefficients) == 2 and coefficients[0] * coefficients[1] < 0:
        sides = [Ratio(base.context.from_dict({tuple(map(int, row)): abs(c)}), base.one)
                 for row, c in zip(monomials, coefficients, strict=True)]
        if any(base.atoms[k].kind == "exp" for row in monomials for k, e in enumerate(row) if e):
            level = base.log_absolute(sides[0]) - base.log_absolute(sides[1])
            if level.below.is_constant() or not level.below.degrees()[place]:
                top = level.above.derivative(place)
                rest = level.above - top * base.generators[place]
                if level.above.degrees()[place] == 1 and not any(
                    count and base.depends(other, place) for part in (top, rest)
                    for other, count in enumerate(part.degrees())
                ):
                    yield written_out(region, -Ratio(rest, base.one) / Ratio(top, base.one))
    degree = int(polynomial.degrees()[place])
    powers = {int(row[place]) for row in monomials}
    if degree in (2, 3) and powers == {0, degree} and not any(
        count and other != place and base.depends(other, place)
        for other, count in enumerate(polynomial.degrees())
    ):
        top = polynomial
        for _ in range(degree):
            top = top.derivative(place)
        top = top / (2 if degree == 2 else 6)
        rest = polynomial - top * base.generators[place] ** degree
        level = -Ratio(rest, base.one) / Ratio(top, base.one)
        if base.signs_of(level) == POSITIVE:
            text = written_out(region, level)
            yield apply("sqrt", text) if degree == 2 else text ** (written(1) / 3)


def fits(places: Sequence[Point], region: Region, slope: Ratio, parameter: Name,
         root: Written) -> bool:
    """Whether a slope vanishes at a root that the region can be cut at."""
    if parameter in names(root):
        return False
    try:
        at = region.value(root)
        if region.signs[parameter] == POSITIVE and region.field.signs_of(at) != POSITIVE:
            return False
        place = region.place(parameter)
        for point in places[:6]:
            where = dict(point.values)
            where = {p: v for p, v in where.items()
                     if region.field.atoms[p].kind == "parameter"}
            where[place] = point.of(at)[0]
            found, error = type(point)(region.field, where).of(slope)
            if not abs(found) <= error + 1e-7 * (1 + abs(found)):
                return False
        piece, move = region.cut(parameter, root)[0]
        return piece.field.is_zero(move(slope))
    except ProofError:
        return False
