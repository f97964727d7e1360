"""Certificates for convexity by pieces and for conjugates; where a conjugate may fail."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from typing import Any, Final

from ..kernel.refuting import refute
from ..kernel.rules import prove
from ..kernel.theorem import Certificate, Counterexample, Order, Refutation
from ..language.claims import Conjugate, Convexity, Hypotheses, Statement
from ..language.divergences import unfold
from ..language.traversal import substitute
from ..language.written import Name, Written, written
from ..meaning.cells import Cell
from ..meaning.decomposition import parts
from ..meaning.derivative import derivative
from ..meaning.evaluation import Evaluation, SignNeededError
from ..meaning.graphs import Piece, graph, moving_piece
from ..meaning.instances import Exact, Instance, at_point, decide
from ..meaning.normal_form import SIZES, NoRoomError
from ..meaning.replays import supporting_line
from ..meaning.signs import NON_NEGATIVE, NON_POSITIVE, ProofError
from .counterexamples import find_witness
from .floats import UNDEFINED, compiled
from .orders import CutNeededError, NotFoundError, cut_until, find_order, where_to_cut
from .sampling import points
from .sign_reasons import find_reason
from .tangents import written_out

INSTANCES: Final = 5
_TRIED: Final = tuple(Fraction(text) for text in (
    "0", "1", "2", "1/2", "3", "1/3", "1/10", "10", "1/100", "100", "1/10000", "10000",
    "1000000000",
    "1/1000000000"))  # fmt: skip


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
    def look(cell: Cell) -> None:
        cell.strict.finite(body)
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
    bare = _without(statement.hypotheses, claim.dual)
    order = order_of_pieces(bare, claim.variable, unfold(claim.body), False,
                            (claim.dual, unfold(claim.result)))
    yield Certificate("conjugate", witness, (order,))


def _without(hypotheses: Hypotheses, name: Name) -> Hypotheses:
    return replace(hypotheses, declared=tuple(n for n in hypotheses.declared if n != name))


def refuted(statement: Statement, claim: Conjugate) -> Refutation | None:
    """A refutation at a point whose tangent supports the function.

    Args:
        statement: with its hypotheses.
        claim: its conjugate.
    """
    bare = _without(statement.hypotheses, claim.dual)
    for instance in islice(points(bare, 40), INSTANCES):
        for at in (instance.values[claim.variable], *_TRIED, *(-value for value in _TRIED)):
            values = {**instance.values, claim.variable: at}
            for slope in _slopes(claim, values):
                if _differs(claim, values, slope):
                    found = _replayed(statement, claim, Instance({
                        **values, claim.dual: Fraction(0)}), slope)
                    if found is not None:
                        return found
    return None


def _slopes(claim: Conjugate, values: dict[Name, Exact]) -> Iterator[Written]:
    """The slope at a point as an expression, or numbers between the slopes at a kink."""
    place = values[claim.variable]
    if not isinstance(place, Fraction):
        return
    fixed = {name: written(value) for name, value in values.items()}
    others = {name: value for name, value in fixed.items() if name != claim.variable}
    body = substitute(unfold(claim.body), others)
    with contextlib.suppress(ProofError):
        slope = unfold(substitute(derivative(body, claim.variable), fixed))
        value = at_point(slope, {})
        exact = hasattr(value, "is_constant") and value.is_constant()
        yield written(value.constant()) if exact else slope
    try:
        function, at, step = compiled(body), float(place), 1e-6
        low = (function({claim.variable: at}) - function({claim.variable: at - step})) / step
        high = (function({claim.variable: at + step}) - function({claim.variable: at})) / step
    except (ProofError, *UNDEFINED):
        return
    if high > low + 1e-3:
        for share in (0.5, 0.25, 0.75, 0.0, 1.0):
            yield written(Fraction(low + share * (high - low)).limit_denominator(60))
    elif abs(high - low) < 1e-3:
        yield written(Fraction((low + high) / 2).limit_denominator(60))


def _differs(claim: Conjugate, values: dict[Name, Exact], slope: Written) -> bool:
    """Whether the conjugate claimed is not u t − f(u), for the slope t at u."""
    numbers = {name: written(value) for name, value in values.items()}
    best = substitute(unfold(claim.variable * claim.dual - claim.body), numbers)
    sides = [substitute(substitute(unfold(side), numbers), {claim.dual: slope})
             for side in (claim.result, best)]
    try:
        found = decide(lambda field: (at_point(sides[0], {}, field),
                                      at_point(sides[1], {}, field)), "=")
    except (ProofError, ArithmeticError):
        return False
    return found.truth is False


def _replayed(statement: Statement, claim: Conjugate, instance: Instance,
              slope: Written) -> Refutation | None:
    bare = _without(statement.hypotheses, claim.dual)
    numbers = {name: written(value) for name, value in instance.values.items()
               if name != claim.variable}
    hypotheses = bare.substitute(numbers)
    example = Counterexample(instance, slope=slope)
    stated = Statement(hypotheses, supporting_line(claim, instance, slope))
    try:
        witness = find_witness(stated)
        if witness is None:
            return None
        order = find_order(hypotheses, stated.claim.relations[0])  # type: ignore[attr-defined]
        bound = prove(stated, Certificate("comparison", witness, (order,)))
        return refute(statement, replace(example, bound=bound))
    except (NotFoundError, ProofError):
        return None
