"""Slopes, against numeric ones; and values carried to another field, inside and at an end."""

from __future__ import annotations

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations.language.divergences import unfold
from derivations.language.grammar import parse_expression
from derivations.meaning.calculus import Move, Slopes
from derivations.meaning.evaluation import Evaluation
from derivations.meaning.normal_form import SIZES, Field
from derivations.meaning.regions import Region
from derivations.meaning.signs import (
    ANY,
    NON_NEGATIVE,
    POSITIVE,
    ZERO,
    ProofError,
)
from tests.meaning.expressions import forms
from tests.meaning.places import number, region_of, value_in

PARTS = [
    "x**3", "1/(1 + x)", "log(x)", "log(1 + x*y)", "exp(x)", "exp(z*x)", "exp(-x**2)", "sqrt(x)",
    "(1 + x)**(1/3)", "x**y", "y**x", "sin(x)", "cos(z*x)", "erf(x)", "LambertW(x)", "y", "exp(y)",
    "sqrt(1 + exp(x))", "log(1 + sqrt(x))", "exp(x)/(x + exp(x))", "sigmoid(x)", "softplus(x - z)",
    "exp(log(1 + x)**2)", "pi*x", "x**(-2)", "LambertW(x*exp(x)/2)", "sin(x)**2", "7",
]  # fmt: skip
POINT = {"x": "0.83", "y": "2.4", "z": "-0.6"}


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.sampled_from(PARTS), st.sampled_from(PARTS), st.sampled_from("+-*/"))
def test_slopes_are_numeric_slopes(left: str, right: str, sign: str) -> None:
    field, (_, value) = forms("x", f"({left}) {sign} (({right})**2 + 1)")
    slope = Slopes(field, 0).of(value)
    with mpmath.workdps(50):
        step = mpmath.mpf(10) ** -18
        x = mpmath.mpf(POINT["x"])
        high = number(field, value, **{**POINT, "x": x + step})
        low = number(field, value, **{**POINT, "x": x - step})
        found = number(field, slope, **POINT)
        assert abs((high - low) / (2 * step) - found) <= 1e-20 * (1 + abs(found))


SLOPES = [
    ("x**2*y", "2*x*y"), ("y", "0"), ("log(x)", "1/x"), ("log(y)", "0"), ("exp(2*x)", "2*exp(2*x)"),
    ("sqrt(x)", "1/(2*sqrt(x))"), ("x*log(x) - x", "log(x)"), ("x**y", "y*x**(y - 1)"),
    ("log(x/(x + y))", "y/(x*(x + y))"), ("erf(x)", "2*exp(-x**2)/sqrt(pi)"), ("cos(x)", "-sin(x)"),
    ("LambertW(x)", "LambertW(x)/(x*(1 + LambertW(x)))"), ("exp(1) + pi", "0"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "slope"), SLOPES)
def test_slopes(text: str, slope: str) -> None:
    field, (_, value, expected) = forms("x", text, slope)
    assert field.is_zero(Slopes(field, 0).of(value) - expected)
    # The wrong slope is told from the right one.
    assert not field.is_zero(Slopes(field, 0).of(value) - expected - field.number(1))


def test_an_integer_does_not_move() -> None:
    region = region_of(n=ANY, x=POSITIVE)
    field = region.field
    field.assume_integer(value_in(region, "n"))
    assert field.is_zero(Slopes(field, 0).of(value_in(region, "n**2")) - value_in(region, "2*n"))
    assert not field.held
    value_in(region, "cos(pi*n)")
    with pytest.raises(ProofError, match=r"^an integer does not move$"):
        Slopes(field, 0)
    assert field.is_zero(Slopes(field, 1).of(value_in(region, "n*x")) - value_in(region, "n"))


def moved(region: Region, image: str, inside: bool = True) -> tuple[Field, Move]:
    """The field in which x is replaced by an expression in s > 0, and the way there."""
    target = Field(SIZES[-1])
    values = {name: target.parameter(name.name, POSITIVE if name.name == "s" else signs)
              for name, signs in region_of(s=POSITIVE, **{
                  n.name: sign for n, sign in region.signs.items() if n.name != "x"}).signs.items()}
    tree = unfold(parse_expression(image, {name.name: name for name in values}))
    found = Evaluation(target, values, extended=False).finite(tree)
    place = next(region.place(name) for name in region.signs if name.name == "x")
    return target, Move(region.field, target, {place: found}, inside)


