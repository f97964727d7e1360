"""Proofs that a value has a sign on a region, step by step.

Each step reduces the sign of a value to signs of others; a plain one reads it off the normal form.
The values are analytic wherever they are defined, so that a slope of one sign makes them monotone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ..language.written import Written
from ..meaning import reductions
from ..meaning.boxes import MOST_BOXES
from ..meaning.limits import limit
from ..meaning.lines import beside
from ..meaning.normal_form import Ratio
from ..meaning.regions import Region
from ..meaning.signs import (
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
from .theorem import Reason


def prove_sign(region: Region, value: Ratio, reason: Reason) -> int:
    """The possible signs of a value on a region, as far as a reason shows.

    Args:
        region: on all of which the value is defined.
        value: in the region's field.
        reason: which steps to take.

    Raises:
        ProofError: if a step does not apply.
    """
    step = STEPS.get(reason.step)
    if step is None:
        raise ProofError(f"there is no step {reason.step!r}")
    return step(region, value, reason)


def _plain(region: Region, value: Ratio, reason: Reason) -> int:
    return region.field.signs_of(value)


def _factors(region: Region, value: Ratio, reason: Reason) -> int:
    """The signs of the factors above and below the bar; a part gives that of an open one."""
    field = region.field
    if field.is_zero(value):
        return ZERO
    # The parts come first, since they may bring roots in which more factors.
    named = [(region.value(_at(part)), part.parts[0]) for part in reason.parts]
    known = [(reductions.in_roots(field, given), inner) for given, inner in named]
    whole = reductions.in_roots(field, value)
    (content, above), (_, below) = field.factor(whole.above), field.factor(whole.below)
    signs = POSITIVE if content > 0 else NEGATIVE
    for polynomial, multiplicity in (*above, *below):
        single = field.factor_signs(polynomial)
        for given, inner in known:
            scale = Ratio(polynomial, field.one) / given
            if scale.is_constant():
                single &= product_signs(field.signs_of(scale), prove_sign(region, given, inner))
                break
        signs = product_signs(signs, power_signs(single, multiplicity))
    return signs


def _cut(region: Region, value: Ratio, reason: Reason) -> int:
    """The pieces at, above and below a root of a parameter."""
    if reason.parameter is None:
        raise ProofError("a cut needs a parameter")
    pieces, signs = region.cut(reason.parameter, reason.at), 0
    for (piece, move), part in zip(pieces, reason.parts, strict=True):
        # A piece that a hypothesis rules out has no values.
        if not piece.field.impossible:
            signs |= prove_sign(piece, move(value), part)
    return signs


def _scaled(region: Region, value: Ratio, reason: Reason) -> int:
    """The same region with a parameter written in a new one."""
    if reason.parameter is None:
        raise ProofError("a scale needs a parameter")
    piece, move = region.scaled(reason.parameter, reason.step, reason.at)
    return prove_sign(piece, move(value), reason.parts[0])


def _times(region: Region, value: Ratio, reason: Reason) -> int:
    """The value times something positive."""
    weight = region.value(_at(reason))
    if region.field.signs_of(weight) != POSITIVE:
        raise ProofError("a weight is not positive")
    return prove_sign(region, weight * value, reason.parts[0])


def _negated(region: Region, value: Ratio, reason: Reason) -> int:
    return turned_signs(prove_sign(region, -value, reason.parts[0]))


def _tangent(region: Region, value: Ratio, reason: Reason) -> int:
    """What is left after taking c (t − 1 − log t) ≥ 0 off."""
    if reason.other is None:
        raise ProofError("a tangent needs an argument")
    above, signs = reductions.above_tangent(region.field, region.value(_at(reason)),
                                            region.value(reason.other))
    return sum_signs(signs, prove_sign(region, value - above, reason.parts[0]))


def _supporting(region: Region, value: Ratio, reason: Reason) -> int:
    """What is left after taking off what is not negative for a convex function."""
    rest, signs = beside(region, value, _at(reason.parts[1]), _at(reason), reason.other)
    return sum_signs(signs, prove_sign(region, rest, reason.parts[0]))


def _means(region: Region, value: Ratio, reason: Reason) -> int:
    """What is left after taking T₁ + … + Tₙ − n r ≥ 0 off, for Tₖ ≥ 0 with rⁿ ≤ T₁ ⋯ Tₙ."""
    terms = [region.value(_at(part)) for part in reason.parts[1:]]
    rest = value - reductions.above_mean(region.field, terms, region.value(_at(reason)))
    return sum_signs(NON_NEGATIVE, prove_sign(region, rest, reason.parts[0]))


def _slope(region: Region, value: Ratio, reason: Reason) -> int:
    """A monotone value: where a positive parameter starts or ends, and on which side it moves.

    The first part shows the sign of the slope; the second that of the value at the start, or of
    its limit where the step is named after the end.
    """
    parameter, field = reason.parameter, region.field
    if parameter is None or region.signs.get(parameter) != POSITIVE:
        raise ProofError("a slope needs a positive parameter")
    if field.signs_of(Ratio(value.below, field.one)) & ZERO:
        raise ProofError("a denominator may vanish")
    # The way from the start must stay where the slope was shown to have its sign.
    region.check_free(parameter)
    slope = region.slope(value, parameter)
    rising = prove_sign(region, slope, reason.parts[0])
    if reason.step == "from the end":
        rising = turned_signs(rising)
    start = _start(region, value, reason)
    seldom = reductions.vanishes_seldom(field, slope, region.place(parameter))
    stays = rising & start & ZERO and not seldom
    if rising | NON_NEGATIVE == NON_NEGATIVE and start | NON_NEGATIVE == NON_NEGATIVE:
        return NON_NEGATIVE if stays else POSITIVE
    if rising | NON_POSITIVE == NON_POSITIVE and start | NON_POSITIVE == NON_POSITIVE:
        return NON_POSITIVE if stays else NEGATIVE
    raise ProofError("a value moves away from the side on which it starts")


def _start(region: Region, value: Ratio, reason: Reason) -> int:
    parameter = reason.parameter
    if parameter is None:
        raise ProofError("a slope needs a parameter")
    if reason.step == "from the start":
        end, move = region.at_start(parameter)
        return prove_sign(end, move(value), reason.parts[1])
    place = region.place(parameter)
    free = Ratio(region.field.generators[place], region.field.one)
    found = limit(region.field, value, free, at_zero=reason.step == "from zero")
    if isinstance(found, int):
        return POSITIVE if found > 0 else NEGATIVE
    return prove_sign(region, found, reason.parts[1])


def _compared(region: Region, value: Ratio, reason: Reason) -> int:
    """A sum c g + B with a positive atom g: by log(c g) − log(−B), or by powers of a root.

    The first two parts show the signs of c and B; the third that of what they are reduced to. Of
    two parts the second shows that of the powers, whatever the sign of B.
    """
    field, atom = region.field, region.value(_at(reason))
    if len(atom.above) != 1 or atom.above.total_degree() != 1:
        raise ProofError("a comparison needs an atom")
    place = atom.above.degrees().index(1)
    slope, rest = reductions.linear_in_atom(field, value, place)
    first = prove_sign(region, slope, reason.parts[0])
    if len(reason.parts) == 2:
        apart = reductions.powers_apart(field, place, slope, rest)
        signs = prove_sign(region, apart, reason.parts[1])
        if (first | signs) | NON_NEGATIVE != NON_NEGATIVE:
            raise ProofError("a root is not seen to outweigh the rest")
        return signs | POSITIVE if signs else signs
    second = prove_sign(region, rest, reason.parts[1])
    if first not in (POSITIVE, NEGATIVE) or second != turned_signs(first):
        return sum_signs(first, second)
    big, small = (slope, -rest) if first == POSITIVE else (-slope, rest)
    field.assume(big, POSITIVE)
    field.assume(small, POSITIVE)
    difference = reductions.compared(field, place, big, small)
    signs = prove_sign(region, difference, reason.parts[2])
    return signs if first == POSITIVE else turned_signs(signs)


def _box(region: Region, value: Ratio, reason: Reason) -> int:
    return reductions.enclosed_sign(region, value, MOST_BOXES)


def _lemma(region: Region, value: Ratio, reason: Reason) -> int:
    """The value once the sign of another one is known."""
    other = region.value(_at(reason))
    known = prove_sign(region, other, reason.parts[0]) & region.field.signs_of(other)
    if not known:
        # No point is left of which anything would have to be shown.
        return known
    region.field.assume(other, known)
    return prove_sign(region, value, reason.parts[1])


def _at(reason: Reason) -> Written:
    if reason.at is None:
        raise ProofError("a step needs an expression")
    return reason.at


STEPS: Final[dict[str, Callable[[Region, Ratio, Reason], int]]] = {
    "plain": _plain,
    "factors": _factors,
    "cut": _cut,
    "log": _scaled,
    "grown": _scaled,
    "turned": _scaled,
    "ratio": _scaled,
    "square": _scaled,
    "cube": _scaled,
    "exp": _scaled,
    "times": _times,
    "negated": _negated,
    "tangent": _tangent,
    "means": _means,
    "supporting": _supporting,
    "from the start": _slope,
    "from zero": _slope,
    "from the end": _slope,
    "compared": _compared,
    "box": _box,
    "lemma": _lemma,
}
