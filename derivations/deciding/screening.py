"""Which examples look as if they refuted a claim, in floating point: only these are replayed."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from ..kernel.theorem import Counterexample
from ..language.claims import Comparison, Convexity, Extremum, Statement
from ..language.measures import Pointwise
from ..language.traversal import names, substitute
from ..language.written import Relation
from ..meaning.signs import ProofError
from .floats import CLEARLY, UNDEFINED, Values, compiled, gap

Screen = Callable[[Counterexample], bool]


def screen(statement: Statement) -> Screen:
    """A test of examples that passes each that may refute the statement.

    Args:
        statement: everything passes where its claim has no values in floating point.
    """
    pointwise = any(isinstance(n, Pointwise) for n in statement.hypotheses.declared)
    if statement.integrates or pointwise:
        return _everything
    try:
        return _screen(statement)
    except ProofError:
        return _everything


def _everything(example: Counterexample) -> bool:
    return True


def _screen(statement: Statement) -> Screen:
    claim = statement.claim
    if isinstance(claim, Comparison):
        gaps = [gap(relation) for relation in claim.relations]
        return lambda example: _fails(
            lambda values: max(part(values) for part in gaps), _values(example))
    if isinstance(claim, Extremum) and claim.variable not in names(claim.at):
        sign = "<=" if claim.maximum else ">="
        best = gap(Relation(claim.body, sign, substitute(claim.body, {claim.variable: claim.at})))
        apart = gap(Relation(claim.variable, "=", claim.at))

        def beaten(example: Counterexample) -> bool:
            values = _values(example)
            return _fails(best, values) or (
                _near(best, values) and _fails(apart, values))

        return beaten
    if isinstance(claim, Convexity):
        body, turn = compiled(claim.body), -1 if claim.concave else 1

        def above(example: Counterexample) -> bool:
            values = _values(example)
            first, (second, weight) = values[claim.variable], map(float, example.rival)
            middle = {**values, claim.variable: weight * first + (1 - weight) * second}
            other = {**values, claim.variable: second}
            try:
                ends = weight * body(values) + (1 - weight) * body(other)
                centre = body(middle)
            except UNDEFINED:
                return True
            return turn * (centre - ends) > 1e-12 * max(abs(centre), abs(ends), 1e-300)

        return above
    return _everything


def _values(example: Counterexample) -> Values:
    return {name: float(value) if isinstance(value, Fraction) else compiled(value)({})
            for name, value in example.instance.values.items()}


def _fails(part: Callable[[Values], float], values: Values) -> bool:
    try:
        return not part(values) <= CLEARLY
    except UNDEFINED:
        return True


def _near(part: Callable[[Values], float], values: Values) -> bool:
    try:
        return not part(values) < -CLEARLY
    except UNDEFINED:
        return True
