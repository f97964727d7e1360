"""The range of the divergence, and when it is at its least."""

from __future__ import annotations

from typing import Any, Final

from ..language.claims import EqualityCase, compare
from ..language.divergences import Div
from ..language.grammar import parse_expression
from ..language.measures import density
from ..language.written import Relation, Written
from .checks import PROVED, REFUTED, Check, Desk
from .conditions import POSITIVE, Conditions, line_at_one
from .reading import U
from .slopes import Slopes, at_end

LAWS: Final = "p density, q density"
_JENSEN: Final = "Jensen's inequality, strict where f leaves its tangent at 1"
_LIMITS: Final = "D_f is f(0) + lim f(u)/u where the supports do not meet, and never more"


def extremes(desk: Desk, f: Written, shape: dict[str, Any], slopes: Slopes,
             known: Conditions) -> tuple[str, str] | None:
    """The least and the greatest value of the divergence, as texts.

    Args:
        desk: settles and keeps the claims.
        f: the function, convex.
        shape: what is proposed of it.
        slopes: its slopes, settled.
        known: the conditions on it.
    """
    least = shape["at_one"]
    if known.zero_at_one.verdict != PROVED:
        value = desk.settle("value at 1", compare(f, ("=", parse_expression(least))), "u = 1")
        if not value.holds:
            return None
    return (least, shape["upper"]) if _greatest(desk, f, shape, slopes) else None


def _greatest(desk: Desk, f: Written, shape: dict[str, Any], slopes: Slopes) -> bool:
    upper = shape["upper"]
    line = line_at_one(shape)
    if upper == "oo":
        if shape["high"] == "oo":
            return slopes.settled
        return at_end(desk, f, shape, line).holds
    p, q = density("p"), density("q")
    divergence, bound = Div(f, U, p, q), parse_expression(upper)
    below = desk.ask("range", compare(divergence, ("<=", bound)), LAWS)
    reached = desk.ask("range, reached", compare(divergence, ("<", bound)), LAWS, expects=False)
    if below.holds and reached.holds:
        desk.keep(below)
        desk.keep(reached)
        return True
    claim = compare(divergence, ("<=", bound))
    above = desk.settle("supporting line", compare(f, (">=", line)), POSITIVE)
    start = at_end(desk, f, shape, line)
    return desk.derive("range", claim, LAWS, _LIMITS, above, start, slopes.checks[-1]).holds


def equality_case(desk: Desk, f: Written, shape: dict[str, Any], known: Conditions) -> str | None:
    """When the divergence is at its least: `p = q`, or nothing if that is not all.

    Args:
        desk: settles and keeps the claims.
        f: the function, convex.
        shape: what is proposed of it.
        known: the conditions on it.
    """
    p, q = density("p"), density("q")
    least = parse_expression(shape["at_one"])
    claim = EqualityCase(Relation(Div(f, U, p, q), ">=", least), p, q)
    name = "equality_case"
    if known.strict_at_one.verdict == REFUTED:
        return None
    found = desk.ask(name, claim, LAWS)
    if found.verdict == PROVED:
        return _equal(desk.keep(found))
    lifted = EqualityCase(Relation(Div(f - line_at_one(shape), U, p, q), ">=",
                                   parse_expression("0")), p, q)
    again = desk.ask(name, lifted, LAWS)
    if again.verdict == PROVED and known.strict_at_one.verdict == PROVED:
        return _equal(desk.keep(again))
    if known.strict_at_one.verdict == PROVED:
        return _equal(desk.derive(name, claim, LAWS, _JENSEN, known.convex, known.strict_at_one))
    desk.keep(found)
    return None


def _equal(check: Check) -> str | None:
    return "p = q" if check.holds else None
