"""Settling a step of a derivation: its claim, and then its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..language.claims import Statement
from ..reasons import Rule
from .answers import settle_statement
from .outcome import Outcome
from .settling import NoWitnessError

if TYPE_CHECKING:
    from ..chains import Derivation

_OTHER_REASON: Final = "true, but not for the reason given: {reason}"


def settle_step(stated: Statement, by: str | Rule | Derivation | None) -> Outcome:
    """The outcome of a step.

    Args:
        stated: what the step says, under its hypotheses.
        by: the reason; a rule is checked against the proof.
    """
    try:
        outcome = settle_statement(stated)
    except NoWitnessError as error:
        return Outcome("undecided", reason=str(error))
    if outcome.verdict == "proved" and isinstance(by, Rule) and not by.covers(outcome.marks):
        return Outcome("undecided", reason=_OTHER_REASON.format(reason=by))
    return outcome
