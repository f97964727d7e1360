"""Numbers that are exact fractions as long as they can be, and then known to within a radius.

A verdict on an instance must not hang on a tolerance that somebody chose: every rounding error is
carried along, and what two radii cannot tell apart is said to be unclear.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any, Final


class UndefinedError(ArithmeticError):
    """An expression has no value at this point."""


class IndefiniteError(ArithmeticError):
    """An expression comes to ∞ − ∞, to 0 · ∞ or to ∞ / ∞."""


class UnclearError(ArithmeticError):
    """Rounding hides whether an expression is defined, or which branch it takes."""


@dataclass(frozen=True)
class Near:
    """A real number within `radius` of `middle`; ±∞ has radius 0.

    Args:
        middle: a float, or a number of many digits.
        radius: of the same kind, not negative.
    """

    middle: Any
    radius: Any

    @property
    def infinite(self) -> bool:
        """Whether it is +∞ or −∞."""
        return bool(abs(self.middle) == math.inf)


Value = Fraction | Near

ZERO: Final = Fraction(0)
INFINITY: Final = Near(math.inf, 0.0)
MINUS_INFINITY: Final = Near(-math.inf, 0.0)
_LARGEST: Final = 4000
_UNDERFLOW: Final = 1e-300


@dataclass(frozen=True)
class Arithmetic:
    """How numbers are rounded once they are not exact.

    Args:
        real: makes such a number of an integer, a float or a fraction.
        unit: half the distance from 1 to the next number, as a fraction of it.
        library: has `log`, `exp` and the other functions for these numbers.
        least: what may be lost where a number is too small to be kept.
    """

    real: Any
    unit: Any
    library: Any
    least: Any = 0

    def near(self, value: Value) -> Near:
        """A value with a radius; 0 where the fraction is represented exactly."""
        if isinstance(value, Near):
            return value
        try:
            middle = self.real(value)
        except OverflowError:
            raise UnclearError from None
        exact = value.denominator & (value.denominator - 1) == 0 and abs(value.numerator) < 2**50
        return Near(middle, self.real(0) if exact else abs(middle) * self.unit * 4)

    def rounded(self, middle: Any, radius: Any, ulps: int = 2) -> Near:
        """A result with its own rounding added to what was carried along."""
        if middle != middle or abs(middle) == math.inf or radius == math.inf:
            raise UnclearError
        return Near(middle, radius * (1 + 8 * self.unit) + abs(middle) * self.unit * ulps
                    + self.least)

    def add(self, a: Value, b: Value) -> Value:
        """a + b."""
        if isinstance(a, Fraction) and isinstance(b, Fraction):
            return _bounded(a + b)
        if a == 0 or b == 0:
            return b if a == 0 else a
        if is_infinite(a) or is_infinite(b):
            if is_infinite(a) and is_infinite(b) and a != b:
                raise IndefiniteError
            return a if is_infinite(a) else b
        x, y = self.near(a), self.near(b)
        return self.rounded(x.middle + y.middle, x.radius + y.radius)

    def negate(self, a: Value) -> Value:
        """−a."""
        return -a if isinstance(a, Fraction) else Near(-a.middle, a.radius)

    def multiply(self, a: Value, b: Value) -> Value:
        """a · b."""
        if isinstance(a, Fraction) and isinstance(b, Fraction):
            return _bounded(a * b)
        if is_infinite(a) or is_infinite(b):
            sign = sign_of(a) * sign_of(b)
            if sign == 0:
                raise IndefiniteError
            return INFINITY if sign > 0 else MINUS_INFINITY
        if a == 0 or b == 0:
            return ZERO
        x, y = self.near(a), self.near(b)
        radius = abs(x.middle) * y.radius + abs(y.middle) * x.radius + x.radius * y.radius
        return self.rounded(x.middle * y.middle, radius)

    def divide(self, a: Value, b: Value, extended: bool) -> Value:
        """a / b.

        Args:
            extended: whether a / 0 is +∞ for a > 0, as it is under an integral.
        """
        if sign_of(b) == 0:
            if extended and sign_of(a) > 0:
                return INFINITY
            raise UndefinedError
        if isinstance(a, Fraction) and isinstance(b, Fraction):
            return _bounded(a / b)
        if is_infinite(b):
            if is_infinite(a):
                raise IndefiniteError
            return ZERO
        if is_infinite(a):
            return self.multiply(a, Fraction(sign_of(b)))
        if a == 0:
            return ZERO
        x, y = self.near(a), self.near(b)
        least = abs(y.middle) - y.radius
        ratio = x.middle / y.middle
        return self.rounded(ratio, (x.radius + abs(ratio) * y.radius) / least)

    def compare(self, a: Value, b: Value) -> int | None:
        """The sign of a − b; `None` where the radii cannot tell."""
        if is_infinite(a) or is_infinite(b):
            x, y = (float(v.middle) if is_infinite(v) else 0.0 for v in (a, b))  # type: ignore[union-attr]
            return (x > y) - (x < y)
        difference = self.add(a, self.negate(b))
        try:
            return sign_of(difference)
        except UnclearError:
            return None


def is_infinite(value: Value) -> bool:
    """Whether a value is +∞ or −∞."""
    return isinstance(value, Near) and value.infinite


def sign_of(value: Value) -> int:
    """−1, 0 or 1.

    Raises:
        UnclearError: if the radius reaches over 0.
    """
    if isinstance(value, Fraction):
        return (value > 0) - (value < 0)
    if abs(value.middle) <= value.radius and value.radius > 0:
        raise UnclearError
    return int(value.middle > 0) - int(value.middle < 0)


def _bounded(value: Fraction) -> Value:
    if value.numerator.bit_length() + value.denominator.bit_length() > _LARGEST:
        raise UnclearError
    return value


class _Math:
    """The functions of the standard library, and the one that it lacks."""

    def __getattr__(self, name: str) -> Any:
        return getattr(math, name)

    def lambertw(self, x: float) -> float:
        from mpmath import fp

        return float(fp.lambertw(x).real)


FLOATS: Final = Arithmetic(float, 2.0**-53, _Math(), _UNDERFLOW)


@cache
def digits(count: int = 60) -> Arithmetic:
    """Arithmetic with many decimal digits, for what float64 cannot tell apart.

    Args:
        count: of the digits.
    """
    from mpmath import MPContext

    context = MPContext()
    context.dps = count

    def real(value: Any) -> Any:
        if isinstance(value, Fraction):
            return context.mpf(value.numerator) / value.denominator
        return context.mpf(value)

    return Arithmetic(real, context.mpf(10) ** -count, context)
