"""Exact normal forms: rational functions over Q in parameters, logarithms, exponentials and roots.

Two expressions with the same normal form are equal wherever they are defined. A factorisation is
only a suggestion of flint's: it is multiplied out before it is used. Signs are sets of possible
signs; a sign that is not known stays open, and nothing is assumed of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from flint import Ordering, arb, ctx, fmpq, fmpq_mpoly_ctx, fmpz

from .signs import (
    ANY,
    NEGATIVE,
        POSITIVE,
    ZERO,
    ProofError,
    power_signs,
    product_signs,
    sum_signs,
    turned_signs,
)

SIZES: Final = (16, 32, 60)
HIGHEST_POWER: Final = 60
MOST_TERMS: Final = 4000
WIDEST_INTEGER: Final = 160


class NoRoomError(ProofError):
    """More generators are needed than the field has."""


@dataclass(frozen=True)
class Atom:
    """What a generator of the field stands for.

    Args:
        kind: parameter, log, exp, root or constant.
        key: the name of a parameter, or the polynomial or number that it is built from.
        signs: the signs that it may have.
        order: of a root.
    """

    kind: str
    key: Any
    signs: int
    order: int = 1


class Ratio:
    """A quotient of polynomials of one field, in lowest terms, its denominator monic."""

    __slots__ = ("above", "below")

    def __init__(self, above: Any, below: Any) -> None:
        if below.is_zero():
            raise ProofError("a normal form has a zero denominator")
        if not below.is_one():
            common = above.gcd(below)
            if not common.is_one():
                above, below = above / common, below / common
            lead = below.leading_coefficient()
            if lead != 1:
                above, below = above / lead, below / lead
        if len(above) > MOST_TERMS or len(below) > MOST_TERMS:
            raise ProofError("a normal form has too many terms")
        self.above, self.below = above, below

    def __add__(self, other: Ratio) -> Ratio:
        if self.below == other.below:
            return Ratio(self.above + other.above, self.below)
        return Ratio(self.above * other.below + other.above * self.below, self.below * other.below)

    def __neg__(self) -> Ratio:
        return Ratio(-self.above, self.below)

    def __sub__(self, other: Ratio) -> Ratio:
        return self + -other

    def __mul__(self, other: Ratio) -> Ratio:
        return Ratio(self.above * other.above, self.below * other.below)

    def __truediv__(self, other: Ratio) -> Ratio:
        return Ratio(self.above * other.below, self.below * other.above)

    def __pow__(self, exponent: int) -> Ratio:
        degree = max(self.above.total_degree(), self.below.total_degree(), 1)
        if abs(exponent) * degree > HIGHEST_POWER and not self.is_constant():
            raise ProofError("a power is too high for a normal form")
        if abs(exponent) > 4 * WIDEST_INTEGER:
            raise ProofError("a power is too high for a normal form")
        above, below = (self.above, self.below) if exponent >= 0 else (self.below, self.above)
        return Ratio(above ** abs(exponent), below ** abs(exponent))

    def is_constant(self) -> bool:
        """Whether no generator occurs."""
        return bool(self.above.is_constant() and self.below.is_constant())

    def constant(self) -> Fraction:
        """The value of a constant."""
        value = self.above.leading_coefficient() if not self.above.is_zero() else fmpq(0)
        return Fraction(int(value.p), int(value.q))

    def __repr__(self) -> str:
        return f"({self.above})/({self.below})"


class Field:
    """The field in which one cell of a claim is evaluated; generators are added as they occur.

    Args:
        size: how many generators there is room for.
    """

    proving = symbolic = True

    def __init__(self, size: int) -> None:
        names = tuple(f"g{index}" for index in range(size))
        self.context = fmpq_mpoly_ctx.get(names, Ordering.lex)
        self.generators = self.context.gens()
        self.atoms: list[Atom] = []
        self.facts: dict[str, int] = {}
        self._places: dict[tuple[str, str, int], int] = {}
        self.one = self.context.constant(1)

    def number(self, value: Fraction | int) -> Ratio:
        """A rational number."""
        exact = Fraction(value)
        wide = max(exact.numerator.bit_length(), exact.denominator.bit_length())
        if wide > 40 * WIDEST_INTEGER:
            raise ProofError("a number is too long for a normal form")
        return Ratio(self.context.constant(fmpq(exact.numerator, exact.denominator)), self.one)

    def generator(self, kind: str, key: Any, signs: int, order: int = 1) -> Ratio:
        """The generator of an atom, made when it is first asked for."""
        place = self._places.get((kind, str(key), order))
        if place is None:
            place = len(self.atoms)
            if place == len(self.generators):
                raise NoRoomError("a claim has too many different logarithms and exponentials")
            self._places[kind, str(key), order] = place
            self.atoms.append(Atom(kind, key, signs, order))
        return Ratio(self.generators[place], self.one)

    def parameter(self, name: str, signs: int) -> Ratio:
        """A free value with the given possible signs."""
        return self.generator("parameter", name, signs)

    def assume(self, value: Ratio, signs: int) -> None:
        """Records a hypothesis on the sign of a value."""
        below = self.signs_of(Ratio(value.below, self.one))
        if value.above.is_zero() or below not in (POSITIVE, NEGATIVE):
            return
        signs = signs if below == POSITIVE else turned_signs(signs)
        key, turned = self._key(value.above)
        self.facts[key] = self.facts.get(key, ANY) & (turned_signs(signs) if turned else signs)

    def _key(self, polynomial: Any) -> tuple[str, bool]:
        """A name for a polynomial up to a factor, and whether that factor is negative."""
        lead = polynomial.leading_coefficient()
        return str(polynomial / lead), bool(lead < 0)

    def factor(self, polynomial: Any) -> tuple[fmpq, list[tuple[Any, int]]]:
        """A constant and monic factors with multiplicities, multiplied out as a check.

        Raises:
            ProofError: if the factors do not multiply to the polynomial.
        """
        content, raw = polynomial.factor()
        factors, product = [], self.context.constant(1)
        for factor, multiplicity in raw:
            lead = factor.leading_coefficient()
            content *= lead ** int(multiplicity)
            factors.append((factor / lead, int(multiplicity)))
            product *= (factor / lead) ** int(multiplicity)
        if product * content != polynomial:
            raise ProofError("a factorisation does not multiply out")
        return content, factors

    def reduce(self, polynomial: Any) -> Any:
        """The polynomial with every power of a root below its order."""
        for place, atom in enumerate(self.atoms):
            if atom.kind != "root" or polynomial.degrees()[place] < atom.order:
                continue
            base, reduced = atom.key, self.context.constant(0)
            for exponents, coefficient in polynomial.to_dict().items():
                kept = list(exponents)
                kept[place] %= atom.order
                term = self.context.from_dict({tuple(kept): coefficient})
                reduced += term * base ** (exponents[place] // atom.order)
            return self.reduce(reduced)
        return polynomial

    def depends(self, place: int, on: int) -> bool:
        """Whether the atom at one place is built from the generator at another."""
        if place == on:
            return True
        key = self.atoms[place].key
        parts = (key.above, key.below) if isinstance(key, Ratio) else (key,)
        return any(
            degree and self.depends(inner, on)
            for part in parts if not isinstance(part, str)
            for inner, degree in enumerate(part.degrees())
        )

    def is_zero(self, value: Ratio) -> bool:
        """Whether the value is 0 at every point of the cell at which it is defined."""
        return bool(self.reduce(value.above).is_zero())

    def signs_of(self, value: Ratio) -> int:
        """The set of signs that a value may have on the cell."""
        above = self.reduce(value.above)
        if above.is_zero():
            return ZERO
        below = self.reduce(value.below)
        if below.is_zero():
            raise ProofError("a normal form has a zero denominator")
        signs = product_signs(self._polynomial_signs(above), self._polynomial_signs(below))
        if signs == ANY and any(atom.kind == "root" for atom in self.atoms):
            above, below = self.in_roots(above), self.in_roots(below)
            return product_signs(self._polynomial_signs(above), self._polynomial_signs(below))
        return signs

    def in_roots(self, polynomial: Any) -> Any:
        """The polynomial with parameters written as powers of their roots, so that it factors."""
        powers = list(self.generators)
        for place, atom in enumerate(self.atoms):
            if atom.kind == "root" and len(atom.key) == 1 and atom.key.total_degree() == 1:
                scale = 1 / atom.key.leading_coefficient()
                powers[atom.key.degrees().index(1)] = scale * self.generators[place] ** atom.order
        return polynomial.compose(*powers)

    def _polynomial_signs(self, polynomial: Any) -> int:
        direct = self._termwise(polynomial)
        if direct != ANY:
            return direct
        content, factors = self.factor(polynomial)
        signs = POSITIVE if content > 0 else NEGATIVE
        for factor, multiplicity in factors:
            single = self._termwise(factor)
            if single == ANY:
                single = self._numeric(factor)
            signs = product_signs(signs, power_signs(single, multiplicity))
        return signs

    def _termwise(self, polynomial: Any) -> int:
        fact, total = ANY, 0
        if self.facts:
            key, turned = self._key(polynomial)
            fact = self.facts.get(key, ANY)
            fact = turned_signs(fact) if turned else fact
        for exponents, coefficient in polynomial.to_dict().items():
            signs = POSITIVE if coefficient > 0 else NEGATIVE
            for place, exponent in enumerate(exponents):
                if exponent:
                    atom = power_signs(self._atom_signs(place), int(exponent))
                    signs = product_signs(signs, atom)
            total = signs if total == 0 else sum_signs(total, signs)
            if total == ANY:
                break
        return total & fact

    def _atom_signs(self, place: int) -> int:
        atom = self.atoms[place]
        if atom.kind != "log" or atom.signs != ANY:
            return atom.signs
        above_one = self._termwise(atom.key - 1) if self._termwise(atom.key) == POSITIVE else ANY
        return above_one

    def _numeric(self, polynomial: Any) -> int:
        """The sign of a polynomial in constants, by an enclosure."""
        used = [place for place, degree in enumerate(polynomial.degrees()) if degree]
        if not all(self._is_constant_atom(place) for place in used):
            return ANY
        before = ctx.prec
        try:
            ctx.prec = 192
            total = self.enclosure(polynomial)
        finally:
            ctx.prec = before
        return POSITIVE if total > 0 else NEGATIVE if total < 0 else ANY

    def _is_constant_atom(self, place: int) -> bool:
        return not any(self.atoms[other].kind == "parameter" and self.depends(place, other)
                       for other in range(len(self.atoms)))

    def enclosure(self, polynomial: Any) -> arb:
        """A ball around the value of a polynomial in constants."""
        total = arb(0)
        for exponents, coefficient in polynomial.to_dict().items():
            term = arb(coefficient)
            for place, exponent in enumerate(exponents):
                if exponent:
                    term *= self._atom_enclosure(place) ** int(exponent)
            total += term
        return total

    def _atom_enclosure(self, place: int) -> arb:
        atom = self.atoms[place]
        if atom.kind == "constant":
            return arb.pi()
        if atom.kind == "exp":
            return (self.enclosure(atom.key.above) / self.enclosure(atom.key.below)).exp()
        inner = self.enclosure(atom.key)
        return abs(inner).log() if atom.kind == "log" else inner.root(atom.order)

    def log(self, value: Ratio) -> Ratio:
        """The logarithm of a positive value, as a sum over its factors.

        Raises:
            ProofError: if the value is not known to be positive.
        """
        if self.signs_of(value) != POSITIVE:
            raise ProofError("a logarithm needs a positive argument")
        total = self.number(0)
        for polynomial, sign in ((self.reduce(value.above), 1), (value.below, -1)):
            content, factors = self.factor(polynomial)
            for factor, multiplicity in factors:
                part = self._log_factor(factor)
                total += part * self.number(sign * multiplicity)
            total += self._log_number(content) * self.number(sign)
        return total

    def _log_factor(self, factor: Any) -> Ratio:
        """log |factor| for a monic irreducible polynomial; the product is known to be positive."""
        degrees = factor.degrees()
        if factor.total_degree() == 1 and len(factor) == 1:
            atom = self.atoms[degrees.index(1)]
            if atom.kind == "exp":
                return Ratio(atom.key.above, atom.key.below)
            if atom.kind == "root":
                return self._log_polynomial(atom.key) * self.number(Fraction(1, atom.order))
        return self.generator("log", factor, ANY)

    def _log_polynomial(self, polynomial: Any) -> Ratio:
        content, factors = self.factor(polynomial)
        total = self._log_number(content)
        for factor, multiplicity in factors:
            total += self._log_factor(factor) * self.number(multiplicity)
        return total

    def _log_number(self, value: fmpq) -> Ratio:
        total = self.number(0)
        for part, sign in ((abs(value.p), 1), (value.q, -1)):
            if fmpz(part).bit_length() > WIDEST_INTEGER:
                raise ProofError("a number is too long to be factored")
            product = fmpz(1)
            for prime, multiplicity in fmpz(part).factor():
                product *= prime ** int(multiplicity)
                term = self.generator("log", self.context.constant(fmpq(prime)), POSITIVE)
                total += term * self.number(sign * int(multiplicity))
            if product != part:
                raise ProofError("a factorisation does not multiply out")
        return total

    def exp(self, value: Ratio) -> Ratio:
        """The exponential; integer and fractional multiples of logarithms become powers."""
        result = self.number(1)
        for exponents, coefficient in value.above.to_dict().items():
            places = [place for place, exponent in enumerate(exponents) if exponent]
            atom = self.atoms[places[0]] if len(places) == 1 else None
            if (value.below.is_one() and atom is not None and atom.kind == "log"
                    and exponents[places[0]] == 1):
                result *= self._power_of(atom.key, coefficient, atom)
                continue
            monomial = Ratio(self.context.from_dict({exponents: 1}), value.below)
            result *= self._exponential(monomial, coefficient)
        return result

    def _exponential(self, monomial: Ratio, coefficient: fmpq) -> Ratio:
        base = self.generator("exp", monomial, POSITIVE)
        return self._fractional(base.above, coefficient)

    def _power_of(self, base: Any, exponent: fmpq, atom: Atom) -> Ratio:
        """|base| ** exponent; for a log of unknown sign of its base only even powers are free."""
        if base.is_constant() or self._termwise(base) == POSITIVE:
            return self._fractional(base, exponent)
        if self._termwise(base) == NEGATIVE:
            return self._fractional(-base, exponent)
        if exponent.q == 1 and int(exponent.p) % 2 == 0:
            return self._fractional(base, exponent)
        raise ProofError("a power of a value of unknown sign")

    def _fractional(self, base: Any, exponent: fmpq) -> Ratio:
        whole, order = int(exponent.p), int(exponent.q)
        if order == 1:
            return Ratio(base, self.one) ** whole
        if order > HIGHEST_POWER:
            raise ProofError("a root is of too high an order")
        # Roots stay above the bar, with exponents below their order, so that they cancel.
        powers, rest = divmod(whole, order)
        root = self.generator("root", base, POSITIVE, order)
        return Ratio(base, self.one) ** powers * root**rest

    def power(self, base: Ratio, exponent: Ratio) -> Ratio:
        """base ** exponent for a positive base."""
        return self.exp(exponent * self.log(base))


class Constants(Field):
    """The field of the numbers at one point, for deciding that two of them are equal."""

    proving = False
