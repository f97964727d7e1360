"""Expressions on a field of given signs, for the tests of what they come to."""

from __future__ import annotations

from derivations.language.divergences import unfold
from derivations.language.grammar import parse_expression
from derivations.language.traversal import names
from derivations.meaning.evaluation import Evaluation
from derivations.meaning.normal_form import SIZES, Field, Ratio
from derivations.meaning.signs import ANY, NEGATIVE, NON_NEGATIVE, POSITIVE

SIGNS = {"x": POSITIVE, "y": POSITIVE, "z": ANY, "w": ANY, "h": NON_NEGATIVE, "m": NEGATIVE}


def forms(*texts: str) -> tuple[Field, list[Ratio]]:
    """The normal forms of expressions in x, y > 0, z and w real, h >= 0 and m < 0."""
    field = Field(SIZES[-1])
    trees = [unfold(parse_expression(text)) for text in texts]
    values = {name: field.parameter(name.name, SIGNS[name.name])
              for tree in trees for name in names(tree)}
    evaluation = Evaluation(field, values, extended=False)
    return field, [evaluation.finite(tree) for tree in trees]
