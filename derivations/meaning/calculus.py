"""Derivatives of normal forms, and carrying them to a field in which a parameter is replaced."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from flint import fmpq

from .abstract import moved
from .normal_form import Field, NoRoomError, Ratio
from .signs import POSITIVE, ZERO, ProofError
from .special import SPECIAL

MOST_FACT_TERMS: Final = 6
_MAY_VANISH: Final = "a denominator or a logarithm may vanish at the end of a range"


class Slopes:
    """Derivatives of the values of one field in one of its parameters.

    Args:
        field: whose atoms are analytic wherever they are defined.
        place: of the parameter among the generators.
    """

    def __init__(self, field: Field, place: int) -> None:
        if place in field.held:
            raise ProofError("an integer does not move")
        self.field, self.place = field, place
        self._known: dict[int, Ratio] = {}

    def of(self, value: Ratio) -> Ratio:
        """The derivative of a value, valid wherever the value is defined."""
        below = Ratio(value.below, self.field.one)
        above = Ratio(value.above, self.field.one)
        if value.below.is_constant():
            return self._polynomial(value.above) / below
        moved = self._polynomial(value.above) * below - above * self._polynomial(value.below)
        return moved / (below * below)

    def _polynomial(self, polynomial: Any) -> Ratio:
        total = self.field.number(0)
        if polynomial.is_constant():
            return total
        for place, degree in enumerate(polynomial.degrees()):
            if degree and self.field.depends(place, self.place):
                part = Ratio(polynomial.derivative(place), self.field.one)
                total = total + part * self._atom(place)
        return total

    def _atom(self, place: int) -> Ratio:
        known = self._known.get(place)
        if known is None:
            known = self._known[place] = self._slope(place)
        return known

    def _slope(self, place: int) -> Ratio:
        field, atom = self.field, self.field.atoms[place]
        if place == self.place:
            return field.number(1)
        own = Ratio(field.generators[place], field.one)
        if atom.kind == "exp":
            return own * self.of(atom.key)
        if atom.kind in SPECIAL:
            return field.outer_slope(place) * self.of(atom.key)
        if atom.abstract:
            raise ProofError("a convex function may have no derivative")
        inner = self._polynomial(atom.key) / Ratio(atom.key, field.one)
        if atom.kind == "log":
            return inner
        if atom.kind == "root":
            return own * inner * field.number(Fraction(1, atom.order))
        raise ProofError(f"no rule differentiates {atom.kind}")


class Move:
    """Carries values to a field in which some parameters are replaced.

    Args:
        source: the field that the values live in.
        target: the field that they are carried to; it has the other parameters under their names.
        images: what stands for parameters of the source, by their place.
        inside: whether the images stay in the region on which the source's values are defined; else
            they are at the end of a range, and values are continued there.
    """

    def __init__(self, source: Field, target: Field, images: dict[int, Ratio],
                 inside: bool) -> None:
        self.source, self.target, self.inside = source, target, inside
        self._images = dict(images)
        # What was read off at integers alone says nothing of a way between them.
        for place in source.held:
            image = self._image(place)
            used = {other for part in (image.above, image.below)
                    for other, degree in enumerate(part.degrees()) if degree > 0}
            target.held |= {base for base in range(len(target.atoms))
                            if any(target.depends(other, base) for other in used)}
        target.tied = target.tied or source.tied
        target.strict, target.endless = source.strict, source.endless
        for fact in list(source.facts.values()):
            # Of what only follows, the short is enough: it can be found again.
            if not fact.given and len(fact.polynomial) > MOST_FACT_TERMS:
                continue
            known = fact.signs if inside else fact.signs | ZERO
            try:
                moved = self(Ratio(fact.polynomial, source.one))
                kept = target.assume(moved, known, fact.given)
            except NoRoomError:
                raise
            except ProofError:
                kept = False
            # A hypothesis that is lost may still bound the parameters.
            target.tied = target.tied or (fact.given and not kept)

    def __call__(self, value: Ratio) -> Ratio:
        """The value in the target.

        Raises:
            ProofError: if it may be undefined there.
        """
        if value.below.is_constant():
            return self.polynomial(value.above) / Ratio(value.below, self.source.one)
        below = self.polynomial(value.below)
        if not self.inside and self.target.signs_of(below) & ZERO:
            raise ProofError(_MAY_VANISH)
        return self.polynomial(value.above) / below

    def polynomial(self, polynomial: Any) -> Ratio:
        """The value of a polynomial in the generators of the source."""
        if polynomial.is_zero():
            return self.target.number(0)
        target, degrees = self.target, polynomial.degrees()
        images = {place: self._image(place) for place, degree in enumerate(degrees) if degree}
        scale = target.one
        for place, image in images.items():
            if not image.below.is_constant():
                scale *= image.below ** int(degrees[place])
        total = target.context.constant(fmpq(0))
        powers: dict[tuple[int, int], Any] = {}
        for exponents, coefficient in polynomial.to_dict().items():
            term = target.context.constant(coefficient)
            for place, image in images.items():
                exponent = int(exponents[place])
                key = (place, exponent)
                if key not in powers:
                    part = image.above**exponent
                    if not image.below.is_constant():
                        part *= image.below ** (int(degrees[place]) - exponent)
                    powers[key] = part
                term *= powers[key]
            total += term
        return Ratio(total, scale)

    def _image(self, place: int) -> Ratio:
        known = self._images.get(place)
        if known is None:
            known = self._images[place] = self._moved(place)
        return known

    def _moved(self, place: int) -> Ratio:
        target, atom = self.target, self.source.atoms[place]
        if atom.kind in ("parameter", "constant"):
            return target.generator(atom.kind, atom.key, atom.signs)
        if atom.kind == "exp":
            return target.number(0) if not self.inside and self._falls(atom.key) else (
                target.exp(self(atom.key)))
        if atom.kind in SPECIAL:
            # An argument of at least −1/e is so at the end of a range, too.
            return target.special(atom.kind, self(atom.key))
        if atom.abstract:
            key = atom.key if isinstance(atom.key, str) else self(atom.key)
            return moved(target, atom.kind, key, self.inside)
        base = self.polynomial(atom.key)
        if atom.kind == "log":
            if not self.inside and target.signs_of(base) & ZERO:
                raise ProofError(_MAY_VANISH)
            return target.log_absolute(base)
        signs = target.signs_of(base)
        if signs == ZERO:
            return target.number(0)
        if self.inside and signs != POSITIVE:
            target.assume(base, POSITIVE)
        return target.power(base, target.number(Fraction(1, atom.order)))

    def _falls(self, key: Ratio) -> bool:
        """Whether an exponent c log b goes to −∞ at the end of a range: c > 0, b goes to 0."""
        if len(key.above) != 1:
            return False
        exponents = key.above.monoms()[0]
        for place, exponent in enumerate(exponents):
            atom = self.source.atoms[place] if exponent == 1 else None
            if atom is None or atom.kind != "log" or (
                self.target.signs_of(self.polynomial(atom.key)) != ZERO
            ):
                continue
            rest = Ratio(key.above.derivative(place), key.below)
            return bool(self.target.signs_of(self(rest)) == POSITIVE)
        return False
