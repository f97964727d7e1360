"""SymPy's expressions as a person would write them in the claim language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import reduce
from typing import Any, Final

from ..deciding.floats import UNDEFINED, compiled
from ..language.symbolic import from_sympy
from ..language.written import Difference, Negation, Power, Product, Quotient, Sum, Written, apply
from ..meaning.signs import ProofError
from .known import U

LONGEST: Final = 600
_TRIED: Final = 1.5
BEYOND: Final = (TypeError, ValueError, ArithmeticError, AttributeError, NotImplementedError,
                 ProofError, *UNDEFINED)


def readable(expression: Any) -> Written:
    """The tree of an expression, with minus signs and fractions instead of negative factors.

    Args:
        expression: of SymPy, in one symbol.

    Raises:
        TypeError: for what the claim language does not have.
    """
    import sympy

    if isinstance(expression, sympy.Add):
        terms = expression.as_ordered_terms()
        terms.sort(key=lambda term: term.could_extract_minus_sign())
        return reduce(_added, terms[1:], readable(terms[0]))
    if isinstance(expression, sympy.Mul | sympy.Pow | sympy.Rational):
        if not expression.is_Pow and expression.could_extract_minus_sign():
            return Negation(readable(-expression))
        above, below = sympy.fraction(expression)
        if below != 1:
            return Quotient(readable(above), readable(below))
    if isinstance(expression, sympy.Mul):
        return reduce(Product, map(readable, expression.as_ordered_factors()))
    if isinstance(expression, sympy.Pow):
        if expression.exp == sympy.Rational(1, 2):
            return apply("sqrt", readable(expression.base))
        return Power(readable(expression.base), readable(expression.exp))
    if isinstance(expression, sympy.exp | sympy.log):
        return apply(type(expression).__name__, readable(expression.args[0]))
    return from_sympy(expression)


def _added(left: Written, term: Any) -> Written:
    if term.could_extract_minus_sign():
        return Difference(left, readable(-term))
    return Sum(left, readable(term))


def shapes(whole: Any, changes: tuple[Callable[[Any], Any], ...]) -> Iterator[Written]:
    """An expression in u in several shapes, the shortest first.

    Args:
        whole: of SymPy.
        changes: what makes the shapes; the expression itself is one too.
    """
    found: list[Written] = []
    for change in (lambda e: e, *changes):
        try:
            made = readable(change(whole))
            compiled(made)({U: _TRIED})
        except BEYOND:
            continue
        if len(str(made)) <= LONGEST:
            found.append(made)
    yield from sorted(dict.fromkeys(found), key=lambda node: len(str(node)))


def by_logarithms(whole: Any) -> Any:
    """An expression with each logarithm once, with its whole factor beside it.

    Args:
        whole: of SymPy.
    """
    import sympy

    expanded = sympy.expand(sympy.expand_log(whole))
    found = sorted(expanded.atoms(sympy.log), key=sympy.default_sort_key)
    parts = sympy.collect(expanded, found, evaluate=False)
    return sympy.Add(*(sympy.factor(factor) * basis for basis, factor in parts.items()))


def plain(whole: Any) -> Any:
    """An expression simplified, unless that would hide factors inside logarithms.

    Args:
        whole: of SymPy.
    """
    import sympy

    return sympy.factor(whole) if whole.has(sympy.log) else sympy.simplify(whole)
