"""Convex functions of which only their convexity is known: f, its slope, ends and conjugate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from .typesetting import parenthesised
from .written import Name, Written, written

VALUE: Final = "value"
ENDS: Final = ("at_zero", "recession")
PARTS: Final = {"slope": 2, "dual": 2, "at_zero": 1, "recession": 1}
_NO_FUNCTION: Final = "{found} is not declared as a convex function"


class ConvexFunction(Name):
    """A convex real function on (0, ∞) with f(1) = 0; it has no value elsewhere."""

    kind: ClassVar[str] = "convex"

    def __call__(self, argument: object) -> Abstract:
        return Abstract(VALUE, self, written(argument))


class StrictFunction(ConvexFunction):
    """A convex f with f(1) = 0 whose slope s at 1 has f(t) > s (t − 1) for all t other than 1.

    Strictly convex functions are of this kind, and so are those with a kink at 1; then the slope at
    1 is a number between those on either side.
    """

    kind = "strict"


@dataclass(frozen=True, eq=False)
class Abstract(Written):
    """What a convex function f says: a value, a slope, a value of its conjugate, or an end.

    Args:
        part: `value` for f(u); `slope` for f′(u), one subgradient at each u that is chosen once;
            `dual` for sup over u > 0 of u t − f(u), undefined where that is +∞; `at_zero` for
            f(0+) and `recession` for lim f(u)/u, either of which may be +∞.
        function: f.
        argument: u or t; none for an end.
    """

    part: str
    function: Name
    argument: Written | None = None

    @property
    def children(self) -> tuple[Written, ...]:
        return (self.function,) if self.argument is None else (self.function, self.argument)

    def rebuild(self, children: tuple[Written, ...]) -> Written:
        function = children[0]
        if not isinstance(function, Name):
            raise TypeError(_NO_FUNCTION.format(found=function))
        return Abstract(self.part, function, *children[1:], span=self.span)

    def latex(self, point: bool = False) -> str:
        name = self.function.latex()
        if self.argument is None:
            return f"{name}(0)" if self.part == "at_zero" else rf"{name}'(\infty)"
        head = {VALUE: name, "slope": f"{name}'", "dual": f"{name}^{{*}}"}[self.part]
        return head + parenthesised(self.argument.latex(point))


def convex_function(name: str) -> ConvexFunction:
    """A convex real function on (0, ∞) with f(1) = 0."""
    return ConvexFunction(name)


def strict_function(name: str) -> StrictFunction:
    """A convex real function on (0, ∞) with f(1) = 0 that lies above a line through there."""
    return StrictFunction(name)


def slope(function: ConvexFunction, argument: object) -> Abstract:
    """f′(u): a subgradient of f at u, chosen once for each u."""
    return Abstract("slope", function, written(argument))


def dual(function: ConvexFunction, argument: object) -> Abstract:
    """f*(t), the supremum of u t − f(u) over u > 0; undefined where it is +∞."""
    return Abstract("dual", function, written(argument))


def at_zero(function: ConvexFunction) -> Abstract:
    """f(0+), the limit of f at 0; it may be +∞."""
    return Abstract("at_zero", function)


def recession(function: ConvexFunction) -> Abstract:
    """f′(∞), the limit of f(u)/u as u grows; it may be +∞."""
    return Abstract("recession", function)
