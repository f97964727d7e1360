"""The text of a failing step: what is said, what came of it, the counterexample."""

from __future__ import annotations

from typing import Any, Final

from ..chains import StepResult
from ..language.claims import Comparison, Statement

_REFUTED: Final = "refuted by a counterexample"
_UNDECIDED: Final = "undecided: {reason}"
_PROVED: Final = "said to be false, but proved"
_UNDECIDED_FALSE: Final = "said to be false, but undecided: {reason}"
_NO_REASON: Final = "no reason was given"


class StepFailure(AssertionError):  # noqa: N818
    """A step that is not as its author says.

    Args:
        result: what came of settling it.
    """

    def __init__(self, result: StepResult) -> None:
        super().__init__(headline(result))
        self.result = result


def headline(result: StepResult) -> str:
    """A failing step in one line.

    Args:
        result: of a step that does not hold.
    """
    outcome = result.outcome
    reason = outcome.reason or _NO_REASON
    if outcome.verdict == "proved":
        return _PROVED
    if outcome.verdict == "refuted":
        found = outcome.counterexample or {}
        return "refuted: " + (_sides(found) or "a counterexample was found")
    return (_UNDECIDED if result.step.expects else _UNDECIDED_FALSE).format(reason=reason)


def failure_lines(result: StepResult) -> list[str]:
    """A failing step in full, without its place and its command.

    Args:
        result: of a step that does not hold.
    """
    step, outcome = result.step, result.outcome
    lines = said(step.statement)
    lines += [f"    by: {step.reason}"] if step.reason else []
    if outcome.verdict == "refuted":
        lines.append(f"E   {_REFUTED}")
        lines += [f"E     {line}" for line in counterexample_lines(outcome.counterexample or {})]
    else:
        lines.append(f"E   {headline(result)}")
        if outcome.verdict == "proved" and outcome.evidence:
            lines.append(f"E     {outcome.evidence}")
    return lines


def said(statement: Statement) -> list[str]:
    """A statement with one member of a chain a line, its hypotheses below.

    Args:
        statement: a claim of any kind.
    """
    claim = statement.claim
    if isinstance(claim, Comparison):
        signs = ("", *claim.signs)
        lines = [f" {sign:>2} {m}" for sign, m in zip(signs, claim.members, strict=True)]
    else:
        lines = [f"    {claim}"]
    where = str(statement.hypotheses)
    return lines + ([f"    where {where}"] if where else [])


def counterexample_lines(found: dict[str, Any]) -> list[str]:
    """A counterexample, a line for each value, for each atom and for both sides.

    Args:
        found: `values`, `atoms`, `left` and `right`, each of which may be missing.
    """
    lines = [f"{name} = {text}" for name, text in (found.get("values") or {}).items()]
    atoms = [{name: str(text) for name, text in atom.items()} for atom in found.get("atoms") or ()]
    widths: dict[str, int] = {}
    for atom in atoms:
        for name, text in atom.items():
            widths[name] = max(widths.get(name, 0), len(text))
    for number, atom in enumerate(atoms, 1):
        cells = [f"{name} = {atom.get(name, ''):<{width}}" for name, width in widths.items()]
        lines.append(f"atom {number}:  {'   '.join(cells)}".rstrip())
    sides = _sides(found)
    return lines + ([sides] if sides else [])


def _sides(found: dict[str, Any]) -> str:
    return ", ".join(
        f"{side} = {found[side]}" for side in ("left", "right") if found.get(side) is not None
    )
