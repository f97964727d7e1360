"""Narrow failures are found, and nothing is found where there is none."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derivations.deciding.counterexamples import at_first_sight
from derivations.deciding.narrow import narrowed
from derivations.kernel.theorem import Refutation
from derivations.language.grammar import parse
from derivations.language.written import Written
from derivations.meaning.exact import exact_value

FAILS = [
    ("x**2 - x + 1/4 > 0", "x real", {"x": "1/2"}),
    ("(x - 1/7)**2 > 1/10**9", "x real", {"x": "1/7"}),
    ("exp(x) >= 2719/1000*x", "x real", {"x": "1"}),
    ("1/(1 + 10**6*(x - 1/3)**2) <= 1/2", "0 < x < 1", {"x": "1/3"}),
    ("log(x) < x - 1", "x > 0", {"x": "1"}),
    ("x*log(x/y) - x + y > 0", "x > 0, y > 0", None),
    ("x**2 + y**2 >= 2*x*y + 1/10**6", "x real, y real", None),
    ("x**4 - x + 47/100 >= 0", "x real", None),
    ("argmin((z - 3)**2 + 1/1000, z) = 1", "z real", None),
    ("convex(u**4 - u**2/10**4, u)", "u real", None),
    ("convex(abs(u) - abs(u - 1/3)/100, u)", "u real", None),
    ("concave(abs(u - 2/3) - u**2, u)", "u real", None),
    ("convex(a*abs(u) + u**2, u)", "u real, a > -1/100", None),
    ("convex(piecewise((u**2, u <= 1), (2*u - 1 - (u-1)/1000, u > 1)), u)", "u real", None),
    ("sup(u, u) = 10**9", "u > 0", None),
    ("inf(log(u), u) = -20", "u > 0", None),
    ("sup(exp(-10**6*(u - 1/3)**2), u) = 1/2", "0 < u < 1", {"u": "1/3"}),
    ("(x-1)**2*(x-1000001)**2 >= 1/10**6", "x > 2", {"x": "1000001"}),
]


@pytest.mark.parametrize(("claim", "where", "at"), FAILS)
def test_narrow_failures_are_found(claim: str, where: str, at: dict[str, str] | None) -> None:
    stated = parse(claim, where)
    found = narrowed(stated)
    assert isinstance(found, Refutation)
    assert found.statement == stated
    if at is not None:
        values = {name.name: exact(value)
                  for name, value in found.counterexample.instance.values.items()}
        assert values == {name: Fraction(text) for name, text in at.items()}


def exact(value: Fraction | Written) -> Fraction | None:
    """The value of a number or of an expression without names."""
    return value if isinstance(value, Fraction) else exact_value(value, {})


def test_the_first_instances_miss_some_of_them() -> None:
    missed = {claim for claim, where, _ in FAILS if at_first_sight(parse(claim, where)) is None}
    assert missed == {"(x - 1/7)**2 > 1/10**9", "x**4 - x + 47/100 >= 0",
                      "convex(u**4 - u**2/10**4, u)", "convex(a*abs(u) + u**2, u)",
                      "convex(piecewise((u**2, u <= 1), (2*u - 1 - (u-1)/1000, u > 1)), u)",
                      "sup(u, u) = 10**9", "inf(log(u), u) = -20",
                      "(x-1)**2*(x-1000001)**2 >= 1/10**6"}


@pytest.mark.parametrize(("claim", "where"), [
    ("log(x) <= x - 1", "x > 0"), ("x**2 >= 0", "x real"),
    ("x**2 + y**2 >= 2*x*y", "x real, y real"),
    ("exp(x) >= 2718/1000*x", "x real"), ("argmin(z**2, z) = 0", "z real"),
    ("convex(u**4, u)", "u real"),
    ("concave(log(u), u)", "u > 0"), ("convex(abs(u - 1/3), u)", "u real"), ("x > 0", "x > 0"),
    # Not looked at: integrals, functions of the point, other claims.
    ("x = x", "x real"), ("Int(p) <= 1/2", "p density"), ("p <= 2", "p density"),
    ("conjugate(u**2, u, t) = t", "u real"), ("D <= 1", "D function"),
])  # fmt: skip
def test_where_nothing_is_found(claim: str, where: str) -> None:
    assert narrowed(parse(claim, where)) is None


EXACT = [
    # The range and what stands there, which only exact values tell from the place claimed.
    ("exp(-10**12*(x - sqrt(2)/2)**2) < 1/2", "0 < x < 1", "sqrt(2)/2"),
    ("argmax(sin(z), z) = pi/2", "z real", "pi/2 + 2*pi"),
    ("argmax(cos(z - a), z) = a", "z real, a real", None),
    ("argmin(z**4 - z**2, z) = 1/sqrt(2)", "z real", "-(1/sqrt(2))"),
    ("argmin(cosh(abs(z) - 1), z) = 1", "z real", "-1"),
]


@pytest.mark.parametrize(("claim", "where", "at"), EXACT)
def test_rivals_are_exact(claim: str, where: str, at: str | None) -> None:
    found = narrowed(parse(claim, where))
    assert isinstance(found, Refutation)
    assert at is None or at in map(str, found.counterexample.instance.values.values())
