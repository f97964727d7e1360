"""Suprema over a critic T of a claim about a convex function: T = f′(p/q) is where it is reached.

Its integrals need not be finite: the constant T = f′(1) takes its place where they would grow too
large, so that the supremum is approached whether it is reached or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from ..kernel.rules import EPSILON
from ..kernel.theorem import Certificate
from ..language.claims import Bound, Hypotheses, Statement
from ..language.convex import ConvexFunction, slope
from ..language.measures import Density
from ..language.traversal import substitute
from ..language.written import Relation
from ..meaning.instances import Instance
from ..meaning.integrals import linear_form
from ..meaning.signs import ProofError
from .extrema import bounds
from .orders import NotFoundError, find_order, order_with


def over_critics(statement: Statement, claim: Bound, witness: Instance) -> Iterator[Certificate]:
    """Certificates to try for a sup or inf over a function.

    Args:
        statement: with convex functions.
        claim: its sup or inf.
        witness: an instance that the hypotheses allow.

    Raises:
        NotFoundError: with a line on what was missing.
    """
    hypotheses, variable = statement.hypotheses, claim.variable
    forward, back = ("<=", ">=") if claim.upper else (">=", "<=")
    upper = find_order(hypotheses, Relation(claim.body, forward, claim.limit))
    about = hypotheses.about(variable)
    near = Hypotheses((*(n for n in hypotheses.declared if n != variable), EPSILON),
                      (*(r for r in hypotheses.relations if r not in about), EPSILON > 0))
    laws = [n for n in hypotheses.declared if isinstance(n, Density)]
    target = claim.limit - EPSILON if claim.upper else claim.limit + EPSILON
    for function in (n for n in hypotheses.declared if isinstance(n, ConvexFunction)):
        level = slope(function, 1)
        for above, below in permutations(laws, 2):
            point = slope(function, above / below)
            try:
                finite = bounds(near, linear_form(substitute(claim.body, {variable: level})))
                reached = Relation(substitute(claim.body, {variable: point}), back, target)
                lower = order_with(near, reached, (), 1 / EPSILON)
            except (NotFoundError, ProofError):
                continue
            yield Certificate("supremum", witness, (upper, lower), finite, point=point,
                              level=level)
