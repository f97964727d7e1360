"""Exact normal forms: rational functions over Q in parameters, logarithms, exponentials and roots.

Two expressions with the same normal form are equal wherever they are defined.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from flint import fmpq, fmpz

from .generators import SIZES, NoRoomError
from .nested_roots import NestedRoots
from .ratios import HIGHEST_POWER, WIDEST_INTEGER, Ratio
from .signs import ANY, NEGATIVE, POSITIVE, ProofError

HIGHEST_OF_E: Final = 1000
__all__ = ["SIZES", "Constants", "Field", "NoRoomError", "Ratio"]


class Field(NestedRoots):
    """The field in which one cell of a claim is evaluated; generators are added as they occur.

    Args:
        size: how many generators there is room for.
    """

    proving = symbolic = True

    def log(self, value: Ratio) -> Ratio:
        """The logarithm of a positive value, as a sum over its factors.

        Raises:
            ProofError: if the value is not known to be positive.
        """
        if self.signs_of(value) != POSITIVE:
            raise ProofError("a logarithm needs a positive argument")
        total = self.log_absolute(value)
        if len(total.above) > 1 and any(atom.kind == "exp" for atom in self.atoms):
            # log(1 + exp(−x)) is positive, though it becomes log(1 + exp(x)) − x.
            signs = self.signs_of(value - self.number(1))
            if signs in (POSITIVE, NEGATIVE):
                self.assume(total, signs)
        return total

    def log_absolute(self, value: Ratio) -> Ratio:
        """log |value|, wherever the value is not zero."""
        total = self._log_polynomial(self.reduce(value.above))
        return total if value.below.is_one() else total - self._log_polynomial(value.below)

    def _log_polynomial(self, polynomial: Any, under_root: bool = False) -> Ratio:
        if polynomial.is_zero():
            raise ProofError("a logarithm of zero")
        content, factors = self.factor(polynomial if under_root else self._rooted(polynomial))
        total = self.log_number(content)
        for factor, multiplicity in factors:
            part = self._log_factor(factor)
            total += part * self.number(multiplicity) if multiplicity != 1 else part
        return total

    def _rooted(self, polynomial: Any) -> Any:
        """What has roots in it, with the numbers under them as their powers, so that it factors."""
        degrees = polynomial.degrees()
        if len(polynomial) > 1 and any(
            atom.kind == "root" and degrees[place] for place, atom in enumerate(self.atoms)
        ):
            return self.in_roots(polynomial)
        return polynomial

    def _log_factor(self, factor: Any) -> Ratio:
        """log |factor| for a monic irreducible polynomial."""
        if len(factor) == 1 and factor.total_degree() == 1:
            atom = self.atoms[factor.degrees().index(1)]
            if atom.kind == "exp":
                return Ratio(atom.key.above, atom.key.below)
            if atom.kind == "root":
                return self._log_polynomial(atom.key, under_root=True) * self.number(
                    Fraction(1, atom.order))
            if atom.kind == "LambertW":
                return self.log_of_lambert(factor.degrees().index(1))
        root = self.square_root(factor)
        if root is not None:
            return self.number(2) * self.log_absolute(root)
        return self.generator("log", factor, ANY)

    def log_number(self, value: Any) -> Ratio:
        """log |value| of a number, as a sum over its primes."""
        total = self.number(0)
        for part, sign in ((abs(value.p), 1), (value.q, -1)):
            if part == 1:
                continue
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
        above, below = self.reduce(value.above), value.below
        result = self.number(1)
        if not below.is_one():
            # Division with remainder, so that p/(p + q) and q/(p + q) add up to a whole.
            whole, above = divmod(above, below)
            result = self.exp(Ratio(whole, self.one))
        unknown: dict[tuple[int, int], Any] = {}
        for exponents, coefficient in above.to_dict().items():
            places = [place for place, exponent in enumerate(exponents) if exponent]
            atom = self.atoms[places[0]] if len(places) == 1 else None
            if (below.is_one() and atom is not None and atom.kind == "log"
                    and exponents[places[0]] == 1):
                signs = self._signs_of_base(atom.key)
                if signs in (POSITIVE, NEGATIVE):
                    base = atom.key if signs == POSITIVE else -atom.key
                    result *= self._fractional(base, coefficient)
                else:
                    power = (int(coefficient.p), int(coefficient.q))
                    unknown[power] = unknown.get(power, self.one) * atom.key
                continue
            if (below.is_one() and atom is not None and atom.kind == "LambertW"
                    and exponents[places[0]] == 1):
                known = self.exp_of_lambert(places[0], coefficient)
                if known is not None:
                    result *= known
                    continue
            monomial = Ratio(self.context.from_dict({exponents: 1}), below)
            base = self.generator("exp", monomial, POSITIVE)
            if not places and below.is_one() and coefficient.q == 1 and (
                abs(coefficient.p) <= HIGHEST_OF_E
            ):
                whole_power = Ratio(base.above ** abs(int(coefficient.p)), self.one)
                result = result * whole_power if coefficient > 0 else result / whole_power
                continue
            result *= self._fractional(base.above, coefficient)
        for (numerator, denominator), product in unknown.items():
            result *= self._power_of_product(product, fmpq(numerator, denominator))
        return result

    def _signs_of_base(self, base: Any) -> int:
        signs = POSITIVE if base.is_constant() else self._termwise(base)
        if signs in (POSITIVE, NEGATIVE):
            return signs
        return self.signs_of(Ratio(base, self.one))

    def _power_of_product(self, base: Any, exponent: fmpq) -> Ratio:
        """|base| ** exponent for a product of values of unknown signs.

        Raises:
            ProofError: if the sign of the product counts, and is unknown too.
        """
        if exponent.q == 1 and int(exponent.p) % 2 == 0:
            return self._fractional(base, exponent)
        signs = self.signs_of(Ratio(base, self.one))
        if signs not in (POSITIVE, NEGATIVE):
            raise ProofError("a power of a value of unknown sign")
        return self._fractional(base if signs == POSITIVE else -base, exponent)

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
