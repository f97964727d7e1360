"""A convex function of integrals: lines that support it, one for every point of contact.

b f(a/b) is above a f′(c) + b (f(c) − c f′(c)) for every c > 0, which is linear in a and b, and
there is equality at c = a/b. So what holds of every such line holds of b f(a/b).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..language.convex import VALUE, Abstract, slope
from ..language.traversal import names, walk
from ..language.written import Name, Real, Relation, Written, written
from ..meaning.derivative import derivative
from ..meaning.signs import ProofError
from .multipliers import tidied

Contacts = tuple[tuple[Name, Written], ...]


def lines_beside(relation: Relation, integrals: Iterable[Name],
                 taken: Iterable[str]) -> tuple[Written, Contacts] | None:
    """right − left with its values at integrals replaced by lines, and where these touch.

    Args:
        relation: between numbers.
        integrals: the names of the integrals.
        taken: names that a point of contact may not have.

    Returns:
        Nothing where no convex function stands at an integral, or not as a summand.
    """
    left, right = relation.left, relation.right
    if relation.sign in (">", ">="):
        left, right = right, left
    curve, own = right - left, set(integrals)
    values = list(dict.fromkeys(
        node for node in walk(curve) if isinstance(node, Abstract) and node.part == VALUE
        and own & set(names(node))))
    if not values or relation.sign == "=":
        return None
    used = set(taken)
    fresh = (f"c{k}" for k in range(len(used) + len(values)))
    points = [Real(name) for name in fresh if name not in used][:len(values)]
    stands: dict[Written, Written] = {node: Real(f" {k}") for k, node in enumerate(values)}
    plain = _put(curve, stands)
    total = _put(curve, dict.fromkeys(values, written(0)))
    contacts: list[tuple[Name, Written]] = []
    try:
        for node, point in zip(values, points, strict=True):
            weight = derivative(plain, names(stands[node])[0])
            argument = node.argument
            if argument is None or set(names(weight)) & set(stands.values()):
                return None
            touching = Abstract(VALUE, node.function, point)
            rise = slope(node.function, point)  # type: ignore[arg-type]
            total = total + tidied(weight * argument) * rise + tidied(weight) * (
                touching - point * rise)
            contacts.append((point, argument))
    except ProofError:
        return None
    return total, tuple(contacts)


def _put(node: Written, values: Mapping[Written, Written]) -> Written:
    if node in values:
        return values[node]
    children: Sequence[Written] = tuple(_put(child, values) for child in node.children)
    return node if children == node.children else node.rebuild(tuple(children))
