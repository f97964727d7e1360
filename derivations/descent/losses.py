"""A generator's loss as a user writes it: an expression in D, defined for 0 < D < 1."""

from __future__ import annotations

from typing import Final

from ..language.claims import Comparison, laws
from ..language.forms import Derivative
from ..language.grammar import parse_expression
from ..language.measures import has_integral
from ..language.statements import check
from ..language.tokens import ClaimError
from ..language.traversal import names
from ..language.written import Real, Relation, Written, written
from ..meaning.derivative import unrolled
from ..meaning.signs import ProofError
from .settled import settled

D: Final = Real("D")
INSIDE: Final = (Relation(D, ">", written(0)), Relation(D, "<", written(1)))

_OTHER_NAME: Final = (
    "it speaks of '{name}': write it in D alone, with a number in the place of {name}"
)
_INTEGRAL: Final = (
    "it holds an integral: write what stands inside E(q, …), as it is at a point"
)
_UNDEFINED: Final = (
    "it has no value at D = {place}: a generator meets every D between 0 and 1, so write a "
    "loss that is defined for all of them"
)
_NO_SLOPE: Final = "it holds a derivative that is not known: {error}; write it out"
_EMPTY: Final = "nothing stands there: write an expression in D, such as -log(D)"


def read_loss(text: str) -> Written:
    """The expression of a loss.

    Args:
        text: an expression of the claim language in D.

    Raises:
        ClaimError: if it is none, or speaks of anything but D, or has no value somewhere inside.
    """
    if not text.strip():
        raise ClaimError(_EMPTY, None, "loss")
    try:
        loss = parse_expression(text)
        check(Comparison((loss, loss), ("=",)))
    except ClaimError as error:
        raise ClaimError(error.message, error.column, "loss") from None
    if has_integral(loss) or laws(loss):
        raise ClaimError(_INTEGRAL, None, "loss")
    for name in names(loss):
        if name.name != D.name:
            raise ClaimError(_OTHER_NAME.format(name=name.name), _column(name), "loss")
    found = settled(Comparison((loss, loss), ("=",)), INSIDE)
    if found.verdict == "refuted" and found.counterexample is not None:
        raise ClaimError(_UNDEFINED.format(place=found.counterexample["values"][D.name]),
                         None, "loss")
    try:
        return _unrolled(loss)
    except ProofError as error:
        raise ClaimError(_NO_SLOPE.format(error=error), None, "loss") from None


def _unrolled(node: Written) -> Written:
    """The tree with every derivative sign carried out."""
    if isinstance(node, Derivative):
        return _unrolled(unrolled(node)[-1])
    children = tuple(_unrolled(child) for child in node.children)
    return node if children == node.children else node.rebuild(children)


def _column(name: Written) -> int | None:
    return None if name.span is None else name.span[0] + 1
