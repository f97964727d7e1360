"""Certificates for extrema and suprema: which rule, which point, which bounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice, permutations
from typing import Any, Final

from ..kernel.rules import EPSILON
from ..kernel.theorem import (
    PLAIN,
    Certificate,
    Finite,
    Order,
    Reason,
)
from ..language.claims import Bound, Convexity, EqualityCase, Extremum, Hypotheses, Statement
from ..language.divergences import unfold
from ..language.measures import Density, PointFunction, has_integral
from ..language.traversal import names, substitute
from ..language.written import Constant, Name, Real, Relation, Written, apply, written
from ..meaning.cells import Cell
from ..meaning.derivative import derivative
from ..meaning.ends import tends
from ..meaning.evaluation import MINUS, PLUS, UNDEFINED, Extended, SignNeededError
from ..meaning.graphs import own_parameter
from ..meaning.instances import Instance, relation_holds
from ..meaning.integrals import LinearForm, is_silent, linear_form, total_at_point
from ..meaning.normal_form import SIZES, NoRoomError
from ..meaning.signs import NEGATIVE, NON_NEGATIVE, NON_POSITIVE, POSITIVE, ZERO, ProofError
from .effort import Effort, spending
from .multipliers import inverse_of, masses, tidied
from .orders import NotFoundError, cut_until, find_level, find_order, find_orders, share
from .sampling import points, spaces
from .sign_reasons import find_reason
from .sign_search import roots_of

MOST_ORDERS: Final = 4
MOST_TRIED: Final = 6
MOST_NEAR: Final = 8


def defined(statement: Statement, body: Written) -> Order:
    """Cuts of the cells on each of which an expression without integrals is defined.

    Raises:
        NotFoundError: if a subterm is not seen to be defined.
    """
    plain = unfold(body)
    for size in SIZES:
        try:
            return Order(cut_until(statement.hypotheses, lambda cell: cell.strict.finite(plain),
                                   size)[0])
        except NoRoomError:
            continue
        except ProofError as error:
            raise NotFoundError(str(error)) from error
    raise NotFoundError("the claim has too many different logarithms and exponentials")


def curvature(statement: Statement, claim: Convexity) -> Order:
    """Why the second derivative has its sign inside the range of the variable.

    Raises:
        NotFoundError: if it may change its sign.
    """
    try:
        second = derivative(derivative(unfold(claim.body), claim.variable), claim.variable)
    except ProofError as error:
        raise NotFoundError(str(error)) from error
    within = statement.hypotheses.inside(claim.variable)
    wanted = NON_POSITIVE if claim.concave else NON_NEGATIVE
    for size in SIZES:
        try:
            cuts, pieces = cut_until(within, lambda cell: (cell, cell.strict.finite(second)), size)
            return Order(cuts, reasons=tuple(_reason(*piece, wanted) for piece in pieces))
        except NoRoomError:
            continue
        except ProofError as error:
            raise NotFoundError(str(error)) from error
    raise NotFoundError("the claim has too many different logarithms and exponentials")


def _reason(cell: Cell, value: Any, wanted: int) -> Reason:
    reason = find_reason(cell.region, value, wanted)
    if reason is None:
        raise NotFoundError("the second derivative was not seen to keep its sign")
    return reason


def equality_case(statement: Statement, claim: EqualityCase,
                  witness: Instance) -> Iterator[Certificate]:
    """Certificates to try for left ≥ right with its case of equality.

    Raises:
        NotFoundError: with a line on what was missing.
    """
    hypotheses = statement.hypotheses
    same = replace(hypotheses, relations=(*hypotheses.relations,
                                          Relation(claim.first, "=", claim.second)))
    back = replace(claim.relation, sign={"<=": ">=", ">=": "<="}[claim.relation.sign])
    there = find_order(same, back)
    finite = Finite()
    if has_integral(claim.relation.left) and has_integral(claim.relation.right):
        finite = bounds(hypotheses, linear_form(claim.relation.right))
    for order in islice(find_orders(hypotheses, claim.relation), MOST_ORDERS):
        yield Certificate("equality case", witness, (order, there), finite)
    with spending(Effort(12, (2,))):
        apart = find_order(hypotheses, claim.relation, claim.first - claim.second)
    yield Certificate("equality case", witness, (apart, there), finite)


def extremum(statement: Statement, claim: Extremum, witness: Instance) -> Iterator[Certificate]:
    """Certificates to try for an argmax or argmin, the simplest first.

    Raises:
        NotFoundError: with a line on what was missing.
    """
    if isinstance(claim.variable, Density):
        yield from _over_density(statement, claim, witness)
        return
    if not isinstance(claim.variable, PointFunction):
        yield Certificate("second order", witness)
    body, at = unfold(claim.body), unfold(claim.at)
    best = substitute(body, {claim.variable: at})
    finite = Finite()
    if has_integral(body):
        finite = bounds(statement.hypotheses, linear_form(best))
    reason = ""
    for deep in (False, True):
        try:
            order = _gap_order(statement.hypotheses, claim, body, best, deep)
        except NotFoundError as error:
            reason = str(error)
            continue
        yield Certificate("pointwise extremum", witness, (order,), finite)
    if reason:
        raise NotFoundError(reason)


def _gap_order(hypotheses: Hypotheses, claim: Extremum, body: Written, best: Written,
               deep: bool) -> Order:
    """Cuts and reasons for objective at the point − objective, cell by cell."""
    integral, apart = has_integral(body), unfold(claim.variable - claim.at)
    forms = (linear_form(best), linear_form(body)) if integral else None

    def gap(cell: Cell) -> tuple[Cell, Any]:
        if forms is None:
            top, other = cell.strict.finite(best), cell.strict.finite(body)
        else:
            for name in masses(cell):
                if cell.strict.signs(name) not in (NEGATIVE, ZERO, POSITIVE):
                    raise SignNeededError(name)
            silent = all(cell.strict.signs(name) == ZERO for name in masses(cell))
            if silent and is_silent(forms[1], cell.extended):
                return cell, None
            top, other = (total_at_point(form, cell.extended, cell.strict) for form in forms)
            if other is UNDEFINED or other is (MINUS if claim.maximum else PLUS):
                return cell, None
            if isinstance(top, Extended) or isinstance(other, Extended):
                raise ProofError("the objective may be infinite")
        if deep and cell.strict.signs(apart) not in (NEGATIVE, ZERO, POSITIVE):
            raise SignNeededError(apart)
        return cell, top - other if claim.maximum else other - top

    for size in SIZES:
        try:
            cuts, pieces = cut_until(hypotheses, gap, size)
            found = [((), PLAIN) if difference is None else share(
                cell, difference, NON_NEGATIVE if not deep or cell.strict.signs(apart) == ZERO
                else POSITIVE, deep) for cell, difference in pieces]
        except NoRoomError:
            continue
        except ProofError as error:
            raise NotFoundError(str(error)) from error
        tangents = tuple(pairs for pairs, _ in found)
        return Order(cuts, (), tangents if any(tangents) else (), tuple(r for _, r in found))
    raise NotFoundError("the claim has too many different logarithms and exponentials")


def bounds(hypotheses: Hypotheses, form: LinearForm) -> Finite:
    """A lower and an upper bound for every integral of a form.

    Raises:
        NotFoundError: if an integral may be infinite for all that was found.
    """
    found = []
    for _, integral in form.terms:
        low, below = find_level(hypotheses, integral, ">=")
        high, above = find_level(hypotheses, integral, "<=")
        found.append((low, below, high, above))
    return Finite(tuple(found))


def _over_density(statement: Statement, claim: Extremum,
                  witness: Instance) -> Iterator[Certificate]:
    hypotheses = statement.hypotheses
    best = substitute(claim.body, {claim.variable: claim.at})
    sign = "<=" if claim.maximum else ">="
    for level in _levels(best):
        try:
            reached = find_order(hypotheses, Relation(best, "=", level))
        except NotFoundError:
            continue
        case = EqualityCase(Relation(claim.body, sign, level), claim.variable, claim.at)
        finite = bounds(hypotheses, linear_form(best))
        for inner in equality_case(statement, case, witness):
            yield Certificate("extremum over a density", witness, (reached, *inner.orders), finite,
                              level=level)
        return
    raise NotFoundError("the value at the point was not found")


def _levels(best: Written) -> Iterator[Written]:
    """Constants that the objective may come to at its optimum: its integrals vanish or count."""
    form = linear_form(best)
    total: Written = written(0)
    for constant in form.constants:
        total = total + constant
    yield total
    for number in (1, -1, 2, -2):
        yield total + number
    for factor in (1, -1, 2, -2):
        yield total + factor * apply("log", 2)
    if form.terms:
        yield best


def bound(statement: Statement, claim: Bound, witness: Instance) -> Iterator[Certificate]:
    """Certificates to try for a sup or inf.

    Raises:
        NotFoundError: with a line on what was missing.
    """
    hypotheses, variable = statement.hypotheses, claim.variable
    infinite = claim.limit in (Constant("oo"), -Constant("oo"))
    sign = "<=" if claim.upper else ">="
    upper = Order() if infinite else find_order(
        hypotheses, Relation(claim.body, sign, claim.limit))
    about = hypotheses.about(variable)
    near = Hypotheses((*(n for n in hypotheses.declared if n != variable), EPSILON),
                      (*(r for r in hypotheses.relations if r not in about), EPSILON > 0))
    if infinite:
        target: Written = EPSILON if claim.upper else -EPSILON
    else:
        target = claim.limit - EPSILON if claim.upper else claim.limit + EPSILON
    back = ">=" if claim.upper else "<="
    near_ones = near_points(statement, claim)
    if isinstance(variable, PointFunction) and not infinite:
        # Where more is needed, a function is put together from pieces; see `functions`.
        near_ones = islice(near_ones, MOST_NEAR)
    for point in chain(stationary(statement, claim), near_ones):
        reached = substitute(claim.body, {variable: point})
        try:
            if not _plausible(near, Relation(reached, back, target)):
                continue
            lower = find_order(near, Relation(reached, back, target))
            finite = Finite()
            if has_integral(reached):
                finite = bounds(near, linear_form(reached))
        except (NotFoundError, ProofError):
            continue
        yield Certificate("supremum", witness, (upper, lower), finite, point=point)
    if not has_integral(claim.body):
        yield Certificate("supremum at an end", witness, (
            None if infinite else upper, approach(statement, claim)))


def _plausible(near: Hypotheses, relation: Relation) -> bool:
    """Whether a relation holds at the first few instances."""
    integral = has_integral(relation.left) or has_integral(relation.right)
    drawn = spaces(near, 40) if integral else points(near, 40)
    return not any(relation_holds(relation, instance).truth is False
                   for instance in islice(drawn, MOST_TRIED))


def approach(statement: Statement, claim: Bound) -> Order:
    """How an objective without integrals tends to its bound at ends of the range.

    Args:
        statement: with the hypotheses on the variable.
        claim: its sup or inf.

    Raises:
        NotFoundError: if no end was found that it tends to.
    """
    body = unfold(claim.body)
    for size in SIZES:
        try:
            cuts, pieces = cut_until(statement.hypotheses, lambda cell: (
                cell, cell.strict.finite(body)), size)
            return Order(cuts, reasons=tuple(_way_to(cell, value, claim)
                                             for cell, value in pieces))
        except NoRoomError:
            continue
        except ProofError as error:
            raise NotFoundError(str(error)) from error
    raise NotFoundError("the claim has too many different logarithms and exponentials")


def _way_to(cell: Cell, value: Any, claim: Bound) -> Reason:
    try:
        own = own_parameter(cell, claim.variable)
    except ProofError:
        return PLAIN
    if own is None:
        return PLAIN
    for scales in ((), ("log",), ("grown",), ("turned",), ("exp",), ("exp", "turned")):
        for step in ("from the start", "from zero", "from the end"):
            try:
                if tends(cell, own, value, (*scales, step), claim.limit):
                    reason = Reason(step)
                    for scale in reversed(scales):
                        reason = Reason(scale, (reason,))
                    return reason
            except NoRoomError:
                raise
            except ProofError:
                continue
    return PLAIN


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


