"""Which tangents log t ≤ t − 1 to take off a difference: the logarithms grouped by coefficient."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from math import gcd, lcm
from typing import Any, Final

from ..language.convex import Abstract, ConvexFunction
from ..language.written import Constant, Written, apply, written
from ..meaning.calculus import Move
from ..meaning.normal_form import Field, Ratio
from ..meaning.regions import Region
from ..meaning.signs import NEGATIVE, NON_NEGATIVE, POSITIVE, ProofError
from ..meaning.special import SPECIAL
from .sampled import Point, points

MOST_LOGARITHMS: Final = 12
# −log t = −2 log √t, whose tangent at 1 is another one.
_ORDERS: Final = (1, 2)
Pairs = tuple[tuple[Written, Written], ...]
Planned = tuple[Ratio, dict[int, int]]


def tangent_choices(region: Region, difference: Ratio,
                    orders: tuple[int, ...] = _ORDERS,
                    hopeful: bool = True) -> Iterator[tuple[Pairs, Ratio, Region]]:
    """Ways to take tangents off a difference, what each leaves, and the region that this lives in.

    A sum Σ C_j log f_j with coefficients C_j = −Σ_k d_k e_jk over monomials d_k > 0 is
    Σ_k d_k (−log Π f_j^e_jk), and −log t ≥ 1 − t. Logarithms of primes may join in or stay.

    Args:
        region: on which the difference lives.
        difference: linear in its logarithms.
        orders: of the roots whose logarithms are tried.
        hopeful: whether what is left has to look as if it were not negative.
    """
    yield (), difference, region
    seen: list[Point] | None = None
    for with_primes in (True, False):
        try:
            planned = _planned(region.field, difference, with_primes)
        except ProofError:
            continue
        for order in orders if planned else ():
            seen = points(region) if seen is None else seen
            if hopeful and not all(_may_remain(point, difference, planned, order)
                                   for point in seen):
                continue
            inner, moved = (region, difference) if order == 1 else copied(region, difference)
            made = _taken_off(inner, moved, _planned(inner.field, moved, with_primes), order)
            if made is not None:
                yield *made, inner


def _may_remain(point: Point, difference: Ratio, planned: list[Planned], order: int) -> bool:
    """Whether what tangents leave of a difference is not seen to be negative at a point."""
    rest, error = point.of(difference)
    for weight, exponents in planned:
        scale, _ = point.of(weight)
        logarithm = sum(exponent * point.of(Ratio(point.field.generators[place],
                                                  point.field.one))[0]
                        for place, exponent in exponents.items()) / order
        if not -700 < logarithm < 700:
            return True
        rest -= order * scale * (math.exp(logarithm) - 1 - logarithm)
        error += 1e-12 * abs(order * scale) * (math.exp(logarithm) + abs(logarithm) + 1)
    return not rest < -10 * error


def copied(region: Region, value: Ratio) -> tuple[Region, Ratio]:
    """The same region with a field of its own, in which more roots do no harm to others.

    Args:
        region: of the value.
        value: in its field.
    """
    copy = Region(Field(region.field.size), dict(region.signs))
    copy.values  # noqa: B018  (makes the parameters)
    return copy, Move(region.field, copy.field, {}, True)(value)


def _grouped(field: Field, difference: Ratio, with_primes: bool) -> dict[Any, dict[int, Fraction]]:
    """For each monomial in the coefficients the exponents of the logarithms' arguments."""
    logarithms = [place for place, atom in enumerate(field.atoms) if atom.kind == "log"
                  and (with_primes or not atom.key.is_constant())]
    if any(difference.below.degrees()[place] for place in logarithms):
        raise ProofError("a logarithm stands in a denominator")
    groups: dict[Any, dict[int, Fraction]] = {}
    for exponents, coefficient in difference.above.to_dict().items():
        inside = [place for place in logarithms if exponents[place]]
        if len(inside) > 1 or any(exponents[place] > 1 for place in inside):
            raise ProofError("a difference is not linear in its logarithms")
        if inside:
            rest = tuple(0 if place in inside else int(e) for place, e in enumerate(exponents))
            row = groups.setdefault(rest, {})
            row[inside[0]] = row.get(inside[0], Fraction(0)) - Fraction(
                int(coefficient.p), int(coefficient.q))
    if sum(map(len, groups.values())) > 4 * MOST_LOGARITHMS:
        raise ProofError("too many logarithms")
    return groups


