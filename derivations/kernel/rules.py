"""The rules: each checks a certificate and makes the theorem, or refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from ..language.claims import Comparison, Convexity, EqualityCase, Extremum, Hypotheses, Statement
from ..language.divergences import unfold
from ..language.measures import Density, NullFunction, PointFunction, has_integral
from ..language.traversal import names, substitute
from ..language.written import Relation
from ..meaning.abstract import check_duals
from ..meaning.cells import cells
from ..meaning.derivative import derivative
from ..meaning.evaluation import MINUS, PLUS, UNDEFINED, Extended
from ..meaning.grounding import grounded
from ..meaning.instances import LEFT_OUT, allows, member
from ..meaning.integrals import linear_form, mixture_value, total_at_point
from ..meaning.laws import check_laws
from ..meaning.normal_form import SIZES, NoRoomError
from ..meaning.ranges import check_in_range, is_idle
from ..meaning.signs import NEGATIVE, NON_NEGATIVE, NON_POSITIVE, POSITIVE, ProofError
from .convexity import by_parts, by_pieces, conjugate
from .finite import check_finite, given
from .numbers import as_numbers
from .orders import check_relation, demand, gap_of, shares, ties_only
from .premises import by_order, follows
from .sign_proofs import prove_sign
from .suprema import EPSILON as EPSILON
from .suprema import at_an_end, supremum
from .theorem import _SEAL, Certificate, Theorem, expect


def prove(statement: Statement, certificate: Certificate) -> Theorem:
    """The theorem of a statement, if its certificate holds.

    Args:
        statement: the claim and its hypotheses.
        certificate: names the rule and carries what it needs.

    Raises:
        ProofError: if the certificate does not hold.
    """
    rule = RULES.get(certificate.rule)
    if rule is None:
        raise ProofError(f"there is no rule {certificate.rule!r}")
    _check_witness(statement, certificate)
    for size in SIZES:
        try:
            check_laws(statement, size)
            check_duals(statement)
            rule(statement, certificate, size)
            return Theorem(statement, certificate, _SEAL)
        except NoRoomError:
            continue
        except (ArithmeticError, LookupError, TypeError, ValueError) as error:
            raise ProofError(f"the certificate does not fit: {error}") from error
    raise ProofError("a claim has too many different logarithms and exponentials")


def _check_witness(statement: Statement, certificate: Certificate) -> None:
    """The hypotheses are met by an instance, and the claim says something of it."""
    statement, witness = grounded(statement, certificate.witness)
    hypotheses = statement.hypotheses
    spaced = any(isinstance(n, Density | NullFunction) for n in hypotheses.declared)
    if (spaced or statement.integrates) != bool(witness.atoms) or not allows(hypotheses, witness):
        raise ProofError("the witness does not meet the hypotheses")
    if any(has_integral(side) and member(side, witness) is LEFT_OUT
           for side in statement.claim.sides):
        raise ProofError("the witness is left out of the claim")


def _comparison(statement: Statement, certificate: Certificate, size: int) -> None:
    """A chain: each of its relations, by the order that belongs to it."""
    claim = expect(statement.claim, Comparison)
    for relation, order in zip(claim.relations, certificate.orders, strict=True):
        by_order(statement.hypotheses, relation, order, certificate, size)


def _equality_case(statement: Statement, certificate: Certificate, size: int) -> None:
    """left ≥ right with equality exactly when first = second: three checks.

    The relation; no gap on any cell where first ≠ second; equality where first is second.
    """
    claim = expect(statement.claim, EqualityCase)
    relation, swap = claim.relation, {"<=": ">=", ">=": "<="}
    if has_integral(relation.left) and has_integral(relation.right):
        # Sides that are infinite together would be equal wherever they are.
        check_finite(statement.hypotheses, linear_form(relation.right), certificate.finite, size)
    first, second = certificate.orders
    if first is None:
        case = follows(statement.hypotheses, relation, certificate.premise, size)
        if case is None or set(case) != {claim.first, claim.second}:
            raise ProofError("the result has another case of equality")
        return
    for gap in check_relation(statement.hypotheses, relation, first, size):
        ties_only(gap, claim.first, claim.second)
    same = Hypotheses(statement.hypotheses.declared,
                      (*statement.hypotheses.relations, Relation(claim.first, "=", claim.second)))
    back = replace(relation, sign=swap[relation.sign])
    check_relation(same, back, given(second), size)


def _second_order(statement: Statement, certificate: Certificate, size: int) -> None:
    """A stationary point of a strictly concave (or convex) objective on an interval.

    Closed ends are covered by continuity: the objective is defined there.
    """
    claim = expect(statement.claim, Extremum)
    hypotheses, variable = statement.hypotheses, claim.variable
    body, at = unfold(claim.body), unfold(claim.at)
    if not hypotheses.is_interval(variable) or has_integral(body) or variable in names(at):
        raise ProofError("the range of the variable is not an interval")
    slope = derivative(body, variable)
    curvature = derivative(slope, variable)
    for cell in cells(hypotheses, (), size):
        cell.strict.finite(body)
        check_in_range(hypotheses, variable, at, cell)
        if not cell.field.is_zero(cell.strict.finite(substitute(slope, {variable: at}))):
            raise ProofError("the point is not stationary")
        cell.strict.finite(substitute(body, {variable: at}))
    for cell in cells(hypotheses.inside(variable), (), size):
        if cell.strict.signs(curvature) != (NEGATIVE if claim.maximum else POSITIVE):
            raise ProofError("the second derivative may change its sign")


def _convexity(statement: Statement, certificate: Certificate, size: int) -> None:
    """A second derivative of one sign inside an interval; closed ends are covered by continuity."""
    claim = expect(statement.claim, Convexity)
    hypotheses, body = statement.hypotheses, unfold(claim.body)
    if not hypotheses.is_interval(claim.variable) or has_integral(body):
        raise ProofError("the range of the variable is not an interval")
    curvature = derivative(derivative(body, claim.variable), claim.variable)
    wanted = NON_POSITIVE if claim.concave else NON_NEGATIVE
    for cell in cells(hypotheses, given(certificate.orders[0]).cuts, size):
        cell.strict.finite(body)
    order = given(certificate.orders[1])
    pieces = cells(hypotheses.inside(claim.variable), order.cuts, size)
    for cell, _, why in shares(order, pieces):
        cell.strict.finite(derivative(body, claim.variable))
        if prove_sign(cell.region, cell.strict.finite(curvature), why) | wanted != wanted:
            raise ProofError("the second derivative may change its sign")


def _pointwise_extremum(statement: Statement, certificate: Certificate, size: int) -> None:
    """The point beats every other one, by an equality case with the tangent rule.

    For a declared function the objective is linear in its integrals and compared point by point;
    the value at the optimum is finite, so that a tie is a tie almost everywhere.
    """
    claim = expect(statement.claim, Extremum)
    hypotheses, variable = statement.hypotheses, claim.variable
    order = given(certificate.orders[0])
    body, at = unfold(claim.body), unfold(claim.at)
    if isinstance(variable, Density | NullFunction) or variable in names(at):
        raise ProofError("the variable is no number and no function")
    integral = has_integral(body)
    if integral != isinstance(variable, PointFunction):
        raise ProofError("a function is optimised in integrals, a number outside of them")
    best = substitute(body, {variable: at})
    pieces = cells(hypotheses, order.cuts, size)
    for cell, used, why in shares(order, pieces):
        if integral and is_idle(hypotheses, body, at, cell):
            continue
        check_in_range(hypotheses, variable, at, cell)
        if integral:
            top = total_at_point(linear_form(best), cell.extended, cell.strict)
            other = total_at_point(linear_form(body), cell.extended, cell.strict)
            if other is UNDEFINED or other is (MINUS if claim.maximum else PLUS):
                continue
        else:
            top, other = cell.strict.finite(best), cell.strict.finite(body)
        if isinstance(top, Extended) or isinstance(other, Extended):
            raise ProofError("the objective may be infinite")
        gap = gap_of(cell, top - other if claim.maximum else other - top, used, why)
        demand(gap, NON_NEGATIVE)
        ties_only(gap, variable, at)
    if integral:
        check_finite(hypotheses, linear_form(best), certificate.finite, size)


def _density_extremum(statement: Statement, certificate: Certificate, size: int) -> None:
    """An extremum over a density: the level is a bound, reached exactly at the point."""
    claim = expect(statement.claim, Extremum)
    variable, at, level = claim.variable, claim.at, certificate.level
    if not isinstance(variable, Density) or level is None or variable in names(at):
        raise ProofError("the variable is no density")
    for cell in cells(statement.hypotheses, (), size):
        mixture_value(at, cell.strict)
        check_in_range(statement.hypotheses, variable, at, cell)
    best = substitute(claim.body, {variable: at})
    check_relation(statement.hypotheses, Relation(best, "=", level), given(certificate.orders[0]),
                   size)
    check_finite(statement.hypotheses, linear_form(best), certificate.finite, size)
    sign = "<=" if claim.maximum else ">="
    case = EqualityCase(Relation(claim.body, sign, level), variable, at)
    orders = certificate.orders[1:]
    _equality_case(replace(statement, claim=case), replace(certificate, orders=orders), size)


RULES: Final[dict[str, Callable[[Statement, Certificate, int], None]]] = {
    "comparison": _comparison,
    "integrals as numbers": as_numbers,
    "equality case": _equality_case,
    "convexity": _convexity,
    "convexity by pieces": by_pieces,
    "convexity by parts": by_parts,
    "conjugate": conjugate,
    "second order": _second_order,
    "pointwise extremum": _pointwise_extremum,
    "extremum over a density": _density_extremum,
    "supremum": supremum,
    "supremum at an end": at_an_end,
}


