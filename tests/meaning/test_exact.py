"""Exact values of arithmetic, and None for what another way has to tell."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations.language import real
from derivations.language.grammar import parse_expression
from derivations.language.written import Name, Written, written
from derivations.meaning.exact import HIGHEST, exact_value

x, y, r = real("x"), real("y"), real("r")
VALUES: dict[Name, Fraction | Written] = {
    x: Fraction(2, 3), y: Fraction(-5), r: parse_expression("sqrt(2)")}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3/4", "3/4"), ("x", "2/3"), ("-x", "-2/3"), ("x + y", "-13/3"), ("x - y", "17/3"),
        ("x*y", "-10/3"), ("y/x", "-15/2"), ("x**2", "4/9"), ("y**3", "-125"),
        ("y**12", "244140625"),
        ("0.1 + 0.2", "3/10"), ("(x + 1)**2/(y + 6)", "25/9"), ("x - x", "0"), ("0*y", "0"),
    ],
)  # fmt: skip
def test_values(text: str, value: str) -> None:
    assert exact_value(parse_expression(text), VALUES) == Fraction(value)


@pytest.mark.parametrize("text", [
    "1/(x - x)", "x/0", "r", "r*0", "r - r", "x + r", "-r", "other", "x**0", "x**(-1)",
    f"x**{HIGHEST + 1}", "x**(1/2)", "x**y", "sqrt(4)", "exp(0)", "abs(x)", "pi", "oo",
    "1 + log(1)", "max(1, 2)", "diff(x**2, x)",
])  # fmt: skip
def test_what_another_way_has_to_tell(text: str) -> None:
    assert exact_value(parse_expression(text), VALUES) is None


leaves: st.SearchStrategy[tuple[Written, Fraction]] = st.one_of(
    st.sampled_from([(x, Fraction(2, 3)), (y, Fraction(-5))]),
    st.fractions(-3, 3, max_denominator=4).map(lambda value: (written(value), value)),
)
trees = st.recursive(leaves, lambda inner: st.one_of(
    st.tuples(inner, inner).map(lambda p: (p[0][0] + p[1][0], p[0][1] + p[1][1])),
    st.tuples(inner, inner).map(lambda p: (p[0][0] - p[1][0], p[0][1] - p[1][1])),
    st.tuples(inner, inner).map(lambda p: (p[0][0] * p[1][0], p[0][1] * p[1][1])),
    st.tuples(inner, inner).filter(lambda p: p[1][1] != 0).map(
        lambda p: (p[0][0] / p[1][0], p[0][1] / p[1][1])),
    st.tuples(inner, st.integers(1, 3)).map(lambda p: (p[0][0] ** p[1], p[0][1] ** p[1])),
    inner.map(lambda p: (-p[0], -p[1])),
), max_leaves=6)


@settings(max_examples=80, deadline=None, derandomize=True, database=None)
@given(trees)
def test_a_tree_has_the_value_of_its_arithmetic(pair: tuple[Written, Fraction]) -> None:
    tree, value = pair
    assert exact_value(tree, VALUES) == value
