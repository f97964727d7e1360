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


def in_roots(field: Field, value: Ratio) -> Ratio:
    """The value with parameters written as powers of their roots, so that it factors.

    Args:
        field: of the value.
        value: any.
    """
    return Ratio(field.in_roots(field.reduce(value.above)),
                 field.in_roots(field.reduce(value.below)))


def linear_in_atom(field: Field, value: Ratio, place: int) -> tuple[Ratio, Ratio]:
    """The c and B of a value c g + B, for an exponential or a root g that stands nowhere else.

    Args:
        field: of the value.
        value: without a denominator.
        place: of g.

    Raises:
        ProofError: if the value has not this form.
    """
    polynomial = field.reduce(value.above)
    if not value.below.is_one() or field.atoms[place].kind not in ("exp", "root") or (
        polynomial.degrees()[place] != 1
    ):
        raise ProofError("a value is not linear in an exponential or a root")
    slope = Ratio(polynomial.derivative(place), field.one)
    rest = Ratio(polynomial, field.one) - slope * Ratio(field.generators[place], field.one)
    if any(degree and field.depends(other, place) for part in (slope, rest)
           for other, degree in enumerate(part.above.degrees())):
        raise ProofError("a value is not linear in an exponential or a root")
    return slope, rest


def above_tangent(field: Field, weight: Ratio, ratio: Ratio) -> tuple[Ratio, int]:
    """The value c (t − 1 − log t), and the signs it may have.

    Args:
        field: of both.
        weight: c, which is not negative.
        ratio: t, which is positive.

    Raises:
        ProofError: if they may be.
    """
    one, signs = field.number(1), field.signs_of(weight)
    if signs | NON_NEGATIVE != NON_NEGATIVE or field.signs_of(ratio) != POSITIVE:
        raise ProofError("a tangent has a negative weight or argument")
    strict = signs == POSITIVE and not field.signs_of(ratio - one) & ZERO
    return weight * (ratio - one - field.log(ratio)), POSITIVE if strict else NON_NEGATIVE


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
