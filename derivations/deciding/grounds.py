"""Claims about convex functions: instances in which each of them is one of a short table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from typing import Final, TypeVar

from ..kernel.refuting import refute
from ..kernel.theorem import Refutation
from ..language.claims import Statement
from ..language.written import Name
from ..meaning.grounding import functions_of, groundings
from ..meaning.instances import Exact, Instance
from ..meaning.signs import ProofError
from .counterexamples import at_first_sight, find_witness, survey

MOST: Final = 24
T = TypeVar("T")


def witness(statement: Statement) -> Instance | None:
    """An instance that the hypotheses allow and that the claim does not leave out.

    Args:
        statement: with convex functions or without.
    """
    return _first(statement, find_witness, MOST) if functions_of(statement) else (
        find_witness(statement))


def refuted(statement: Statement, deep: bool) -> Refutation | None:
    """A refutation at given functions, if there is one.

    Args:
        statement: with convex functions.
        deep: whether to look at many instances of each.
    """
    def look(ground: Statement) -> Refutation | None:
        return survey(ground) if deep else at_first_sight(ground)

    # What is true of the usual functions often fails for one that is affine.
    chosen = list(islice(groundings(statement), MOST))
    for ground, given in reversed(chosen) if deep else chosen:
        try:
            found = look(ground)
            if found is not None:
                example = found.counterexample
                values: dict[Name, Exact] = {**given, **example.instance.values}
                return refute(statement, replace(
                    example, instance=replace(example.instance, values=values)))
        except ProofError:
            continue
    return None


def _first(statement: Statement, find: Callable[[Statement], Instance | None],
           most: int) -> Instance | None:
    for ground, given in islice(groundings(statement), most):
        try:
            found = find(ground)
        except ProofError:
            continue
        if found is not None:
            return replace(found, values={**given, **found.values})
    return None
