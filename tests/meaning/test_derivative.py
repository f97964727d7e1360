"""Derivatives, against numeric ones; where no rule applies there is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import mpmath
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from derivations.language import Derivative, Written, real
from derivations.language.divergences import unfold
from derivations.language.grammar import parse_expression
from derivations.language.written import Application, Power, Product, Quotient, apply, written
from derivations.meaning.derivative import derivative, unrolled
from derivations.meaning.signs import ProofError

x, y = real("x"), real("y")
leaves: st.SearchStrategy[Written] = st.one_of(
    st.just(x), st.just(y), st.integers(1, 4).map(written))


def _larger(inner: st.SearchStrategy[Written]) -> st.SearchStrategy[Written]:
    return st.one_of(
        st.builds(lambda a, b: a + b, inner, inner),
        st.builds(lambda a, b: a - b, inner, inner),
        st.builds(Product, inner, inner),
        st.builds(lambda a, b: Quotient(a, b**2 + 1), inner, inner),
        st.builds(lambda a, n: Power(a, written(n)), inner, st.integers(-2, 3)),
        st.builds(lambda a, b: (a**2 + 1) ** (b / 5), inner, inner),
        st.builds(lambda a: -a, inner),
        st.builds(lambda a: apply("log", a**2 + 1), inner),
        st.builds(lambda a: apply("sqrt", a**2 + 1), inner),
        st.builds(lambda a: apply("exp", a / 4), inner),
        st.builds(lambda a: apply("abs", a), inner),
    )


trees = st.recursive(leaves, _larger, max_leaves=6)
NUMBERS = {"log": mpmath.log, "exp": mpmath.exp, "sqrt": mpmath.sqrt, "abs": abs}


def number(node: Written, at: Mapping[Any, mpmath.mpf]) -> Any:
    """The value of a tree, by mpmath."""
    parts = [number(child, at) for child in node.children]
    match type(node).__name__:
        case "Real":
            return at[node]
        case "Number":
            exact = node.exact  # type: ignore[attr-defined]
            return mpmath.mpf(exact.numerator) / exact.denominator
        case "Sum":
            return parts[0] + parts[1]
        case "Difference":
            return parts[0] - parts[1]
        case "Product":
            return parts[0] * parts[1]
        case "Quotient":
            return parts[0] / parts[1]
        case "Power":
            return parts[0] ** parts[1]
        case "Negation":
            return -parts[0]
    assert isinstance(node, Application)
    return NUMBERS[node.function](*parts)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(trees, st.sampled_from(["0.37", "1.9", "-0.83", "2.6"]))
def test_a_derivative_is_the_slope(tree: Written, at: str) -> None:
    with mpmath.workdps(60):
        values: dict[Any, Any] = {x: mpmath.mpf(at), y: mpmath.mpf("1.3")}
        step = mpmath.mpf(10) ** -20
        try:
            slope = number(derivative(tree, x), values)
            high = number(tree, {**values, x: values[x] + step})
            low = number(tree, {**values, x: values[x] - step})
        except (ZeroDivisionError, OverflowError):
            assume(False)
        assume(all(abs(part) < 1e15 for part in (slope, high, low)))
        assert abs((high - low) / (2 * step) - slope) <= 1e-12 * (1 + abs(slope))


@pytest.mark.parametrize(
    ("text", "slope"),
    [
        ("y", "0"), ("x", "1"), ("x**2", "2*x"), ("x**3*y", "3*x**2*y"), ("x**0", "0"),
        ("1/x", "-1/x**2"), ("log(x)", "1/x"), ("log(y)", "0"), ("exp(x*y)", "y*exp(x*y)"),
        ("sqrt(x)", "1/(2*sqrt(x))"), ("x**y", "y*x**(y-1)"), ("y**x", "y**x*log(y)"),
        ("x**x", "x**x*(log(x) + 1)"), ("abs(x)", "1"), ("x*log(x)", "log(x) + 1"),
        ("log(x)*(1-x) - x", "(1-x)/x - log(x) - 1"), ("sigmoid(x)", "sigmoid(x)*sigmoid(-x)"),
        ("softplus(x)", "sigmoid(x)"), ("diff(x**3, x)", "6*x"), ("diff(y*x, y)", "1"),
    ],
)  # fmt: skip
def test_derivatives(text: str, slope: str) -> None:
    found, expected = derivative(unfold(parse_expression(text)), x), parse_expression(slope)
    with mpmath.workdps(40):
        for a, b in (("0.7", "1.9"), ("2.5", "0.3")):
            values = {x: mpmath.mpf(a), y: mpmath.mpf(b)}
            difference = number(found, values) - number(unfold(expected), values)
            assert abs(difference) < 1e-30


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("max(x, 1)", "no rule differentiates max"),
        ("min(x, y)", "no rule differentiates min"),
        ("sign(x)", "no rule differentiates sign"),
        ("piecewise((x, x > 0), (0, true))", "no rule differentiates Piecewise"),
    ],
)
def test_no_rule(text: str, message: str) -> None:
    with pytest.raises(ProofError) as caught:
        derivative(parse_expression(text), x)
    assert str(caught.value) == message


def test_other_names_are_held_fixed() -> None:
    assert derivative(parse_expression("max(y, 1) + sin(y)"), x) == written(0)


def test_a_derivative_of_higher_order_is_unrolled() -> None:
    with mpmath.workdps(30):
        node = Derivative(apply("exp", x * y), x, 3)
        values = {x: mpmath.mpf("0.5"), y: mpmath.mpf("1.5")}
        expected = values[y] ** 3 * mpmath.exp(values[x] * values[y])
        assert abs(number(unrolled(node)[-1], values) - expected) < 1e-25
