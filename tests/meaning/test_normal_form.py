"""Normal forms: equal ones are equal wherever both are defined, and signs are sets of signs."""

from __future__ import annotations

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations.meaning.normal_form import SIZES, Field, NoRoomError
from derivations.meaning.signs import (
    ANY,
    NEGATIVE,
    NON_NEGATIVE,
    NON_POSITIVE,
    NON_ZERO,
    POSITIVE,
    ZERO,
    ProofError,
)
from tests.meaning.expressions import SIGNS, forms

EQUAL = [
    ("x/x", "1"), ("(x**2 - y**2)/(x + y)", "x - y"), ("(x + y)**2", "x**2 + 2*x*y + y**2"),
    ("z*w - w*z", "0"), ("1/(1/x)", "x"), ("x**-2", "1/x**2"), ("0.1 + 0.2", "0.3"),
    ("log(x*y)", "log(x) + log(y)"), ("log(x/y)", "log(x) - log(y)"), ("log(x**7)", "7*log(x)"),
    ("log(12)", "2*log(2) + log(3)"), ("log(8/27)", "3*log(2) - 3*log(3)"), ("log(1)", "0"),
    ("log(x**2 + 2*x*y + y**2)", "2*log(x + y)"),
    ("log(x**2*y + x*y**2)", "log(x) + log(y) + log(x + y)"),
    ("log(2*x + 2*y)", "log(2) + log(x + y)"), ("log(x/(x + y))", "-log(1 + y/x)"),
    ("log(exp(z))", "z"), ("exp(log(x))", "x"), ("exp(2*log(x))", "x**2"), ("exp(-log(x))", "1/x"),
    ("exp(z + w)", "exp(z)*exp(w)"), ("exp(z)*exp(-z)", "1"), ("exp(2*z)", "exp(z)**2"),
    ("exp(0)", "1"),
    ("exp(z/2)**2", "exp(z)"), ("exp(z - w)", "exp(z)/exp(w)"), ("exp(log(x)/2)", "sqrt(x)"),
    ("sqrt(x)**2", "x"), ("sqrt(x*y)", "sqrt(x)*sqrt(y)"), ("sqrt(8)", "2*sqrt(2)"),
    ("sqrt(4/9)", "2/3"),
    ("sqrt(x**2)", "x"), ("x**(1/2)", "sqrt(x)"), ("x**(3/2)", "x*sqrt(x)"),
    ("x**(1/3)*x**(2/3)", "x"),
    ("(x**2)**(1/2)", "x"), ("x**y*x**y", "x**(2*y)"), ("x**z", "exp(z*log(x))"),
    ("2**z*3**z", "6**z"),
    ("log(sqrt(x))", "log(x)/2"), ("log(x**(1/3))", "log(x)/3"), ("log(x**z)", "z*log(x)"),
    ("log(exp(z)*x)", "z + log(x)"), ("log(-m)", "log(-3*m) - log(3)"), ("log(m**2)", "2*log(-m)"),
    ("log(z**2 + 1) - log(1 + z**2)", "0"), ("abs(x)", "x"), ("abs(m)", "-m"), ("abs(-x*y)", "x*y"),
    ("sign(x)", "1"), ("sign(m)", "-1"), ("max(x, -y)", "x"), ("min(x, m, -m)", "min(x, m)"),
    ("sigmoid(z) + sigmoid(-z)", "1"), ("softplus(z) - softplus(-z)", "z"),
    ("tanh(z)", "2*sigmoid(2*z) - 1"),
    ("cosh(z)**2 - sinh(z)**2", "1"), ("log(sigmoid(z))", "-softplus(-z)"), ("pi - pi", "0"),
    ("pi/pi", "1"),
    ("diff(z**3, z)", "3*z**2"), ("diff(x*log(x), x)", "log(x) + 1"),
    ("diff(exp(z*w), z, 2)", "w**2*exp(z*w)"),
    ("sqrt(2 + sqrt(3))**2", "2 + sqrt(3)"), ("1/(sqrt(2) - 1)*(sqrt(2) - 1)", "1"),
]  # fmt: skip
UNEQUAL = [
    ("x", "y"), ("x/y", "y/x"), ("(x + y)**2", "x**2 + y**2"), ("log(x + y)", "log(x) + log(y)"),
    ("log(2)", "log(3)"), ("log(2)*log(3)", "log(6)"), ("exp(z)", "1 + z"),
    ("exp(z*w)", "exp(z)*exp(w)"),
    ("sqrt(x + y)", "sqrt(x) + sqrt(y)"), ("sqrt(2)", "7/5"), ("x**y", "y**x"), ("pi", "22/7"),
    ("log(x)**2", "2*log(x)"), ("log(x)/log(2)", "log(x/2)"), ("0.3333", "1/3"),
    ("x**(1/3)", "x**(1/2)"),
    ("sigmoid(z)", "sigmoid(-z)"), ("log(12)", "log(2) + 2*log(3)"),
    ("log(x**2 + 1)", "2*log(x + 1)"),
    ("exp(-40)", "exp(-41)"), ("pi", "pi + 1/10**30"), ("abs(x)", "abs(y)"), ("diff(x**2, x)", "x"),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right"), EQUAL)
def test_equal_expressions_have_one_normal_form(left: str, right: str) -> None:
    field, (first, second) = forms(left, right)
    assert field.is_zero(first - second)
    assert field.signs_of(first - second) == ZERO


@pytest.mark.parametrize(("left", "right"), UNEQUAL)
def test_unequal_expressions_have_two(left: str, right: str) -> None:
    field, (first, second) = forms(left, right)
    assert not field.is_zero(first - second)
    assert field.signs_of(first - second) != ZERO


SIGNED = [
    ("x + y", POSITIVE), ("-x", NEGATIVE), ("x*m", NEGATIVE), ("m**2", POSITIVE),
    ("m**3", NEGATIVE),
    ("h", NON_NEGATIVE), ("-h", NON_POSITIVE), ("h + x", POSITIVE), ("h*x + h", NON_NEGATIVE),
    ("z", ANY), ("z**2", NON_NEGATIVE), ("-z**2", NON_POSITIVE), ("z**2 + 1", POSITIVE),
    ("z**3", ANY),
    ("x - y", ANY), ("x**2 - 2*x*y + y**2", NON_NEGATIVE), ("z**2 - 2*z*w + w**2", NON_NEGATIVE),
    ("z**2 + 2*z + 1", NON_NEGATIVE), ("-(z - w)**2", NON_POSITIVE), ("x/(x + y)", POSITIVE),
    ("1 - x/(x + y)", POSITIVE), ("exp(z)", POSITIVE), ("sqrt(x)", POSITIVE), ("log(2)", POSITIVE),
    ("log(1 + x)", POSITIVE), ("log(x)", ANY), ("-log(x + 2)", NEGATIVE),
    ("log(2) - log(3)", NEGATIVE),
    ("pi - 3", POSITIVE), ("pi - 4", NEGATIVE), ("sqrt(2) - 1", POSITIVE), ("exp(1) - 3", NEGATIVE),
    ("exp(-40) - exp(-41)", POSITIVE), ("x - x", ZERO), ("0*z", ZERO), ("exp(z)*m", NEGATIVE),
    ("(z**2 + 1)*(x - y)**2", NON_NEGATIVE),
]  # fmt: skip


@pytest.mark.parametrize(("text", "signs"), SIGNED)
def test_signs(text: str, signs: int) -> None:
    field, (value,) = forms(text)
    assert field.signs_of(value) == signs


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("log(m)", "log(m) is undefined"),
        ("log(0)", "log(0) is −∞"),
        ("1/0", "1/0 is +∞"),
        ("0/0", "0/0 is undefined"),
        ("1/(x - x)", "1/(x - x) is +∞"),
        ("-1/(x - x)", "-1/(x - x) is −∞"),
        ("sqrt(m)", "sqrt(m) is undefined"),
        ("m**(1/2)", "m**(1/2) is undefined"),
        ("0**(-1)", "0**-1 is +∞"),
        ("oo", "oo is +∞"),
        ("x**61*y", "a power is too high for a normal form"),
        ("LambertW(-1)", "LambertW(-1) is undefined"),
        ("LambertW(z)", "a sign is not known"),
        ("log(z)", "a sign is not known"),
        ("1/z", "a sign is not known"),
        ("abs(z)", "a sign is not known"),
        ("sqrt(z)", "a sign is not known"),
        ("max(z, w)", "a sign is not known"),
        ("log(x - y)", "a sign is not known"),
        ("1/h", "a sign is not known"),
    ],
)
def test_what_has_no_normal_form(text: str, message: str) -> None:
    with pytest.raises(ProofError) as caught:
        forms(text)
    assert str(caught.value) == message


