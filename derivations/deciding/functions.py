"""Suprema over functions: for each choice of the densities that vanish, where to be near the bound.

The objective is compared with its bound point by point, so that a function may be put together from
pieces: an optimum where all densities are positive, and values that run to an end of the range,
with ε, where some of them vanish.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, permutations
from typing import Final

from ..kernel.suprema import EPSILON
from ..kernel.theorem import Certificate, Finite
from ..language.claims import Bound, Hypotheses, Statement
from ..language.divergences import unfold
from ..language.forms import Piecewise
from ..language.measures import Density, Expectation, NullFunction, PointFunction
from ..language.traversal import moved, names, substitute
from ..language.written import Constant, Name, Real, Relation, Written, apply, written
from ..meaning.cells import Cell
from ..meaning.evaluation import MINUS, PLUS, UNDEFINED, Extended
from ..meaning.instances import Instance
from ..meaning.integrals import LinearForm, linear_form, total_at_point
from ..meaning.normal_form import SIZES, NoRoomError
from ..meaning.ranges import check_in_range
from ..meaning.signs import NON_NEGATIVE, ProofError
from .extrema import bounds
from .orders import NotFoundError, cut_until, find_order, order_with, share
from .places import stationary

MOST_LAWS: Final = 3
MOST_OPTIMA: Final = 8


def over_functions(statement: Statement, claim: Bound, witness: Instance) -> Iterator[Certificate]:
    """Certificates to try for a finite sup or inf over a function in integrals.

    Args:
        statement: with its hypotheses.
        claim: its sup or inf.
        witness: an instance that the hypotheses allow.

    Raises:
        NotFoundError: with a line on what was missing.
    """
    hypotheses, variable = statement.hypotheses, claim.variable
    laws: list[Name] = [n for n in hypotheses.declared if isinstance(n, Density)]
    if claim.limit in (Constant("oo"), -Constant("oo")) or len(laws) > MOST_LAWS or any(
        isinstance(name, NullFunction) for name in hypotheses.declared
    ):
        return
    forward, back = ("<=", ">=") if claim.upper else (">=", "<=")
    upper = find_order(hypotheses, Relation(claim.body, forward, claim.limit))
    about = hypotheses.about(variable)
    near = Hypotheses((*(n for n in hypotheses.declared if n != variable), EPSILON),
                      (*(r for r in hypotheses.relations if r not in about), EPSILON > 0))
    level, finite = _level(statement, claim, near)
    known = dict(upper.multipliers)
    multipliers = tuple((name, -known.get(name, written(0)) - EPSILON / len(laws))
                        for name in laws)
    parts = [(zero, _part(statement, claim, near, multipliers, zero)) for zero in _vanishing(laws)]
    point = _joined(parts)
    target = claim.limit - EPSILON if claim.upper else claim.limit + EPSILON
    reached = substitute(claim.body, {variable: point})
    lower = order_with(near, Relation(reached, back, target), multipliers, 1 / EPSILON)
    yield Certificate("supremum", witness, (upper, lower), finite, point=point, level=level)


def _vanishing(laws: list[Name]) -> Iterator[tuple[Name, ...]]:
    """The sets of densities that may be 0 together while another one is not, the largest first."""
    chosen = [tuple(name for place, name in enumerate(laws) if mask >> place & 1)
              for mask in range(2 ** len(laws) - 1)]
    yield from sorted(chosen, key=len, reverse=True)


def _joined(parts: list[tuple[tuple[Name, ...], Written]]) -> Written:
    if all(part == parts[-1][1] for _, part in parts):
        return parts[-1][1]
    branches: list[tuple[Written, Relation | None]] = []
    for zero, part in parts[:-1]:
        total: Written = zero[0]
        for name in zero[1:]:
            total = total + name
        branches.append((part, Relation(total, "=", written(0))))
    return Piecewise((*branches, (parts[-1][1], None)))


def _level(statement: Statement, claim: Bound, near: Hypotheses) -> tuple[Written, Finite]:
    """A constant in the range at which all integrals are finite."""
    for value in ends_of(statement.hypotheses, claim.variable):
        if EPSILON in names(value):
            continue
        try:
            cut_until(near, lambda cell, value=value: check_in_range(  # type: ignore[misc]
                statement.hypotheses, claim.variable, value, cell), SIZES[0])
            return value, bounds(near, linear_form(substitute(claim.body,
                                                              {claim.variable: value})))
        except (NotFoundError, ProofError):
            continue
    raise NotFoundError("no function was found whose integrals are finite")


def _part(statement: Statement, claim: Bound, near: Hypotheses,
          multipliers: tuple[tuple[Name, Written], ...], zero: tuple[Name, ...]) -> Written:
    """What comes near the bound where some densities are 0 and the others positive."""
    laws = [name for name, _ in multipliers]
    here = replace(near, relations=(
        *near.relations, *(Relation(name, "=" if name in zero else ">", written(0))
                           for name in laws)))
    goal = linear_form(claim.limit)
    for point in _points(statement, claim, [name for name in laws if name not in zero]):
        form = linear_form(substitute(claim.body, {claim.variable: point}))

        def check(cell: Cell, point: Written = point, form: LinearForm = form) -> None:
            _check(cell, statement.hypotheses, claim, point, form, goal, multipliers)

        for size in SIZES:
            try:
                cut_until(here, check, size)
                return point
            except NoRoomError:
                continue
            except (ProofError, NotFoundError):
                break
    raise NotFoundError("nothing was found that comes near the bound")


def _check(cell: Cell, hypotheses: Hypotheses, claim: Bound, point: Written, form: LinearForm,
           goal: LinearForm, multipliers: tuple[tuple[Name, Written], ...]) -> None:
    """Checks on a cell that the integrand at a point is as near to its bound as asked for."""
    check_in_range(hypotheses, claim.variable, point, cell)
    reached = total_at_point(form, cell.extended, cell.strict)
    bound = total_at_point(goal, cell.extended, cell.strict)
    if isinstance(reached, Extended):
        raise NotFoundError("an integrand may be infinite")
    if bound is UNDEFINED or bound is (MINUS if claim.upper else PLUS):
        return
    gap = reached if isinstance(bound, Extended) else reached - bound
    gap = gap if claim.upper else -gap
    for name, factor in multipliers:
        scale = 1 / EPSILON if isinstance(bound, Extended) else factor
        gap = gap - cell.strict.finite(scale) * cell.strict.values[name]
    share(cell, gap, NON_NEGATIVE, deep=False)


def _points(statement: Statement, claim: Bound, present: list[Name]) -> Iterator[Written]:
    """Points to try where some densities are positive and all others 0, without repetition."""
    seen = set()
    for point in _all_points(statement, claim, present):
        if point not in seen:
            seen.add(point)
            yield point


def _all_points(statement: Statement, claim: Bound, present: list[Name]) -> Iterator[Written]:
    hypotheses = statement.hypotheses
    if len(present) == 1:
        # Most often the bound is at an end, where few densities are left.
        yield from ends_of(hypotheses, claim.variable)
    yield from optima(statement, claim, present)
    if len(present) > 1:
        yield from ends_of(hypotheses, claim.variable)
    for first, second in permutations(present, 2):
        yield from _by_order(hypotheses, claim.variable, apply("sign", first - second))


def optima(statement: Statement, claim: Bound, present: list[Name]) -> Iterator[Written]:
    """Where the slope of an integrand vanishes, if some densities are positive and all others 0.

    Args:
        statement: with the hypotheses on the function.
        claim: its sup or inf.
        present: the densities that are positive.
    """
    hypotheses = statement.hypotheses
    laws = {name for name in hypotheses.declared if isinstance(name, Density)}
    zero: dict[Name, Written] = dict.fromkeys(laws.difference(present), written(0))
    numbers: dict[Name, Written] = {name: Real(name.name) for name in hypotheses.declared
                                    if isinstance(name, Density | PointFunction)}
    kept = [relation for relation in hypotheses.relations
            if not {*names(relation.left), *names(relation.right)} & set(zero)]
    plain = Hypotheses(
        tuple(Real(name.name) if name in numbers else name
              for name in hypotheses.declared if name not in zero),
        (*(moved(r, numbers)
           for r in kept), *(Relation(numbers[name], ">", written(0)) for name in present)))
    body = substitute(integrand(claim, present, zero), numbers)
    objective = Bound(body, Real(claim.variable.name), written(0), claim.upper)
    back: dict[Name, Written] = {Real(name.name): name for name in numbers}
    for point in islice(stationary(Statement(plain, objective), objective), MOST_OPTIMA):
        yield substitute(point, back)


def integrand(claim: Bound, present: list[Name], zero: dict[Name, Written]) -> Written:
    """What the objective integrates, where some densities are 0.

    Args:
        claim: a sup or inf over a function.
        present: the other densities.
        zero: each that is 0, with the number 0.
    """
    total: Written = written(0)
    for coefficient, atom in linear_form(claim.body).terms:
        law = atom.density if isinstance(atom, Expectation) else written(1)
        if law == written(1) or any(name in present for name in names(law)):
            total = total + coefficient * law * getattr(atom, "integrand", atom)
    return unfold(substitute(total, zero))


def _by_order(hypotheses: Hypotheses, variable: Name, way: Written) -> Iterator[Written]:
    """The ends of a range, chosen by a sign, and what comes near them."""
    low, high = _ends(hypotheses, variable)
    if low is None or high is None:
        return
    middle, reach = (low + high) / 2, (high - low) / 2
    yield middle + reach * way
    yield middle + reach * way / (1 + EPSILON)


def _ends(hypotheses: Hypotheses, variable: Name) -> tuple[Written | None, Written | None]:
    ends: dict[bool, Written] = {}
    for relation in hypotheses.about(variable):
        if relation.left == variable:
            ends[relation.sign in (">", ">=")] = relation.right
        elif relation.right == variable:
            ends[relation.sign in ("<", "<=")] = relation.left
    return ends.get(True), ends.get(False)


def ends_of(hypotheses: Hypotheses, variable: Name) -> Iterator[Written]:
    """Constants in a range and the ends of it, with what runs to them as ε goes to 0.

    Args:
        hypotheses: with the bounds of the variable.
        variable: a function.
    """
    low, high = _ends(hypotheses, variable)
    share: Written = written(4)
    for name in _positive(hypotheses):
        share = share * (1 + name + 1 / name)
    small = EPSILON / share
    large = 1 / small
    if low is not None and high is not None:
        yield (low + high) / 2
        yield low
        yield high
        yield low + (high - low) * small / (1 + small)
        yield high - (high - low) * small / (1 + small)
        return
    sides = [(end, way) for end, way in ((low, 1), (high, -1)) if end is not None]
    for end, way in sides or [(written(0), 1), (written(0), -1)]:
        yield end
        yield end + way
        for size in (small, large, 1 + large, apply("exp", large), (1 + large) ** 2,
                     apply("log", 1 + large), apply("exp", -large)):
            yield end + size if way == 1 else end - size
    if not sides:
        yield apply("log", small)
        yield -apply("log", small)


def _positive(hypotheses: Hypotheses) -> Iterator[Name]:
    """The numbers that are declared positive by a bound of their own."""
    for name in hypotheses.declared:
        zero = written(0)
        if isinstance(name, Real) and {Relation(name, ">", zero), Relation(zero, "<", name)} & {
            *hypotheses.relations
        }:
            yield name
