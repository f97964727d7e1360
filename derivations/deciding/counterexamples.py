"""The search for a counterexample: instances in order, each replayed by the kernel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import Final

from ..kernel.cells import Cell
from ..kernel.refuting import InconclusiveError, needs_space, refute
from ..kernel.theorem import (
    Counterexample,
    Refutation,
)
from ..language.claims import Comparison, Convexity, EqualityCase, Extremum, Statement
from ..language.divergences import unfold
from ..language.measures import Density, NullFunction, has_integral
from ..meaning.evaluation import SignNeededError
from ..meaning.instances import LEFT_OUT, Instance, member
from ..meaning.normal_form import SIZES
from ..meaning.signs import ProofError
from .orders import cut_until
from .sampling import points, spaces

QUICK: Final = 2
DEEP: Final = 400
MOST_NEAR: Final = 24


@dataclass(frozen=True)
class Survey:
    """What trying instances came to.

    Args:
        witness: an instance that the hypotheses allow and the claim speaks of.
        refutation: of the claim, if one was found.
    """

    witness: Instance | None
    refutation: Refutation | None


def survey(statement: Statement, most: int) -> Survey:
    """Tries instances until one refutes the claim.

    Args:
        statement: the claim and its hypotheses.
        most: how many instances to draw at most.
    """
    witness = find_witness(statement, most)
    if witness is None:
        return Survey(None, None)
    near = 0
    for example in _examples(statement, most):
        try:
            return Survey(witness, refute(statement, example))
        except InconclusiveError:
            near += 1
            if near == MOST_NEAR:
                break
        except ProofError:
            continue
    return Survey(witness, None)


def find_witness(statement: Statement, most: int) -> Instance | None:
    """An instance that the hypotheses allow and that the claim does not leave out.

    Args:
        statement: the claim and its hypotheses.
        most: how many instances to draw at most.
    """
    allowed = _allowed_instances(statement, max(most, DEEP))
    return next((instance for instance in allowed if _spoken_of(statement, instance)), None)


def allowed_instance(statement: Statement) -> Instance | None:
    """An instance that the hypotheses allow, whether or not the claim speaks of it."""
    return next(_allowed_instances(statement, DEEP), None)


def _allowed_instances(statement: Statement, most: int) -> Iterator[Instance]:
    hypotheses = statement.hypotheses
    spaced = any(isinstance(n, Density | NullFunction) for n in hypotheses.declared)
    return (spaces if spaced or statement.integrates else points)(hypotheses, most)


def _spoken_of(statement: Statement, instance: Instance) -> bool:
    claim = statement.claim
    if not isinstance(claim, Comparison | EqualityCase):
        return True
    parts = claim.parts[:2] if isinstance(claim, EqualityCase) else claim.parts
    try:
        return not any(has_integral(p) and member(p, instance) is LEFT_OUT for p in parts)
    except ProofError:
        return False


def _examples(statement: Statement, most: int) -> Iterator[Counterexample]:
    drawn = _instances(statement, max(most, DEEP))
    for instance in drawn if most >= DEEP else islice(drawn, most):
        if isinstance(statement.claim, Convexity):
            yield from _chords(statement, instance)
        else:
            yield Counterexample(instance)
        if isinstance(statement.claim, Extremum | EqualityCase) and instance.atoms:
            yield from _tied(statement, instance)


def _instances(statement: Statement, most: int) -> Iterator[Instance]:
    if needs_space(statement):
        yield from spaces(statement.hypotheses, most)
        return
    yield from points(statement.hypotheses, most)
    # The zeros of denominators and of arguments, which no random point meets.
    yield from points(statement.hypotheses, most, _cut_pieces(statement))


def _cut_pieces(statement: Statement) -> list[Cell]:
    """Cells on each of which every sign that the claim turns on is known, as far as cuts go."""
    members = [unfold(part) for part in statement.claim.parts]

    def look(cell: Cell) -> Cell:
        for part in members:
            try:
                cell.strict.finite(part)
            except SignNeededError:
                raise
            except ProofError:
                continue
        return cell

    try:
        return list(cut_until(statement.hypotheses, look, SIZES[-1])[1])
    except ProofError:
        return []


def _chords(statement: Statement, instance: Instance) -> Iterator[Counterexample]:
    claim = statement.claim
    if isinstance(claim, Convexity):
        start = instance.values[claim.variable]
        for other in (start * 2, start + 1, start / 10, start + Fraction(1, 4)):
            if other != start:
                yield Counterexample(instance, (other, Fraction(1, 2)))


def _tied(statement: Statement, instance: Instance) -> Iterator[Counterexample]:
    """The same space with one density in place of another, for claims about equal densities."""
    declared = [n for n in statement.hypotheses.declared if isinstance(n, Density)]
    for kept in declared:
        for changed in declared:
            if kept != changed:
                atoms = tuple((weight, {**values, changed: values[kept]})
                              for weight, values in instance.atoms)
                yield Counterexample(Instance(instance.values, atoms))
