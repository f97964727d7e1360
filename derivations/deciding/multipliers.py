"""Which constants λ to try for ∫p = 1 and ∫dq = 0."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain, islice, product
from typing import Any, Final

from ..language.convex import ConvexFunction
from ..language.measures import Density, NullFunction, Pointwise
from ..language.traversal import names, substitute
from ..language.written import (
    Difference,
    Name,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Written,
    written,
)
from ..meaning.cells import Cell
from ..meaning.normal_form import SIZES, Field, Ratio
from ..meaning.signs import ANY, NEGATIVE, NON_NEGATIVE, POSITIVE, ProofError
from .sampled import at
from .tangents import tangent_choices, written_out

_GRID: Final = (1e-4, 0.5, 1.0002, 3.0, 1e4)
MOST_POINTS: Final = 125
MOST_POWER: Final = 8
MOST_CORNERS: Final = 9
MOST_CELLS: Final = 12
Multipliers = tuple[tuple[Name, Written], ...]


def masses(cell: Cell) -> list[Name]:
    """The densities and null functions that a cell knows."""
    return [name for name in cell.values if isinstance(name, Density | NullFunction)]


def linear_part(cell: Cell, difference: Ratio) -> Multipliers | None:
    """The λ with difference = Σ λ m, if there are any.

    Args:
        cell: on which as many masses as possible are positive.
        difference: to be written as a combination of masses with coefficients free of the point.
    """
    field, local = cell.field, _local_places(cell)
    difference = Ratio(field.reduce(difference.above), difference.below)
    if any(degree and _hidden(cell, place, local)
           for place, degree in enumerate(difference.below.degrees())):
        return None
    wanted = _coefficients(cell, difference, local)
    if wanted is None:
        return None
    rows: list[tuple[Name, dict[int, Fraction]]] = []
    for name in masses(cell):
        parts = _coefficients(cell, cell.strict.values[name], local)
        if parts is None or not all(part.is_constant() for part in parts.values()):
            return None
        rows.append((name, {place: part.constant() for place, part in parts.items()}))
    solved = _solve(field, rows, wanted)
    if solved is None:
        return None
    inverse = inverse_of(cell)
    found = []
    for name, value in solved.items():
        if not field.is_zero(value):
            text = written_out(cell.region, value)
            if not _known(text, inverse):
                return None
            found.append((name, tidied(substitute(text, inverse))))
    return tuple(found)


def tidied(node: Written) -> Written:
    """A rational expression in lowest terms, so that it has no holes of its own.

    Args:
        node: any expression; others are given back as they are.
    """
    cell = Cell(SIZES[0], {}, dict.fromkeys(names(node), ANY))
    try:
        return written_out(cell.region, _rational(node, cell.field))
    except ProofError:
        return node


def _rational(node: Written, field: Field) -> Ratio:
    if isinstance(node, Number):
        return field.number(node.exact)
    if isinstance(node, Name):
        return field.parameter(node.name, ANY)
    if isinstance(node, Negation):
        return -_rational(node.operand, field)
    if isinstance(node, Power) and isinstance(exponent := constant_of(node.right), int):
        return _rational(node.left, field) ** exponent
    if isinstance(node, Sum | Difference | Product | Quotient):
        left, right = _rational(node.left, field), _rational(node.right, field)
        if isinstance(node, Quotient):
            return left / right
        if isinstance(node, Product):
            return left * right
        return left + right if isinstance(node, Sum) else left - right
    raise ProofError("no rational expression")


def constant_of(node: Written) -> int | None:
    """A small whole number that is written out, with or without a minus sign."""
    sign, inner = (-1, node.operand) if isinstance(node, Negation) else (1, node)
    if not isinstance(inner, Number) or inner.exact.denominator != 1:
        return None
    return sign * int(inner.exact) if abs(inner.exact) <= MOST_POWER else None


def inverse_of(cell: Cell) -> dict[Name, Written]:
    """The parameters of the names that do not depend on the point, in those names.

    Args:
        cell: in which each name was placed.
    """
    inverse: dict[Name, Written] = {}
    for name, value in cell.values.items():
        if isinstance(name, Pointwise):
            continue
        free = next((part for part in names(value) if part not in inverse), None)
        if free is None:
            continue
        if value == free:
            inverse[free] = name
        elif isinstance(value, Sum) and value.right == free:
            inverse[free] = name - substitute(value.left, inverse)
        elif isinstance(value, Difference) and value.right == free:
            inverse[free] = substitute(value.left, inverse) - name
        elif isinstance(value, Quotient):
            above = value.left
            low, top = (above.left, above.right) if isinstance(above, Sum) else (written(0), above)
            if not isinstance(top, Product):
                continue
            high = top.left
            inverse[free] = (name - substitute(low, inverse)) / (substitute(high, inverse) - name)
    return inverse


def _known(node: Written, inverse: Mapping[Name, Written]) -> bool:
    """Whether every name is a parameter that can be written in names, or a convex function."""
    return all(name in inverse or isinstance(name, ConvexFunction) for name in names(node))


def _local_places(cell: Cell) -> set[int]:
    """The generators of parameters that depend on the point."""
    scalar = {n.name for name, value in cell.values.items() if not isinstance(name, Pointwise)
              for n in names(value)}
    local = {n.name for name, value in cell.values.items() if isinstance(name, Pointwise)
             for n in names(value)} - scalar
    return {place for place, atom in enumerate(cell.field.atoms)
            if atom.kind == "parameter" and atom.key in local}


def _hidden(cell: Cell, place: int, local: set[int]) -> bool:
    return any(cell.field.depends(place, other) for other in local)


def _coefficients(cell: Cell, value: Ratio, local: set[int]) -> dict[int, Ratio] | None:
    """A value as Σ coefficient · parameter over the parameters that depend on the point."""
    field, found = cell.field, dict[int, Ratio]()
    for exponents, coefficient in value.above.to_dict().items():
        inside = [place for place in local if exponents[place]]
        hidden = any(exponent and place not in local and _hidden(cell, place, local)
                     for place, exponent in enumerate(exponents))
        if len(inside) != 1 or exponents[inside[0]] != 1 or hidden:
            return None
        rest = tuple(0 if place == inside[0] else int(e) for place, e in enumerate(exponents))
        term = Ratio(field.context.from_dict({rest: coefficient}), value.below)
        found[inside[0]] = found[inside[0]] + term if inside[0] in found else term
    return found


def _solve(field: Any, rows: list[tuple[Name, dict[int, Fraction]]],
           wanted: dict[int, Ratio]) -> dict[Name, Ratio] | None:
    """Gaussian elimination of Σ λ_m v_m = wanted, place by place; free λ are 0."""
    places = sorted({place for _, row in rows for place in row} | set(wanted))
    system = [([row.get(place, Fraction(0)) for _, row in rows],
               wanted.get(place, field.number(0))) for place in places]
    pivots: dict[int, int] = {}
    for column in range(len(rows)):
        found = next((i for i in range(len(system)) if i not in pivots.values()
                      and system[i][0][column]), None)
        if found is None:
            continue
        pivots[column] = found
        head = system[found][0][column]
        line = ([v / head for v in system[found][0]],
                system[found][1] * field.number(1 / head))
        system[found] = line
        for i, (left, right) in enumerate(system):
            if i != found and left[column]:
                factor = left[column]
                system[i] = ([a - factor * b for a, b in zip(left, line[0], strict=True)],
                             right - line[1] * field.number(factor))
    if any(not any(left) and not field.is_zero(right) for left, right in system):
        return None
    return {name: system[pivots[column]][1] if column in pivots else field.number(0)
            for column, (name, _) in enumerate(rows)}


def candidates(gaps: list[tuple[Cell, Ratio]], outside: float = 0.0) -> Iterator[Multipliers]:
    """The λ to try for an inequality, the likeliest first.

    Args:
        gaps: the difference on each cell on which it is finite.
        outside: what stands outside the integrals, if it is a number.
    """
    generic = max(gaps, key=lambda gap: len(gap[0].signs), default=None)
    seen: set[Multipliers] = set()
    for found in chain(_after_tangents(generic), [()], at_corners(gaps), _gradient(generic),
                       _between(gaps, outside), _on_cells(gaps)):
        if found not in seen:
            seen.add(found)
            yield found


def _after_tangents(generic: tuple[Cell, Ratio] | None) -> Iterator[Multipliers]:
    if generic is None:
        return
    cell, difference = generic
    for _, rest, _ in tangent_choices(cell.region, difference, (1,), hopeful=False):
        found = linear_part(cell, rest)
        if found is not None:
            yield found


def at_corners(gaps: list[tuple[Cell, Ratio]]) -> Iterator[Multipliers]:
    """For each mass what the difference is where it alone is not 0, per unit of it.

    Where functions have ends of their own there is more than one such value.
    """
    found: dict[Name, list[Written]] = {}
    for cell, difference in gaps:
        present = [name for name in masses(cell) if cell.values[name] != written(0)]
        if len(present) == 1:
            try:
                alone = linear_part(cell, difference)
            except ProofError:
                continue
            for name, value in alone or ():
                values = found.setdefault(name, [])
                if value not in values:
                    values.append(value)
    named = sorted(found, key=lambda name: name.name)
    if named:
        for chosen in islice(product(*(found[name] for name in named)), MOST_CORNERS):
            yield tuple(zip(named, chosen, strict=True))


def _on_cells(gaps: list[tuple[Cell, Ratio]]) -> Iterator[Multipliers]:
    """What the difference is on a cell, where it is a combination of the masses there."""
    for cell, difference in gaps[:MOST_CELLS]:
        try:
            found = linear_part(cell, difference)
        except ProofError:
            continue
        if found is not None:
            yield found


def _gradient(generic: tuple[Cell, Ratio] | None) -> Iterator[Multipliers]:
    """The slopes of the difference in the masses where it may touch 0: where these all agree, or
    where two of them have a ratio that a number of the claim gives."""
    if generic is None:
        return
    cell, difference = generic
    named = [(name, cell.values[name]) for name in masses(cell)]
    free = [(name, value) for name, value in named if isinstance(value, Name)]
    if not free or any(cell.signs[value] not in (POSITIVE, NON_NEGATIVE) for _, value in free):
        return
    inverse, inside = inverse_of(cell), cell.region
    try:
        for index, (name, parameter) in enumerate(free):
            if cell.signs[parameter] == NON_NEGATIVE:
                free[index] = (name, inside.fresh())
                inside, move = inside.cut(parameter, None)[1]
                difference = move(difference)
    except ProofError:
        return
    ratios: list[Written] = [written(1)]
    if len(free) == 2:
        known = [(value, cell.parameters.signs(value)) for name, value in cell.values.items()
                 if not isinstance(name, Pointwise)]
        ratios += [ratio for value, signs in known if not signs & NEGATIVE
                   for ratio in (1 + value, *((value, 1 / value) if signs == POSITIVE else ()))]
    for ratio in ratios:
        found = []
        for name, parameter in free:
            try:
                region, value = inside, inside.slope(difference, parameter)
                for (_, other), at in zip(free, (ratio, *[written(1)] * len(free)), strict=False):
                    region, move = region.cut(other, at)[0]
                    value = move(value)
            except ProofError:
                break
            text = written_out(region, value)
            if not _known(text, inverse):
                break
            found.append((name, tidied(substitute(text, inverse))))
        else:
            yield tuple(found)


def _between(gaps: list[tuple[Cell, Ratio]], outside: float) -> Iterator[Multipliers]:
    """For two densities the simplest number that fits at many points of all cells."""
    bearers = [name for name in (masses(gaps[0][0]) if gaps else []) if isinstance(name, Density)]
    if len(bearers) != 2 or len(masses(gaps[0][0])) != 2:
        return
    low, high = -math.inf, math.inf
    for cell, difference in gaps:
        for values in islice(product(_GRID, repeat=len(cell.signs)), MOST_POINTS):
            point = at(cell.region, values)
            (gap, error), (first, _), (second, _) = (
                point.of(value) for value in (difference, *(cell.strict.values[name]
                                                            for name in bearers)))
            if not math.isfinite(gap) or abs(first - second) <= 1e-9 * (first + second):
                continue
            # With λ_q = −c − λ_p the difference is to be λ_p (p − q) − c q at least.
            bound = (gap + outside * second + error) / (first - second)
            if first > second:
                high = min(high, bound)
            else:
                low = max(low, bound)
    if low - high > 1e-3 * (1 + abs(low)) or not (math.isfinite(low) or math.isfinite(high)):
        return
    low, high = max(low, -1e3), min(high, 1e3)
    share = simplest(min(low, high) - 1e-9, max(low, high) + 1e-9)
    rest = -share - Fraction(outside).limit_denominator(1000)
    yield tuple((name, written(value)) for name, value in
                zip(bearers, (share, rest), strict=True) if value)


def simplest(low: float, high: float) -> Fraction:
    """The fraction of least denominator in an interval."""
    for denominator in range(1, 200):
        above = math.ceil(low * denominator)
        if above <= high * denominator:
            best = min((n for n in (above, math.floor(high * denominator), 0)
                        if low * denominator <= n <= high * denominator), key=abs)
            return Fraction(best, denominator)
    return Fraction((low + high) / 2).limit_denominator(10**6)
