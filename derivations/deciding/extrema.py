"""Certificates for extrema and suprema: which rule, which point, which bounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from ..kernel.theorem import (
    PLAIN,
    Certificate,
    Finite,
    Order,
    Reason,
)
from ..language.claims import Convexity, EqualityCase, Extremum, Hypotheses, Statement
from ..language.divergences import unfold
from ..language.measures import Density, PointFunction, has_integral
from ..language.traversal import substitute
from ..language.written import Relation, Written, apply, written
from ..meaning.cells import Cell
from ..meaning.derivative import derivative
from ..meaning.evaluation import MINUS, PLUS, UNDEFINED, Extended, SignNeededError
from ..meaning.instances import Instance
from ..meaning.integrals import LinearForm, is_silent, linear_form, total_at_point
from ..meaning.normal_form import SIZES, NoRoomError
from ..meaning.signs import NEGATIVE, NON_NEGATIVE, NON_POSITIVE, POSITIVE, ZERO, ProofError
from .effort import Effort, spending
from .multipliers import masses
from .orders import NotFoundError, cut_until, find_level, find_order, find_orders, share
from .sign_reasons import find_reason

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
