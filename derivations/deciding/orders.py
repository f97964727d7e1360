"""The search for an order: cuts where a sign is open, multipliers, tangents on each cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice, product
from typing import Any, Final, TypeVar

from ..kernel.theorem import PLAIN, Order, Reason
from ..language.claims import Hypotheses
from ..language.divergences import unfold
from ..language.measures import Density, Expectation, PointFunction, Pointwise, has_integral
from ..language.traversal import names, substitute
from ..language.written import Name, Number, Parameter, Relation, Written, written
from ..meaning.cells import Cell, Cut, all_cells
from ..meaning.evaluation import MINUS, PLUS, UNDEFINED, Extended, SignNeededError
from ..meaning.integrals import linear_form, total_at_point
from ..meaning.normal_form import SIZES, NoRoomError, Ratio
from ..meaning.regions import Region
from ..meaning.signs import ANY, NEGATIVE, NON_NEGATIVE, POSITIVE, ZERO, ProofError
from .fitting import fitted
from .lines import find_lines, speaks, ways
from .multipliers import Multipliers, at_corners, candidates, linear_part, masses
from .sampled import Point
from .sign_reasons import find_reason
from .tangents import Pairs, tangent_choices, written_out
from .turning import simpler

MOST_CUTS: Final = 60
MOST_DEEP: Final = 4
MOST_LOOKED_AT: Final = 8
UNSETTLED: Final = "the sign of the difference was not settled"
T = TypeVar("T")


class NotFoundError(Exception):
    """No certificate was found; says where the search stopped."""


class CutNeededError(Exception):
    """A cell has to be cut before it can be evaluated.

    Args:
        parameter: see `Cell.cut`.
        root: see `Cell.cut`.
    """

    def __init__(self, parameter: Name | None, root: Written | None) -> None:
        super().__init__("a cell has to be cut")
        self.cut = (parameter, root)


@dataclass(frozen=True)
class _Piece:
    """A cell with the difference right − left on it; None where nothing has to be shown.

    A grown difference is one from what stands for an infinite side; it takes no multipliers.
    """

    cell: Cell
    difference: Ratio | None
    grown: bool = False


def find_order(hypotheses: Hypotheses, relation: Relation,
               apart: Written | None = None) -> Order:
    """The first order for one relation; see `find_orders`."""
    return next(find_orders(hypotheses, relation, apart))


def find_orders(hypotheses: Hypotheses, relation: Relation,
                apart: Written | None = None) -> Iterator[Order]:
    """Orders for one relation, by different multipliers.

    Args:
        hypotheses: what holds at every point.
        relation: between expressions that are linear in their integrals.
        apart: where this is not 0 the difference is to be positive.

    Raises:
        NotFoundError: with a line on what was missing.
    """
    left, right, sign = relation.left, relation.right, relation.sign
    if sign in (">", ">="):
        left, right, sign = right, left, sign.replace(">", "<")
    plain = sign == "=" and not (has_integral(left) or has_integral(right))
    for loose in (True, False) if plain else (False,):
        for size in SIZES:
            try:
                search = _Search(hypotheses, left, right, sign, size, loose)
                search.apart = None if apart is None else unfold(apart)
                yield from search.find()
                return
            except NoRoomError:
                continue
            except (ProofError, NotFoundError) as error:
                reason = str(error)
                break
        else:
            reason = "the claim has too many different logarithms and exponentials"
    raise NotFoundError(reason)


def find_level(hypotheses: Hypotheses, integral: Written, sign: str) -> tuple[Written, Order]:
    """A constant on one side of an integral, and the order that shows it.

    Args:
        hypotheses: what holds at every point.
        integral: an integral or an expectation.
        sign: >= for a constant below, <= for one above.

    Raises:
        NotFoundError: if no constant was found.
    """
    zero = written(0)
    left, right = (zero, integral) if sign == ">=" else (integral, zero)
    for size in SIZES:
        try:
            search = _Search(hypotheses, left, right, "<=", size)
            total, order = search.any_level()
            return (total if sign == ">=" else -total), order
        except NoRoomError:
            continue
        except ProofError as error:
            raise NotFoundError(str(error)) from error
    raise NotFoundError("the claim has too many different logarithms and exponentials")


def order_with(hypotheses: Hypotheses, relation: Relation, multipliers: Multipliers,
               growth: Written | None = None) -> Order:
    """The order by given multipliers, where one side may be infinite.

    Args:
        hypotheses: what holds at every point.
        relation: <= or >= between expressions that are linear in their integrals.
        multipliers: where both sides are finite.
        growth: how often the densities are to fit into a number that stands against ±∞, if any
            may.

    Raises:
        NotFoundError: if the difference was not seen to have its sign.
    """
    left, right = relation.left, relation.right
    if relation.sign == ">=":
        left, right = right, left
    reason = "the claim has too many different logarithms and exponentials"
    for size in SIZES:
        try:
            search = _Search(hypotheses, left, right, "<=", size)
            return search.with_growth(multipliers, growth)
        except NoRoomError:
            continue
        except ProofError as error:
            raise NotFoundError(str(error)) from error
    raise NotFoundError(reason)


class _Search:
    def __init__(self, hypotheses: Hypotheses, left: Written, right: Written, sign: str,
                 size: int, loose: bool = False) -> None:
        self.hypotheses, self.sign, self.size, self.loose = hypotheses, sign, size, loose
        self.growth: Written | None = None
        self.apart: Written | None = None
        self.integral = has_integral(left) or has_integral(right)
        if self.integral:
            self.low, self.high = linear_form(left), linear_form(right)
        else:
            self.left, self.right = unfold(left), unfold(right)

    def find(self) -> Iterator[Order]:
        cuts, pieces = cut_until(self.hypotheses, self._piece, self.size, self.loose)
        gaps = [(p.cell, p.difference) for p in pieces if p.difference is not None]
        if not self.integral:
            yield self._order(cuts, pieces, (), deep=True)
            return
        options = chain(candidates(gaps, self._outside(pieces)), self._shares(pieces))
        if any(speaks(cell.region, difference) for cell, difference in gaps):
            options = chain(self._by_lines(gaps), at_corners(gaps), [()],
                            self._shares(pieces))
        if self.sign == "=":
            generic = max(gaps, key=lambda gap: len(gap[0].signs), default=None)
            exact = None if generic is None else linear_part(*generic)
            options = chain([()] if exact is None else [exact])
        reason, found = "no multipliers were found", False
        fitting = []
        for multipliers in options:
            if not all(self._constants_fit(piece.cell, multipliers) for piece in pieces):
                reason = "no multipliers were found whose constants fit"
                continue
            fitting.append(multipliers)
        deeper = () if self.sign == "=" else ((True, self._fitted(gaps)),
                                              (True, iter(fitting[:MOST_DEEP])))
        for deep, choices in ((False, iter(fitting)), *deeper):
            for multipliers in choices:
                try:
                    yield self._order(cuts, pieces, multipliers, deep)
                    found = True
                except NotFoundError as error:
                    reason = str(error)
        if not found and self.sign == "<":
            yield from self._positive_somewhere()
        elif not found:
            raise NotFoundError(reason)

    def _by_lines(self, gaps: list[tuple[Cell, Ratio]]) -> Iterator[Multipliers]:
        """The multipliers that supporting lines leave, on each cell on which they are seen."""
        seen: set[Multipliers] = set()
        for cell, difference in sorted(gaps, key=lambda gap: -len(gap[0].signs))[:MOST_LOOKED_AT]:
            for _, rest in ways(cell.region, difference):
                try:
                    found = linear_part(cell, rest)
                except NoRoomError:
                    raise
                except ProofError:
                    continue
                if found is not None and found not in seen:
                    seen.add(found)
                    yield found

    def _positive_somewhere(self) -> Iterator[Order]:
        """An order with no multipliers whose difference is positive wherever some density is."""
        for bearer in (n for n in self.hypotheses.declared if isinstance(n, Density)):
            cuts, pieces = cut_until(self.hypotheses, partial(self._apart, bearer), self.size)
            try:
                shares = [self._share(piece, (), True, NON_NEGATIVE if piece.cell.strict.signs(
                    bearer) == ZERO else POSITIVE) for piece in pieces]
            except NotFoundError:
                continue
            yield self._made(cuts, (), shares)
            return
        raise NotFoundError("no multipliers were found whose constants fit")

    def _apart(self, bearer: Name, cell: Cell) -> _Piece:
        if cell.strict.signs(bearer) not in (ZERO, POSITIVE):
            raise SignNeededError(bearer)
        return self._piece(cell)

    def with_growth(self, multipliers: Multipliers, growth: Written | None) -> Order:
        """The order by given multipliers; see `order_with`."""
        self.growth = growth
        cuts, pieces = cut_until(self.hypotheses, self._piece, self.size)
        try:
            return self._order(cuts, pieces, multipliers, deep=False)
        except NotFoundError:
            return self._order(cuts, pieces, multipliers, deep=True)

    def any_level(self) -> tuple[Written, Order]:
        """Multipliers that fit whatever stands outside the integrals, and their sum."""
        cuts, pieces = cut_until(self.hypotheses, self._piece, self.size, self.loose)
        gaps = [(p.cell, p.difference) for p in pieces if p.difference is not None]
        for multipliers in chain(candidates(gaps), self._at_one()):
            try:
                order = self._order(cuts, pieces, multipliers, deep=False)
            except NoRoomError:
                raise
            except (NotFoundError, ProofError):
                continue
            total: Written = written(0)
            for name, factor in multipliers:
                if isinstance(name, Density):
                    total = factor if total == written(0) else total + factor
            return total, order
        raise NotFoundError("an integral was not seen to be finite")

    def _at_one(self) -> Iterator[Multipliers]:
        """Multipliers from what the integrand comes to at simple values of the densities."""
        bearers: list[Name] = [n for n in self.hypotheses.declared if isinstance(n, Density)]
        way, form = (1, self.high) if self.high.terms else (-1, self.low)
        for coefficient, atom in form.terms:
            inner = getattr(atom, "integrand", atom)
            law = atom.density if isinstance(atom, Expectation) else None
            choices: list[tuple[dict[Name, Written], list[Name]]] = [
                ({name: written(int((name == law) == alone)) for name in bearers}, [law])
                for alone in (False, True)
            ] if isinstance(law, Name) else []
            choices.append((dict.fromkeys(bearers, written(1)), bearers))
            if isinstance(law, Name):
                choices += [(ends, [law]) for ends in self._at_ends(inner)]
            for values, named in choices:
                total = way * coefficient * substitute(inner, values)
                if not any(isinstance(name, Pointwise) for name in names(total)):
                    yield tuple((name, total) for name in named)
                    yield tuple((name, 4 * total) for name in named)

    def _at_ends(self, inner: Written) -> Iterator[dict[Name, Written]]:
        """The functions of an integrand at the numbers that bound them."""
        functions = [n for n in names(inner) if isinstance(n, PointFunction)]
        ends = [[side for r in self.hypotheses.relations if name in (r.left, r.right)
                 for side in (r.left, r.right) if isinstance(side, Number)] for name in functions]
        for chosen in islice(product(*ends), MOST_DEEP) if functions else ():
            yield dict(zip(functions, chosen, strict=True))

    def _shares(self, pieces: list[_Piece]) -> Iterator[Multipliers]:
        """What stands outside the integrals, shared by the densities or borne by one of them."""
        outside = self._wanted()
        bearers = [n for n in masses(pieces[0].cell) if isinstance(n, Density)] if pieces else []
        if len(bearers) > 1:
            yield tuple((name, outside / len(bearers)) for name in bearers)
        for name in bearers:
            yield ((name, outside),)

    def _wanted(self) -> Written:
        """What the multipliers of the densities have to sum up to, at least."""
        outside: Written = written(0)
        for constant in self.low.constants:
            outside = outside + constant
        for constant in self.high.constants:
            outside = outside - constant
        return outside

    def _fitted(self, gaps: list[tuple[Cell, Ratio]]) -> Iterator[Multipliers]:
        if gaps:
            bearers = [n for n in masses(gaps[0][0]) if isinstance(n, Density)]
            yield from fitted(gaps, bearers, self._wanted())

    def _outside(self, pieces: list[_Piece]) -> float:
        """What stands outside the integrals, right minus left, where it is a number."""
        if not pieces:
            return 0.0
        cell, total = pieces[0].cell, pieces[0].cell.field.number(0)
        for constant in self.high.constants:
            total = total + cell.strict.finite(constant)
        for constant in self.low.constants:
            total = total - cell.strict.finite(constant)
        found, _ = Point(cell.field, {}).of(total) if total.is_constant() else (0.0, 0.0)
        return found

    def _piece(self, cell: Cell) -> _Piece:
        if not self.integral:
            return _Piece(cell, cell.strict.finite(self.right) - cell.strict.finite(self.left))
        first = total_at_point(self.low, cell.extended, cell.strict)
        second = total_at_point(self.high, cell.extended, cell.strict)
        if UNDEFINED in (first, second):
            return _Piece(cell, None)
        if isinstance(first, Extended) or isinstance(second, Extended):
            if first is second or (self.sign != "=" and (second is PLUS or first is MINUS)):
                return _Piece(cell, None)
            if self.growth is None or (isinstance(first, Extended)
                                       and isinstance(second, Extended)):
                raise ProofError("one side is infinite where the other is not")
            gap = -first if second is MINUS else second
            for name in cell.values:
                if isinstance(name, Density):
                    gap = gap - cell.strict.finite(self.growth) * cell.strict.values[name]
            return _Piece(cell, gap, grown=True)
        if self.apart is not None and cell.strict.signs(self.apart) not in (NEGATIVE, ZERO,
                                                                            POSITIVE):
            raise SignNeededError(self.apart)
        return _Piece(cell, second - first)

    def _constants_fit(self, cell: Cell, multipliers: Multipliers) -> bool:
        total = cell.field.number(0)
        for constant in self.high.constants:
            total = total + cell.strict.finite(constant)
        for constant in self.low.constants:
            total = total - cell.strict.finite(constant)
        for name, factor in multipliers:
            if isinstance(name, Density):
                total = total + cell.strict.finite(factor)
        wanted = {"=": ZERO, "<=": NON_NEGATIVE, "<": POSITIVE}[self.sign]
        return cell.field.signs_of(total) | wanted == wanted

    def _order(self, cuts: tuple[Cut, ...], pieces: list[_Piece], multipliers: Multipliers,
               deep: bool) -> Order:
        wanted = NON_NEGATIVE if self.integral or self.sign == "<=" else POSITIVE
        return self._made(cuts, multipliers, [
            self._share(piece, multipliers, deep, wanted if self.apart is None
                        or piece.cell.strict.signs(self.apart) == ZERO else POSITIVE)
            for piece in pieces])

    def _made(self, cuts: tuple[Cut, ...], multipliers: Multipliers,
              found: list[tuple[Pairs, Reason]]) -> Order:
        tangents, reasons = [pairs for pairs, _ in found], [reason for _, reason in found]
        return Order(cuts, multipliers, tuple(tangents) if any(tangents) else (),
                     tuple(reasons) if any(r != PLAIN for r in reasons) else (), self.loose)

    def _share(self, piece: _Piece, multipliers: Multipliers, deep: bool,
               wanted: int) -> tuple[Pairs, Reason]:
        if piece.difference is None:
            return (), PLAIN
        cell, difference = piece.cell, piece.difference
        for name, factor in () if piece.grown else multipliers:
            difference = difference - cell.strict.finite(factor) * cell.strict.values[name]
        if self.sign == "=":
            if cell.field.signs_of(difference) != ZERO:
                raise NotFoundError("the normal forms of the two sides differ")
            return (), PLAIN
        return share(cell, difference, wanted, deep)


def share(cell: Cell, difference: Ratio, wanted: int, deep: bool) -> tuple[Pairs, Reason]:
    """Tangents and a reason that show the sign of a difference on a cell.

    Args:
        cell: on which the difference lives.
        difference: of two sides.
        wanted: non-negative or positive.
        deep: whether to search for a reason where tangents do not show it.

    Raises:
        NotFoundError: if the sign was not settled.
    """
    if speaks(cell.region, difference):
        found = find_lines(cell.region, difference, wanted, deep)
        if found is None:
            raise NotFoundError(UNSETTLED)
        return (), found
    for pairs, rest, region in tangent_choices(cell.region, difference):
        signs = region.field.signs_of(rest)
        strict = signs | NON_NEGATIVE == NON_NEGATIVE and _strict(region, pairs)
        if signs | wanted == wanted or (strict and wanted == POSITIVE):
            return pairs, PLAIN
    reason = find_reason(cell.region, difference, wanted) if deep else None
    if reason is None:
        raise NotFoundError(UNSETTLED)
    return (), reason


def _strict(region: Region, pairs: Pairs) -> bool:
    return any(region.values.signs(weight) == POSITIVE
               and not region.values.signs(ratio - 1) & ZERO for weight, ratio in pairs)


def cut_until(hypotheses: Hypotheses, evaluate: Callable[[Cell], T], size: int,
              loose: bool = False,
              first: Name | None = None) -> tuple[tuple[Cut, ...], list[T]]:
    """Cuts cells until each can be evaluated.

    Args:
        evaluate: from a cell to what is kept of it; raises `SignNeededError` where a sign is open.
        size: how many generators a cell has room for.
        loose: whether each name is a parameter of its own.
        first: the name whose parameter is cut rather than others.

    Raises:
        ProofError: if an expression cannot be cut at, or too many cuts would be needed.
    """
    cuts: list[Cut] = []
    waiting = all_cells(hypotheses, (), size, loose)
    most = MOST_CUTS * len({cell.endless for cell in waiting})
    done: list[T] = []
    passed = 0
    while waiting:
        cell = waiting[0]
        try:
            if not cell.is_empty:
                done.append(evaluate(cell))
            waiting.pop(0)
            passed += 1
        except (SignNeededError, CutNeededError) as needed:
            parameter, root = needed.cut if isinstance(needed, CutNeededError) else (
                where_to_cut(cell, needed.expression, first))
            cuts.append((passed, parameter, root))
            waiting[:1] = cell.cut(parameter, root)
            if len(cuts) > most:
                raise ProofError("the claim falls into too many cases") from needed
    return tuple(cuts), done


def where_to_cut(cell: Cell, expression: Written, first: Name | None = None,
                 depth: int = 0) -> tuple[Name | None, Written | None]:
    """A parameter and the root at which cutting it settles the sign of an expression.

    Where there is none that is simple, the sign of a factor is what the cell is cut by.

    Args:
        cell: on which the sign is open.
        expression: in the names of the cell.
        first: the name whose parameter is cut rather than others.
        depth: how many expressions inside it had to be asked for first.
    """
    # What bounds a name may have to be cut before any name has a value.
    own = expression != written(0) and all(isinstance(n, Parameter) for n in names(expression))
    try:
        value = (cell.parameters if own else cell.strict).finite(expression)
    except SignNeededError as inner:
        if depth == MOST_CUTS:
            raise ProofError(f"the sign of {expression} is not known") from inner
        return where_to_cut(cell, inner.expression, first, depth + 1)
    _, factors = cell.field.factor(cell.field.reduce(value.above))
    open_ones = [factor for factor, _ in factors if _open(cell, factor)]
    for polynomial in open_ones:
        found = _root(cell, polynomial, first) or _simpler_root(cell, polynomial, first) or (
            _at_zero(cell, polynomial, first))
        if found is not None:
            return found
    for polynomial in open_ones:
        # The sign of the simpler value tells that of the other one, and not the other way round.
        plain = next(_simpler_factors(cell, polynomial), polynomial)
        return None, written_out(cell.region, Ratio(plain, cell.field.one))
    raise ProofError(f"the sign of {expression} is not known")


def _open(cell: Cell, polynomial: Any) -> bool:
    return cell.field.signs_of(Ratio(polynomial, cell.field.one)) not in (1, ZERO, POSITIVE)


def _root(cell: Cell, polynomial: Any,
          first: Name | None) -> tuple[Name, Written | None] | None:
    """A parameter of which a polynomial is a linear function, and the root."""
    field, degrees = cell.field, polynomial.degrees()
    places, involved = _involved(cell, polynomial, first)
    for name in involved:
        if cell.signs[name] == NON_NEGATIVE:
            return name, None
    for name in involved:
        place = places[name]
        slope = polynomial.derivative(place)
        rest = polynomial - slope * field.generators[place]
        simple = degrees[place] == 1 and not any(
            degree and field.depends(other, place)
            for part in (slope, rest) for other, degree in enumerate(part.degrees()))
        if not simple or field.signs_of(Ratio(slope, field.one)) & ZERO:
            continue
        root = -(Ratio(rest, field.one) / Ratio(slope, field.one))
        if cell.signs[name] == ANY or field.signs_of(root) == POSITIVE:
            return name, written_out(cell.region, root)
    return None


def _simpler_root(cell: Cell, polynomial: Any,
                  first: Name | None) -> tuple[Name, Written | None] | None:
    """The root of a value that vanishes where a polynomial does."""
    for factor in _simpler_factors(cell, polynomial):
        found = _root(cell, factor, first)
        if found is not None:
            return found
    return None


def _simpler_factors(cell: Cell, polynomial: Any) -> Iterator[Any]:
    for other in simpler(cell.field, polynomial):
        if not other.is_constant():
            yield from (factor for factor, _ in cell.field.factor(other)[1]
                        if _open(cell, factor))


def _at_zero(cell: Cell, polynomial: Any,
             first: Name | None) -> tuple[Name, Written | None] | None:
    """A parameter of any sign that is cut at 0."""
    places, involved = _involved(cell, polynomial, first)
    return next(((name, None) for name in involved
                 if cell.signs[name] == ANY and places[name] not in cell.field.held), None)


def _involved(cell: Cell, polynomial: Any,
              first: Name | None) -> tuple[dict[Name, int], list[Name]]:
    """Where the parameters stand, and those that a polynomial is built from."""
    field, degrees = cell.field, polynomial.degrees()
    places = {name: place for name in cell.signs for place, atom in enumerate(field.atoms)
              if atom.kind == "parameter" and atom.key == name.name}
    involved = [name for name in cell.signs if name in places and any(
        degree and field.depends(other, places[name]) for other, degree in enumerate(degrees))]
    own = () if first is None or first not in cell.values else names(cell.values[first])
    involved.sort(key=lambda name: name not in own)
    return places, involved
