"""The search for a reason why a value has a sign on a region, bounded by counted steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from ..kernel.sign_proofs import prove_sign
from ..kernel.theorem import PLAIN, Reason
from ..language.written import Name, written
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
from .roots import linear_roots, within
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
        first: ways that are tried once, before all others.
    """

    ways: tuple[Way, ...]
    deepest: int
    effort: Effort
    steps: int = MOST_STEPS
    first: tuple[Way, ...] = ()
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
            for root in (*linear_roots(region, polynomial, parameter), *zero):
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
            if inner is not None:
                return Reason("from the start", (PLAIN, inner), idle)
        # What has one scale loses nothing where this is taken out, and all else is shorter then.
        for way in (*self.first, *self.ways) if not depth else self.ways:
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
        used = {*within(region, value.above), *within(region, value.below)}
        if all(region.field.atoms[place].kind == "parameter" for place in used):
            # Polynomials have ways of their own, by all parameters.
            return None
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
    for pairs, rest, inside in tangent_choices(region, value):
        if not pairs or search.seen(inside, rest) & NEGATIVE:
            continue
        inner = search.find(inside, rest, NON_NEGATIVE, depth + 1)
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
