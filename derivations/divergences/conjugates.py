"""The conjugate of f in closed form, branch by branch, and where it is finite."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from ..language.claims import Conjugate, compare, supremum
from ..language.forms import Piecewise
from ..language.grammar import parse_expression
from ..language.written import Difference, Negation, Relation, Sum, Written, written
from .checks import UNDECIDED, Check, Desk
from .conditions import POSITIVE
from .reading import T, U
from .slopes import ENDLESS, Slopes, expression

_FENCHEL: Final = "u t − f(u) is largest where t is the slope"
_TRIED: Final = 4


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
    formula = _settled(desk, f, shape)
    domain = _domain(desk, f, shape, slopes)
    parts = tuple(U * slope - f for slope in slopes.pieces)
    if formula is None:
        desk.derive("parametric conjugate", "f*(f'(u)) = u*f'(u) - f(u)", POSITIVE, _FENCHEL,
                    convex, *slopes.checks[:-2])
    return Dual(formula, domain, parts)


def _settled(desk: Desk, f: Written, shape: dict[str, Any]) -> Written | None:
    """The first closed form that is proved on its whole domain, its claims kept."""
    left: Check | None = None
    for claim, where in _claims(desk, f, shape):
        found = [desk.ask("conjugate", claim, where)]
        if found[0].verdict == UNDECIDED and left is None:
            left = found[0]
        if not found[0].holds:
            continue
        if shape["low"] not in ENDLESS and where == POSITIVE:
            ray = supremum(U * T - f, U, _negative(shape["start"]))
            found.append(desk.ask("second branch", ray, f"{POSITIVE}, t <= {shape['low']}"))
        if shape["beyond"] not in (None, *ENDLESS):
            same = compare(claim.result, ("=", expression(shape["beyond"])))
            found.append(desk.ask("conjugate at the end", same, f"t = {shape['high']}"))
        if all(check.holds for check in found):
            for check in found:
                desk.keep(check)
            return claim.result
        left = left or next(check for check in found if not check.holds)
    if left is not None and left.verdict == UNDECIDED:
        desk.keep(left)
    return None


def _claims(desk: Desk, f: Written, shape: dict[str, Any]) -> Iterator[tuple[Conjugate, str]]:
    proposed = desk.propose("conjugate", str(f)).get("pieces", [])
    if len(proposed) != len(shape["slopes"]):
        return
    depth = max((len(forms) for forms in proposed), default=0)
    for choice in range(max(min(depth, _TRIED), 1)):
        formula = _assembled(shape, proposed, choice)
        if formula is None:
            return
        ranges = ("u >= 0", POSITIVE) if shape["low"] not in ENDLESS else (POSITIVE,)
        for where in ranges:
            yield Conjugate(f, U, T, formula), where


def _assembled(shape: dict[str, Any], proposed: list[list[str]], choice: int) -> Written | None:
    """The branches in the order of their slopes; those that read the same as one."""
    branches: list[tuple[Written, str]] = []
    if shape["low"] not in ENDLESS and shape["start"] not in ENDLESS:
        branches.append((_negative(shape["start"]), shape["low"]))
    for place, forms in enumerate(proposed):
        last = place == len(proposed) - 1
        if not shape["straight"][place]:
            if not forms:
                return None
            form = parse_expression(forms[min(choice, len(forms) - 1)])
            branches.append((form, "oo" if last else shape["edges"][place][0]))
        if not last and len(set(shape["edges"][place])) > 1:
            branches.append((_corner(shape, place), shape["edges"][place][1]))
    merged: list[tuple[Written, str]] = []
    for formula, upper in branches:
        if merged and merged[-1][0] == formula:
            merged.pop()
        merged.append((formula, upper))
    if not merged:
        return None
    *inner, (final, _) = merged
    if not inner:
        return final
    conditions = [(formula, Relation(T, "<=", parse_expression(upper))) for formula, upper in inner]
    return Piecewise((*conditions, (final, None)))


def _corner(shape: dict[str, Any], place: int) -> Written:
    """u t − f(u) at a corner."""
    at, value = shape["corners"][place], shape["values"][place]
    height: Written = T if at == "1" else parse_expression(at) * T
    return height if value == "0" else height - parse_expression(value)


def _negative(text: str) -> Written:
    """−f(0), written without a bracket where it is a product or a difference of two terms."""
    node = parse_expression(text)
    if isinstance(node, Difference):
        return node.right - node.left
    if text == "0" or text.startswith("-") and not isinstance(node, Sum):
        return parse_expression(text.removeprefix("-"))
    return Negation(node) if isinstance(node, Sum) else parse_expression("-" + text)


def _domain(desk: Desk, f: Written, shape: dict[str, Any], slopes: Slopes) -> str:
    if not slopes.settled:
        return ""
    high, beyond = shape["high"], shape["beyond"]
    if high == "oo":
        return "t real"
    if beyond is None:
        return ""
    top = expression(high)
    edge = top * U if high not in ("0", "1") else (U if high == "1" else written(0))
    difference = edge - f if high != "0" else Negation(f)
    reached = desk.settle("end of the domain", supremum(difference, U, expression(beyond)),
                          POSITIVE)
    if not reached.holds:
        return ""
    if beyond in ENDLESS:
        return f"t < {high}"
    return f"t <= {high}"
