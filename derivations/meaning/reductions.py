"""Values of the same sign as others: by logarithms, by powers, by enclosures over a region."""

from __future__ import annotations

from .boxes import sign_on_unit_box
from .calculus import Move
from .normal_form import Field, Ratio
from .regions import Region
from .signs import POSITIVE, ZERO, ProofError


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
