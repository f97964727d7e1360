"""`derivations verify`: every step settled from scratch, and what is wrong shown in full."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from typing import Any, Final

from ..chains import Derivation, StepResult
from ..language.claims import Comparison
from ..loading import library_folder, shown
from .checking import Checked, check_all
from .status import AS_IT_SHOULD_BE, FAULT, NOT_AS_IT_SHOULD_BE, NOTHING
from .tables import count, counterexample_lines, milliseconds, table

_HEADER: Final = ("step", "relation", "reason", "verdict", "ms", "evidence")
_NOTHING: Final = "derivations: there is nothing to verify"


def verify_command(read: argparse.Namespace) -> int:
    """Runs `derivations verify`.

    Args:
        read: the arguments.
    """
    started = time.perf_counter()
    checked = check_all(read.names, read.timeout, read.jobs)
    if not any(entry.results or entry.error for entry in checked):
        print(_NOTHING, file=sys.stderr)
        return NOTHING
    if read.format == "json":
        print(json.dumps(report(checked), ensure_ascii=False, indent=1))
    else:
        for entry in checked:
            _print(entry, read.format == "full")
        print(_summary(checked, time.perf_counter() - started))
    return finish(checked)


def finish(checked: list[Checked]) -> int:
    """The exit status, after the errors and faults have been told on standard error.

    Args:
        checked: derivations with their results.
    """
    for entry in checked:
        if entry.error:
            print(f"derivations: {entry.error}", file=sys.stderr)
        for fault in entry.faults:
            sys.stderr.write(fault)
    if any(entry.faults for entry in checked):
        return FAULT
    holds = all(entry.verdict == "proved" for entry in checked)
    return AS_IT_SHOULD_BE if holds else NOT_AS_IT_SHOULD_BE


def report(checked: list[Checked]) -> dict[str, Any]:
    """The report in the shape that the contract fixes.

    Args:
        checked: derivations with their results.
    """
    verdicts = [entry.verdict for entry in checked]
    return {
        "derivations": [described(entry.derivation, entry) for entry in checked],
        "summary": {word: verdicts.count(word) for word in ("proved", "refuted", "undecided")},
    }


def described(derivation: Derivation, checked: Checked | None = None) -> dict[str, Any]:
    """One derivation as an object; without results its verdicts are null.

    Args:
        derivation: the derivation.
        checked: its results, if it was verified.
    """
    broken = checked is not None and bool(checked.error)
    steps: list[dict[str, Any]] = []
    for place, step in enumerate(() if broken else derivation.steps):
        if checked is not None and place not in checked.results:
            continue
        result = None if checked is None else checked.results[place]
        steps.append({
            "index": place + 1, "label": step.label, "relation": step.relation,
            "reason": step.reason, "expects": step.expects,
            "verdict": None if result is None else result.outcome.verdict,
            "evidence": None if result is None else result.outcome.evidence,
            "ms": None if result is None else round(result.milliseconds, 3),
        })
        if result is not None and not result.holds:
            steps[-1] |= {"counterexample": result.outcome.counterexample,
                          "why": result.outcome.reason}
    found: dict[str, Any] = {
        "name": derivation.name, "title": derivation.title,
        "verdict": None if checked is None else checked.verdict,
        "assumes": None if checked is None else checked.assumes,
        "rests_on": None if checked is None else checked.rests_on,
        "steps": steps,
    }
    return found | ({"error": checked.error} if broken and checked is not None else {})


def failure_lines(name: str, result: StepResult) -> list[str]:
    """A step that is not as it should be, as the reader of a terminal needs it.

    Args:
        name: of the derivation.
        result: of the step.
    """
    step, outcome = result.step, result.outcome
    place = f"{shown(step.path)}:{step.line}"
    said = outcome.verdict if step.expects else f"{outcome.verdict}, but said to be false"
    lines = [f"{name}::{step.label} is {said}  ({place})"]
    claim = step.statement.claim
    if isinstance(claim, Comparison):
        width = max(map(len, claim.signs))
        lines.append(f"  {'':{width}} {claim.members[0]}")
        lines += [f"  {sign:{width}} {member}"
                  for sign, member in zip(claim.signs, claim.members[1:], strict=True)]
    else:
        lines.append(f"  {claim}")
    where = str(step.statement.hypotheses)
    rows = [("where", where), ("reason", step.reason), ("but", outcome.reason)]
    rows += [("", line) for line in counterexample_lines(outcome.counterexample)]
    rows.append(("alone", f"derivations verify {_address(step.path, name, step.label)}"))
    return lines + [f"  {word:7} {text}" for word, text in rows if text]


def _address(path: str, name: str, label: str) -> str:
    inside = os.path.dirname(os.path.realpath(path)) == str(library_folder())
    return f"{name}::{label}" if inside else f"{shown(path)}::{name}::{label}"


def _print(entry: Checked, full: bool) -> None:
    derivation = entry.derivation
    wrong = [result for result in entry.results.values() if not result.holds]
    if not full:
        for result in wrong:
            place = f"{shown(result.step.path)}:{result.step.line}"
            said = result.outcome.reason or result.step.reason
            print(f"{place}: {result.outcome.verdict} {derivation.name}::{result.step.label}"
                  + (f": {said}" if said else ""))
        return
    print(f"{derivation.name}  {derivation.title}")
    rows = [_HEADER]
    for index, result in sorted(entry.results.items()):
        step, outcome = result.step, result.outcome
        verdict = outcome.verdict
        if not step.expects:
            verdict += ", as it should be" if result.holds else ", not as it should be"
        rows.append((str(index + 1), step.relation, step.reason, verdict,
                     milliseconds(result.milliseconds), outcome.evidence or outcome.reason))
    if len(rows) > 1:
        print("\n".join("  " + line for line in table(rows, right=(0, 4))))
    for assumption in entry.assumes:
        print(f"  assumes {assumption}")
    for result in wrong:
        print()
        print("\n".join("  " + line for line in failure_lines(derivation.name, result)))
    print()


def _summary(checked: list[Checked], seconds: float) -> str:
    verdicts = [entry.verdict for entry in checked]
    steps = sum(len(entry.results) for entry in checked)
    parts = [f"{verdicts.count(word)} {word}" for word in ("proved", "refuted", "undecided")
             if verdicts.count(word) or word == "proved"]
    said = [r for entry in checked for r in entry.results.values() if not r.step.expects]
    false = f"; {count(len(said), 'statement')} said to be false" if said else ""
    total = f"{count(len(checked), 'derivation')}, {count(steps, 'step')}"
    return f"{total}: {', '.join(parts)}{false}; {seconds:.1f} s"
