"""What hypotheses and claims come to at one instance: allowed, true, false, left out, or open."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derivations.language import Comparison, Hypotheses
from derivations.language.grammar import parse, parse_hypotheses
from derivations.language.measures import Pointwise
from derivations.meaning.instances import LEFT_OUT, Instance, allows, comparison_holds, holds

Row = dict[str, str]


def instance(hypotheses: Hypotheses, values: Row, *atoms: Row) -> Instance:
    """An instance from text: the values of numbers, and weights with the values on each atom."""
    known = {name.name: name for name in hypotheses.declared}
    rows = tuple(
        (Fraction(row["w"]), {known[n]: Fraction(v) for n, v in row.items() if n != "w"})
        for row in atoms
    )
    return Instance({known[n]: Fraction(v) for n, v in values.items()}, rows)


@pytest.mark.parametrize(
    ("where", "values", "allowed"),
    [
        ("", {}, True),
        ("x real", {"x": "-3"}, True),
        ("x real", {}, False),
        ("x > 0", {"x": "0"}, False),
        ("x >= 0", {"x": "0"}, True),
        ("0 < x < 1", {"x": "1"}, False),
        ("0 < x < 1", {"x": "999/1000"}, True),
        ("x != 1", {"x": "1"}, False),
        ("x != 1", {"x": "1000001/1000000"}, True),
        ("b > c", {"b": "1", "c": "1"}, False),
        ("b > c", {"b": "2", "c": "1"}, True),
        ("n integer", {"n": "1/2"}, False),
        ("n integer", {"n": "-7"}, True),
        ("x = 1/2", {"x": "1/2"}, True),
        ("2*x = 1, x real", {"x": "1/3"}, False),
        ("log(x) > 0", {"x": "2"}, True),
        ("log(x) > 0", {"x": "1"}, False),
        ("log(x) > 0", {"x": "-1"}, False),
        ("1/x >= 0", {"x": "0"}, False),
        ("sqrt(x) = 2", {"x": "4"}, True),
        ("log(x) = log(2) + log(3)", {"x": "6"}, True),
        ("p density", {"p": "5"}, True),
        ("p density", {"p": "-1"}, False),
        ("p density, q density, p <= 2*q", {"p": "3", "q": "1"}, False),
        ("D function, 0 <= D <= 1", {"D": "1"}, True),
        ("dq null", {"dq": "-3"}, True),
    ],
)
def test_points_that_hypotheses_allow(where: str, values: Row, allowed: bool) -> None:
    hypotheses = parse_hypotheses(where)
    assert allows(hypotheses, instance(hypotheses, values)) is allowed


@pytest.mark.parametrize(
    ("where", "values", "atoms", "allowed"),
    [
        ("p density", {}, [{"w": "1", "p": "1"}], True),
        ("p density", {}, [{"w": "1/2", "p": "2"}], True),
        ("p density", {}, [{"w": "1", "p": "2"}], False),
        ("p density", {}, [{"w": "1", "p": "1/2"}, {"w": "2", "p": "1/4"}], True),
        ("p density", {}, [{"w": "1", "p": "2"}, {"w": "1", "p": "-1"}], False),
        ("p density", {}, [{"w": "-1", "p": "1"}, {"w": "2", "p": "1"}], False),
        ("p density", {}, [{"w": "0", "p": "9"}, {"w": "1", "p": "1"}], False),
        ("p density", {}, [{"w": "1", "p": "1"}, {"w": "1", "p": "0"}], True),
        ("p density, p > 0", {}, [{"w": "1", "p": "1"}, {"w": "1", "p": "0"}], False),
        ("p density, q density", {}, [{"w": "1", "p": "1"}], False),
        ("p density, q density, p = q", {}, [{"w": "1", "p": "1", "q": "1"}], True),
        ("p density, q density, p > q", {}, [{"w": "1", "p": "1", "q": "1"}], False),
        ("p density, a > 0", {}, [{"w": "1", "p": "1"}], False),
        ("p density, a > 0", {"a": "1"}, [{"w": "1", "p": "1"}], True),
        ("p density, a > 0", {"a": "1"}, [{"w": "1", "p": "1", "a": "1"}], False),
        ("dq null", {}, [{"w": "1", "dq": "1"}, {"w": "2", "dq": "-1/2"}], True),
        ("dq null", {}, [{"w": "1", "dq": "1"}, {"w": "1", "dq": "-1/2"}], False),
        ("D function, 0 < D < 1", {}, [{"w": "1", "D": "1/2"}, {"w": "1", "D": "1"}], False),
        ("D function, p density, D = p/(p+1)", {}, [{"w": "1", "D": "1/2", "p": "1"}], True),
        ("p density, q density, D function, D = p/(p+q)", {},
         [{"w": "1", "p": "1", "q": "1", "D": "1/2"}, {"w": "1", "p": "0", "q": "0", "D": "0"}],
         False),
    ],
)  # fmt: skip
def test_spaces_that_hypotheses_allow(
    where: str, values: Row, atoms: list[Row], allowed: bool
) -> None:
    hypotheses = parse_hypotheses(where)
    assert allows(hypotheses, instance(hypotheses, values, *atoms)) is allowed


TWO = "p density, q density, a real"
SAME = [{"w": "1", "p": "1/2", "q": "1/2"}, {"w": "2", "p": "1/4", "q": "1/4"}]
APART = [{"w": "1", "p": "1", "q": "0"}, {"w": "2", "p": "0", "q": "1/2"}]
HALF = [{"w": "1/2", "p": "2", "q": "1"}, {"w": "1/2", "p": "0", "q": "1"}]
EMPTY = [*APART, {"w": "5", "p": "0", "q": "0"}]


@pytest.mark.parametrize(
    ("claim", "atoms", "truth"),
    [
        # Ties that no precision parts: the two sides are exactly equal.
        ("JSD(p, q) < log(2)", APART, False),
        ("JSD(p, q) <= log(2)", APART, True),
        ("JSD(p, q) = log(2)", APART, True),
        ("JSD(p, q) = log(2)", EMPTY, True),
        ("JSD(p, q) < log(2) + 1/10**60", APART, True),
        ("2*JSD(p, q) - 2*log(2) = 0", APART, True),
        ("JSD(p, q) = 0", SAME, True),
        ("KL(p, q) = log(2)", HALF, True),
        ("KL(p, q) < log(2)", HALF, False),
        ("exp(KL(p, q)) = 2", HALF, True),
        ("KL(p, q) = log(6) - log(3)", HALF, True),
        ("TV(p, q) = 1", APART, True),
        ("TV(p, q) < 1", APART, False),
        ("TV(p, q) = 1/2", HALF, True),
        ("Int(sqrt(p*q)) = sqrt(2)/2", HALF, True),
        ("Int(p*log(p)) <= 0", HALF, False),
        # Infinite sides.
        ("KL(p, q) >= 0", APART, True),
        ("KL(p, q) = KL(q, p)", APART, True),
        ("KL(p, q) < KL(q, p)", APART, False),
        ("KL(p, q) <= 1000", APART, False),
        ("KL(q, p) > KL(p, q)", HALF, True),
        ("-KL(p, q) < 0", APART, True),
        ("Int((p-q)**2/q) > 1", APART, True),
        # Left out: ∞ − ∞ in, or between, integrals.
        ("KL(p, q) - KL(q, p) = 0", APART, LEFT_OUT),
        ("0 = KL(p, q) - KL(q, p)", APART, LEFT_OUT),
        ("Int(p*log(p/q) - q*log(q/p)) = 0", APART, LEFT_OUT),
        ("E(p, log(q) + 1/q) = 0", APART, LEFT_OUT),
        ("KL(p, q) - KL(q, p) = 0 < 1", APART, LEFT_OUT),
        ("1 < 0 = KL(p, q) - KL(q, p)", APART, LEFT_OUT),
        # Where all densities of an integrand are 0 nothing is looked at.
        ("E(q, p/q) = 1", APART, False),
        ("E(q, p/q) = 0", APART, True),
        ("E(p, log(q/p)) = 0", APART, False),
        ("Int(p + 1) = 2", APART, True),
        ("Int(p + q + 1) = 5", APART, True),
        ("Int(p + q + 1) = 5", EMPTY, True),
        # Outside of the integrals everything must be defined.
        ("E(p, a)/a = 1", SAME, False),
        ("log(Int(p) - 1) = 0", SAME, False),
        ("Int(p)/(1 - Int(q)) > 0", SAME, False),
        # Chains.
        ("0 <= JSD(p, q) <= log(2) < 1", APART, True),
        ("0 <= JSD(p, q) < log(2) < 1", APART, False),
        ("0 = TV(p, q) < 1", SAME, True),
    ],
)
def test_claims_at_a_space(claim: str, atoms: list[Row], truth: object) -> None:
    stated = parse(claim, TWO)
    assert isinstance(stated.claim, Comparison)
    found = comparison_holds(stated.claim, instance(stated.hypotheses, {"a": "0"}, *atoms))
    assert found.truth is truth


@pytest.mark.parametrize(
    ("claim", "values", "truth"),
    [
        ("x/x = 1", {"x": "0"}, False),
        ("x/x = 1", {"x": "2"}, True),
        ("x**0 = 1", {"x": "0"}, True),
        ("log(x) = 0", {"x": "1"}, True),
        ("log(x) = log(x)", {"x": "0"}, False),
        ("log(x) = log(x)", {"x": "-1"}, False),
        ("x*log(x) = 0", {"x": "0"}, False),
        ("sqrt(x**2) = x", {"x": "-1"}, False),
        ("sqrt(x)*sqrt(x) = x", {"x": "2"}, True),
        ("(-x)**(1/3) = -2", {"x": "8"}, False),
        ("exp(log(x)/2)**2 = x", {"x": "3"}, True),
        ("exp(-40) = exp(-41)", {"x": "0"}, False),
        ("pi = pi + 1/10**30", {"x": "0"}, False),
        ("log(2)/log(3) = 630929753571457437/1000000000000000000", {"x": "0"}, False),
        ("diff(abs(x), x) = 1", {"x": "3"}, True),
        ("diff(abs(x), x) = -1", {"x": "-2"}, True),
        ("piecewise((1/x, x > 0), (0, true)) = 0", {"x": "0"}, True),
        ("max(x, 1) = 1", {"x": "1"}, True),
        ("sin(x) = 0", {"x": "0"}, True),
        ("sin(pi*x) = 0", {"x": "3"}, True),
        ("sin(pi*x) = 0", {"x": "1/2"}, False),
        ("LambertW(x) = LambertW(x)", {"x": "-1/2"}, False),
        ("LambertW(x)*exp(LambertW(x)) = x", {"x": "-1/3"}, True),
    ],
)
def test_claims_at_a_point(claim: str, values: Row, truth: bool) -> None:
    stated = parse(claim, "x real")
    assert isinstance(stated.claim, Comparison)
    found = comparison_holds(stated.claim, instance(stated.hypotheses, values))
    assert found.truth is truth


def test_the_sides_are_told() -> None:
    stated = parse("KL(p, q) <= JSD(p, q)", TWO)
    assert isinstance(stated.claim, Comparison)
    found = comparison_holds(stated.claim, instance(stated.hypotheses, {"a": "0"}, *APART))
    assert (found.left, found.right) == ("+∞", "0.69314718055994530942")
    found = comparison_holds(stated.claim, instance(stated.hypotheses, {"a": "0"}, *SAME))
    assert (found.left, found.right) == ("0", "0")


def test_a_relation_holds_at_every_atom_or_not_at_all() -> None:
    hypotheses = parse_hypotheses("p density, q density, p >= q")
    (relation,) = hypotheses.relations
    assert holds(relation, instance(hypotheses, {}, *SAME)) is True
    assert holds(relation, instance(hypotheses, {}, *APART)) is False
    assert all(isinstance(name, Pointwise) for name in hypotheses.declared)
