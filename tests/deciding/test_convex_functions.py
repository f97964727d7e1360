"""Claims about a convex function of which nothing but its convexity is known."""

from __future__ import annotations

import json

import pytest

from derivations.deciding.answers import recheck
from derivations.deciding.grounds import refuted
from derivations.language.grammar import parse
from tests.deciding.statements import answered

TWO = "p density, q density, "
FOUR = "p1 density, p2 density, q1 density, q2 density, f convex"
TOP = "at_zero(f) + recession(f)"
POSITIVE = TWO + "f convex, p > 0, q > 0"
OBJECTIVE = "E(p, T) - E(q, dual(f, T))"
OUTCOMES = "E(q, D)*f(E(p, D)/E(q, D)) + E(q, 1-D)*f(E(p, 1-D)/E(q, 1-D))"

TRUE = [
    ("f(1) = 0", "f convex"),
    ("f(3) >= 2*f(2)", "f convex"),
    ("f((u+v)/2) <= (f(u)+f(v))/2", "f convex, u > 0, v > 0"),
    ("f(u) > slope(f,1)*(u-1)", "f strict, u > 0, u != 1"),
    ("at_zero(f) > -slope(f,1)", "f strict, at_zero(f) < c, c real"),
    (f"f(u) <= {TOP} + (u-1)*recession(f)", f"f convex, u > 0, {TOP} >= 0"),
    ("Div(f(u), u, p, q) >= 0", TWO + "f convex"),
    ("Div(a*f(u)+b*g(u), u, p, q) >= 0", TWO + "f convex, g convex, a >= 0, b >= 0"),
    ("Div(f(u) - slope(f,2)*(u-2), u, p, q) >= f(2)", TWO + "f convex"),
    ("Div(u*f(1/u) + f(u), u, p, q) = Div(u*f(1/u) + f(u), u, q, p)", TWO + "f convex"),
    ("equality(Div(f(u), u, p, q) >= 0, p = q)", TWO + "f strict"),
    ("argmin(Div(f(u), u, p, q), p) = q", TWO + "f strict"),
    (f"equality(Div(f(u), u, p, q) <= {TOP}, p*q = 0)", TWO + f"f convex, {TOP} > 0"),
    ("Div(f(u), u, (p1+p2)/2, (q1+q2)/2) <= Div(f(u),u,p1,q1)/2 + Div(f(u),u,p2,q2)/2", FOUR),
    ("Div(f(u), u, (1-l)*q + l*p, q) <= l*Div(f(u),u,p,q)", TWO + "f convex, 0 < l < 1"),
    ("E(q, f(p/q)) >= 0", POSITIVE),
    ("E(p, slope(f,R)) - E(q, R*slope(f,R) - f(R)) <= Div(f(u), u, p, q)",
     TWO + "f convex, R function, R > 0"),
    (f"{OBJECTIVE} <= Div(f(u), u, p, q)", TWO + "f convex, T function, q > 0"),
    (f"{OBJECTIVE} <= Div(f(u), u, p, q)",
     TWO + "f convex, T function, S function, dual(f, T) <= S"),
    (f"sup({OBJECTIVE}, T) = Div(f(u), u, p, q)", POSITIVE + ", T function"),
    (f"{OUTCOMES} <= Div(f(u), u, p, q)", TWO + "f convex, D function, 0 < D < 1"),
]
FALSE = [
    # The value of f where it has none, and the value 0 elsewhere than at 1.
    ("f(0) = 0", "f convex"),
    ("f(u) >= slope(f,1)*(u-1)", "f convex, u >= 0"),
    ("f(2) = 0", "f convex"),
    # Strict where f is not, or elsewhere than at 1.
    ("f(u) > slope(f,1)*(u-1)", "f convex, u > 0, u != 1"),
    ("f(u) > f(2) + slope(f,2)*(u-2)", "f strict, u > 0, u != 2"),
    ("slope(f,u) > slope(f,1)", "f convex, u > 1"),
    ("recession(f) > slope(f,3)", "f strict, recession(f) < c, c real"),
    ("equality(Div(f(u), u, p, q) >= 0, p = q)", TWO + "f convex"),
    ("argmin(Div(f(u), u, p, q), p) = q", TWO + "f convex"),
    # Convexity the wrong way, or lost.
    ("f((u+v)/2) >= (f(u)+f(v))/2", "f convex, u > 0, v > 0"),
    ("Div(-f(u), u, p, q) >= 0", TWO + "f convex"),
    ("Div(c*f(u), u, p, q) >= 0", TWO + "f convex, c real"),
    ("Div(u*f(u), u, p, q) >= 0", TWO + "f convex"),
    ("Div(f(u**2), u, p, q) >= 0", TWO + "f convex"),
    # Ends that are +∞, and ends that are swapped.
    (f"Div(f(u), u, p, q) <= {TOP}", TWO + "f convex"),
    ("at_zero(f) >= -slope(f,1)", "f convex"),
    ("f(u) <= recession(f) + u*at_zero(f)", f"f convex, u > 0, {TOP} >= 0"),
    (f"Div(f(u), u, p, q) < {TOP}", TWO + f"f convex, {TOP} > 0"),
    (f"equality(Div(f(u), u, p, q) <= {TOP}, p*q = 0)", TWO + f"f convex, {TOP} >= 0"),
    # Masses that vanish.
    ("E(q, f(p/q)) >= 0", TWO + "f convex, p > 0"),
    ("E(q, f(p/q)) = Div(f(u), u, p, q)", TWO + "f convex"),
    (f"{OBJECTIVE} <= Div(f(u), u, p, q)", TWO + "f convex, T function"),
    ("dual(f, 5) >= 5", "f convex"),
    # A conjugate beside a mass of 0 need not be a number.
    ("E(p, T) + Int(q*dual(f, T)) <= E(p, recession(f)) + Int(q*dual(f, T))",
     TWO + "f convex, T function"),
    ("E(p, T) + Int(p*q*dual(f, T)) <= recession(f) + Int(p*q*dual(f, T))",
     TWO + "f convex, T function, recession(f) < 5"),
    ("Int(r*dual(f, a)) + E(p, a) <= E(p, recession(f))",
     "f convex, p density, r null, a real"),
    ("Int(r*dual(f, 5)) = dual(f, 5)*Int(r)", "f convex, r null"),
    ("Int(p*q*dual(f, a)) <= dual(f, a)*Int(p*q)", TWO + "f convex, a real"),
    ("Int(r*dual(f, 5)) = (dual(f, 5) - dual(f, 5))*Int(r)", "f convex, r null"),
    # Arguments swapped, outcomes left out.
    ("Div(f(u), u, p, q) = Div(f(u), u, q, p)", TWO + "f convex"),
    ("E(q, D)*f(E(p, D)/E(q, D)) <= Div(f(u), u, p, q)",
     TWO + "f convex, D function, 0 < D < 1"),
    ("diff(f(x), x) = slope(f, x)", "f convex, x > 0"),
]
OPEN = [
    ("E(q, dual(f, 5)) >= 6", "f convex, q density"),
    ("Div(f(u)*f(u), u, p, q) >= 0", TWO + "f convex"),
    ("sup(E(q, dual(f, T)), T) = oo", "f convex, q density, T function"),
    ("f(u)/f(u) = 1", "f strict, u > 1"),
]


@pytest.mark.parametrize(("claim", "where"), TRUE)
def test_true_claims_are_proved(claim: str, where: str) -> None:
    assert answered(claim, where)["verdict"] == "proved"


@pytest.mark.parametrize(("claim", "where"), TRUE)
def test_true_claims_hold_of_every_known_function(claim: str, where: str) -> None:
    assert refuted(parse(claim, where), deep=False) is None


@pytest.mark.parametrize(("claim", "where"), [*TRUE, *FALSE])
def test_what_is_settled_replays_from_its_text(claim: str, where: str) -> None:
    assert recheck(json.loads(json.dumps(answered(claim, where)))) == ""


@pytest.mark.parametrize(("claim", "where"), FALSE)
def test_false_claims_are_refuted(claim: str, where: str) -> None:
    assert answered(claim, where)["verdict"] == "refuted"


@pytest.mark.parametrize(("claim", "where"), OPEN)
def test_what_is_false_or_not_told_is_not_proved(claim: str, where: str) -> None:
    assert answered(claim, where)["verdict"] != "proved"


def test_a_counterexample_names_its_function() -> None:
    found = answered("f(2) >= 0", "f convex")["counterexample"]
    assert found["values"] == {"f": "-log(u)"}
