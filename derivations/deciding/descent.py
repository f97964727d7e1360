"""Lowest places of a measure in floating point: even starts, and steps down from each."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from random import Random
from typing import Final

STARTS: Final = 60
ROUNDS: Final = 70
OBLIQUE: Final = 6
LONGEST: Final = 100.0
SEED: Final = 20160602
Measure = Callable[[list[float]], float]


def starts(count: int) -> Iterator[tuple[float, ...]]:
    """Points of a grid that fills a cube evenly (Kronecker's sequence).

    Args:
        count: of the coordinates.
    """
    shares = [math.sqrt(p) % 1 for p in (2, 3, 5, 7, 11, 13, 17, 19)]
    for index in range(STARTS if count else 1):
        width = 2.0 if index % 2 else 10.0
        yield tuple(width * (2 * (((index + 1) * shares[k % 8]) % 1) - 1) for k in range(count))


def descended(at: Measure, start: list[float]) -> tuple[list[float], float]:
    """A local minimum by steps along the coordinates that grow and shrink, and oblique ones.

    Args:
        at: the measure at a place.
        start: from where.
    """
    place, best = list(start), at(start)
    steps, random = [0.5] * len(place), Random(SEED)
    for _ in range(ROUNDS):
        before = place
        for k in range(len(place)):
            for sign in (1, -1):
                moved = [*place]
                moved[k] += sign * steps[k]
                value = at(moved)
                if value < best:
                    place, best = moved, value
                    steps[k] *= 1.6 * sign
                    break
            else:
                steps[k] *= 0.45
        # Along valleys that are oblique: on in the direction so far, and in some other ones.
        ways = [[b - a for a, b in zip(before, place, strict=True)]]
        for _ in range(OBLIQUE):
            width = 10 ** random.uniform(-5, 0)
            ways.append([width * random.gauss(0, 1) for _ in place])
        for way in ways if len(place) > 1 else ():
            for side in (1.0, -1.0):
                place, best = _along(at, place, best, [side * part for part in way])
    return place, best


def _along(at: Measure, place: list[float], best: float,
           way: list[float]) -> tuple[list[float], float]:
    """As far in one direction as it goes down, by steps that double."""
    length = 1.0
    while any(way) and length < LONGEST:
        moved = [a + length * b for a, b in zip(place, way, strict=True)]
        value = at(moved)
        if not value < best:
            break
        place, best, length = moved, value, 2 * length
    return place, best
