"""Whether a statement is true, as far as instances tell: the oracle beside the engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Final

from ..language.claims import Bound, Conjugate, Convexity, Extremum, Statement
from ..language.measures import Density
from .allowing import allows
from .bounds import approached
from .climbing import climb, spread, step
from .curvature import judge_conjugate, judge_convexity
from .drawing import SHAPES, RandomChoices, boundary_instances, draw_instance
from .gaussian import AnyInstance
from .instances import Instance
from .judging import Judgement, judge
from .moving import placed

TRUE, FALSE, UNKNOWN = "true", "false", "unknown"

WANTED: Final = 200
_TRIES: Final = 30
_HOPELESS: Final = 5
_SLOPES: Final = 50
_GAUSSIANS: Final = 4
_CLIMBERS, _STEPS = 4, 40
_OPTIMA, _SHAKES = 16, 16
_BOUNDS: Final = 5
_FEW: Final = "it was tested on {counted} instances, {wanted} are wanted"
_APART: Final = "nothing that was found comes near to the bound"
_NEAR: Final = "whether the bound is approached is not clear"


@dataclass(frozen=True)
class Truth:
    """What instances say about a statement.

    Args:
        word: `true`, `false` or `unknown`.
        counted: on how many finite spaces it was seen to hold.
        note: why it fails, or why it is not known.
        instance: where it fails.
    """

    word: str
    counted: int = 0
    note: str = ""
    instance: AnyInstance | None = None


def find_truth(statement: Statement, seed: int = 0, wanted: int = WANTED) -> Truth:
    """Whether a statement holds on many random instances, and on those that are worst for it.

    What agrees to 60 digits is taken as equal. `true` says that nothing spoke against it on as
    many weighted finite spaces as were wanted, zeros and disjoint supports among them, on some
    mixtures of Gaussians, and on ways of small changes towards a failure; and, for a supremum or an
    infimum, that the bound was seen to be approached. It is no proof.

    Args:
        statement: a claim of any kind.
        seed: the same seed gives the same answer.
        wanted: on so many spaces it has to hold.
    """
    random = Random(f"{seed} {statement}")
    if isinstance(statement.claim, Conjugate):
        # Each of them is a search of its own.
        wanted = min(wanted, _SLOPES)
    counted = 0
    seen: list[tuple[float, Instance]] = []
    for tried, instance in enumerate(_instances(statement, random, wanted)):
        found = _judged(statement, instance, random)
        if found.holds is False:
            return _failure(found, instance, counted)
        if found.holds and isinstance(instance, Instance):
            counted += 1
            seen.append((found.violation, instance))
        if counted >= wanted or (not counted and tried > _HOPELESS * wanted):
            break
    for worst, found in _attacks(statement, seen, random):
        if found.holds is False:
            return _failure(found, worst, counted)
    if isinstance(statement.claim, Bound):
        answers = []
        for _, instance in seen[:: max(1, len(seen) // _BOUNDS)][:_BOUNDS]:
            answers.append(approached(statement, instance, random))
            if answers[-1] is False:
                return Truth(FALSE, counted, _APART, instance)
        if None in answers:
            return Truth(UNKNOWN, counted, _NEAR)
    if counted < wanted:
        return Truth(UNKNOWN, counted, _FEW.format(counted=counted, wanted=wanted))
    return Truth(TRUE, counted)


def _judged(statement: Statement, instance: AnyInstance, random: Random) -> Judgement:
    claim = statement.claim
    if not isinstance(claim, Convexity | Conjugate):
        return judge(statement, instance)
    if not isinstance(instance, Instance):
        return Judgement(None)
    test = judge_convexity if isinstance(claim, Convexity) else judge_conjugate
    return test(statement, instance, random)


def _instances(statement: Statement, random: Random, wanted: int) -> Iterator[AnyInstance]:
    """Boundary instances, a few Gaussians, then finite ones; every second is moved off the grid."""
    yield from boundary_instances(statement)
    choices = RandomChoices(random.getrandbits(32))
    laws = any(isinstance(name, Density) for name in statement.hypotheses.declared)
    shapes = [shape for shape in SHAPES if shape != "gaussian"] if laws else [SHAPES[0]]
    gaussians = ["gaussian"] * _GAUSSIANS if len(SHAPES) > 1 and _mixable(statement) else []
    for shape in gaussians:
        made = draw_instance(statement, choices, shape)
        if made is not None:
            yield made
    for number in range(_TRIES * wanted):
        made = draw_instance(statement, choices, shapes[number % len(shapes)])
        if isinstance(made, Instance):
            yield spread(statement, made, random, number % 2 * 4)


def _mixable(statement: Statement) -> bool:
    kinds = {name.kind for name in statement.hypotheses.declared}
    return "density" in kinds and "null" not in kinds


def _attacks(
    statement: Statement, seen: list[tuple[float, Instance]], random: Random
) -> Iterator[tuple[Instance, Judgement]]:
    """Climbs from the worst instances, and single steps away from an optimum's own place."""
    claim = statement.claim
    if isinstance(claim, Convexity | Conjugate):
        return
    seen = sorted(seen, key=lambda pair: -pair[0])
    for _, instance in seen[:_CLIMBERS]:
        yield climb(statement, instance, random, _STEPS)
    if not isinstance(claim, Extremum):
        return
    for _, instance in islice(seen, 0, None, max(1, len(seen) // _OPTIMA)):
        there = placed(instance, claim.variable, claim.at)
        if there is None or not allows(statement, there):
            continue
        for _ in range(_SHAKES):
            trial = step(statement, there, random, [claim.variable.name])
            if trial is not None:
                yield trial, judge(statement, trial)


def _failure(found: Judgement, instance: AnyInstance, counted: int) -> Truth:
    sides = f"left = {found.left}, right = {found.right}" if found.left else ""
    return Truth(FALSE, counted, "; ".join(filter(None, (found.note, sides))), instance)
