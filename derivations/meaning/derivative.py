"""Derivatives of written expressions, by the rules of the calculus and nothing else."""

from __future__ import annotations

from ..language.written import (
    Application,
    Derivative,
    Difference,
    Name,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Written,
    apply,
    names,
    written,
)
from .signs import ProofError

_ZERO, _ONE = written(0), written(1)


def derivative(node: Written, variable: Name) -> Written:
    """The derivative of an expression in a variable, valid wherever both are defined.

    Args:
        node: without integrals, its definitions unfolded.
        variable: every other name is held fixed.

    Raises:
        ProofError: where no rule applies.
    """
    if variable not in names(node) and not isinstance(node, Derivative):
        return _ZERO
    if isinstance(node, Name):
        return _ONE
    if isinstance(node, Negation):
        return -derivative(node.operand, variable)
    if isinstance(node, Sum):
        return derivative(node.left, variable) + derivative(node.right, variable)
    if isinstance(node, Difference):
        return derivative(node.left, variable) - derivative(node.right, variable)
    if isinstance(node, Product):
        left, right = node.left, node.right
        return derivative(left, variable) * right + left * derivative(right, variable)
    if isinstance(node, Quotient):
        above, below = node.left, node.right
        slope = derivative(above, variable) * below - above * derivative(below, variable)
        return slope / below**2
    if isinstance(node, Power):
        return _power(node, variable)
    if isinstance(node, Application):
        return _application(node, variable)
    if isinstance(node, Derivative):
        return derivative(unrolled(node), variable)
    raise ProofError(f"no rule differentiates {type(node).__name__}")


def unrolled(node: Derivative) -> Written:
    """The expression that a derivative sign stands for."""
    body = node.body
    for _ in range(node.order):
        body = derivative(body, node.variable)
    return body


def _power(node: Power, variable: Name) -> Written:
    base, exponent = node.left, node.right
    if variable not in names(exponent):
        if isinstance(exponent, Number) and exponent.exact == 0:
            return _ZERO
        return exponent * base ** (exponent - 1) * derivative(base, variable)
    grown = derivative(exponent, variable) * apply("log", base)
    if variable in names(base):
        grown = grown + exponent * derivative(base, variable) / base
    return node * grown


def _application(node: Application, variable: Name) -> Written:
    if len(node.arguments) != 1:
        raise ProofError(f"no rule differentiates {node.function}")
    inside = node.arguments[0]
    slope = derivative(inside, variable)
    outer = {"log": _ONE / inside, "exp": node, "sqrt": _ONE / (2 * node), "abs": inside / node}
    if node.function not in outer:
        raise ProofError(f"no rule differentiates {node.function}")
    return outer[node.function] * slope
