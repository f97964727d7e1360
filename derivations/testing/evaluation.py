"""The value of a written expression on an instance, from the meaning that the contract gives it.

This is an oracle beside the engine: it shares no code with the kernel or with the search.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from ..language.divergences import Perspective, unfold
from ..language.forms import Derivative, Piecewise
from ..language.measures import (
    Density,
    Expectation,
    Integral,
    NullFunction,
    Pointwise,
)
from ..language.traversal import names, substitute
from ..language.written import (
    Application,
    Constant,
    Difference,
    Name,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Written,
    written,
)
from . import elementary
from .derivatives import derivative
from .enclosures import (
    FLOATS,
    INFINITY,
    ZERO,
    Arithmetic,
    IndefiniteError,
    UnclearError,
    UndefinedError,
    Value,
    sign_of,
)
from .gaussian import AnyInstance
from .limits import limit_at_zero, slope_at_infinity

_NO_POINT: Final = "{name} stands outside every integral, where it has no point to be taken at"
_NO_VALUE: Final = "{kind} has no numeric value here"
_PI: Final = Fraction(
    "3.1415926535897932384626433832795028841971693993751058209749445923078164062862"
)


@dataclass(frozen=True)
class Place:
    """Where an expression is evaluated.

    Args:
        atom: the point, counted from 0; `None` outside every integral.
        extended: whether log 0 and a/0 are infinite, as they are under an integral.
    """

    atom: int | None = None
    extended: bool = False


OUTSIDE: Final = Place()


def evaluate(
    expression: Written,
    instance: AnyInstance,
    place: Place = OUTSIDE,
    arithmetic: Arithmetic = FLOATS,
) -> Value:
    """The value of an expression: exact where it is rational, else with its rounding error.

    Args:
        expression: any tree; its names must be those of the instance.
        instance: what the names stand for.
        place: a point, or outside the integrals.
        arithmetic: float64 if nothing is said.

    Raises:
        UndefinedError: if a subterm has no value.
        IndefiniteError: for ∞ − ∞, 0 · ∞ or ∞ / ∞.
        UnclearError: if rounding hides whether it has a value.
        KeyError: if the instance says nothing about a name.
    """
    return _Reader(instance, arithmetic).value(unfold(expression), place)


@dataclass(frozen=True)
class _Reader:
    instance: AnyInstance
    arithmetic: Arithmetic

    def value(self, node: Written, place: Place) -> Value:
        """The value of an unfolded tree."""
        do = self.arithmetic
        match node:
            case Number():
                return node.exact
            case Constant():
                return INFINITY if node.name == "oo" else do.near(_PI)
            case Pointwise():
                if place.atom is None:
                    raise TypeError(_NO_POINT.format(name=node.name))
                return self.instance.at(node.name, place.atom, do)
            case Name():
                return self.instance.number(node.name)
            case Negation():
                return do.negate(self.value(node.operand, place))
            case Sum():
                return do.add(self.value(node.left, place), self.value(node.right, place))
            case Difference():
                right = do.negate(self.value(node.right, place))
                return do.add(self.value(node.left, place), right)
            case Product():
                if place.extended and self.vanishes(node, place):
                    return ZERO
                return do.multiply(self.value(node.left, place), self.value(node.right, place))
            case Quotient():
                left, right = self.value(node.left, place), self.value(node.right, place)
                return do.divide(left, right, place.extended)
            case Power():
                base, exponent = self.value(node.left, place), self.value(node.right, place)
                # Only the number 0, also as it is left by 2 − 1 − 1, makes x**0 a 1 at x = 0.
                if not names(node.right) and exponent == Fraction(0):
                    return Fraction(1)
                return elementary.power(do, base, exponent)
            case Application():
                arguments = [self.value(part, place) for part in node.arguments]
                return elementary.apply(do, node.function, arguments, place.extended)
            case Piecewise():
                return self.branch(node, place)
            case Derivative():
                return self.value(derivative(node), place)
            case Perspective():
                return self.perspective(node, place)
            case Expectation() | Integral():
                return self.integral(node)
        raise TypeError(_NO_VALUE.format(kind=type(node).__name__))

    def integral(self, node: Expectation | Integral) -> Value:
        """The sum over the atoms, each with its weight.

        Raises:
            IndefiniteError: if the integrand is undefined at an atom, which leaves an instance out.
        """
        try:
            return self.sum_over_atoms(node)
        except UndefinedError as error:
            raise IndefiniteError from error

    def sum_over_atoms(self, node: Expectation | Integral) -> Value:
        """The sum over the atoms, each with its weight."""
        masses = [n for n in names(node) if isinstance(n, Density | NullFunction)]
        total: Value = ZERO
        for atom in range(self.instance.atoms):
            place = Place(atom, True)
            if masses and all(self.value(name, place) == 0 for name in masses):
                continue
            weight: Value = self.instance.weight(atom)
            if isinstance(node, Expectation):
                weight = self.arithmetic.multiply(weight, self.value(node.density, place))
                if weight == 0:
                    continue
                part = self.value(node.integrand, place)
            else:
                part = self.value(node.integrand, place)
            total = self.arithmetic.add(total, self.arithmetic.multiply(weight, part))
        return total

    def vanishes(self, node: Product, place: Place) -> bool:
        """Whether a factor that is a density or a null function is 0."""
        return any(
            isinstance(factor, Density | NullFunction) and self.value(factor, place) == 0
            for factor in _factors(node)
        )

    def branch(self, node: Piecewise, place: Place) -> Value:
        """The first branch whose condition holds."""
        for body, condition in node.branches:
            if condition is None or self.holds(condition, place):
                return self.value(body, place)
        raise UndefinedError

    def holds(self, relation: Relation, place: Place) -> bool:
        """Whether a relation holds; a tie within the rounding is unclear."""
        left, right = self.value(relation.left, place), self.value(relation.right, place)
        order = self.arithmetic.compare(left, right)
        if order is None:
            raise UnclearError
        return satisfies(order, relation.sign)

    def perspective(self, node: Perspective, place: Place) -> Value:
        """q f(p/q), with its limits where p or q is 0."""
        do = self.arithmetic
        p, q = self.value(node.numerator, place), self.value(node.denominator, place)
        at_zero, by_zero = sign_of(p) == 0, sign_of(q) == 0
        if not at_zero and not by_zero:
            return self.value(node.interior(), place)
        if at_zero and by_zero:
            return ZERO

        def body(u: Value) -> Value:
            tree = _with_value(node, u)
            return self.value(tree, place)

        limit = limit_at_zero(do, body) if at_zero else slope_at_infinity(do, body)
        return do.multiply(q if at_zero else p, limit)


def satisfies(order: int, sign: str) -> bool:
    """Whether left and right satisfy a relation.

    Args:
        order: the sign of left − right.
        sign: one of = != < <= > >=.
    """
    return {"=": order == 0, "!=": order != 0, "<": order < 0, "<=": order <= 0,
            ">": order > 0, ">=": order >= 0}[sign]  # fmt: skip


def _factors(node: Written) -> Iterator[Written]:
    if isinstance(node, Product):
        yield from _factors(node.left)
        yield from _factors(node.right)
    elif isinstance(node, Negation):
        yield from _factors(node.operand)
    else:
        yield node


def _with_value(node: Perspective, u: Value) -> Written:
    if not isinstance(u, Fraction):
        raise UnclearError
    return substitute(node.body, {node.variable: written(u)})

