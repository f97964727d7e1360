"""Suprema that an objective tends to at an end of its variable's range."""

from __future__ import annotations

from ..language.claims import Bound, Statement
from ..language.divergences import unfold
from ..language.measures import has_integral
from ..language.traversal import names
from ..language.written import Constant, Real, Relation
from ..meaning.cells import cells
from ..meaning.ends import tends
from ..meaning.graphs import lines, own_parameter
from ..meaning.signs import ProofError
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
                reached = reached or tends(cell, own, value, _ways(reason), limit_text)
        if not reached:
            raise ProofError("the objective is not seen to come near its bound")


def _ways(reason: Reason) -> list[str]:
    """The steps of a reason that has one part at most."""
    return [reason.step, *(_ways(reason.parts[0]) if reason.parts else ())]
