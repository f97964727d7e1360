"""Certificates for suprema: the bound, and a point or an end at which the objective nears it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, Final

from ..kernel.rules import EPSILON
from ..kernel.theorem import PLAIN, Certificate, Finite, Order, Reason
from ..language.claims import Bound, Hypotheses, Statement
from ..language.divergences import unfold
from ..language.measures import PointFunction, has_integral
from ..language.traversal import substitute
from ..language.written import Constant, Relation, Written
from ..meaning.cells import Cell
from ..meaning.ends import tends
from ..meaning.graphs import own_parameter
from ..meaning.instances import Instance, relation_holds
from ..meaning.integrals import linear_form
from ..meaning.normal_form import SIZES, NoRoomError
from ..meaning.signs import ProofError
from .extrema import bounds
from .orders import NotFoundError, cut_until, find_order
from .places import near_points, stationary
from .sampling import points, spaces

MOST_TRIED: Final = 6
MOST_NEAR: Final = 8


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
    body, limit = unfold(claim.body), unfold(claim.limit)
    infinite = claim.limit in (Constant("oo"), -Constant("oo"))

    def look(cell: Cell) -> tuple[Cell, Any]:
        if not infinite:
            cell.strict.finite(limit)
        return cell, cell.strict.finite(body)

    for size in SIZES:
        try:
            cuts, pieces = cut_until(statement.hypotheses, look, size)
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
