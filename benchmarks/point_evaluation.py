"""Evaluates claims, as trees of `claim_reader`, at one allowed point, at 60 digits.

This is an oracle for the benchmarks. It shares no code with the prover: it has its own arithmetic
(exact fractions as long as possible, then mpmath) and takes derivatives as limits of difference
quotients, so that a derivative at a kink is seen to be undefined.
"""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from mpmath import mp, mpf

DIGITS = 60
_WORKING = 100  # digits carried, so that 60 survive cancellation
_LARGEST = 700  # of the arguments of exp, so that what is said of digits here is so


class UndefinedError(Exception):
    """The expression has no value at this point."""


class UnsureError(Exception):
    """The value is too near a border to say on which side it lies; the point is of no use."""


def big(value):
    """A value as an mpmath number."""
    return mpf(value.numerator) / value.denominator if isinstance(value, Fraction) else value


def sign_of(value):
    """-1, 0 or 1; raises UnsureError for an inexact value that is almost 0."""
    if not isinstance(value, Fraction) and abs(value) < mpf(10) ** (-DIGITS):
        raise UnsureError
    return (value > 0) - (value < 0)


def _not_too_large(exponent):
    if abs(exponent) > _LARGEST:
        raise UnsureError


def _power(base, exponent):
    if isinstance(exponent, Fraction) and exponent.denominator == 1:
        if exponent == 0:
            return Fraction(1)
        if exponent < 0 and sign_of(base) == 0:
            raise UndefinedError("a zero denominator")
        exact = isinstance(base, Fraction) and abs(exponent) <= 40
        return base ** int(exponent) if exact else big(base) ** int(exponent)
    sign = sign_of(base)
    if sign < 0:
        raise UndefinedError("a negative base with a non-integer exponent")
    if sign == 0:
        if sign_of(exponent) <= 0:
            raise UndefinedError("0 to a power that is not positive")
        return Fraction(0)
    if base == 1:
        return Fraction(1)
    if isinstance(base, Fraction) and exponent == Fraction(1, 2):
        root = Fraction(isqrt(base.numerator), isqrt(base.denominator))
        if root**2 == base:
            return root
    _not_too_large(big(exponent) * mp.log(big(base)))
    return mp.power(big(base), big(exponent))


def _logarithm(value):
    if sign_of(value) <= 0:
        raise UndefinedError("log of what is not positive")
    return Fraction(0) if value == 1 else mp.log(big(value))


def _exponential(value):
    _not_too_large(value)
    return Fraction(1) if value == 0 else mp.exp(big(value))


def _hyperbolic(function, at_0):
    """sinh or cosh, exact at 0."""

    def evaluate(value):
        _not_too_large(value)
        return at_0 if value == 0 else function(big(value))

    return evaluate


def _atanh(value):
    if sign_of(1 - abs(value)) <= 0:
        raise UndefinedError("atanh outside (-1, 1)")
    return _vanishing_at_0(mp.atanh)(value)


def _lambert(value):
    if sign_of(big(value) + mp.exp(-1)) < 0:
        raise UndefinedError("LambertW below -1/e")
    return mp.lambertw(big(value)).real


def _extreme(values, direction):
    best = values[0]
    for value in values[1:]:
        if direction * (big(value) - big(best)) > 0:
            best = value
    return best


def _vanishing_at_0(function):
    """A function with f(0) = 0, exactly 0 there so that a hole at 0 is seen."""
    return lambda x: Fraction(0) if x == 0 else function(big(x))


_FUNCTIONS = {
    "log": _logarithm,
    "exp": _exponential,
    "sqrt": lambda x: _power(x, Fraction(1, 2)),
    "abs": abs,
    "sign": lambda x: Fraction(sign_of(x)),
    "sigmoid": lambda x: 1 / (1 + big(_exponential(-x))),
    "softplus": lambda x: mp.log1p(big(_exponential(x))),
    "tanh": _vanishing_at_0(mp.tanh),
    "sinh": _hyperbolic(mp.sinh, Fraction(0)),
    "cosh": _hyperbolic(mp.cosh, Fraction(1)),
    "asinh": _vanishing_at_0(mp.asinh),
    "atanh": _atanh,
    "sin": _vanishing_at_0(mp.sin),
    "cos": lambda x: Fraction(1) if x == 0 else mp.cos(big(x)),
    "erf": _vanishing_at_0(mp.erf),
    "erfc": lambda x: mp.erfc(big(x)),
    "LambertW": _lambert,
}


def _both(left, right):
    """Two values of one kind: both exact, or both mpmath numbers."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left, right
    return big(left), big(right)


def value(tree, point):
    """The value of an expression where `point` gives every name an exact fraction."""
    head = tree[0]
    if head == "num":
        return tree[1]
    if head == "name":
        return +mp.pi if tree[1] == "pi" else point[tree[1]]
    if head == "diff":
        order = int(tree[3][1]) if len(tree) > 3 else 1
        return _derivative(tree[1], tree[2][1], point, order)
    if head == "piecewise":
        for _, expression, condition in tree[1:]:
            if holds(condition, point):
                return value(expression, point)
        raise UndefinedError("no case of the piecewise applies")
    arguments = [value(part, point) for part in tree[1:]]
    if head == "neg":
        return -arguments[0]
    if head in ("max", "min"):
        return _extreme(arguments, 1 if head == "max" else -1)
    if head in _FUNCTIONS:
        return _FUNCTIONS[head](*arguments)
    if head == "**":
        return _power(*arguments)
    if head == "/" and sign_of(arguments[1]) == 0:
        raise UndefinedError("a zero denominator")
    if head in ("*", "/") and Fraction(0) in [a for a in arguments if isinstance(a, Fraction)]:
        return Fraction(0)
    left, right = _both(*arguments)
    if head == "/":
        return left / right
    return {"+": left + right, "-": left - right, "*": left * right}[head]


def _derivative(tree, name, point, order):
    """The limit of the difference quotients from both sides, which must agree."""
    inner = tree if order == 1 else ("diff", tree, ("name", name), ("num", Fraction(order - 1)))
    with mp.workdps(mp.dps + 150):
        step = Fraction(1, 10 ** (mp.dps // 3))
        at, width = big(value(inner, point)), big(step)
        above = big(value(inner, {**point, name: point[name] + step}))
        below = big(value(inner, {**point, name: point[name] - step}))
        right, left = (above - at) / width, (at - below) / width
        if abs(right - left) > mpf(10) ** -30 * (1 + abs(right) + abs(left)):
            raise UndefinedError("a derivative at a kink")
        # the middle quotient is exact to the square of the step
        return (above - below) / (2 * width)


def compare(left, relation, right):
    """Whether a relation holds between two values; UnsureError where 60 digits do not tell."""
    left, right = _both(left, right)
    difference = left - right
    if not isinstance(difference, Fraction):
        scale = 1 + abs(left) + abs(right)
        if abs(difference) < mpf(10) ** -DIGITS * scale:
            difference = 0
        elif abs(difference) < mpf(10) ** (10 - DIGITS) * scale:
            raise UnsureError
    tests = {"=": difference == 0, "!=": difference != 0, "<": difference < 0}
    tests |= {">": difference > 0, "<=": difference <= 0, ">=": difference >= 0}
    return tests[relation]


def holds(tree, point):
    """Whether a chain of relations holds; UndefinedError where a side has no value."""
    with mp.workdps(max(_WORKING, mp.dps)):
        sides = [value(part, point) for part in tree[1::2]]
        links = zip(sides, tree[2::2], sides[1:], strict=False)
        return all(compare(left, relation, right) for left, relation, right in links)
