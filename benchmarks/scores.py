"""What the engines made of the statements, counted and set in tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any, Final

from derivations.cli.tables import table

from .baselines import OURS
from .statement_files import Line

_WRONG: Final = ((True, "refuted"), (False, "proved"))
_SAID: Final = {
    (True, "proved"): "true_proved", (True, "undecided"): "true_undecided",
    (True, "refuted"): "true_refuted", (False, "proved"): "false_accepted",
    (False, "refuted"): "false_refuted", (False, "undecided"): "false_undecided",
}
_HEADER: Final = ("engine", "run", "T proved", "T undecided", "T REFUTED", "F ACCEPTED",
                  "F refuted", "F undecided", "median ms", "worst ms", "total s", "/ ours")
_SHOWN: Final = 8


@dataclass
class Scores:
    """What each engine said of each statement, and in how many milliseconds."""

    engines: Sequence[str]
    lines: list[Line] = field(default_factory=list)
    answers: list[dict[str, tuple[str, float]]] = field(default_factory=list)

    def sections(self) -> tuple[str, ...]:
        """The sections that there are, in order of appearance."""
        return tuple(dict.fromkeys(line.section for line in self.lines))

    def row(self, engine: str, section: str = "") -> dict[str, Any] | None:
        """The counts of an engine, or nothing if it ran on no statement.

        Args:
            engine: one of the engines.
            section: the statements to count; all of them if nothing is said.
        """
        found = [(line, said[engine], said.get(OURS))
                 for line, said in zip(self.lines, self.answers, strict=True)
                 if engine in said and section in ("", line.section)]
        if not found:
            return None
        row: dict[str, Any] = {"run": len(found)}
        for name in _SAID.values():
            row[name] = 0
        for line, (verdict, _), _ in found:
            known = verdict if (line.truth, verdict) in _SAID else "undecided"
            row[_SAID[line.truth, known]] += 1
        times = [milliseconds for _, (_, milliseconds), _ in found]
        both = [(said[1], ours[1]) for _, said, ours in found if ours is not None]
        base = median(ours for _, ours in both) if both else 0
        row |= {"median_ms": median(times), "worst_ms": max(times), "total_s": sum(times) / 1000,
                "ratio": median(theirs for theirs, _ in both) / base if base else None}
        return row

    def wrong(self, engine: str) -> tuple[str, ...]:
        """The statements on which an engine was wrong.

        Args:
            engine: one of the engines.
        """
        return tuple(line.id for line, said in zip(self.lines, self.answers, strict=True)
                     if engine in said
                     and (line.truth, said[engine][0]) in _WRONG)

    def plain(self) -> dict[str, Any]:
        """The scores as programs read them."""
        sections = ("all", *self.sections())
        return {
            "sections": {name: {engine: row for engine in self.engines
                                if (row := self.row(engine, "" if name == "all" else name))}
                         for name in sections},
            "wrong": {engine: list(self.wrong(engine)) for engine in self.engines},
            "answers": [{"id": line.id, "section": line.section, "truth": line.truth,
                         "engines": {engine: {"verdict": verdict, "ms": round(spent, 3)}
                                     for engine, (verdict, spent) in said.items()}}
                        for line, said in zip(self.lines, self.answers, strict=True)],
        }

    def text(self) -> list[str]:
        """The scores as a person reads them."""
        shown: list[str] = []
        for section in self.sections():
            chosen = [line for line in self.lines if line.section == section]
            true = sum(line.truth for line in chosen)
            rows = [_cells(engine, row) for engine in self.engines
                    if (row := self.row(engine, section))]
            shown += [f"{section}: {len(chosen)} statements, {true} true, "
                      f"{len(chosen) - true} false",
                      *table([_HEADER, *rows], right=range(1, len(_HEADER))), ""]
        for engine in self.engines:
            if wrong := self.wrong(engine):
                more = f" and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
                shown.append(f"{engine} is wrong on {len(wrong)}: "
                             + ", ".join(wrong[:_SHOWN]) + more)
        return shown


def _cells(engine: str, row: dict[str, Any]) -> tuple[str, ...]:
    counts = (str(row[name]) for name in _SAID.values())
    ratio = "" if row["ratio"] is None else f"{row['ratio']:.1f}"
    return (engine, str(row["run"]), *counts, f"{row['median_ms']:.2f}", f"{row['worst_ms']:.0f}",
            f"{row['total_s']:.2f}", ratio)
