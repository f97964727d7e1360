"""The search for a reason why a value has a sign on a region, bounded by counted steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from ..kernel.sign_proofs import prove_sign
from ..kernel.theorem import PLAIN, Reason
from ..language.traversal import names
from ..language.written import Name, Written, apply, written
from ..meaning.normal_form import Field, NoRoomError, Ratio
from ..meaning.reductions import compared
from ..meaning.regions import Region
from ..meaning.sign_reading import Fact
from ..meaning.signs import (
    ANY,
    NEGATIVE,
    NON_NEGATIVE,
    POSITIVE,
    ZERO,
    ProofError,
    is_open,
    power_signs,
    product_signs,
    turned_signs,
)
from .effort import Effort
from .sampled import Point, points, seen
from .tangents import copied, tangent_choices, written_out

MOST_STEPS: Final = 150
TERMS_A_STEP: Final = 12
MOST_TERMS: Final = 200
ROOMIEST: Final = 32
Way = Callable[["Search", Region, Ratio, int, int], Reason | None]


@dataclass
class Search:
    """One search, with what is left of its effort.

    Args:
        ways: to reduce a value that no factor explains, the cheapest first.
        deepest: how many reductions may follow each other.
        effort: what is left to spend.
        steps: how many more values this search may look at.
    """

    ways: tuple[Way, ...]
    deepest: int
    effort: Effort
    steps: int = MOST_STEPS
    _failed: set[tuple[str, int]] = field(default_factory=set)
    _points: dict[int, tuple[Region, list[Point]]] = field(default_factory=dict)

    def spend(self, steps: int) -> None:
        """Counts steps against this search and against all that its claim may spend."""
        self.steps -= steps
        self.effort.steps -= steps

    def points(self, region: Region) -> list[Point]:
        """Some points of a region, the same ones every time."""
        known = self._points.get(id(region))
        if known is None:
            known = self._points[id(region)] = (region, points(region))
        return known[1]

    def seen(self, region: Region, value: Ratio) -> int:
        """The signs that a value takes at some points of a region."""
        return seen(self.points(region), value)

    def find(self, region: Region, value: Ratio, wanted: int, depth: int = 0) -> Reason | None:
        """A reason why a value has one of the signs that are wanted, if one is found.

        A step that needs more room is tried again in roomier fields, if these are small.

        Args:
            region: on which the value lives.
            value: of its field.
            wanted: the signs that are allowed.
            depth: of the search so far.

        Raises:
            NoRoomError: if a step needs more room than a small field has.
        """
        signs = region.field.signs_of(value)
        if signs | wanted == wanted:
            return PLAIN
        if not signs & wanted or depth > self.deepest or min(self.steps, self.effort.steps) <= 0:
            return None
        size = len(value.above) + len(value.below)
        self.spend(1 + size // TERMS_A_STEP + (size // TERMS_A_STEP) ** 2)
        if size > MOST_TERMS or self.seen(region, value) & ~wanted:
            return None
        if not self.points(region):
            nothing = by_emptiness(self, region, depth)
            if nothing is not None:
                return nothing
        return self._factors(region, value, wanted, depth)

    def _factors(self, region: Region, value: Ratio, wanted: int, depth: int) -> Reason | None:
        base = region.field
        whole = Ratio(base.in_roots(base.reduce(value.above)),
                      base.in_roots(base.reduce(value.below)))
        (content, above), (_, below) = base.factor(whole.above), base.factor(whole.below)
        open_ones = [(f, m) for f, m in (*above, *below) if is_open(base.factor_signs(f))]
        if not open_ones:
            return None
        if len(above) + len(below) == 1 and content == 1 and open_ones[0][1] == 1:
            return self._reduced(region, value, wanted, depth)
        turning = [polynomial for polynomial, multiplicity in open_ones
                   if multiplicity % 2 and len(open_ones) > 1
                   and is_open(self.seen(region, Ratio(polynomial, base.one)))]
        if turning:
            # Factors that turn together are told apart where they do.
            found = (self._turned(region, value, polynomial, wanted, depth)
                     for polynomial in turning)
            return next((reason for reason in found if reason is not None), None)
        parts = []
        total = POSITIVE if content > 0 else NEGATIVE
        for polynomial, multiplicity in (*above, *below):
            signs = base.factor_signs(polynomial)
            if is_open(signs):
                factor = Ratio(polynomial, base.one)
                part, signs = self._factor(region, factor, multiplicity, wanted, depth)
                if part is None:
                    return None
                if part != PLAIN:
                    parts.append(Reason("of", (part,), at=written_out(region, factor)))
            total = product_signs(total, power_signs(signs, multiplicity))
        if total | wanted != wanted:
            return None
        return Reason("factors", tuple(parts))

    def _turned(self, region: Region, value: Ratio, polynomial: Any, wanted: int,
                depth: int) -> Reason | None:
        for parameter in region.signs:
            zero = [written(0)] if region.signs[parameter] == ANY else []
            for root in (*_linear_roots(region, polynomial, parameter), *zero):
                try:
                    pieces = region.cut(parameter, root)
                except ProofError:
                    continue
                parts = []
                for piece, move in pieces:
                    part: Reason | None = PLAIN
                    if not piece.field.impossible:
                        part = self.find(piece, move(value), wanted, depth + 1)
                    if part is None:
                        return None
                    parts.append(part)
                return Reason("cut", tuple(parts), parameter, root)
        return None

    def _factor(self, region: Region, factor: Ratio, multiplicity: int, wanted: int,
                depth: int) -> tuple[Reason | None, int]:
        if multiplicity % 2 == 0 and wanted & ZERO:
            return PLAIN, ANY
        signs = self.seen(region, factor)
        if signs not in (POSITIVE, NEGATIVE):
            return None, ANY
        signs |= wanted & ZERO
        return self._reduced(region, factor, signs, depth), signs

    def _reduced(self, region: Region, value: Ratio, wanted: int, depth: int) -> Reason | None:
        """A reason for a value that does not factor."""
        if wanted & NEGATIVE:
            turned = self._reduced(region, -value, turned_signs(wanted), depth)
            return None if turned is None else Reason("negated", (turned,))
        key = (f"{value}|{sorted((n.name, s) for n, s in region.signs.items())}", wanted)
        if key in self._failed:
            return None
        try:
            idle = self._idle(region, value)
        except ProofError:
            idle = None
        if idle is not None:
            end, move = region.at_start(idle)
            inner = self.find(end, move(value), wanted, depth)
            return None if inner is None else Reason("from the start", (PLAIN, inner), idle)
        # What has one scale loses nothing where this is taken out, and all else is shorter then.
        for way in (by_ratio, *self.ways) if not depth else self.ways:
            try:
                reason = way(self, region, value, wanted, depth)
            except NoRoomError:
                if region.field.size < ROOMIEST:
                    raise
            except ProofError:
                continue
            else:
                if reason is not None:
                    return reason
        self._failed.add(key)
        return None

    def _idle(self, region: Region, value: Ratio) -> Name | None:
        """A positive parameter on which a value does not depend."""
        used = {*_within(region, value.above), *_within(region, value.below)}
        for name, signs in region.signs.items():
            if signs == POSITIVE and region.place(name) not in used:
                region.check_free(name)
                return name
        return None


def by_emptiness(search: Search, region: Region, depth: int) -> Reason | None:
    """A hypothesis that fails wherever the others hold, so that there is nothing to show.

    Args:
        search: with the effort that is left.
        region: of which no point was found.
        depth: of the search.
    """
    for fact in [fact for fact in region.field.facts.values() if fact.given]:
        alone, other = copied(region, Ratio(fact.polynomial, region.field.one))
        facts = dict(alone.field.facts)
        for polynomial in (other.above, alone.field.in_roots(alone.field.reduce(other.above))):
            facts.pop(str(polynomial / polynomial.leading_coefficient()), None)
        _forget(alone.field, facts)
        inner = search.find(alone, other, ANY & ~fact.signs, depth + 1)
        if inner is not None:
            at = written_out(region, Ratio(fact.polynomial, region.field.one))
            return Reason("lemma", (inner, PLAIN), at=at)
    return None


def by_tangents(search: Search, region: Region, value: Ratio, wanted: int,
                depth: int) -> Reason | None:
    """Tangents log t ≤ t − 1 that leave a sign which can be read off or found."""
    for pairs, rest, within in tangent_choices(region, value):
        if not pairs or search.seen(within, rest) & NEGATIVE:
            continue
        inner = search.find(within, rest, NON_NEGATIVE, depth + 1)
        if inner is None:
            continue
        for weight, ratio in pairs:
            inner = Reason("tangent", (inner,), at=weight, other=ratio)
        if prove_sign(*copied(region, value), inner) | wanted == wanted:
            return inner
    return None


def by_comparison(search: Search, region: Region, value: Ratio, wanted: int,
                  depth: int) -> Reason | None:
    """For c g + B with an exponential or a root g: the sign of log(c g) − log(−B)."""
    base = region.field
    for place, degree in enumerate(value.above.degrees()):
        atom = base.atoms[place] if degree == 1 else None
        if atom is None or atom.kind not in ("exp", "root") or not value.below.is_one():
            continue
        slope = Ratio(value.above.derivative(place), base.one)
        rest = value - slope * Ratio(base.generators[place], base.one)
        if any(part.above.degrees()[other] and base.depends(other, place)
               for part in (slope, rest) for other in range(len(base.atoms))):
            continue
        first, second = search.seen(region, slope), search.seen(region, rest)
        if is_open(second) and first == POSITIVE and atom.kind == "root":
            reason = _squared(search, region, place, wanted, depth, (slope, rest))
            if reason is not None:
                return reason
        if first not in (POSITIVE, NEGATIVE) or second != turned_signs(first):
            continue
        parts = [search.find(region, slope, first, depth + 1),
                 search.find(region, rest, second, depth + 1)]
        if parts[0] is None or parts[1] is None:
            continue
        big, small = (slope, -rest) if first == POSITIVE else (-slope, rest)
        before = dict(base.facts)
        base.assume(big, POSITIVE)
        base.assume(small, POSITIVE)
        difference = compared(base, place, big, small)
        target = wanted if first == POSITIVE else turned_signs(wanted)
        last = search.find(region, difference, target, depth + (atom.kind == "root"))
        if last is not None:
            at = written_out(region, Ratio(base.generators[place], base.one))
            return Reason("compared", (parts[0], parts[1], last), at=at)
        # No certificate would bring to mind what was learnt on a way that led nowhere.
        _forget(base, before)
    return None


def _forget(base: Field, facts: dict[str, Fact]) -> None:
    base.facts = facts
    base._read.clear()


def _squared(search: Search, region: Region, place: int, wanted: int, depth: int,
             sides: tuple[Ratio, Ratio]) -> Reason | None:
    """For c g + B with a root g of even order, where B has no sign: (c g)ⁿ − Bⁿ."""
    base, (slope, rest) = region.field, sides
    atom = base.atoms[place]
    if atom.order % 2 or wanted & NEGATIVE:
        return None
    apart = slope**atom.order * Ratio(atom.key, base.one) - rest**atom.order
    parts = [search.find(region, slope, NON_NEGATIVE, depth + 1),
             search.find(region, apart, wanted, depth + 1)]
    if parts[0] is None or parts[1] is None:
        return None
    at = written_out(region, Ratio(base.generators[place], base.one))
    return Reason("compared", (parts[0], parts[1]), at=at)


def by_scale(search: Search, region: Region, value: Ratio, wanted: int,
             depth: int) -> Reason | None:
    """A parameter written in another one: its exponential, its logarithm, its root, a ratio."""
    used = _within(region, value.above)
    for parameter in region.signs:
        way = _way(region, used, parameter)
        if way is None:
            continue
        piece, move = region.scaled(parameter, way, None)
        inner = search.find(piece, move(value), wanted, depth + 1)
        if inner is not None:
            return Reason(way, (inner,), parameter)
    return by_ratio(search, region, value, wanted, depth)


def _within(region: Region, polynomial: Any) -> list[int]:
    """The generators of a polynomial and those inside them."""
    found: list[int] = []
    waiting = [place for place, degree in enumerate(polynomial.degrees()) if degree]
    while waiting:
        place = waiting.pop()
        if place in found:
            continue
        found.append(place)
        key = region.field.atoms[place].key
        parts = (key.above, key.below) if isinstance(key, Ratio) else (key,)
        waiting += [inner for part in parts if not isinstance(part, str)
                    for inner, degree in enumerate(part.degrees()) if degree]
    return sorted(found)


def _way(region: Region, used: list[int], parameter: Name) -> str | None:
    base, place, signs = region.field, region.place(parameter), region.signs[parameter]
    if signs not in (ANY, POSITIVE):
        return None
    kinds = {(base.atoms[other].kind, base.atoms[other].order) for other in used
             if other != place and base.depends(other, place)}
    if ("exp", 1) in kinds and _linear_in_exponents(region, used, place):
        return "log" if signs == ANY else "grown"
    if signs == ANY:
        return None
    if kinds and all(kind == "root" for kind, _ in kinds) and place in used:
        # Where the root of a parameter stands beside it, everything is a polynomial in the root.
        order = max(order for _, order in kinds)
        simple = all(base.atoms[other].key == base.generators[place] for other in used
                     if other != place and base.depends(other, place))
        return {2: "square", 3: "cube"}.get(order) if simple else None
    return "exp" if kinds and _in_its_logarithm(region, used, place) else None


def _in_its_logarithm(region: Region, used: list[int], place: int) -> bool:
    """Whether a parameter stands in exponentials, and in logarithms only by itself."""
    base, found = region.field, False
    for other in used:
        atom = base.atoms[other]
        if other == place or not base.depends(other, place):
            continue
        if atom.kind == "log" and atom.key != base.generators[place]:
            return False
        if atom.kind in ("root", "log"):
            found = True
        if atom.kind == "exp":
            if base.depends(other, place) and any(
                inner_degree and inner != place and base.atoms[inner].kind != "log"
                and base.depends(inner, place)
                for inner, inner_degree in enumerate(atom.key.above.degrees())
            ):
                return False
            found = True
    return found


def _linear_in_exponents(region: Region, used: list[int], place: int) -> bool:
    """Whether a parameter stands in exponentials with whole multiples only."""
    for other in used:
        atom = region.field.atoms[other]
        if atom.kind == "exp" and region.field.depends(other, place):
            key = atom.key
            if not key.below.is_one() or key.above != region.field.generators[place]:
                return False
    return True


def by_ratio(search: Search, region: Region, value: Ratio, wanted: int,
              depth: int) -> Reason | None:
    positive = [name for name, signs in region.signs.items() if signs == POSITIVE]
    if len(positive) < 2:
        return None
    for scale in positive:
        others = [name for name in positive if name != scale]
        for chosen in ([others] if len(others) < 2 else [others, *([o] for o in others)]):
            piece, moved, steps = region, value, []
            unit: Written = scale
            for name in chosen:
                steps.append((name, unit))
                piece, move = piece.scaled(name, "ratio", unit)
                moved = move(moved)
            _, factors = piece.field.factor(
                piece.field.in_roots(piece.field.reduce(moved.above)))
            left = [f for f, _ in factors if is_open(piece.field.factor_signs(f))]
            place = piece.place(scale)
            if any(degree and piece.field.depends(other, place)
                   for f in left for other, degree in enumerate(f.degrees())):
                continue
            inner = search.find(piece, moved, wanted, depth + 1)
            if inner is None:
                return None
            for name, by in reversed(steps):
                inner = Reason("ratio", (inner,), name, by)
            return inner
    return None


def roots_of(region: Region, slope: Ratio, parameter: Name) -> Iterator[Written]:
    """Expressions at which a slope may vanish: from its factors, and likely ones.

    Args:
        region: of the slope.
        slope: in the region's field.
        parameter: whose roots are asked for, free of itself.
    """
    plain = region.field.reduce(slope.above)
    rooted = region.field.in_roots(plain)
    for whole in (plain,) if rooted == plain else (plain, rooted):
        for polynomial, _ in region.field.factor(whole)[1]:
            yield from _linear_roots(region, polynomial, parameter)
    yield from (name for name in region.signs if name != parameter)
    yield from (written(1),)
    if region.signs[parameter] & NEGATIVE:
        yield written(0)


def _linear_roots(region: Region, polynomial: Any, parameter: Name) -> Iterator[Written]:
    """The root of a polynomial that is linear in one trace of a parameter, its only one.

    The trace is the parameter itself, its logarithm, its exponential or a root of it.
    """
    base, place = region.field, region.place(parameter)
    yield from _balanced(region, polynomial, parameter)
    for trace, degree in enumerate(polynomial.degrees()):
        if degree != 1 or not base.depends(trace, place):
            continue
        top = polynomial.derivative(trace)
        rest = polynomial - top * base.generators[trace]
        if any(count > 0 and base.depends(other, place) for part in (top, rest)
               for other, count in enumerate(part.degrees())):
            continue
        level, atom = -Ratio(rest, base.one) / Ratio(top, base.one), base.atoms[trace]
        if trace == place:
            yield written_out(region, level)
        elif atom.kind == "log" and atom.key == base.generators[place]:
            yield apply("exp", written_out(region, level))
        elif atom.kind == "exp" and atom.key.below.is_one() and (
            atom.key.above == base.generators[place]
        ):
            yield apply("log", written_out(region, level))
        elif atom.kind == "root" and atom.key == base.generators[place]:
            yield written_out(region, level**atom.order)


def _balanced(region: Region, polynomial: Any, parameter: Name) -> Iterator[Written]:
    """Where two products of positive atoms are equal: by their logarithms, or by a power."""
    base, place = region.field, region.place(parameter)
    coefficients, monomials = polynomial.coeffs(), polynomial.monoms()
    if len(coefficients) == 2 and coefficients[0] * coefficients[1] < 0:
        sides = [Ratio(base.context.from_dict({tuple(map(int, row)): abs(c)}), base.one)
                 for row, c in zip(monomials, coefficients, strict=True)]
        if any(base.atoms[k].kind == "exp" for row in monomials for k, e in enumerate(row) if e):
            level = base.log_absolute(sides[0]) - base.log_absolute(sides[1])
            if level.below.is_constant() or not level.below.degrees()[place]:
                top = level.above.derivative(place)
                rest = level.above - top * base.generators[place]
                if level.above.degrees()[place] == 1 and not any(
                    count and base.depends(other, place) for part in (top, rest)
                    for other, count in enumerate(part.degrees())
                ):
                    yield written_out(region, -Ratio(rest, base.one) / Ratio(top, base.one))
    degree = int(polynomial.degrees()[place])
    powers = {int(row[place]) for row in monomials}
    if degree in (2, 3) and powers == {0, degree} and not any(
        count and other != place and base.depends(other, place)
        for other, count in enumerate(polynomial.degrees())
    ):
        top = polynomial
        for _ in range(degree):
            top = top.derivative(place)
        top = top / (2 if degree == 2 else 6)
        rest = polynomial - top * base.generators[place] ** degree
        level = -Ratio(rest, base.one) / Ratio(top, base.one)
        if base.signs_of(level) == POSITIVE:
            text = written_out(region, level)
            yield apply("sqrt", text) if degree == 2 else text ** (written(1) / 3)


def fits(search: Search, region: Region, slope: Ratio, parameter: Name, root: Written) -> bool:
    """Whether a slope vanishes at a root that the region can be cut at."""
    if parameter in names(root):
        return False
    try:
        at = region.value(root)
        if region.signs[parameter] == POSITIVE and region.field.signs_of(at) != POSITIVE:
            return False
        place = region.place(parameter)
        for point in search.points(region)[:6]:
            where = dict(point.values)
            where = {p: v for p, v in where.items()
                     if region.field.atoms[p].kind == "parameter"}
            where[place] = point.of(at)[0]
            found, error = type(point)(region.field, where).of(slope)
            if not abs(found) <= error + 1e-7 * (1 + abs(found)):
                return False
        piece, move = region.cut(parameter, root)[0]
        return piece.field.is_zero(move(slope))
    except ProofError:
        return False
