"""The edges of what hypotheses allow: where one that ties names together holds with equality."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from ..language.claims import Hypotheses
from ..language.traversal import names
from ..language.written import (
    Difference,
    Name,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Written,
    written,
)
from .floats import compiled

MOST_EDGES: Final = 6
DEEPEST: Final = 12


def edges(hypotheses: Hypotheses) -> Iterator[Hypotheses]:
    """The hypotheses, and each of their edges that can be written as a value of one name.

    Args:
        hypotheses: of names without densities.
    """
    yield hypotheses
    found = 0
    for place, relation in enumerate(hypotheses.relations):
        free = [name for name in hypotheses.declared
                if name in names(relation.left) or name in names(relation.right)]
        if relation.sign not in ("<=", ">=") or len(free) < 2:
            continue
        for name in reversed(free):
            levels = list(_levels(relation.left - relation.right, written(0), name, 0))
            if not levels or found == MOST_EDGES:
                continue
            for level in levels:
                relations = list(hypotheses.relations)
                relations[place] = Relation(name, "=", level)
                found += 1
                yield replace(hypotheses, relations=tuple(relations))
            break


def _levels(left: Written, right: Written, name: Name, depth: int) -> Iterator[Written]:
    """Values of a name at which left = right, where it stands on the left once."""
    if left == name:
        yield right
        return
    if depth == DEEPEST:
        return
    if isinstance(left, Negation):
        yield from _levels(left.operand, -right, name, depth + 1)
    elif isinstance(left, Power) and isinstance(left.right, Number):
        order = left.right.exact
        if order > 0 and name in names(left.left):
            root = right ** (written(1) / left.right)
            yield from _levels(left.left, root, name, depth + 1)
            if order % 2 == 0:
                yield from _levels(left.left, -root, name, depth + 1)
    elif isinstance(left, Sum | Difference | Product | Quotient):
        first, second = (name in names(side) for side in (left.left, left.right))
        if first and not second:
            yield from _levels(left.left, _undone(left, right), name, depth + 1)
        elif second and not first:
            yield from _levels(left.right, _taken(left, right), name, depth + 1)


def _undone(left: Sum | Difference | Product | Quotient, right: Written) -> Written:
    if isinstance(left, Sum):
        return right - left.right
    if isinstance(left, Difference):
        return right + left.right
    return right / left.right if isinstance(left, Product) else right * left.right


def _taken(left: Sum | Difference | Product | Quotient, right: Written) -> Written:
    if isinstance(left, Sum):
        return right - left.left
    if isinstance(left, Difference):
        return left.left - right
    return right / left.left if isinstance(left, Product) else left.left / right


def within(hypotheses: Hypotheses) -> list[Callable[[Mapping[Name, float]], float]]:
    """By how much each inequality among the hypotheses holds, in floating point.

    Args:
        hypotheses: of names without densities.
    """
    found = []
    for relation in hypotheses.relations:
        if relation.sign[0] in "<>":
            low, high = (relation.left, relation.right) if relation.sign[0] == "<" else (
                relation.right, relation.left)
            found.append(compiled(high - low))
    return found
