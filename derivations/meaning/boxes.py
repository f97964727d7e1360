"""Signs of values over whole boxes, by balls, mean values and bisection."""

from __future__ import annotations

from collections import deque
from typing import Any, Final

from flint import arb, ctx, fmpq

from .calculus import Slopes
from .normal_form import Field, Ratio
from .signs import ANY, NEGATIVE, POSITIVE, ProofError, product_signs
from .special import SPECIAL, enclosed

MOST_BOXES: Final = 400
_BITS: Final = 64
Box = tuple[tuple[fmpq, fmpq], ...]
Known = dict[int, Any]


def sign_on_unit_box(field: Field, value: Ratio, places: tuple[int, ...],
                     most: int = MOST_BOXES) -> int:
    """The one sign that a value has wherever the given parameters lie between 0 and 1.

    Args:
        field: that the value lives in; all that it depends on are these parameters.
        value: continuous wherever its parts have finite enclosures.
        places: of the parameters among the generators.
        most: how many boxes to look at.

    Returns:
        The sign, or any sign where bisection does not tell.
    """
    before = ctx.prec
    ctx.prec = _BITS
    try:
        # Of a denominator whose sign is known nothing has to be enclosed.
        below = field.signs_of(Ratio(value.below, field.one))
        if below in (POSITIVE, NEGATIVE):
            above = Ratio(value.above, field.one)
            return product_signs(_sign(field, above, places, most), below)
        return _sign(field, value, places, most)
    except ProofError:
        return ANY
    finally:
        ctx.prec = before


def _sign(field: Field, value: Ratio, places: tuple[int, ...], most: int) -> int:
    terms = _Terms(field)
    slopes = [Slopes(field, place).of(value) for place in places]
    waiting: deque[Box] = deque([((fmpq(0), fmpq(1)),) * len(places)])
    found = 0
    for _ in range(most):
        if not waiting:
            return found
        box = waiting.popleft()
        sign = _sign_on(terms, value, slopes, places, box)
        if sign:
            found |= sign
            if found not in (POSITIVE, NEGATIVE):
                return ANY
        else:
            waiting.extend(_halves(box))
    return ANY


def _sign_on(terms: _Terms, value: Ratio, slopes: list[Ratio], places: tuple[int, ...],
             box: Box) -> int:
    """The sign by the enclosure over the box, or by the mean value theorem; 0 if neither tells."""
    wide = {place: _ball(*side) for place, side in zip(places, box, strict=True)}
    known = dict(wide)
    whole = terms.ratio(value, known)
    if whole > 0 or whole < 0:
        return POSITIVE if whole > 0 else NEGATIVE
    middle = {place: arb((low + high) / 2) for place, (low, high) in
              zip(places, box, strict=True)}
    total = terms.ratio(value, dict(middle))
    for place, slope in zip(places, slopes, strict=True):
        total += terms.ratio(slope, known) * (wide[place] - middle[place])
    return POSITIVE if total > 0 else NEGATIVE if total < 0 else 0


class _Terms:
    """Enclosures of values of one field, their terms taken apart once."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self._apart: dict[int, tuple[Any, list[tuple[arb, list[tuple[int, int]]]]]] = {}

    def ratio(self, value: Ratio, known: Known) -> Any:
        above = self.polynomial(value.above, known)
        return above if value.below.is_one() else above / self.polynomial(value.below, known)

    def polynomial(self, polynomial: Any, known: Known) -> Any:
        kept = self._apart.get(id(polynomial))
        if kept is None:
            rows = [(arb(coefficient), [(place, int(exponent)) for place, exponent in
                                        enumerate(exponents) if exponent])
                    for exponents, coefficient in zip(polynomial.monoms(), polynomial.coeffs(),
                                                      strict=True)]
            kept = self._apart[id(polynomial)] = (polynomial, rows)
        total = arb(0)
        for coefficient, factors in kept[1]:
            term = coefficient
            for place, exponent in factors:
                ball = known.get(place)
                if ball is None:
                    ball = known[place] = self._atom(place, known)
                term = term * (ball if exponent == 1 else ball**exponent)
            total += term
        return total

    def _atom(self, place: int, known: Known) -> Any:
        atom = self.field.atoms[place]
        if atom.kind == "constant":
            return arb.pi()
        if atom.kind == "parameter":
            raise ProofError(f"{atom.key} is outside of the box")
        if atom.kind == "exp":
            return self.ratio(atom.key, known).exp()
        if atom.kind in SPECIAL:
            return enclosed(atom.kind, self.ratio(atom.key, known))
        if atom.abstract:
            raise ProofError("a convex function has no enclosure")
        inner = self.polynomial(atom.key, known)
        return abs(inner).log() if atom.kind == "log" else inner.root(atom.order)


def _ball(low: fmpq, high: fmpq) -> Any:
    return arb(low).union(arb(high))


def _halves(box: Box) -> list[Box]:
    widest = max(range(len(box)), key=lambda side: box[side][1] - box[side][0])
    low, high = box[widest]
    middle = (low + high) / 2
    return [(*box[:widest], part, *box[widest + 1:]) for part in ((low, middle), (middle, high))]
