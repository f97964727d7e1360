"""Shares that fit: non-negative numbers with given sums that keep within given bounds, exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

MOST_PIVOTS: Final = 120
Row = list[Fraction]


def shared(rows: list[Row], sums: Row) -> Row | None:
    """Numbers x ≥ 0 with Σ_k rows[i][k] x_k = sums[i], or None where none were found.

    Args:
        rows: of the coefficients.
        sums: one a row.

    Source: the first phase of the simplex method, with the pivots of Bland (1977).
    """
    count, width = len(rows), len(rows[0]) if rows else 0
    table = []
    for place, (row, total) in enumerate(zip(rows, sums, strict=True)):
        turn = -1 if total < 0 else 1
        extra = [Fraction(int(k == place)) for k in range(count)]
        table.append([*(turn * entry for entry in row), *extra, turn * total])
    goal = [sum((row[k] for row in table), Fraction(0)) for k in (*range(width), -1)]
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
                table[place] = [a - row[entering] * b
                                for a, b in zip(row, table[leaving], strict=True)]
        factor = goal[entering]
        chosen = [*table[leaving][:width], table[leaving][-1]]
        goal = [a - factor * b for a, b in zip(goal, chosen, strict=True)]
        basis[leaving] = entering
    if goal[-1] != 0:
        return None
    found = [Fraction(0)] * width
    for place, column in enumerate(basis):
        if column < width:
            found[column] = table[place][-1]
    return found
