"""Sines and cosines as generators: parity, sums and multiples of angles, and sin² = 1 − cos².

An angle is taken apart into its monomials. Each of them has one pair of generators, for the finest
part of it that occurs: x and x/2 both stand on cos(x/2) and sin(x/2).
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import Any, Final

from .ratios import Ratio
from .sign_reading import SignReading
from .signs import ANY, NON_ZERO, POSITIVE, ProofError

MOST_ANGLES: Final = 4
HIGHEST_MULTIPLE: Final = 12
Pair = tuple[Ratio, Ratio]


class Circles(SignReading):
    """Generators with pairs of them that lie on the unit circle."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.integers: set[int] = set()
        self.held: set[int] = set()
        self._sines: dict[int, int] = {}
        self._turned: set[int] = set()
        self._coarser: dict[int, Any] = {}
        self._finest: dict[str, int] = {}

    def assume_integer(self, value: Ratio) -> None:
        """Records that a value is an integer, if it is a generator up to a whole number.

        A place that was used as an integer's is held: nothing is a smooth function of it any more.
        """
        used = [place for place, degree in enumerate(value.above.degrees()) if degree > 0]
        if len(used) != 1 or not value.below.is_one() or value.above.total_degree() != 1:
            return
        rest = value.above - self.generators[used[0]]
        if rest.is_constant() and Ratio(rest, self.one).constant().denominator == 1:
            self.integers.add(used[0])

    def power(self, base: Ratio, exponent: Ratio) -> Ratio:
        """base ** exponent for a positive base."""
        raise ProofError(f"no power of {base} here")

    def circle(self, value: Ratio) -> Pair:
        """The cosine and the sine of a value."""
        total = self.number(1), self.number(0)
        for coefficient, unit in self._angles(Ratio(self.reduce(value.above), value.below)):
            total = self._sum(total, self._angle(coefficient, unit))
        return total

    def _angles(self, value: Ratio) -> list[tuple[Fraction, Ratio]]:
        """Rational multiples of units that add up to a value."""
        # Division with remainder, so that 1/(1 + x) and x/(1 + x) add up to a whole.
        whole, rest = divmod(value.above, value.below)
        angles = [(_fraction(coefficient), Ratio(self.context.from_dict({exponents: 1}), below))
                  for polynomial, below in ((whole, self.one), (rest, value.below))
                  for exponents, coefficient in polynomial.to_dict().items()]
        others = [angle for angle in angles if not self._is_pi(angle[1])]
        if len(others) <= MOST_ANGLES:
            return angles
        together = self.number(0)
        for coefficient, unit in others:
            together = together + self.number(coefficient) * unit
        lead = _fraction(together.above.leading_coefficient())
        turns = [angle for angle in angles if self._is_pi(angle[1])]
        return [*turns, (lead, together / self.number(lead))]

    def _is_pi(self, unit: Ratio) -> bool:
        place = self._places.get(("constant", "pi", 1))
        return place is not None and unit.below.is_one() and (
            unit.above == self.generators[place])

    def _angle(self, coefficient: Fraction, unit: Ratio) -> Pair:
        if self._is_pi(unit):
            return self._turn(coefficient)
        if coefficient.denominator == 1 and self._is_whole_turn(unit):
            return self._half_turns(int(coefficient), unit)
        cosine, sine = self._multiple(abs(coefficient), unit)
        return (cosine, sine) if coefficient > 0 else (cosine, -sine)

    def _turn(self, share: Fraction) -> Pair:
        """The cosine and the sine of a rational multiple of π, from those of at most π/4."""
        share %= 2
        if share > 1:
            cosine, sine = self._turn(2 - share)
            return cosine, -sine
        if share > Fraction(1, 2):
            cosine, sine = self._turn(1 - share)
            return -cosine, sine
        if share > Fraction(1, 4):
            sine, cosine = self._turn(Fraction(1, 2) - share)
            return cosine, sine
        half = self.number(Fraction(1, 2))
        if share == 0:
            return self.number(1), self.number(0)
        if share == Fraction(1, 4):
            root = self.power(self.number(2), half)
            return root * half, root * half
        if share == Fraction(1, 6):
            return self.power(self.number(3), half) * half, half
        place = self._places["constant", "pi", 1]
        return self._multiple(share, Ratio(self.generators[place], self.one))

    def _is_whole_turn(self, unit: Ratio) -> bool:
        """Whether a unit is π times integers."""
        pi = self._places.get(("constant", "pi", 1))
        if pi is None or not unit.below.is_one() or len(unit.above) != 1 or (
            unit.above.degrees()[pi] != 1
        ):
            return False
        return all(place in self.integers or place == pi
                   for place, degree in enumerate(unit.above.degrees()) if degree)

    def _half_turns(self, times: int, unit: Ratio) -> Pair:
        """At a multiple of π the sine is 0, and the cosine 1 or −1."""
        self.held |= {place for place, degree in enumerate(unit.above.degrees())
                      if degree and place in self.integers}
        if times % 2 == 0:
            return self.number(1), self.number(0)
        # A power of an integer is even where the integer is.
        row = tuple(min(int(exponent), 1) for exponent in unit.above.monoms()[0])
        plain = Ratio(self.context.from_dict({row: 1}), self.one)
        cosine = self.generator("cos", plain, NON_ZERO)
        self._turned.add(_place(cosine))
        return cosine, self.number(0)

    def parity(self, exponent: Ratio) -> Ratio | None:
        """(−1)**exponent; None if the exponent is not seen to be an integer.

        Args:
            exponent: a value of the field.
        """
        if not exponent.below.is_one():
            return None
        total, pi = self.number(1), self.generator("constant", "pi", POSITIVE)
        for exponents, coefficient in exponent.above.to_dict().items():
            unit = Ratio(self.context.from_dict({exponents: 1}), self.one)
            if coefficient.q != 1 or not self._is_whole_turn(pi * unit):
                return None
            if unit.is_constant():
                total = -total if coefficient.p % 2 else total
            else:
                total = total * self._half_turns(int(coefficient.p), pi * unit)[0]
        return total

    def turns_apart(self, value: Ratio) -> tuple[Ratio, Ratio]:
        """An e and a rest with value = (−1)**e · rest, as far as signs (−1)**n are factors."""
        turns = self.number(0)
        if not self._turned:
            return turns, value
        pi = self.generator("constant", "pi", POSITIVE)
        value = Ratio(self.reduce(value.above), value.below)
        for place in sorted(self._turned):
            own = self.generators[place]
            for part, left in ((value.above, True), (value.below, False)):
                rest, remainder = divmod(part, own)
                if remainder.is_zero() and not part.is_zero():
                    turns = turns + self.atoms[place].key / pi
                    value = Ratio(rest, value.below) if left else Ratio(value.above, rest)
        return turns, value

    def _multiple(self, coefficient: Fraction, unit: Ratio) -> Pair:
        """The pair of a positive multiple of a unit, by the pair of its finest part so far."""
        known = self._finest.get(str(unit))
        finest = lcm(known or 1, coefficient.denominator)
        times = int(coefficient * finest)
        if max(times, finest // (known or finest)) > HIGHEST_MULTIPLE:
            return self._pair(self.number(coefficient) * unit)
        pair = self._pair(unit / self.number(finest))
        if known is not None and known != finest:
            old = self._pair(unit / self.number(known))
            for before, now in zip(old, self._times(pair, finest // known), strict=True):
                self._coarser[_place(before)] = now.above
        self._finest[str(unit)] = finest
        return self._times(pair, times)

    def _pair(self, angle: Ratio) -> Pair:
        cosine, sine = self.generator("cos", angle, ANY), self.generator("sin", angle, ANY)
        self._sines[_place(sine)] = _place(cosine)
        return cosine, sine

    def _times(self, pair: Pair, times: int) -> Pair:
        total = pair
        for _ in range(times - 1):
            total = self._sum(total, pair)
        return total

    def _sum(self, left: Pair, right: Pair) -> Pair:
        """The pair of a sum of two angles."""
        made = (left[0] * right[0] - left[1] * right[1], left[1] * right[0] + left[0] * right[1])
        cosine, sine = (Ratio(self.reduce(value.above), value.below) for value in made)
        return cosine, sine

    def reduce(self, polynomial: Any) -> Any:
        """The polynomial in the finest angles, linear in each sine."""
        polynomial = super().reduce(polynomial)
        if polynomial.is_zero() or not (self._sines or self._turned):
            return polynomial
        degrees = polynomial.degrees()
        if any(degrees[place] for place in self._coarser):
            images = list(self.generators)
            for place, image in self._coarser.items():
                images[place] = image
            return self.reduce(polynomial.compose(*images))
        for place in (*self._sines, *self._turned):
            if degrees[place] > 1:
                square = self.one
                if place in self._sines:
                    square = square - self.generators[self._sines[place]] ** 2
                reduced = self.context.constant(0)
                for exponents, coefficient in polynomial.to_dict().items():
                    kept = list(exponents)
                    kept[place] %= 2
                    term = self.context.from_dict({tuple(kept): coefficient})
                    reduced += term * square ** (exponents[place] // 2)
                return self.reduce(reduced)
        return polynomial


def _place(generator: Ratio) -> int:
    return int(generator.above.degrees().index(1))


def _fraction(value: Any) -> Fraction:
    return Fraction(int(value.p), int(value.q))
