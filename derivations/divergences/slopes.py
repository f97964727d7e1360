"""The slopes of a convex f on its pieces, and the interval that they span."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from ..language.claims import compare, infimum, supremum
from ..language.forms import Derivative
from ..language.functions import oo
from ..language.grammar import parse_expression
from ..language.traversal import substitute
from ..language.written import Negation, Written, written
from .checks import Check, Desk
from .reading import U

ENDLESS: Final = ("oo", "-oo")


def expression(text: str) -> Written:
    """The tree of a proposed text; ∞ and −∞ are among them."""
    if text in ENDLESS:
        return oo if text == "oo" else Negation(oo)
    return parse_expression(text)


@dataclass(frozen=True)
class Slopes:
    """What the slopes of f are, settled.

    Args:
        low: f′(0+), as text.
        high: the limit of f′ at ∞.
        corners: where the slope jumps.
        pieces: the slope on each piece, in u.
        checks: the claims that show all of it.
    """

    low: str
    high: str
    corners: tuple[str, ...]
    pieces: tuple[Written, ...]
    checks: tuple[Check, ...]

    @property
    def settled(self) -> bool:
        """Whether all of it is proved."""
        return all(check.holds for check in self.checks)

    @property
    def smooth(self) -> bool:
        """Whether f has one slope everywhere."""
        return not self.corners

    def between(self, place: int, variable: str = "u") -> str:
        """The hypotheses of a piece."""
        start = self.corners[place - 1] if place else "0"
        end = self.corners[place] if place < len(self.corners) else "oo"
        return f"{variable} > {start}" if end == "oo" else f"{start} < {variable} < {end}"


def slopes(desk: Desk, f: Written, shape: dict[str, Any]) -> Slopes:
    """The slopes of a function, settled as claims.

    Args:
        desk: settles and keeps the claims.
        f: the function.
        shape: what is proposed of it.
    """
    pieces = tuple(parse_expression(text) for text in shape["slopes"])
    made = Slopes(shape["low"], shape["high"], tuple(shape["corners"]), pieces, ())
    bodies = [parse_expression(text) for text in shape["bodies"]]
    checks = []
    for place, (body, slope) in enumerate(zip(bodies, pieces, strict=True)):
        if body != f:
            checks.append(desk.settle("piece", compare(f, ("=", body)), made.between(place)))
        checks.append(desk.settle("slope", compare(Derivative(body, U), ("=", slope)),
                                  made.between(place)))
    last = len(pieces) - 1
    checks += [
        desk.settle("lowest slope", infimum(pieces[0], U, expression(made.low)), made.between(0)),
        desk.settle("highest slope", supremum(pieces[last], U, expression(made.high)),
                    made.between(last)),
    ]
    return Slopes(made.low, made.high, made.corners, pieces, tuple(checks))


def at_end(desk: Desk, f: Written, shape: dict[str, Any], line: Written) -> Check:
    """The limit of f at 0, as the supremum over u < 1 of f − line, which falls up to 1.

    Args:
        desk: settles and keeps the claims.
        f: the function, convex.
        shape: what is proposed of it.
        line: a line through f at 1 that lies below f.
    """
    start = expression(shape["start"])
    if shape["start"] not in ENDLESS:
        start = written(start - substitute(line, {U: written(0)}))
    return desk.settle("limit at 0", supremum(f - line, U, start), "0 < u < 1")
