"""Values of the same sign as others: by logarithms, by powers, by enclosures over a region."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .boxes import sign_on_unit_box
from .calculus import Move
from .normal_form import Field, Ratio
from .regions import Region
from .signs import NON_NEGATIVE, POSITIVE, ZERO, ProofError


def compared(field: Field, place: int, big: Ratio, small: Ratio) -> Ratio:
    """A value of the sign of big · g − small, for the atom g at a place.

    Args:
        field: of both.
        place: of an exponential or a root.
        big: positive.
        small: positive.
    """
    atom = field.atoms[place]
    of_number = atom.kind == "root" and len(atom.key) == 1 and atom.key.total_degree() == 1
    if atom.kind == "root" and not (
        of_number and field.atoms[atom.key.degrees().index(1)].kind == "exp"
    ):
        return big**atom.order * Ratio(atom.key, field.one) - small**atom.order
    own = Ratio(field.generators[place], field.one)
    return field.log_absolute(big) + field.log_absolute(own) - field.log_absolute(small)


def vanishes_seldom(field: Field, value: Ratio, place: int) -> bool:
    """Whether a value is 0 at finitely many values of a parameter only, whatever the others are.

    Args:
        field: of the value.
        value: a slope, say: a function is strictly monotone if that of one sign vanishes seldom.
        place: of the parameter.
    """
    above = field.reduce(value.above)
    return not above.is_zero() and all(
        not field.factor_signs(factor) & ZERO or _has_few_roots(field, factor, place)
        for factor, _ in field.factor(above)[1])


def _has_few_roots(field: Field, factor: Any, place: int) -> bool:
    """Whether a factor is a polynomial in a parameter whose first coefficient is never 0."""
    if any(degree > 0 and other != place and field.depends(other, place)
           for other, degree in enumerate(factor.degrees())):
        return False
    first, degree = factor, int(factor.degrees()[place])
    for _ in range(degree):
        first = first.derivative(place)
    return degree > 0 and not field.signs_of(Ratio(first, field.one)) & ZERO


def powers_apart(field: Field, place: int, slope: Ratio, rest: Ratio) -> Ratio:
    """The value (c g)ⁿ − Bⁿ for a root g of even order n: if c ≥ 0 and it is, then c g ≥ |B|.

    Args:
        field: of both.
        place: of a root.
        slope: c.
        rest: B, of any sign.
    """
    atom = field.atoms[place]
    if atom.kind != "root" or atom.order % 2:
        raise ProofError("only a root of even order outweighs what has no sign")
    return slope**atom.order * Ratio(atom.key, field.one) - rest**atom.order


def above_mean(field: Field, terms: Sequence[Ratio], root: Ratio) -> Ratio:
    """The value T₁ + … + Tₙ − n r, which is not negative.

    Args:
        field: of all.
        terms: not negative.
        root: its n-th power is at most the product of the terms.

    Source: the inequality of the arithmetic and the geometric mean.
    """
    total, product = -root * field.number(len(terms)), field.number(1)
    for term in terms:
        if field.signs_of(term) | NON_NEGATIVE != NON_NEGATIVE:
            raise ProofError("a term of a mean is negative")
        total, product = total + term, product * term
    if field.signs_of(product - root ** len(terms)) | NON_NEGATIVE != NON_NEGATIVE:
        raise ProofError("a product is below the power of its mean")
    return total


def enclosed_sign(region: Region, value: Ratio, most: int) -> int:
    """The sign by enclosures over all of a region, whose parameters are written as w/(1 − w).

    Args:
        region: with positive parameters.
        value: in the region's field.
        most: how many boxes to look at.
    """
    if any(signs != POSITIVE for signs in region.signs.values()):
        raise ProofError("a box has positive parameters")
    field = Field(region.field.size)
    images, places, one = {}, [], field.number(1)
    for name in region.signs:
        share = field.parameter(name.name, POSITIVE)
        field.assume(one - share, POSITIVE)
        places.append(share.above.degrees().index(1))
        images[region.place(name)] = share / (one - share)
    moved = Move(region.field, field, images, True)(value)
    return sign_on_unit_box(field, moved, tuple(places), most)


def vanishes_only_with(field: Field, part: Ratio, difference: Ratio) -> bool:
    """Whether a value vanishes only where a difference does: by its factors.

    Args:
        field: of both.
        part: the value.
        difference: what has to vanish there.
    """
    if field.is_zero(part):
        return False
    _, factors = field.factor(field.in_roots(field.reduce(part.above)))
    whole = field.in_roots(field.reduce(difference.above))
    for factor, _ in factors:
        if field.signs_of(Ratio(factor, field.one)) & ZERO:
            quotient = Ratio(whole, factor)
            if not quotient.below.is_constant():
                return False
    return True
