"""Where a slope is reached: f′(u) = t solved for u, and u t − f(u) there.

Each pattern gives forms of the conjugate on one piece; a pattern that does not fit gives none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import lcm
from typing import Any, Final

import sympy

from .forms import attempt
from .logarithms import joined, raised, split, upright

_POSITIVE: Final = sympy.Dummy("s", positive=True)
HIGHEST: Final = 12


def conjugate_forms(body: Any, slope: Any, u: Any, t: Any, place: float) -> Iterator[Any]:
    """Expressions in t that may be the conjugate of a piece.

    Args:
        body: the function, in the positive symbol u.
        slope: its derivative.
        u: the variable.
        t: the dual variable.
        place: a number inside the piece, at which signs are read.
    """
    height = sympy.expand(sympy.expand_log(sympy.expand(u * slope - body), force=True))
    apart = sympy.expand(sympy.expand_log(sympy.expand(slope), force=True))
    given = {t: sympy.N(slope.subs(u, place))}
    for pattern in (_power, _lambert, _logarithms, _exponentials, _rational, _squared):
        for found in attempt(_all, pattern, body, apart, height, u, t, place) or ():
            whole = split(upright(found, given), given)
            yield from (whole, raised(whole), joined(whole), found)


def _all(pattern: Callable[..., Iterator[Any]], *given: Any) -> list[Any]:
    return list(pattern(*given))


def _power(body: Any, slope: Any, height: Any, u: Any, t: Any, place: float) -> Iterator[Any]:
    """slope = a + b x^r, where x = u or a multiple of u plus a number."""
    constant, rest = slope.as_independent(u, as_Add=True)
    factor, power = rest.as_independent(u, as_Add=False)
    base, exponent = power.as_base_exp()
    if not exponent.is_number or sympy.Poly(base, u).degree() != 1:
        return
    gradient, shift = sympy.Poly(base, u).all_coeffs()
    x = sympy.Dummy("x", positive=True)
    back = (x - shift) / gradient
    value = sympy.expand((u * slope - body).subs(u, back))
    value = sympy.expand(value.subs(x, _POSITIVE ** (1 / exponent)))
    yield value.subs(_POSITIVE, (t - constant) / factor)


def _lambert(body: Any, slope: Any, height: Any, u: Any, t: Any, place: float) -> Iterator[Any]:
    """slope = a + b log(x) + c x^r, where x = u or a multiple of u plus a number."""
    logarithms = sorted(slope.atoms(sympy.log), key=str)
    inner = [log.args[0] for log in logarithms if u in log.free_symbols]
    if len(inner) != 1 or sympy.Poly(inner[0], u).degree() != 1:
        return
    x, log = sympy.Dummy("x", positive=True), sympy.log(inner[0])
    gradient, shift = sympy.Poly(inner[0], u).all_coeffs()
    back = (x - shift) / gradient
    written = sympy.expand(slope.subs(log, sympy.Dummy("L")).subs(u, back))
    (mark,) = (symbol for symbol in written.free_symbols if symbol.name == "L")
    multiple = written.coeff(mark, 1)
    constant, rest = (written - multiple * mark).as_independent(x, as_Add=True)
    factor, power = rest.as_independent(x, as_Add=False)
    base, r = power.as_base_exp()
    if multiple.has(x) or base != x or not r.is_number or factor == 0:
        return
    w = sympy.LambertW(r * factor / multiple * sympy.exp((t - constant) * r / multiple))
    value = sympy.expand((u * t - body).subs(u, back))
    value = sympy.expand(sympy.expand_log(value, force=True))
    value = value.subs(sympy.log(x), (t - constant - factor * x**r) / multiple)
    place_of = (multiple * _POSITIVE / (r * factor))
    value = sympy.expand(sympy.expand(value).subs(x, place_of ** (1 / r)))
    yield value.subs(_POSITIVE, w)


def _logarithms(body: Any, slope: Any, height: Any, u: Any, t: Any,
                place: float) -> Iterator[Any]:
    """slope = a + a sum of multiples of logarithms of rational functions of u."""
    constant, rest = slope.as_independent(u, as_Add=True)
    parts = [term.as_independent(u, as_Add=False) for term in sympy.Add.make_args(rest)]
    if not parts or any(not isinstance(log, sympy.log) for _, log in parts):
        return
    unit = parts[0][0]
    shares = [sympy.nsimplify(factor / unit) for factor, _ in parts]
    if any(not share.is_Rational for share in shares):
        return
    scale = lcm(*(int(share.q) for share in shares))
    ratio = sympy.Mul(*(log.args[0] ** (share * scale)
                        for share, (_, log) in zip(shares, parts, strict=True)))
    yield from _roots(sympy.together(ratio - _POSITIVE), height, u, place,
                      sympy.exp((t - constant) * scale / unit), ratio)


def _exponentials(body: Any, slope: Any, height: Any, u: Any, t: Any,
                  place: float) -> Iterator[Any]:
    """slope is a rational function of exp(k u)."""
    slope, height = (sympy.expand(form.rewrite(sympy.exp), power_exp=True)
                     for form in (slope, height))
    powers = {power.args[0].coeff(u) for power in slope.atoms(sympy.exp) if power.has(u)}
    if not powers:
        return
    least = min((abs(power) for power in powers), key=float)
    x = sympy.Dummy("x", positive=True)
    in_x = slope.subs(u, sympy.log(x) / least)
    for root in _solved(sympy.together(in_x - t), x, sympy.exp(least * place), t,
                        slope.subs(u, place)):
        in_x = sympy.expand(body.rewrite(sympy.exp), power_exp=True).subs(u, sympy.log(x) / least)
        value = (t * sympy.log(x) / least).subs(x, root) - sympy.radsimp(in_x.subs(x, root))
        yield sympy.expand(value)


def _rational(body: Any, slope: Any, height: Any, u: Any, t: Any, place: float) -> Iterator[Any]:
    """slope is a rational function of a root of u, or of a number plus a root."""
    orders = {power.exp.q for power in slope.atoms(sympy.Pow)
              if power.base == u and power.exp.is_Rational}
    order = lcm(*(int(q) for q in orders)) if orders else 1
    x = sympy.Dummy("x", positive=True)
    in_x = sympy.together(slope.subs(u, x**order))
    goal = slope.subs(u, place)
    whole = sympy.cancel(sympy.together(height.subs(u, x**order)))
    for root in _solved(in_x - t, x, sympy.Float(place) ** sympy.Rational(1, order), t, goal):
        yield sympy.expand(whole.subs(x, upright(root, {t: sympy.N(goal)})))


def _squared(body: Any, slope: Any, height: Any, u: Any, t: Any, place: float) -> Iterator[Any]:
    """slope = a + b √r with rational functions a, b, r of u."""
    slope = sympy.together(slope)
    bases = {power.base for power in slope.atoms(sympy.Pow)
             if power.has(u) and power.exp.is_Rational and power.exp.q == 2}
    if len(bases) != 1:
        return
    (radicand,) = bases
    root = sympy.Dummy("r", positive=True)
    in_root = sympy.expand(slope.subs(sympy.sqrt(radicand), root).subs(radicand, root**2))
    in_root = in_root.subs(1 / root, root / radicand)
    multiple = in_root.coeff(root, 1)
    rest = sympy.expand(in_root - multiple * root)
    if rest.has(root) or multiple.has(root):
        return
    for found in _solved((t - rest) ** 2 - multiple**2 * radicand, u, sympy.Float(place), t,
                         slope.subs(u, place)):
        given = {t: sympy.N(slope.subs(u, place))}
        whole = upright((u * t - body).subs(u, upright(found, given)), given)
        yield sympy.expand(upright(whole, given))


def _roots(equation: Any, height: Any, u: Any, place: float, image: Any,
           ratio: Any) -> Iterator[Any]:
    goal = ratio.subs(u, place)
    for root in _solved(equation, u, sympy.Float(place), _POSITIVE, goal):
        yield height.subs(u, root).subs(_POSITIVE, image)


def _solved(equation: Any, x: Any, place: Any, dual: Any, goal: Any) -> Iterator[Any]:
    """Roots of a polynomial equation of degree 2 at most, or in one power alone."""
    numerator = sympy.Poly(sympy.fraction(sympy.together(equation))[0], x)
    degree = numerator.degree()
    if (degree > 2 and len(numerator.terms()) > 2) or degree > HIGHEST:
        return
    for root in sympy.roots(numerator, multiple=True):
        simple = sympy.radsimp(sympy.simplify(root))
        near = sympy.N(simple.subs(dual, sympy.N(goal)))
        if near.is_real is not False and abs(near - place) < 1e-9 * (1 + abs(place)):
            yield simple
