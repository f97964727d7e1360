"""Rules for functions of one number: convexity by their pieces, and their Fenchel conjugates."""

from __future__ import annotations

from ..language.claims import Conjugate, Convexity, Hypotheses, Statement
from ..language.divergences import unfold
from ..language.traversal import names
from ..language.written import Name, Real, Written
from ..meaning.decomposition import parts
from ..meaning.evaluation import Evaluation
from ..meaning.graphs import Joint, Piece, graph
from ..meaning.normal_form import Ratio
from ..meaning.signs import NEGATIVE, NON_NEGATIVE, NON_POSITIVE, POSITIVE, ProofError
from .sign_proofs import prove_sign
from .theorem import PLAIN, Certificate, Order, expect


def by_pieces(statement: Statement, certificate: Certificate, size: int) -> None:
    """A continuous function whose slope rises on every piece and at every joint is convex."""
    claim = expect(statement.claim, Convexity)
    order = certificate.orders[0]
    if order is None:
        raise ProofError("an order is missing")
    _bending(statement.hypotheses, claim.variable, unfold(claim.body), order, claim.concave, size)


def _bending(hypotheses: Hypotheses, variable: Name, body: Written, order: Order, concave: bool,
             size: int) -> tuple[list[Piece], list[Joint]]:
    if not isinstance(variable, Real):
        raise ProofError("convexity is about real numbers")
    pieces, joints = graph(hypotheses, variable, body, order.cuts, size)
    wanted = NON_POSITIVE if concave else NON_NEGATIVE
    reasons = order.reasons or (PLAIN,) * len(pieces)
    for piece, reason in zip(pieces, reasons, strict=True):
        if prove_sign(piece.cell.region, piece.bend(), reason) | wanted != wanted:
            raise ProofError("a slope may move the wrong way")
    for joint in joints:
        if joint.left is not None and joint.right is not None and (
            joint.cell.region.field.signs_of(joint.right - joint.left) | wanted != wanted
        ):
            raise ProofError("a slope may jump the wrong way")
    return pieces, joints


def by_parts(statement: Statement, certificate: Certificate, size: int) -> None:
    """Sums, multiples by numbers of known sign, maxima and absolute values of convex functions."""
    claim = expect(statement.claim, Convexity)
    found = parts(statement.hypotheses, claim.variable, unfold(claim.body), claim.concave, size)
    for (body, concave), order in zip(found, certificate.orders, strict=True):
        if order is None:
            raise ProofError("an order is missing")
        _bending(statement.hypotheses, claim.variable, body, order, concave, size)


def conjugate(statement: Statement, certificate: Certificate, size: int) -> None:
    """g(t) = w t − f(w) for a convex f and every t in its subdifferential at every w.

    Such a w is where u t − f(u) is largest. The subdifferential is the slope on a piece, the
    span of both slopes at a joint, and a ray at a closed end of the range.

    Source: Rockafellar (1970), Convex Analysis, Theorem 23.5.
    """
    claim = expect(statement.claim, Conjugate)
    hypotheses, order = statement.hypotheses, certificate.orders[0]
    result, dual = unfold(claim.result), claim.dual
    if order is None or hypotheses.about(dual) or claim.variable in names(result) or (
        dual in names(unfold(claim.body))
    ):
        raise ProofError("the dual variable of a conjugate is free")
    bare = Hypotheses(tuple(n for n in hypotheses.declared if n != dual), hypotheses.relations)
    pieces, joints = _bending(bare, claim.variable, unfold(claim.body), order, False, size)
    for piece in pieces:
        _agrees(piece, result, dual, piece.slope)
    for joint in joints:
        for slope in _subdifferential(joint):
            _agrees(joint, result, dual, slope)


def _subdifferential(joint: Joint) -> list[Ratio]:
    """Slopes that together, their parameter being free, are all subgradients at a joint."""
    field, left, right = joint.cell.region.field, joint.left, joint.right
    free = field.parameter(joint.cell.fresh().name, POSITIVE)
    if left is None or right is None:
        end = left if right is None else right
        if end is None:
            raise ProofError("a joint has no slope")
        return [end, end + free if right is None else end - free]
    if field.is_zero(right - left):
        return [left]
    one = field.number(1)
    if field.signs_of(left) == NEGATIVE and field.signs_of(right) == POSITIVE:
        # Conjugates often turn at 0.
        return [left, left / (one + free), field.number(0), right / (one + free), right]
    return [left, right, (left + right * free) / (one + free)]


def _agrees(place: Piece | Joint, result: Written, dual: Name, slope: Ratio) -> None:
    field = place.cell.region.field
    at_slope = Evaluation(field, {**place.cell.strict.values, dual: slope}, extended=False)
    if not field.is_zero(at_slope.finite(result) - (place.at * slope - place.value)):
        raise ProofError("a conjugate has another value")
