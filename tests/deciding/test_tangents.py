"""Tangents taken off a difference, and values written out as trees."""

from __future__ import annotations

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations.deciding.tangents import copied, tangent_choices, written_out
from derivations.meaning.signs import ANY, NEGATIVE, NON_NEGATIVE, POSITIVE
from tests.meaning.places import number, region_of, value_in

CHOICES = [
    # A difference, and whether some tangent leaves something that is not negative.
    ("x - 1 - log(x)", True), ("x*log(x) - x + 1", True), ("x*log(x/y) - x + y", True),
    ("x*log(2*x/(x + y)) + y*log(2*y/(x + y))", True), ("log(1 + x) - x/(1 + x)", True),
    ("(x - 1)*log(x) - x + 1 + log(x)*0 + (1 - 1)", False), ("1 - x + log(x)", False),
    ("x - 2 - log(x)", False), ("log(x)", False),
]


@pytest.mark.parametrize(("text", "found"), CHOICES)
def test_tangents_leave_something(text: str, found: bool) -> None:
    region = region_of(x=POSITIVE, y=POSITIVE)
    difference = value_in(region, text)
    choices = list(tangent_choices(region, difference))
    assert choices[0] == ((), difference, region)
    signs = [within.field.signs_of(rest) for pairs, rest, within in choices if pairs]
    assert any(sign | NON_NEGATIVE == NON_NEGATIVE for sign in signs) is found


@pytest.mark.parametrize("text", [text for text, _ in CHOICES])
def test_what_is_left_and_what_was_taken_off_add_up(text: str) -> None:
    region = region_of(x=POSITIVE, y=POSITIVE)
    difference = value_in(region, text)
    for pairs, rest, within in tangent_choices(region, difference, hopeful=False):
        with mpmath.workdps(40):
            for point in ({"x": "0.3", "y": "2.1"}, {"x": "5", "y": "0.7"}):
                total = number(within.field, rest, **point)
                for weight, ratio in pairs:
                    c = number(within.field, within.value(weight), **point)
                    t = number(within.field, within.value(ratio), **point)
                    assert c >= 0
                    assert t > 0
                    total += c * (t - 1 - mpmath.log(t))
                assert abs(total - number(region.field, difference, **point)) < 1e-30


def test_only_hopeful_tangents_are_taken_off() -> None:
    region = region_of(x=POSITIVE)
    difference = value_in(region, "x/2 - 1 - log(x)")
    assert len(list(tangent_choices(region, difference))) == 1
    assert len(list(tangent_choices(region, difference, hopeful=False))) > 1


@pytest.mark.parametrize("text", ["log(x)**2 - log(x)", "log(x)*log(y)", "x/(1 + log(1 + x))"])
def test_what_is_not_linear_in_its_logarithms_has_none(text: str) -> None:
    region = region_of(x=POSITIVE, y=POSITIVE)
    assert len(list(tangent_choices(region, value_in(region, text), hopeful=False))) == 1


TEXTS = [
    "x**2*y - 3/2", "(x - z)/(1 + y)", "exp(z) - exp(-2*z)", "log(1 + x) - log(3)", "sqrt(x)*z",
    "x**(1/3) + x**(1/2)", "sin(z)*cos(x)", "erf(z - x)", "LambertW(x)", "pi*x", "log(m**2 + x)",
     "0",
    "-x", "-5/7", "log(-m)", "exp(z)/(x + exp(z))", "(x + y)**3/(x - m)",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_a_value_that_is_written_out_reads_back(text: str) -> None:
    region = region_of(x=POSITIVE, y=POSITIVE, z=ANY, m=NEGATIVE)
    value = value_in(region, text)
    assert region.field.is_zero(region.value(written_out(region, value)) - value)


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS), st.sampled_from("+-*"))
def test_arithmetic_is_written_out(left: str, right: str, sign: str) -> None:
    region = region_of(x=POSITIVE, y=POSITIVE, z=ANY, m=NEGATIVE)
    value = value_in(region, f"({left}) {sign} ({right})")
    field = region.field
    assert field.is_zero(region.value(written_out(region, value)) - value)
    assert not field.is_zero(region.value(written_out(region, value)) - value - field.number(1))


def test_a_copy_is_a_region_of_its_own() -> None:
    region = region_of(x=POSITIVE, y=POSITIVE)
    region.field.assume(value_in(region, "x - y"), POSITIVE, given=True)
    value = value_in(region, "log(x) - log(y)")
    inner, moved = copied(region, value)
    assert inner.signs == region.signs
    assert inner.field is not region.field
    assert inner.field.is_zero(moved - value_in(inner, "log(x) - log(y)"))
    assert inner.field.signs_of(value_in(inner, "x - y")) == POSITIVE
    before = len(region.field.atoms)
    value_in(inner, "sqrt(x)")
    assert len(region.field.atoms) == before
