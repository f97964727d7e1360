"""Certificates for convexity by pieces and for conjugates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..kernel.theorem import Certificate, Order
from ..language.claims import Conjugate, Convexity, Hypotheses, Statement
from ..language.divergences import unfold
from ..language.written import Name, Written
from ..meaning.cells import Cell
from ..meaning.decomposition import parts
from ..meaning.evaluation import Evaluation, SignNeededError
from ..meaning.graphs import Piece, graph, moving_piece, own_parameter
from ..meaning.instances import Instance
from ..meaning.normal_form import SIZES, NoRoomError
from ..meaning.signs import NON_NEGATIVE, NON_POSITIVE, ProofError
from .orders import CutNeededError, NotFoundError, cut_until, where_to_cut
from .sign_reasons import find_reason
from .tangents import written_out


def order_of_pieces(hypotheses: Hypotheses, variable: Name, body: Written, concave: bool,
                    result: tuple[Name, Written] | None = None) -> Order:
    """Cuts and reasons that show a function to be convex piece by piece.

    Args:
        hypotheses: with the range of the variable.
        variable: of the function.
        body: the function, its definitions unfolded.
        concave: whether it is to be concave.
        result: the dual variable and the conjugate, whose branches are cut at too.

    Raises:
        NotFoundError: if a piece is not seen to bend the right way.
    """
    reason = ""
    for apart in (False, True):
        try:
            return _order(hypotheses, variable, body, concave, result, apart)
        except NotFoundError as error:
            reason = reason or str(error)
    raise NotFoundError(reason)


def _order(hypotheses: Hypotheses, variable: Name, body: Written, concave: bool,
           result: tuple[Name, Written] | None, apart: bool) -> Order:
    """See `order_of_pieces`; `apart` cuts all that may be 0 off from where it is."""
    def look(cell: Cell) -> None:
        cell.strict.finite(body)
        own = own_parameter(cell, variable)
        for name, signs in cell.signs.items():
            # A closed end is a joint of the graph.
            if signs == NON_NEGATIVE and (apart or name == own):
                raise CutNeededError(name, None)
        if result is None:
            return
        piece = moving_piece(cell, variable, body)
        if piece is None:
            return
        dual, formula = result
        text = written_out(cell.region, piece.slope)
        inner = replace(cell, values={**cell.values, dual: text})
        try:
            Evaluation(cell.field, {**cell.strict.values, dual: piece.slope},
                       extended=False).finite(formula)
        except SignNeededError as needed:
            raise CutNeededError(*where_to_cut(inner, needed.expression, variable)) from needed

    wanted = NON_POSITIVE if concave else NON_NEGATIVE
    for size in SIZES:
        try:
            cuts, _ = cut_until(hypotheses, look, size, first=variable)
            pieces, _ = graph(hypotheses, variable, body, cuts, size)
            return Order(cuts, reasons=tuple(_reason(piece, wanted) for piece in pieces))
        except NoRoomError:
            continue
        except ProofError as error:
            raise NotFoundError(str(error)) from error
    raise NotFoundError("the claim has too many different logarithms and exponentials")


def _reason(piece: Piece, wanted: int) -> Any:
    reason = find_reason(piece.cell.region, piece.bend(), wanted)
    if reason is None:
        raise NotFoundError("a slope was not seen to move one way")
    return reason


def convexity(statement: Statement, claim: Convexity, witness: Instance) -> Iterator[Certificate]:
    """The certificate of convexity by pieces.

    Raises:
        NotFoundError: if there is none.
    """
    hypotheses, variable, body = statement.hypotheses, claim.variable, unfold(claim.body)
    try:
        order = order_of_pieces(hypotheses, variable, body, claim.concave)
        yield Certificate("convexity by pieces", witness, (order,))
    except NotFoundError:
        try:
            found = parts(hypotheses, variable, body, claim.concave, SIZES[1])
        except ProofError:
            found = []
        if len(found) < 2:
            raise
        orders = [order_of_pieces(hypotheses, variable, part, concave)
                  for part, concave in found]
        yield Certificate("convexity by parts", witness, tuple(orders))


def conjugate(statement: Statement, claim: Conjugate, witness: Instance) -> Iterator[Certificate]:
    """The certificate of a conjugate.

    Raises:
        NotFoundError: if the function is not seen to be convex.
    """
    bare = without(statement.hypotheses, claim.dual)
    order = order_of_pieces(bare, claim.variable, unfold(claim.body), False,
                            (claim.dual, unfold(claim.result)))
    yield Certificate("conjugate", witness, (order,))


def without(hypotheses: Hypotheses, name: Name) -> Hypotheses:
    """Hypotheses that do not declare a name.

    Args:
        hypotheses: that do not bound it.
        name: the dual variable of a conjugate.
    """
    return replace(hypotheses, declared=tuple(n for n in hypotheses.declared if n != name))
