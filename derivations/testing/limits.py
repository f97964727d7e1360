"""The two limits that an f-divergence needs where p or q is 0, read off far values of f."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from .enclosures import (
    INFINITY,
    MINUS_INFINITY,
    Arithmetic,
    Near,
    UnclearError,
    Value,
    is_infinite,
)

# A logarithm must grow more between the last two than between the first two, u⁴ stay a float.
_EXPONENTS: Final = (30, 50, 75)
_SETTLED: Final = 1e-4


def limit_at_zero(arithmetic: Arithmetic, body: Callable[[Value], Value]) -> Value:
    """f(0+).

    Args:
        body: f, on positive numbers.

    Raises:
        UnclearError: if the far values neither settle nor run away.
    """
    return _limit(arithmetic, [body(Fraction(1, 10**k)) for k in _EXPONENTS])


def slope_at_infinity(arithmetic: Arithmetic, body: Callable[[Value], Value]) -> Value:
    """lim f(u)/u for u → ∞.

    Args:
        body: f, on positive numbers.

    Raises:
        UnclearError: if the far values neither settle nor run away.
    """
    points = [Fraction(10**k) for k in _EXPONENTS]
    return _limit(arithmetic, [arithmetic.divide(body(u), u, False) for u in points])


def _limit(arithmetic: Arithmetic, values: list[Value]) -> Value:
    if any(is_infinite(value) for value in values):
        return values[-1]
    first, second, last = (arithmetic.near(value) for value in values)
    earlier, later = second.middle - first.middle, last.middle - second.middle
    noise = first.radius + second.radius + last.radius
    size = 1 + abs(last.middle)
    if abs(earlier) <= _SETTLED * size + noise and abs(later) <= _SETTLED * abs(earlier) + noise:
        # Powers of u settle like this; slower ones are left unclear.
        rounded = _simple(last)
        return rounded if rounded is not None else Near(last.middle, noise + abs(later))
    clear = abs(earlier) > first.radius + second.radius and abs(later) > second.radius + last.radius
    if abs(later) > abs(earlier) and (later > 0) == (earlier > 0) and clear:
        return INFINITY if later > 0 else MINUS_INFINITY
    raise UnclearError


def _simple(value: Near) -> Fraction | None:
    """A small fraction that the value is near: an exact limit decides what is 0."""
    if abs(value.middle) > 10**6:
        return None
    found = Fraction(float(value.middle)).limit_denominator(1000)
    near = abs(float(value.middle) - float(found)) <= 1e-12 + 2 * float(value.radius)
    return found if near else None

