"""Statements about convex functions at an instance: each function is one of a short table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from itertools import product
from typing import Any, Final

from ..language.claims import Claim, Hypotheses, Statement
from ..language.convex import Abstract, ConvexFunction, StrictFunction
from ..language.forms import Piecewise
from ..language.functions import Rational, absolute, exp, log, maximum, sqrt
from ..language.traversal import substitute
from ..language.written import Constant, Name, Real, Relation, Written, apply, written
from .instances import Instance
from .signs import ProofError

U: Final = Real("u")
T: Final = Real("t")
_OO: Final = Constant("oo")
_SIGN: Final = apply("sign", U - 1)
_ONE: Final = written(1)


@dataclass(frozen=True)
class Given:
    """A convex function on (0, ∞) with f(1) = 0.

    Args:
        value: f(u).
        slope: a subgradient at every u.
        at_zero: f(0+); oo stands for +∞.
        recession: lim f(u)/u.
        dual: sup over u > 0 of u t − f(u), and the condition under which it is a number.
        strict: whether f(t) > f′(1) (t − 1) for all t other than 1.
    """

    value: Written
    slope: Written
    at_zero: Written
    recession: Written
    dual: Written
    finite: Relation | None = None
    strict: bool = True


TABLE: Final[tuple[Given, ...]] = (
    Given(U * log(U), log(U) + 1, written(0), _OO, exp(T - 1)),
    Given(-log(U), -1 / U, _OO, written(0), -1 - log(-T), T < 0),
    Given((U - 1) ** 2, 2 * (U - 1), _ONE, _OO,
          Piecewise(((T + T**2 / 4, T >= -2), (written(-1), None)))),
    Given(absolute(U - 1) / 2, _SIGN / 2, Rational(1, 2), Rational(1, 2),
          maximum(T, -Rational(1, 2)), Rational(1, 2) >= T),
    Given((sqrt(U) - 1) ** 2, 1 - 1 / sqrt(U), _ONE, _ONE, T / (1 - T), T < 1),
    Given((U - 1) ** 2 / U, 1 - 1 / U**2, _OO, _ONE, 2 - 2 * sqrt(1 - T), T <= 1),
    Given(U - 1, _ONE, written(-1), _ONE, _ONE, T <= 1, strict=False),
    Given(1 - U, written(-1), _ONE, written(-1), written(-1), T <= -1, strict=False),
    Given(maximum(U - 1, 0), (1 + _SIGN) / 2, written(0), _ONE, maximum(T, 0), T <= 1),
    Given(U - U, written(0), written(0), written(0), written(0), T <= 0, strict=False),
)


def grounded(statement: Statement, instance: Instance) -> tuple[Statement, Instance]:
    """The statement with its convex functions replaced by those of an instance, and the rest of it.

    Args:
        statement: the claim and its hypotheses.
        instance: the value of a convex function is an expression of the table.

    Raises:
        ProofError: if a function is none of the table, or not of its kind.
    """
    functions = functions_of(statement)
    if not functions:
        return statement, instance
    chosen: dict[Name, Given] = {}
    for name in functions:
        found = next((g for g in TABLE if g.value == instance.values.get(name)), None)
        if found is None or (isinstance(name, StrictFunction) and not found.strict):
            raise ProofError(f"{name.name} is no convex function that is known")
        chosen[name] = found
    hypotheses = Hypotheses(
        tuple(n for n in statement.hypotheses.declared if n not in chosen),
        tuple(_put(r, chosen) for r in statement.hypotheses.relations))
    rest = {name: value for name, value in instance.values.items() if name not in chosen}
    return Statement(hypotheses, _put(statement.claim, chosen)), replace(instance, values=rest)


def _put(part: Any, chosen: Mapping[Name, Given]) -> Any:
    """A tree, a relation or a claim with convex functions replaced."""
    if isinstance(part, Abstract):
        return _given(part, chosen)
    if isinstance(part, Written):
        children = tuple(_put(child, chosen) for child in part.children)
        return part if children == part.children else part.rebuild(children)
    if isinstance(part, tuple):
        return tuple(_put(item, chosen) for item in part)
    if isinstance(part, Claim | Relation):
        return replace(part, **{f.name: _put(getattr(part, f.name), chosen) for f in fields(part)
                                if f.name not in ("span", "spans")})
    return part


def _given(node: Abstract, chosen: Mapping[Name, Given]) -> Written:
    found = chosen.get(node.function)
    if found is None:
        raise ProofError(f"{node.function.name} is not declared")
    formula: Written = getattr(found, node.part)
    if node.argument is None:
        return formula
    argument = _put(node.argument, chosen)
    if node.part == "dual":
        made = substitute(formula, {T: argument})
        if found.finite is None:
            return made
        condition = replace(found.finite, left=substitute(found.finite.left, {T: argument}),
                            right=substitute(found.finite.right, {T: argument}))
        return Piecewise(((made, condition),))
    made = substitute(formula, {U: argument})
    return Piecewise(((made, argument > 0),))


def given_function(text: str) -> Written:
    """The expression of the table with a given text.

    Raises:
        ProofError: if there is none.
    """
    for found in TABLE:
        if str(found.value) == text:
            return found.value
    raise ProofError("a convex function is none of those that are known")


def functions_of(statement: Statement) -> list[Name]:
    """The convex functions that a statement declares."""
    return [n for n in statement.hypotheses.declared if isinstance(n, ConvexFunction)]


def groundings(statement: Statement) -> Iterator[tuple[Statement, dict[Name, Written]]]:
    """The statement with its functions given, in the order of the table."""
    functions = functions_of(statement)
    fitting = [[g.value for g in TABLE if g.strict or not isinstance(name, StrictFunction)]
               for name in functions]
    if len(functions) > 1:
        # Equal choices hide what turns on two functions being different.
        fitting = [row[k:] + row[:k] for k, row in enumerate(fitting)]
    for chosen in product(*fitting):
        given = dict(zip(functions, chosen, strict=True))
        yield grounded(statement, Instance(dict(given)))[0], given
