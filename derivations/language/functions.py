"""The functions of the claim language, to be called in Python."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from .written import Constant, Integer, Name, Quotient, Real, Written, apply, written

pi: Final = Constant("pi")
oo: Final = Constant("oo")


def real(name: str) -> Real:
    """A real number; say more of it as hypotheses."""
    return Real(name)


def reals(*declared: str) -> tuple[Real, ...]:
    """Several real numbers, in the order in which they are named."""
    return tuple(Real(name) for name in declared)


def integer(name: str) -> Name:
    """An integer."""
    return Integer(name)


def Rational(numerator: int, denominator: int = 1) -> Written:
    """The exact fraction numerator / denominator, written as such.

    Raises:
        ZeroDivisionError: if the denominator is 0.
    """
    Fraction(numerator, denominator)
    return Quotient(written(numerator), written(denominator))


def log(argument: object) -> Written:
    """The natural logarithm."""
    return apply("log", argument)


def exp(argument: object) -> Written:
    """The exponential."""
    return apply("exp", argument)


def sqrt(argument: object) -> Written:
    """The square root."""
    return apply("sqrt", argument)


def absolute(argument: object) -> Written:
    """The absolute value."""
    return apply("abs", argument)


def maximum(*arguments: object) -> Written:
    """The largest of its arguments."""
    return apply("max", *arguments)


def minimum(*arguments: object) -> Written:
    """The smallest of its arguments."""
    return apply("min", *arguments)


def sign(argument: object) -> Written:
    """−1, 0 or 1, as the argument is negative, zero or positive."""
    return apply("sign", argument)


def sigmoid(argument: object) -> Written:
    """The logistic function 1/(1 + exp(−x))."""
    return apply("sigmoid", argument)


def softplus(argument: object) -> Written:
    """log(1 + exp(x))."""
    return apply("softplus", argument)
