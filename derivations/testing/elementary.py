"""The functions and powers of the claim language on values with a radius."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

from .enclosures import (
    INFINITY,
    MINUS_INFINITY,
    ZERO,
    Arithmetic,
    Near,
    UnclearError,
    UndefinedError,
    Value,
    is_infinite,
    sign_of,
)

ONE: Final = Fraction(1)
# The values at −∞ and +∞ of functions that are monotone there.
_ENDS: Final[dict[str, tuple[Value, Value]]] = {
    "exp": (ZERO, INFINITY), "sigmoid": (ZERO, ONE), "softplus": (ZERO, INFINITY),
    "tanh": (-ONE, ONE), "erf": (-ONE, ONE), "erfc": (Fraction(2), ZERO),
    "sinh": (MINUS_INFINITY, INFINITY), "asinh": (MINUS_INFINITY, INFINITY),
    "cosh": (INFINITY, INFINITY),
}  # fmt: skip
_AT_ZERO: Final[dict[str, Fraction]] = {
    "exp": ONE, "sigmoid": ONE / 2, "tanh": ZERO, "erf": ZERO, "erfc": ONE, "sinh": ZERO,
    "asinh": ZERO, "cosh": ONE, "sin": ZERO, "cos": ONE, "atanh": ZERO, "LambertW": ZERO,
}  # fmt: skip


def apply(arithmetic: Arithmetic, name: str, arguments: list[Value], extended: bool) -> Value:
    """A function of the claim language.

    Args:
        name: such as `log` or `max`.
        extended: whether log 0 is −∞, as it is under an integral.

    Raises:
        UndefinedError: if the function has no value there.
        UnclearError: if rounding hides whether it has one.
    """
    if name in ("max", "min"):
        return _largest(arithmetic, arguments, 1 if name == "max" else -1)
    (argument,) = arguments
    if name == "sign":
        return Fraction(sign_of(argument))
    if name == "abs":
        if isinstance(argument, Fraction):
            return abs(argument)
        return Near(abs(argument.middle), argument.radius)
    if name in ("log", "sqrt"):
        return _from_zero(arithmetic, name, argument, extended)
    if argument == 0 and name in _AT_ZERO:
        return _AT_ZERO[name]
    if is_infinite(argument):
        if name not in _ENDS:
            raise UndefinedError
        return _ENDS[name][sign_of(argument) > 0]
    if name == "atanh":
        _inside(arithmetic, argument, -ONE, ONE)
    if name == "LambertW":
        lowest = arithmetic.negate(apply(arithmetic, "exp", [-ONE], extended))
        if arithmetic.compare(argument, lowest) == -1:
            raise UndefinedError
    return _smooth(arithmetic, _FUNCTIONS[name], arithmetic.near(argument))


def power(arithmetic: Arithmetic, base: Value, exponent: Value) -> Value:
    """base to the exponent, the exponent not being the number 0 as written.

    Raises:
        UndefinedError: for a negative base with an exponent that is no integer, and for 0 to an
            exponent that is not positive.
        UnclearError: if rounding hides which case it is.
    """
    if is_infinite(exponent):
        raise UndefinedError
    whole = isinstance(exponent, Fraction) and exponent.denominator == 1
    if whole and not is_infinite(base) and exponent != 0 and abs(int(_exact(exponent))) <= 40:
        return _whole_power(arithmetic, base, int(_exact(exponent)))
    sign = sign_of(base)
    if sign == 0 or is_infinite(base):
        direction = sign_of(exponent)
        if sign < 0 or direction == 0 or (sign == 0 and direction < 0):
            raise UndefinedError
        return base if direction > 0 else ZERO
    if sign < 0:
        if isinstance(exponent, Fraction) and not whole:
            raise UndefinedError
        raise UnclearError
    if exponent == 0:
        return ONE
    if exponent == Fraction(1, 2):
        return apply(arithmetic, "sqrt", [base], False)
    logarithm = apply(arithmetic, "log", [base], False)
    return apply(arithmetic, "exp", [arithmetic.multiply(exponent, logarithm)], False)


def _exact(value: Value) -> Fraction:
    if not isinstance(value, Fraction):
        raise UnclearError
    return value


def _whole_power(arithmetic: Arithmetic, base: Value, exponent: int) -> Value:
    result: Value = ONE
    for _ in range(abs(exponent)):
        result = arithmetic.multiply(result, base)
    return result if exponent > 0 else arithmetic.divide(ONE, result, False)


def _largest(arithmetic: Arithmetic, arguments: list[Value], direction: int) -> Value:
    best, *others = arguments
    for other in others:
        order = arithmetic.compare(other, best)
        if order is None:
            x, y = arithmetic.near(best), arithmetic.near(other)
            upper = (max if direction > 0 else min)(x.middle, y.middle)
            best = Near(upper, max(x.radius, y.radius))
        elif order == direction:
            best = other
    return best


def _from_zero(arithmetic: Arithmetic, name: str, argument: Value, extended: bool) -> Value:
    sign = sign_of(argument)
    if sign < 0:
        raise UndefinedError
    if sign == 0:
        if name == "log" and not extended:
            raise UndefinedError
        return MINUS_INFINITY if name == "log" else ZERO
    if is_infinite(argument):
        return INFINITY
    if name == "log" and argument == 1:
        return ZERO
    if name == "sqrt" and isinstance(argument, Fraction):
        root = Fraction(math.isqrt(argument.numerator), math.isqrt(argument.denominator))
        if root * root == argument:
            return root
    return _smooth(arithmetic, _FUNCTIONS[name], arithmetic.near(argument))


def _inside(arithmetic: Arithmetic, argument: Value, low: Fraction, high: Fraction) -> None:
    above, below = arithmetic.compare(argument, low), arithmetic.compare(argument, high)
    if above is None or below is None:
        raise UnclearError
    if above <= 0 or below >= 0:
        raise UndefinedError


def _smooth(arithmetic: Arithmetic, function: Callable[[Any, Any], Any], x: Near) -> Value:
    library = arithmetic.library
    try:
        middle = function(library, x.middle)
        spread = max(
            abs(function(library, x.middle + step) - middle) for step in (x.radius, -x.radius)
        )
    except (OverflowError, ValueError, ZeroDivisionError):
        raise UnclearError from None
    # Near 0 the radius also covers a change of direction inside the enclosure.
    return arithmetic.rounded(middle, 2 * spread, 16)


def _sigmoid(library: Any, x: Any) -> Any:
    if x >= 0:
        return 1 / (1 + library.exp(-x))
    small = library.exp(x)
    return small / (1 + small)


def _softplus(library: Any, x: Any) -> Any:
    # log1p keeps what 1 + exp(−|x|) would round away.
    return max(x, 0) + library.log1p(library.exp(-abs(x)))


def _lambert(library: Any, x: Any) -> Any:
    # At the branch point itself the library fails.
    if x <= -library.exp(-1):
        raise ValueError(x)
    found = library.lambertw(x)
    return getattr(found, "real", found)


def _named(name: str) -> Callable[[Any, Any], Any]:
    return lambda library, x: getattr(library, name)(x)


_PLAIN: Final = (
    "log", "exp", "sqrt", "tanh", "sinh", "cosh", "atanh", "asinh", "sin", "cos", "erf", "erfc"
)  # fmt: skip
_FUNCTIONS: Final[dict[str, Callable[[Any, Any], Any]]] = {
    **{name: _named(name) for name in _PLAIN},
    "sigmoid": _sigmoid,
    "softplus": _softplus,
    "LambertW": _lambert,
}
