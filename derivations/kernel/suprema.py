"""Suprema: points that come near a bound, or an end at which the objective tends to it."""

from __future__ import annotations

from typing import Final

from ..language.claims import Bound, Hypotheses, Statement
from ..language.divergences import unfold
from ..language.measures import Density, NullFunction, PointFunction, Pointwise, has_integral
from ..language.traversal import names, substitute
from ..language.written import Constant, Parameter, Real, Relation, Written
from ..meaning.abstract import check_finite_duals
from ..meaning.cells import cells
from ..meaning.ends import tends
from ..meaning.evaluation import Extended
from ..meaning.graphs import lines, own_parameter
from ..meaning.integrals import integrand_value, linear_form, mixture_value
from ..meaning.ranges import check_in_range, is_idle
from ..meaning.signs import ProofError
from .finite import check_finite, given
from .orders import check_relation
from .premises import by_order
from .theorem import PLAIN, Certificate, Reason, expect

EPSILON: Final = Parameter("epsilon")


def supremum(statement: Statement, certificate: Certificate, size: int) -> None:
    """A supremum: an upper bound, and points whose values come within every ε > 0 of it.

    The point may speak of ε; for a bound that is reached it does not. A function D is near enough
    if its integrals are finite. With a level D₀ whose integrals are finite they need not be: it is
    enough that the integrands are numbers at D. Let A run through sets of finite measure on which
    these are bounded; D, where it is in A and better there than D₀, and D₀ elsewhere, has finite
    integrals, and its value grows to at least ∫F(D). Where the integrand of the bound is +∞, that
    of D is to be 1/ε times the densities, so that the values grow beyond all numbers.
    """
    claim = expect(statement.claim, Bound)
    hypotheses, variable, point = statement.hypotheses, claim.variable, certificate.point
    level = certificate.level
    reserved = EPSILON.name in {name.name for name in hypotheses.declared}
    if point is None or reserved or isinstance(variable, NullFunction) or variable in (
        *names(point), *names(claim.limit), *(() if level is None else names(level))
    ):
        raise ProofError("a supremum needs a point that comes near it")
    if level is not None and (not isinstance(variable, PointFunction) or EPSILON in names(level)):
        raise ProofError("only a function is put together from two")
    near = Hypotheses(
        (*(n for n in hypotheses.declared if n != variable), EPSILON),
        (*(r for r in hypotheses.relations if r not in hypotheses.about(variable)), EPSILON > 0),
    )
    reached, below = substitute(claim.body, {variable: point}), given(certificate.orders[1])
    form = linear_form(reached) if has_integral(claim.body) else None
    if form and not isinstance(variable, Pointwise) and any(
        isinstance(name, Pointwise) for name in names(point)
    ):
        raise ProofError("a number is the same at every point")
    if not form:
        for cell in cells(hypotheses, given(certificate.orders[0]).cuts, size):
            cell.strict.finite(unfold(claim.body))
    for cell in cells(near, below.cuts, size):
        if level is not None:
            check_in_range(hypotheses, variable, level, cell)
        if form and isinstance(variable, PointFunction) and is_idle(hypotheses, claim.body, point,
                                                                    cell):
            continue
        if isinstance(variable, Density):
            mixture_value(point, cell.strict)
        check_in_range(hypotheses, variable, point, cell)
        if form and level is not None and any(isinstance(integrand_value(
                atom, cell.extended), Extended) for _, atom in form.terms):
            raise ProofError("an integrand may be infinite")
    target: Written = EPSILON if claim.upper else -EPSILON
    if _bounded(claim, hypotheses, certificate, size):
        target = claim.limit - EPSILON if claim.upper else claim.limit + EPSILON
    back = Relation(reached, ">=" if claim.upper else "<=", target)
    check_relation(near, back, below, size, None if level is None else 1 / EPSILON)
    if form:
        held = reached if level is None else substitute(claim.body, {variable: level})
        check_finite_duals(reached + held)
        kept = form if level is None else linear_form(held)
        check_finite(near, kept, certificate.finite, size)


def _bounded(claim: Bound, hypotheses: Hypotheses, certificate: Certificate, size: int) -> bool:
    """Checks that the objective does not pass its bound, and tells whether that is finite."""
    if claim.limit in (Constant("oo"), -Constant("oo")):
        if (claim.limit == Constant("oo")) != claim.upper:
            raise ProofError("a supremum is not −∞")
        return False
    upper = Relation(claim.body, "<=" if claim.upper else ">=", claim.limit)
    by_order(hypotheses, upper, certificate.orders[0], certificate, size)
    return True


def at_an_end(statement: Statement, certificate: Certificate, size: int) -> None:
    """A bound, and for all values of the other names an end at which the objective tends to it."""
    claim, ends = expect(statement.claim, Bound), given(certificate.orders[1])
    hypotheses, body, limit_text = statement.hypotheses, unfold(claim.body), claim.limit
    if has_integral(body) or not isinstance(claim.variable, Real) or (
        claim.variable in names(limit_text)
    ):
        raise ProofError("an end is one of a number's range")
    _bounded(claim, hypotheses, certificate, size)
    found = cells(hypotheses, ends.cuts, size)
    reasons = dict(zip(map(id, found), ends.reasons, strict=True))
    for line in lines(found, claim.variable):
        reached = False
        for cell in line:
            value, own = cell.strict.finite(body), own_parameter(cell, claim.variable)
            reason = reasons[id(cell)]
            if own is not None and reason != PLAIN:
                reached = reached or tends(cell, own, value, _ways(reason), limit_text)
        if not reached:
            raise ProofError("the objective is not seen to come near its bound")


def _ways(reason: Reason) -> list[str]:
    """The steps of a reason that has one part at most."""
    return [reason.step, *(_ways(reason.parts[0]) if reason.parts else ())]
