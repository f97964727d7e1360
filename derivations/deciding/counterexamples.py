"""The search for a counterexample: instances in order, each replayed by the kernel."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, islice, permutations
from typing import Final

from ..kernel.refuting import InconclusiveError, refute
from ..kernel.theorem import (
    Counterexample,
    Refutation,
)
from ..language.claims import Comparison, Conjugate, Convexity, EqualityCase, Extremum, Statement
from ..language.divergences import unfold
from ..language.measures import Density, NullFunction, PointFunction, has_integral
from ..meaning.cells import Cell
from ..meaning.evaluation import SignNeededError
from ..meaning.instances import LEFT_OUT, Instance, at_point, member
from ..meaning.normal_form import SIZES
from ..meaning.signs import ProofError
from .orders import cut_until
from .sampling import points, spaces
from .screening import Screen, screen

# A false equality fails almost everywhere, a false inequality may not.
QUICK: Final = 3
MORE: Final = 10
EXACTLY: Final = 8
DEEP: Final = 400
MOST_NEAR: Final = 24
_NEAR: Final = Fraction(4, 5)


def at_first_sight(statement: Statement) -> Refutation | None:
    """A refutation by one of the first instances, if one of them looks like one.

    Args:
        statement: the claim and its hypotheses.
    """
    claim = statement.claim
    generic = isinstance(claim, Comparison) and set(claim.signs) == {"="}
    most = QUICK if generic or statement.integrates else MORE
    return replayed(statement, islice(_examples(statement), most), screen(statement))


def survey(statement: Statement) -> Refutation | None:
    """A refutation by one of many instances, if there is one among them.

    Args:
        statement: the claim and its hypotheses.
    """
    if isinstance(statement.claim, Conjugate):
        return None
    passes, count = screen(statement), 0

    def suspect(example: Counterexample) -> bool:
        nonlocal count
        count += 1
        return count <= EXACTLY or passes(example)

    return replayed(statement, _examples(statement), suspect)


def replayed(statement: Statement, examples: Iterator[Counterexample],
             passes: Screen) -> Refutation | None:
    """The first of some examples that refutes a claim.

    Args:
        statement: the claim and its hypotheses.
        examples: to be replayed by the kernel.
        passes: which of them to replay.
    """
    near = 0
    for example in examples:
        if not passes(example):
            continue
        try:
            return refute(statement, example)
        except InconclusiveError:
            near += 1
            if near == MOST_NEAR:
                return None
        except ProofError:
            continue
    return None


def find_witness(statement: Statement) -> Instance | None:
    """An instance that the hypotheses allow and that the claim does not leave out.

    Args:
        statement: the claim and its hypotheses.
    """
    allowed = _allowed_instances(statement, DEEP)
    return next((instance for instance in allowed if _spoken_of(statement, instance)), None)


def allowed_instance(statement: Statement) -> Instance | None:
    """An instance that the hypotheses allow, whether or not the claim speaks of it."""
    return next(_allowed_instances(statement, DEEP), None)


def _allowed_instances(statement: Statement, most: int) -> Iterator[Instance]:
    hypotheses = statement.hypotheses
    spaced = any(isinstance(n, Density | NullFunction) for n in hypotheses.declared)
    return (spaces if spaced or statement.integrates else points)(hypotheses, most)


def _spoken_of(statement: Statement, instance: Instance) -> bool:
    try:
        return not any(has_integral(side) and member(side, instance) is LEFT_OUT
                       for side in statement.claim.sides)
    except ProofError:
        return False


def _examples(statement: Statement) -> Iterator[Counterexample]:
    for instance in _instances(statement, DEEP):
        if isinstance(statement.claim, Convexity):
            yield from _chords(statement, instance)
        else:
            yield Counterexample(instance)
        if isinstance(statement.claim, Extremum | EqualityCase) and instance.atoms:
            yield from _tied(statement, instance)
        if instance.atoms and (isinstance(statement.claim, EqualityCase) or (
            isinstance(statement.claim, Comparison) and {"<", ">"} & set(statement.claim.signs)
        )):
            yield from _at_optima(statement, instance)


def _instances(statement: Statement, most: int) -> Iterator[Instance]:
    if statement.needs_space:
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
        if not isinstance(start, Fraction):
            return
        for other in (start * 2, start + 1, start / 10, start + Fraction(1, 4)):
            if other != start:
                yield Counterexample(instance, (other, Fraction(1, 2)))


def _at_optima(statement: Statement, instance: Instance) -> Iterator[Counterexample]:
    """The same space with functions at p/(p + q), where strict relations are often tight."""
    declared = statement.hypotheses.declared
    functions = [n for n in declared if isinstance(n, PointFunction)]
    laws = [n for n in declared if isinstance(n, Density)]
    for first, second in permutations(laws, 2) if functions else ():
        atoms = tuple((weight, {**values, **dict.fromkeys(
            functions, values[first] / ((values[first] + values[second]) or 1))})
            for weight, values in instance.atoms)
        yield Counterexample(Instance(instance.values, atoms))


def _tied(statement: Statement, instance: Instance) -> Iterator[Counterexample]:
    """The same space with one density in place of another or near it, or halfway between two.

    For a claim about a function: its value claimed, on all atoms or where some density has mass.
    """
    claim = statement.claim
    declared = [n for n in statement.hypotheses.declared if isinstance(n, Density)]
    for kept in declared:
        for changed in declared:
            if kept != changed:
                for share in (1, _NEAR):
                    atoms = tuple((weight, {**values, changed: share * values[kept]
                                            + (1 - share) * values[changed]})
                                  for weight, values in instance.atoms)
                    yield Counterexample(Instance(instance.values, atoms))
    if isinstance(claim, Extremum) and isinstance(claim.variable, Density):
        for first, second in combinations([n for n in declared if n != claim.variable], 2):
            atoms = tuple((weight, {**values, claim.variable: (values[first] + values[second]) / 2})
                          for weight, values in instance.atoms)
            yield Counterexample(Instance(instance.values, atoms))
    if not isinstance(claim, EqualityCase) or not isinstance(claim.first, PointFunction):
        return
    for law in (None, *declared):
        rows = []
        for weight, values in instance.atoms:
            value = at_point(claim.second, {**instance.values, **values})
            exact = value.constant() if hasattr(value, "is_constant") and value.is_constant() else (
                values[claim.first])
            kept_value = law is not None and values[law] == 0
            rows.append((weight, {**values, claim.first:
                                   values[claim.first] if kept_value else exact}))
        yield Counterexample(Instance(instance.values, tuple(rows)))