def _planned(field: Field, difference: Ratio, with_primes: bool) -> list[Planned]:
    """For each tangent its weight, and the exponents of the arguments of the logarithms."""
    planned = []
    for monomial, row in _grouped(field, difference, with_primes).items():
        row = {place: exponent for place, exponent in row.items() if exponent}
        if all(field.atoms[place].key.is_constant() for place in row):
            continue
        # Whole exponents without a common factor: the tangent at t = 1 is then the best one.
        below_all = lcm(*(exponent.denominator for exponent in row.values()))
        unit = Fraction(gcd(*(int(e * below_all) for e in row.values())), below_all)
        weight = Ratio(field.context.from_dict({monomial: 1}), difference.below)
        planned.append((weight * field.number(unit),
                        {place: int(exponent / unit) for place, exponent in row.items()}))
    return planned


def _taken_off(region: Region, difference: Ratio, planned: list[Planned],
               order: int) -> tuple[Pairs, Ratio] | None:
    field, one = region.field, region.field.number(1)
    pairs: list[tuple[Written, Written]] = []
    for share, exponents in planned:
        weight, ratio = share * field.number(order), one
        for place, exponent in exponents.items():
            ratio = ratio * Ratio(field.atoms[place].key, field.one) ** exponent
        signs = field.signs_of(weight)
        if field.signs_of(ratio) != POSITIVE or signs | NON_NEGATIVE != NON_NEGATIVE:
            return None
        if order != 1:
            ratio = field.power(ratio, field.number(Fraction(1, order)))
        texts = (written_out(region, weight), written_out(region, ratio))
        difference = difference - weight * (ratio - one - field.log(ratio))
        pairs.append(texts)
    return tuple(pairs), difference


def written_out(region: Region, value: Ratio) -> Written:
    """A tree in the parameters of a region with a given value.

    Args:
        region: in whose field the value lives.
        value: any normal form.
    """
    above = _polynomial(region, value.above)
    return above if value.below.is_one() else above / _polynomial(region, value.below)


def _polynomial(region: Region, polynomial: Any) -> Written:
    total: Written | None = None
    for exponents, coefficient in polynomial.to_dict().items():
        exact = Fraction(int(coefficient.p), int(coefficient.q))
        term: Written | None = None
        for place, exponent in enumerate(exponents):
            if exponent:
                atom = _atom(region, place)
                power = atom if exponent == 1 else atom ** int(exponent)
                term = power if term is None else term * power
        size = abs(exact)
        if term is None or size != 1:
            term = written(size) if term is None else written(size) * term
        if total is None:
            total = -term if exact < 0 else term
        else:
            total = total - term if exact < 0 else total + term
    return written(0) if total is None else total


def _atom(region: Region, place: int) -> Written:
    atom = region.field.atoms[place]
    if atom.kind == "parameter":
        return next(name for name in region.signs if name.name == atom.key)
    if atom.kind == "constant":
        return Constant("pi")
    if atom.kind == "exp":
        return apply("exp", written_out(region, atom.key))
    if atom.kind in SPECIAL:
        return apply(atom.kind, written_out(region, atom.key))
    if atom.abstract:
        part, name = atom.kind.split(" ", 1)
        inside = () if isinstance(atom.key, str) else (written_out(region, atom.key),)
        return Abstract(part, ConvexFunction(name), *inside)
    inner = _polynomial(region, atom.key)
    if atom.kind == "log":
        field = region.field
        negative = field.signs_of(Ratio(atom.key, field.one)) == NEGATIVE
        return apply("log", _polynomial(region, -atom.key) if negative else inner)
    return apply("sqrt", inner) if atom.order == 2 else inner ** written(Fraction(1, atom.order))
