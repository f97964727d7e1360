"""Claims that a careless engine proves or refutes: unchecked weights, bound variables, kinks."""

from __future__ import annotations

import pytest

from tests.deciding.statements import answered

LAWS = [
    ("KL(p, a*p) = -log(a)", "p density, a > 0"),
    ("TV(p, a*q) >= 0", "p density, q density, a > 0"),
    ("TV(a*p, q) >= 0", "p density, q density, a real"),
    ("Div(u*log(u), u, p, a*q) = E(p, log(p/(a*q)))", "p density, q density, a > 0"),
    ("KL(a*p + (1-a)*q, q) >= 0", "p density, q density, a real"),
    ("JSD(a*p + (1-a)*q, q) >= 0", "p density, q density, a > 0"),
    ("E(a*p, 1) = a", "p density, a > 0"),
]


@pytest.mark.parametrize(("claim", "where"), LAWS)
def test_weights_that_are_not_those_of_a_mixture_prove_and_refute_nothing(
    claim: str, where: str
) -> None:
    assert answered(claim, where)["verdict"] in ("undecided", "error")


TEMPTING = [
    ("sup(u - Div((u-1)**2, u, p, q), u) = 1", "p density, q density, 0 < u < 1", "proved"),
    ("sup(u - Div((u-1)**2, u, p, q), u) = 1", "p density, q density, 0 <= u <= 1", "proved"),
    ("sup(Div(u*log(u), u, p, q), q) = oo", "p density, q density, u > 0", "proved"),
    ("inf(E(p, (a-D)**2), a) = 0", "p density, D function, 0 <= D <= 1, a real", "proved"),
    ("argmin(E(p, D**4 - 4*D), D) = 1", "p density, D function", "refuted"),
    ("diff(x*abs(x), x) = 2*abs(x)", "x real", "refuted"),
    ("diff(abs(x)**2, x) = 2*x", "x real", "refuted"),
    ("diff(sqrt(x**4), x) = 2*x", "x real", "refuted"),
]


@pytest.mark.parametrize(("claim", "where", "wrong"), TEMPTING)
def test_what_would_be_wrong(claim: str, where: str, wrong: str) -> None:
    assert answered(claim, where)["verdict"] != wrong


@pytest.mark.parametrize(("claim", "where"), [
    ("sup(E(p, D), D) = 7 + Int(p*log(-1))", "p density, D function, 0 <= D <= 1"),
    ("sup(E(p, D), D) = 5 + KL(p, q) - KL(p, q)",
     "p density, q density, D function, 0 <= D <= 1, p*q = 0"),
    ("inf(KL(p, q), q) = 4 + Int(p*log(-1))", "p density, q density"),
    ("sup(a*E(p, 1), a) = 7 + KL(p, r) - KL(p, r)", "p density, 0 < a < 1, r density, p*r = 0"),
])
def test_a_bound_that_has_no_value_anywhere_is_not_proved(claim: str, where: str) -> None:
    assert answered(claim, where)["verdict"] == "undecided"


@pytest.mark.parametrize(("claim", "where"), [
    ("sup(tanh(x), x) = 1", "x < 20"), ("sup(erf(z), z) = 1", "z <= 7"),
    ("inf(exp(-z), z) = 0", "0 < z < 60"),
])
def test_a_bound_that_is_missed_by_next_to_nothing_is_refuted(claim: str, where: str) -> None:
    found = answered(claim, where)
    assert found["verdict"] == "refuted", found["reason"]
