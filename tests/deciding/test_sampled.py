"""Normal forms in floating point: their values, the size of the error, and the signs seen."""

from __future__ import annotations

import math

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations.deciding.sampled import MOST, at, points, seen, terms_of
from derivations.meaning.signs import ANY, NEGATIVE, NON_ZERO, POSITIVE
from tests.meaning.places import number, region_of, value_in

TEXTS = [
    "x", "x + y", "(x - y)/(x + y)", "exp(x) - 1", "log(1 + x)", "sqrt(x)*y", "x**(1/3)",
     "exp(z*x)",
    "sin(x)", "cos(z)", "erf(z)", "LambertW(x)", "pi*z", "log(x)/y", "exp(-x)", "1/(1 + exp(-z))",
    "(exp(x) - 1 - x)/x**2", "log(x/(x + y))", "x**y", "z**3 - 2*z", "sqrt(2)*z - log(3)",
]  # fmt: skip


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.sampled_from(TEXTS), st.floats(0.01, 20), st.floats(0.01, 20), st.floats(-5, 5))
def test_the_value_is_within_its_error(text: str, x: float, y: float, z: float) -> None:
    region = region_of(x=POSITIVE, y=POSITIVE, z=ANY)
    value = value_in(region, text)
    found, error = at(region, (x, y, z)).of(value)
    with mpmath.workdps(50):
        exact = number(region.field, value, x=x, y=y, z=z)
        assert abs(exact - found) <= error
    assert error <= 1e-6 * (1 + abs(found))


def test_what_has_no_value_is_not_a_number() -> None:
    region = region_of(x=POSITIVE)
    x, five = value_in(region, "x"), value_in(region, "5")
    for value, place in ((value_in(region, "exp(50*x)"), 20.0), (x / (x - five), 5.0),
                         (value_in(region, "exp(exp(x))"), 20.0)):
        point = at(region, (place,))
        found, error = point.of(value)
        assert math.isnan(found)
        assert error == math.inf
        assert point.sign(value) == ANY
        assert at(region, (1.5,)).sign(value) != ANY


@pytest.mark.parametrize(
    ("text", "x", "sign"),
    [
        ("x - 1", 2.0, POSITIVE), ("x - 1", 0.5, NEGATIVE), ("x - 1", 1.0, ANY),
        # Rounding hides these.
        ("exp(x) - 1 - x - x**2/2", 1e-6, ANY), ("log(1 + x) - x", 1e-9, ANY),
        ("exp(x) - 1 - x", 0.1, POSITIVE), ("log(1 + x) - x", 0.1, NEGATIVE),
        ("sqrt(x)**2 - x", 0.3, ANY), ("sin(x) - x", 0.5, NEGATIVE),
    ],
)  # fmt: skip
def test_signs_that_rounding_may_hide(text: str, x: float, sign: int) -> None:
    region = region_of(x=POSITIVE)
    value = value_in(region, text)
    point = at(region, (x,))
    assert point.sign(value) == sign
    assert point.sign_of_terms(terms_of(value)) == sign


def test_points_are_the_same_every_time_and_of_the_region() -> None:
    for signs in ({"x": POSITIVE}, {"x": ANY}, {"x": POSITIVE, "z": ANY}, {}):
        region = region_of(**signs)
        first, again = points(region), points(region)
        assert [point.values for point in first] == [point.values for point in again]
        assert first
        for name in region.signs:
            place = region.place(name)
            sides = {point.values[place] > 0 for point in first}
            assert sides == ({True, False} if signs[name.name] == ANY else {True})
    assert len(points(region_of(x=POSITIVE, y=POSITIVE, z=ANY))) == MOST


def test_points_that_the_facts_exclude_are_left_out() -> None:
    region = region_of(x=POSITIVE)
    everything = len(points(region))
    region.field.assume(value_in(region, "x - 1"), POSITIVE)
    kept = points(region)
    assert 0 < len(kept) < everything
    assert all(point.values[0] >= 1 for point in kept)


@pytest.mark.parametrize(
    ("text", "signs"),
    [("x", POSITIVE), ("-x", NEGATIVE), ("x - 1", NON_ZERO), ("x - x", 0),
     ("exp(x) - 1 - x", POSITIVE),
     ("(x - 1)**2", POSITIVE), ("log(x)", NON_ZERO), ("sqrt(x)**2 - x", 0)],
)  # fmt: skip
def test_signs_seen(text: str, signs: int) -> None:
    region = region_of(x=POSITIVE)
    assert seen(points(region), value_in(region, text)) == signs
