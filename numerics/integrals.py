"""A written expression as a sum of integrals: what is proved becomes what is trained and measured.

The numbers, densities and functions of the written tree keep their names.
"""

from __future__ import annotations

from typing import NamedTuple

import sympy
from sympy import Expr

from derivations.language.divergences import unfold
from derivations.language.measures import Expectation, Integral, has_integral
from derivations.language.written import Difference, Negation, Product, Quotient, Sum, Written
from numerics.errors import NumericsError


class Term(NamedTuple):
    """coefficient * E_density[integrand], or a plain integral, with `density` 1."""

    coefficient: Expr
    density: Expr
    integrand: Expr


class SumOfIntegrals(NamedTuple):
    """constant + the sum of the terms."""

    constant: Expr
    terms: tuple[Term, ...]

    @property
    def integrands(self) -> list[tuple[Expr, Expr]]:
        """The pairs (coefficient, integrand over the whole space) for quadrature."""
        return [(term.coefficient, term.density * term.integrand) for term in self.terms]


def sum_of_integrals(expression: Written) -> SumOfIntegrals:
    """Reads a written expression as constant + sum of coefficient * integral.

    Args:
        expression: built from numbers and integrals by sums, differences and constant factors;
            definitions such as JSD are unfolded.

    Raises:
        NumericsError: an integral stands elsewhere, such as under a square.
    """
    return _read(unfold(expression))


def _read(node: Written) -> SumOfIntegrals:
    if not has_integral(node):
        return SumOfIntegrals(node.value(), ())
    if isinstance(node, Expectation):
        term = Term(sympy.Integer(1), node.density.value(), node.integrand.value())
        return SumOfIntegrals(sympy.Integer(0), (term,))
    if isinstance(node, Integral):
        term = Term(sympy.Integer(1), sympy.Integer(1), node.integrand.value())
        return SumOfIntegrals(sympy.Integer(0), (term,))
    if isinstance(node, Sum):
        return _add(_read(node.left), _read(node.right))
    if isinstance(node, Difference):
        return _add(_read(node.left), _scale(sympy.Integer(-1), _read(node.right)))
    if isinstance(node, Negation):
        return _scale(sympy.Integer(-1), _read(node.operand))
    if isinstance(node, Product) and not has_integral(node.left):
        return _scale(node.left.value(), _read(node.right))
    if isinstance(node, Product) and not has_integral(node.right):
        return _scale(node.right.value(), _read(node.left))
    if isinstance(node, Quotient) and not has_integral(node.right):
        return _scale(1 / node.right.value(), _read(node.left))
    raise NumericsError(f"{node} is no sum of integrals with constant factors")


def _add(left: SumOfIntegrals, right: SumOfIntegrals) -> SumOfIntegrals:
    return SumOfIntegrals(left.constant + right.constant, left.terms + right.terms)


def _scale(factor: Expr, form: SumOfIntegrals) -> SumOfIntegrals:
    terms = tuple(term._replace(coefficient=factor * term.coefficient) for term in form.terms)
    return SumOfIntegrals(factor * form.constant, terms)
