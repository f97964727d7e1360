"""Suprema claimed wrongly, over functions and densities: a better one, or a bound below."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, islice
from math import ceil, floor, isfinite

from ..kernel.refuting import refute
from ..kernel.rules import prove
from ..kernel.suprema import EPSILON
from ..kernel.theorem import Certificate, Counterexample, Order, Refutation, Theorem
from ..language.claims import Bound, Comparison, Hypotheses, Statement
from ..language.measures import Density, PointFunction
from ..language.traversal import moved, substitute
from ..language.written import Name, Relation, Written, written
from ..meaning.exact import exact_value
from ..meaning.instances import Exact, Instance, at_point
from ..meaning.integrals import linear_form
from ..meaning.replays import fixed
from ..meaning.signs import ProofError
from .counterexamples import find_witness
from .functions import ends_of, integrand, optima
from .orders import NotFoundError, find_level, find_order, order_with
from .places import mixtures
from .sampling import spaces

INSTANCES = 40
NUMBERS = 3


def functions_out_of_reach(statement: Statement, claim: Bound) -> Refutation | None:
    """A refutation of a sup or inf over a function in integrals.

    Args:
        statement: with its hypotheses.
        claim: its sup or inf.
    """
    laws: list[Name] = [n for n in statement.hypotheses.declared if isinstance(n, Density)]
    instances = list(islice(spaces(statement.hypotheses, 4 * INSTANCES), INSTANCES))
    try:
        points = list(mixtures(statement.hypotheses, claim.variable) if isinstance(
            claim.variable, Density) else optima(statement, claim, laws))
    except ProofError:
        points = []
    for point in points:
        for instance in instances:
            found = _refuted(statement, Counterexample(_moved(claim, instance, point)))
            if found is not None:
                return found
    pairs = [pair for pair in combinations(laws, 2) if claim.variable not in pair]
    for same in (None, *pairs):
        for bound, numbers in _bounds(statement, claim, points, instances, same):
            for instance in instances:
                if dict(instance.values) == numbers and (same is None or all(
                        values[same[0]] == values[same[1]] for _, values in instance.atoms)):
                    found = _refuted(statement, Counterexample(instance, bound=bound))
                    if found is not None:
                        return found
    return None


def _refuted(statement: Statement, example: Counterexample) -> Refutation | None:
    try:
        return refute(statement, example)
    except ProofError:
        return None


def _moved(claim: Bound, instance: Instance, point: Written) -> Instance:
    """The instance with the function at a point, where that has a value there."""
    atoms = []
    for weight, values in instance.atoms:
        exact = exact_value(point, {**instance.values, **values})
        if exact is not None:
            atoms.append((weight, {**values, claim.variable: exact}))
            continue
        found = at_point(point, {**instance.values, **values})
        near = float(found.enclosure.mid()) if hasattr(found, "enclosure") else None
        own = values[claim.variable] if near is None else Fraction(near).limit_denominator(10**6)
        atoms.append((weight, {**values, claim.variable: own}))
    return Instance(instance.values, tuple(atoms))


def _bounds(statement: Statement, claim: Bound, points: list[Written], instances: list[Instance],
            same: tuple[Name, Name] | None) -> Iterator[tuple[Theorem, dict[Name, Exact]]]:
    """Proved bounds of the objective, with the numbers that they are for."""
    seen: list[dict[Name, Exact]] = []
    for instance in instances:
        numbers = dict(instance.values)
        if numbers in seen or len(seen) == NUMBERS:
            continue
        seen.append(dict(numbers))
        hypotheses = statement.hypotheses.substitute(
            {name: written(value) for name, value in numbers.items()})
        if same is not None:
            hypotheses = replace(hypotheses, relations=(*hypotheses.relations,
                                                        Relation(same[0], "=", same[1])))
        body = fixed(claim.body, claim.variable, instance)
        for bound in _proved(hypotheses, claim, body, points, instance):
            yield bound, dict(numbers)


def _proved(hypotheses: Hypotheses, claim: Bound, body: Written, points: list[Written],
            instance: Instance) -> Iterator[Theorem]:
    sign = "<=" if claim.upper else ">="
    numbers = {name: written(value) for name, value in instance.values.items()}
    levels = [substitute(body, {claim.variable: substitute(point, numbers)}) for point in points]
    searches: list[Callable[[], tuple[Written, Order]]] = [
        lambda: find_level(hypotheses, body, sign),
        *([lambda: _apart(hypotheses, replace(claim, body=body))]
          if isinstance(claim.variable, PointFunction) else []),
        *(lambda level=level: (level, find_order(hypotheses, Relation(body, sign, level)))
          for level in levels)]
    for search in searches:
        try:
            level, order = search()
            found = _theorem(hypotheses, Comparison((body, level), (sign,)), order)
        except (NotFoundError, ProofError):
            continue
        if found is not None:
            yield found


def _apart(hypotheses: Hypotheses, claim: Bound) -> tuple[Written, Order]:
    """The level at which each density is where the function suits it alone, and why it holds."""
    laws: list[Name] = [n for n in hypotheses.declared if isinstance(n, Density)]
    places = [substitute(place, {EPSILON: size}) for size in (written(4), written(4) / 10**5)
              for place in ends_of(hypotheses, claim.variable)]
    total, multipliers = Fraction(0), list[tuple[Name, Written]]()
    for law in laws:
        zero: dict[Name, Written] = {other: written(0) for other in laws if other != law}
        alone = substitute(integrand(claim, [law], zero), {law: written(1)})
        seen = [_number(substitute(alone, {claim.variable: place})) for place in places
                if _number(place) is not None and _within(hypotheses, claim.variable, place)]
        values = [value for value in seen if value is not None]
        if not values:
            raise NotFoundError("a density has no best value by itself")
        best = ceil(max(values) * 8 - 0.01) if claim.upper else floor(min(values) * 8 + 0.01)
        total += Fraction(best, 8)
        way = -1 if claim.upper else 1
        multipliers.append((law, written(way * Fraction(best, 8))))
    level = written(total)
    for constant in linear_form(claim.body).constants:
        level = level + constant
    sign = "<=" if claim.upper else ">="
    return level, order_with(hypotheses, Relation(claim.body, sign, level), tuple(multipliers))


def _within(hypotheses: Hypotheses, variable: Name, place: Written) -> bool:
    return all(_holds(moved(r, {variable: place}))
               for r in hypotheses.about(variable))


def _holds(relation: Relation) -> bool:
    left, right = _number(relation.left), _number(relation.right)
    if left is None or right is None:
        return False
    return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right,
            "=": left == right, "!=": left != right}[relation.sign]


def _number(node: Written) -> float | None:
    try:
        found = at_point(node, {})
    except ProofError:
        return None
    near = float(found.enclosure.mid()) if hasattr(found, "enclosure") else None
    return near if near is not None and isfinite(near) else None


def _theorem(hypotheses: Hypotheses, claim: Comparison, order: Order) -> Theorem | None:
    stated = Statement(hypotheses, claim)
    witness = find_witness(stated)
    if witness is None:
        return None
    try:
        return prove(stated, Certificate("comparison", witness, (order,)))
    except ProofError:
        return None
