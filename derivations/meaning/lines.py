"""What is not negative because a function is convex: lines below its graph, and one above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..language.convex import ENDS, VALUE, Abstract
from ..language.written import Written
from .abstract import image
from .ratios import Ratio
from .signs import NON_NEGATIVE, POSITIVE, ZERO, ProofError

if TYPE_CHECKING:
    from .evaluation import Evaluation
    from .regions import Region

_NO_LINE: Final = "a line belongs to one convex function"


def beside(region: Region, value: Ratio, weight: Written, first: Written,
           second: Written | None) -> tuple[Ratio, int]:
    """What a value is without a multiple of a gap, and the signs of what was taken off.

    Args:
        region: on which the value lives.
        value: in its field.
        weight: not negative.
        first: see `gap`.
        second: see `gap`.

    Raises:
        ProofError: if the weight may be negative, or there is no such gap.
    """
    times, (above, strict) = region.value(weight), gap(region.values, first, second)
    signs = region.field.signs_of(times)
    if signs | NON_NEGATIVE != NON_NEGATIVE:
        raise ProofError("a supporting line has a negative weight")
    return value - times * above, POSITIVE if strict and signs == POSITIVE else NON_NEGATIVE


def gap(evaluation: Evaluation, first: Written, second: Written | None) -> tuple[Ratio, bool]:
    """What is not negative because a function is convex, and whether it is positive.

    With a number s > 0: f(t) − f(s) − f′(s) (t − s); at the ends f(0+) − f(s) + f′(s) s and
    f′(∞) − f′(s). With a conjugate f*(t) that is a number: f(u) + f*(t) − u t, f(0+) + f*(t) and
    f′(∞) − t. With nothing: f(0+) + t f′(∞) − f(t), which is positive where f is not affine, as it
    is where f(0+) + f′(∞) > f(1) = 0.

    Args:
        evaluation: of expressions in the parameters of a region.
        first: a value or an end of a function.
        second: a positive number, or a conjugate of the same function.

    Source: Rockafellar (1970), Convex Analysis, Theorems 8.5, 23.2 and 23.5.
    """
    if not isinstance(first, Abstract) or first.part not in (VALUE, *ENDS):
        raise ProofError(_NO_LINE)
    field, function = evaluation.field, first.function
    height = evaluation.finite(first)
    at = None if first.argument is None else evaluation.finite(first.argument)
    one = field.number(1)
    if second is None:
        if at is None:
            raise ProofError(_NO_LINE)
        start, rise = (evaluation.finite(Abstract(part, function)) for part in ENDS)
        return start + at * rise - height, field.signs_of(start + rise) == POSITIVE
    if isinstance(second, Abstract) and second.part == "dual":
        if second.function.name != function.name or second.argument is None:
            raise ProofError(_NO_LINE)
        other, slope = evaluation.finite(second), evaluation.finite(second.argument)
        if first.part == "recession":
            return height - slope, False
        return (height + other - at * slope if at is not None else height + other), False
    point = evaluation.finite(second)
    if field.signs_of(point) != POSITIVE:
        raise ProofError("a line touches a convex function at a positive number")
    level = image(field, VALUE, function.name, point)
    slope = image(field, "slope", function.name, point)
    strict = function.name in field.strict and field.is_zero(point - one) and (
        at is None or not field.signs_of(at - one) & ZERO)
    if first.part == "recession":
        return height - slope, strict
    return height - level - slope * ((at if at is not None else field.number(0)) - point), strict
