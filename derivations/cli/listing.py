"""`derivations list` and `derivations explain`."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from ..loading import LoadError, built, shown
from .checking import Checked, check_all, chosen
from .status import AS_IT_SHOULD_BE, NOTHING, UsageError
from .tables import count, table
from .verifying import described, finish


def list_command(read: argparse.Namespace) -> int:
    """Runs `derivations list`.

    Args:
        read: the arguments.
    """
    found = [entry.derivation for entry in chosen([])]
    if not found:
        print("derivations: the library is empty", file=sys.stderr)
        return NOTHING
    try:
        for derivation in found:
            built(derivation)
    except LoadError as error:
        raise UsageError(str(error)) from None
    if read.format == "json":
        print(json.dumps({"derivations": [described(d) for d in found]}, ensure_ascii=False,
                         indent=1))
    elif read.format == "concise":
        print("\n".join(derivation.name for derivation in found))
    else:
        rows = [(d.name, count(len(d.steps), "step"), d.title) for d in found]
        print("\n".join(table(rows)))
    return AS_IT_SHOULD_BE


def explain_command(read: argparse.Namespace) -> int:
    """Runs `derivations explain`.

    Args:
        read: the arguments.
    """
    checked = check_all(read.names, read.timeout, None)
    if read.format == "json":
        print(json.dumps({"derivations": [_explained(entry) for entry in checked]},
                         ensure_ascii=False, indent=1))
    else:
        for entry in checked:
            print("\n".join(_lines(entry, read.format == "full")))
    return finish(checked)


def _explained(entry: Checked) -> dict[str, Any]:
    return described(entry.derivation, entry) | {
        "rules": entry.rules, "hypotheses": _hypotheses(entry)}


def _hypotheses(entry: Checked) -> list[str]:
    return list(dict.fromkeys(str(r.step.statement.hypotheses) for r in entry.results.values()))


def _lines(entry: Checked, full: bool) -> list[str]:
    derivation = entry.derivation
    lines = [f"{derivation.name}  {derivation.title}", f"  {entry.verdict}, in "
             f"{shown(derivation.path)}:{derivation.line}"]
    for word, found in (("hypotheses", _hypotheses(entry)), ("rules", entry.rules),
                        ("rests on", entry.rests_on), ("assumes", entry.assumes)):
        lines.append(f"  {word:10}  {'; '.join(text for text in found if text) or 'nothing'}")
    if full:
        for result in entry.results.values():
            step, outcome = result.step, result.outcome
            lines.append(f"  {step.label}  {step.statement.claim}")
            for text in (step.reason, outcome.evidence, outcome.reason):
                if text:
                    lines.append(f"    {text}")
    return lines


