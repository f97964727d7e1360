"""Square roots of what has square roots in it: √(5 + 2√6) = √2 + √3.

A + B√k is the square of √u + √v or √u − √v with u, v = (A ± D)/2, where D² = A² − B²k. What is
found is squared as a check. Source: Borodin, Fagin, Hopcroft, Tompa (1985).
"""

from __future__ import annotations

from fractions import Fraction
from math import isqrt
from typing import Any, Final

from .ratios import Ratio
from .signs import NEGATIVE, POSITIVE
from .special_signs import SpecialSigns

MOST_TERMS: Final = 12
DEEPEST: Final = 3


class NestedRoots(SpecialSigns):
    """Generators among which sums with roots are recognised as squares."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self._nesting = 0

    def square_root(self, factor: Any) -> Ratio | None:
        """An r with r² = |factor|, if the factor is seen to be a square of a sum of two roots.

        Args:
            factor: a polynomial.
        """
        if not self._has_roots or len(factor) > MOST_TERMS or self._nesting == DEEPEST:
            return None
        self._nesting += 1
        try:
            degrees = factor.degrees()
            for place in list(self._root_places):
                if self.atoms[place].order == 2 and degrees[place] == 1:
                    found = self._root_of_sum(factor, place)
                    if found is not None:
                        return found
        finally:
            self._nesting -= 1
        return None

    def _root_of_sum(self, factor: Any, place: int) -> Ratio | None:
        slope = factor.derivative(place)
        rest = factor - slope * self.generators[place]
        apart = self._exact_root(self.reduce(rest**2 - slope**2 * self.atoms[place].key))
        if apart is None:
            return None
        signs = self.signs_of(Ratio(rest, self.one))
        if signs not in (POSITIVE, NEGATIVE):
            return None
        size = rest if signs == POSITIVE else -rest
        halves = [Ratio((size + way * apart) / 2, self.one) for way in (1, -1)]
        if any(self.signs_of(half) != POSITIVE for half in halves):
            return None
        half = self.number(Fraction(1, 2))
        first, second = (self.power(part, half) for part in halves)
        square = Ratio(factor if signs == POSITIVE else -factor, self.one)
        for found in (first + second, first - second):
            if self.is_zero(found * found - square):
                return found
        return None

    def _exact_root(self, polynomial: Any) -> Any:
        """A polynomial whose square is the given one; None if there is none."""
        if polynomial.is_zero():
            return None
        content, factors = self.factor(polynomial)
        above, below = int(content.p), int(content.q)
        if above < 0 or isqrt(above) ** 2 != above or isqrt(below) ** 2 != below or any(
            multiplicity % 2 for _, multiplicity in factors
        ):
            return None
        root = self.context.constant(1) * isqrt(above) / isqrt(below)
        for factor, multiplicity in factors:
            root *= factor ** (multiplicity // 2)
        return root
