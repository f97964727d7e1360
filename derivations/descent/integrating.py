"""Closed forms of f: SymPy proposes them, the engine proves their second derivative."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from ..language.forms import Derivative, Piecewise
from ..language.traversal import substitute
from ..language.written import Name, Relation, Written, written
from .known import U
from .losses import D
from .pieces import Piece
from .readable import BEYOND, by_logarithms, plain, shapes
from .settled import holds

POSITIVE: Final = (Relation(U, ">", written(0)),)
_AT_ONE: Final = (Relation(U, "=", written(1)),)
_CENTRE: Final = Fraction(1, 2)


def closed_form(loss: Written, parts: tuple[Piece, ...]) -> Written | None:
    """f in u with f″(u) = −h′(D)/(u (1 + u)²), f(1) = 0 and slope 0 there, if one is found.

    On each piece f is (1 + u) h(D) − u K(D) − h(1/2) + α u, where K′(D) = h′(D)/D; the constants α
    make it continuous.

    Args:
        loss: h, in D.
        parts: the smooth pieces of it.
    """
    import sympy

    d, u = sympy.Symbol("D", positive=True), sympy.Symbol("u", positive=True)
    centre = _sympy(substitute(loss, {D: written(_CENTRE)}), d)
    bodies = [_sympy(part.body, d) for part in parts]
    slopes = [_proposals(body, d) for body in bodies]
    if any(not slope for slope in slopes):
        return None
    raw = [(1 + u) * body.subs(d, u / (1 + u)) - u * slope[0].subs(d, u / (1 + u)) - centre
           for body, slope in zip(bodies, slopes, strict=True)]
    home = next(k for k, part in enumerate(parts) if part.low <= _CENTRE <= part.high)
    shifts: dict[int, Any] = {home: -raw[home].subs(u, 1)}
    for k in (*range(home + 1, len(parts)), *range(home - 1, -1, -1)):
        near = k - 1 if k > home else k + 1
        knot = _ratio(parts[k].low if k > home else parts[k].high)
        at = sympy.Rational(knot.numerator, knot.denominator)
        shifts[k] = shifts[near] + ((raw[near] - raw[k]) / u).subs(u, at)
    found = []
    for k, part in enumerate(parts):
        made = _checked(raw[k] + shifts[k] * u, part)
        if made is None:
            return None
        found.append(made)
    return _joined(found, parts)


def second_derivative(part: Piece) -> Written:
    """f″ in u on a piece of the loss, as short as was found.

    Args:
        part: of the loss.
    """
    return shortest(literal(part), _between(part))


def shortest(node: Written, given: tuple[Relation, ...] = POSITIVE) -> Written:
    """The shortest shape of an expression in u that is proved to be the same.

    Args:
        node: perhaps with derivative signs.
        given: where u lies.
    """
    import sympy

    from ..language.symbolic import value

    u = sympy.Symbol("u", positive=True)
    try:
        whole = value(node).subs(sympy.Symbol("u", real=True), u).doit()
    except BEYOND:
        return node
    for made in shapes(whole, (sympy.factor, sympy.simplify, by_logarithms)):
        if holds(node, "=", made, given):
            return made
    return node


def joined_pieces(bodies: tuple[Written, ...], parts: tuple[Piece, ...]) -> Written:
    """The pieces as one expression in u.

    Args:
        bodies: one for each part.
        parts: of the loss.
    """
    if len(bodies) == 1:
        return bodies[0]
    branches: list[tuple[Written, Relation | None]] = [
        (body, Relation(U, "<", written(_ratio(part.high))))
        for body, part in zip(bodies, parts, strict=True) if part.high != 1]
    return Piecewise((*branches, (bodies[-1], None)))


def literal(part: Piece) -> Written:
    """f″ in u on a piece of the loss, as it is defined.

    Args:
        part: of the loss.
    """
    composed = substitute(part.body, {D: U / (U + 1)})
    return -Derivative(composed, U) / U


def _sympy(node: Written, symbol: Any) -> Any:
    import sympy

    from ..language.symbolic import value

    return value(node).subs(sympy.Symbol("D", real=True), symbol)


def _proposals(body: Any, d: Any) -> list[Any]:
    """Antiderivatives of h′(D)/D, without complex logarithms."""
    import sympy
    from sympy.integrals.manualintegrate import manualintegrate

    try:
        slope = sympy.simplify(sympy.diff(body, d) / d)
    except BEYOND:
        return []
    found = []
    for integrate in (lambda e: sympy.integrate(e, d, meijerg=False, risch=False),
                      lambda e: manualintegrate(e, d)):
        for integrand in (slope, sympy.apart(slope, d) if slope.is_rational_function(d)
                          else sympy.expand(slope)):
            try:
                made = integrate(integrand)  # type: ignore[no-untyped-call]
            except Exception:  # whatever SymPy makes of an integral that is beyond it
                continue
            if not made.has(sympy.Integral):
                found.append(_real(made, d))
        if found:
            break
    return found


def _real(made: Any, d: Any) -> Any:
    """The same up to a constant, with the logarithms of negative expressions turned round."""
    import sympy

    made = made.replace(lambda e: isinstance(e, sympy.Piecewise), lambda e: e.args[0][0])

    def turned(argument: Any) -> Any:
        try:
            negative = bool(argument.subs(d, sympy.Rational(1, 3)).evalf() < 0)
        except TypeError:
            negative = False
        return sympy.log(-argument if negative else argument)

    return made.replace(sympy.log, turned)


def _checked(proposed: Any, part: Piece) -> Written | None:
    """The proposal in its shortest shape whose second derivative is proved; None if none is."""
    given, exact = _between(part), literal(part)
    for made in shapes(proposed, (by_logarithms, plain)):
        if not holds(Derivative(made, U, 2), "=", exact, given):
            continue
        if part.low <= _CENTRE <= part.high and not _starts(made, part):
            continue
        return made
    return None


def _starts(made: Written, part: Piece) -> bool:
    """Whether f(1) = 0 and, where 1 lies inside, f′(1) = 0."""
    if not holds(made, "=", 0, _AT_ONE):
        return False
    inner = part.low < _CENTRE < part.high
    return not inner or holds(Derivative(made, U), "=", 0, _AT_ONE)


def _ratio(place: Fraction) -> Fraction:
    return place / (1 - place)


def _between(part: Piece) -> tuple[Relation, ...]:
    below = Relation(U, ">", written(_ratio(part.low) if part.low else 0))
    return (below,) if part.high == 1 else (below, Relation(U, "<", written(_ratio(part.high))))


def _joined(found: list[Written], parts: tuple[Piece, ...]) -> Written | None:
    """The pieces as one expression, if they are proved to meet."""
    for left, right, part in zip(found, found[1:], parts, strict=False):
        at: dict[Name, Written] = {U: written(_ratio(part.high))}
        if not holds(substitute(left, at), "=", substitute(right, at)):
            return None
    return joined_pieces(tuple(found), parts)
