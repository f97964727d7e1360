"""Long members broken into rows: before a sign of a sum, also inside an integral's brackets."""

from __future__ import annotations

from collections.abc import Iterator

from ..language.measures import Expectation, Integral
from ..language.typesetting import PRODUCT, SUM, bracketed
from ..language.written import (
    Difference,
    Product,
    Sum,
    Written,
)
from .widths import width

INDENT = 2.0


def rows(node: Written, room: float) -> list[str]:
    """A member as rows of LaTeX, each within the room where it can be broken so.

    Args:
        node: the member.
        room: the width of a row, in em.
    """
    whole = node.latex()
    return [whole] if width(whole) <= room else _broken(node, room, point=False)


def _broken(node: Written, room: float, point: bool) -> list[str]:
    if isinstance(node, Sum | Difference):
        return _filled(list(_terms(node, point)), room, point)
    if isinstance(node, Product):
        factor = bracketed(node.left, PRODUCT, point) + r" \, "
        inner = _broken(node.right, room - width(factor), point)
        return inner if len(inner) == 1 else [factor + inner[0], *inner[1:]]
    opening, body, closing = _shell(node)
    if body is None or not isinstance(body, Sum | Difference):
        return [node.latex(point)]
    inner = _filled(list(_terms(body, True)), room - width(opening) - 1.5, True)
    return [rf"{opening}\biggl[ {inner[0]}", *(rf"\quad {row}" for row in inner[1:-1]),
            rf"\quad {inner[-1]} \biggr]{closing}"]


def _shell(node: Written) -> tuple[str, Written | None, str]:
    if isinstance(node, Integral):
        return r"\int_x ", node.integrand, r" \, \mathrm{d}x"
    if isinstance(node, Expectation):
        return rf"\mathbb{{E}}_{{x \sim {node.density.latex()}}}", node.integrand, ""
    return "", None, ""


def _terms(node: Written, point: bool) -> Iterator[tuple[str, Written]]:
    """The terms of a sum with their signs; the first one's sign is empty."""
    if isinstance(node, Sum | Difference):
        yield from _terms(node.left, point)
        yield ("-" if isinstance(node, Difference) else "+"), node.right
    else:
        yield "", node


def _filled(terms: list[tuple[str, Written]], room: float, point: bool) -> list[str]:
    made: list[str] = []
    for sign, term in terms:
        text = bracketed(term, PRODUCT if sign == "-" else SUM, point)
        signed = f"{{}} {sign} {text}" if sign else text
        # Every row but the first is set in by the chain.
        left = room - (INDENT if len(made) > 1 else 0.0)
        if made and sign and width(made[-1]) + width(signed) <= left:
            made[-1] += f" {sign} {text}"
        elif width(signed) > room - (INDENT if made else 0.0):
            first, *rest = _broken(term, room - 2 * INDENT, point)
            made += [f"{{}} {sign} {first}" if sign else first, *(rf"\quad {row}" for row in rest)]
        else:
            made.append(signed)
    return made