def test_a_fact_tells_the_sign_of_a_difference() -> None:
    field, (difference, turned, product) = forms("z - w", "w - z", "2*x*(z - w)*(z**2 + 1)")
    assert field.signs_of(difference) == ANY
    field.assume(difference, NON_NEGATIVE)
    assert field.signs_of(difference) == NON_NEGATIVE
    assert field.signs_of(turned) == NON_POSITIVE
    assert field.signs_of(product) == NON_NEGATIVE
    field.assume(turned, NON_ZERO)
    assert field.signs_of(difference) == POSITIVE


def test_a_fact_about_a_quotient_minds_its_denominator() -> None:
    field, (quotient, above) = forms("z/m", "z")
    field.assume(quotient, POSITIVE)
    assert field.signs_of(above) == NEGATIVE
    field, (quotient, above) = forms("z/x", "z")
    field.assume(quotient, NON_ZERO)
    assert field.signs_of(above) == NON_ZERO


def test_a_small_field_says_that_it_is_full() -> None:
    field = Field(SIZES[0])
    for index in range(SIZES[0]):
        field.parameter(f"x{index}", ANY)
    message = "^a claim has too many different logarithms and exponentials$"
    with pytest.raises(NoRoomError, match=message):
        field.parameter("one_more", ANY)


