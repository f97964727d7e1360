"""Reading what a user typed: f in u, a conjugate in t, an activation in v."""

from __future__ import annotations

from typing import Final

from ..language.forms import Derivative
from ..language.grammar import parse_expression
from ..language.measures import has_integral
from ..language.tokens import ClaimError
from ..language.traversal import names, walk
from ..language.written import Constant, Name, Real, Written

U: Final = Real("u")
T: Final = Real("t")
V: Final = Real("v")

_OTHER_NAME: Final = (
    "'{name}' is not known here: {what} is written in {variable} alone, so write a number for it"
)
_INTEGRAL: Final = "{what} holds an integral: write a function of the number {variable}"
_DERIVATIVE: Final = "{what} holds a derivative: write it out"
_ENDLESS: Final = "oo is no number: write a finite value"


def read(text: str, variable: Name, what: str, source: str) -> Written:
    """The tree of an expression in one variable.

    Args:
        text: in the claim language.
        variable: the only name that it may use.
        what: what it is, for errors.
        source: where it was typed, for errors.

    Raises:
        ClaimError: if it is no such expression.
    """
    try:
        made = parse_expression(text)
    except ClaimError as error:
        raise ClaimError(error.message, error.column, source) from None
    for name in names(made):
        if name != variable:
            raise ClaimError(_OTHER_NAME.format(name=name.name, what=what, variable=variable.name),
                             None if name.span is None else name.span[0] + 1, source)
    if has_integral(made):
        raise ClaimError(_INTEGRAL.format(what=what, variable=variable.name), None, source)
    if any(isinstance(node, Derivative) for node in walk(made)):
        raise ClaimError(_DERIVATIVE.format(what=what), None, source)
    if any(node == Constant("oo") for node in walk(made)):
        raise ClaimError(_ENDLESS, None, source)
    return made
