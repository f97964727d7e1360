"""Where points lie in ranges, and where a function does not matter."""

from __future__ import annotations

from dataclasses import replace

from ..language.claims import Hypotheses
from ..language.divergences import unfold
from ..language.measures import Density, NullFunction
from ..language.traversal import substitute
from ..language.written import Integer, Name, Written
from .cells import Cell
from .evaluation import UndefinedSubtermError
from .integrals import is_silent, linear_form
from .signs import ZERO, ProofError


def check_in_range(hypotheses: Hypotheses, variable: Name, point: Written, cell: Cell) -> None:
    """Checks that a point is a number in the range of a variable on a cell."""
    cell.strict.finite(unfold(point))
    if isinstance(variable, Integer):
        raise ProofError("an optimum over the integers has no rule")
    for relation in hypotheses.about(variable):
        moved = replace(relation, left=unfold(substitute(relation.left, {variable: point})),
                        right=unfold(substitute(relation.right, {variable: point})))
        if not cell.strict.holds(moved):
            raise ProofError("the point may lie outside of the range")


def is_idle(hypotheses: Hypotheses, body: Written, at: Written, cell: Cell) -> bool:
    """Whether a function does not matter on a cell: no density is there, and `at` is no number."""
    masses = [n for n in hypotheses.declared if isinstance(n, Density | NullFunction)]
    if any(cell.strict.signs(name) != ZERO for name in masses) or not is_silent(
        linear_form(body), cell.extended
    ):
        return False
    try:
        cell.strict.finite(unfold(at))
    except UndefinedSubtermError:
        return True
    return False
