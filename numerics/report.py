"""What a run gives back: JSON, and tables for the terminal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from numerics.evidence import Row, is_as_it_should_be, quantile, verdict
from numerics.settings import Settings


@dataclass(frozen=True)
class Outcome:
    """What one experiment measured.

    Args:
        experiment, theorem: the names of the experiment and of the derivation behind it.
        settings: what the user asked for.
        seconds: wall time.
        rows: the rows, in the order of the table.
    """

    experiment: str
    theorem: str
    settings: Settings
    seconds: float
    rows: Sequence[Row]


def reach_of(outcomes: Sequence[Outcome]) -> float:
    """Half the width of every interval of a run, in standard errors."""
    return quantile([row for outcome in outcomes for row in outcome.rows])


def all_as_they_should_be(outcomes: Sequence[Outcome]) -> bool:
    """Whether each rival of a run disagrees and every other row agrees."""
    reach = reach_of(outcomes)
    return all(
        is_as_it_should_be(row, verdict(row, reach)) for outcome in outcomes for row in outcome.rows
    )


def to_json(outcomes: Sequence[Outcome]) -> str:
    """The outcomes of a run as a JSON list."""
    reach = reach_of(outcomes)
    return json.dumps(
        [
            {
                "experiment": outcome.experiment,
                "theorem": outcome.theorem,
                "seed": outcome.settings.seed,
                "device": outcome.settings.device,
                "seconds": round(outcome.seconds, 3),
                "rows": [_row_in_json(row, reach) for row in outcome.rows],
            }
            for outcome in outcomes
        ],
        indent=2,
    )


def _row_in_json(row: Row, reach: float) -> dict[str, object]:
    return {
        "quantity": row.quantity,
        "proved": row.proved,
        "measured": row.measured,
        "standard_error": row.standard_error,
        "tolerance": row.tolerance,
        "rival": row.rival,
        "verdict": verdict(row, reach),
    }


def to_table(outcomes: Sequence[Outcome], *, concise: bool = False) -> str:
    """The outcomes of a run as a table with a closing line.

    Args:
        outcomes: of one run.
        concise: only the rows that are not as they should be, and the closing line.
    """
    reach = reach_of(outcomes)
    lines: list[str] = []
    for outcome in outcomes:
        marked = [(row, verdict(row, reach)) for row in outcome.rows]
        wrong = [pair for pair in marked if not is_as_it_should_be(*pair)]
        shown = wrong if concise else marked
        if not concise:
            lines += [f"{outcome.experiment}, held against {outcome.theorem}", ""]
        if shown:
            lines += [*_table(shown), ""]
        good = len(marked) - len(wrong)
        lines.append(
            f"{outcome.experiment}: {good} of {len(marked)} rows as they should be "
            f"({outcome.settings}, {outcome.seconds:.0f} s)"
        )
    if not concise:
        lines += ["", _legend(reach)]
    return "\n".join(lines)


_HEADINGS = ("quantity", "proved", "measured", "standard error", "tolerance", "verdict")


def _table(marked: Sequence[tuple[Row, str]]) -> list[str]:
    cells = [_HEADINGS, *(_cells(row, said) for row, said in marked)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(_HEADINGS))]
    lines = []
    for line in cells:
        padded = [line[0].ljust(widths[0])]
        padded += [line[column].rjust(widths[column]) for column in range(1, 5)]
        lines.append("  ".join([*padded, line[5]]).rstrip())
    return lines


def _cells(row: Row, said: str) -> tuple[str, ...]:
    error = f"{row.standard_error:.1e}" if row.standard_error else "-"
    note = "" if is_as_it_should_be(row, said) else "   <-- not as it should be"
    if row.rival and not note:
        note = " (as it must)"
    figures = (f"{row.proved:.6f}", f"{row.measured:.6f}", error, f"{row.tolerance:.1e}")
    return (row.quantity, *figures, said + note)


def _legend(reach: float) -> str:
    return (
        f"Intervals reach {reach:.2f} standard errors to each side, so that all of them hold at "
        "once with probability 0.9999."
    )
