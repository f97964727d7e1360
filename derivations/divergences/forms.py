"""SymPy's expressions as trees that read well, and the shortest of several forms of one.

What is made here is only proposed: each formula is settled as a claim before it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

import sympy

from ..language.printing import to_text
from ..language.symbolic import from_sympy
from ..language.written import (
    Application,
    Difference,
    Negation,
    Power,
    Product,
    Quotient,
    Sum,
    Written,
    apply,
    written,
)

LARGEST: Final = 80
SOFTPLUS, SIGMOID = sympy.Function("softplus"), sympy.Function("sigmoid")
_REWRITES: Final[tuple[Callable[[Any], Any], ...]] = (
    sympy.expand, sympy.factor, sympy.together, sympy.cancel, sympy.radsimp, sympy.powsimp,
    lambda form: sympy.collect(sympy.expand(form), sorted(form.free_symbols, key=str)),
    sympy.simplify, lambda form: sympy.expand(sympy.simplify(form)),
)  # fmt: skip
_FAILS: Final = (ArithmeticError, AttributeError, LookupError, NotImplementedError, RecursionError,
                 TypeError, ValueError, sympy.PolynomialError)


class NoFormError(ValueError):
    """What was asked for was not found."""


def tree(expression: Any) -> Written:
    """An expression of SymPy as a tree with differences, quotients and roots.

    Args:
        expression: of the functions of the claim language.

    Raises:
        TypeError: if the claim language does not have it.
    """
    if isinstance(expression, sympy.Add):
        return _sum(expression)
    if isinstance(expression, sympy.Mul):
        return _product(expression)
    if isinstance(expression, sympy.Rational):
        if expression < 0:
            return _turned(tree(-expression))
        return written(Fraction(int(expression.p), int(expression.q)))
    if isinstance(expression, sympy.Pow):
        base, exponent = expression.args
        if exponent == sympy.S.Half:
            return apply("sqrt", tree(base))
        if exponent.could_extract_minus_sign():
            return Quotient(written(1), tree(base**-exponent))
        return Power(tree(base), tree(exponent))
    if isinstance(expression, sympy.exp | SOFTPLUS | SIGMOID):
        return apply(expression.func.__name__, tree(expression.args[0]))
    if isinstance(expression, sympy.log) and expression.args[0].is_Integer:
        expression = sympy.expand_log(expression)
        if expression.is_Mul:
            return _product(expression)
    if not expression.args or isinstance(expression, sympy.Symbol):
        return from_sympy(expression)
    made = from_sympy(expression.func(*(sympy.Symbol(f"x_{k}", real=True)
                                        for k in range(len(expression.args)))))
    if not isinstance(made, Application):
        raise TypeError(type(expression).__name__)
    return apply(made.function, *map(tree, expression.args))


def _sum(expression: Any) -> Written:
    terms = sorted(expression.as_ordered_terms(),
                   key=lambda term: (term.could_extract_minus_sign(), term.is_number))
    made = tree(terms[0])
    for term in terms[1:]:
        minus = term.could_extract_minus_sign()
        made = Difference(made, tree(-term)) if minus else Sum(made, tree(term))
    return made


def _product(expression: Any) -> Written:
    number, _ = expression.as_coeff_Mul()
    if number.is_negative:
        return _turned(tree(-expression))
    above, below = _fraction(expression)
    if below != 1:
        return Quotient(tree(above), tree(below))
    factors = [tree(factor) for factor in expression.as_ordered_factors()]
    made = factors[0]
    for factor in factors[1:]:
        made = Product(made, factor)
    return made


def _fraction(expression: Any) -> tuple[Any, Any]:
    """Numerator and denominator; exponentials stay above."""
    above, below = [], []
    for factor in expression.args:
        if factor.is_Rational:
            above.append(factor.p)
            below.append(factor.q)
        elif factor.is_Pow and factor.exp.could_extract_minus_sign():
            below.append(factor.base**-factor.exp)
        else:
            above.append(factor)
    return sympy.Mul(*above), sympy.Mul(*below)


def _turned(made: Written) -> Written:
    """A product with its sign turned, the minus before its first factor."""
    if isinstance(made, Product | Quotient):
        return replace(made, left=_turned(made.left))
    return Negation(made)


def text(expression: Any) -> str:
    """An expression of SymPy in the claim language.

    Raises:
        NoFormError: if the claim language does not have it.
    """
    if expression in (sympy.oo, -sympy.oo):
        return "oo" if expression == sympy.oo else "-oo"
    if expression.has(sympy.I, sympy.zoo, sympy.nan, sympy.oo, sympy.Integral, sympy.Limit):
        raise NoFormError(str(expression))
    try:
        return to_text(tree(expression))
    except TypeError as error:
        raise NoFormError(str(error)) from error


def shortest(forms: Iterable[Any]) -> list[str]:
    """The texts of expressions that are meant to be equal, the shortest first.

    Args:
        forms: the expressions; each is written in other ways, too.
    """
    found: dict[str, int] = {}
    for form in forms:
        for other in _rewritten(form):
            try:
                said = text(other)
            except NoFormError:
                continue
            found.setdefault(said, _length(said))
    return sorted(found, key=lambda said: (found[said], said))


def _rewritten(form: Any) -> Iterator[Any]:
    yield form
    if form.count_ops() > LARGEST:
        return
    for rewrite in _REWRITES:
        try:
            yield rewrite(form)
        except _FAILS:
            continue


def _length(said: str) -> int:
    # Quotients and a minus in front read worse than they are long.
    return len(said.replace(" ", "")) + said.startswith("-") + 2 * said.count("/")


def attempt(call: Callable[..., Any], *arguments: Any) -> Any:
    """What a call of SymPy gives, or `None` where it gives up.

    Args:
        call: what is called.
        arguments: with what.
    """
    try:
        return call(*arguments)
    except _FAILS:
        return None
