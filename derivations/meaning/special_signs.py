"""The signs of sums with sin, cos, erf and LambertW, as far as they can be read off."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from flint import arb, fmpq_poly

from .circles import Pair
from .ratios import Ratio
from .sign_reading import HIGHEST_DEGREE, roots_of, sign_at_end, sign_of_number
from .signs import (
    ANY,
    NEGATIVE,
    NON_NEGATIVE,
    NON_POSITIVE,
    POSITIVE,
    ZERO,
    ProofError,
    power_signs,
    product_signs,
    sum_signs,
    turned_signs,
)
from .special import SPECIAL, Special, enclosed

_DEEPEST: Final = 3
_BOUNDED: Final = ("sin", "cos", "erf")


class SpecialSigns(Special):
    """Sign reading with the functions that are bounded or increasing."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self._told: dict[int, tuple[int, int]] = {}
        self._inside = 0

    def _atom_signs(self, place: int) -> int:
        if self.atoms[place].kind not in SPECIAL:
            return super()._atom_signs(place)
        fact = self.facts.get(f"g{place}")
        if fact is not None:
            return fact.signs & self.atoms[place].signs
        facts, known = self._told.get(place, (-1, self.atoms[place].signs))
        if known in (POSITIVE, ZERO, NEGATIVE) or facts == len(self.facts):
            return known
        # What was known before stays true as facts come in.
        self._told[place] = (len(self.facts), known)
        known &= self._sign_of_function(self.atoms[place].kind, self.atoms[place].key)
        self._told[place] = (len(self.facts), known)
        return known

    def circle(self, value: Ratio) -> Pair:
        """The cosine and the sine of a value, with their signs where a sum would hide them."""
        pair = super().circle(value)
        for kind, part in zip(("cos", "sin"), pair, strict=True):
            if len(part.above) > 1:
                signs = self._sign_of_function(kind, value)
                if signs in (POSITIVE, NEGATIVE):
                    self.assume(part, signs)
        return pair

    def _sign_of_function(self, kind: str, key: Ratio) -> int:
        signs = self.signs_of(key)
        if kind in ("erf", "LambertW"):
            return signs
        size = -key if signs == NEGATIVE else key
        if kind == "sin":
            return signs if signs in (POSITIVE, NEGATIVE) and self._is_below(size, 1) else ANY
        half = Fraction(1, 2)
        return POSITIVE if self._is_below(size, half) and self._is_below(-size, half) else ANY

    def _is_below(self, value: Ratio, share: Fraction | int) -> bool:
        """Whether a value is less than a part of π, which is more than 3."""
        pi = self._places.get(("constant", "pi", 1))
        bounds = [self.number(3)]
        if pi is not None:
            bounds.append(Ratio(self.generators[pi], self.one))
        return any(self.signs_of(bound * self.number(share) - value) == POSITIVE
                   for bound in bounds)

    def _atom_enclosure(self, place: int) -> arb:
        atom = self.atoms[place]
        if atom.kind not in SPECIAL:
            return super()._atom_enclosure(place)
        return enclosed(atom.kind, self.enclosure(atom.key.above) / self.enclosure(atom.key.below))

    def _polynomial_signs(self, polynomial: Any) -> int:
        signs = super()._polynomial_signs(polynomial)
        if signs & NEGATIVE and signs & POSITIVE and self._sines:
            signs &= self._on_circle(polynomial)
        return signs

    def factor_signs(self, factor: Any) -> int:
        """The possible signs of an irreducible polynomial."""
        signs = super().factor_signs(factor)
        if not any(degree and self.atoms[place].kind in SPECIAL
                   for place, degree in enumerate(factor.degrees())):
            return signs
        for read in (self._bounded, self._on_circle, self._by_length, self._increasing):
            if not (signs & NEGATIVE and signs & POSITIVE):
                break
            signs &= read(factor)
        return signs

    def _bounded(self, polynomial: Any) -> int:
        """By |sin|, |cos| ≤ 1 and |erf| < 1, for each product of other generators."""
        groups: dict[tuple[int, ...], list[tuple[tuple[int, ...], Fraction]]] = {}
        for exponents, coefficient in polynomial.to_dict().items():
            row = tuple(int(exponent) for exponent in exponents)
            kept = [self.atoms[place].kind in _BOUNDED if exponent else False
                    for place, exponent in enumerate(row)]
            rest = tuple(0 if kept[place] else row[place] for place in range(len(row)))
            bounded = tuple(row[place] if kept[place] else 0 for place in range(len(row)))
            exact = Fraction(int(coefficient.p), int(coefficient.q))
            groups.setdefault(rest, []).append((bounded, exact))
        total = 0
        for rest, terms in groups.items():
            signs = product_signs(self._monomial_signs(rest), self._bounded_sum(terms))
            total = sum_signs(total, signs) if total else signs
        return total

    def _monomial_signs(self, exponents: tuple[int, ...]) -> int:
        signs = POSITIVE
        for place, exponent in enumerate(exponents):
            if exponent:
                signs = product_signs(signs, power_signs(self._atom_signs(place), exponent))
        return signs

    def _bounded_sum(self, terms: list[tuple[tuple[int, ...], Fraction]]) -> int:
        low = high = Fraction(0)
        low_open = high_open = False
        for exponents, coefficient in terms:
            if not any(exponents):
                low, high = low + coefficient, high + coefficient
                continue
            signs = self._monomial_signs(exponents)
            if coefficient < 0:
                signs = turned_signs(signs)
            reached = not any(exponent and self.atoms[place].kind == "erf"
                              for place, exponent in enumerate(exponents))
            # An end at 0 is left out where the monomial is never 0.
            if signs & NEGATIVE:
                low, low_open = low - abs(coefficient), low_open or not reached
            else:
                low_open = low_open or not signs & ZERO
            if signs & POSITIVE:
                high, high_open = high + abs(coefficient), high_open or not reached
            else:
                high_open = high_open or not signs & ZERO
        if low > 0 or (low == 0 and low_open):
            return POSITIVE
        if high < 0 or (high == 0 and high_open):
            return NEGATIVE
        return NON_NEGATIVE if low == 0 else NON_POSITIVE if high == 0 else ANY

    def _circle_of(self, polynomial: Any) -> tuple[int, int] | None:
        """The places of the one pair of cosine and sine in a polynomial."""
        used = [place for place, degree in enumerate(polynomial.degrees()) if degree]
        pairs = {(cosine, sine) for sine, cosine in self._sines.items()
                 if sine in used or cosine in used}
        return next(iter(pairs)) if len(pairs) == 1 else None

    def _on_circle(self, polynomial: Any) -> int:
        """The sign of a polynomial in one cosine and sine: cos = (1 − t²)/(1 + t²), sin = 2t/(…).

        The angle π is where t goes to infinity.
        """
        pair, degree = self._circle_of(polynomial), int(polynomial.total_degree())
        if pair is None or 2 * degree > HIGHEST_DEGREE or any(
            exponent and place not in pair for place, exponent in enumerate(polynomial.degrees())
        ):
            return ANY
        total, at_end = fmpq_poly([0]), 0
        for exponents, coefficient in polynomial.to_dict().items():
            first, second = int(exponents[pair[0]]), int(exponents[pair[1]])
            total += coefficient * fmpq_poly([1, 0, -1]) ** first * fmpq_poly([0, 2]) ** second * (
                fmpq_poly([1, 0, 1]) ** (degree - first - second))
            at_end += coefficient * (-1) ** first if not second else 0
        return _line_signs(total) | sign_of_number(at_end)

    def _by_length(self, polynomial: Any) -> int:
        """The sign of A cos + B sin + C: that of C where C² ≥ A² + B²."""
        pair = self._circle_of(polynomial)
        if pair is None:
            return ANY
        slopes = [polynomial.derivative(place) for place in pair]
        rest = polynomial - sum(
            (slope * self.generators[place] for slope, place in zip(slopes, pair, strict=True)),
            self.context.constant(0))
        if any(part.degrees()[place] > 0 for part in (*slopes, rest) for place in pair):
            return ANY
        if self._inside >= _DEEPEST:
            return ANY
        self._inside += 1
        try:
            signs = self.signs_of(Ratio(rest, self.one))
            if signs not in (POSITIVE, NEGATIVE):
                return ANY
            gap = self.signs_of(Ratio(rest**2 - slopes[0] ** 2 - slopes[1] ** 2, self.one))
        finally:
            self._inside -= 1
        return ANY if gap & NEGATIVE else signs | (gap & ZERO)

    def _increasing(self, polynomial: Any) -> int:
        """Values of erf or LambertW against each other, or of LambertW against another value."""
        self._inside += 1
        try:
            if self._inside > _DEEPEST:
                return ANY
            return self._two_values(polynomial) & self._against(polynomial)
        except ProofError:
            return ANY
        finally:
            self._inside -= 1

    def _two_values(self, polynomial: Any) -> int:
        """The sign of c (g(a) − g(b)) for an increasing g."""
        coefficients = polynomial.coeffs()
        if polynomial.total_degree() != 1 or len(coefficients) != 2 or (
            coefficients[0] + coefficients[1] != 0
        ):
            return ANY
        used = [self.atoms[list(row).index(1)] for row in polynomial.monoms() if any(row)]
        if len(used) != 2 or used[0].kind != used[1].kind or (
            used[0].kind not in ("erf", "LambertW")
        ):
            return ANY
        signs = self.signs_of(used[0].key - used[1].key)
        return signs if coefficients[0] > 0 else turned_signs(signs)

    def _against(self, polynomial: Any) -> int:
        """The sign of A W(r) + B: W(r) > t where t < −1, else as r stands to t exp(t)."""
        found = ANY
        for place, degree in enumerate(polynomial.degrees()):
            if degree != 1 or self.atoms[place].kind != "LambertW":
                continue
            slope = polynomial.derivative(place)
            rest = polynomial - slope * self.generators[place]
            way = self.signs_of(Ratio(slope, self.one))
            if way not in (POSITIVE, NEGATIVE):
                continue
            level = -Ratio(rest, self.one) / Ratio(slope, self.one)
            above = self.signs_of(level + self.number(1))
            if above == NEGATIVE:
                found &= way
            elif not above & NEGATIVE:
                key = self.atoms[place].key
                found &= product_signs(way, self.signs_of(key - level * self.exp(level)))
        return found


def _line_signs(polynomial: Any) -> int:
    """The signs that a polynomial takes on the line, if it does not change them."""
    content, factors = polynomial.factor()
    product, signs = fmpq_poly([content]), sign_of_number(content)
    for factor, multiplicity in factors:
        product *= factor ** int(multiplicity)
        own = sign_at_end(factor)
        if roots_of(factor, whole_line=True):
            own = ANY
        signs = product_signs(signs, power_signs(own, int(multiplicity)))
    if product != polynomial:
        raise ProofError("a factorisation does not multiply out")
    return signs
