"""A function of u > 0 cut at its corners into pieces that have derivatives."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import sympy

from ..deciding.floats import UNDEFINED, compiled
from ..language.divergences import unfold
from ..language.forms import Derivative, Piecewise
from ..language.symbolic import value
from ..language.traversal import walk
from ..language.written import Application, Name, Number, Relation, Written, written
from .forms import NoFormError, attempt

MOST: Final = 12
_CORNERED: Final = ("abs", "sign", "max", "min")


@dataclass(frozen=True)
class Piece:
    """A part of the function between two corners.

    Args:
        start: where it begins, 0 for the first.
        end: where it ends, ∞ for the last.
        body: the function there, in SymPy.
        tree: the function there, as written.
    """

    start: Any
    end: Any
    body: Any
    tree: Written

    @property
    def places(self) -> tuple[float, ...]:
        """A few places strictly inside."""
        low = float(self.start)
        if self.end == sympy.oo:
            return (low + 0.37, low + 1.3, low + 4.1)
        high = float(self.end)
        return tuple(low + share * (high - low) for share in (0.21, 0.53, 0.84))


def pieces(body: Written, variable: Name, symbol: Any) -> list[Piece]:
    """The pieces of a function, from 0 upwards.

    Args:
        body: the function as written.
        variable: its variable, which is positive.
        symbol: what stands for the variable in SymPy.

    Raises:
        NoFormError: if the corners were not found.
    """
    body = _without_derivatives(body)
    corners = _corners(body, variable, symbol)
    if len(corners) > MOST:
        raise NoFormError("the function has too many corners")
    ends = [sympy.Integer(0), *corners, sympy.oo]
    found: list[Piece] = []
    for start, end in pairwise(ends):
        inside = float(start) + 1.3 if end == sympy.oo else (float(start) + float(end)) / 2
        tree = _resolved(body, variable, inside)
        smooth = _symbolic(tree, symbol)
        if found and attempt(sympy.expand, found[-1].body - smooth) == 0:
            found[-1] = Piece(found[-1].start, end, found[-1].body, found[-1].tree)
        else:
            found.append(Piece(start, end, smooth, tree))
    return found


def _symbolic(tree: Written, symbol: Any) -> Any:
    made = attempt(value, tree)
    if made is None:
        raise NoFormError("the function has no form in SymPy")
    return made.subs(sympy.Symbol(symbol.name, real=True), symbol)


def _without_derivatives(node: Written) -> Written:
    children = tuple(_without_derivatives(child) for child in node.children)
    if isinstance(node, Derivative):
        from ..meaning.derivative import unrolled

        return unfold(unrolled(node)[-1])
    return node.rebuild(children) if children else node


def _corners(body: Written, variable: Name, symbol: Any) -> list[Any]:
    found: dict[Any, None] = {}
    for node in walk(body):
        for difference in _turning(node):
            form = _symbolic(difference, symbol)
            if symbol not in form.free_symbols:
                continue
            roots = attempt(sympy.solve, form, symbol)
            if roots is None or any(root.free_symbols for root in roots):
                raise NoFormError("a corner of the function was not found")
            found.update(dict.fromkeys(root for root in roots
                                       if root.is_real is not False and root.is_positive))
    return sorted(found, key=float)


def _turning(node: Written) -> list[Written]:
    if isinstance(node, Application) and node.function in _CORNERED:
        first, *rest = node.arguments
        if not rest:
            return [first]
        return [a - b for k, a in enumerate(node.arguments) for b in node.arguments[k + 1:]]
    if isinstance(node, Piecewise):
        return [c.left - c.right for _, c in node.branches if c is not None]
    return []


def _resolved(node: Written, variable: Name, place: float) -> Written:
    """The tree as it is around a place, without absolute values, maxima and branches."""
    if isinstance(node, Piecewise):
        for branch, condition in node.branches:
            if condition is None or _holds(condition, variable, place):
                return _resolved(branch, variable, place)
        raise NoFormError("no branch holds at a place")
    if isinstance(node, Application) and node.function in _CORNERED:
        parts = [_resolved(argument, variable, place) for argument in node.arguments]
        values = [_at(part, variable, place) for part in parts]
        if node.function == "sign":
            return written((values[0] > 0) - (values[0] < 0))
        if node.function == "abs":
            return parts[0] if values[0] >= 0 else -parts[0]
        choose = max if node.function == "max" else min
        return parts[values.index(choose(values))]
    children = tuple(_resolved(child, variable, place) for child in node.children)
    return node.rebuild(children) if children else node


def _holds(condition: Relation, variable: Name, place: float) -> bool:
    left, right = (_at(side, variable, place) for side in (condition.left, condition.right))
    return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right,
            "=": left == right, "!=": left != right}[condition.sign]


def _at(node: Written, variable: Name, place: float) -> float:
    if isinstance(node, Number):
        return float(node.exact)
    try:
        return compiled(node)({variable: place})
    except UNDEFINED as error:
        raise NoFormError("the function has no value at a place") from error
