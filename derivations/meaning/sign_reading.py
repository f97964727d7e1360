"""The signs of normal forms, as far as they can be read off without a search.

Signs are sets of possible signs; a sign that is not known stays open, and nothing is assumed of it.
"""

from __future__ import annotations

from itertools import pairwise
from math import lcm
from typing import Any, Final, NamedTuple

from flint import arb, ctx, fmpq_poly

from .generators import Generators, NoRoomError
from .ratios import Ratio
from .signs import (
    ANY,
    NEGATIVE,
    NON_NEGATIVE,
    POSITIVE,
    ZERO,
    ProofError,
    power_signs,
    product_signs,
    sum_signs,
    turned_signs,
)

_BITS: Final = 192
_DEEPEST: Final = 6
HIGHEST_DEGREE: Final = 40
MOST_SQUARES: Final = 40
MOST_BESIDE: Final = 12
MOST_CONJUGATED: Final = 8
MOST_NESTED: Final = 3
HIGHEST_MULTIPLE: Final = 12
MOST_LOGARITHMS: Final = 8


class Fact(NamedTuple):
    """A polynomial, its possible signs, and whether that is a hypothesis."""

    polynomial: Any
    signs: int
    given: bool


class SignReading(Generators):
    """Generators with what is known of their signs."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.facts: dict[str, Fact] = {}
        self.impossible = self.tied = False
        # What was read off term by term, until something more is known.
        self._read: dict[str, int] = {}
        self._depth = self._beside = 0

    def assume(self, value: Ratio, signs: int, given: bool = False) -> bool:
        """Records what is known of the sign of a value, and says whether that could be done.

        Args:
            value: any value of the field.
            signs: the possible ones.
            given: whether it is a hypothesis, which narrows the region, and not a consequence.
        """
        if self.is_zero(value):
            self.impossible = self.impossible or not signs & ZERO
            return True
        below = self.signs_of(Ratio(value.below, self.one))
        if below not in (POSITIVE, NEGATIVE):
            return False
        if given:
            found = self.signs_of(value)
            self.impossible = self.impossible or not found & signs
            if found | signs == signs:
                # What holds anyway ties nothing together.
                return True
        signs = signs if below == POSITIVE else turned_signs(signs)
        self._assume(value.above, signs, given)
        finer = self.in_roots(self.reduce(value.above))
        if finer != value.above and not finer.is_zero():
            self._assume(finer, signs, given)
        return True

    def _assume(self, polynomial: Any, signs: int, given: bool) -> None:
        lead = polynomial.leading_coefficient()
        monic = polynomial / lead
        signs = turned_signs(signs) if lead < 0 else signs
        key = str(monic)
        known = self.facts.get(key)
        if known is not None:
            signs, given = signs & known.signs, given or known.given
        self.facts[key] = Fact(monic, signs, given)
        self._read.clear()

    def signs_of(self, value: Ratio) -> int:
        """The set of signs that a value may have on the cell."""
        above = self.reduce(value.above)
        if above.is_zero():
            return ZERO
        if value.below.is_one():
            signs = self._polynomial_signs(above)
        else:
            below = self.reduce(value.below)
            if below.is_zero():
                raise ProofError("a normal form has a zero denominator")
            signs = product_signs(self._polynomial_signs(above), self._polynomial_signs(below))
        if signs & NEGATIVE and signs & POSITIVE and self._has_roots:
            above, below = self.in_roots(above), self.in_roots(self.reduce(value.below))
            signs &= product_signs(self._polynomial_signs(above), self._polynomial_signs(below))
        return signs

    def _polynomial_signs(self, polynomial: Any) -> int:
        direct = self._termwise(polynomial)
        if not (direct & NEGATIVE and direct & POSITIVE):
            return direct
        content, factors = self.factor(polynomial)
        signs = POSITIVE if content > 0 else NEGATIVE
        for factor, multiplicity in factors:
            signs = product_signs(signs, power_signs(self.factor_signs(factor), multiplicity))
        return signs & direct

    def factor_signs(self, factor: Any) -> int:
        """The possible signs of an irreducible polynomial."""
        single = self._termwise(factor)
        if single & NEGATIVE and single & POSITIVE and self.facts:
            single &= self._beside_facts(factor)
        for read in (self._numeric, self._by_constants, self._rootless, self._binomial,
                     self._quadratic, self._logarithmic, self._conjugated):
            if not (single & NEGATIVE and single & POSITIVE):
                break
            single &= read(factor)
        return single

    def _termwise(self, polynomial: Any) -> int:
        name = str(polynomial)
        known = self._read.get(name)
        if known is None:
            known = self._read[name] = self._read_termwise(polynomial)
        return known

    def _read_termwise(self, polynomial: Any) -> int:
        fact, total = ANY, 0
        if self.facts:
            lead = polynomial.leading_coefficient()
            known = self.facts.get(str(polynomial / lead))
            if known is not None:
                fact = turned_signs(known.signs) if lead < 0 else known.signs
        for exponents, coefficient in zip(polynomial.monoms(), polynomial.coeffs(), strict=True):
            signs = POSITIVE if coefficient > 0 else NEGATIVE
            for place, exponent in enumerate(exponents):
                if exponent:
                    atom = power_signs(self._atom_signs(place), int(exponent))
                    signs = product_signs(signs, atom)
            total = signs if total == 0 else sum_signs(total, signs)
            if total == ANY:
                break
        return total & fact

    def _beside_facts(self, polynomial: Any) -> int:
        """The sign of a sum of a multiple of a fact and a rest of the same sign."""
        if self._beside == MOST_NESTED or len(polynomial) > MOST_BESIDE:
            return ANY
        terms = list(zip(polynomial.monoms(), polynomial.coeffs(), strict=True))
        for fact in list(self.facts.values())[:MOST_BESIDE]:
            if len(fact.polynomial) == 1 or (fact.signs & NEGATIVE and fact.signs & POSITIVE):
                continue
            lead = fact.polynomial.monoms()[0]
            for exponents, coefficient in terms:
                over = [int(a) - int(b) for a, b in zip(exponents, lead, strict=True)]
                if min(over) < 0:
                    continue
                scale = self.context.from_dict({tuple(over): coefficient})
                rest = polynomial - scale * fact.polynomial
                if len(rest) >= len(polynomial) or rest.is_zero():
                    continue
                signs = product_signs(fact.signs, self._termwise(scale))
                if signs & NEGATIVE and signs & POSITIVE:
                    continue
                total = sum_signs(signs, self._sign_of_rest(rest))
                if not (total & NEGATIVE and total & POSITIVE):
                    return total
        return ANY

    def _sign_of_rest(self, rest: Any) -> int:
        self._beside += 1
        try:
            other = self._termwise(rest)
            if other & NEGATIVE and other & POSITIVE:
                other &= self._beside_facts(rest)
            return other
        finally:
            self._beside -= 1

    def _atom_signs(self, place: int) -> int:
        atom = self.atoms[place]
        if atom.kind != "log" or atom.signs != ANY:
            return atom.signs
        fact = self.facts.get(f"g{place}")
        if fact is not None:
            return fact.signs
        known = self._termwise(atom.key)
        if known == POSITIVE:
            return self._termwise(atom.key - 1)
        return self._termwise(-atom.key - 1) if known == NEGATIVE else ANY

    def _rootless(self, polynomial: Any) -> int:
        """The sign of a polynomial in one generator without a root in the generator's range."""
        used = [place for place, degree in enumerate(polynomial.degrees()) if degree]
        if len(used) != 1:
            return ANY
        atom_signs = self._atom_signs(used[0])
        if polynomial.degrees()[used[0]] > HIGHEST_DEGREE:
            return ANY
        row = [0] * (int(polynomial.degrees()[used[0]]) + 1)
        for exponents, coefficient in zip(polynomial.monoms(), polynomial.coeffs(), strict=True):
            row[int(exponents[used[0]])] = coefficient
        single = fmpq_poly(row)
        if atom_signs & NEGATIVE and atom_signs & POSITIVE:
            return sign_at_end(single) if roots_of(single, whole_line=True) == 0 else ANY
        if atom_signs & NEGATIVE:
            single = fmpq_poly([(-1) ** k * c for k, c in enumerate(single.coeffs())])
        if roots_of(single, whole_line=False):
            return ANY
        inside = sign_at_end(single)
        return inside if not atom_signs & ZERO else inside | sign_of_number(single[0])

    def _binomial(self, polynomial: Any) -> int:
        """The sign of A − B for products A, B of positive atoms, by their logarithms or powers."""
        coefficients, monomials = polynomial.coeffs(), polynomial.monoms()
        if len(coefficients) != 2 or coefficients[0] * coefficients[1] > 0 or (
            self._depth == _DEEPEST
        ):
            return ANY
        apart = [int(a) - int(b) for a, b in zip(*monomials, strict=True)]
        kinds = {self.atoms[place].kind for place, gap in enumerate(apart) if gap}
        if any(self._atom_signs(place) != POSITIVE
               for row in monomials for place, exponent in enumerate(row) if exponent):
            return ANY
        self._depth += 1
        try:
            if kinds == {"exp"}:
                total = self.log_number(-coefficients[0] / coefficients[1])
                for place, gap in enumerate(apart):
                    if gap:
                        total = total + self.number(gap) * self.atoms[place].key
            elif "root" in kinds:
                orders = [self.atoms[place].order for place, gap in enumerate(apart)
                          if gap and self.atoms[place].kind == "root"]
                most = max(orders)
                sides = [self.context.from_dict({tuple(row): abs(c)}) ** most
                         for row, c in zip(monomials, coefficients, strict=True)]
                total = Ratio(self.reduce(sides[0] - sides[1]), self.one)
                if total.above.is_zero():
                    return ZERO
            elif "exp" in kinds and self.facts and self._depth == 1:
                sides = [self.context.from_dict({tuple(row): abs(c)})
                         for row, c in zip(monomials, coefficients, strict=True)]
                total = self.log_absolute(Ratio(sides[0], self.one)) - (
                    self.log_absolute(Ratio(sides[1], self.one)))
            else:
                return ANY
            signs = self.signs_of(total)
        except ProofError:
            return ANY
        finally:
            self._depth -= 1
        return signs if coefficients[0] > 0 else turned_signs(signs)

    def _quadratic(self, polynomial: Any) -> int:
        """The sign of a g² + b g + c by its discriminant, for a generator g and free a, b, c."""
        if self._depth == _DEEPEST or len(polynomial) > MOST_SQUARES:
            return ANY
        for place, degree in enumerate(polynomial.degrees()):
            if degree != 2 or any(
                count and other != place and self.depends(other, place)
                for other, count in enumerate(polynomial.degrees())
            ):
                continue
            own = self.generators[place]
            first = polynomial.derivative(place)
            second = first.derivative(place) / 2
            middle = first - 2 * second * own
            last = polynomial - second * own**2 - middle * own
            self._depth += 1
            try:
                leading, apart = self._termwise(second), ANY
                if leading in (POSITIVE, NEGATIVE):
                    apart = self._polynomial_signs(4 * second * last - middle**2)
            finally:
                self._depth -= 1
            if apart | NON_NEGATIVE == NON_NEGATIVE:
                return leading if not apart & ZERO else leading | ZERO
        return ANY

    def _conjugated(self, polynomial: Any) -> int:
        """The sign of A + B √k, by those of A, of B and of A² − B² k."""
        if self._depth or not 2 < len(polynomial) <= MOST_CONJUGATED:
            return ANY
        for place in self._root_places:
            if self.atoms[place].order != 2 or polynomial.degrees()[place] != 1:
                continue
            slope = polynomial.derivative(place)
            rest = polynomial - slope * self.generators[place]
            self._depth += 1
            try:
                signs = self._polynomial_signs(slope)
                if signs not in (POSITIVE, NEGATIVE):
                    continue
                apart = self.signs_of(
                    Ratio(rest**2 - slope**2 * self.atoms[place].key, self.one))
                if apart == NEGATIVE:
                    return signs
                other = self._polynomial_signs(rest)
            finally:
                self._depth -= 1
            if other | signs == signs:
                return signs
            if other == turned_signs(signs) and not apart & NEGATIVE:
                return other | apart & ZERO
        return ANY

    def _logarithmic(self, polynomial: Any) -> int:
        """The sign of a sum of whole multiples of logarithms, by the product inside."""
        coefficients, monomials = polynomial.coeffs(), polynomial.monoms()
        if len(coefficients) > MOST_LOGARITHMS or self._depth == _DEEPEST:
            return ANY
        alone = 0
        for row in monomials:
            inside = [place for place, exponent in enumerate(row)
                      if exponent and self.atoms[place].kind == "log"]
            if inside and sum(map(int, row)) != 1:
                return ANY
            alone += len(inside)
        common = 1
        for coefficient in coefficients:
            common = lcm(common, int(coefficient.q))
        if not alone or any(abs(c * common) > HIGHEST_MULTIPLE for c in coefficients):
            return ANY
        self._depth += 1
        try:
            return self.signs_of(self.exp(Ratio(polynomial * common, self.one)) - self.number(1))
        except NoRoomError:
            raise
        except ProofError:
            return ANY
        finally:
            self._depth -= 1

    def exp(self, value: Ratio) -> Ratio:
        """The exponential of a value."""
        raise ProofError(f"no exponential of {value} here")

    def log_absolute(self, value: Ratio) -> Ratio:
        """log |value|, wherever the value is not zero."""
        raise ProofError(f"no logarithm of {value} here")

    def log_number(self, value: Any) -> Ratio:
        """The logarithm of a positive number."""
        raise ProofError(f"no logarithm of {value} here")

    def _numeric(self, polynomial: Any) -> int:
        """The sign of a polynomial in constants, by an enclosure."""
        used = [place for place, degree in enumerate(polynomial.degrees()) if degree]
        if not all(self.is_constant_atom(place) for place in used):
            return ANY
        before = ctx.prec
        try:
            ctx.prec = _BITS
            total = self.enclosure(polynomial)
        finally:
            ctx.prec = before
        return POSITIVE if total > 0 else NEGATIVE if total < 0 else ANY

    def _by_constants(self, polynomial: Any) -> int:
        """Term by term in the parameters, with coefficients that are enclosed."""
        degrees = polynomial.degrees()
        fixed = {place for place, degree in enumerate(degrees)
                 if degree and self.is_constant_atom(place)}
        if not fixed:
            return ANY
        groups: dict[tuple[int, ...], dict[tuple[int, ...], Any]] = {}
        for exponents, coefficient in zip(polynomial.monoms(), polynomial.coeffs(), strict=True):
            row = tuple(map(int, exponents))
            free = tuple(0 if place in fixed else e for place, e in enumerate(row))
            inner = tuple(e if place in fixed else 0 for place, e in enumerate(row))
            groups.setdefault(free, {})[inner] = coefficient
        total = 0
        for free, terms in groups.items():
            signs = product_signs(self._numeric(self.context.from_dict(terms)),
                                  self._termwise(self.context.from_dict({free: 1})))
            total = signs if total == 0 else sum_signs(total, signs)
            if total == ANY:
                return ANY
        return total

    def enclosure(self, polynomial: Any) -> arb:
        """A ball around the value of a polynomial in constants."""
        total = arb(0)
        for exponents, coefficient in zip(polynomial.monoms(), polynomial.coeffs(), strict=True):
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
        if atom.abstract:
            raise ProofError("a convex function has no enclosure")
        inner = self.enclosure(atom.key)
        return abs(inner).log() if atom.kind == "log" else inner.root(atom.order)


