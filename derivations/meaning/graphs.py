"""The graph of a function of one number: analytic pieces, and the joints between them.

On a piece the variable is written in one parameter of its own. Pieces that share what the other
names are form a line; every end of a piece is a joint of the line or an end of the range.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ..language.claims import Hypotheses
from ..language.traversal import names, substitute
from ..language.written import Name, Written
from .calculus import Move
from .cells import Cell, Cut, cells
from .normal_form import Field, NoRoomError, Ratio
from .regions import Region
from .signs import NEGATIVE, POSITIVE, ZERO, ProofError

_TIED: Final = "a hypothesis ties the variable to other names"
_NO_LINE: Final = "the pieces of a function do not form a line"


@dataclass(frozen=True)
class Piece:
    """An open piece of the graph.

    Args:
        cell: on which the variable moves.
        parameter: of the variable alone.
        at: the variable there.
        value: of the function.
        slope: its derivative.
    """

    cell: Cell
    parameter: Name
    at: Ratio
    value: Ratio
    slope: Ratio

    def bend(self) -> Ratio:
        """The second derivative."""
        region = self.cell.region
        return region.slope(self.slope, self.parameter) / region.slope(self.at, self.parameter)


@dataclass(frozen=True)
class Joint:
    """A point of the graph between pieces, or at a closed end of the range.

    Args:
        cell: on which the variable is fixed.
        at: the variable there.
        value: of the function.
        left: the slope from below; None at the lower end of the range.
        right: the slope from above; None at the upper end.
    """

    cell: Cell
    at: Ratio
    value: Ratio
    left: Ratio | None
    right: Ratio | None


@dataclass(frozen=True)
class _End:
    """Where a piece ends, and how its values are carried there."""

    region: Region
    moves: tuple[Move, ...]
    at: Ratio
    piece: Piece
    upper: bool

    def carried(self, value: Ratio, target: Field) -> Ratio:
        """A value of the piece, continued to its end, in a field with the other parameters."""
        for move in self.moves:
            value = move(value)
        return Move(self.region.field, target, {}, True)(value)


def graph(hypotheses: Hypotheses, variable: Name, body: Written, cuts: Iterable[Cut],
          size: int) -> tuple[list[Piece], list[Joint]]:
    """The pieces and joints of a continuous function over all of its variable's range.

    Args:
        hypotheses: with the range.
        variable: a real number.
        body: the function, its definitions unfolded.
        cuts: of the cells, so that it is analytic on each.
        size: how many generators a cell has room for.

    Raises:
        ProofError: if the pieces do not fit together, or the function may jump.
    """
    pieces: list[Piece] = []
    joints: list[Joint] = []
    for line in lines(cells(hypotheses, cuts, size), variable):
        found = [moving_piece(cell, variable, body) for cell in line]
        moving = [piece for piece in found if piece is not None]
        pieces += moving
        joints += _joined(hypotheses, variable, body, line, moving)
    return pieces, joints


def lines(found: Iterable[Cell], variable: Name) -> list[list[Cell]]:
    """Cells grouped by what the other names are on them.

    Args:
        found: all cells of some hypotheses.
        variable: that moves along each line.

    Raises:
        ProofError: if a cell ties the variable to other names.
    """
    table: dict[tuple[object, ...], list[Cell]] = {}
    for cell in found:
        others = tuple((name, value) for name, value in cell.values.items() if name != variable)
        own = own_parameter(cell, variable)
        signs = tuple(sorted((n.name, s) for n, s in cell.signs.items() if n != own))
        # What is left over of the hypotheses may bound the variable as well.
        if cell.known or any(variable in (*names(fact.left), *names(fact.right))
                             for fact in cell.facts):
            raise ProofError(_TIED)
        table.setdefault((others, signs), []).append(cell)
    return list(table.values())


def own_parameter(cell: Cell, variable: Name) -> Name | None:
    """The parameter in which the variable moves, and nothing else does.

    Args:
        cell: with the variable among its names.
        variable: a number.

    Raises:
        ProofError: if there is more than one.
    """
    shared = {n for name, value in cell.values.items() if name != variable for n in names(value)}
    own = [name for name in names(cell.values[variable]) if name not in shared]
    if len(own) > 1:
        raise ProofError(_TIED)
    return own[0] if own else None


def moving_piece(cell: Cell, variable: Name, body: Written) -> Piece | None:
    """The piece of a graph on a cell; None where the variable is fixed.

    Args:
        cell: on which the function is analytic.
        variable: of the function.
        body: the function, its definitions unfolded.

    Raises:
        ProofError: if the variable does not move by itself.
    """
    own = own_parameter(cell, variable)
    if own is None:
        return None
    region = cell.region
    region.check_free(own)
    at, value = cell.strict.finite(variable), cell.strict.finite(body)
    pace = region.slope(at, own)
    if region.field.signs_of(pace) not in (POSITIVE, NEGATIVE):
        raise ProofError(_TIED)
    return Piece(cell, own, at, value, region.slope(value, own) / pace)


def _joined(hypotheses: Hypotheses, variable: Name, body: Written, line: list[Cell],
            moving: list[Piece]) -> list[Joint]:
    fixed = [cell for cell in line if own_parameter(cell, variable) is None]
    left: dict[int, _End] = {}
    right: dict[int, _End] = {}
    for piece in moving:
        for upper in (False, True):
            end = _end(piece, upper)
            if end is None:
                _check_unbounded(hypotheses, variable, upper)
                continue
            place = next((k for k, cell in enumerate(fixed) if _meets(end, cell, variable)), None)
            table = left if upper else right
            if place is None:
                _check_range_end(hypotheses, variable, end)
            elif place in table:
                raise ProofError(_NO_LINE)
            else:
                table[place] = end
    return [_joint(hypotheses, variable, body, cell, left.get(k), right.get(k))
            for k, cell in enumerate(fixed)]


def _end(piece: Piece, upper: bool) -> _End | None:
    """Where a piece ends above or below; None at ±∞."""
    region, parameter = piece.cell.region, piece.parameter
    rising = region.field.signs_of(region.slope(piece.at, parameter)) == POSITIVE
    at_start = rising != upper
    two_sided = region.signs[parameter] & NEGATIVE and region.signs[parameter] & POSITIVE
    if two_sided:
        return None
    if region.signs[parameter] != POSITIVE:
        raise ProofError(_NO_LINE)
    moves, at = [], piece.at
    if not at_start:
        region, move = region.scaled(parameter, "turned", None)
        moves.append(move)
        others = {name for name in piece.cell.signs if name != parameter}
        parameter = next(name for name in region.signs if name not in others)
    region, move = region.at_start(parameter)
    moves.append(move)
    try:
        for move in moves:
            at = move(at)
    except NoRoomError:
        raise
    except ProofError:
        return None
    return _End(region, tuple(moves), at, piece, upper)


def _meets(end: _End, cell: Cell, variable: Name) -> bool:
    field = cell.region.field
    return field.is_zero(end.carried(end.piece.at, field) - cell.strict.finite(variable))


def _check_unbounded(hypotheses: Hypotheses, variable: Name, upper: bool) -> None:
    """Nothing bounds the variable on the side on which a piece runs to infinity."""
    for relation in hypotheses.about(variable):
        sign = relation.sign if relation.left == variable else (
            _mirrored(relation.sign))
        if variable not in (relation.left, relation.right) or (sign[0] == "<") == upper:
            raise ProofError(_NO_LINE)


def _check_range_end(hypotheses: Hypotheses, variable: Name, end: _End) -> None:
    """An end that no joint closes is one that the range leaves out."""
    for relation in hypotheses.about(variable):
        if relation.left == variable:
            sign, bound = relation.sign, relation.right
        elif relation.right == variable:
            sign = _mirrored(relation.sign)
            bound = relation.left
        else:
            raise ProofError(_TIED)
        if sign != ("<" if end.upper else ">") or variable in names(bound):
            continue
        placed = end.region.value(substitute(bound, end.piece.cell.values))
        if end.region.field.is_zero(end.at - placed):
            return
    raise ProofError(_NO_LINE)


def _joint(hypotheses: Hypotheses, variable: Name, body: Written, cell: Cell, left: _End | None,
           right: _End | None) -> Joint:
    field = cell.region.field
    at, value = cell.strict.finite(variable), cell.strict.finite(body)
    if left is None and right is None:
        raise ProofError(_NO_LINE)
    for side, upper in ((left, False), (right, True)):
        if side is None:
            _check_closed_end(hypotheses, variable, cell, upper)
        elif not field.is_zero(side.carried(side.piece.value, field) - value):
            raise ProofError("a function may jump at a joint")
    return Joint(cell, at, value,
                 None if left is None else left.carried(left.piece.slope, field),
                 None if right is None else right.carried(right.piece.slope, field))


def _check_closed_end(hypotheses: Hypotheses, variable: Name, cell: Cell, upper: bool) -> None:
    """A joint with one piece is a closed end of the range."""
    for relation in hypotheses.about(variable):
        sign, bound = relation.sign, relation.right
        if relation.left != variable:
            sign, bound = _mirrored(relation.sign), relation.left
        if sign == ("<=" if upper else ">=") and variable not in names(bound) and (
            cell.strict.signs(variable - bound) == ZERO
        ):
            return
    raise ProofError(_NO_LINE)


def _mirrored(sign: str) -> str:
    return sign.translate(str.maketrans("<>", "><"))
