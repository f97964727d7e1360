"""Exact values of what is arithmetic alone: the common case of hypotheses, and a fast one."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from ..language.written import (
    Difference,
    Name,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Written,
)

HIGHEST: int = 12


def exact_value(node: Written, values: Mapping[Name, Fraction | Written]) -> Fraction | None:
    """The value of an expression built by arithmetic; None where another way has to tell.

    Args:
        node: any expression.
        values: of its names.
    """
    if isinstance(node, Number):
        return node.exact
    if isinstance(node, Name):
        value = values.get(node)
        return value if isinstance(value, Fraction) else None
    if isinstance(node, Negation):
        inner = exact_value(node.operand, values)
        return None if inner is None else -inner
    if not isinstance(node, Sum | Difference | Product | Quotient | Power):
        return None
    left, right = exact_value(node.left, values), exact_value(node.right, values)
    if left is None or right is None:
        return None
    if isinstance(node, Sum):
        return left + right
    if isinstance(node, Difference):
        return left - right
    if isinstance(node, Product):
        return left * right
    if isinstance(node, Quotient):
        return left / right if right else None
    if right.denominator == 1 and 0 < right <= HIGHEST:
        return left ** int(right)
    return None
