"""Hypotheses as the sentence that opens a theorem."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ..language.claims import Hypotheses
from ..language.convex import ConvexFunction, StrictFunction
from ..language.measures import Density, NullFunction, PointFunction
from ..language.typesetting import SIGN_LATEX
from ..language.written import Integer, Name, Relation

_KINDS: Final[tuple[tuple[type[Name], str, str], ...]] = (
    (Density, "a density", "densities"),
    (PointFunction, "a measurable function", "measurable functions"),
    (NullFunction, "a signed function that integrates to $0$",
     "signed functions that integrate to $0$"),
    (Integer, "an integer", "integers"),
    (StrictFunction, r"convex on $(0, \infty)$, $0$ at $1$ and above a line elsewhere",
     r"convex on $(0, \infty)$, $0$ at $1$ and above a line elsewhere"),
    (ConvexFunction, r"convex on $(0, \infty)$ and $0$ at $1$",
     r"convex on $(0, \infty)$ and $0$ at $1$"),
)
_LOWER: Final = {">": "<", ">=": "<="}


def hypotheses_sentence(found: Iterable[Hypotheses]) -> str:
    """`Let $p$ and $q$ be densities, with $p > 0$.`, or nothing where nothing is assumed.

    Args:
        found: the hypotheses of steps that are shown together.
    """
    declared: dict[Name, None] = {}
    relations: dict[Relation, None] = {}
    for one in found:
        declared.update(dict.fromkeys(one.declared))
        relations.update(dict.fromkeys(one.relations))
    parts: list[str] = []
    for kind, singular, plural in _KINDS:
        names = [f"${name.latex()}$" for name in declared if type(name) is kind]
        if names:
            verb = "" if parts else "be "
            parts.append(f"{_listed(names)} {verb}{plural if len(names) > 1 else singular}")
    conditions = _listed([f"${text}$" for text in _joined(list(relations))])
    if not parts:
        return f"Let {conditions}." if conditions else ""
    return f"Let {_listed(parts)}{', with ' + conditions if conditions else ''}."


def _joined(relations: Sequence[Relation]) -> list[str]:
    """Relations in LaTeX, a lower and an upper bound of one name as one."""
    made: list[str] = []
    used: set[int] = set()
    for place, first in enumerate(relations):
        if place in used:
            continue
        other = next((later for later in range(place + 1, len(relations))
                      if later not in used and _between(first, relations[later])), None)
        if other is None:
            made.append(first.latex())
            continue
        used.add(other)
        low, high = _between(first, relations[other]) or (first, first)
        made.append(f"{low.left.latex()} {SIGN_LATEX[low.sign]} {low.right.latex()} "
                    f"{SIGN_LATEX[high.sign]} {high.right.latex()}")
    return made


def _between(first: Relation, second: Relation) -> tuple[Relation, Relation] | None:
    for low, high in ((first, second), (second, first)):
        if low.sign in _LOWER:
            low = Relation(low.right, _LOWER[low.sign], low.left)
        if low.sign in ("<", "<=") and high.sign in ("<", "<=") and low.right == high.left:
            return low, high
    return None


def _listed(parts: Sequence[str]) -> str:
    if len(parts) < 3:
        return " and ".join(parts)
    return ", ".join(parts[:-1]) + f" and {parts[-1]}"
