"""What came of settling a statement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Outcome:
    """A verdict with what it stands on.

    Args:
        verdict: `proved`, `refuted` or `undecided`.
        evidence: one line for a reader: by which rules, with which multipliers.
        certificate: plain values from which the kernel replays the proof or the refutation.
        counterexample: as the contract shows it, for `refuted`.
        reason: one line, for `undecided`.
        marks: what the proof uses, for the check of reasons.
        rests_on: the names of the derivations whose theorems the proof uses.
        assumes: what is taken without proof.
    """

    verdict: str
    evidence: str = ""
    certificate: dict[str, Any] | None = None
    counterexample: dict[str, Any] | None = None
    reason: str = ""
    marks: frozenset[str] = field(default=frozenset())
    rests_on: tuple[str, ...] = ()
    assumes: tuple[str, ...] = ()
