"""The derivative of a written expression, by the rules of the textbook."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ..language.forms import Derivative
from ..language.traversal import names
from ..language.written import (
    Application,
    Constant,
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
    written,
)

_NO_RULE: Final = "there is no rule here for the derivative of {node}"


def derivative(node: Derivative) -> Written:
    """The derivative as an expression without `diff`.

    Args:
        node: of any order.

    Raises:
        TypeError: if the body has a kink or a function without a rule.
    """
    body = node.body
    if isinstance(body, Derivative):
        body = derivative(body)
    for _ in range(node.order):
        body = _slope(body, node.variable)
    return body


def _slope(node: Written, x: Name) -> Written:
    if x not in names(node):
        return written(0)
    match node:
        case Name():
            return written(1)
        case Negation():
            return -_slope(node.operand, x)
        case Sum():
            return _slope(node.left, x) + _slope(node.right, x)
        case Difference():
            return _slope(node.left, x) - _slope(node.right, x)
        case Product():
            return _slope(node.left, x) * node.right + node.left * _slope(node.right, x)
        case Quotient():
            above = _slope(node.left, x) * node.right - node.left * _slope(node.right, x)
            return above / (node.right * node.right)
        case Power() if isinstance(node.right, Number):
            # A number one less stays a number: `x**0` is 1, also where x is negative.
            lower = written(node.right.exact - 1)
            return node.right * node.left**lower * _slope(node.left, x)
        case Power() if x not in names(node.right):
            return node.right * node.left ** (node.right - 1) * _slope(node.left, x)
        case Power():
            whole = node.right * apply("log", node.left)
            return node * _slope(whole, x)
        case Application() if node.function in _RULES:
            (inner,) = node.arguments
            return _RULES[node.function](inner) * _slope(inner, x)
    raise TypeError(_NO_RULE.format(node=node))


_RULES: Final[dict[str, Callable[[Written], Written]]] = {
    "log": lambda y: 1 / y,
    "exp": lambda y: apply("exp", y),
    "sqrt": lambda y: 1 / (2 * apply("sqrt", y)),
    "sigmoid": lambda y: apply("sigmoid", y) * apply("sigmoid", -y),
    "softplus": lambda y: apply("sigmoid", y),
    "tanh": lambda y: 1 - apply("tanh", y) * apply("tanh", y),
    "sinh": lambda y: apply("cosh", y),
    "cosh": lambda y: apply("sinh", y),
    "sin": lambda y: apply("cos", y),
    "cos": lambda y: -apply("sin", y),
    "erf": lambda y: 2 * apply("exp", -(y * y)) / apply("sqrt", Constant("pi")),
    "erfc": lambda y: -2 * apply("exp", -(y * y)) / apply("sqrt", Constant("pi")),
    "LambertW": lambda y: 1 / (apply("exp", apply("LambertW", y)) * (
        1 + apply("LambertW", y))),
    "atanh": lambda y: 1 / (1 - y * y),
    "asinh": lambda y: 1 / apply("sqrt", 1 + y * y),
}
