"""Signs of values over whole boxes, by balls and bisection."""

from __future__ import annotations

from collections import deque
from typing import Any, Final

from flint import arb, ctx, fmpq

from .normal_form import Field, Ratio
from .signs import ANY, NEGATIVE, POSITIVE, ProofError, product_signs

MOST_BOXES: Final = 400
_BITS: Final = 64
Box = tuple[tuple[fmpq, fmpq], ...]


def sign_on_unit_box(field: Field, value: Ratio, places: tuple[int, ...]) -> int:
    """The one sign that a value has wherever the given parameters lie between 0 and 1.

    Args:
        field: that the value lives in; all that it depends on are these parameters.
        value: continuous wherever its parts have finite enclosures.
        places: of the parameters among the generators.

    Returns:
        The sign, or any sign where bisection does not tell.
    """
    before = ctx.prec
    ctx.prec = _BITS
    try:
        return _sign(field, value, places)
    except ProofError:
        return ANY
    finally:
        ctx.prec = before


def _sign(field: Field, value: Ratio, places: tuple[int, ...]) -> int:
    # Of a denominator whose sign is known nothing has to be enclosed.
    below = field.signs_of(Ratio(value.below, field.one))
    apart = below not in (POSITIVE, NEGATIVE)
    waiting: deque[Box] = deque([((fmpq(0), fmpq(1)),) * len(places)])
    found = 0
    for _ in range(MOST_BOXES):
        if not waiting:
            return found if apart else product_signs(found, below)
        box = waiting.popleft()
        known = {place: _ball(*side) for place, side in zip(places, box, strict=True)}
        enclosed = field.enclosure(value.above, known)
        if apart:
            enclosed = enclosed / field.enclosure(value.below, known)
        if enclosed > 0 or enclosed < 0:
            found |= POSITIVE if enclosed > 0 else NEGATIVE
            if found not in (POSITIVE, NEGATIVE):
                return ANY
            continue
        waiting.extend(_halves(box))
    return ANY


def _ball(low: fmpq, high: fmpq) -> Any:
    return arb(low).union(arb(high))


def _halves(box: Box) -> list[Box]:
    widest = max(range(len(box)), key=lambda side: box[side][1] - box[side][0])
    low, high = box[widest]
    middle = (low + high) / 2
    return [(*box[:widest], part, *box[widest + 1:]) for part in ((low, middle), (middle, high))]
