"""Where an objective may be best: its slope vanishes there, or an end of the range is near."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, permutations
from typing import Any, Final

from ..kernel.rules import EPSILON
from ..language.claims import Bound, Hypotheses, Statement
from ..language.divergences import unfold
from ..language.measures import Density, PointFunction, has_integral
from ..language.traversal import names, substitute
from ..language.written import Name, Parameter, Real, Written, apply, written
from ..meaning.cells import Cell, all_cells
from ..meaning.derivative import derivative
from ..meaning.normal_form import SIZES, Ratio
from ..meaning.signs import ProofError
from .multipliers import inverse_of, tidied
from .orders import cut_until
from .roots import roots_of
from .tangents import written_out

MOST_ORDERS: Final = 4


def stationary(statement: Statement, claim: Bound) -> Iterator[Written]:
    """Where the slope of an objective without integrals may vanish, in the names of the claim.

    Args:
        statement: with the hypotheses on the variable.
        claim: its sup or inf.
    """
    if not isinstance(claim.variable, Real) or has_integral(claim.body):
        return
    body = unfold(claim.body)

    def look(cell: Cell) -> tuple[Cell, Any]:
        return cell, cell.strict.finite(body)

    try:
        _, pieces = cut_until(statement.hypotheses, look, SIZES[1])
    except ProofError:
        return
    seen = set()
    for cell, value in pieces:
        inverse = inverse_of(cell)
        for parameter in names(cell.values[claim.variable]):
            try:
                slope = cell.region.slope(value, parameter)
                roots = list(islice(roots_of(cell.region, slope, parameter), MOST_ORDERS))
            except ProofError:
                continue
            for root in roots:
                point = substitute(cell.values[claim.variable], {parameter: root})
                if set(names(point)) <= set(inverse):
                    named = tidied(substitute(point, inverse))
                    if named not in seen and claim.variable not in names(named):
                        seen.add(named)
                        yield named
    yield from _of_second_degree(statement, claim)


def _of_second_degree(statement: Statement, claim: Bound) -> Iterator[Written]:
    """Zeros of factors of the slope that are of the second degree in the variable."""
    for cell in all_cells(statement.hypotheses, (), SIZES[1], loose=True):
        free = cell.values[claim.variable]
        try:
            slope = cell.strict.finite(derivative(unfold(claim.body), claim.variable))
            _, factors = cell.field.factor(cell.field.reduce(slope.above))
            for polynomial, _ in factors:
                yield from _square_roots(cell, polynomial, names(free)[0])
        except ProofError:
            continue


def _square_roots(cell: Cell, polynomial: Any, free: Name) -> Iterator[Written]:
    field, place = cell.field, cell.region.place(free)
    if polynomial.degrees()[place] != 2 or any(
        degree and other != place and field.depends(other, place)
        for other, degree in enumerate(polynomial.degrees())
    ):
        return
    slope = polynomial.derivative(place)
    top = slope.derivative(place)
    generator = field.generators[place]
    linear = slope - top * generator
    rest = polynomial - linear * generator - top * generator**2 / 2
    # Each name is a parameter of its own name.
    named: dict[Name, Written] = {Parameter(name.name): name for name in cell.values}
    a, b, c = (substitute(written_out(cell.region, Ratio(part, field.one)), named)
               for part in (top, linear, rest))
    zero = written(0)
    if b == zero:
        half = tidied(-2 * c / a)
        yield from (apply("sqrt", half), -apply("sqrt", half))
    else:
        root = apply("sqrt", b**2 - 2 * a * c)
        yield from ((-b + root) / a, (-b - root) / a)


def _by_order(first: Written, second: Written, ends: dict[str, Written]) -> Iterator[Written]:
    """The ends of a range, chosen by which of two values is larger, and what comes near them."""
    way = apply("sign", first - second)
    if len(ends) < 2:
        yield way
        return
    middle, reach = (ends["low"] + ends["high"]) / 2, (ends["high"] - ends["low"]) / 2
    yield middle + reach * way
    yield middle + reach * way / (1 + EPSILON)


def mixtures(hypotheses: Hypotheses, variable: Name) -> Iterator[Written]:
    """The other densities and their mixtures in equal shares, or with a weight that is declared.

    Args:
        hypotheses: with all names.
        variable: a density.
    """
    others = [n for n in hypotheses.declared if isinstance(n, Density) and n != variable]
    yield from others
    for first, second in permutations(others, 2):
        if first.name < second.name:
            yield (first + second) / 2
        for weight in (n for n in hypotheses.declared if isinstance(n, Real)):
            yield weight * first + (1 - weight) * second


def near_points(statement: Statement, claim: Bound) -> Iterator[Written]:
    """Points that may come near a bound: fixed ones, and ones that run to an end with ε.

    Args:
        statement: with the hypotheses on the variable.
        claim: its sup or inf.
    """
    hypotheses, variable = statement.hypotheses, claim.variable
    if isinstance(variable, Density):
        yield from mixtures(hypotheses, variable)
        return
    ends: dict[str, Written] = {}
    for relation in hypotheses.about(variable):
        if relation.left == variable:
            ends["low" if relation.sign in (">", ">=") else "high"] = relation.right
        elif relation.right == variable:
            ends["high" if relation.sign in (">", ">=") else "low"] = relation.left
    scalars: list[Written] = [n for n in hypotheses.declared if n != variable and not names(n)[1:]]
    if isinstance(variable, PointFunction):
        densities = [n for n in hypotheses.declared if isinstance(n, Density)]
        for first in densities:
            for second in densities:
                if first != second:
                    optimum = first / (first + second)
                    yield optimum
                    yield (optimum + EPSILON / 4) / (1 + EPSILON / 2)
        yield written(1) / 2
        scalars_or_laws: list[Name] = list(densities)
    else:
        scalars_or_laws = [n for n in hypotheses.declared if isinstance(n, Real) and n != variable]
        yield from scalars_or_laws
    for one in scalars_or_laws:
        for other in scalars_or_laws:
            if one != other:
                yield from _by_order(one, other, ends)
    sizes: list[Written] = [written(1), *scalars, *(written(1) + n for n in scalars)]
    low, high = ends.get("low"), ends.get("high")
    if low is not None and high is not None:
        sizes.append(high - low)
        yield (low + high) / 2
        for size in sizes:
            yield high - (high - low) * EPSILON / (size + EPSILON)
            yield low + (high - low) * EPSILON / (size + EPSILON)
    for end, direction in ((low, 1), (high, -1)):
        if end is None:
            continue
        shift = written(direction)
        yield end
        yield end + shift
        yield end + shift / EPSILON**2
        for size in sizes:
            yield end + shift * EPSILON / size
            yield end + shift * size / EPSILON
            yield end + shift * apply("exp", EPSILON / size)
            yield end + shift * apply("exp", -(EPSILON / size))
    if low is None and high is None:
        for value in (0, 1, -1):
            yield written(value)
        yield 1 + EPSILON
        yield -(1 + EPSILON)
        for size in sizes:
            yield EPSILON / size
            yield -(EPSILON / size)
            yield size / EPSILON
            yield -(size / EPSILON)


