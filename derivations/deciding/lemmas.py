"""Theorems that other certificates and counterexamples rest on."""

from __future__ import annotations

from ..kernel.rules import prove
from ..kernel.theorem import Certificate, Theorem
from ..language.claims import Comparison, Hypotheses, Statement
from ..meaning.signs import ProofError
from .grounds import witness as find_witness
from .orders import NotFoundError, find_order


def lemma(hypotheses: Hypotheses, claim: Comparison) -> Theorem | None:
    """The theorem of one relation, if the search finds it.

    Args:
        hypotheses: under which it is to hold.
        claim: of one relation, without a premise.
    """
    stated = Statement(hypotheses, claim)
    try:
        witness = find_witness(stated)
        if witness is None:
            return None
        order = find_order(hypotheses, claim.relations[0])
        return prove(stated, Certificate("comparison", witness, (order,)))
    except (NotFoundError, ProofError):
        return None
