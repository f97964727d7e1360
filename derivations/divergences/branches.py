"""The conjugate put together from its branches, in the order of the slopes of f."""

from __future__ import annotations

from typing import Any

from ..language.forms import Piecewise
from ..language.grammar import parse_expression
from ..language.written import Difference, Negation, Relation, Sum, Written
from .slopes import ENDLESS

Branch = tuple[Written, str]


def branches(shape: dict[str, Any], proposed: list[list[str]], choice: int) -> list[Branch]:
    """Formulas in t, each with the slope up to which it holds.

    Below f′(0+) the conjugate is −f(0), on a piece it is what is proposed, and between the slopes
    at a corner it is a line.

    Args:
        shape: what is proposed of f.
        proposed: forms of the conjugate on each piece.
        choice: which of the forms to take.

    Returns:
        Nothing if a piece has no form.
    """
    found: list[Branch] = []
    if shape["low"] not in ENDLESS and shape["start"] not in ENDLESS:
        found.append((negative(shape["start"]), shape["low"]))
    for place, forms in enumerate(proposed):
        last = place == len(proposed) - 1
        if not shape["straight"][place]:
            if not forms:
                return []
            form = parse_expression(forms[min(choice, len(forms) - 1)])
            found.append((form, "oo" if last else shape["edges"][place][0]))
        if not last and shape["edges"][place][0] != shape["edges"][place][1]:
            found.append((parse_expression(shape["heights"][place]), shape["edges"][place][1]))
    merged: list[Branch] = []
    for formula, upper in found:
        if merged and merged[-1][0] == formula:
            merged.pop()
        merged.append((formula, upper))
    return merged


def joined(found: list[Branch], end: tuple[str, str] | None = None) -> Written:
    """The branches as one formula.

    Args:
        found: at least one branch.
        end: the highest slope and the value there, where the last branch has none of its own.
    """
    *inner, (final, _) = found
    conditions: list[tuple[Written, Relation | None]] = [
        (formula, Relation(parse_expression("t"), "<=", parse_expression(upper)))
        for formula, upper in inner]
    if end is not None:
        high, value = (parse_expression(text) for text in end)
        conditions.append((final, Relation(parse_expression("t"), "<", high)))
        final = value
    return Piecewise((*conditions, (final, None))) if conditions else final


def negative(text: str) -> Written:
    """The negative of a number, without a bracket where it can do without.

    Args:
        text: the number.
    """
    node = parse_expression(text)
    if isinstance(node, Difference):
        return node.right - node.left
    if text == "0" or (text.startswith("-") and not isinstance(node, Sum)):
        return parse_expression(text.removeprefix("-"))
    return Negation(node) if isinstance(node, Sum) else parse_expression("-" + text)
