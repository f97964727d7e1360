"""What stands where a density is expected: checked before anything is proved or refuted."""

from __future__ import annotations

from ..language.claims import Statement, laws
from ..language.measures import Density
from ..language.written import Written
from .cells import cells
from .integrals import mixture_value


def check_laws(statement: Statement, size: int) -> None:
    """Checks that every law of a claim is a density or a mixture, for all that is allowed.

    Args:
        statement: the claim and its hypotheses.
        size: how many generators a cell has room for.

    Raises:
        ProofError: if a weight may be negative, or the weights may not sum to 1.
    """
    if not statement.integrates:
        return
    found: list[Written] = []
    for part in statement.claim.parts:
        found += [law for law in laws(part) if not isinstance(law, Density)]
    if not found:
        return
    for cell in cells(statement.hypotheses, (), size):
        for law in found:
            mixture_value(law, cell.strict)

