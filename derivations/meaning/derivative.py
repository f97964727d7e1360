"""Derivatives of written expressions, by the rules of the calculus and nothing else."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import Final

from ..language.forms import Derivative
from ..language.traversal import names, substitute, walk
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
from .signs import ProofError

LARGEST: Final = 1000
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
        return _times(-_ONE, derivative(node.operand, variable))
    if isinstance(node, Sum):
        return _plus(derivative(node.left, variable), derivative(node.right, variable))
    if isinstance(node, Difference):
        return _plus(derivative(node.left, variable),
                     _times(-_ONE, derivative(node.right, variable)))
    if isinstance(node, Product):
        left, right = node.left, node.right
        return _plus(_times(derivative(left, variable), right),
                     _times(left, derivative(right, variable)))
    if isinstance(node, Quotient):
        # A power of −1 keeps the denominators of further derivatives from being squared.
        return derivative(Product(node.left, Power(node.right, -_ONE)), variable)
    if isinstance(node, Power):
        return _power(node, variable)
    if isinstance(node, Application):
        return _application(node, variable)
    if isinstance(node, Derivative):
        return derivative(unrolled(node)[-1], variable)
    raise ProofError(f"no rule differentiates {type(node).__name__}")


def unrolled(node: Derivative) -> tuple[Written, ...]:
    """The body of a derivative sign and its derivatives, up to the one that is meant.

    Raises:
        ProofError: where no rule applies, or a derivative grows too long.
    """
    bodies = _unrolled(node)
    if isinstance(bodies, str):
        raise ProofError(bodies)
    return bodies


@lru_cache(maxsize=256)
def _unrolled(node: Derivative) -> tuple[Written, ...] | str:
    bodies = [node.body]
    for _ in range(node.order):
        if sum(1 for _ in islice(walk(bodies[-1]), LARGEST)) == LARGEST:
            return "a derivative grows too long"
        try:
            bodies.append(derivative(bodies[-1], node.variable))
        except ProofError as error:
            return str(error)
    if node.point is None:
        return tuple(bodies)
    return tuple(substitute(body, {node.variable: node.point}) for body in bodies)


def _plus(left: Written, right: Written) -> Written:
    if left == _ZERO or right == _ZERO:
        return right if left == _ZERO else left
    return left + right


def _times(left: Written, right: Written) -> Written:
    if _ZERO in (left, right):
        return _ZERO
    if left == _ONE or right == _ONE:
        return right if left == _ONE else left
    return left * right


def _lowered(exponent: Written) -> Written:
    if isinstance(exponent, Number):
        return written(exponent.exact - 1)
    if isinstance(exponent, Negation) and isinstance(exponent.operand, Number):
        return written(-exponent.operand.exact - 1)
    return exponent - 1


def _power(node: Power, variable: Name) -> Written:
    base, exponent = node.left, node.right
    if variable not in names(exponent):
        inner = _times(base ** _lowered(exponent), derivative(base, variable))
        return _times(exponent, inner)
    grown = _times(derivative(exponent, variable), apply("log", base))
    if variable in names(base):
        grown = _plus(grown, _times(exponent, derivative(base, variable)) / base)
    return node * grown


def _application(node: Application, variable: Name) -> Written:
    if len(node.arguments) != 1:
        raise ProofError(f"no rule differentiates {node.function}")
    inside = node.arguments[0]
    outer = {"log": inside ** -_ONE, "exp": node, "sqrt": _ONE / (2 * node), "abs": inside / node,
             "sin": apply("cos", inside), "cos": -apply("sin", inside),
             "erf": 2 / apply("sqrt", Constant("pi")) * apply("exp", -(inside**2)),
             "LambertW": apply("exp", -node) / (1 + node)}
    if node.function not in outer:
        raise ProofError(f"no rule differentiates {node.function}")
    return _times(outer[node.function], derivative(inside, variable))
