"""Activations that keep a critic inside the slopes of f, and the optimal critic."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from ..language.claims import Bound, compare, infimum, supremum
from ..language.forms import Derivative, Piecewise
from ..language.grammar import parse_expression
from ..language.traversal import substitute
from ..language.written import Real, Relation, Written, apply
from .checks import PROVED, Check, Desk
from .reading import T, U, V
from .slopes import Slopes, expression

P, Q = Real("p"), Real("q")
BOTH: Final = "p > 0, q > 0"
_EACH: Final = "p/q lies inside a piece or at a corner"


def activation(desk: Desk, f: Written, slopes: Slopes) -> Written | None:
    """An increasing function of all real v onto the interior of the span of the slopes.

    Args:
        desk: settles and keeps the claims.
        f: the function.
        slopes: its slopes, settled.
    """
    if not slopes.settled or slopes.low == slopes.high:
        return None
    for text in desk.propose("activation", str(f)).get("forms", []):
        formula = parse_expression(text)
        found = [desk.ask(name, claim, "v real") for name, claim in _onto(formula, slopes)]
        if all(check.verdict == PROVED for check in found):
            for check in found:
                desk.keep(check)
            return formula
    desk.none("activation", "no activation was shown to reach just these slopes")
    return None


def _onto(formula: Written, slopes: Slopes) -> list[tuple[str, object]]:
    return [("activation increases", compare(Derivative(formula, V), (">", 0))),
            *ends(formula, slopes)]


def ends(formula: Written, slopes: Slopes) -> list[tuple[str, Bound]]:
    """The claims that an activation comes near both ends of the span of the slopes."""
    return [("activation, lower end", infimum(formula, V, expression(slopes.low))),
            ("activation, upper end", supremum(formula, V, expression(slopes.high)))]


def critic(desk: Desk, f: Written, shape: dict[str, Any], slopes: Slopes,
           conjugate: Written | None) -> Written | None:
    """T*(p, q) = f′(p/q), at which p T − q f*(T) is q f(p/q).

    Args:
        desk: settles and keeps the claims.
        f: the function, convex.
        shape: what is proposed of it.
        slopes: its slopes, settled.
        conjugate: its conjugate, if it has a closed form.
    """
    if not all(check.holds for check in slopes.checks[:-2]):
        return None
    proposed = desk.propose("critic", str(f)).get("pieces", [])
    ratio = P / Q
    for formula in _critics(shape, slopes, proposed, ratio):
        checks = []
        if conjugate is not None:
            checks.append(desk.ask("optimal critic", _reached(f, formula, conjugate), BOTH))
        if conjugate is None or checks[-1].verdict != PROVED:
            checks = [desk.ask("optimal critic", _tangent(f, formula, ratio),
                               f"{BOTH}, u > 0")]
        if all(check.verdict == PROVED for check in checks):
            for check in checks:
                desk.keep(check)
            return formula
        grounds = [] if conjugate is None or slopes.smooth else _by_pieces(
            desk, f, shape, slopes, formula, conjugate)
        if grounds and all(check.holds for check in grounds):
            desk.derive("optimal critic", _reached(f, formula, conjugate), BOTH, _EACH, *grounds)
            return formula
    desk.none("optimal critic", "no form of f'(p/q) was shown to reach the supremum")
    return None


def _reached(f: Written, formula: Written, conjugate: Written | None) -> object:
    """p T − q f*(T) is q f(p/q) where T is the critic."""
    value = P * formula - Q * substitute(conjugate or T, {T: formula})
    return compare(value, ("=", Q * substitute(f, {U: P / Q})))


def _by_pieces(desk: Desk, f: Written, shape: dict[str, Any], slopes: Slopes, formula: Written,
               conjugate: Written) -> list[Check]:
    """The same on each piece of f, and at each corner."""
    borders = shape["borders"]
    found = []
    for place, body in enumerate(parse_expression(text) for text in shape["bodies"]):
        start = f", p > {borders[place - 1]}" if place else ""
        end = f", p < {borders[place]}" if place < len(borders) else ""
        found.append(desk.ask("optimal critic, piece", _reached(body, formula, conjugate),
                              BOTH + start + end))
        if end:
            found.append(desk.ask("optimal critic, corner", _reached(f, formula, conjugate),
                                  f"{BOTH}, p = {borders[place]}"))
    for check in found:
        if check.holds:
            desk.keep(check)
    return [*slopes.checks[:-2], *found]


def _tangent(f: Written, formula: Written, ratio: Written) -> object:
    """f lies above the line through (p/q, f(p/q)) whose slope is the critic."""
    return compare(f, (">=", substitute(f, {U: ratio}) + formula * (U - ratio)))


def _critics(shape: dict[str, Any], slopes: Slopes, proposed: list[list[str]],
             ratio: Written) -> Iterable[Written]:
    plain = [substitute(slope, {U: ratio}) for slope in slopes.pieces]
    if len(proposed) == len(plain) and all(proposed):
        if slopes.smooth:
            yield from (parse_expression(text) for text in proposed[0])
        else:
            yield from _jumping(shape, [parse_expression(forms[0]) for forms in proposed])
    yield from [plain[0]] if slopes.smooth else _jumping(shape, plain)


def _jumping(shape: dict[str, Any], parts: list[Written]) -> Iterable[Written]:
    """Critics of a function with corners, at which any slope between both will do."""
    if len(parts) == 2 and all(shape["straight"]):
        left, right = shape["edges"][0]
        if left == f"-{right}":
            yield _scaled(apply("sign", P - parse_expression(shape["borders"][0])), right)
    branches: list[tuple[Written, Relation | None]] = []
    for place, part in enumerate(parts[:-1]):
        left, right = shape["edges"][place]
        at = parse_expression(shape["borders"][place])
        middle = "0" if left.startswith("-") and not right.startswith("-") else left
        before, after = (str(one) == middle for one in (part, parts[place + 1]))
        apart = not (before or after) and left != right
        branches.append((part, Relation(P, "<" if apart or after else "<=", at)))
        if apart:
            branches.append((parse_expression(middle), Relation(P, "=", at)))
    yield Piecewise((*branches, (parts[-1], None)))


def _scaled(node: Written, factor: str) -> Written:
    above, _, below = factor.partition("/")
    if not (above.isdecimal() and (below.isdecimal() or not below)):
        return parse_expression(factor) * node
    made = node if above == "1" else parse_expression(above) * node
    return made / parse_expression(below) if below else made
