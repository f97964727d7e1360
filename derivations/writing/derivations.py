"""A derivation as LaTeX: what is assumed, the chain with its reasons, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ..chains import Derivation, Step, StepResult
from ..language.claims import Comparison
from .chains import LINE, chain, tagged
from .definitions import definitions_sentence
from .hypotheses import hypotheses_sentence
from .prose import prose
from .witnesses import witness

Results = Mapping[int, StepResult]

_FALSE: Final = r"\textbf{False as stated.}"
_NOT_PROVED: Final = r"\textbf{Not proved:} {said}."
_ASSUMES: Final = r"\textbf{Assumed, not proved:} {said}."
_RESTS: Final = r"Rests on {said}."
_PROVED: Final = r"\hfill$\square$"


def derivation_latex(derivation: Derivation, results: Results | None = None, *,
                     line: float = LINE) -> str:
    """The body of a derivation, without its title.

    Args:
        derivation: the derivation.
        results: what came of its steps, by place counted from 0; without them nothing is said of
            verdicts.
        line: the width of a line, in em.

    Raises:
        ValueError: if the derivation cannot be built.
    """
    found = results or {}
    blocks = []
    earlier = {""}
    for group in _groups(derivation.steps):
        steps = [step for _, step in group]
        false = len(steps) == 1 and not steps[0].expects
        said = [hypotheses_sentence(step.statement.hypotheses for step in steps),
                definitions_sentence(step.statement.claim for step in steps)]
        text = " ".join([_FALSE] * false + [part for part in said if part not in earlier])
        earlier = {"", *said}
        blocks.append("\n".join(part for part in (text, _display(steps, line)) if part))
        blocks += filter(None, (_witness_of(found.get(place)) for place, _ in group))
    if results is not None:
        blocks += _closing(derivation, found)
    return "\n\n".join(blocks)


def _groups(steps: Sequence[Step]) -> Iterator[list[tuple[int, Step]]]:
    """Chains and single facts, each with the places of its steps."""
    group: list[tuple[int, Step]] = []
    for place, step in enumerate(steps):
        if group and not step.continues:
            yield group
            group = []
        group.append((place, step))
    yield group


def _display(steps: Sequence[Step], line: float) -> str:
    claim = steps[0].statement.claim
    if not isinstance(claim, Comparison):
        return _single(claim.latex(), steps[0].reason, line)
    members, links = [claim.members[0]], []
    for step in steps:
        comparison = step.statement.claim
        if not isinstance(comparison, Comparison):
            continue
        last = len(comparison.signs) - 1
        for place, sign in enumerate(comparison.signs):
            reason = step.reason if place == last else ""
            links.append((sign, reason, step.expects or len(steps) == 1))
        members += comparison.members[1:]
    return chain(members, links, line)


def _single(claim: str, reason: str, line: float) -> str:
    return f"\\begin{{equation*}}\n  {claim}{tagged(reason, line)}\n\\end{{equation*}}"


def _witness_of(result: StepResult | None) -> str:
    if result is None or result.outcome.verdict != "refuted":
        return ""
    return witness(result.outcome.counterexample)


def _closing(derivation: Derivation, found: Results) -> list[str]:
    wrong = [f"{prose(result.step.label)} is {result.outcome.verdict}"
             + (f" ({prose(result.outcome.reason)})" if result.outcome.reason else "")
             for _, result in sorted(found.items()) if not result.holds]
    missing = len(derivation.steps) - len(found)
    if missing:
        wrong.append(f"{missing} of {len(derivation.steps)} steps not looked at")
    assumes = dict.fromkeys(text for r in found.values() for text in r.outcome.assumes)
    rests = dict.fromkeys(text for r in found.values() for text in r.outcome.rests_on)
    said = []
    if rests:
        titles = _titles(derivation)
        said.append(_RESTS.replace("{said}", ", ".join(
            titles.get(name) or rf"\texttt{{{prose(name)}}}" for name in rests)))
    if assumes:
        said.append(_ASSUMES.replace("{said}", "; ".join(map(prose, assumes))))
    if wrong:
        said.append(_NOT_PROVED.replace("{said}", "; ".join(wrong)))
    elif not assumes:
        said.append(_PROVED)
    return [" ".join(said)]


def _titles(derivation: Derivation) -> dict[str, str]:
    """The titles of the derivations that steps name as their reasons."""
    return {step.by.name: f"``{prose(step.by.title.rstrip('.'))}''"
            for step in derivation.steps if isinstance(step.by, Derivation)}
