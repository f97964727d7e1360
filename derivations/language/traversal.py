"""Walking through trees, and replacing names in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from .written import Name, Relation, Written


def walk(node: Written) -> Iterator[Written]:
    """Every node of the tree, the outermost first."""
    yield node
    for child in node.children:
        yield from walk(child)


def names(node: Written) -> tuple[Name, ...]:
    """The names that occur in the tree, each once, in order of appearance."""
    known: tuple[Name, ...] | None = node.__dict__.get("_names")
    if known is None:
        inner = (name for child in node.children for name in names(child))
        known = (node,) if isinstance(node, Name) else tuple(dict.fromkeys(inner))
        object.__setattr__(node, "_names", known)
    return known


def substitute(node: Written, replacement: Mapping[Name, Written]) -> Written:
    """The tree with names replaced; a bound variable neither changes nor captures.

    Args:
        replacement: what stands for each name.
    """
    if isinstance(node, Name):
        return replacement.get(node, node)
    bound = getattr(node, "substituted", None)
    if bound is not None:
        made: Written = bound(replacement)
        return made
    children = tuple(substitute(child, replacement) for child in node.children)
    return node if children == node.children else node.rebuild(children)


def moved(relation: Relation, replacement: Mapping[Name, Written]) -> Relation:
    """A relation with names replaced on both sides.

    Args:
        relation: any.
        replacement: what stands for each name.
    """
    return replace(relation, left=substitute(relation.left, replacement),
                   right=substitute(relation.right, replacement))


def under_binder(
    variable: Name, body: Written, replacement: Mapping[Name, Written]
) -> tuple[Name, Written]:
    """A body below its bound variable, with the other names replaced.

    Args:
        variable: bound in the body; renamed if a replacement mentions it.
        replacement: what stands for each name.
    """
    inner = {name: value for name, value in replacement.items()
             if name != variable and name in names(body)}
    taken = {name.name for value in inner.values() for name in names(value)}
    if variable.name in taken:
        used = taken | {name.name for name in names(body)}
        fresh = next(f"{variable.name}_{k}" for k in range(len(used) + 1)
                     if f"{variable.name}_{k}" not in used)
        inner[variable] = variable = replace(variable, name=fresh)
    return variable, substitute(body, inner)
