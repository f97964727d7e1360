"""Values at one point: exact rational numbers where arithmetic stays rational, balls elsewhere.

The field has the interface of the normal forms, so that a claim means the same where it is proved
and where it is refuted. A sign that a ball does not tell is refined, and then left open.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from math import isqrt
from typing import Final

from flint import arb, ctx, fmpq

from .signs import ANY, NEGATIVE, POSITIVE, ZERO, ProofError
from .special import enclosed

PRECISIONS: Final = (128, 512, 4096)
WIDEST: Final = 1 << 14


class Ball:
    """A real number: exact, or within an enclosure."""

    __slots__ = ("exact", "near")

    def __init__(self, exact: Fraction | None, near: arb | None = None) -> None:
        if exact is not None and exact.numerator.bit_length() + exact.denominator.bit_length() > (
            WIDEST
        ):
            exact, near = None, _arb(exact)
        self.exact, self.near = exact, near

    @property
    def enclosure(self) -> arb:
        """A ball that holds the number."""
        return _arb(self.exact) if self.near is None else self.near

    def __add__(self, other: Ball) -> Ball:
        if self.exact is not None and other.exact is not None:
            return Ball(self.exact + other.exact)
        return Ball(None, self.enclosure + other.enclosure)

    def __neg__(self) -> Ball:
        return Ball(-self.exact) if self.exact is not None else Ball(None, -self.enclosure)

    def __sub__(self, other: Ball) -> Ball:
        return self + -other

    def __mul__(self, other: Ball) -> Ball:
        if self.exact == 0 or other.exact == 0:
            return Ball(Fraction(0))
        if self.exact is not None and other.exact is not None:
            return Ball(self.exact * other.exact)
        return Ball(None, self.enclosure * other.enclosure)

    def __truediv__(self, other: Ball) -> Ball:
        if self.exact is not None and other.exact is not None:
            return Ball(self.exact / other.exact)
        return Ball(None, self.enclosure / other.enclosure)

    def __pow__(self, exponent: int) -> Ball:
        if self.exact is not None and abs(exponent) * 2 <= WIDEST:
            width = self.exact.numerator.bit_length() + self.exact.denominator.bit_length()
            if width * abs(exponent) <= WIDEST:
                return Ball(self.exact**exponent)
        if abs(exponent).bit_length() > 60:
            raise ProofError("a power is too high")
        near = self.enclosure
        if exponent < 0 or not near.contains(0):
            return Ball(None, near**exponent)
        # The power function of a ball around 0 is no number.
        power = arb(1)
        for digit in f"{exponent:b}":
            power = power * power * near if digit == "1" else power * power
        return Ball(None, power)

    def is_constant(self) -> bool:
        """Whether the number is known exactly."""
        return self.exact is not None

    def constant(self) -> Fraction:
        """The exact number."""
        if self.exact is None:
            raise ProofError("a number is not known exactly")
        return self.exact

    def __str__(self) -> str:
        return str(self.exact) if self.exact is not None else self.enclosure.str(20, radius=False)


class Balls:
    """The field of the numbers at one point, at the precision that is set."""

    proving = symbolic = False

    def number(self, value: Fraction | int) -> Ball:
        """A rational number."""
        return Ball(Fraction(value))

    def enclosed(self, near: arb) -> Ball:
        """A number within an enclosure."""
        return Ball(None, near)

    def generator(self, kind: str, key: str, signs: int) -> Ball:
        """The number π."""
        if kind != "constant":
            raise ProofError(f"{key} has no value here")
        return Ball(None, arb.pi())

    def signs_of(self, value: Ball) -> int:
        """The possible signs of a number."""
        if value.exact is not None:
            return POSITIVE if value.exact > 0 else NEGATIVE if value.exact < 0 else ZERO
        near = value.enclosure
        return POSITIVE if near > 0 else NEGATIVE if near < 0 else ANY

    def is_zero(self, value: Ball) -> bool:
        """Whether the number is exactly 0."""
        return value.exact == 0

    def log(self, value: Ball) -> Ball:
        """The logarithm of a positive number."""
        return Ball(Fraction(0)) if value.exact == 1 else Ball(None, value.enclosure.log())

    def exp(self, value: Ball) -> Ball:
        """The exponential."""
        return Ball(Fraction(1)) if value.exact == 0 else Ball(None, value.enclosure.exp())

    def undone(self, value: Ball) -> Ball | None:
        """The exact value of LambertW, where it is a rational number."""
        return value if value.exact == 0 else None

    def special(self, function: str, value: Ball) -> Ball:
        """The value of sin, cos, erf or LambertW."""
        if value.exact == 0:
            return Ball(Fraction(function == "cos"))
        return Ball(None, enclosed(function, value.enclosure))

    def power(self, base: Ball, exponent: Ball) -> Ball:
        """A positive number to any power; exact for square roots of squares."""
        if base.exact is not None and exponent.exact == Fraction(1, 2):
            above, below = isqrt(base.exact.numerator), isqrt(base.exact.denominator)
            if Fraction(above, below) ** 2 == base.exact:
                return Ball(Fraction(above, below))
        return Ball(None, base.enclosure ** exponent.enclosure)


def _arb(exact: Fraction | None) -> arb:
    return arb(0) if exact is None else arb(fmpq(exact.numerator, exact.denominator))


@contextmanager
def precision(bits: int) -> Iterator[None]:
    """Sets the precision of the balls for a while."""
    before = ctx.prec
    ctx.prec = bits
    try:
        yield
    finally:
        ctx.prec = before
