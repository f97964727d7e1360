"""The replay of counterexamples on the claim as it is written, in exact arithmetic and balls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

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
from ..language.measures import Density
from ..language.traversal import names, substitute
from ..language.written import Constant, Negation, Relation, written
from ..meaning.evaluation import UNDEFINED, Extended
from ..meaning.grounding import grounded
from ..meaning.instances import (
    LEFT_OUT,
    Finding,
    Instance,
    allows,
    at_point,
    comparison_holds,
    decide,
    member,
    relation_holds,
    shown,
)
from ..meaning.laws import check_laws
from ..meaning.normal_form import SIZES
from ..meaning.replays import (
    chord_holds,
    covers,
    equality_case_holds,
    extremum_holds,
    fixed,
    supporting_line,
)
from ..meaning.signs import ProofError
from .theorem import _SEAL, Counterexample, Refutation, expect


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
    plain, rest = grounded(statement, counterexample.instance)
    example, replay = replace(counterexample, instance=rest), REPLAYS.get(type(plain.claim))
    if replay is None or bool(rest.atoms) != plain.needs_space or not (
        allows(plain.hypotheses, rest)
    ):
        raise ProofError("the counterexample is not one that the hypotheses allow")
    check_laws(plain, SIZES[-1])
    try:
        findings = [replay(plain, case) for case in _cases(plain, example)]
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise ProofError(f"the counterexample does not fit: {error}") from error
    finding = next((found for found in findings if found.truth is False), findings[0])
    if finding.truth is None:
        raise InconclusiveError("the counterexample does not refute the claim")
    if finding.truth is not False:
        raise ProofError("the counterexample does not refute the claim")
    return Refutation(statement, counterexample, finding.left, finding.right, _SEAL)


def _cases(statement: Statement, example: Counterexample) -> list[Counterexample]:
    """The counterexample, or for a claim at one point each atom of its space."""
    if statement.integrates or not example.instance.atoms:
        return [example]
    return [replace(example, instance=Instance({**example.instance.values, **values}))
            for _, values in example.instance.atoms]


def _bound(statement: Statement, example: Counterexample) -> Finding:
    """A value of the objective beyond the bound, or a proved bound that it does not reach."""
    claim, instance = expect(statement.claim, Bound), example.instance
    sign = "<=" if claim.upper else ">="
    limit = claim.limit
    infinite = limit in (Constant("oo"), Negation(Constant("oo")))
    value = member(claim.body, instance)
    if example.bound is None:
        # On one atom there is only one density, so that its value is the supremum.
        alone = isinstance(claim.variable, Density) and len(instance.atoms) == 1
        if infinite:
            # Where the objective is a number, its supremum is not −∞.
            beyond = (alone or (limit == Constant("oo")) != claim.upper) and (
                value is not LEFT_OUT and not isinstance(value, Extended))
            return Finding(value is not UNDEFINED and not beyond, shown(value), str(limit))
        return relation_holds(Relation(claim.body, "=" if alone else sign, limit), instance)
    proved = example.bound.statement
    wanted = proved.claim
    if not isinstance(wanted, Comparison) or wanted.signs != (sign,) or not covers(
        statement, proved, instance, claim.bound
    ) or unfold(wanted.members[0]) != fixed(claim.body, claim.variable, instance) or (
        claim.variable in names(wanted.members[1])
    ):
        raise ProofError("the bound is not one of the objective")
    strict = "<" if claim.upper else ">"
    level = wanted.members[1]
    if value is LEFT_OUT or (infinite and (limit == Constant("oo")) != claim.upper):
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
    if bound.statement.claim != supporting_line(claim, instance, example.slope) or not covers(
        fitting, bound.statement, instance, {claim.variable}
    ):
        raise ProofError("the line is not one that supports the function")
    slope, point = unfold(example.slope), instance.values
    best = claim.variable * claim.dual - claim.body
    numbers = {name: written(value) for name, value in point.items() if name != claim.dual}
    sides = [substitute(substitute(unfold(side), numbers), {claim.dual: slope})
             for side in (claim.result, best)]
    return decide(lambda field: tuple(at_point(side, {}, field) for side in sides), "=")


def _comparison(statement: Statement, example: Counterexample) -> Finding:
    return comparison_holds(expect(statement.claim, Comparison), example.instance)


def _equality_case(statement: Statement, example: Counterexample) -> Finding:
    return equality_case_holds(expect(statement.claim, EqualityCase), example.instance)


def _extremum(statement: Statement, example: Counterexample) -> Finding:
    return extremum_holds(statement.hypotheses, expect(statement.claim, Extremum),
                          example.instance)


def _convexity(statement: Statement, example: Counterexample) -> Finding:
    if len(example.rival) != 2:
        raise ProofError("a chord has two ends and a weight")
    return chord_holds(statement.hypotheses, expect(statement.claim, Convexity),
                       example.instance, *example.rival)


REPLAYS: Final[dict[type, Callable[[Statement, Counterexample], Finding]]] = {
    Comparison: _comparison,
    EqualityCase: _equality_case,
    Extremum: _extremum,
    Bound: _bound,
    Convexity: _convexity,
    Conjugate: _conjugate,
}