def sign_of_number(value: Any) -> int:
    """The sign of a rational number."""
    return POSITIVE if value > 0 else NEGATIVE if value < 0 else ZERO


def sign_at_end(polynomial: Any) -> int:
    """The sign of a polynomial in one unknown far out on the right."""
    return sign_of_number(polynomial[polynomial.degree()])


def roots_of(polynomial: Any, whole_line: bool) -> int:
    """How many different roots a polynomial has on the line or on (0, ∞).

    Source: Sturm (1829); the chain counts roots of what is free of squares, and others only once.
    """
    chain = [polynomial, polynomial.derivative()]
    while chain[-1].degree() > 0:
        chain.append(-(chain[-2] % chain[-1]))
        if chain[-1].degree() < 0:
            chain.pop()
            break
    top = [sign_at_end(link) for link in chain if link.degree() >= 0]
    if whole_line:
        bottom = [turned_signs(sign) if link.degree() % 2 else sign
                  for link, sign in zip(chain, top, strict=True)]
    else:
        # Just right of 0 a polynomial has the sign of its lowest coefficient.
        bottom = [sign_of_number(next(c for c in link.coeffs() if c != 0)) for link in chain]
    return _changes(bottom) - _changes(top)


def _changes(row: list[int]) -> int:
    return sum(a != b for a, b in pairwise(row))
