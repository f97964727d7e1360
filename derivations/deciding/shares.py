"""Shares that fit: non-negative numbers with given sums that keep within given bounds, exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from flint import fmpq

MOST_PIVOTS: Final = 60
Row = list[Fraction]


def shared(rows: list[Row], sums: Row) -> Row | None:
    """Numbers x ≥ 0 with Σ_k rows[i][k] x_k = sums[i], or None where none were found.

    Args:
        rows: of the coefficients.
        sums: one a row.

    Source: the first phase of the simplex method, with the pivots of Bland (1977).
    """
    zero = fmpq(0)
    count, width = len(rows), len(rows[0]) if rows else 0
    table = []
    for row, total in zip(rows, sums, strict=True):
        turn = -1 if total < 0 else 1
        table.append([fmpq(turn * entry.numerator, entry.denominator)
                      for entry in (*row, total)])
    goal = [sum((row[k] for row in table), zero) for k in range(width + 1)]
    basis = [width + place for place in range(count)]
    for _ in range(MOST_PIVOTS):
        entering = next((k for k in range(width) if goal[k] > 0), None)
        if entering is None:
            break
        ratios = [(row[-1] / row[entering], basis[place], place)
                  for place, row in enumerate(table) if row[entering] > 0]
        if not ratios:
            return None
        _, _, leaving = min(ratios)
        pivot = table[leaving][entering]
        table[leaving] = [entry / pivot for entry in table[leaving]]
        for place, row in enumerate(table):
            if place != leaving and row[entering]:
                table[place] = _without(row, table[leaving], row[entering])
        goal = _without(goal, table[leaving], goal[entering])
        basis[leaving] = entering
    if goal[-1] != 0:
        return None
    found = [Fraction(0)] * width
    for place, column in enumerate(basis):
        if column < width:
            found[column] = Fraction(int(table[place][-1].p), int(table[place][-1].q))
    return found


def _without(row: list[fmpq], other: list[fmpq], factor: fmpq) -> list[fmpq]:
    return [a - factor * b if b else a for a, b in zip(row, other, strict=True)]
