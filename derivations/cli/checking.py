"""Derivations with the results of their steps, settled in worker processes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..chains import Derivation, Step, StepResult
from ..deciding.outcome import Outcome
from ..deciding.workers import Reply, Workers
from ..loading import EmptyError, LoadError, Selected, built, select
from .status import NothingError, UsageError
from .tasks import CHECK, ENGINE, encode

_WORTH_A_WORKER = 8


@dataclass(frozen=True)
class Checked:
    """A derivation with what came of the steps that were asked for.

    Args:
        derivation: the derivation.
        results: by the place of the step, counted from 0.
        error: why it could not be built, in one line.
        faults: tracebacks of faults of the program.
    """

    derivation: Derivation
    results: dict[int, StepResult]
    error: str = ""
    faults: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """`proved` if every step is as it should be; else what the worst of them is."""
        wrong = [r.outcome.verdict for r in self.results.values() if not r.holds]
        if self.error or "undecided" in wrong:
            return "refuted" if set(wrong) - {"undecided"} else "undecided"
        return "refuted" if wrong else "proved"

    @property
    def assumes(self) -> list[str]:
        """What is taken without proof in any of the steps."""
        return _united(r.outcome.assumes for r in self.results.values())

    @property
    def rests_on(self) -> list[str]:
        """The derivations whose results any of the steps uses."""
        return _united(r.outcome.rests_on for r in self.results.values())

    @property
    def rules(self) -> list[str]:
        """The rules that any of the steps uses."""
        return _united(sorted(r.outcome.marks) for r in self.results.values())


def chosen(names: list[str]) -> list[Selected]:
    """The derivations that are named.

    Raises:
        UsageError: if there is nothing of that name, or a file cannot be run.
    """
    try:
        return select(names)
    except EmptyError as error:
        raise NothingError(str(error)) from None
    except LoadError as error:
        raise UsageError(str(error)) from None


def check_all(names: list[str], seconds: float, jobs: int | None) -> list[Checked]:
    """Settles every step of the derivations that are named.

    Args:
        names: as typed.
        seconds: the bound on each step.
        jobs: so many processes at once; few steps are not worth a second one.
    """
    with Workers(CHECK, seconds=seconds, preload=(__package__ + ".tasks", *ENGINE)) as workers:
        workers.start()
        entries = chosen(names)
        requests: list[tuple[Selected, int]] = []
        errors: list[str] = []
        for entry in entries:
            error = _build_error(entry)
            errors.append(error)
            requests += [] if error else [(entry, index) for index in _indices(entry)]
        processors = len(os.sched_getaffinity(0))
        workers.jobs = jobs or max(1, min(processors, len(requests) // _WORTH_A_WORKER))
        lines = [encode({"origin": entry.origin, "name": entry.derivation.name, "index": index})
                 for entry, index in requests]
        replies = list(workers.run(iter(lines)))
    found: dict[Selected, dict[int, StepResult]] = {entry: {} for entry in entries}
    faults: dict[Selected, tuple[str, ...]] = dict.fromkeys(entries, ())
    for (entry, index), reply in zip(requests, replies, strict=True):
        found[entry][index] = _result(entry.derivation.steps[index], reply)
        if reply.fault:
            faults[entry] += (reply.fault,)
    return [Checked(entry.derivation, found[entry], error, faults[entry])
            for entry, error in zip(entries, errors, strict=True)]


def _build_error(entry: Selected) -> str:
    try:
        built(entry.derivation)
    except LoadError as error:
        return str(error)
    return ""


def _indices(entry: Selected) -> tuple[int, ...]:
    try:
        return entry.indices
    except LoadError as error:
        raise UsageError(str(error)) from None


def _result(step: Step, reply: Reply) -> StepResult:
    if reply.body is None:
        fault = "a fault of the program: " + reply.fault.strip().rpartition("\n")[2]
        outcome = Outcome("undecided", reason=reply.reason or fault)
        return StepResult(step, outcome, reply.milliseconds)
    read: dict[str, Any] = json.loads(reply.body)
    outcome = Outcome(
        read["verdict"], read["evidence"], read["certificate"], read["counterexample"],
        read["reason"], frozenset(read["marks"]), tuple(read["rests_on"]), tuple(read["assumes"]))
    return StepResult(step, outcome, read["ms"])


def _united(parts: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(text for part in parts for text in part))
