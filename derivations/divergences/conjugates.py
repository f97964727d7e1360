"""The conjugate of f in closed form, branch by branch, and where it is finite."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from ..language.claims import Conjugate, compare, supremum
from ..language.grammar import parse_expression
from ..language.written import Negation, Written
from .branches import branches, joined, negative
from .checks import PROVED, REFUTED, UNDECIDED, Check, Desk
from .conditions import POSITIVE
from .reading import T, U
from .slopes import ENDLESS, Slopes, expression

_FENCHEL: Final = "u t − f(u) is largest where t is a slope of f at u"
_EACH: Final = "each t is a slope on a piece, or lies between the slopes at a corner"
MOST_FORMS, MOST_OPEN = 3, 1


@dataclass(frozen=True)
class Dual:
    """The conjugate of a function.

    Args:
        formula: in t; `None` without a closed form that was settled.
        domain: where the conjugate is finite, as a hypothesis on t; empty if not settled.
        parametric: u f′(u) − f(u) on each piece, the conjugate at t = f′(u).
    """

    formula: Written | None
    domain: str
    parametric: tuple[Written, ...]


def dual(desk: Desk, f: Written, shape: dict[str, Any], slopes: Slopes, convex: Check) -> Dual:
    """The conjugate of a convex function, settled.

    Args:
        desk: settles and keeps the claims.
        f: the function.
        shape: what is proposed of it.
        slopes: its slopes, settled.
        convex: the check that it is convex.
    """
    # Below the lowest slope the conjugate may have a second branch.
    formula = _closed(desk, f, shape, slopes, convex) if slopes.checks[-2].holds else None
    domain = _domain(desk, shape, slopes)
    if formula is None:
        desk.derive("parametric conjugate", "f*(f'(u)) = u*f'(u) - f(u)", POSITIVE, _FENCHEL,
                    convex, *slopes.checks[:-2])
    return Dual(formula, domain, tuple(U * slope - f for slope in slopes.pieces))


def _closed(desk: Desk, f: Written, shape: dict[str, Any], slopes: Slopes,
            convex: Check) -> Written | None:
    """The first closed form that is proved on its whole domain, its claims kept."""
    left: Check | None = None
    tried = 0
    for formula, parts in _formulas(desk, f, shape):
        found = _on_slopes(desk, f, shape, slopes, convex, formula, parts)
        if found[-1].verdict == REFUTED:
            continue
        if shape["beyond"] not in (None, *ENDLESS):
            same = compare(formula, ("=", expression(shape["beyond"])))
            found.append(desk.ask("conjugate at the end", same, f"t = {shape['high']}"))
        if all(check.holds for check in found):
            for check in found:
                desk.keep(check)
            return formula
        left = left or next(check for check in found if not check.holds)
        tried += found[-1].verdict == UNDECIDED
        if tried > MOST_OPEN:
            break
    if left is not None and left.verdict == UNDECIDED:
        desk.keep(left)
    return None


def _formulas(desk: Desk, f: Written,
              shape: dict[str, Any]) -> Iterator[tuple[Written, list[Written | None]]]:
    """Formulas of the conjugate, each with its forms on the pieces."""
    proposed = desk.propose("conjugate", str(f)).get("pieces", [])
    if len(proposed) != len(shape["slopes"]):
        return
    for choice in range(min(max(1, *map(len, proposed)), MOST_FORMS)):
        found = branches(shape, proposed, choice)
        if not found:
            return
        parts = [parse_expression(forms[min(choice, len(forms) - 1)]) if forms else None
                 for forms in proposed]
        yield joined(found), parts
        if shape["beyond"] not in (None, *ENDLESS) and not shape["straight"][-1]:
            yield joined(found, (shape["high"], shape["beyond"])), parts


def _on_slopes(desk: Desk, f: Written, shape: dict[str, Any], slopes: Slopes, convex: Check,
               formula: Written, parts: list[Written | None]) -> list[Check]:
    """Checks that a formula is the conjugate at every slope of f, and below all of them."""
    claim, ray = Conjugate(f, U, T, formula), []
    if shape["low"] not in ENDLESS:
        closed = desk.ask("conjugate", claim, "u >= 0")
        if closed.verdict == PROVED:
            return [closed]
        under = supremum(U * T - f, U, negative(shape["start"]))
        ray = [desk.ask("second branch", under, f"{POSITIVE}, t <= {shape['low']}")]
    whole = desk.ask("conjugate", claim, POSITIVE)
    if whole.verdict != UNDECIDED or slopes.smooth or not slopes.settled:
        return [*ray, whole]
    grounds = [*_on_pieces(desk, shape, slopes, parts), *_at_corners(desk, f, shape, slopes, parts)]
    if not all(check.holds for check in grounds):
        return [*ray, whole]
    derived = desk.derived("conjugate", claim, POSITIVE, _EACH, convex, *slopes.checks, *grounds)
    return [*ray, *grounds, derived]


def _on_pieces(desk: Desk, shape: dict[str, Any], slopes: Slopes,
               parts: list[Written | None]) -> list[Check]:
    bodies = [parse_expression(text) for text in shape["bodies"]]
    return [desk.ask("conjugate, piece", Conjugate(body, U, T, part), slopes.between(place))
            for place, (body, part) in enumerate(zip(bodies, parts, strict=True))
            if part is not None and not shape["straight"][place]]


def _at_corners(desk: Desk, f: Written, shape: dict[str, Any], slopes: Slopes,
                parts: list[Written | None]) -> list[Check]:
    """The slopes beside each corner, the line between them, and the piece that ends on it."""
    found = []
    for place, corner in enumerate(slopes.corners):
        at, line = f"u = {corner}", parse_expression(shape["heights"][place])
        value = U * T - f
        found.append(desk.ask("conjugate, corner", compare(value, ("=", line)), f"{at}, t real"))
        for side in (0, 1):
            slope, edge = slopes.pieces[place + side], shape["edges"][place][side]
            same = compare(slope, ("=", parse_expression(edge)))
            found.append(desk.ask("slope at a corner", same, at))
        part = parts[place]
        if part is not None and not shape["straight"][place]:
            found.append(desk.ask("conjugate, corner", compare(part, ("=", line)),
                                  f"t = {shape['edges'][place][0]}"))
    return found


def _domain(desk: Desk, shape: dict[str, Any], slopes: Slopes) -> str:
    if not slopes.settled:
        return ""
    high, beyond = shape["high"], shape["beyond"]
    if high == "oo":
        return "t real"
    if beyond is None:
        return ""
    # As its slope is at most `high`, u high − f(u) never falls: its supremum is one over large u.
    body = parse_expression(shape["bodies"][-1])
    rise = {"0": Negation(body), "1": U - body}.get(high, expression(high) * U - body)
    end = desk.settle("end of the domain", supremum(rise, U, expression(beyond)),
                      slopes.between(len(slopes.pieces) - 1))
    if not end.holds:
        return ""
    return f"t < {high}" if beyond in ENDLESS else f"t <= {high}"
