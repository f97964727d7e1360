"""Suprema that are claimed too large: a proved bound below what is claimed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from math import isfinite
from typing import Final

from ..kernel.refuting import refute
from ..kernel.rules import EPSILON
from ..kernel.theorem import Counterexample, Refutation
from ..language.claims import Bound, Comparison, Hypotheses, Statement
from ..language.measures import Density, PointFunction, Pointwise
from ..language.traversal import names, substitute
from ..language.written import Written, written
from ..meaning.instances import BALLS, Exact, Instance, allows, at_point, member
from ..meaning.replays import fixed
from ..meaning.signs import ProofError
from .floats import CLEARLY
from .lemmas import lemma
from .overreach import functions_out_of_reach
from .places import near_points
from .sampling import points, spaces

INSTANCES: Final = 6
MOST_DRAWN: Final = 40
SAMPLES: Final = 40
_SHARES: Final = (Fraction(1, 2), Fraction(4, 5), Fraction(1, 10), Fraction(1, 1000))


def out_of_reach(statement: Statement, claim: Bound) -> Refutation | None:
    """A refutation by a bound on the objective that the claimed value exceeds.

    Args:
        statement: with its hypotheses.
        claim: its sup or inf.
    """
    if statement.needs_space and not statement.integrates:
        return None
    if statement.integrates and isinstance(claim.variable, Density | PointFunction):
        return functions_out_of_reach(statement, claim)
    for instance in islice(_candidates(statement, claim), INSTANCES):
        numbers = {name: written(value) for name, value in instance.values.items()
                   if name != claim.variable}
        hypotheses = statement.hypotheses.substitute(numbers)
        body = fixed(claim.body, claim.variable, instance)
        for level in _levels(statement, claim, instance, body):
            found = _refuted(statement, claim, instance, hypotheses, body, level)
            if found is not None:
                return found
    return None


def _candidates(statement: Statement, claim: Bound) -> Iterator[Instance]:
    """Instances that differ in other names than the variable, and where the bound seems far off."""
    draw, seen = spaces if statement.integrates else points, set[tuple[Exact, ...]]()
    close: list[Instance] = []
    for instance in islice(draw(statement.hypotheses, 10 * INSTANCES), MOST_DRAWN):
        if not instance.atoms:
            others = tuple(value for name, value in instance.values.items()
                           if name != claim.variable)
            if others in seen:
                continue
            seen.add(others)
            best, limit = _best(statement, claim, instance), _number(claim.limit, instance)
            if best is not None and limit is not None and (
                (limit - best) * (1 if claim.upper else -1) <= CLEARLY
            ):
                close.append(instance)
                continue
        yield instance
    # An end of the range may keep the objective from its bound by less than was looked for.
    yield from close[:1]


def _refuted(statement: Statement, claim: Bound, instance: Instance, hypotheses: Hypotheses,
             body: Written, level: Written) -> Refutation | None:
    bound = lemma(hypotheses, Comparison((body, level), ("<=" if claim.upper else ">=",)))
    try:
        return None if bound is None else refute(statement, Counterexample(instance, bound=bound))
    except ProofError:
        return None


def _levels(statement: Statement, claim: Bound, instance: Instance,
            body: Written) -> Iterator[Written]:
    """Values of the objective at likely optima, and numbers between the best seen and the claim."""
    numbers = {name: written(value) for name, value in instance.values.items()}
    for point in near_points(statement, claim):
        if EPSILON not in names(point):
            yield substitute(body, {claim.variable: substitute(point, numbers)})
    best = _best(statement, claim, instance)
    limit = _number(claim.limit, instance)
    if best is not None and limit is not None and not _pointwise(claim.limit):
        for share in _SHARES:
            yield written((best + (limit - best) * share).limit_denominator(10**6))
    if best is not None and limit is None:
        for room in (Fraction(1), 3 * abs(best) + 10):
            yield written((best + (room if claim.upper else -room)).limit_denominator(10**6))


def _pointwise(node: Written) -> bool:
    return any(isinstance(name, Pointwise) for name in names(node))


def _best(statement: Statement, claim: Bound, instance: Instance) -> Fraction | None:
    """The best value of the objective among instances that share the other numbers."""
    draw = spaces if statement.integrates else points
    seen = []
    for other in islice(draw(statement.hypotheses, 4 * SAMPLES), SAMPLES):
        values = {**instance.values, **{n: v for n, v in other.values.items()
                                        if n == claim.variable}}
        if not other.atoms and not allows(statement.hypotheses, Instance(values)):
            continue
        value = _number(claim.body, Instance(values, other.atoms))
        if value is not None:
            seen.append(value)
    return (max(seen) if claim.upper else min(seen)) if seen else None


def _number(node: Written, instance: Instance) -> Fraction | None:
    try:
        value = member(node, instance, BALLS) if instance.atoms else at_point(node, instance.values)
    except ProofError:
        return None
    if not hasattr(value, "enclosure"):
        return None
    near = float(value.enclosure.mid())
    return Fraction(near) if isfinite(near) else None
