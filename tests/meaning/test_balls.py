"""Numbers at a point: exact where arithmetic stays rational, enclosures elsewhere."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath
import pytest
from flint import arb, ctx, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations.meaning.balls import PRECISIONS, Ball, Balls, precision
from derivations.meaning.signs import ANY, NEGATIVE, POSITIVE, ZERO, ProofError

BALLS = Balls()
QUICK = settings(max_examples=100, deadline=None, derandomize=True, database=None)
rationals = st.fractions(min_value=-50, max_value=50, max_denominator=60)
positive = st.fractions(min_value="1/60", max_value=50, max_denominator=60)


def holds(ball: Ball, value: Any) -> bool:
    """Whether an enclosure holds a number that is known to 60 digits."""
    with precision(400):
        near = arb(mpmath.nstr(value, 60), (1 + abs(int(value))) * arb(10) ** -50)
        return bool(ball.enclosure.overlaps(near))


def real(number: Fraction) -> mpmath.mpf:
    """A fraction as a number of mpmath."""
    return mpmath.mpf(number.numerator) / number.denominator


@QUICK
@given(rationals, rationals, st.integers(-6, 6))
def test_arithmetic_of_rationals_is_exact(x: Fraction, y: Fraction, n: int) -> None:
    a, b = BALLS.number(x), BALLS.number(y)
    for found, expected in ((a + b, x + y), (a - b, x - y), (a * b, x * y), (-a, -x)):
        assert found.is_constant()
        assert found.constant() == expected
    if y:
        assert (a / b).constant() == x / y
    if x:
        assert (a**n).constant() == x**n
    assert BALLS.signs_of(a) == (POSITIVE if x > 0 else NEGATIVE if x < 0 else ZERO)
    assert BALLS.is_zero(a - a)


@QUICK
@given(positive, rationals)
@pytest.mark.parametrize("bits", [64, *PRECISIONS[:2]])
def test_enclosures_hold_the_value(bits: int, x: Fraction, y: Fraction) -> None:
    with precision(bits), mpmath.workdps(80):
        a, b = BALLS.number(x), BALLS.number(y)
        u, v = real(x), real(y)
        pairs = [
            (BALLS.log(a), mpmath.log(u)),
            (BALLS.exp(b), mpmath.exp(v)),
            (BALLS.power(a, b), u**v),
            (BALLS.power(a, BALLS.number(Fraction(1, 2))), mpmath.sqrt(u)),
            (BALLS.log(a) * b + BALLS.exp(b) / a, mpmath.log(u) * v + mpmath.exp(v) / u),
            (BALLS.generator("constant", "pi", POSITIVE) * b, mpmath.pi * v),
            (BALLS.exp(b) ** 3 - BALLS.log(a) ** 2, mpmath.exp(v) ** 3 - mpmath.log(u) ** 2),
        ]
        assert all(holds(ball, value) for ball, value in pairs)


@pytest.mark.parametrize(
    ("base", "root"),
    [("4", "2"), ("1/9", "1/3"), ("49/64", "7/8"), ("1", "1"), ("10/1000", "1/10")],
)
def test_square_roots_of_squares_are_exact(base: str, root: str) -> None:
    found = BALLS.power(BALLS.number(Fraction(base)), BALLS.number(Fraction(1, 2)))
    assert found.constant() == Fraction(root)


@pytest.mark.parametrize("base", ["2", "1/2", "3/4", "8", "50/49"])
def test_other_square_roots_are_not(base: str) -> None:
    found = BALLS.power(BALLS.number(Fraction(base)), BALLS.number(Fraction(1, 2)))
    assert not found.is_constant()
    assert BALLS.signs_of(found * found - BALLS.number(Fraction(base))) == ANY


def test_zero_is_exact_in_a_product() -> None:
    with precision(64):
        near = BALLS.log(BALLS.number(2))
    assert (near * BALLS.number(0)).constant() == 0
    assert (BALLS.number(0) * near).constant() == 0


def test_values_that_are_known() -> None:
    assert BALLS.log(BALLS.number(1)).constant() == 0
    assert BALLS.exp(BALLS.number(0)).constant() == 1


def test_a_difference_that_the_precision_does_not_tell_is_open() -> None:
    bump = BALLS.number(Fraction(1, 10**30))
    for bits, signs in ((64, ANY), (128, NEGATIVE), (4096, NEGATIVE)):
        with precision(bits):
            pi = BALLS.generator("constant", "pi", POSITIVE)
            assert BALLS.signs_of(pi - (pi + bump)) == signs


def test_equal_numbers_never_part() -> None:
    for bits in PRECISIONS:
        with precision(bits):
            six = BALLS.log(BALLS.number(6))
            parts = BALLS.log(BALLS.number(2)) + BALLS.log(BALLS.number(3))
            assert BALLS.signs_of(six - parts) == ANY
            assert not BALLS.is_zero(six - parts)


def test_what_is_not_exact_has_no_exact_value() -> None:
    with pytest.raises(ProofError, match=r"^a number is not known exactly$"):
        BALLS.exp(BALLS.number(1)).constant()


def test_no_other_generator_has_a_value() -> None:
    with pytest.raises(ProofError, match=r"^x has no value here$"):
        BALLS.generator("parameter", "x", POSITIVE)


def test_very_long_numbers_become_enclosures() -> None:
    large = BALLS.number(3) ** 20_000
    assert not large.is_constant()
    with mpmath.workdps(80):
        assert holds(BALLS.log(large), 20_000 * mpmath.log(3))
    assert (BALLS.number(3) ** 100).constant() == 3**100
    with pytest.raises(ProofError, match=r"^a power is too high$"):
        BALLS.number(3) ** (1 << 61)


def test_the_precision_is_put_back() -> None:
    before = ctx.prec
    with precision(999):
        assert ctx.prec == 999
    assert ctx.prec == before
    with pytest.raises(ProofError), precision(999):
        BALLS.log(BALLS.number(2)).constant()
    assert ctx.prec == before


def test_text_of_numbers() -> None:
    with precision(128):
        assert str(BALLS.number(Fraction(1, 3))) == "1/3"
        assert str(BALLS.log(BALLS.number(2))) == "0.69314718055994530942"
        assert str(BALLS.enclosed(arb(fmpq(1, 2)))) == "0.50000000000000000000"


@pytest.mark.parametrize("exponent", [0, 1, 2, 3, 10, 1001])
def test_powers_of_what_is_near_0_are_near_it(exponent: int) -> None:
    with precision(128):
        root = arb(2).sqrt()
        power = Ball(None, root - root) ** exponent
    assert power.enclosure.is_finite()
    assert power.enclosure.contains(0 if exponent else 1)
    assert power.enclosure.rad() < 1e-30


def test_a_negative_power_of_what_may_be_0_is_no_number() -> None:
    root = arb(2).sqrt()
    assert not (Ball(None, root - root) ** -1).enclosure.is_finite()
