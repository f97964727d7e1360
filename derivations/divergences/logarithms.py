"""Logarithms taken apart and put together, and the functions that do not overflow."""

from __future__ import annotations

from typing import Any

import sympy

from .forms import SIGMOID, SOFTPLUS, attempt


def split(form: Any, given: dict[Any, Any]) -> Any:
    """The form with logarithms of products taken apart into those of positive factors.

    Args:
        form: an expression in the names that are given.
        given: numbers for the names, at which signs are read.
    """
    changes = {}
    for log in sorted(form.atoms(sympy.log), key=str):
        argument = attempt(_factored, log.args[0])
        if argument is not None and argument.free_symbols:
            parts = _parts(argument, given)
            if parts:
                changes[log] = sympy.Add(*parts)
    return sympy.expand(form.subs(changes)) if changes else form


def upright(form: Any, given: dict[Any, Any]) -> Any:
    """The form with roots of products taken apart into those of positive factors.

    Args:
        form: an expression in the names that are given.
        given: numbers for the names, at which signs are read.
    """
    def changed(base: Any, exponent: Any) -> Any:
        if exponent.is_Integer or not exponent.is_number or base.is_number:
            return base**exponent
        above, below = sympy.fraction(sympy.cancel(sympy.together(base)))
        value = attempt(_number, below, given)
        if value is None or not value.is_real or below == 1:
            return base**exponent
        sign = 1 if value > 0 else -1
        return sympy.expand(sign * above) ** exponent * sympy.expand(sign * below) ** -exponent

    return sympy.powsimp(form.replace(sympy.Pow, changed))


def raised(form: Any) -> Any:
    """The form with c/√b as (c/b) √b where b divides c, such as √(1 − t) for (1 − t)/√(1 − t).

    Args:
        form: an expression in one name.
    """
    form = sympy.expand(form)
    for root in sorted(form.atoms(sympy.Pow), key=str):
        base, exponent = root.args
        if exponent.is_Rational and not exponent.is_Integer and exponent < 0:
            terms = sympy.Add.make_args(form)
            with_root = [term / root for term in terms if root in sympy.Mul.make_args(term)]
            factor = sympy.cancel(sympy.Add(*with_root) / base)
            if base.is_polynomial() and factor.is_polynomial():
                rest = (term for term in terms if root not in sympy.Mul.make_args(term))
                form = sympy.expand(sympy.Add(*rest) + factor * base ** (exponent + 1))
    return form


def _factored(form: Any) -> Any:
    return sympy.factor(sympy.together(form))


def _number(form: Any, given: dict[Any, Any]) -> Any:
    return sympy.N(form.subs(given))


def _parts(argument: Any, given: dict[Any, Any]) -> list[Any]:
    parts, positive = [], True
    for factor in sympy.Mul.make_args(argument):
        base, exponent = factor.as_base_exp()
        value = attempt(_number, base, given)
        if value is None or not value.is_real:
            return []
        turned = base if value > 0 else sympy.expand(-base)
        positive = positive == (value > 0 or exponent.is_even is True)
        inside = turned.args[0] if isinstance(turned, sympy.exp) else sympy.log(turned)
        parts.append(exponent * inside)
    return parts if positive else []


def joined(form: Any) -> Any:
    """The form with logarithms of the same multiple as one, such as log(2 u/(1 + u)).

    Args:
        form: an expression, its logarithms taken apart.
    """
    multiples: dict[Any, list[Any]] = {}
    rest = []
    for term in sympy.Add.make_args(sympy.expand(form)):
        factor, log = term.as_independent(sympy.log, as_Add=False)
        if not isinstance(log, sympy.log) or not factor.is_number:
            rest.append(term)
            continue
        sign = -1 if factor.could_extract_minus_sign() else 1
        multiples.setdefault(sign * factor, []).append(log.args[0] ** sign)
    return sympy.Add(*rest, *(factor * sympy.log(sympy.together(sympy.Mul(*parts)))
                              for factor, parts in multiples.items()))


def softened(form: Any, v: Any) -> Any:
    """The form with softplus for log(1 + exp(v)), and with sigmoid for 1/(1 + exp(v)).

    Args:
        form: an expression in v.
        v: its variable.
    """
    soft = sympy.Dummy("soft")
    form = sympy.expand(form.subs(sympy.log(sympy.exp(v) + 1), soft))
    slope, multiple = form.coeff(v, 1), form.coeff(soft, 1)
    rest = sympy.expand(form - slope * v - multiple * soft)
    if multiple != 0 and not rest.has(soft) and not multiple.has(v):
        turned = slope * multiple < 0
        linear = (slope + multiple) * v if turned else slope * v
        return rest + linear + multiple * SOFTPLUS(-v if turned else v)
    y = sympy.Dummy("y", positive=True)
    in_y = attempt(lambda: sympy.cancel(sympy.together(form.subs(v, sympy.log((1 - y) / y)))))
    if in_y is not None and in_y.is_polynomial(y) and sympy.degree(in_y, y) < 4:
        return in_y.subs(y, SIGMOID(-v))
    return form
