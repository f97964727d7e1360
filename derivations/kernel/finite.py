"""When integrals are finite, as a tie or a difference asks for."""

from __future__ import annotations

from ..language.claims import Hypotheses
from ..language.measures import Pointwise, has_integral
from ..language.traversal import names
from ..language.written import Relation
from ..meaning.cells import cells
from ..meaning.evaluation import UNDEFINED
from ..meaning.integrals import LinearForm, integrand_value
from ..meaning.signs import ProofError
from .orders import check_relation
from .theorem import Finite, Order


def check_finite(hypotheses: Hypotheses, form: LinearForm, finite: Finite, size: int) -> None:
    """Every integral of a form lies between two constants, for all that the hypotheses allow."""
    for (_, integral), (low, below, high, above) in zip(form.terms, finite.bounds, strict=True):
        for bound in (low, high):
            if has_integral(bound) or any(isinstance(name, Pointwise) for name in names(bound)):
                raise ProofError("a bound of an integral is a constant")
        for cell in cells(hypotheses, below.cuts, size):
            if integrand_value(integral, cell.extended) is UNDEFINED:
                raise ProofError("an integrand may be undefined")
        check_relation(hypotheses, Relation(integral, ">=", low), below, size)
        check_relation(hypotheses, Relation(integral, "<=", high), above, size)


def given(order: Order | None) -> Order:
    """An order that a certificate must have."""
    if order is None:
        raise ProofError("an order is missing")
    return order
