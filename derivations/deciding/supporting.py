"""Where a conjugate fails: a line that supports the function, and another value than claimed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from typing import Final

from ..kernel.refuting import refute
from ..kernel.theorem import Counterexample, Refutation
from ..language.claims import Conjugate, Hypotheses, Statement
from ..language.divergences import unfold
from ..language.traversal import substitute
from ..language.written import Name, Written, written
from ..meaning.derivative import derivative
from ..meaning.exact import exact_value
from ..meaning.instances import Exact, Instance, allows, at_point, decide
from ..meaning.replays import supporting_line
from ..meaning.signs import ProofError
from .conjugates import without
from .effort import Effort, spending
from .floats import CLEARLY, UNDEFINED, Compiled, compiled
from .lemmas import lemma
from .sampling import points

INSTANCES: Final = 5
MOST_TRIED: Final = 8
STEPS: Final = 20
LARGEST: Final = 60
_TRIED: Final = tuple(Fraction(text) for text in (
    "0", "1", "2", "1/2", "3", "1/3", "1/10", "10", "1/100", "100", "1/10000", "10000",
    "1000000000",
    "1/1000000000"))  # fmt: skip
_STEP: Final = Fraction(1, 10**6)
_SHIFTS: Final = tuple(sign * 10.0**power for power in range(-4, 4) for sign in (1, -1))
_BEYOND: Final = (Fraction(1), Fraction(4), Fraction(1, 4))


def refuted(statement: Statement, claim: Conjugate) -> Refutation | None:
    """A refutation at a point whose tangent supports the function.

    Args:
        statement: with its hypotheses.
        claim: its conjugate.
    """
    for values, slope in islice(_simple_first(statement, claim), MOST_TRIED):
        with spending(Effort(STEPS, (2, 4))):
            found = _replayed(statement, claim, Instance({**values, claim.dual: Fraction(0)}),
                              slope)
        if found is not None:
            return found
    return None


def _simple_first(statement: Statement,
                  claim: Conjugate) -> list[tuple[dict[Name, Exact], Written]]:
    """Points and slopes that seem to refute a claim; rational slopes are the easiest to prove."""
    bare = without(statement.hypotheses, claim.dual)
    exact: list[tuple[dict[Name, Exact], Written]] = []
    rest: list[tuple[dict[Name, Exact], Written]] = []
    for instance in islice(points(bare, 40), INSTANCES):
        for at in dict.fromkeys((instance.values[claim.variable],
                                 *_ends(bare, claim.variable, instance),
                                 *_TRIED, *(-value for value in _TRIED))):
            values = {**instance.values, claim.variable: at}
            if not allows(bare, Instance(values)):
                continue
            for slope in dict.fromkeys(_slopes(bare, claim, values)):
                if _seems_to_support(bare, claim, values, slope) and (
                    _differs(claim, values, slope)
                ):
                    rational = exact_value(slope, {}) is not None
                    (exact if rational else rest).append((values, slope))
        if len(exact) >= MOST_TRIED:
            break
    return exact + rest


def _seems_to_support(hypotheses: Hypotheses, claim: Conjugate, values: dict[Name, Exact],
                      slope: Written) -> bool:
    """Whether a line lies below the function, in floating point, at places near and far."""
    at = values[claim.variable]
    numbers = {name: compiled(written(value))({}) for name, value in values.items()}
    try:
        function, tilt = compiled(claim.body), compiled(slope)({})
        base = function(numbers)
    except (ProofError, *UNDEFINED):
        return True
    for shift in _SHIFTS:
        moved = numbers[claim.variable] + shift
        try:
            high = function({**numbers, claim.variable: moved})
        except UNDEFINED:
            continue
        line = base + tilt * shift
        if high < line - CLEARLY * max(abs(high), abs(line), abs(base)) and isinstance(
            at, Fraction
        ) and allows(hypotheses, Instance({**values, claim.variable: at + Fraction(shift)})):
            return False
    return True


def _ends(hypotheses: Hypotheses, variable: Name, instance: Instance) -> Iterator[Fraction]:
    for relation in hypotheses.about(variable):
        for side in (relation.left, relation.right):
            value = None if side == variable else exact_value(side, instance.values)
            if value is not None:
                yield value


def _slopes(hypotheses: Hypotheses, claim: Conjugate,
            values: dict[Name, Exact]) -> Iterator[Written]:
    """The slope at a point as an expression, or numbers between the slopes at a kink.

    At a closed end of the range every number beyond the slope is one, too.
    """
    place = values[claim.variable]
    if not isinstance(place, Fraction):
        return
    fixed = {name: written(value) for name, value in values.items()}
    others = {name: value for name, value in fixed.items() if name != claim.variable}
    body = substitute(unfold(claim.body), others)
    known = False
    with contextlib.suppress(ProofError):
        slope = unfold(substitute(derivative(body, claim.variable), fixed))
        value = at_point(slope, {})
        known = hasattr(value, "is_constant")
        if known:
            yield written(value.constant()) if value.is_constant() else slope
    goes_on = [allows(hypotheses, Instance({**values, claim.variable: place + way * _STEP}))
               for way in (-1, 1)]
    try:
        low, high = _one_sided(compiled(body), claim.variable, float(place), goes_on)
    except (ProofError, *UNDEFINED):
        return
    if low is None or high is None:
        end, way = (high, -1) if low is None else (low, 1)
        for beyond in (*_BEYOND, 0) if end is not None else ():
            yield _rounded((end or 0.0) + way * float(beyond))
    elif high > low + 1e-2 * (1 + abs(low)):
        for share in (0.5, 0.25, 0.75, 0.0, 1.0):
            yield _rounded(low + share * (high - low))
    elif not known:
        near = Fraction((low + high) / 2).limit_denominator(LARGEST)
        if abs(float(near) - (low + high) / 2) < CLEARLY:
            yield written(near)


def _one_sided(function: Compiled, variable: Name, at: float,
               goes_on: list[bool]) -> tuple[float | None, float | None]:
    """The slopes below and above a point; None where the range ends."""
    middle, found = function({variable: at}), list[list[float]]()
    for step in (float(_STEP), float(_STEP) / 2):
        found.append([(function({variable: at + way * step}) - middle) / (way * step)
                      for way, there in zip((-1, 1), goes_on, strict=True) if there])
    if any(abs(near - far) > 1e-3 * (1 + abs(near)) for far, near in zip(*found, strict=True)):
        raise ValueError("no slope is seen")
    # A slope that changes with the step is continued to a step of 0.
    ends = [2 * near - far for far, near in zip(*found, strict=True)]
    return ends.pop(0) if goes_on[0] else None, ends.pop(0) if goes_on[1] else None


def _rounded(number: float) -> Written:
    return written(Fraction(number).limit_denominator(LARGEST))


def _differs(claim: Conjugate, values: dict[Name, Exact], slope: Written) -> bool:
    """Whether the conjugate claimed is not u t − f(u), for the slope t at u."""
    numbers = {name: written(value) for name, value in values.items()}
    best = substitute(unfold(claim.variable * claim.dual - claim.body), numbers)
    sides = [substitute(substitute(unfold(side), numbers), {claim.dual: slope})
             for side in (claim.result, best)]
    try:
        found = decide(lambda field: (at_point(sides[0], {}, field),
                                      at_point(sides[1], {}, field)), "=")
    except (ProofError, ArithmeticError):
        return False
    return found.truth is False


def _replayed(statement: Statement, claim: Conjugate, instance: Instance,
              slope: Written) -> Refutation | None:
    numbers = {name: written(value) for name, value in instance.values.items()
               if name != claim.variable}
    hypotheses = without(statement.hypotheses, claim.dual).substitute(numbers)
    example = Counterexample(instance, slope=slope)
    try:
        bound = lemma(hypotheses, supporting_line(claim, instance, slope))
        return None if bound is None else refute(statement, replace(example, bound=bound))
    except ProofError:
        return None
