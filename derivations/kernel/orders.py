"""Orders: why one side of a relation stays at or below the other, cell by cell.

A claim that is linear in its integrals is compared point by point. With constants λ, free of the
point, F − Σ λ m ≥ 0 on every cell and Σ λ over the densities + c ≥ 0 give ∫F + c ≥ 0, since ∫p = 1
for a density and ∫dq = 0 for a null function. Of a difference, c (t − 1 − log t) ≥ 0 may be taken
off before its sign is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..language.claims import Hypotheses
from ..language.divergences import unfold
from ..language.measures import Density, NullFunction, Pointwise, has_integral
from ..language.traversal import names
from ..language.written import Relation, Written
from ..meaning.cells import Cell, cells
from ..meaning.evaluation import MINUS, PLUS, UNDEFINED, Extended
from ..meaning.integrals import LinearForm, constants_value, linear_form, total_at_point
from ..meaning.normal_form import Ratio
from ..meaning.reductions import above_tangent, vanishes_only_with
from ..meaning.signs import NON_NEGATIVE, POSITIVE, ZERO, ProofError
from .sign_proofs import prove_sign
from .theorem import PLAIN, Order, Reason

Tangents = tuple[tuple[Written, Written], ...]


@dataclass(frozen=True)
class Gap:
    """right − left on one cell, with what was taken off before its sign was read.

    Args:
        cell: on which it lives.
        remainder: what is left; None where nothing has to be shown.
        signs: those that the remainder may have.
        tangents: what was taken off.
    """

    cell: Cell
    remainder: Ratio | None
    signs: int = 0
    tangents: tuple[tuple[Ratio, Ratio], ...] = ()


def shares(order: Order, pieces: Sequence[Cell]) -> Iterator[tuple[Cell, Tangents, Reason]]:
    """Each cell with the tangents and the reason that an order has for it.

    Raises:
        ProofError: if there are not as many as there are cells.
    """
    for given in (order.tangents, order.reasons):
        if given and len(given) != len(pieces):
            raise ProofError("the order does not match the cells")
    return zip(pieces, order.tangents or ((),) * len(pieces),
               order.reasons or (PLAIN,) * len(pieces), strict=True)


def check_relation(hypotheses: Hypotheses, relation: Relation, order: Order,
                   size: int, growth: Written | None = None) -> list[Gap]:
    """The gap of a relation on each cell on which it says something, checked.

    Args:
        hypotheses: what holds at every point.
        relation: between sides that are linear in their integrals, or have none.
        order: why it holds.
        size: how many generators a cell has room for.
        growth: how often the densities are to fit into a number that stands against ±∞; None
            allows no such number.

    Raises:
        ProofError: if the order does not show the relation.
    """
    left, right, sign = relation.left, relation.right, relation.sign
    if sign in (">", ">="):
        left, right, sign = right, left, sign.replace(">", "<")
    pieces = cells(hypotheses, order.cuts, size, order.loose)
    if not (has_integral(left) or has_integral(right)):
        left, right = unfold(left), unfold(right)
        gaps = [gap_of(cell, cell.strict.finite(right) - cell.strict.finite(left), used, why)
                for cell, used, why in shares(order, pieces)]
        wanted = {"=": ZERO, "<=": NON_NEGATIVE, "<": POSITIVE}[sign]
        for gap in gaps:
            demand(gap, wanted)
        return gaps
    low, high = linear_form(left), linear_form(right)
    gaps, totals = [], 0
    for cell, used, why in shares(order, pieces):
        totals |= _constants(cell, low, high, order)
        first = total_at_point(low, cell.extended, cell.strict)
        second = total_at_point(high, cell.extended, cell.strict)
        if UNDEFINED in (first, second):
            continue
        if isinstance(first, Extended) or isinstance(second, Extended):
            if first is second or (sign != "=" and (second is PLUS or first is MINUS)):
                gaps.append(Gap(cell, None))
                continue
            if growth is None or (isinstance(first, Extended) and isinstance(second, Extended)):
                raise ProofError("one side is infinite where the other is not")
            level = _grown(cell, growth)
            difference = -level - first if second is MINUS else second - level
        else:
            difference = second - first - _masses(cell, order)
        gaps.append(gap_of(cell, difference, used, why))
        demand(gaps[-1], ZERO if sign == "=" else NON_NEGATIVE)
    if sign == "<" and low.terms and high.terms:
        raise ProofError("both sides may be infinite together")
    wanted = {"=": ZERO, "<=": NON_NEGATIVE, "<": POSITIVE}[sign]
    if sign == "<" and totals & ZERO and _somewhere(gaps):
        wanted = NON_NEGATIVE
    if totals | wanted != wanted:
        raise ProofError("the constants outside the integrals do not agree")
    return gaps


def _somewhere(gaps: Sequence[Gap]) -> bool:
    """Whether gaps that are nowhere negative are positive wherever some density is."""
    bearers = [n for n in gaps[0].cell.values if isinstance(n, Density)] if gaps else []
    return any(all(gap.signs == POSITIVE or gap.cell.strict.signs(name) == ZERO
                   for gap in gaps) for name in bearers)


def gap_of(cell: Cell, difference: Ratio, tangents: Tangents, reason: Reason) -> Gap:
    """Takes c (t − 1 − log t) ≥ 0 off the difference, for each pair, and finds its sign."""
    active = []
    for written_weight, written_ratio in tangents:
        weight = cell.parameters.finite(written_weight)
        ratio = cell.parameters.finite(written_ratio)
        difference = difference - above_tangent(cell.field, weight, ratio)[0]
        active.append((weight, ratio))
    return Gap(cell, difference, prove_sign(cell.region, difference, reason), tuple(active))


def demand(gap: Gap, wanted: int) -> None:
    if gap.remainder is None:
        return
    signs = gap.signs
    strict = signs | NON_NEGATIVE == NON_NEGATIVE and _strict_by_tangent(gap)
    if signs | wanted != wanted and not (strict and wanted | POSITIVE == wanted):
        raise ProofError("a difference has not the sign that is asked for")
    if wanted == ZERO and gap.tangents:
        raise ProofError("an equality takes no tangents")


def _strict_by_tangent(gap: Gap) -> bool:
    field = gap.cell.field
    return any(
        field.signs_of(weight) == POSITIVE
        and not field.signs_of(ratio - field.number(1)) & ZERO
        for weight, ratio in gap.tangents
    )


def _masses(cell: Cell, order: Order) -> Ratio:
    total = cell.field.number(0)
    for name, factor in order.multipliers:
        if not isinstance(name, Density | NullFunction) or name not in cell.values or any(
            isinstance(part, Pointwise) for part in names(factor)
        ):
            raise ProofError("a multiplier is a constant for a density or a null function")
        total = total + cell.strict.finite(factor) * cell.strict.values[name]
    return total


def _grown(cell: Cell, growth: Written) -> Ratio:
    level = cell.field.number(0)
    for name in cell.values:
        if isinstance(name, Density):
            level = level + cell.strict.values[name] * cell.strict.finite(growth)
    if cell.field.signs_of(level) != POSITIVE:
        raise ProofError("a side is infinite where there is no mass")
    return level


def _constants(cell: Cell, low: LinearForm, high: LinearForm, order: Order) -> int:
    """The signs of Σ λ over the densities plus what stands outside the integrals."""
    total = constants_value(high, cell.strict) - constants_value(low, cell.strict)
    for name, factor in order.multipliers:
        if isinstance(name, Density):
            total = total + cell.strict.finite(factor)
    return int(cell.field.signs_of(total))


def ties_only(gap: Gap, first: Written, second: Written) -> None:
    """The gap of a cell vanishes only where first = second."""
    field = gap.cell.field
    difference = gap.cell.strict.finite(unfold(first) - unfold(second))
    if gap.remainder is None or field.is_zero(difference):
        return
    if not gap.signs & ZERO or _strict_by_tangent(gap):
        return
    one = field.number(1)
    vanishing = [gap.remainder, *(ratio - one for weight, ratio in gap.tangents
                                  if field.signs_of(weight) == POSITIVE)]
    if not any(vanishes_only_with(field, part, difference) for part in vanishing):
        raise ProofError("equality may hold elsewhere")
