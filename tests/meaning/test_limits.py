"""Limits at 0+ and at +∞, read off leading terms; where these cancel nothing is said."""

from __future__ import annotations

import mpmath
import pytest

from derivations.language import real
from derivations.language.divergences import unfold
from derivations.language.grammar import parse_expression
from derivations.language.written import Name
from derivations.meaning.balls import Balls, precision
from derivations.meaning.limits import limit_of
from derivations.meaning.normal_form import SIZES, Field
from derivations.meaning.signs import POSITIVE, ProofError

u, a = real("u"), real("a")
PLUS, MINUS = 1, -1
CANCEL = "the leading terms of a limit cancel"
VANISH = "a logarithm vanishes in the limit"
OPEN = "a sign is not known"


def limit(expression: str, at_zero: bool) -> str | int:
    """The limit of an expression in u and a > 0, as ±1 or as a rational number in text."""
    field = Field(SIZES[1])
    values: dict[Name, object] = {a: field.parameter("a", POSITIVE)}
    found = limit_of(field, unfold(parse_expression(expression)), u, values, at_zero)
    if isinstance(found, int):
        return found
    expected = field.parameter("a", POSITIVE)
    for text, value in (("a", expected), ("-a", -expected), ("1/a", field.number(1) / expected)):
        if field.is_zero(found - value):
            return text
    if found.is_constant():
        return str(found.constant())
    with precision(128):
        return str(float((field.enclosure(found.above) / field.enclosure(found.below)).mid()))


@pytest.mark.parametrize(
    ("text", "at_zero", "at_infinity"),
    [
        ("u", "0", PLUS),
        ("1/u", PLUS, "0"),
        ("-1/u", MINUS, "0"),
        ("u**2 - 3", "-3", PLUS),
        ("3 - u**2", "3", MINUS),
        ("log(u)", MINUS, PLUS),
        ("-log(u)", PLUS, MINUS),
        ("log(u)**2", PLUS, PLUS),
        ("log(u)**3", MINUS, PLUS),
        ("u*log(u)", "0", PLUS),
        ("u*log(u)**3", "0", PLUS),
        ("log(u)/u", MINUS, "0"),
        ("(u-1)**2", "1", PLUS),
        ("(u-1)**2/u", PLUS, PLUS),
        ("(sqrt(u)-1)**2", "1", PLUS),
        ("(sqrt(u)-1)**2/u", PLUS, "1"),
        ("(u-1)**2/(u+1)", "1", PLUS),
        ("(u-1)**2/(u*(u+1))", PLUS, "1"),
        ("(u-1)*log(u)", PLUS, PLUS),
        ("(u-1)*log(u)/u", PLUS, PLUS),
        ("u/(1+u)", "0", "1"),
        ("(2*u+1)/(3*u+5)", "1/5", "2/3"),
        ("u**3/(u**2+1)", "0", PLUS),
        ("u**(1/3)/u**(1/2)", PLUS, "0"),
        ("u - log(u)", PLUS, PLUS),
        ("u - u", "0", "0"),
        ("log(2+u) - log(2+u)", "0", "0"),
        ("u**a", "0", PLUS),
        ("-u**(-a)", MINUS, "0"),
        ("3 + u**a*log(u)", "3", PLUS),
        ("u**a*log(u)**3 - u**(2*a)", "0", MINUS),
        ("2 - log(u)*u**(-a) + u**(-a)", PLUS, "2"),
        ("u**(-a)*(u**a + 3)", PLUS, "1"),
        ("(u**a + 5)*u/u", "5", PLUS),
        ("u**(a+1) - u", "0", PLUS),
        ("(u**(a+1) - u)/u", "-1", PLUS),
        ("max(u - a, 0)", "0", PLUS),
        ("max(u - a, 0)/u", "0", "1"),
        ("min(u - a, 1/a)", "-a", "1/a"),
        ("a", "a", "a"),
        ("a*u", "0", PLUS),
        ("a/u", PLUS, "0"),
        ("a*u/(u + a)", "0", "a"),
        ("(a + u)/(1 + u**2)", "a", "0"),
        ("log(3*u) - log(u)", str(float(mpmath.log(3))), str(float(mpmath.log(3)))),
        ("abs(-u)", "0", PLUS),
        ("log(1+u)", "0", PLUS),
        ("abs(u-1)", "1", PLUS),
        ("max(u, 1)", "1", PLUS),
        ("1/(u-1)", "-1", "0"),
        ("erf(u)", "0", "1"),
        ("erf(u**3 + log(u))", "-1", "1"),
        ("exp(-1/u - u)", "0", "0"),
        ("1 - exp(-a*u)", "0", "1"),
        ("exp(-u)*log(u)", MINUS, "0"),
        ("(exp(1/u) + 3)/(2*exp(1/u) - 1)", "1/2", "4"),
        ("(2 + exp(-log(u)**2))/(1 + exp(-log(u)**2))", "2", "2"),
        ("u/(1 + u**2)*exp(-log(u)**2)", "0", "0"),
        ("erf(-1/u)", "-1", "0"),
        ("erf(log(u))", "-1", "1"),
        ("erf(log(u)**2)", "1", "1"),
        ("erf(-log(u)**3)", "1", "-1"),
        ("erf((2*u + 1)/(u + 1))", str(float(mpmath.erf(1))), str(float(mpmath.erf(2)))),
        ("exp((2*u + 1)/(u + 1))", str(float(mpmath.exp(1))), str(float(mpmath.exp(2)))),
        ("erf(u/(1 + u**2))/(u/(1 + u**2))", *[str(float(2/mpmath.sqrt(mpmath.pi)))]*2),
        ("sin(u/(1 + u**2))/(u/(1 + u**2))", "1", "1"),
        ("(1 - cos(u/(1 + u**2)))", "0", "0"),
        ("exp(sin(u/(1 + u**2))*log(u)**2)", "1", "1"),
        ("LambertW(u/(1 + u**2))/(u/(1 + u**2))", "1", "1"),
        ("-u*log(u)/(1+u)", "0", MINUS),
        ("pi*u/(u+1)", "0", str(float(mpmath.pi))),
    ],
)
def test_limits(text: str, at_zero: str | int, at_infinity: str | int) -> None:
    assert (limit(text, True), limit(text, False)) == (at_zero, at_infinity)


