"""Which expressions are positive by their form, and how to bring an expression into that form.

An expression that is positive by its form (sums, products and powers of positive quantities) has
a logarithm that can be computed from the logarithms of its parts, without ever leaving log space.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import sympy
from sympy import Add, Expr, Mul, Pow, Symbol


def is_positive_by_form(expression: Expr, positive: Collection[str]) -> bool:
    """Whether the expression is built from positive quantities by `+`, `*`, powers and `exp` only.

    Args:
        expression: the SymPy expression.
        positive: names of the symbols that stand for quantities with values in [0, oo).
    """
    if expression.is_number:
        return bool(expression.is_positive)
    if isinstance(expression, Symbol):
        return expression.name in positive
    if isinstance(expression, Add | Mul):
        return all(is_positive_by_form(part, positive) for part in expression.args)
    if isinstance(expression, Pow):
        return is_positive_by_form(expression.base, positive)
    return isinstance(expression, sympy.exp)


def with_complements(expression: Expr, complements: Mapping[str, Symbol]) -> Expr:
    """Rewrites differences such as `1 - D` or `1 - p/(p + q)` as positive quantities, if they are.

    Each name in `complements` stands for a probability D, whose complement 1 - D gets a symbol of
    its own. Writing D as D/(D + C) makes a sum homogeneous in D and C; if its reduced fraction has
    no negative coefficient, it is positive by its form, and D + C is put back to 1.

    Args:
        expression: the SymPy expression.
        complements: the symbol of the complement for each name of a probability.
    """
    if not expression.args or expression.is_number:
        return expression
    args = [with_complements(part, complements) for part in expression.args]
    rebuilt = expression.func(*args)
    if not isinstance(rebuilt, Add):
        return rebuilt
    positive = {symbol.name for symbol in rebuilt.free_symbols} | {
        symbol.name for symbol in complements.values()
    }
    if is_positive_by_form(rebuilt, positive):
        return rebuilt
    if not rebuilt.is_rational_function(*rebuilt.free_symbols):
        return rebuilt
    fraction, ones = rebuilt, []
    for symbol in sorted(rebuilt.free_symbols, key=str):
        if symbol.name in complements:
            complement = complements[symbol.name]
            one = symbol + complement
            ones.append(one)
            fraction = fraction.subs(
                {symbol: symbol / one, complement: complement / one}, simultaneous=True
            )
    fraction = sympy.factor(sympy.cancel(sympy.together(fraction)))
    for one in ones:
        fraction = fraction.subs(one, 1)
    return fraction if is_positive_by_form(fraction, positive) else rebuilt


def take_out_odds(
    powers: dict[Expr, Expr], complements: Mapping[str, Symbol]
) -> list[tuple[str, Expr]]:
    """Splits D^a (1 - D)^b, with a and b of opposite sign, into a power of the odds and a rest.

    Args:
        powers: the exponent of each base of a product; what is taken out is taken off them.
        complements: the symbol of the complement for each name of a probability.

    Returns:
        For each probability that occurs so, its name and the exponent of D/(1 - D).
    """
    odds = []
    for base in [base for base in powers if isinstance(base, Symbol) and base.name in complements]:
        complement = complements[base.name]
        own, other = powers[base], powers.get(complement, sympy.Integer(0))
        if own.is_number and other.is_number and (own * other).is_negative:
            shared = own if abs(own) <= abs(other) else -other
            powers[base], powers[complement] = own - shared, other + shared
            odds.append((base.name, shared))
    return odds


def take_out_shares(
    powers: dict[Expr, Expr], positive: Collection[str]
) -> list[tuple[Expr, Expr, Expr]]:
    """Splits quotients such as p/(p + q) off a product.

    Args:
        powers: the exponent of each base of a product; what is taken out is taken off them.
        positive: names of the symbols that stand for quantities with values in [0, oo).

    Returns:
        Triples (exponent, part, rest), for factors (part/(part + rest))^exponent.
    """
    shares = []
    for base in [base for base in powers if isinstance(base, Add)]:
        content, total = base.primitive()
        for part in total.args:
            number, factor = part.as_coeff_Mul()
            own, other = powers.get(factor, sympy.Integer(0)), powers[base]
            if not (own.is_positive and other.is_negative):
                continue
            if not is_positive_by_form(total, positive):
                continue
            shared = own if own <= -other else -other
            powers[factor], powers[base] = own - shared, other + shared
            constant = 1 / (content * number)
            powers[constant] = powers.get(constant, sympy.Integer(0)) + shared
            shares.append((shared, part, total - part))
    return shares