INSIDE = [
    ("x**2 + y*x", "1/s"), ("x/(1 + x)", "1/s"), ("log(x)", "1/s"), ("log(1 + x)", "s/(1 + s)"),
    ("exp(z*x)", "1 + s"), ("sqrt(x)", "s**2"), ("x**(1/3) + sqrt(x)", "s"), ("x**y", "exp(s)"),
    ("sin(x)*cos(x)", "2*s"), ("erf(x)", "s + y"), ("LambertW(x)", "s*exp(s)"),
    ("1/(x - y + 100*x*y)", "s/(1 + s)"), ("log(x + y)/x", "y*s"), ("exp(-x)", "log(1 + s)"),
    ("(x + y)**3/x**2", "y/(1 + s)"), ("pi*x", "s"), ("7", "s"), ("sqrt(1 + exp(x))", "log(1 + s)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "image"), INSIDE)
def test_what_is_carried_keeps_its_value(text: str, image: str) -> None:
    region = region_of(x=POSITIVE, y=POSITIVE, z=ANY)
    if "-" in text:
        region.field.assume(value_in(region, "x - y + 100*x*y"), POSITIVE)
    value = value_in(region, text)
    target, move = moved(region, image)
    carried = move(value)
    with mpmath.workdps(40):
        for s in ("0.21", "1.9"):
            rest = {"y": mpmath.mpf("0.7"), "z": mpmath.mpf("-1.2")}
            at = number(target, move(value_in(region, "x")), s=s, **rest)
            before = number(region.field, value, x=at, **rest)
            assert abs(before - number(target, carried, s=s, **rest)) < 1e-30


AT_AN_END = [
    ("(exp(x) - 1)/(1 + x)", "0"), ("sqrt(x) + y", "y"), ("log(1 + x)", "0"),
    ("log(x + y)", "log(y)"),
    ("exp(x*z)", "1"), ("x**2/(x + y)", "0"), ("sin(x) + cos(x)", "1"), ("erf(x)", "0"),
    ("LambertW(x)", "0"), ("x**(1/3)*log(y)", "0"), ("1/(1 + sqrt(x))", "1"), ("x*y/(x*y)", "1"),
    ("x**y", "0"), ("(x*y)**y", "0"), ("x**(y/(1 + x)) + y", "y"), ("x**(y + 1)", "0"),
    ("x**(y + 1) + exp(z)", "exp(z)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "end"), AT_AN_END)
def test_values_go_on_to_the_end(text: str, end: str) -> None:
    region = region_of(x=POSITIVE, y=POSITIVE, z=ANY)
    value, expected = value_in(region, text), value_in(region, end)
    target, move = moved(region, "0", inside=False)
    assert target.is_zero(move(value) - move(expected))


@pytest.mark.parametrize("text", ["1/x", "log(x)", "y/(x*(1 + x))", "x*log(x)", "1/log(1 + x)",
                                  "exp(-1/x)", "1/sqrt(x)",
                                  "x**z", "x**(z**2)", "x**(x*y)", "x**(-y)", "x**y/x",
                                  "x**y*log(x)", "x**(y*log(x))"])  # fmt: skip
def test_nothing_is_said_of_what_may_be_undefined_at_the_end(text: str) -> None:
    region = region_of(x=POSITIVE, y=POSITIVE, z=ANY)
    value = value_in(region, text)
    _, move = moved(region, "0", inside=False)
    with pytest.raises(ProofError) as caught:
        move(value)
    assert str(caught.value) == "a denominator or a logarithm may vanish at the end of a range"


def test_facts_come_along_and_may_turn_into_equality_at_an_end() -> None:
    for inside, signs in ((True, POSITIVE), (False, NON_NEGATIVE)):
        region = region_of(x=POSITIVE, y=ANY, z=ANY)
        region.field.assume(value_in(region, "z - x - y"), POSITIVE, given=True)
        target, move = moved(region, "s" if inside else "0", inside)
        assert target.signs_of(move(value_in(region, "z - x - y"))) == signs
        assert not target.tied
        assert [fact.given for fact in target.facts.values()] == [True]


@pytest.mark.parametrize(("fact", "inside", "tied"), [
    ("z - log(x)", True, False), ("z - log(x)", False, True), ("z - 1/x", True, False),
    ("z - sqrt(x)", False, False), ("z - x*log(x)", False, True),
])  # fmt: skip
def test_a_hypothesis_that_is_lost_may_still_tie(fact: str, inside: bool, tied: bool) -> None:
    region = region_of(x=POSITIVE, z=ANY)
    region.field.assume(value_in(region, fact), POSITIVE, given=True)
    assert region.field.facts
    target, _ = moved(region, "1/s" if inside else "0", inside)
    assert target.tied is tied
    # What is tied stays so wherever it is carried.
    onwards = Move(target, Field(SIZES[-1]), {}, True)
    assert onwards.target.tied is tied


def test_a_consequence_that_is_lost_ties_nothing() -> None:
    region = region_of(x=POSITIVE, z=ANY)
    region.field.assume(value_in(region, "z - log(x)"), POSITIVE)
    target, _ = moved(region, "0", inside=False)
    assert not target.tied


def test_an_integer_is_held_in_all_that_it_is_carried_to() -> None:
    region = region_of(x=ANY, y=ANY)
    region.field.assume_integer(value_in(region, "x"))
    value_in(region, "cos(pi*x)")
    assert region.field.held == {0}
    target, _ = moved(region, "log(s)")
    held = {target.atoms[place].key for place in target.held
            if target.atoms[place].kind == "parameter"}
    assert held == {"s"}
    with pytest.raises(ProofError, match=r"^an integer does not move$"):
        Slopes(target, target.place_of("s") if target.place_of("s") is not None else 0)


def test_a_root_of_what_becomes_zero_is_zero() -> None:
    positive = region_of(x=POSITIVE, y=POSITIVE)
    target, move = moved(positive, "0", inside=False)
    assert target.signs_of(move(value_in(positive, "sqrt(x*y)"))) == ZERO
