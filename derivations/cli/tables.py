"""Tables and counterexamples as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def table(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> list[str]:
    """Rows as lines with aligned columns, two spaces between them.

    Args:
        rows: of equal length, the first one the header.
        right: the columns that are aligned to the right.
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [cell.rjust(width) if place in right else cell.ljust(width)
                 for place, (cell, width) in enumerate(zip(row, widths, strict=True))]
        lines.append("  ".join(cells).rstrip())
    return lines


def counterexample_lines(counterexample: dict[str, Any] | None) -> list[str]:
    """A counterexample, an atom a line.

    Args:
        counterexample: as the contract shows it.
    """
    if not counterexample:
        return []
    lines = []
    values = counterexample.get("values") or {}
    if values:
        lines.append("at " + _assignments(values))
    for atom in counterexample.get("atoms") or ():
        rest = {name: value for name, value in atom.items() if name != "weight"}
        lines.append(f"at an atom of weight {atom.get('weight', '1')}: {_assignments(rest)}")
    left, right = counterexample.get("left"), counterexample.get("right")
    if left not in (None, "") or right not in (None, ""):
        lines.append(f"left = {left}, right = {right}")
    return lines


def milliseconds(value: float) -> str:
    """A time in milliseconds as a table shows it."""
    return f"{value:.1f}" if value < 100 else f"{value:.0f}"


def count(number: int, word: str) -> str:
    """A number with its noun, in the plural where there are several."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _assignments(values: dict[str, Any]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in values.items())
