"""Whether a supremum or an infimum is approached: a search for the best value of the variable."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from random import Random
from typing import Final

from ..language.claims import Bound, Statement
from ..language.divergences import unfold
from ..language.measures import Pointwise
from ..language.traversal import names
from ..language.written import Written
from .allowing import allows
from .climbing import step
from .enclosures import FLOATS, is_infinite
from .evaluation import OUTSIDE, Place, evaluate
from .instances import Instance
from .moving import rows, with_row

_TINY: Final = tuple(Fraction(1, 10**k) for k in (1, 2, 3, 6, 12, 40))
_CANDIDATES: Final = tuple(dict.fromkeys((
    *(Fraction(k, 8) for k in range(-16, 17)),
    *(value for tiny in _TINY for value in (tiny, -tiny, 1 - tiny, 1 + tiny, 1 / tiny, -1 / tiny)),
)))
_FINEST: Final = Fraction(1, 10**7)
_SWEEPS: Final = 3
_MOVES: Final = 120
_NEAR: Final = 1e-7
_CLEAR: Final = 1e-4
_HUGE: Final = 30.0


def approached(statement: Statement, instance: Instance, random: Random) -> bool | None:
    """Whether the bound of a claim is approached with all names but its variable held.

    Args:
        statement: about a supremum or an infimum.
        instance: allowed; the value of the variable is where the search begins.
        random: for the last part of the search.

    Returns:
        False if the best value found stays clearly away, `None` if it is too near to tell.

    Raises:
        TypeError: for another claim.
    """
    claim = statement.claim
    if not isinstance(claim, Bound):
        raise TypeError(type(claim).__name__)
    sign = 1 if claim.upper else -1
    goal = _value(claim.limit, instance, sign)
    if goal is None:
        return None
    search = _Search(statement, claim, sign)
    best, last = search.run(instance, random)
    if best == -math.inf:
        return None
    if math.isinf(goal):
        return True if best > _HUGE or goal < 0 else None
    gap = goal - best
    scale = 1 + abs(goal)
    if gap <= _NEAR * scale:
        return True
    # What still rises at the end of the search is not seen to stay below.
    return False if gap > _CLEAR * scale and last < gap / 100 else None


class _Search:
    def __init__(self, statement: Statement, claim: Bound, sign: int) -> None:
        self.statement, self.sign = statement, sign
        self.body, self.name = unfold(claim.body), claim.variable.name

    def level(self, instance: Instance) -> float:
        """The value of the body, upwards; −∞ where there is none or the hypotheses forbid it."""
        if not allows(self.statement, instance):
            return -math.inf
        value = _value(self.body, instance, self.sign)
        return -math.inf if value is None else value

    def run(self, start: Instance, random: Random) -> tuple[float, float]:
        """The best value found, and by how much the last part of the search raised it."""
        best, level = start, self.level(start)
        for values in self.starts(start):
            best, level = self.better(best, level, values)
        for _ in range(_SWEEPS):
            for place in range(len(rows(best)[self.name])):
                for value in _CANDIDATES:
                    best, level = self.better(best, level, self.row(best, place, value))
                stride = Fraction(1, 4)
                while stride > _FINEST:
                    for change in (stride, -stride):
                        value = rows(best)[self.name][place] + change
                        best, level = self.better(best, level, self.row(best, place, value))
                    stride /= 3
        before = level
        for move in range(_MOVES):
            if move == _MOVES // 2:
                before = level
            trial = step(self.statement, best, random, [self.name])
            if trial is not None and (found := self.level(trial)) > level:
                best, level = trial, found
        return level, 0.0 if level == before else level - before

    def better(
        self, best: Instance, level: float, values: list[Fraction]
    ) -> tuple[Instance, float]:
        """Where the search stands after a row was tried, and how high."""
        trial = with_row(best, self.name, values)
        if trial is None or (found := self.level(trial)) <= level:
            return best, level
        return trial, found

    def starts(self, start: Instance) -> Iterator[list[Fraction]]:
        """Whole rows: the rows of the other names, their ratios, all mass on an atom."""
        known = rows(start)
        own = known.pop(self.name)
        others = [row for row in known.values() if len(row) == len(own)]
        yield from map(list, others)
        for first in others:
            for second in others:
                if first is not second:
                    pairs = list(zip(_shares(first), _shares(second), strict=True))
                    yield [a / (a + b) if a + b else Fraction(1, 2) for a, b in pairs]
                    yield [(a + b) / 2 for a, b in pairs]
        for atom in range(len(own)):
            yield [Fraction(place == atom) for place in range(len(own))]

    def row(self, best: Instance, place: int, value: Fraction) -> list[Fraction]:
        """The variable's row with another value in a place."""
        row = list(rows(best)[self.name])
        row[place] = value
        return row


def _shares(row: tuple[Fraction, ...]) -> list[Fraction]:
    total = sum(row)
    return [value / total for value in row] if total else list(row)


def _value(node: Written, instance: Instance, sign: int) -> float | None:
    pointwise = any(isinstance(name, Pointwise) for name in names(node))
    for place in (OUTSIDE, Place(0)):
        try:
            value = evaluate(node, instance, place)
        except TypeError:
            # A point function outside every integral is taken at the first point.
            if not pointwise:
                return None
            continue
        except ArithmeticError:
            return None
        if is_infinite(value):
            return sign * (math.inf if FLOATS.near(value).middle > 0 else -math.inf)
        return sign * float(FLOATS.near(value).middle)
    return None