def test_a_generator_is_made_once() -> None:
    field = Field(SIZES[0])
    first, again = field.parameter("x", POSITIVE), field.parameter("x", POSITIVE)
    assert field.is_zero(first - again)
    assert len(field.atoms) == 1
    assert field.is_zero(field.log(first) - field.log(again))
    assert len(field.atoms) == 2


small = st.integers(-3, 3)
few, one = st.integers(0, 2), st.integers(0, 1)
monomials = st.tuples(small, few, few, one, one)
QUICK = settings(max_examples=100, deadline=None, derandomize=True, database=None)


def polynomial(terms: list[tuple[int, int, int, int, int]]) -> str:
    """A sum of terms in x > 0, z, log(x) and exp(z) as text."""
    return " + ".join(f"({c})*x**{i}*z**{j}*log(1 + x)**{k}*exp(z)**{m}"
                      for c, i, j, k, m in terms)


@QUICK
@given(st.lists(monomials, min_size=1, max_size=4), st.lists(monomials, min_size=1, max_size=3),
       st.fractions(min_value="1/7", max_value=5, max_denominator=7),
       st.fractions(min_value=-3, max_value=3, max_denominator=7))
def test_signs_hold_the_sign_of_the_value(first: list[tuple[int, int, int, int, int]],
                                          second: list[tuple[int, int, int, int, int]],
                                          x: object, z: object) -> None:
    text = f"({polynomial(first)})*({polynomial(second)}) - ({polynomial(second)})"
    field, (value,) = forms(text)
    with mpmath.workdps(40):
        a, b = mpmath.mpf(str(float(x))), mpmath.mpf(str(float(z)))  # type: ignore[arg-type]

        def number(terms: list[tuple[int, int, int, int, int]]) -> mpmath.mpf:
            return mpmath.fsum(c * a**i * b**j * mpmath.log(1 + a) ** k * mpmath.exp(b) ** m
                               for c, i, j, k, m in terms)

        exact = number(first) * number(second) - number(second)
        sign = ZERO if abs(exact) < 1e-25 else POSITIVE if exact > 0 else NEGATIVE
    assert field.signs_of(value) & sign


@QUICK
@given(st.lists(st.sampled_from(["x", "y", "(x + y)", "(1 + x*y)", "2", "3", "6", "(x + 2*y)"]),
                min_size=1, max_size=5),
       st.lists(st.integers(-3, 3), min_size=5, max_size=5))
def test_the_logarithm_of_a_product_is_the_sum(factors: list[str], powers: list[int]) -> None:
    pairs = list(zip(factors, powers, strict=False))
    whole = "*".join(f"{factor}**({power})" for factor, power in pairs if power) or "1"
    parts = " + ".join(f"({power})*log({factor})" for factor, power in pairs)
    field, (left, right, back, plain) = forms(f"log({whole})", parts, f"exp({parts})", whole)
    assert field.is_zero(left - right)
    assert field.is_zero(back - plain)


def test_the_signs_of_the_tables_are_those_of_the_parameters() -> None:
    field, values = forms(*SIGNS)
    assert [field.signs_of(value) for value in values] == list(SIGNS.values())
