"""The generators of a field: parameters, and the logarithms, exponentials and roots built on them.

A factorisation is only a suggestion of flint's: it is multiplied out before it is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any, Final

from flint import Ordering, fmpq, fmpq_mpoly_ctx

from .ratios import WIDEST_INTEGER, Ratio
from .signs import ProofError

SIZES: Final = (8, 16, 32, 60)


class NoRoomError(ProofError):
    """More generators are needed than the field has."""


@dataclass(frozen=True)
class Atom:
    """What a generator of the field stands for.

    Args:
        kind: parameter, log, exp, root, constant, or a function: sin, cos, erf, LambertW; for a
            convex function its part and its name.
        key: the name of a parameter, or the polynomial or ratio that it is built from.
        signs: the signs that it may have.
        order: of a root.
    """

    kind: str
    key: Any
    signs: int
    order: int = 1

    @property
    def abstract(self) -> bool:
        """Whether it is what a convex function says that is not given: its name is in the kind."""
        return " " in self.kind


class Generators:
    """Polynomials over Q in generators that are added as they occur.

    Args:
        size: how many generators there is room for.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self.context = fmpq_mpoly_ctx.get(tuple(f"g{i}" for i in range(size)), Ordering.lex)
        self.generators = self.context.gens()
        self.atoms: list[Atom] = []
        self.one = self.context.constant(1)
        self._places: dict[tuple[str, str, int], int] = {}
        self._roots: dict[str, list[int]] = {}
        self._has_roots = False
        self._root_places: list[int] = []
        self._finer: dict[int, tuple[int, int]] = {}
        self._factors: dict[str, tuple[fmpq, list[tuple[Any, int]]]] = {}
        # The convex functions that are strict, and the ends of such that are +∞.
        self.strict: frozenset[str] = frozenset()
        self.endless: frozenset[tuple[str, str]] = frozenset()

    def number(self, value: Fraction | int) -> Ratio:
        """A rational number."""
        exact = Fraction(value)
        wide = max(exact.numerator.bit_length(), exact.denominator.bit_length())
        if wide > 40 * WIDEST_INTEGER:
            raise ProofError("a number is too long for a normal form")
        return Ratio(self.context.constant(fmpq(exact.numerator, exact.denominator)), self.one)

    def generator(self, kind: str, key: Any, signs: int, order: int = 1) -> Ratio:
        """The generator of an atom, made when it is first asked for."""
        named = (kind, key if isinstance(key, str) else str(key), order)
        place = self._places.get(named)
        if place is None:
            place = len(self.atoms)
            if place == len(self.generators):
                raise NoRoomError("a claim has too many different logarithms and exponentials")
            self._places[named] = place
            self.atoms.append(Atom(kind, key, signs, order))
            if kind == "root":
                self._has_roots = True
                self._root_places.append(place)
                self._refine(place, named[1])
        return Ratio(self.generators[place], self.one)

    def has(self, kind: str, key: Any) -> bool:
        """Whether an atom was asked for before."""
        return (kind, str(key), 1) in self._places

    def _refine(self, place: int, base: str) -> None:
        """Roots of one number become powers of its root of the least common order."""
        others = self._roots.setdefault(base, [])
        others.append(place)
        order = lcm(*(self.atoms[other].order for other in others))
        first = self.atoms[place]
        if any(self.atoms[other].order == order for other in others):
            finest = next(other for other in others if self.atoms[other].order == order)
            for other in others:
                if other != finest:
                    self._finer[other] = (finest, order // self.atoms[other].order)
        else:
            self.generator("root", first.key, first.signs, order)

    def parameter(self, name: str, signs: int) -> Ratio:
        """A free value with the given possible signs."""
        return self.generator("parameter", name, signs)

    def place_of(self, parameter: str) -> int | None:
        """Where a parameter stands among the generators, if it occurs."""
        return self._places.get(("parameter", parameter, 1))

    def factor(self, polynomial: Any) -> tuple[fmpq, list[tuple[Any, int]]]:
        """A constant and monic factors with multiplicities, multiplied out as a check.

        Raises:
            ProofError: if the factors do not multiply to the polynomial.
        """
        if len(polynomial) == 1:
            exponents = polynomial.monoms()[0]
            return polynomial.leading_coefficient(), [
                (self.generators[place], int(exponent))
                for place, exponent in enumerate(exponents) if exponent]
        if polynomial.total_degree() == 1:
            lead = polynomial.leading_coefficient()
            return lead, [(polynomial / lead, 1)]
        name = str(polynomial)
        known = self._factors.get(name)
        if known is None:
            known = self._factors[name] = self._factored(polynomial)
        return known

    def _factored(self, polynomial: Any) -> tuple[fmpq, list[tuple[Any, int]]]:
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
        """The polynomial with every power of a root below its order, in the finest roots."""
        if not self._has_roots or polynomial.is_zero():
            return polynomial
        degrees = polynomial.degrees()
        if any(degrees[place] for place in self._finer):
            powers = list(self.generators)
            for place, (finest, times) in self._finer.items():
                powers[place] = self.generators[finest] ** times
            return self.reduce(polynomial.compose(*powers))
        for place in self._root_places:
            atom = self.atoms[place]
            if degrees[place] < atom.order:
                continue
            base, reduced = atom.key, self.context.constant(0)
            for exponents, coefficient in polynomial.to_dict().items():
                kept = list(exponents)
                kept[place] %= atom.order
                term = self.context.from_dict({tuple(kept): coefficient})
                reduced += term * base ** (exponents[place] // atom.order)
            return self.reduce(reduced)
        return polynomial

    def in_roots(self, polynomial: Any) -> Any:
        """The polynomial with parameters written as powers of their roots, so that it factors."""
        if not self._has_roots:
            return polynomial
        plain = list(self.generators)
        sums = []
        for place, atom in enumerate(self.atoms):
            if atom.kind != "root" or place in self._finer or atom.key.total_degree() != 1:
                continue
            if len(atom.key) == 1:
                scale = 1 / atom.key.leading_coefficient()
                plain[atom.key.degrees().index(1)] = scale * self.generators[place] ** atom.order
            else:
                sums.append((place, atom))
        powers = list(plain)
        for place, atom in sums:
            inner = self._only_here(place, atom.key, polynomial.degrees())
            if inner is not None:
                scale = atom.key.derivative(inner)
                rest = (atom.key - scale * self.generators[inner]).compose(*plain)
                powers[inner] = (self.generators[place] ** atom.order - rest) / (
                    scale.leading_coefficient())
        return polynomial.compose(*powers)

    def _only_here(self, root: int, key: Any, used: tuple[int, ...]) -> int | None:
        """A parameter under a root that no other atom in use is built from."""
        for place, degree in enumerate(key.degrees()):
            if degree == 1 and self.atoms[place].kind == "parameter" and not any(
                (count or within) and other not in (root, place) and self.depends(other, place)
                for other, (count, within) in enumerate(zip(used, key.degrees(), strict=True))
            ):
                return place
        return None

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

    def is_constant_atom(self, place: int) -> bool:
        """Whether no parameter occurs in an atom."""
        return not any((atom.kind == "parameter" or atom.abstract) and self.depends(place, other)
                       for other, atom in enumerate(self.atoms))

    def is_zero(self, value: Ratio) -> bool:
        """Whether the value is 0 at every point of the cell at which it is defined."""
        return bool(value.above.is_zero() or self.reduce(value.above).is_zero())


