"""Quotients of polynomials: in lowest terms, and what arithmetic on them comes to."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from flint import Ordering, fmpq, fmpq_mpoly_ctx
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from derivations.meaning.ratios import HIGHEST_POWER, MOST_TERMS, WIDEST_INTEGER, Ratio
from derivations.meaning.signs import ProofError

CONTEXT = fmpq_mpoly_ctx.get(("x", "y"), Ordering.lex)
X, Y = CONTEXT.gens()
ONE = CONTEXT.constant(1)
QUICK = settings(max_examples=80, deadline=None, derandomize=True, database=None)


@pytest.mark.parametrize(
    ("above", "below", "lowest"),
    [
        (X**2 - Y**2, X + Y, (X - Y, ONE)),
        (2 * X, 4 * Y, (X / 2, Y)),
        (X, -X, (-ONE, ONE)),
        (X * Y, Y**2 * X, (ONE, Y)),
        (3 * X + 3, ONE * 6, ((X + 1) / 2, ONE)),
        (0 * X, 5 * Y + 1, (0 * X, ONE)),
        (X + 1, 2 - 3 * X, ((-X - 1) / 3, X - CONTEXT.constant(2) / 3)),
    ],
)
def test_lowest_terms(above: Any, below: Any, lowest: tuple[Any, Any]) -> None:
    made = Ratio(above, below)
    assert (made.above, made.below) == lowest
    assert made.below.leading_coefficient() == 1


COEFFICIENTS = [fmpq(0), *(fmpq(n, d) for n in (1, -1, 2, -3, 5) for d in (1, 2, 3))]
MONOMIALS = [(0, 0), (1, 0), (0, 1), (1, 1), (2, 0), (0, 2)]
polynomials = st.lists(st.sampled_from(COEFFICIENTS), min_size=6, max_size=6).map(
    lambda row: CONTEXT.from_dict(dict(zip(MONOMIALS, row, strict=True))))
POINTS = [Fraction(n, d) for n in (-3, -1, 0, 1, 2) for d in (1, 3)]
points = st.sampled_from(POINTS)


def at(polynomial: Any, x: Fraction, y: Fraction) -> Fraction:
    """The value of a polynomial at a point."""
    total = Fraction(0)
    for (i, j), c in polynomial.to_dict().items():
        total += Fraction(int(c.p), int(c.q)) * x ** int(i) * y ** int(j)
    return total


@QUICK
@given(polynomials, polynomials, polynomials, polynomials, points, points, st.integers(-3, 3))
def test_arithmetic_is_that_of_the_values(a: Any, b: Any, c: Any, d: Any, x: Fraction,
                                          y: Fraction, exponent: int) -> None:
    below, other = at(b, x, y), at(d, x, y)
    assume(below and other)
    left, right = Ratio(a, b), Ratio(c, d)
    first, second = at(a, x, y) / below, at(c, x, y) / other

    def value(ratio: Ratio) -> Fraction:
        return at(ratio.above, x, y) / at(ratio.below, x, y)

    assert value(left + right) == first + second
    assert value(left - right) == first - second
    assert value(-left) == -first
    assert value(left * right) == first * second
    if second:
        assert value(left / right) == first / second
    if first or exponent >= 0:
        assert value(left**exponent) == first**exponent


@QUICK
@given(polynomials, polynomials, polynomials)
def test_a_common_factor_leaves_no_trace(a: Any, b: Any, c: Any) -> None:
    assume(b != 0 and c != 0)
    plain, wide = Ratio(a, b), Ratio(a * c, b * c)
    assert (plain.above, plain.below) == (wide.above, wide.below)
    assert (plain - wide).above == 0


def test_constants() -> None:
    third = Ratio(ONE * 2, ONE * 6)
    assert third.is_constant()
    assert third.constant() == Fraction(1, 3)
    assert Ratio(0 * X, X).constant() == 0
    assert Ratio(X, X).constant() == 1
    assert not Ratio(X, ONE).is_constant()
    assert not Ratio(ONE, X).is_constant()
    assert repr(Ratio(X, Y)) == "(x)/(y)"


def test_what_has_no_denominator() -> None:
    for made in (lambda: Ratio(X, 0 * X), lambda: Ratio(X, ONE) / Ratio(0 * X, ONE),
                 lambda: Ratio(0 * X, ONE) ** -1):
        with pytest.raises(ProofError, match=r"^a normal form has a zero denominator$"):
            made()


def test_powers_have_an_end() -> None:
    x, high = Ratio(X, ONE), "^a power is too high for a normal form$"
    assert (x**HIGHEST_POWER).above == X**HIGHEST_POWER
    assert (x**-HIGHEST_POWER).below == X**HIGHEST_POWER
    assert (x**0).constant() == 1
    assert Ratio(ONE * 2, ONE) ** (4 * WIDEST_INTEGER)
    for base, exponent in ((x, HIGHEST_POWER + 1), (x, -HIGHEST_POWER - 1),
                           (x * x, HIGHEST_POWER // 2 + 1),
                           (Ratio(ONE * 2, ONE), 4 * WIDEST_INTEGER + 1)):
        with pytest.raises(ProofError, match=high):
            base**exponent


def test_terms_have_an_end() -> None:
    first = sum((X**k for k in range(64)), CONTEXT.constant(0))
    second = sum((Y**k for k in range(62)), CONTEXT.constant(0))
    assert len(Ratio(first * second, ONE).above) == 64 * 62 <= MOST_TERMS
    message = "^a normal form has too many terms$"
    with pytest.raises(ProofError, match=message):
        Ratio(first, ONE) * Ratio(second + Y**62, ONE)
    with pytest.raises(ProofError, match=message):
        Ratio(ONE, first * (second + Y**62))
