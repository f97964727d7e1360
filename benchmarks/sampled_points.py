"""Random sampling as an engine: a relation passes if it holds at points drawn at random."""

from __future__ import annotations

import math
import operator
import random
from collections.abc import Iterator
from fractions import Fraction
from functools import reduce
from typing import Any, Final

import mpmath
import sympy

from .reduction import Part, Reduced

POINTS: Final = 20
DIGITS: Final = 50
_DRAWS: Final = 50 * POINTS
_NEAR: Final = mpmath.mpf(10) ** -40
_OPERATIONS: Final[dict[Any, Any]] = {
    sympy.Add: lambda *terms: reduce(operator.add, terms),
    sympy.Mul: lambda *factors: reduce(operator.mul, factors),
    sympy.Pow: operator.pow,
    sympy.Abs: abs,
    sympy.Max: max,
    sympy.Min: min,
    sympy.Heaviside: lambda x, at_zero: at_zero if x == 0 else mpmath.mpf(x > 0),
    **{getattr(sympy, name): getattr(mpmath, name.lower()) for name in (
        "log", "exp", "sign", "tanh", "sinh", "cosh", "atanh", "asinh", "sin", "cos", "erf",
        "erfc", "LambertW")},
}
_SIGNS: Final = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


class NoValueError(ArithmeticError):
    """An expression has no value at a point, or none that is known here."""


def points(reduced: Reduced, seed: str) -> list[dict[Any, Any]]:
    """Points that the hypotheses allow, fewer than asked for where they are hard to find.

    Args:
        reduced: a statement.
        seed: of the drawing.
    """
    found: list[dict[Any, Any]] = []
    with mpmath.workdps(DIGITS):
        for point in _drawn(reduced, random.Random(seed)):
            if all(_holds(left, sign, right, point) for left, sign, right in reduced.given):
                found.append(point)
            if len(found) == POINTS:
                break
    return found


def check(part: Part, drawn: list[dict[Any, Any]]) -> str:
    """refuted if a part fails at a point; proved if it does not, and its sides have values.

    Args:
        part: of a statement.
        drawn: the points.
    """
    seen = False
    with mpmath.workdps(DIGITS):
        for point in drawn:
            holds = _holds(part.left, part.sign, part.right, point)
            if holds is False:
                return "refuted"
            seen = seen or holds is True
    return "proved" if seen else "undecided"


def _holds(left: Any, sign: str, right: Any, point: dict[Any, Any]) -> bool | None:
    """Whether a relation holds as far as the digits show; nothing if a side has no value."""
    try:
        first, second = value(left, point), value(right, point)
    except (ArithmeticError, TypeError, ValueError):
        return None
    near = abs(first - second) <= _NEAR * (1 + abs(first) + abs(second))
    if sign in ("=", "!="):
        return bool(near) == (sign == "=")
    if mpmath.im(first) or mpmath.im(second):
        return None
    return sign in ("<=", ">=") if near else bool(_SIGNS[sign](first, second))


def value(node: Any, point: dict[Any, Any]) -> Any:
    """The value of a SymPy expression at a point, in mpmath's present precision.

    Args:
        node: in the functions of the claim language.
        point: the value of each symbol.

    Raises:
        NoValueError: if it is not finite, or holds another function.
    """
    if node.is_Symbol:
        return point[node]
    if node.is_Rational:
        return mpmath.mpf(node.p) / node.q
    if node in (sympy.pi, sympy.E):
        return +mpmath.pi if node is sympy.pi else +mpmath.e
    if isinstance(node, sympy.Piecewise):
        for body, condition in node.args:
            if condition == True or (  # noqa: E712
                    condition.is_Relational and _holds(condition.lhs, condition.rel_op.replace(
                        "==", "="), condition.rhs, point)):
                return value(body, point)
    operation = _OPERATIONS.get(type(node))
    if operation is None:
        raise NoValueError(str(type(node)))
    found = operation(*(value(argument, point) for argument in node.args))
    if not mpmath.isfinite(found):
        raise NoValueError("not finite")
    return found


def _drawn(reduced: Reduced, source: random.Random) -> Iterator[dict[Any, Any]]:
    ranges = [(name, *_range(name, reduced)) for name in reduced.names]
    for _ in range(_DRAWS if ranges else 1):
        yield {name: _draw(name, low, high, source) for name, low, high in ranges}


def _range(name: Any, reduced: Reduced) -> tuple[float, float]:
    low, high = 0.0 if name.is_nonnegative else -math.inf, math.inf
    for left, sign, right in reduced.given:
        if name in (left, right):
            bound = right if left == name else left
            if bound.is_number and bound.is_finite:
                below = sign in (("<", "<=") if left == name else (">", ">="))
                if below or sign == "=":
                    high = min(high, float(bound))
                if not below and sign != "!=":
                    low = max(low, float(bound))
    return low, high


def _draw(name: Any, low: float, high: float, source: random.Random) -> Any:
    if low > -math.inf and high < math.inf:
        number = Fraction(low) + Fraction((high - low) * source.random())
    elif low > -math.inf:
        number = Fraction(low) + Fraction(source.lognormvariate(0, 1))
    elif high < math.inf:
        number = Fraction(high) - Fraction(source.lognormvariate(0, 1))
    else:
        number = Fraction(source.gauss(0, 2))
    if name.is_integer:
        number = Fraction(round(number))
    return mpmath.mpf(number.numerator) / number.denominator
