"""Convex functions taken apart: sums, multiples by numbers of known sign, maxima."""

from __future__ import annotations

from ..language.claims import Hypotheses
from ..language.traversal import names
from ..language.written import (
    Application,
    Difference,
    Name,
    Negation,
    Product,
    Quotient,
    Sum,
    Written,
)
from .cells import cells
from .signs import NON_NEGATIVE, NON_POSITIVE, ZERO, ProofError


def parts(hypotheses: Hypotheses, variable: Name, body: Written, concave: bool,
          size: int) -> list[tuple[Written, bool]]:
    """The functions that have to be convex, or concave, for a body to be so.

    Args:
        hypotheses: that tell the signs of factors.
        variable: of the function.
        body: the function, its definitions unfolded.
        concave: whether it is to be concave.
        size: how many generators a cell has room for.

    Raises:
        ProofError: if a denominator may vanish.
    """
    def inner(part: Written, turned: bool = False) -> list[tuple[Written, bool]]:
        return parts(hypotheses, variable, part, concave != turned, size)

    if isinstance(body, Sum | Difference):
        return [*inner(body.left), *inner(body.right, isinstance(body, Difference))]
    if isinstance(body, Negation):
        return inner(body.operand, True)
    if isinstance(body, Product | Quotient):
        factor, rest = body.right, body.left
        if isinstance(body, Product) and variable in names(factor):
            factor, rest = rest, factor
        negative = None if variable in names(factor) else (
            _is_negative(hypotheses, factor, size, isinstance(body, Quotient)))
        if negative is not None:
            return inner(rest, negative)
    if isinstance(body, Application) and body.function == ("min" if concave else "max"):
        return [part for argument in body.arguments for part in inner(argument)]
    if isinstance(body, Application) and body.function == "abs" and not concave:
        return [*inner(body.arguments[0]), *inner(-body.arguments[0])]
    return [(body, concave)]


def _is_negative(hypotheses: Hypotheses, factor: Written, size: int, below: bool) -> bool | None:
    """Whether a factor turns a function; None if it may be of either sign."""
    signs = 0
    for cell in cells(hypotheses, (), size):
        signs |= cell.strict.signs(factor)
    if below and signs & ZERO:
        raise ProofError("a denominator may vanish")
    if signs | NON_NEGATIVE != NON_NEGATIVE and signs | NON_POSITIVE != NON_POSITIVE:
        return None
    return signs | NON_NEGATIVE != NON_NEGATIVE
