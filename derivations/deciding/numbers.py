"""What to try for relations that are not linear in their integrals: lines beside curves.

Where right − left is a concave function G of the integrals, the lines that touch it from above give
claims that are linear in them, one for every point c of contact, and at c the integrals themselves
they give the relation back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import islice, product
from typing import Final

from ..kernel.numbers import conclusions
from ..kernel.rules import prove
from ..kernel.theorem import Certificate, Lemma, Numbers, Order, Theorem, expect
from ..language.claims import Comparison, Hypotheses, Statement
from ..language.measures import Expectation, Pointwise
from ..language.traversal import moved, names, substitute, walk
from ..language.written import (
    Application,
    Name,
    Product,
    Quotient,
    Real,
    Relation,
    Written,
    written,
)
from ..meaning.derivative import derivative
from ..meaning.instances import Instance, holds
from ..meaning.integrals import linear_form
from ..meaning.numbers import Table, in_table, integrals_of, outside
from ..meaning.signs import ProofError
from .effort import current, quick, spending
from .grounds import witness as find_witness
from .multipliers import tidied
from .orders import UNSETTLED, NotFoundError, find_level, find_orders
from .supported import lines_beside

_ZERO: Final = written(0)
MOST_ORDERS: Final = 4
MOST_PLAIN: Final = 4
MOST_BENT: Final = 3
MOST_PAIRED: Final = 4
MOST_BOUNDED: Final = 5


def is_linear(claim: Comparison) -> bool:
    """Whether every member of a chain is linear in its integrals."""
    try:
        for member in claim.members:
            linear_form(member)
    except ProofError:
        return False
    return True


def as_numbers(statement: Statement, claim: Comparison, witness: Instance,
               squaring: bool = False) -> Iterator[Certificate]:
    """Certificates for a chain that is not linear in its integrals.

    Args:
        statement: with its hypotheses.
        claim: its chain.
        witness: an instance that the hypotheses allow.
        squaring: whether the sides were squared on the way here.

    Raises:
        NotFoundError: with a line on what was missing.
    """
    search = _Search(statement, witness, squaring)
    relations = [in_table(relation, search.table) for relation in claim.relations]
    for numbers in search.ways(relations):
        yield Certificate("integrals as numbers", witness, numbers=numbers)


@dataclass(frozen=True)
class _Line:
    """A theorem for all points of contact of a line, and the integrals at which these are taken."""

    theorem: Theorem
    at: tuple[tuple[Name, Name], ...]

    def lemma(self, moved: dict[Name, Written] | None = None) -> Lemma:
        """The line that touches at the integrals themselves, or where it is said to."""
        there: dict[Name, Written] = {**dict(self.at), **(moved or {})}
        return Lemma(self.theorem, tuple((name, there[name]) for name, _ in self.at))

    def plain(self) -> Iterator[Lemma]:
        """Lines at numbers, which bound an integral where it might be infinite."""
        for values in islice(product((1, -1, Fraction(1, 2)), repeat=len(self.at)), MOST_PLAIN):
            numbers: dict[Name, Written] = {
                name: written(value) for (name, _), value in zip(self.at, values, strict=True)}
            if all(holds(moved(relation, numbers), Instance({})) is True
                   for relation in self.theorem.statement.hypotheses.relations
                   if set(numbers) & {*names(relation.left), *names(relation.right)}):
                yield self.lemma(numbers)


class _Search:
    def __init__(self, statement: Statement, witness: Instance, squaring: bool) -> None:
        self.hypotheses, self.witness = statement.hypotheses, witness
        self.squaring = squaring
        self.table: Table = integrals_of(statement)
        self.integrals = {name: integral for integral, name in self.table.items()}
        self.ranges = [lemma for name in self.integrals for lemma in self._range(name)]
        self.known = self._after(outside(self.hypotheses, self.table), self.ranges)

    def ways(self, relations: Sequence[Relation]) -> Iterator[Numbers]:
        """Numbers to try, from what needs least."""
        reason = "what is not linear in its integrals was not settled"
        with suppress(NotFoundError):
            yield Numbers(tuple(self.ranges), self._orders(self.known, relations))
        for supported in self._supported(relations):
            with suppress(NotFoundError, ProofError):
                known = self._after(self.known, [supported])
                yield Numbers((*self.ranges, supported), self._orders(known, relations))
        for squared in self._squared(relations):
            with suppress(NotFoundError, ProofError):
                known = self._after(self.known, [squared])
                yield Numbers((*self.ranges, squared), self._orders(known, relations))
        for lines in self._lines(relations):
            with suppress(NotFoundError, ProofError):
                yield self._at_once(lines, relations)
            for line in lines:
                for _, split in line.at:
                    with suppress(NotFoundError, ProofError):
                        yield self._apart(line, split, relations)
        pairs = [lemma for first in self.integrals for second in self.integrals
                 if first != second and len(self.integrals) <= MOST_PAIRED
                 for lemma in self._below(first, second)]
        if pairs:
            with suppress(NotFoundError):
                known = self._after(self.known, pairs)
                yield Numbers((*self.ranges, *pairs), self._orders(known, relations))
        raise NotFoundError(reason)

    def _supported(self, relations: Sequence[Relation]) -> Iterator[Lemma]:
        """Lines that support a convex function of integrals, used at these integrals."""
        taken = {name.name for name in (*self.known.declared, *self.hypotheses.declared)}
        for relation in relations:
            found = lines_beside(relation, self.integrals, taken)
            if found is None:
                continue
            line, contacts = found
            own = tuple(name for name, _ in contacts)
            stated = Statement(
                Hypotheses((*self.hypotheses.declared, *own),
                           (*self.hypotheses.relations, *(name > 0 for name in own))),
                Comparison((_ZERO, substitute(line, dict(self.integrals))), ("<=",)))
            with suppress(NotFoundError, ProofError):
                yield Lemma(self._proved(stated), contacts)

    def _squared(self, relations: Sequence[Relation]) -> Iterator[Lemma]:
        """The same relation between squares, where a side has a root, as a theorem of its own."""
        if self.squaring or len(relations) != 1 or not any(
            _has_root(side) for side in (relations[0].left, relations[0].right)
        ):
            return
        relation = moved(relations[0], dict(self.integrals))
        square = Comparison((_square(relation.left), _square(relation.right)), (relation.sign,))
        stated = Statement(self.hypotheses, square)
        with suppress(NotFoundError, ProofError):
            if is_linear(square):
                yield Lemma(self._proved(stated))
                return
            for certificate in as_numbers(stated, square, self.witness, squaring=True):
                yield Lemma(prove(stated, certificate))
                return

    def _at_once(self, lines: Sequence[_Line], relations: Sequence[Relation]) -> Numbers:
        lemmas = [line.lemma() for line in lines]
        plain = [lemma for line in lines for lemma in line.plain()]
        known = self._after(self.known, lemmas)
        return Numbers((*self.ranges, *plain, *lemmas), self._orders(known, relations))

    def _apart(self, line: _Line, split: Name, relations: Sequence[Relation]) -> Numbers:
        """A line where one of the integrals is positive; where it is 0, whatever shows it."""
        parts = []
        for sign in (">", "=", "<"):
            here = replace(self.known, relations=(*self.known.relations,
                                                  Relation(split, sign, _ZERO)))
            if sign == ">":
                lemma = line.lemma()
                parts.append(Numbers((lemma,), self._orders(self._after(here, [lemma]), relations)))
            elif sign == "=":
                parts.append(self._vanishing(here, line, split, relations))
            else:
                parts.append(Numbers() if self._is_not_negative(split) else
                             Numbers((), self._orders(here, relations)))
        return Numbers((*self.ranges, *line.plain()), (), split, tuple(parts))

    def _is_not_negative(self, name: Name) -> bool:
        return any(relation.left == name and relation.sign in (">", ">=")
                   and relation.right == _ZERO for relation in self.known.relations)

    def _vanishing(self, here: Hypotheses, line: _Line, split: Name,
                   relations: Sequence[Relation]) -> Numbers:
        """Where an integral is 0: at once, or since lines without end would drop below 0."""
        with suppress(NotFoundError):
            return Numbers((), self._orders(here, relations))
        own = {value: name for name, value in line.at}
        for other in own:
            if other == split:
                continue
            parts = []
            for sign in (">", "=", "<"):
                more = replace(here, relations=(*here.relations, Relation(other, sign, _ZERO)))
                if sign == "=":
                    parts.append(Numbers((), self._orders(more, relations)))
                    continue
                lemma = self._dropping(line, split, other)
                with suppress(NotFoundError):
                    parts.append(Numbers((), self._orders(more, relations)))
                    continue
                parts.append(Numbers((lemma,), self._orders(self._after(more, [lemma]), relations)))
            return Numbers((), (), other, tuple(parts))
        raise NotFoundError("nothing shows the relation where an integral is 0")

    def _dropping(self, line: _Line, split: Name, other: Name) -> Lemma:
        """The line so far out that it is −1 where one integral is 0 and another is not."""
        own = {value: name for name, value in line.at}
        said = conclusions(self.hypotheses, Lemma(line.theorem, tuple(
            (name, name) for name, _ in line.at)), self.table)[0]
        height = tidied(substitute(said.right - said.left,
                                   {split: _ZERO, own[split]: written(1)}))
        slope = tidied(derivative(height, own[other]))
        level = substitute(height, {own[other]: _ZERO})
        return line.lemma({own[split]: written(1), own[other]: tidied(-(level + 1) / slope)})

    def _lines(self, relations: Sequence[Relation]) -> Iterator[list[_Line]]:
        """For each way to write the relations, the lines beside them."""
        ways = [list(_curves(relation, self.known)) for relation in relations]
        for way in range(max(map(len, ways), default=0)):
            found = []
            for curves in ways:
                for curve in curves[way:way + 1]:
                    with suppress(NotFoundError, ProofError):
                        found += self._beside(curve)
            if found:
                yield found

    def _beside(self, curve: Written) -> list[_Line]:
        """The lines above a curve, proved for all points of contact."""
        slopes = {name: tidied(derivative(curve, name)) for name in self.integrals
                  if name in names(curve)}
        bent = {name for name, slope in slopes.items() if set(names(slope)) & set(self.integrals)}
        bent |= {n for name in bent for n in names(slopes[name]) if n in self.integrals}
        if not bent or len(bent) > MOST_BENT:
            return []
        taken = {name.name for name in (*self.known.declared, *self.hypotheses.declared)}
        fresh = iter([f"c{k}" for k in range(2 * len(taken) + 2) if f"c{k}" not in taken])
        contact: dict[Name, Written] = {name: Real(next(fresh)) for name in self.integrals
                                        if name in bent}
        line = substitute(curve, contact)
        for name, point in contact.items():
            slope = substitute(slopes[name], contact)
            line = line + slope * (name - point)
        line = substitute(line, dict(self.integrals))
        theorem = self._line_theorem(line, contact)
        return [_Line(theorem, tuple((c, name) for name, c in contact.items()
                                     if isinstance(c, Name)))]

    def _line_theorem(self, line: Written, contact: dict[Name, Written]) -> Theorem:
        within = [moved(r, contact) for r in self.known.relations
                  if set(names(r.left)) | set(names(r.right)) <= set(contact)]
        own = tuple(c for c in contact.values() if isinstance(c, Name))
        claim = Comparison((_ZERO, line), ("<=",))
        inside = [replace(r, sign=r.sign.rstrip("=") or "=") for r in within]
        for relations in (within, [], inside):
            stated = Statement(Hypotheses((*self.hypotheses.declared, *own),
                                          (*self.hypotheses.relations, *relations)), claim)
            try:
                with spending(current().anew()):
                    return self._proved(stated)
            except NotFoundError as error:
                # At an end of its range the line may have no slope.
                if str(error) == UNSETTLED or relations == inside:
                    raise
        raise NotFoundError(UNSETTLED)

    def _range(self, name: Name) -> Iterator[Lemma]:
        """What is known of one integral: its sign, or a bound below, and a bound above."""
        integral = self.integrals[name]
        if isinstance(integral, Expectation) and not any(
            isinstance(part, Pointwise) for part in names(integral.integrand)
        ):
            lemma = self._lemma(Relation(integral, "=", integral.integrand))
            if lemma is not None:
                yield lemma
        for sign in (">", ">="):
            lemma = self._lemma(Relation(integral, sign, _ZERO))
            if lemma is not None:
                yield lemma
                break
        else:
            yield from self._level(integral, ">=")
        # Each bound above makes three cases of one.
        if len(self.integrals) <= MOST_BOUNDED:
            yield from self._level(integral, "<=")

    def _below(self, first: Name, second: Name) -> Iterator[Lemma]:
        """That one integral is at most another one."""
        lemma = self._lemma(Relation(self.integrals[first], "<=", self.integrals[second]))
        if lemma is not None:
            yield lemma

    def _level(self, integral: Written, sign: str) -> Iterator[Lemma]:
        with suppress(NotFoundError, ProofError):
            level, _ = find_level(self.hypotheses, integral, sign)
            lemma = self._lemma(Relation(integral, sign, level))
            if lemma is not None:
                yield lemma

    def _lemma(self, relation: Relation) -> Lemma | None:
        claim = Comparison((relation.left, relation.right), (relation.sign,))
        theorem = _plain_theorem(Statement(self.hypotheses, claim))
        return None if theorem is None else Lemma(theorem)

    def _proved(self, stated: Statement) -> Theorem:
        return _proved(stated, self.witness if stated.hypotheses == self.hypotheses else
                       find_witness(stated))

    def _after(self, hypotheses: Hypotheses, lemmas: Sequence[Lemma]) -> Hypotheses:
        said = [relation for lemma in lemmas
                for relation in conclusions(self.hypotheses, lemma, self.table)]
        return replace(hypotheses, relations=(*hypotheses.relations, *said))

    def _orders(self, hypotheses: Hypotheses, relations: Sequence[Relation]) -> tuple[Order, ...]:
        return tuple(next(find_orders(hypotheses, relation)) for relation in relations)


def _curves(relation: Relation, known: Hypotheses) -> Iterator[Written]:
    """right − left, and what has its sign: its quotient by an integral."""
    left, right = relation.left, relation.right
    if relation.sign in (">", ">="):
        left, right = right, left
    plain = right - left
    yield plain
    for positive in known.relations:
        name = positive.left
        if positive.sign in (">", ">=") and positive.right == _ZERO and isinstance(
            name, Name
        ) and _multiplied(plain, name, known):
            yield tidied(plain / name)


def _multiplied(curve: Written, name: Name, known: Hypotheses) -> bool:
    """Whether a number is multiplied by another one, so that lines lie on both sides."""
    others = set(names(derivative(curve, name))) & set(known.declared) if name in names(
        curve) else set()
    return bool(others - {name})


def _has_root(node: Written) -> bool:
    return any(isinstance(part, Application) and part.function == "sqrt" for part in walk(node))


def _square(node: Written) -> Written:
    """The square of a side, without the roots of its factors."""
    if isinstance(node, Application) and node.function in ("sqrt", "abs"):
        inside = node.arguments[0]
        return inside if node.function == "sqrt" else inside**2
    if isinstance(node, Product | Quotient):
        return node.rebuild((_square(node.left), _square(node.right)))
    return node**2


@lru_cache(maxsize=512)
def _plain_theorem(stated: Statement) -> Theorem | None:
    """What is known of single integrals, with little effort; asked for again and again."""
    with suppress(NotFoundError, ProofError), spending(quick()):
        return _proved(stated, find_witness(stated))
    return None


def _proved(stated: Statement, witness: Instance | None) -> Theorem:
    if witness is None:
        raise NotFoundError("nothing satisfies the hypotheses of a lemma")
    relation = expect(stated.claim, Comparison).relations[0]
    reason = ""
    for count, order in enumerate(find_orders(stated.hypotheses, relation)):
        try:
            return prove(stated, Certificate("comparison", witness, (order,)))
        except ProofError as error:
            reason = str(error)
        if count == MOST_ORDERS:
            break
    raise NotFoundError(reason)
