"""Values in floating point, against the exact ones."""

from __future__ import annotations

import math
from fractions import Fraction

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations.deciding.floats import (
    CLEARLY,
    UNDEFINED,
    comparing,
    compiled,
    gap,
    lambert,
    margin,
)
from derivations.language import real
from derivations.language.grammar import parse, parse_expression
from derivations.language.written import Relation
from derivations.meaning.signs import ProofError

x, y = real("x"), real("y")


def relation(text: str) -> Relation:
    """A relation between expressions in x and y."""
    claim = parse(text, "x real, y real").claim
    (only,) = claim.relations  # type: ignore[attr-defined]
    assert isinstance(only, Relation)
    return only


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("x + 2*y", 6.5), ("x - y/4", 0.875), ("-x**2", -2.25), ("x**0", 1.0), ("y**(-2)", 0.16),
        ("log(exp(y))", 2.5), ("sqrt(x + 3/4)", 1.5), ("abs(x - y)", 1.0), ("max(x, y, 2)", 2.5),
        ("min(x, y, 2)", 1.5), ("sign(x - y)", -1.0), ("sign(x - x)", 0.0), ("pi", math.pi),
        ("oo", math.inf), ("1/3", 1 / 3), ("sin(x)", math.sin(1.5)), ("erf(x)", math.erf(1.5)),
        ("LambertW(x*exp(x))", 1.5), ("sigmoid(x)", 1 / (1 + math.exp(-1.5))),
        ("softplus(x)", math.log1p(math.exp(1.5))), ("diff(x**3, x)", 6.75),
        ("tanh(x)", math.tanh(1.5)),
        ("diff(x*y**2, y, 2)", 3.0), ("piecewise((1, x < y), (2, true))", 1.0),
        ("piecewise((1, x > y), (y, x >= 3/2), (2, true))", 2.5),
    ],
)  # fmt: skip
def test_values(text: str, value: float) -> None:
    found = compiled(parse_expression(text))({x: 1.5, y: 2.5})
    assert found == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("text", ["log(-x)", "1/(x - x)", "sqrt(-y)", "(-x)**(1/2)", "exp(1000*x)",
                                  "LambertW(-x)", "log(x - x)", "(x - x)**(-1)",
                                  "piecewise((1, x > y))", "x**10000*y**10000"])  # fmt: skip
def test_what_has_no_value(text: str) -> None:
    with pytest.raises(UNDEFINED):
        compiled(parse_expression(text))({x: 1.5, y: 2.5})


@pytest.mark.parametrize("text", ["KL(p, q)", "Int(p)", "E(p, x)"])
def test_integrals_have_none(text: str) -> None:
    stated = parse(f"{text} >= 0", "p density, q density, x real")
    with pytest.raises(ProofError) as caught:
        compiled(stated.claim.parts[0])
    assert str(caught.value).endswith(" has no value in floating point")


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.one_of(st.floats(-0.3678794, -0.35), st.floats(-0.35, 3), st.floats(3, 1e6)))
def test_the_branch_of_lambert(value: float) -> None:
    expected = float(mpmath.lambertw(value).real)
    # Close to −1/e its slope has no bound.
    assert lambert(value) == pytest.approx(expected, rel=1e-6, abs=1e-12)
    assert lambert(value) >= -1


def test_left_of_its_branch_there_is_no_lambert() -> None:
    assert lambert(0.0) == 0
    with pytest.raises(ValueError, match=r"^-0\.4$"):
        lambert(-0.4)


numbers = st.sampled_from([-3.0, -1.0, 0.0, 0.5, 1.0, 2.0])


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.sampled_from(["<", "<=", "=", ">", ">="]), numbers, numbers)
def test_relations_are_those_of_the_numbers(sign: str, a: float, b: float) -> None:
    truth = {"<": a < b, "<=": a <= b, "=": a == b, ">": a > b, ">=": a >= b}[sign]
    values, stated = {x: a, y: b}, relation(f"x {sign} y")
    assert comparing(stated)(values) is truth
    # What fails seems to fail, and what fails by much is seen to.
    assert (gap(stated)(values) > CLEARLY) is not truth
    if sign != "=" and a != b:
        assert (margin(stated)(values) > 0) is truth


@pytest.mark.parametrize(("text", "value"), [
    ("x <= y", 1.0), ("x >= y", -1.0), ("y < x", -1.0), ("2*x > y", 0.5),
])  # fmt: skip
def test_margins(text: str, value: float) -> None:
    assert margin(relation(text))({x: 1.5, y: 2.5}) == pytest.approx(value)


@pytest.mark.parametrize(("text", "value"), [
    ("x = y", 0.4), ("x <= y", -0.4), ("x >= y", 0.4), ("x = x", 0.0), ("x <= x", 0.0),
    ("x < x", 2 * CLEARLY), ("x > x", 2 * CLEARLY), ("10**9*x >= 10**9*y", 0.4),
])  # fmt: skip
def test_gaps_are_relative(text: str, value: float) -> None:
    assert gap(relation(text))({x: 1.5, y: 2.5}) == pytest.approx(value, abs=1e-15)


def test_a_fraction_is_rounded_once() -> None:
    assert compiled(parse_expression("1/3 + 0*x"))({x: 7.0}) == float(Fraction(1, 3))
