"""Forms beside operations and functions: derivatives, which bind a variable, and branches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .traversal import substitute, under_binder
from .typesetting import POWER, bracketed
from .written import (
    Name,
    Relation,
    Written,
)


@dataclass(frozen=True, eq=False)
class Derivative(Written):
    """The derivative of `body` in `variable`, `order` times, at `point`.

    Args:
        point: where it is taken; the variable itself if nothing is said. The variable is bound in
            the body and free in the point.
    """

    body: Written
    variable: Name
    order: int = 1
    point: Written | None = None

    @property
    def children(self) -> tuple[Written, ...]:
        return (self.body, self.variable if self.point is None else self.point)

    def rebuild(self, children: tuple[Written, ...]) -> Written:
        body, point = children
        return replace(self, body=body, point=None if point == self.variable else point)

    def substituted(self, replacement: Mapping[Name, Written]) -> Written:
        """The derivative with names replaced; its variable stays its own in the body."""
        variable, body = under_binder(self.variable, self.body, replacement)
        point = substitute(self.children[1], replacement)
        return Derivative(body, variable, self.order, None if point == variable else point)

    def latex(self, point: bool = False) -> str:
        power = f"^{{{self.order}}}" if self.order > 1 else ""
        name = self.variable.latex()
        body = bracketed(self.body, POWER, point)
        taken = "" if self.point is None else rf" \Big|_{{{name} = {self.point.latex(point)}}}"
        return rf"\frac{{\mathrm{{d}}{power}}}{{\mathrm{{d}}{name}{power}}} {body}{taken}"


@dataclass(frozen=True, eq=False)
class Piecewise(Written):
    """The first branch whose condition holds; `None` stands for every remaining case."""

    branches: tuple[tuple[Written, Relation | None], ...]

    @property
    def children(self) -> tuple[Written, ...]:
        parts: list[Written] = []
        for body, condition in self.branches:
            parts += [body] if condition is None else [body, condition.left, condition.right]
        return tuple(parts)

    def rebuild(self, children: tuple[Written, ...]) -> Written:
        rest = iter(children)
        branches = tuple(
            (next(rest), None if c is None else replace(c, left=next(rest), right=next(rest)))
            for _, c in self.branches
        )
        return replace(self, branches=branches)

    def latex(self, point: bool = False) -> str:
        rows = [
            body.latex(point)
            + " & "
            + (r"\text{otherwise}" if condition is None else condition.latex(point))
            for body, condition in self.branches
        ]
        return r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}"
