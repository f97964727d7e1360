"""Arithmetic and geometric means: each negative term of a sum is below a mean of positive ones."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from operator import mul
from typing import Any, Final

from ..kernel.theorem import Reason
from ..meaning.normal_form import Ratio
from ..meaning.ratios import HIGHEST_POWER
from ..meaning.regions import Region
from ..meaning.signs import NON_NEGATIVE
from ..meaning.signs import POSITIVE as PLUS
from .shares import Row, shared
from .sign_search import Search
from .tangents import written_out

MOST_TERMS: Final = 24
MOST_BELOW: Final = 8
MOST_IN_A_MEAN: Final = 24
_ROUNDS: Final = 60
_DENOMINATORS: Final = (12, 1000)
# For the terms above and for those below: the logarithm of the size, and the exponents.
Logs = list[list[tuple[float, list[float]]]]


@dataclass(frozen=True)
class _Term:
    exponents: tuple[Fraction, ...]
    size: Fraction
    value: Ratio
    known: bool


def by_means(search: Search, region: Region, value: Ratio, wanted: int,
             depth: int) -> Reason | None:
    """Means of positive terms that are not below the negative ones, and what is left over."""
    if not value.below.is_one() or not 2 < len(value.above) <= MOST_TERMS:
        return None
    above, below = _sides(region, value)
    if not below or len(below) > MOST_BELOW or not above:
        return None
    search.spend(1)
    for place in _places(above, below):
        shares = _shares(above, below, place)
        if shares is None:
            continue
        rest, taken = value, []
        for term, row in zip(below, shares, strict=True):
            means = _mean(region, term, above, row, place)
            if means is None:
                break
            parts, root = means
            rest = rest - sum(parts[1:], parts[0]) + root * region.field.number(len(parts))
            taken.append((parts, root))
        else:
            inner = search.find(region, rest, wanted, depth + 1)
            if inner is None:
                return None
            for parts, root in taken:
                named = (Reason("of", at=written_out(region, part)) for part in parts)
                inner = Reason("means", (inner, *named), at=written_out(region, root))
            return inner
    return None


def _sides(region: Region, value: Ratio) -> tuple[list[_Term], list[_Term]]:
    """The terms that cannot be negative, and the others with their signs turned."""
    base = region.field
    above: list[_Term] = []
    below: list[_Term] = []
    for row, coefficient in zip(value.above.monoms(), value.above.coeffs(), strict=True):
        exponents = tuple(map(int, row))
        single = base.context.from_dict({exponents: coefficient})
        signs = base.signs_of(Ratio(single, base.one))
        size = abs(Fraction(int(coefficient.p), int(coefficient.q)))
        positive = signs | NON_NEGATIVE == NON_NEGATIVE
        known = positive or signs & PLUS == 0
        (above if positive else below).append(_Term(
            _flat(base, exponents), size, Ratio(single if positive else -single, base.one),
            known))
    return above, below


def _flat(base: Any, exponents: tuple[int, ...]) -> tuple[Fraction, ...]:
    """Exponents in which the roots of a generator are parts of it."""
    flat = [Fraction(exponent) for exponent in exponents]
    for place, exponent in enumerate(exponents):
        atom = base.atoms[place] if exponent else None
        if atom is None or atom.kind != "root" or len(atom.key) != 1:
            continue
        degrees = [int(degree) for degree in atom.key.degrees()]
        if sum(degrees) == 1 and atom.key.leading_coefficient() == 1:
            flat[place] = Fraction(0)
            flat[degrees.index(1)] += Fraction(exponent, atom.order)
    return tuple(flat)


def _places(above: list[_Term], below: list[_Term]) -> Iterator[dict[int, Fraction]]:
    """Values of the generators at which the terms balance: all 1, and where the sum is lowest."""
    used = sorted({k for term in (*above, *below) for k, e in enumerate(term.exponents) if e})
    if any(not _between([term.exponents[k] for term in below],
                        [term.exponents[k] for term in above]) for k in used):
        return
    logs = [[(math.log(term.size), [float(term.exponents[k]) for k in used]) for term in side]
            for side in (above, below)]
    centre = [0.0] * len(used)
    start = _balance(logs, centre)
    if abs(start) <= 1e-12:
        yield dict.fromkeys(used, Fraction(1))
    if start > 1e-9:
        return
    found = _lowest(logs, centre, start)
    if found is not None and max(map(abs, found)) > 1e-6:
        for most in _DENOMINATORS:
            yield {place: Fraction(math.exp(y)).limit_denominator(most) or Fraction(1, most)
                   for place, y in zip(used, found, strict=True)}
    elif found is not None and start < 0:
        yield dict.fromkeys(used, Fraction(1))


def _between(inner: Row, outer: Row) -> bool:
    return min(outer) <= min(inner) and max(inner) <= max(outer)


def _balance(logs: Logs, at: list[float]) -> float:
    """log(Σ below / Σ above): not positive where the sum of all is not negative."""
    above, below = (_log_sum(side, at) for side in logs)
    return below - above


def _log_sum(side: list[tuple[float, list[float]]], at: list[float]) -> float:
    heights: list[float] = [size + sum(map(mul, row, at)) for size, row in side]
    top = max(heights)
    return top + math.log(sum(math.exp(h - top) for h in heights))


def _lowest(logs: Logs, start: list[float], best: float) -> list[float] | None:
    """Where the negative terms weigh most; None where they outweigh the positive ones."""
    at, steps = [*start], [0.3] * len(start)
    for _ in range(_ROUNDS):
        for k in range(len(at)):
            for way in (1, -1):
                moved = [*at]
                moved[k] += way * steps[k]
                height = _balance(logs, moved)
                if height > best + 1e-15:
                    at, best = moved, height
                    steps[k] *= 1.6 * way
                    break
            else:
                steps[k] *= 0.3
        if best > 1e-9 or max(map(abs, steps)) < 1e-7 or max(map(abs, at)) > 12:
            break
    return None if best > 1e-9 or max(map(abs, at)) > 12 else at


def _shares(above: list[_Term], below: list[_Term],
            place: dict[int, Fraction]) -> list[Row] | None:
    """For each negative term the weights of the positive ones whose mean it is at most."""
    heights = [_height(term, place) for term in above]
    depths = [_height(term, place) for term in below]
    if None in heights or None in depths:
        return None
    count, width = len(above), len(above) * len(below) + len(above)
    rows, sums = [], []
    for j, term in enumerate(below):
        for k in (None, *place):
            row = [Fraction(0)] * width
            for i, other in enumerate(above):
                row[j * count + i] = Fraction(1) if k is None else other.exponents[k]
            rows.append(row)
            sums.append(Fraction(1) if k is None else term.exponents[k])
    for i, height in enumerate(heights):
        row = [Fraction(0)] * width
        for j, depth in enumerate(depths):
            row[j * count + i] = depth or Fraction(0)
        row[len(below) * count + i] = Fraction(1)
        rows.append(row)
        sums.append(height or Fraction(0))
    found = shared(rows, sums)
    return None if found is None else [found[j * count:(j + 1) * count]
                                       for j in range(len(below))]


def _height(term: _Term, place: dict[int, Fraction]) -> Fraction | None:
    height = term.size
    for k, at in place.items():
        exponent = term.exponents[k]
        if exponent.denominator != 1 and at != 1:
            return None
        if exponent:
            height *= at**int(exponent) if exponent.denominator == 1 else 1
    return height if height.numerator.bit_length() < 400 else None


def _mean(region: Region, term: _Term, above: list[_Term], weights: Row,
          place: dict[int, Fraction]) -> tuple[list[Ratio], Ratio] | None:
    """Terms, each as often as its weight says, whose mean is at least the root of their product."""
    base = region.field
    count = reduce(math.lcm, (weight.denominator for weight in weights), 1)
    # Of an even power nothing is asked for its sign.
    count *= 1 if count % 2 == 0 or term.known else 2
    used = [(other, weight) for other, weight in zip(above, weights, strict=True) if weight]
    degree = max(t.value.above.total_degree() for t in (term, *(other for other, _ in used)))
    depth = _height(term, place)
    if count > MOST_IN_A_MEAN or count * degree > HIGHEST_POWER or depth is None:
        return None
    parts: list[Ratio] = []
    for other, weight in used:
        height = _height(other, place) or Fraction(1)
        parts += [other.value * base.number(depth / (count * height))] * int(weight * count)
    return parts, term.value * base.number(Fraction(1, count))
