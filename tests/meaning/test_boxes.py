"""Signs over whole boxes: right where they are told, and not told where a value vanishes."""

from __future__ import annotations

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations.meaning.boxes import sign_on_unit_box
from derivations.meaning.signs import ANY, NEGATIVE, POSITIVE
from tests.meaning.places import number, region_of, value_in


def sign(text: str, most: int = 400) -> int:
    """The sign of an expression in x and y between 0 and 1."""
    region = region_of(x=POSITIVE, y=POSITIVE)
    for share in ("1 - x", "1 - y"):
        region.field.assume(value_in(region, share), POSITIVE)
    places = tuple(region.place(name) for name in region.signs)
    return sign_on_unit_box(region.field, value_in(region, text), places, most)


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("x**2 - x + 1/2", POSITIVE), ("x - 2", NEGATIVE), ("x*y - x - y - 1/10", NEGATIVE),
        ("x**2 - x + 26/100", POSITIVE), ("exp(x) - x - 9/10", POSITIVE), ("x + 2 - exp(y)", ANY),
        ("log(1 + x) - x - 1/1000", NEGATIVE), ("sqrt(1 + x) - x/2 - 101/100", NEGATIVE),
        ("(x**2 - x + 1/3)/(x + y + 1)", POSITIVE), ("(x - 2)/(x - y - 2)", POSITIVE),
        ("sin(x) - x - 1/100", NEGATIVE), ("cos(x + y) + 1/2", POSITIVE),
        ("erf(x) - y - 1", NEGATIVE),
        ("pi - 3 + x*y", POSITIVE), ("LambertW(x) - 6/10", NEGATIVE), ("7", POSITIVE),
        ("x**2 + y**2 - x*y - x/2 - y/2 + 27/100", POSITIVE),
        ("exp(x*y) - 1 - x*y + 1/9", POSITIVE),
        # What vanishes inside, at an end or everywhere, or changes its sign.
        ("x - 1/2", ANY), ("x", ANY), ("1 - x", ANY), ("(x - 1/2)**2", ANY), ("x - x", ANY),
        ("x - y", ANY), ("x**2 - x + 1/4", ANY), ("x*log(x)", ANY), ("x*y", ANY),
        ("x**2 - x + 24/100", ANY), ("exp(x) - 1 - x", ANY), ("(x - 1/3)**3", ANY),
        # No enclosure is finite.
        ("log(x) - 1", ANY), ("1/x", POSITIVE), ("1/x - 1/2", POSITIVE), ("1/x - 2", ANY),
    ],
)  # fmt: skip
def test_signs_over_a_box(text: str, signs: int) -> None:
    assert sign(text) == signs


def test_the_work_is_bounded() -> None:
    text = "x**2 - x + 251/1000"
    assert sign(text) == POSITIVE
    assert sign(text, most=1) == ANY
    assert sign(text, most=0) == ANY


def test_what_depends_on_another_parameter_is_not_told() -> None:
    region = region_of(x=POSITIVE, y=POSITIVE)
    places = (region.place(next(iter(region.signs))),)
    field = region.field
    assert sign_on_unit_box(field, value_in(region, "x + 1"), places) == POSITIVE
    assert sign_on_unit_box(field, value_in(region, "x + y + 1"), places) == ANY


parts = st.sampled_from(["x", "y", "x*y", "x**2", "y**2", "exp(x)", "log(1 + y)", "sqrt(1 + x*y)",
                         "1/(1 + x + y)", "x/(2 - y)", "sin(x)", "x**3"])  # fmt: skip
shares = st.sampled_from(["-2", "-1", "-1/2", "1/3", "1", "3/2"])


@settings(max_examples=30, deadline=None, derandomize=True, database=None)
@given(st.lists(st.tuples(shares, parts), min_size=1, max_size=4), shares)
def test_what_is_told_holds_at_every_point(terms: list[tuple[str, str]], rest: str) -> None:
    text = " + ".join([f"({share})*{part}" for share, part in terms] + [f"({rest})"])
    found = sign(text, most=60)
    region = region_of(x=POSITIVE, y=POSITIVE)
    value_in(region, "x + y")
    if "2 - y" in text:
        region.field.assume(value_in(region, "2 - y"), POSITIVE)
    value = value_in(region, text)
    numbers = [number(region.field, value, x=x, y=y) for x in ("1e-9", "0.2", "0.5", "0.9", "1")
               for y in ("1e-9", "0.35", "0.7", "1")]
    seen = {POSITIVE if n > 0 else NEGATIVE for n in numbers if abs(n) > mpmath.mpf("1e-6")}
    assert found == ANY or seen <= {found}
    if min(map(abs, numbers)) > 1 and len(seen) == 1 and found == ANY:
        # Where a value is far from 0 everywhere, the sign is told.
        assert max(map(abs, numbers)) > 3
