"""Suprema that an objective tends to at an end of its variable's range."""

from __future__ import annotations

from ..language.claims import Bound, Statement
from ..language.divergences import unfold
from ..language.measures import has_integral
from ..language.traversal import names, substitute
from ..language.written import Constant, Name, Real, Relation, Written
from ..meaning.cells import Cell, cells
from ..meaning.graphs import lines, own_parameter
from ..meaning.limits import limit
from ..meaning.normal_form import Ratio
from ..meaning.signs import POSITIVE, ProofError
from .orders import check_relation
from .theorem import PLAIN, Certificate, Reason, expect


def at_an_end(statement: Statement, certificate: Certificate, size: int) -> None:
    """A bound, and for all values of the other names an end at which the objective tends to it."""
    claim = expect(statement.claim, Bound)
    hypotheses, body, limit_text = statement.hypotheses, unfold(claim.body), claim.limit
    above, ends = certificate.orders
    if ends is None or has_integral(body) or not isinstance(claim.variable, Real) or (
        claim.variable in names(limit_text)
    ):
        raise ProofError("an end is one of a number's range")
    if limit_text in (Constant("oo"), -Constant("oo")):
        if (limit_text == Constant("oo")) != claim.upper:
            raise ProofError("a supremum is not −∞")
    elif above is None:
        raise ProofError("a bound has no order")
    else:
        sign = "<=" if claim.upper else ">="
        check_relation(hypotheses, Relation(claim.body, sign, limit_text), above, size)
    found = cells(hypotheses, ends.cuts, size)
    reasons = dict(zip(map(id, found), ends.reasons, strict=True))
    for line in lines(found, claim.variable):
        reached = False
        for cell in line:
            value, own = cell.strict.finite(body), own_parameter(cell, claim.variable)
            reason = reasons[id(cell)]
            if own is not None and reason != PLAIN:
                reached = reached or tends(cell, own, value, reason, limit_text)
        if not reached:
            raise ProofError("the objective is not seen to come near its bound")


def tends(cell: Cell, own: Name, value: Ratio, reason: Reason, target: Written) -> bool:
    """Whether a value on a cell tends to a target at an end of one parameter.

    Args:
        cell: on all of which the value is defined.
        own: the parameter; the hypotheses do not tie it to others.
        value: in the cell's field.
        reason: ways to write the parameter, and at last which end.
        target: in names that do not depend on the parameter, or ±∞.

    Raises:
        ProofError: if the limit cannot be told.
    """
    region = cell.region
    region.check_free(own)
    while reason.parts:
        others = set(region.signs) - {own}
        region, move = region.scaled(own, reason.step, None)
        value = move(value)
        own = next(name for name in region.signs if name not in others)
        reason = reason.parts[0]
    infinite = {Constant("oo"): 1, -Constant("oo"): -1}.get(target)
    if region.signs[own] != POSITIVE:
        raise ProofError("an end is one of a positive parameter")
    found: Ratio | int
    if reason.step == "from the start":
        region, move = region.at_start(own)
        found = move(value)
    elif reason.step in ("from zero", "from the end"):
        free = region.values.values[own]
        found = limit(region.field, value, free, at_zero=reason.step == "from zero")
    else:
        raise ProofError(f"{reason.step} is no end")
    if isinstance(found, int) or infinite is not None:
        return found == infinite
    expected = region.value(substitute(unfold(target), cell.values))
    return region.field.is_zero(found - expected)
