"""Values in floating point, to see where a claim may fail; nothing rests on them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from ..language.divergences import unfold
from ..language.forms import Derivative, Piecewise
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
    Relation,
    Sum,
    Written,
)
from ..meaning.derivative import unrolled
from ..meaning.signs import ProofError

Values = Mapping[Name, float]
Compiled = Callable[[Values], float]
CLEARLY: Final = 1e-9
UNDEFINED: Final = (ValueError, ZeroDivisionError, OverflowError, TypeError)


def lambert(x: float) -> float:
    """The principal real branch of LambertW."""
    if x < -1 / math.e:
        raise ValueError(x)
    w = math.log1p(x) if x > -0.25 else -1 + math.sqrt(max(2 * (1 + math.e * x), 0.0))
    for _ in range(40):
        grown = w * math.exp(w)
        step = (grown - x) / (math.exp(w) * (w + 1) or 1.0)
        w -= step
        if abs(step) < 1e-15 * (1 + abs(w)):
            break
    return w


FUNCTIONS: Final[dict[str, Callable[..., float]]] = {
    "log": math.log, "exp": math.exp, "sqrt": math.sqrt, "abs": abs, "max": max, "min": min,
    "sign": lambda x: float((x > 0) - (x < 0)), "sin": math.sin, "cos": math.cos,
    "erf": math.erf, "erfc": math.erfc, "LambertW": lambert, "tanh": math.tanh,
    "sinh": math.sinh, "cosh": math.cosh, "atanh": math.atanh, "asinh": math.asinh,
}  # fmt: skip


@lru_cache(maxsize=512)
def compiled(node: Written) -> Compiled:
    """A function from values of names to the value of an expression without integrals.

    It raises one of `UNDEFINED` where the expression has no value.

    Args:
        node: definitions may stand in it.

    Raises:
        ProofError: if it has no value in floating point.
    """
    return _compile(unfold(node))


def _compile(node: Written) -> Compiled:
    if isinstance(node, Number):
        number = float(node.exact)
        return lambda values: number
    if isinstance(node, Name):
        return lambda values: values[node]
    if isinstance(node, Constant):
        constant = math.pi if node.name == "pi" else math.inf
        return lambda values: constant
    if isinstance(node, Negation):
        inner = _compile(node.operand)
        return lambda values: -inner(values)
    if isinstance(node, Sum | Difference | Product | Quotient | Power):
        return _binary(node, _compile(node.left), _compile(node.right))
    if isinstance(node, Application) and node.function in FUNCTIONS:
        function, parts = FUNCTIONS[node.function], [_compile(a) for a in node.arguments]
        if len(parts) == 1:
            only = parts[0]
            return lambda values: function(only(values))
        return lambda values: function(*(part(values) for part in parts))
    if isinstance(node, Derivative):
        return _compile(unfold(unrolled(node)[-1]))
    if isinstance(node, Piecewise):
        return _piecewise(node)
    raise ProofError(f"{type(node).__name__} has no value in floating point")


def _binary(node: Written, left: Compiled, right: Compiled) -> Compiled:
    if isinstance(node, Sum):
        return lambda values: left(values) + right(values)
    if isinstance(node, Difference):
        return lambda values: left(values) - right(values)
    if isinstance(node, Product):
        return lambda values: left(values) * right(values)
    if isinstance(node, Quotient):
        return lambda values: left(values) / right(values)
    # A complex power is no value: math.pow raises where ** would not.
    if not names(node.children[1]):
        return lambda values: math.pow(left(values), right(values))

    def powered(values: Values) -> float:
        base, exponent = left(values), right(values)
        if base == 0 and exponent == 0:
            raise ValueError("0 to a power that is not positive")
        return math.pow(base, exponent)

    return powered


def _piecewise(node: Piecewise) -> Compiled:
    branches = [(_compile(body), None if c is None else comparing(c)) for body, c in node.branches]

    def chosen(values: Values) -> float:
        for body, holds in branches:
            if holds is None or holds(values):
                return body(values)
        raise ValueError("no branch")

    return chosen


def comparing(relation: Relation) -> Callable[[Values], bool]:
    """Whether a relation seems to hold, as a function of values of names."""
    left, right = _compile(unfold(relation.left)), _compile(unfold(relation.right))
    signs = {"<": (-1,), "<=": (-1, 0), "=": (0,), ">": (1,), ">=": (0, 1), "!=": (-1, 1)}
    allowed = signs[relation.sign]

    def holds(values: Values) -> bool:
        gap = left(values) - right(values)
        return (gap > 0) - (gap < 0) in allowed

    return holds


def margin(relation: Relation) -> Compiled:
    """By how much a relation seems to hold; negative where it fails."""
    left, right = compiled(relation.left), compiled(relation.right)
    if relation.sign[0] == "<":
        return lambda values: right(values) - left(values)
    return lambda values: left(values) - right(values)


def gap(relation: Relation) -> Compiled:
    """By how much a relation seems to fail, relative to its sides; negative for slack."""
    left, right = compiled(relation.left), compiled(relation.right)
    sign = relation.sign

    def failing(values: Values) -> float:
        first, second = left(values), right(values)
        scale = max(abs(first), abs(second), 1e-300)
        difference = (first - second) / scale
        if sign == "=":
            return abs(difference)
        # A strict relation fails where the sides are equal.
        return (difference if sign[0] == "<" else -difference) + (len(sign) == 1) * 2 * CLEARLY

    return failing
