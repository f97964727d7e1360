"""A loss as smooth pieces between the places where it has a kink or a jump."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Final

from ..deciding.floats import UNDEFINED, compiled
from ..language.divergences import unfold
from ..language.forms import Piecewise
from ..language.traversal import names, walk
from ..language.written import (
    Application,
    Negation,
    Relation,
    Written,
    written,
)
from ..meaning.signs import ProofError
from .losses import D
from .settled import holds

_SWITCHES: Final = ("abs", "sign", "max", "min")
_MOST: Final = 12


@dataclass(frozen=True)
class Piece:
    """What a loss is between two values of D.

    Args:
        body: without absolute values, signs, maxima and branches.
        low: where the piece begins.
        high: where it ends.
    """

    body: Written
    low: Fraction
    high: Fraction

    @property
    def inside(self) -> tuple[Relation, ...]:
        """Strictly between the ends, as hypotheses."""
        return (Relation(D, ">", written(self.low)), Relation(D, "<", written(self.high)))


def pieces(loss: Written) -> tuple[Piece, ...]:
    """The pieces of a loss, in order; none where it was not shown to be made of them.

    Args:
        loss: in D, defined inside.
    """
    plain = unfold(loss)
    switches = _switches(plain)
    if not switches:
        return (Piece(loss, Fraction(0), Fraction(1)),)
    knots = _knots(switches)
    if knots is None or len(knots) > _MOST:
        return ()
    ends = [Fraction(0), *knots, Fraction(1)]
    found: list[Piece] = []
    for low, high in pairwise(ends):
        try:
            piece = Piece(_resolved(plain, float(low + high) / 2), low, high)
        except (ProofError, *UNDEFINED):
            return ()
        if not holds(loss, "=", piece.body, piece.inside):
            return ()
        if found and found[-1].body == piece.body and holds(_at(loss, low), "=",
                                                            _at(piece.body, low)):
            found[-1] = Piece(piece.body, found[-1].low, high)
        else:
            found.append(piece)
    return tuple(found)


def _at(body: Written, place: Fraction) -> Written:
    from ..language.traversal import substitute

    return substitute(body, {D: written(place)})


def _switches(node: Written) -> list[Written]:
    """The expressions at whose zeros a part of the tree goes over to another branch."""
    found: list[Written] = []
    for part in walk(node):
        if isinstance(part, Application) and part.function in _SWITCHES:
            first, *rest = part.arguments
            if not rest:
                found.append(first)
            found += [one - other for place, one in enumerate(part.arguments)
                      for other in part.arguments[place + 1:]]
        elif isinstance(part, Piecewise):
            found += [c.left - c.right for _, c in part.branches if c is not None]
    return [switch for switch in found if D in names(switch)]


def _knots(switches: list[Written]) -> list[Fraction] | None:
    """The zeros of the switches inside; nothing where one of them is not a fraction."""
    import sympy

    from ..language.symbolic import symbol, value

    knots: set[Fraction] = set()
    for switch in switches:
        try:
            roots = sympy.solve(value(switch), symbol(D))
        except (NotImplementedError, TypeError, ValueError, ArithmeticError):
            return None
        for root in roots:
            if not isinstance(root, sympy.Rational):
                inside = root.is_real is not False and 0 < sympy.re(root.evalf()) < 1
                if inside or not root.is_number:
                    return None
            elif 0 < root < 1:
                knots.add(Fraction(int(root.p), int(root.q)))
    return sorted(knots)


def _resolved(node: Written, place: float) -> Written:
    """The tree with every branch that is taken at a place of D alone."""
    if isinstance(node, Piecewise):
        for body, condition in node.branches:
            if condition is None or _true(condition, place):
                return _resolved(body, place)
        raise ProofError("no branch is taken")
    children = tuple(_resolved(child, place) for child in node.children)
    made = node if children == node.children else node.rebuild(children)
    if not (isinstance(made, Application) and made.function in _SWITCHES):
        return made
    values = [_float(argument, place) for argument in made.arguments]
    if made.function in ("max", "min"):
        best = max(values) if made.function == "max" else min(values)
        return made.arguments[values.index(best)]
    inner = made.arguments[0]
    if made.function == "sign":
        return written((values[0] > 0) - (values[0] < 0))
    return Negation(inner) if values[0] < 0 else inner


def _float(node: Written, place: float) -> float:
    return compiled(node)({D: place})


def _true(condition: Relation, place: float) -> bool:
    left, right = _float(condition.left, place), _float(condition.right, place)
    return {"=": left == right, "!=": left != right, "<": left < right, "<=": left <= right,
            ">": left > right, ">=": left >= right}[condition.sign]
