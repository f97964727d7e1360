"""The replay of counterexamples on the claim as it is written, in exact arithmetic and balls."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from ..language.claims import (
    Bound,
    Comparison,
    Conjugate,
    Convexity,
    EqualityCase,
    Extremum,
    Statement,
)
from ..language.divergences import unfold
from ..language.measures import (
    Density,
    NullFunction,
    PointFunction,
    Pointwise,
    has_integral,
)
from ..language.traversal import names, substitute
from ..language.written import Constant, Name, Negation, Relation, Written, written
from ..meaning.balls import PRECISIONS, precision
from ..meaning.evaluation import UNDEFINED, Evaluation, Extended
from ..meaning.instances import (
    BALLS,
    LEFT_OUT,
    Exact,
    Finding,
    Instance,
    allows,
    at_point,
    comparison_holds,
    decide,
    holds,
    member,
    number_of,
    points,
    relation_holds,
    shown,
)
from ..meaning.integrals import is_silent, linear_form
from ..meaning.normal_form import SIZES
from ..meaning.signs import ProofError
from .laws import check_laws
from .theorem import (
    _SEAL,
    Counterexample,
    Refutation,
    expect,
)


class InconclusiveError(ProofError):
    """The two sides could not be told apart, and are not known to be equal."""


def refute(statement: Statement, counterexample: Counterexample) -> Refutation:
    """The refutation of a statement, if its counterexample replays.

    Args:
        statement: the claim and its hypotheses.
        counterexample: an instance and what the kind of claim needs besides.

    Raises:
        ProofError: if the counterexample does not refute the claim.
    """
    replay = REPLAYS.get(type(statement.claim))
    if replay is None or bool(counterexample.instance.atoms) != needs_space(statement) or not (
        allows(statement.hypotheses, counterexample.instance)
    ):
        raise ProofError("the counterexample is not one that the hypotheses allow")
    check_laws(statement, SIZES[-1])
    try:
        findings = [replay(statement, example) for example in _cases(statement, counterexample)]
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise ProofError(f"the counterexample does not fit: {error}") from error
    finding = next((found for found in findings if found.truth is False), findings[0])
    if finding.truth is None:
        raise InconclusiveError("the counterexample does not refute the claim")
    if finding.truth is not False:
        raise ProofError("the counterexample does not refute the claim")
    return Refutation(statement, counterexample, finding.left, finding.right, _SEAL)


def needs_space(statement: Statement) -> bool:
    """Whether a counterexample is a space: for integrals, and for densities that are bounded.

    What is assumed of densities holds almost everywhere, so that not every single value that fits
    is one that they take.
    """
    bounded = any(isinstance(name, Density | NullFunction)
                  for relation in statement.hypotheses.relations
                  for name in (*names(relation.left), *names(relation.right)))
    return statement.integrates or bounded


def _cases(statement: Statement, example: Counterexample) -> list[Counterexample]:
    """The counterexample, or for a claim at one point each atom of its space."""
    if statement.integrates or not example.instance.atoms:
        return [example]
    return [replace(example, instance=Instance({**example.instance.values, **values}))
            for _, values in example.instance.atoms]


def _comparison(statement: Statement, example: Counterexample) -> Finding:
    claim = expect(statement.claim, Comparison)
    return comparison_holds(claim, example.instance)


def _equality_case(statement: Statement, example: Counterexample) -> Finding:
    """The relation fails, or holds with equality elsewhere, or without it where it should."""
    claim = expect(statement.claim, EqualityCase)
    relation, instance = claim.relation, example.instance
    plain = relation_holds(relation, instance)
    if plain.truth is not True:
        return plain
    equal = relation_holds(replace(relation, sign="="), instance)
    same = _same(claim.first, claim.second, points(instance, (*names(claim.first),
                                                              *names(claim.second))))
    if equal.truth is LEFT_OUT or equal.truth is None or same is None or equal.truth is same:
        return replace(equal, truth=None)
    return replace(equal, truth=False)


def _extremum(statement: Statement, example: Counterexample) -> Finding:
    """The point is out of range or undefined, or another value is no worse."""
    claim, instance = expect(statement.claim, Extremum), example.instance
    fault = _out_of_range(statement, claim.variable, claim.at, instance)
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


def _out_of_range(statement: Statement, variable: Name, at: Written,
                  instance: Instance) -> Finding | None:
    """Why the point claimed cannot be one: undefined, outside its range, or of the wrong mass."""
    for values in _with_mass(statement.claim.parts[0], variable, instance):
        with precision(PRECISIONS[1]):
            value = at_point(at, values)
        if value is UNDEFINED:
            return Finding(False, f"{at} is undefined", "")
        for relation in statement.hypotheses.about(variable):
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


def _bound(statement: Statement, example: Counterexample) -> Finding:
    """A value of the objective beyond the bound, or a proved bound that it does not reach."""
    claim, instance = expect(statement.claim, Bound), example.instance
    sign = "<=" if claim.upper else ">="
    limit = claim.limit
    infinite = limit in (Constant("oo"), Negation(Constant("oo")))
    if example.bound is None:
        if infinite:
            # Where the objective is a number, its supremum is not −∞.
            value = member(claim.body, instance)
            beyond = (limit == Constant("oo")) != claim.upper and (
                value is not LEFT_OUT and not isinstance(value, Extended))
            return Finding(False if value is UNDEFINED or beyond else None, shown(value),
                           str(limit))
        return relation_holds(Relation(claim.body, sign, limit), instance)
    proved = example.bound.statement
    wanted = proved.claim
    if not isinstance(wanted, Comparison) or wanted.signs != (sign,) or not _covers(
        statement, proved, instance, claim.bound
    ) or unfold(wanted.members[0]) != fixed(claim.body, claim.variable, instance) or (
        claim.variable in names(wanted.members[1])
    ):
        raise ProofError("the bound is not one of the objective")
    strict = "<" if claim.upper else ">"
    level = wanted.members[1]
    if infinite and (limit == Constant("oo")) != claim.upper:
        return Finding(None)
    if infinite:
        finite = decide(lambda field: (member(level, instance, field),) * 2, "=")
        return Finding(False if finite.truth is True and "∞" not in finite.left else None,
                       finite.left, str(limit))
    back = decide(lambda field: (member(level, instance, field), member(limit, instance, field)),
                  strict)
    if back.truth is not True:
        return Finding(None)
    return Finding(False, back.left, back.right)


def fixed(body: Written, variable: Name, instance: Instance) -> Written:
    """The objective with every other number at its value in the instance."""
    return substitute(unfold(body), {name: written(value) for name, value in
                                     instance.values.items() if name != variable})


def _covers(statement: Statement, proved: Statement, instance: Instance,
            free: Collection[Name]) -> bool:
    """Whether a bound was proved under hypotheses that the claim's own ones imply."""
    fixed = {name: written(value) for name, value in instance.values.items()
             if not isinstance(name, Pointwise) and name not in free}
    own = statement.hypotheses.substitute(fixed)
    return set(proved.hypotheses.relations) <= set(own.relations) and (
        set(proved.hypotheses.declared) <= set(own.declared)
    )


