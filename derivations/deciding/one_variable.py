"""Values of one parameter: pieces between the places where they turn, each shown by itself."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise, product
from typing import Final

from ..kernel.theorem import PLAIN, Reason
from ..language.written import Name, written
from ..meaning.normal_form import Ratio
from ..meaning.reductions import enclosed_sign
from ..meaning.regions import Region
from ..meaning.signs import ANY, NEGATIVE, POSITIVE
from .elimination import monotone, weights
from .sampled import Point, at, terms_of
from .sign_search import Search

_GRID: Final = [math.exp(k / 4) for k in range(-48, 49)]
_CORNERS: Final = (1e-5, 1.0, 1e5)
_HALVINGS: Final = 45
MOST_TURNS: Final = 4
FEW_BOXES: Final = 32
WALK: Final = 3


def by_pieces(search: Search, region: Region, value: Ratio, wanted: int,
              depth: int) -> Reason | None:
    """Monotone pieces to the left and right, boxes around the places where the value turns."""
    if len(region.signs) != 1:
        return None
    (parameter, signs), = region.signs.items()
    if signs == ANY:
        return _around_zero(search, region, value, wanted, depth, parameter)
    if signs != POSITIVE:
        return None
    whole = _box(region, value, wanted)
    if whole is not None:
        return whole
    for weighted, weight in weights(region, value):
        search.spend(WALK)
        turns = _turns(region, region.slope(weighted, parameter))
        if turns is None or not turns or len(turns) > MOST_TURNS:
            continue
        reason = _pieces(search, region, weighted, wanted, depth, parameter, turns)
        if reason is not None:
            return reason if weight is None else Reason("times", (reason,), at=weight)
    return None


def by_box(search: Search, region: Region, value: Ratio, wanted: int,
           depth: int) -> Reason | None:
    """An enclosure over all of a region with two parameters or fewer."""
    if len(region.signs) > 2 or any(signs != POSITIVE for signs in region.signs.values()):
        return None
    search.spend(WALK)
    return _box(region, value, wanted)


def _box(region: Region, value: Ratio, wanted: int) -> Reason | None:
    if not _has_room(region, value):
        return None
    found = enclosed_sign(region, value, FEW_BOXES)
    return Reason("box") if found | wanted == wanted else None


def _has_room(region: Region, value: Ratio) -> bool:
    """Whether a value stays away from 0 at the ends of the region, as far as it is seen."""
    sizes = []
    for corner in product(_CORNERS, repeat=len(region.signs)):
        found, error = at(region, corner).of(value)
        if abs(found) <= 1e3 * error:
            return False
        sizes.append(abs(found))
    return bool(sizes)


def _around_zero(search: Search, region: Region, value: Ratio, wanted: int, depth: int,
                 parameter: Name) -> Reason | None:
    """Both half-lines, and 0 between them."""
    parts = []
    for piece, move in region.cut(parameter, written(0)):
        part = search.find(piece, move(value), wanted, depth + 1)
        if part is None:
            return None
        parts.append(part)
    return Reason("cut", tuple(parts), parameter, written(0))


def _turns(region: Region, slope: Ratio) -> list[float] | None:
    """Where a slope changes its sign, as seen on a grid and found by halving."""
    terms = terms_of(slope)
    signs = [(x, at(region, (x,)).sign_of_terms(terms)) for x in _GRID]
    clear = [(x, sign) for x, sign in signs if sign in (POSITIVE, NEGATIVE)]
    if not clear:
        return None
    found = []
    for (low, before), (high, after) in pairwise(clear):
        if before != after:
            found.append(_halved(region, slope, low, high, before))
    return found


def _halved(region: Region, slope: Ratio, low: float, high: float, before: int) -> float:
    terms = terms_of(slope)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if at(region, (middle,)).of_terms(terms)[0] * (1 if before == POSITIVE else -1) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _pieces(search: Search, region: Region, value: Ratio, wanted: int, depth: int,
            parameter: Name, turns: list[float]) -> Reason | None:
    """The first turn is cut out, what is left of it is monotone, the rest is searched again."""
    turn = turns[0]
    point: Point = at(region, (turn,))
    height, error = point.of(value)
    if not math.isfinite(height):
        return None
    scale = max(abs(at(region, (turn * f,)).of(value)[0]) for f in (0.5, 2.0))
    if height < -error:
        return None
    exact = Fraction(turn).limit_denominator(1000)
    if abs(height) <= 1e-9 * max(scale, 1e-300):
        return _at_root(search, region, value, wanted, depth, parameter, exact)
    for share in (Fraction(1, 3), Fraction(1, 10), Fraction(1, 40)):
        middle = Fraction(turn).limit_denominator(max(100, int(100 / turn)))
        low, high = middle * (1 - share), middle * (1 + share)
        reason = _boxed(search, region, value, wanted, depth, parameter, low, high)
        if reason is not None:
            return reason
    return None


def _at_root(search: Search, region: Region, value: Ratio, wanted: int, depth: int,
             parameter: Name, root: Fraction) -> Reason | None:
    if root <= 0:
        return None
    parts = []
    for count, (piece, move) in enumerate(region.cut(parameter, written(root))):
        moved = move(value)
        part = search.find(piece, moved, wanted, depth + 1)
        if part is None and count:
            part = monotone(search, piece, moved, wanted, depth + 1, list(piece.signs)[-1])
        if part is None:
            return None
        parts.append(part)
    return Reason("cut", tuple(parts), parameter, written(root))


def _boxed(search: Search, region: Region, value: Ratio, wanted: int, depth: int,
           parameter: Name, low: Fraction, high: Fraction) -> Reason | None:
    """Below `low`, the box between, and above `high`."""
    at_low, above_low, below_low = region.cut(parameter, written(low))
    piece, move = above_low
    carried, inner = move(value), list(piece.signs)[-1]
    at_high, above_high, between = piece.cut(inner, written(high - low))
    middle = _box(between[0], between[1](carried), wanted)
    if middle is None:
        return None
    ends = [region_move[0].field.signs_of(region_move[1](v)) | wanted == wanted
            for region_move, v in ((at_low, value), (at_high, carried))]
    if not all(ends):
        return None
    left = _side(search, *below_low, value, wanted, depth)
    right = None if left is None else _side(search, *above_high, carried, wanted, depth)
    if left is None or right is None:
        return None
    upper = Reason("cut", (PLAIN, right, middle), inner, written(high - low))
    return Reason("cut", (PLAIN, upper, left), parameter, written(low))


def _side(search: Search, piece: Region, move: object, value: Ratio, wanted: int,
          depth: int) -> Reason | None:
    return search.find(piece, move(value), wanted, depth + 1)  # type: ignore[operator]
