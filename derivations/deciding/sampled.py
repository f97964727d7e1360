"""Normal forms in floating point, at a few points of a region: what a search may hope for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random
from typing import Any, Final

from ..language.written import Name
from ..meaning.normal_form import Field, Ratio
from ..meaning.regions import Region
from ..meaning.signs import ANY, NEGATIVE, POSITIVE, ZERO
from ..meaning.special import SPECIAL
from .floats import FUNCTIONS

SEED: Final = 20160602
MOST: Final = 12
_LINE: Final = (1e-6, 1e-3, 0.03, 0.2, 0.5, 0.8, 1.0, 1.3, 2.0, 5.0, 30.0, 1e3, 1e6)
ROUNDING: Final = 1e-14
Terms = list[tuple[float, list[tuple[int, int]]]]
_FAILED: Final = (ValueError, ZeroDivisionError, OverflowError)


def _terms(polynomial: Any) -> Terms:
    return [(int(coefficient.p) / int(coefficient.q),
             [(place, int(exponent)) for place, exponent in enumerate(exponents) if exponent])
            for exponents, coefficient in zip(polynomial.monoms(), polynomial.coeffs(),
                                              strict=True)]


def terms_of(value: Ratio) -> tuple[Terms, Terms | None]:
    """The terms above and below the bar, to be summed at many points."""
    return _terms(value.above), None if value.below.is_one() else _terms(value.below)


class Point:
    """One point of a region: the values of its generators, found as they are asked for.

    Args:
        field: of the region.
        values: of the parameters, by their place.
    """

    def __init__(self, field: Field, values: dict[int, float]) -> None:
        self.field, self.values = field, dict(values)
        self._errors = dict.fromkeys(values, 0.0)

    def of(self, value: Ratio) -> tuple[float, float]:
        """The value here, and the size of its rounding error; not a number where there is none."""
        return self.of_terms(terms_of(value))

    def of_terms(self, value: tuple[Terms, Terms | None]) -> tuple[float, float]:
        """The same for a value whose terms were taken apart before."""
        try:
            above, error = self._sum(value[0])
            if value[1] is None:
                return above, error
            below, wrong = self._sum(value[1])
            quotient = above / below
            return quotient, (error + abs(quotient) * wrong) / abs(below)
        except _FAILED:
            return math.nan, math.inf

    def _sum(self, terms: Terms) -> tuple[float, float]:
        total = wrong = 0.0
        values, errors = self.values, self._errors
        for coefficient, factors in terms:
            term, loose = coefficient, ROUNDING
            for place, exponent in factors:
                value = values.get(place)
                if value is None:
                    value = self._generator(place)
                term *= value if exponent == 1 else value**exponent
                loose += exponent * errors[place]
            total += term
            wrong += abs(term) * loose
        return total, wrong

    def _polynomial(self, polynomial: Any) -> tuple[float, float]:
        return self._sum(_terms(polynomial))

    def _generator(self, place: int) -> float:
        known = self.values.get(place)
        if known is None:
            known, self._errors[place] = self._found(place)
            self.values[place] = known
        return known

    def _found(self, place: int) -> tuple[float, float]:
        """The value of a generator, and its relative error."""
        atom = self.field.atoms[place]
        if atom.kind == "constant":
            return math.pi, ROUNDING
        if atom.kind == "exp":
            inner, wrong = self.of(atom.key)
            return math.exp(inner), wrong + ROUNDING
        if atom.kind in SPECIAL:
            inner, wrong = self.of(atom.key)
            value = FUNCTIONS[atom.kind](inner)
            steepest = 2.0
            if atom.kind == "LambertW":
                steepest = 1 / (math.exp(value) * (1 + value))
            return value, wrong * steepest / (abs(value) or 1e-300) + ROUNDING
        if atom.abstract:
            return math.nan, ROUNDING
        inner, wrong = self._polynomial(atom.key)
        loose = wrong / abs(inner)
        if atom.kind == "log":
            found = math.log(abs(inner))
            return found, loose / (abs(found) or 1e-300) + ROUNDING
        return float(inner ** (1 / atom.order)) if inner >= 0 else math.nan, loose + ROUNDING

    def sign(self, value: Ratio) -> int:
        """The sign of a value here; any, if rounding hides it."""
        return self.sign_of_terms(terms_of(value))

    def sign_of_terms(self, value: tuple[Terms, Terms | None]) -> int:
        """The same for a value whose terms were taken apart before."""
        found, error = self.of_terms(value)
        return POSITIVE if found > error else NEGATIVE if found < -error else ANY


def at(region: Region, values: Sequence[float]) -> Point:
    """The point of a region at which its parameters have given values, in their order."""
    places = (region.place(name) for name in region.signs)
    return Point(region.field, dict(zip(places, values, strict=True)))


def points(region: Region) -> list[Point]:
    """Some points of a region, the same ones every time.

    Args:
        region: those that its facts seem to exclude are left out.
    """
    names = list(region.signs)
    if not names:
        return [at(region, ())]
    found = []
    for values in _draws(region, names):
        point = at(region, values)
        if all(point.sign(Ratio(fact.polynomial, region.field.one)) & fact.signs
               for fact in region.field.facts.values()):
            found.append(point)
    return found


def _draws(region: Region, names: list[Name]) -> list[list[float]]:
    if len(names) == 1:
        line = list(_LINE)
        if _two_sided(region, names[0]):
            line += [-value for value in _LINE]
        return [[value] for value in line]
    random = Random(SEED)
    drawn = []
    for attempt in range(MOST):
        spread = (0.4, 1.2, 3.0)[attempt % 3]
        drawn.append([math.exp(random.gauss(0, spread)) * (
            random.choice((1, -1)) if _two_sided(region, name) else 1) for name in names])
    return drawn


def _two_sided(region: Region, name: Name) -> bool:
    return bool(region.signs[name] & NEGATIVE)


def seen(found: list[Point], value: Ratio) -> int:
    """The signs that a value takes at some points; none where rounding hides them all."""
    signs, terms = 0, terms_of(value)
    for point in found:
        sign = point.sign_of_terms(terms)
        signs |= sign if sign in (POSITIVE, NEGATIVE) else 0
    return signs & ~ZERO
