"""Whether a loss never rises with D, which is whether the divergence is convex."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from ..deciding.floats import CLEARLY, UNDEFINED, compiled
from ..language.claims import compare
from ..language.forms import Derivative
from ..language.grammar import parse_expression
from ..language.tokens import ClaimError
from ..language.traversal import substitute
from ..language.written import Real, Relation, Written, written
from ..meaning.exact import exact_value
from ..meaning.signs import ProofError
from .losses import D
from .pieces import Piece
from .settled import holds, settled

_FIRST, _SECOND = Real("D1"), Real("D2")
_TWO: Final = (Relation(_FIRST, ">", written(0)), Relation(_SECOND, ">", _FIRST),
               Relation(_SECOND, "<", written(1)))
_FINENESS: Final = 10**6
_HALVINGS: Final = 30


@dataclass(frozen=True)
class Order:
    """Whether a loss never rises, and where it does.

    Args:
        verdict: `proved`, `refuted` or `undecided`.
        place: a D at which the derivative is proved to be positive, or at which the loss jumps up.
        jumps: whether it jumps up there.
        rise: two D between which it rises, where no such place was found.
        reason: one line, for `undecided`.
    """

    verdict: str
    place: Fraction | None = None
    jumps: bool = False
    rise: tuple[Fraction, ...] = ()
    reason: str = ""


def order(loss: Written, parts: tuple[Piece, ...]) -> Order:
    """Whether a loss never rises with D.

    Args:
        loss: in D, defined inside.
        parts: its smooth pieces, if they are known.
    """
    asked = [settled(compare(Derivative(part.body, D), ("<=", 0)), part.inside) for part in parts]
    if len(parts) == 1 and asked[0].verdict == "proved":
        return Order("proved")
    at = settled(compare(_at(loss, _FIRST), (">=", _at(loss, _SECOND))), _TWO)
    if at.verdict == "proved":
        return Order("proved")
    ends = [end for part in parts for end in (part.low, part.high) if 0 < end < 1]
    jumps = [end for end in ends if not _falls_at(loss, parts, end)]
    if parts and not jumps and all(outcome.verdict == "proved" for outcome in asked):
        return Order("proved")
    hints = [place for outcome in asked if outcome.verdict == "refuted"
             for place in _places(outcome.counterexample, (D,))]
    if at.verdict == "refuted":
        hints += _rising(loss, _places(at.counterexample, (_FIRST, _SECOND)))
    for place in _candidates(hints):
        if _rises(loss, parts, place):
            return Order("refuted", place)
    if at.verdict == "refuted":
        jump = next((end for end in jumps if _jumps_up(loss, parts, end)), None)
        return Order("refuted", jump, jumps=jump is not None,
                     rise=tuple(_places(at.counterexample, (_FIRST, _SECOND))))
    return Order("undecided", reason=at.reason)


def _at(body: Written, place: object) -> Written:
    return substitute(body, {D: written(place)})


def _beside(parts: tuple[Piece, ...], end: Fraction) -> tuple[Piece, Piece]:
    return (next(part for part in parts if part.high == end),
            next(part for part in parts if part.low == end))


def _falls_at(loss: Written, parts: tuple[Piece, ...], end: Fraction) -> bool:
    before, after = _beside(parts, end)
    here = _at(loss, end)
    return holds(_at(before.body, end), ">=", here) and holds(here, ">=", _at(after.body, end))


def _jumps_up(loss: Written, parts: tuple[Piece, ...], end: Fraction) -> bool:
    before, after = _beside(parts, end)
    here = _at(loss, end)
    return holds(_at(before.body, end), "<", here) or holds(here, "<", _at(after.body, end))


def _rises(loss: Written, parts: tuple[Piece, ...], place: Fraction) -> bool:
    part = next((p for p in parts if p.low < place < p.high), None)
    slope = Derivative(loss if part is None else part.body, D)
    try:
        if not compiled(slope)({D: float(place)}) > CLEARLY:
            return False
    except (ProofError, *UNDEFINED):
        return False
    return holds(slope, ">", 0, (Relation(D, "=", written(place)),))


def _candidates(hints: list[Fraction]) -> Iterator[Fraction]:
    """Values of D to look at: small u first, then what counterexamples name."""
    for above in range(1, 9):
        yield Fraction(above, above + 1)
        yield Fraction(1, above + 1)
    for power in range(2, 13):
        yield 1 - Fraction(1, 10**power)
        yield Fraction(1, 10**power)
    yield from hints
    for place in range(1, 64):
        yield Fraction(place, 64)


def _places(example: dict[str, Any] | None, wanted: tuple[Real, ...]) -> list[Fraction]:
    """The values of names in a counterexample, as fractions that are exact or near."""
    values = (example or {}).get("values") or {}
    found = []
    for name in wanted:
        try:
            made = parse_expression(values[name.name], {})
            exact = exact_value(made, {})
            near = Fraction(compiled(made)({})).limit_denominator(_FINENESS)
        except (KeyError, ClaimError, ProofError, *UNDEFINED):
            continue
        found.append(near if exact is None else exact)
    return [place for place in found if 0 < place < 1]


def _rising(loss: Written, places: list[Fraction]) -> list[Fraction]:
    """Places between two at which the loss has risen, nearer and nearer to one where it rises."""
    if len(places) != 2:
        return []
    low, high = places
    found = []
    try:
        run = compiled(loss)
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            found.append(middle.limit_denominator(_FINENESS))
            first, here, last = (run({D: float(place)}) for place in (low, middle, high))
            low, high = (low, middle) if here - first > last - here else (middle, high)
    except (ProofError, *UNDEFINED):
        pass
    return found
