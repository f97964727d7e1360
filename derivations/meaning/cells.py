"""Cells: finitely many parametrised pieces that together cover all that the hypotheses allow.

Each name is an expression in free parameters of known sign: 0 < z < 1 is s/(1 + s) with s > 0, and
b > c is c + s. A cell may hold more points than the hypotheses allow, never fewer; a hypothesis
that bounds no name in turn is kept as a fact about a sign, or left out, which only makes a claim
stronger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Final

from ..language.claims import Hypotheses
from ..language.convex import ConvexFunction, StrictFunction
from ..language.measures import Density
from ..language.traversal import names, substitute
from ..language.written import (
    Difference,
    Integer,
    Name,
    Number,
    Parameter,
    Relation,
    Sum,
    Written,
    written,
)
from .abstract import End, admit, endless, has_dual
from .evaluation import Evaluation
from .normal_form import Field, NoRoomError
from .regions import Region
from .signs import (
    ANY,
    NEGATIVE,
    NON_NEGATIVE,
    POSITIVE,
    RELATION_SIGNS,
    ZERO,
    ProofError,
)

MOST_CELLS: Final = 243
_MIRRORED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


@dataclass(frozen=True)
class Cell:
    """One piece of what the hypotheses allow.

    Args:
        size: how many generators its field has room for.
        values: each name as an expression in the parameters.
        signs: the possible signs of each parameter.
        facts: relations that were not used up by the parameters.
        known: the one sign of an expression in the parameters, for each that the cell was cut by.
        strict_ones: the convex functions that are known to be strict at 1.
        endless: the ends of convex functions that are +∞.
    """

    size: int
    values: dict[Name, Written]
    signs: dict[Name, int]
    facts: tuple[Relation, ...] = ()
    known: tuple[tuple[Written, int], ...] = ()
    strict_ones: frozenset[str] = frozenset()
    endless: frozenset[End] = frozenset()

    @cached_property
    def field(self) -> Field:
        """The field of the normal forms on this cell."""
        made = Field(self.size)
        made.strict, made.endless = self.strict_ones, self.endless
        return made

    @cached_property
    def parameters(self) -> Evaluation:
        """Evaluation of expressions in the parameters."""
        made = {name: self.field.parameter(name.name, signs) for name, signs in self.signs.items()}
        return Evaluation(self.field, made, extended=False)

    @cached_property
    def region(self) -> Region:
        """What the parameters range over."""
        self.strict  # noqa: B018  (records the facts)
        return Region(self.field, self.signs)

    @cached_property
    def strict(self) -> Evaluation:
        """Evaluation where every subterm must be defined."""
        for expression, sign in self.known:
            self.field.assume(self.parameters.finite(expression), sign, given=True)
        values = {name: self.parameters.finite(value) for name, value in self.values.items()}
        for name, value in values.items():
            if isinstance(name, Integer):
                self.field.assume_integer(value)
        evaluation = Evaluation(self.field, values, extended=False)
        for relation in self.facts:
            try:
                if has_dual(relation):
                    admit(evaluation, relation)
                difference = evaluation.finite(relation.left - relation.right)
                self.field.assume(difference, RELATION_SIGNS[relation.sign], given=True)
            except NoRoomError:
                raise
            except ProofError:
                continue
        return Evaluation(self.field, values, extended=False)

    @cached_property
    def extended(self) -> Evaluation:
        """Evaluation of integrands, where ±∞ may occur."""
        return Evaluation(self.field, self.strict.values, extended=True)

    @cached_property
    def is_empty(self) -> bool:
        """Whether a fact fails at every point of the cell, so that it allows none."""
        # Of what a cell was cut by each is judged by what came before it, not by itself.
        for count, (expression, sign) in enumerate(self.known):
            before = replace(self, known=self.known[:count])
            value = before.parameters.finite(expression)
            if not before.region.field.signs_of(value) & sign:
                return True
        for relation in self.facts:
            try:
                signs = self.strict.signs(relation.left - relation.right)
            except NoRoomError:
                raise
            except ProofError:
                continue
            if not signs & RELATION_SIGNS[relation.sign]:
                return True
        return self.field.impossible

    def fresh(self) -> Name:
        """A parameter that the cell does not have yet."""
        taken = {name.name for name in self.signs}
        return Parameter(next(f"s{k}" for k in range(len(taken) + 1) if f"s{k}" not in taken))

    def _after(self, parameter: Name) -> Name:
        """A parameter named after another one, so that cells cut alike have the same names."""
        name = parameter.name + "_"
        while any(name == taken.name for taken in self.signs):
            name += "_"
        return Parameter(name)

    def put(self, name: Name, value: Written, free: Name, signs: int) -> Cell:
        """The cell with one more name, which takes its value from one more parameter."""
        return replace(self, values={**self.values, name: value},
                       signs={**self.signs, free: signs})

    def cut(self, parameter: Name | None, root: Written | None) -> list[Cell]:
        """The pieces where a parameter is at, above and below a root.

        Args:
            parameter: one that is non-negative, positive or of any sign; None cuts by the sign of
                an expression.
            root: in the other parameters, positive if the parameter is; None cuts at 0. Without a
                parameter, the expression.

        Raises:
            ProofError: if the root is not fit.
        """
        if parameter is None:
            if root is None or not set(names(root)) <= set(self.signs):
                raise ProofError("a cut speaks of parameters only")
            return [replace(self, known=(*self.known, (root, sign)))
                    for sign in (POSITIVE, ZERO, NEGATIVE)]
        known = self.signs[parameter]
        free, zero = self._after(parameter), written(0)
        if known == NON_NEGATIVE and root is None:
            return [self._moved(parameter, zero, None), self._moved(parameter, free, free)]
        at = zero if root is None else root
        if parameter in names(at) or not set(names(at)) <= set(self.signs):
            raise ProofError("a cut speaks of other parameters only")
        if known == ANY:
            below = at - free
        elif known == POSITIVE and (
            self.region.field.signs_of(self.parameters.finite(at)) == POSITIVE
        ):
            below = at * free / (1 + free)
        else:
            raise ProofError("a cut needs a positive root")
        return [self._moved(parameter, at, None), self._moved(parameter, at + free, free),
                self._moved(parameter, below, free)]

    def _moved(self, parameter: Name, value: Written, free: Name | None) -> Cell:
        moved = {name: substitute(old, {parameter: value}) for name, old in self.values.items()}
        signs = {name: sign for name, sign in self.signs.items() if name != parameter}
        if free is not None:
            signs[free] = POSITIVE
        inside = tuple((substitute(e, {parameter: value}), sign) for e, sign in self.known)
        return replace(self, values=moved, signs=signs, known=inside)


Cut = tuple[int, "Name | None", "Written | None"]


def cells(hypotheses: Hypotheses, cuts: Iterable[Cut], size: int,
          loose: bool = False) -> list[Cell]:
    """The cells of hypotheses, after cuts, without those that allow no point; see `all_cells`."""
    return [cell for cell in all_cells(hypotheses, cuts, size, loose) if not cell.is_empty]


def all_cells(hypotheses: Hypotheses, cuts: Iterable[Cut], size: int,
              loose: bool = False) -> list[Cell]:
    """The cells of hypotheses, after cuts.

    Args:
        hypotheses: what holds at every point.
        cuts: one after the other: the index of a cell, and what it is cut by; see `Cell.cut`.
        size: how many generators a cell has room for.
        loose: whether each name is a parameter of its own, and the hypotheses facts about these:
            enough, and shorter, where little turns on signs.

    Raises:
        ProofError: if there are too many cells or a cut is not fit.
    """
    pieces = [_loose(hypotheses, size)] if loose else _tight(hypotheses, size)
    functions = [n for n in hypotheses.declared if isinstance(n, ConvexFunction)]
    if functions:
        strict = frozenset(n.name for n in functions if isinstance(n, StrictFunction))
        pieces = [replace(piece, strict_ones=strict, endless=ends) for piece in pieces
                  for ends in endless(hypotheses)]
    for index, parameter, root in cuts:
        if not 0 <= index < len(pieces) or (
            parameter is not None and parameter not in pieces[index].signs
        ):
            raise ProofError("a cut names no parameter of a cell")
        pieces[index:index + 1] = pieces[index].cut(parameter, root)
        if len(pieces) > MOST_CELLS:
            raise ProofError("a claim falls into too many cases")
    return pieces


def _loose(hypotheses: Hypotheses, size: int) -> Cell:
    values: dict[Name, Written] = {}
    signs: dict[Name, int] = {}
    for name in hypotheses.declared:
        if isinstance(name, ConvexFunction):
            continue
        free = Parameter(name.name)
        values[name], signs[free] = free, NON_NEGATIVE if isinstance(name, Density) else ANY
        for relation in hypotheses.relations:
            bound = _bound(relation, name)
            if bound is not None and isinstance(bound.right, Number):
                signs[free] &= _signs_within(bound.sign, bound.right.exact)
    return Cell(size, values, signs, hypotheses.relations)


def _signs_within(sign: str, bound: Fraction) -> int:
    """The signs that a number may have which stands in a relation to another one."""
    if bound == 0:
        return RELATION_SIGNS[sign]
    if sign[0] == ">" and bound > 0:
        return POSITIVE
    return NEGATIVE if sign[0] == "<" and bound < 0 else ANY


def _tight(hypotheses: Hypotheses, size: int) -> list[Cell]:
    used: set[int] = set()
    plan = _plan(hypotheses, used)
    facts = tuple(r for index, r in enumerate(hypotheses.relations) if index not in used)
    pieces = [Cell(size, {}, {}, facts)]
    for name, bounds in plan:
        pieces = [part for piece in pieces for part in _place(piece, name, bounds)]
    return pieces


def _plan(hypotheses: Hypotheses, used: set[int]) -> list[tuple[Name, dict[str, Relation]]]:
    """The names in an order in which earlier ones alone bound each, with those bounds."""
    waiting = [name for name in hypotheses.declared if not isinstance(name, ConvexFunction)]
    plan: list[tuple[Name, dict[str, Relation]]] = []
    while waiting:
        name = min(waiting, key=lambda name: _bounds(name, waiting, hypotheses.relations))
        waiting.remove(name)
        bounds: dict[str, Relation] = {}
        own: list[Relation] = []
        # A bound by other names says more than one by a number, and a strict one more than the same
        # one that is not.
        for index, relation in sorted(enumerate(hypotheses.relations), key=lambda item: (
            not (names(item[1].left) and names(item[1].right)), item[1].sign in ("<=", ">=")
        )):
            bound = None if has_dual(relation) else _bound(relation, name)
            if index in used or bound is None or bound.sign == "!=" or (
                set(names(bound.right)) & set(waiting)
            ):
                continue
            side = {"=": "fixed", ">": "lower", ">=": "lower"}.get(bound.sign, "upper")
            if side == "fixed" and "fixed" not in bounds:
                # What else bounds a name that is fixed stays a fact about the others.
                used -= {k for k, r in enumerate(hypotheses.relations) if r in own}
                bounds, own = {}, []
            if side not in bounds and "fixed" not in bounds:
                bounds[side] = bound
                own.append(relation)
                used.add(index)
        plan.append((name, bounds))
    return plan


def _bounds(name: Name, waiting: Sequence[Name],
            relations: tuple[Relation, ...]) -> tuple[int, int]:
    """How many bounds of a name speak of names that are not placed; minus those that do not."""
    found = [b for b in (_bound(relation, name) for relation in relations) if b is not None]
    later = sum(bool(set(names(b.right)) & set(waiting)) for b in found)
    return later, later - len(found) if later else 0


def _bound(relation: Relation, name: Name) -> Relation | None:
    """The relation as `name sign expression`, if it has that form."""
    if relation.left == name and name not in names(relation.right):
        return relation
    if relation.right == name and name not in names(relation.left):
        return Relation(relation.right, _MIRRORED[relation.sign], relation.left)
    return _summand(relation, name) if relation.sign == "=" else None


def _summand(relation: Relation, name: Name) -> Relation | None:
    """An equality as `name = expression`, if the name is one summand of a side and nothing else."""
    for side, other in ((relation.left, relation.right), (relation.right, relation.left)):
        while isinstance(side, Sum | Difference) and name not in names(other):
            inner, rest = (side.left, side.right) if name in names(side.left) else (
                side.right, side.left)
            if isinstance(side, Sum):
                other = other - rest
            else:
                other = other + rest if inner is side.left else rest - other
            side = inner
        if side == name and name not in names(other):
            return Relation(name, "=", other)
    return None


def _place(piece: Cell, name: Name, bounds: dict[str, Relation]) -> list[Cell]:
    """The cells in which a name takes all values between its bounds."""
    at = {side: substitute(bound.right, piece.values) for side, bound in bounds.items()}
    if "fixed" in bounds:
        return [replace(piece, values={**piece.values, name: at["fixed"]})]
    closed = {side: "=" in bound.sign for side, bound in bounds.items()}
    if isinstance(name, Density) and (
        "lower" not in at or piece.parameters.signs(at["lower"]) | NON_NEGATIVE != NON_NEGATIVE
    ):
        at["lower"], closed["lower"] = written(0), True
    free = piece.fresh()
    if len(at) == 2:
        low, high = at["lower"], at["upper"]
        inside = (high * free if low == written(0) else low + high * free) / (1 + free)
        ends = [replace(piece, values={**piece.values, name: at[side]})
                for side in ("lower", "upper") if closed[side]]
        return [*ends, piece.put(name, inside, free, POSITIVE)]
    if not at:
        return [piece.put(name, free, free, ANY)]
    side = next(iter(at))
    value = free if at[side] == written(0) else at[side] + free
    value = value if side == "lower" else at[side] - free
    return [piece.put(name, value, free, NON_NEGATIVE if closed[side] else POSITIVE)]
