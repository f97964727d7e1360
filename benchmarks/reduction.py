"""What a statement comes to for an engine that knows SymPy's expressions only.

A statement becomes parts, each a plain relation; all of them hold if the statement does. What the
reduction leaves out favours the engine: whether sides are defined, whether an optimum lies in its
range, whether a function is convex where its conjugate is claimed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import sympy

from derivations.language.claims import (
    Comparison,
    Conjugate,
    Convexity,
    Extremum,
    Hypotheses,
    Statement,
)
from derivations.language.measures import Density
from derivations.language.symbolic import symbol
from derivations.language.written import Integer, Name, Relation, Written

_TURNED: Final = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "=": "=", "!=": "!="}


@dataclass(frozen=True)
class Part:
    """left sign right, the sign being one of = <= <.

    Args:
        needed: whether the statement is false if the part is.
    """

    left: Any
    sign: str
    right: Any
    needed: bool = True


@dataclass(frozen=True)
class Reduced:
    """The parts of a statement with what its hypotheses say.

    Args:
        names: the symbol of each declared name.
        given: the hypotheses as (left, sign, right).
    """

    parts: tuple[Part, ...]
    names: tuple[Any, ...]
    given: tuple[tuple[Any, str, Any], ...]


def reduce(statement: Statement) -> Reduced | None:
    """The parts of a statement, or nothing where SymPy has no words for it.

    Args:
        statement: as the claim language reads it.
    """
    if statement.integrates:
        return None
    hypotheses = statement.hypotheses
    known = {symbol(name): sympy.Symbol(name.name, **assumptions(name, hypotheses))
             for name in hypotheses.declared}

    def value(node: Written) -> Any:
        return sympy.sympify(node.value()).xreplace(known)

    def named(name: Name) -> Any:
        return known.get(symbol(name), symbol(name))

    claim = statement.claim
    if isinstance(claim, Comparison):
        parts = [_part(value(r.left), r.sign, value(r.right)) for r in claim.relations]
    elif isinstance(claim, Convexity):
        bend = sympy.diff(value(claim.body), named(claim.variable), 2)
        parts = [_part(bend, "<=" if claim.concave else ">=", sympy.S.Zero)]
    elif isinstance(claim, Extremum):
        body, variable = value(claim.body), named(claim.variable)
        slope, bend = sympy.diff(body, variable), sympy.diff(body, variable, 2)
        sign = "<=" if claim.maximum else ">="
        parts = [Part(slope.subs(variable, value(claim.at)), "=", sympy.S.Zero),
                 _part(bend, sign, sympy.S.Zero, needed=False)]
    elif isinstance(claim, Conjugate):
        body, variable = value(claim.body), named(claim.variable)
        slope = sympy.diff(body, variable)
        parts = [Part(value(claim.result).subs(named(claim.dual), slope), "=",
                      variable * slope - body)]
    else:
        return None
    given = tuple((value(r.left), r.sign, value(r.right)) for r in hypotheses.relations)
    return Reduced(tuple(parts), tuple(known.values()), given)


def assumptions(name: Name, hypotheses: Hypotheses) -> dict[str, bool]:
    """What SymPy can be told of a name: its sign, as far as bounds by numbers give it.

    Args:
        name: a declared name.
        hypotheses: of the statement.
    """
    found = {"integer" if isinstance(name, Integer) else "real": True}
    signs = {sign for relation in hypotheses.about(name) for sign in _signs(name, relation)}
    if isinstance(name, Density):
        signs.add("nonnegative")
    if "positive" in signs or "negative" in signs:
        signs -= {"nonnegative", "nonpositive", "nonzero"}
    return {**found, **dict.fromkeys(sorted(signs), True)}


def _signs(name: Name, relation: Relation) -> list[str]:
    left, sign, right = relation.left, relation.sign, relation.right
    if right == name:
        left, sign, right = right, _TURNED[sign], left
    bound = sympy.sympify(right.value())
    if left != name or bound.free_symbols:
        return []
    if sign == "!=":
        return ["nonzero"] if bound.is_zero else []
    if sign in (">", ">=", "=") and (bound.is_positive or (sign == ">" and bound.is_zero)):
        return ["positive"]
    if sign in ("<", "<=", "=") and (bound.is_negative or (sign == "<" and bound.is_zero)):
        return ["negative"]
    return {">=": ["nonnegative"], "<=": ["nonpositive"]}.get(sign, []) if bound.is_zero else []


def _part(left: Any, sign: str, right: Any, needed: bool = True) -> Part:
    if sign in (">", ">="):
        left, sign, right = right, _TURNED[sign], left
    return Part(left, sign, right, needed)
