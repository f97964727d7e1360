"""Whether an instance satisfies the hypotheses of a statement."""

from __future__ import annotations

from ..language.claims import Statement
from ..language.divergences import unfold
from ..language.measures import Pointwise, has_integral
from ..language.traversal import names
from ..language.written import Integer, Relation
from .enclosures import FLOATS
from .evaluation import OUTSIDE, Place, evaluate, satisfies
from .gaussian import AnyInstance


def allows(statement: Statement, instance: AnyInstance) -> bool:
    """Whether an instance surely satisfies every hypothesis of a statement.

    Args:
        statement: its relations hold at every atom, or once if they speak of numbers alone.
        instance: names every declared name.
    """
    known = instance.names()
    for name in statement.hypotheses.declared:
        if name.name not in known:
            return False
        if isinstance(name, Integer) and instance.number(name.name).denominator != 1:
            return False
    return all(satisfied(relation, instance) for relation in statement.hypotheses.relations)


def satisfied(relation: Relation, instance: AnyInstance) -> bool:
    """Whether a hypothesis surely holds on an instance, at every atom."""
    left, right = unfold(relation.left), unfold(relation.right)
    integrates = has_integral(left) or has_integral(right)
    pointwise = any(isinstance(n, Pointwise) for n in (*names(left), *names(right)))
    places = [OUTSIDE]
    if pointwise and not integrates:
        places = [Place(atom) for atom in range(instance.atoms)]
    for place in places:
        try:
            order = FLOATS.compare(
                evaluate(left, instance, place), evaluate(right, instance, place)
            )
        except ArithmeticError:
            return False
        if order is None or not satisfies(order, relation.sign):
            return False
    return True