def _convexity(statement: Statement, example: Counterexample) -> Finding:
    """A chord below the graph of what should be convex."""
    claim, instance = statement.claim, example.instance
    if not isinstance(claim, Convexity) or len(example.rival) != 2:
        raise ProofError("no convexity")
    other, weight = example.rival
    first = instance.values[claim.variable]
    if not isinstance(first, Fraction):
        raise ProofError("a chord has rational ends")
    second = Instance({**instance.values, claim.variable: other})
    middle = Instance({**instance.values, claim.variable: weight * first + (1 - weight) * other})
    if not 0 < weight < 1 or not (
        allows(statement.hypotheses, second) and allows(statement.hypotheses, middle)
    ):
        raise ProofError("the chord leaves the range")
    chord = written(weight) * _at(claim, instance) + written(1 - weight) * _at(claim, second)
    return decide(lambda field: (at_point(_at(claim, middle), middle.values, field),
                                 at_point(chord, {}, field)),
                  ">=" if claim.concave else "<=")


def _at(claim: Convexity, instance: Instance) -> Written:
    return substitute(unfold(claim.body), {name: written(v) for name, v in instance.values.items()})


def _conjugate(statement: Statement, example: Counterexample) -> Finding:
    """At a point where a line of a slope t supports f, the claimed g(t) is not u t − f(u)."""
    claim, instance, bound = expect(statement.claim, Conjugate), example.instance, example.bound
    if bound is None or example.slope is None or names(example.slope) or (
        statement.hypotheses.about(claim.dual) or claim.variable in names(claim.result)
        or claim.dual in names(unfold(claim.body))
    ):
        raise ProofError("a conjugate is refuted at a line that supports the function")
    bare = replace(statement.hypotheses, declared=tuple(
        name for name in statement.hypotheses.declared if name != claim.dual))
    fitting = replace(statement, hypotheses=bare)
    if bound.statement.claim != supporting_line(claim, example) or not _covers(
        fitting, bound.statement, instance, {claim.variable}
    ):
        raise ProofError("the line is not one that supports the function")
    slope, point = unfold(example.slope), instance.values
    best = claim.variable * claim.dual - claim.body
    numbers = {name: written(value) for name, value in point.items() if name != claim.dual}
    sides = [substitute(substitute(unfold(side), numbers), {claim.dual: slope})
             for side in (claim.result, best)]
    return decide(lambda field: tuple(at_point(side, {}, field) for side in sides), "=")


def supporting_line(claim: Conjugate, example: Counterexample) -> Comparison:
    """f(u) ≥ f(w) + t (u − w) for all u, with w and t from a counterexample.

    Args:
        claim: of the function f.
        example: whose instance gives w and all other numbers, and whose slope is t.
    """
    if example.slope is None:
        raise ProofError("a line has a slope")
    body = fixed(claim.body, claim.variable, example.instance)
    at = written(example.instance.values[claim.variable])
    line = substitute(body, {claim.variable: at}) + example.slope * (claim.variable - at)
    return Comparison((body, line), (">=",))


REPLAYS: Final[dict[type, Callable[[Statement, Counterexample], Finding]]] = {
    Comparison: _comparison,
    EqualityCase: _equality_case,
    Extremum: _extremum,
    Bound: _bound,
    Convexity: _convexity,
    Conjugate: _conjugate,
}
