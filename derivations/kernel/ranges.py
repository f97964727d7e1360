"""What rules for extrema ask of ranges, points and integrals."""

from __future__ import annotations

from dataclasses import replace

from ..language.claims import Hypotheses
from ..language.divergences import unfold
from ..language.measures import Density, NullFunction, Pointwise, has_integral
from ..language.traversal import names, substitute
from ..language.written import Integer, Name, Relation, Written
from ..meaning.cells import Cell, cells
from ..meaning.evaluation import UNDEFINED, UndefinedSubtermError
from ..meaning.integrals import LinearForm, integrand_value, is_silent, linear_form
from ..meaning.signs import ZERO, ProofError
from .orders import check_relation
from .theorem import Finite, Order


def check_in_range(hypotheses: Hypotheses, variable: Name, point: Written, cell: Cell) -> None:
    """Checks that a point lies in the range of a variable on a cell."""
    if isinstance(variable, Integer):
        raise ProofError("an optimum over the integers has no rule")
    for relation in hypotheses.about(variable):
        moved = replace(relation, left=unfold(substitute(relation.left, {variable: point})),
                        right=unfold(substitute(relation.right, {variable: point})))
        if not cell.strict.holds(moved):
            raise ProofError("the point may lie outside of the range")


def is_idle(hypotheses: Hypotheses, body: Written, at: Written, cell: Cell) -> bool:
    """Whether a function does not matter on a cell: no density is there, and `at` is no number."""
    masses = [n for n in hypotheses.declared if isinstance(n, Density | NullFunction)]
    if any(cell.strict.signs(name) != ZERO for name in masses) or not is_silent(
        linear_form(body), cell.extended
    ):
        return False
    try:
        cell.strict.finite(unfold(at))
    except UndefinedSubtermError:
        return True
    return False


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
