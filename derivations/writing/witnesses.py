"""A counterexample as a sentence."""

from __future__ import annotations

from typing import Any

from ..language.grammar import parse_expression
from ..language.tokens import ClaimError
from ..language.typesetting import name_latex
from .prose import prose


def witness(counterexample: dict[str, Any] | None) -> str:
    """`Witness: $p = 2$ on an atom of weight $1/2$, where the left side is … and the right …`

    Args:
        counterexample: as the contract shows it.
    """
    if not counterexample:
        return ""
    parts = []
    values = counterexample.get("values") or {}
    if values:
        parts.append(_assignments(values))
    for atom in counterexample.get("atoms") or ():
        rest = {name: value for name, value in atom.items() if name != "weight"}
        parts.append(f"{_assignments(rest)} on an atom of weight ${_formula(atom['weight'])}$")
    left, right = counterexample.get("left"), counterexample.get("right")
    sides = ""
    if left and right:
        sides = (f"; there the left side is ${_formula(left)}$ and the right side "
                 f"${_formula(right)}$")
    return r"\emph{Witness:} " + "; ".join(parts) + sides + "."


def _assignments(values: dict[str, Any]) -> str:
    return ", ".join(f"${name_latex(name)} = {_formula(value)}$" for name, value in values.items())


def _formula(value: object) -> str:
    text = str(value)
    try:
        return parse_expression(text).latex()
    except ClaimError:
        return rf"\text{{{prose(text)}}}"
