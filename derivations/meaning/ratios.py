"""Quotients of polynomials over Q in lowest terms."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from flint import fmpq

from .signs import ProofError

HIGHEST_POWER: Final = 60
MOST_TERMS: Final = 4000
WIDEST_INTEGER: Final = 160
_ZERO_BELOW: Final = "a normal form has a zero denominator"


class Ratio:
    """A quotient of polynomials of one field, in lowest terms, its denominator monic.

    Args:
        above: a polynomial of flint's.
        below: another one of the same context, not zero.
    """

    __slots__ = ("above", "below")

    def __init__(self, above: Any, below: Any) -> None:
        if not below.is_one():
            if below.is_zero():
                raise ProofError(_ZERO_BELOW)
            if not below.is_constant():
                common = above.gcd(below)
                if not common.is_one():
                    above, below = above / common, below / common
            lead = below.leading_coefficient()
            if lead != 1:
                above, below = above / lead, below / lead
        if len(above) > MOST_TERMS or len(below) > MOST_TERMS:
            raise ProofError("a normal form has too many terms")
        self.above, self.below = above, below

    def __add__(self, other: Ratio) -> Ratio:
        if self.below.is_one() and other.below.is_one():
            return Ratio(self.above + other.above, self.below)
        if self.below == other.below:
            return Ratio(self.above + other.above, self.below)
        return Ratio(self.above * other.below + other.above * self.below, self.below * other.below)

    def __neg__(self) -> Ratio:
        made = Ratio.__new__(Ratio)
        made.above, made.below = -self.above, self.below
        return made

    def __sub__(self, other: Ratio) -> Ratio:
        return self + -other

    def __mul__(self, other: Ratio) -> Ratio:
        return Ratio(self.above * other.above, self.below * other.below)

    def __truediv__(self, other: Ratio) -> Ratio:
        return Ratio(self.above * other.below, self.below * other.above)

    def __pow__(self, exponent: int) -> Ratio:
        degree = max(self.above.total_degree(), self.below.total_degree(), 1)
        if abs(exponent) * degree > HIGHEST_POWER and not self.is_constant():
            raise ProofError("a power is too high for a normal form")
        if abs(exponent) > 4 * WIDEST_INTEGER:
            raise ProofError("a power is too high for a normal form")
        above, below = (self.above, self.below) if exponent >= 0 else (self.below, self.above)
        return Ratio(above ** abs(exponent), below ** abs(exponent))

    def is_constant(self) -> bool:
        """Whether no generator occurs."""
        return bool(self.above.is_constant() and self.below.is_constant())

    def constant(self) -> Fraction:
        """The value of a constant."""
        value = self.above.leading_coefficient() if not self.above.is_zero() else fmpq(0)
        return Fraction(int(value.p), int(value.q))

    def __repr__(self) -> str:
        return f"({self.above})/({self.below})"
