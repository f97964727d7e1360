"""A relation from a theorem: the same integrals, all sides scaled by one positive number."""

from __future__ import annotations

from typing import Final

from ..language.claims import Comparison, EqualityCase, Hypotheses
from ..language.traversal import moved, substitute
from ..language.written import Name, Relation, Written
from ..meaning.cells import cells
from ..meaning.integrals import check_scaled, linear_form
from ..meaning.signs import ProofError
from .orders import check_relation
from .theorem import Certificate, Order, Premise

_MIRRORED: Final = {"<=": ">=", ">=": "<=", "<": ">", ">": "<", "=": "="}


def follows(hypotheses: Hypotheses, relation: Relation, premise: Premise | None,
            size: int) -> tuple[Written, Written] | None:
    """Checks that a relation is the premise's one, its names replaced and its sides scaled.

    On each side the integrals are those of the premise times one positive factor, and so is the
    difference of what stands outside; so both are defined at the same instances.

    Args:
        hypotheses: under which the relation is claimed.
        relation: between sides that are linear in their integrals.
        premise: a theorem, what stands for its names, and the factor.
        size: how many generators a cell has room for.

    Returns:
        The two sides of the premise's case of equality, if it has one.

    Raises:
        ProofError: if the relation does not follow.
    """
    if premise is None:
        raise ProofError("there is no result to follow from")
    claim, renaming = premise.theorem.statement.claim, dict[Name, Written](premise.renaming)
    known = premise.theorem.statement.hypotheses
    if set(renaming) != set(known.declared) or any(
        type(old) is not type(new) or new not in hypotheses.declared for old, new in
        premise.renaming
    ):
        raise ProofError("a result is used for names of other kinds")
    if isinstance(claim, EqualityCase):
        given = claim.relation
    elif isinstance(claim, Comparison) and len(claim.signs) == 1:
        given = claim.relations[0]
    else:
        raise ProofError("the result is no relation")
    if given.sign != relation.sign:
        given = Relation(given.right, _MIRRORED[given.sign], given.left)
    if given.sign != relation.sign:
        raise ProofError("the result says another relation")
    sides = [(linear_form(mine), linear_form(substitute(theirs, renaming))) for mine, theirs in
             ((relation.left, given.left), (relation.right, given.right))]
    for cell in cells(hypotheses, (), size):
        for condition in known.relations:
            if not cell.strict.holds(moved(condition, renaming)):
                raise ProofError("a hypothesis of the result may fail")
        check_scaled(sides, premise.factor, cell.strict)
    if not isinstance(claim, EqualityCase):
        return None
    return substitute(claim.first, renaming), substitute(claim.second, renaming)


def by_order(hypotheses: Hypotheses, relation: Relation, order: Order | None,
             certificate: Certificate, size: int) -> None:
    """A relation by its order, or by the premise where it has none."""
    if order is None:
        follows(hypotheses, relation, certificate.premise, size)
    else:
        check_relation(hypotheses, relation, order, size)
