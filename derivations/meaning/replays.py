"""What equality cases, extrema and convexity come to at one instance."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction
from typing import Any

from ..language.claims import (
    Comparison,
    Conjugate,
    Convexity,
    EqualityCase,
    Extremum,
    Hypotheses,
    Statement,
)
from ..language.divergences import unfold
from ..language.measures import Density, PointFunction, Pointwise, has_integral
from ..language.traversal import names, substitute
from ..language.written import Name, Relation, Written, written
from .balls import PRECISIONS, precision
from .evaluation import UNDEFINED, Evaluation
from .instances import (
    BALLS,
    LEFT_OUT,
    Exact,
    Finding,
    Instance,
    allows,
    at_point,
    decide,
    holds,
    member,
    number_of,
    points,
    relation_holds,
)
from .integrals import is_silent, linear_form
from .signs import ProofError


def equality_case_holds(claim: EqualityCase, instance: Instance) -> Finding:
    """Whether a relation holds, with equality exactly where it should.

    Args:
        claim: the relation and its case of equality.
        instance: one that the hypotheses allow.
    """
    relation = claim.relation
    plain = relation_holds(relation, instance)
    if plain.truth is not True:
        return plain
    equal = relation_holds(replace(relation, sign="="), instance)
    same = _same(claim.first, claim.second, points(instance, (*names(claim.first),
                                                              *names(claim.second))))
    if equal.truth is LEFT_OUT or equal.truth is None or same is None:
        return replace(equal, truth=None)
    return replace(equal, truth=equal.truth is same)


def extremum_holds(hypotheses: Hypotheses, claim: Extremum, instance: Instance) -> Finding:
    """Whether a point lies in its range, and the variable's value at an instance is worse.

    Args:
        hypotheses: on the range of the variable.
        claim: with the point.
        instance: one that the hypotheses allow.
    """
    fault = _out_of_range(hypotheses, claim, instance)
    if fault is not None:
        return fault
    best = substitute(unfold(claim.body), {claim.variable: unfold(claim.at)})

    def sides(field: Any) -> tuple[Any, Any]:
        return member(best, instance, field), member(claim.body, instance, field)

    finding = decide(sides, ">" if claim.maximum else "<")
    if finding.truth is False and claim.variable not in names(claim.at):
        # A tie counts only where the two points differ and the objective is a number.
        tie = decide(sides, "=").truth
        if tie is not False:
            apart = _same(claim.variable, claim.at, _with_mass(claim.body, claim.variable,
                                                               instance)) is False
            finite = "∞" not in finding.left
            return finding if apart and finite and tie is True else replace(finding, truth=None)
    return finding


def _out_of_range(hypotheses: Hypotheses, claim: Extremum, instance: Instance) -> Finding | None:
    """Why the point claimed cannot be one: undefined, outside its range, or of the wrong mass."""
    variable, at = claim.variable, claim.at
    for values in _with_mass(claim.body, variable, instance):
        with precision(PRECISIONS[1]):
            value = at_point(at, values)
        if value is UNDEFINED:
            return Finding(False, f"{at} is undefined", "")
        for relation in hypotheses.about(variable):
            moved = replace(relation, left=unfold(substitute(relation.left, {variable: at})),
                            right=unfold(substitute(relation.right, {variable: at})))
            if holds(moved, Instance(values)) is False:
                return Finding(False, f"{variable.name} = {value}", f"outside {relation}")
    if isinstance(variable, Density) and instance.atoms:
        mass = Fraction(0)
        for weight, local in instance.atoms:
            part = at_point(at, {**instance.values, **local})
            if part is UNDEFINED or not part.is_constant():
                return None
            mass += weight * part.constant()
        if mass != 1:
            return Finding(False, f"∫{at} = {mass}", "1")
    return None


def _with_mass(body: Written, variable: Name, instance: Instance) -> list[dict[Name, Exact]]:
    """The points at which the variable matters: those that contribute to an integral."""
    found = points(instance, (variable,))
    if not isinstance(variable, PointFunction) or not has_integral(body):
        return found
    form = linear_form(body)
    return [values for values in found if not is_silent(form, Evaluation(
        BALLS, {name: number_of(value, BALLS) for name, value in values.items()}, extended=True))]


def _same(first: Written, second: Written, found: list[dict[Name, Exact]]) -> bool | None:
    """Whether two expressions agree at all points; None if in doubt or undefined at one."""
    truths = []
    for values in found:
        if UNDEFINED in (at_point(first, values), at_point(second, values)):
            return None
        truths.append(holds(Relation(first, "=", second), Instance(values)))
    return False if False in truths else None if None in truths else True


def chord_holds(hypotheses: Hypotheses, claim: Convexity, instance: Instance,
                other: Fraction, weight: Fraction) -> Finding:
    """Whether a chord lies above the graph of what should be convex.

    Args:
        hypotheses: on the range of the variable.
        claim: of convexity.
        instance: the first end.
        other: the second end.
        weight: of the first end in the point between, from 0 to 1.

    Raises:
        ProofError: if the chord leaves the range.
    """
    first = instance.values[claim.variable]
    if not isinstance(first, Fraction):
        raise ProofError("a chord has rational ends")
    second = Instance({**instance.values, claim.variable: other})
    middle = Instance({**instance.values, claim.variable: weight * first + (1 - weight) * other})
    if not 0 < weight < 1 or not (
        allows(hypotheses, second) and allows(hypotheses, middle)
    ):
        raise ProofError("the chord leaves the range")
    chord = written(weight) * _at(claim, instance) + written(1 - weight) * _at(claim, second)
    return decide(lambda field: (at_point(_at(claim, middle), middle.values, field),
                                 at_point(chord, {}, field)),
                  ">=" if claim.concave else "<=")


def _at(claim: Convexity, instance: Instance) -> Written:
    return substitute(unfold(claim.body), {name: written(v) for name, v in instance.values.items()})


def fixed(body: Written, variable: Name, instance: Instance) -> Written:
    """The objective with every other number at its value in the instance."""
    return substitute(unfold(body), {name: written(value) for name, value in
                                     instance.values.items() if name != variable})


def supporting_line(claim: Conjugate, instance: Instance, slope: Written) -> Comparison:
    """f(u) ≥ f(w) + t (u − w) for all u, with w and t given.

    Args:
        claim: of the function f.
        instance: gives w and all other numbers.
        slope: t.
    """
    body = fixed(claim.body, claim.variable, instance)
    at = written(instance.values[claim.variable])
    line = substitute(body, {claim.variable: at}) + slope * (claim.variable - at)
    return Comparison((body, line), (">=",))


def covers(statement: Statement, proved: Statement, instance: Instance,
            free: Collection[Name]) -> bool:
    """Whether a bound was proved under hypotheses that the claim's own ones imply.

    What is assumed besides holds at the instance, and does not speak of what is free.

    Args:
        statement: the claim with its hypotheses.
        proved: the bound with its own.
        instance: one that the hypotheses allow.
        free: the names that the bound ranges over.
    """
    given = {name: written(value) for name, value in instance.values.items()
             if not isinstance(name, Pointwise) and name not in free}
    own = statement.hypotheses.substitute(given)
    besides = [r for r in proved.hypotheses.relations if r not in own.relations]
    return set(proved.hypotheses.declared) <= set(own.declared) and all(
        holds(r, instance) is True and not {*names(r.left), *names(r.right)} & set(free)
        for r in besides)