@pytest.mark.parametrize(
    ("text", "at_zero", "message"),
    [
        ("sqrt(u**2+1) - u", False, CANCEL),
        ("u*log(u) - (u+1)*log(u+1)", False, CANCEL),
        ("exp(u)", False, CANCEL),
        ("exp(1/u)", True, CANCEL),
        # What is missing here is smaller by no power of u.
        ("(exp(1/log(u)) - 1)*log(u)", True, "a limit of a nested logarithm is not read off"),
        ("erf(1/log(u))", False, "a limit of erf is not read off"),
        ("(exp(u) - 1 - u)/u**2", True, CANCEL),
        ("(exp(2 - u) - exp(2))/u", True, CANCEL),
        ("(erf(a + u) - erf(a))/u", True, CANCEL),
        ("erf(a*u - u)", False, "a leading coefficient may vanish"),
        # Faster than every power, but how much faster is not kept.
        ("exp(-u)*u", False, CANCEL),
        ("exp(a*log(u))/u", True, CANCEL),
        ("1/exp(-1/u)", True, CANCEL),
        ("exp(-1/u)/exp(-2/u)", True, CANCEL),
        ("(exp(u) + u**9)/(exp(u) + 2*u**9)", False, CANCEL),
        ("u/log(1 + exp(-1/u))", True, "a limit of an exponential is not read off"),
        ("log(log(2+u))", False, "a limit of a nested logarithm is not read off"),
        ("sin(u)", False, "a limit of sin is not read off"),
        ("LambertW(u)", False, "a limit of LambertW is not read off"),
        ("(a - 1)/u", True, OPEN),
        ("u**(a-1)", True, OPEN),
        ("u**a/u", False, OPEN),
        ("b*u", True, "b has no value on the cell"),
    ],
)
def test_where_nothing_is_said(text: str, at_zero: bool, message: str) -> None:
    with pytest.raises(ProofError) as caught:
        limit(text, at_zero)
    assert str(caught.value) == message


@pytest.mark.parametrize("text", [
    "(u-1)**2/(u+1)", "u*log(u) - (u+1)*log((u+1)/2)", "(u*log(u) - (u+1)*log((u+1)/2))/u",
    "(sqrt(u)-1)**2/u", "log(2*u+1) - log(3*u+2)", "u**(1/2)*log(u)", "(u**2+3)/(2*u**2+log(u))",
    "(log(2+u) + u)/(3 + u)", "1/(u + 1)", "sqrt(4*u + 9)/(1 + sqrt(u))",
])  # fmt: skip
@pytest.mark.parametrize("at_zero", [True, False])
def test_a_limit_is_what_the_values_come_to(text: str, at_zero: bool) -> None:
    try:
        found = limit(text, at_zero)
    except ProofError as error:
        assert str(error) in (CANCEL, VANISH, OPEN)  # noqa: PT017
        return
    with mpmath.workdps(60):
        body = unfold(parse_expression(text)).value()
        symbol = u.value()
        far, farther = (
            mpmath.mpf(str(body.subs(symbol, mpmath.mpf(10) ** (-n if at_zero else n)).evalf(50)))
            for n in (40, 4000))
    if isinstance(found, int):
        assert far * found > 10
    else:
        numerator, _, denominator = found.partition("/")
        end = mpmath.mpf(numerator) / mpmath.mpf(denominator or 1)
        # What tends as slowly as 1/log u is only seen to come nearer.
        assert abs(far - end) < 1e-12 or abs(farther - end) < abs(far - end) / 50


def test_the_limit_at_a_point_is_a_ball_around_it() -> None:
    field = Balls()
    with precision(128):
        found = limit_of(field, parse_expression("(u + log(a))/(1 + u)"), u,
                         {a: field.number(3)}, True)
        assert float(found.enclosure.mid()) == pytest.approx(float(mpmath.log(3)), rel=1e-15)
        assert found.enclosure.contains(field.log(field.number(3)).enclosure)
        exact = limit_of(field, parse_expression("(a*u + 1)/(2*u + 3)"), u,
                         {a: field.number(5)}, False)
    assert (exact.is_constant(), str(exact)) == (True, "5/2")
