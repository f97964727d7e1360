"""Limits of normal forms at 0+ and +∞, read off their leading terms c u^a (log u)^k.

Every atom is expanded to its leading order with an error that is smaller by a power of u; where the
leading terms of a sum cancel, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

from ..language.traversal import names, walk
from ..language.written import Name, Number, Power, Written
from .evaluation import Evaluation, SignNeededError
from .normal_form import SIZES, Field, NoRoomError, Ratio
from .powers import limit_of_powers
from .signs import NEGATIVE, POSITIVE, ZERO, ProofError

FAR: Final = 1000
_NO_TOPS: Final[Mapping[int, int]] = MappingProxyType({})
_VANISHING: Final = "a leading coefficient may vanish"
Terms = dict[tuple[Fraction, int], Ratio]


def limit_of(field: Any, body: Written, variable: Name, values: dict[Name, Any],
             at_zero: bool) -> Any:
    """The limit of an expression in a positive variable; see `limit`.

    Args:
        body: an expression in `variable` and in names with values.
        values: of the other names, in the field.
    """
    if not field.symbolic:
        return _limit_at_point(field, body, variable, values, at_zero)
    try:
        return _limit_of(field, body, variable, values, at_zero)
    except NoRoomError:
        raise
    except ProofError as error:
        for part in _turning(body, variable):
            if _sign_is_open(field, part, values):
                raise SignNeededError(part) from error
        raise


def _turning(body: Written, variable: Name) -> Iterator[Written]:
    """What a limit may turn on: parts that are free of the variable, and exponents beside 1."""
    for node in walk(body):
        if variable not in names(node) and not isinstance(node, Number):
            yield node
        if isinstance(node, Power) and variable not in names(node.right):
            yield node.right - 1


def _sign_is_open(field: Any, part: Written, values: dict[Name, Any]) -> bool:
    try:
        signs = Evaluation(field, values, extended=False).signs(part)
    except NoRoomError:
        raise
    except ProofError:
        return False
    return signs not in (NEGATIVE, ZERO, POSITIVE)


def _limit_of(field: Any, body: Written, variable: Name, values: dict[Name, Any],
              at_zero: bool) -> Any:
    free = field.parameter(f" {variable.name}", POSITIVE)
    try:
        value = Evaluation(field, {**values, variable: free}, extended=False).finite(body)
        return limit(field, value, free, at_zero)
    except SignNeededError:
        # Far enough out the signs are settled: u = c/(1 + v), or C + v, with v → ∞.
        far, one = field.number(FAR), field.number(1)
        for name in names(body):
            if name != variable and name in values:
                size = values[name]
                signs = field.signs_of(size)
                if signs in (NEGATIVE, POSITIVE) and not size.is_constant():
                    size = size if signs == POSITIVE else -size
                    far = far * (one + size + one / size)
        moved = one / (far * (one + free)) if at_zero else far + free
        value = Evaluation(field, {**values, variable: moved}, extended=False).finite(body)
        return limit(field, value, free, at_zero=False)


def _limit_at_point(field: Any, body: Written, variable: Name, values: dict[Name, Any],
                    at_zero: bool) -> Any:
    """The limit where the other names have exact values: from the normal form, as a ball."""
    exact = Field(SIZES[-1])
    known = {n: exact.number(v.constant()) for n, v in values.items() if n in names(body)}
    end = limit_of(exact, body, variable, known, at_zero)
    if isinstance(end, int):
        return end
    if end.is_constant():
        return field.number(end.constant())
    return field.enclosed(exact.enclosure(end.above) / exact.enclosure(end.below))


def limit(field: Field, value: Ratio, variable: Ratio, at_zero: bool) -> Ratio | int:
    """The limit of a normal form in a positive variable: a normal form without it, or ±∞.

    Args:
        value: built from the variable by arithmetic, logarithms and roots.
        variable: a parameter of the field.
        at_zero: whether the variable goes to 0 or to +∞.

    Returns:
        The limit, or 1 for +∞ and -1 for −∞.

    Raises:
        ProofError: if the leading terms do not tell.
    """
    place = variable.above.degrees().index(1)
    if field.is_zero(value):
        return field.number(0)
    try:
        return limit_of_powers(field, value, place, at_zero)
    except NoRoomError:
        raise
    except ProofError:
        return _by_leading_terms(field, value, place, at_zero)


def _by_leading_terms(field: Field, value: Ratio, place: int, at_zero: bool) -> Ratio | int:
    leading = _Leading(field, place, 1 if at_zero else -1)
    tops = leading.growing(value)
    lowest, above = leading.terms(value.above, tops)
    sure = all(not field.signs_of(part) & ZERO for part in above.values())
    below = leading.polynomial(value.below, tops)
    if not above:
        # The leading terms cancel: what is left is smaller by a power of u.
        if lowest >= min(exponent for exponent, _ in below):
            return field.number(0)
        raise ProofError("the leading terms of a limit cancel")
    exponent, power = min(above, key=lambda term: (term[0], -term[1]))
    low, log_power = min(below, key=lambda term: (term[0], -term[1]))
    head = above[exponent, power] / below[low, log_power]
    exponent, power = exponent - low, power - log_power
    if exponent > 0 or (exponent == 0 and power < 0):
        return field.number(0)
    if exponent == 0 and power == 0:
        return head
    if not sure:
        raise ProofError(_VANISHING)
    signs = field.signs_of(head)
    if signs not in (POSITIVE, NEGATIVE):
        raise ProofError("the sign of a leading coefficient is not known")
    # log u → −∞ at 0+, so that its odd powers turn the sign.
    return 1 if (signs == POSITIVE) == (power % 2 == 0) else -1


class _Leading:
    """Leading terms as u → 0+; at +∞ the variable is 1/u."""

    def __init__(self, field: Field, place: int, direction: int) -> None:
        self.field, self.place, self.direction = field, place, direction

    def growing(self, value: Ratio) -> dict[int, int]:
        """Exponentials that go to +∞, and by which of their powers a quotient is reduced."""
        found = {}
        for place, degrees in enumerate(zip(value.above.degrees(), value.below.degrees(),
                                            strict=True)):
            if max(degrees) and self.field.atoms[place].kind == "exp" and (
                self.field.depends(place, self.place)
            ) and self.way(self.field.atoms[place].key)[2] == POSITIVE:
                found[place] = int(max(degrees))
        return found

    def polynomial(self, polynomial: Any, tops: Mapping[int, int] = _NO_TOPS) -> Terms:
        """The terms of lowest order; they do not cancel."""
        _, kept = self.terms(polynomial, tops)
        if not kept:
            raise ProofError("the leading terms of a limit cancel")
        if any(self.field.signs_of(value) & ZERO for value in kept.values()):
            raise ProofError(_VANISHING)
        return kept

    def terms(self, polynomial: Any,
              tops: Mapping[int, int] = _NO_TOPS) -> tuple[Fraction, Terms]:
        """The lowest order at which a term stands, and what is left of the terms there.

        Args:
            polynomial: in the generators.
            tops: powers of growing exponentials that it is divided by.
        """
        total: Terms = {}
        for exponents, coefficient in polynomial.to_dict().items():
            terms = {(Fraction(0), 0): Ratio(self.field.context.constant(coefficient),
                                             self.field.one)}
            for place, exponent in enumerate(exponents):
                for _ in range(abs(int(exponent) - tops.get(place, 0))):
                    terms = self.times(terms, self.small if place in tops else self.atom(place))
            for key, value in terms.items():
                total[key] = total[key] + value if key in total else value
        lowest = min(exponent for exponent, _ in total)
        kept = {key: value for key, value in total.items()
                if key[0] == lowest and not self.field.is_zero(value)}
        return lowest, kept

    def times(self, left: Terms, right: Terms) -> Terms:
        total: Terms = {}
        for (a, k), first in left.items():
            for (b, m), second in right.items():
                key = (a + b, k + m)
                total[key] = total[key] + first * second if key in total else first * second
        return total

    def atom(self, place: int) -> Terms:
        atom, zero = self.field.atoms[place], Fraction(0)
        if place == self.place:
            return {(Fraction(self.direction), 0): self.field.number(1)}
        if not self.field.depends(place, self.place):
            return {(zero, 0): Ratio(self.field.generators[place], self.field.one)}
        if atom.abstract:
            raise ProofError("a limit of a convex function is not read off")
        if atom.kind not in ("log", "root"):
            return self.function(atom.kind, atom.key)
        inner = self.polynomial(atom.key)
        (exponent, power), head = next(iter(inner.items()))
        if len(inner) > 1 or power:
            raise ProofError("a limit of a nested logarithm is not read off")
        if atom.kind == "root":
            order = Fraction(1, atom.order)
            return {(exponent * order, 0): self.field.power(head, self.field.number(order))}
        constant = self.field.log(-head if self.field.signs_of(head) == NEGATIVE else head)
        terms = {(zero, 1): self.field.number(exponent)} if exponent else {}
        if not terms and self.field.is_zero(constant):
            # Where g → 1, log g is g − 1 to leading order.
            return self.polynomial(atom.key - 1)
        return {**terms, (zero, 0): constant} if not self.field.is_zero(constant) else terms

    def function(self, kind: str, key: Ratio) -> Terms:
        """Leading terms of a function that is analytic at the limit of its argument.

        For erf that may be ±∞, for exp −∞: what is missing then is smaller by a power of u.
        """
        one, still = self.field.number(1), (Fraction(0), 0)
        order, head, end = self.way(key)
        if order == still and kind in ("exp", "erf"):
            value = self.field.exp(head) if kind == "exp" else self.field.special(kind, head)
            return {still: value}
        if order[0] > 0:
            if kind in ("exp", "cos"):
                return {still: one}
            if kind == "erf":
                pi = self.field.generator("constant", "pi", POSITIVE)
                head = head * self.field.number(2) / self.field.power(pi, one / (one + one))
            return {order: head}
        if kind == "erf" and end:
            return {still: one if end == POSITIVE else -one}
        if kind == "exp" and end == NEGATIVE:
            return self.small
        named = "an exponential" if kind == "exp" else kind
        raise ProofError(f"a limit of {named} is not read off")

    @property
    def small(self) -> Terms:
        """What is smaller than 1 by a power of u: exp of what goes to −∞ at least like log u."""
        return {(Fraction(0), 0): self.field.number(0)}

    def way(self, value: Ratio) -> tuple[tuple[Fraction, int], Ratio, int]:
        """The leading term of a value, and the sign of the infinity that it goes to, or 0."""
        above, below = self.polynomial(value.above), self.polynomial(value.below)
        if len(above) > 1 or len(below) > 1:
            raise ProofError("a limit of a nested logarithm is not read off")
        ((high, power), first), ((low, less), second) = *above.items(), *below.items()
        order, head = (high - low, power - less), first / second
        signs = self.field.signs_of(head)
        if order[0] > 0 or (order[0] == 0 and order[1] <= 0) or signs not in (POSITIVE, NEGATIVE):
            return order, head, 0
        # log u → −∞, so that its odd powers turn the sign.
        return order, head, POSITIVE if (signs == POSITIVE) == (order[1] % 2 == 0) else NEGATIVE
