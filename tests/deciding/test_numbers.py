"""Claims that are not linear in their integrals: which are proved, which are not."""

from __future__ import annotations

import pytest

from derivations.deciding.answers import recheck
from tests.deciding.statements import answered

FG = "p density, f function, g function"
POSITIVE = "p density, f function, f > 0"
PQ = "p density, q density"

TRUE = [
    ("E(p, f)^2 <= E(p, f^2)", FG),
    ("log(E(p, f)) >= E(p, log(f))", POSITIVE),
    ("exp(E(p, f)) <= E(p, exp(f))", "p density, f function"),
    ("1/E(p, 1/f) <= E(p, f)", POSITIVE),
    ("E(p, f)*E(p, 1/f) >= 1", POSITIVE),
    ("E(p, f*g)^2 <= E(p, f^2)*E(p, g^2)", FG),
    ("E(p, f)^2 <= E(p, g)^2", f"{FG}, 0 < f, f <= g"),
    ("E(p, T) <= KL(p, q) + log(E(q, exp(T)))", f"{PQ}, T function"),
    ("KL(p, q) <= log(1 + Int((p-q)^2/q))", PQ),
    ("TV(p, q)^2 <= Int((p-q)^2/q)/4", PQ),
    ("Int(p*q/(p+q)) <= (1 - TV(p, q)^2)/2", PQ),
    ("E(p, f) > 0", POSITIVE),
    ("E(p, 3)^2 = 9", "p density"),
]

FALSE = [
    ("E(p, f)^2 = E(p, f^2)", "p density, f function"),
    ("E(p, f)^2 >= E(p, f^2)", "p density, f function"),
    ("E(p, f)^2 < E(p, f^2)", "p density, f function"),
    ("log(E(p, f)) <= E(p, log(f))", POSITIVE),
    ("E(p, f*g) = E(p, f)*E(p, g)", FG),
    ("E(p, f)/E(p, f) = 1", "p density, f function"),
    ("3*TV(p, q)^2 <= KL(p, q)", PQ),
    ("KL(p, q) <= 2*TV(p, q)^2", PQ),
    ("sqrt(KL(p, q)) <= TV(p, q)", PQ),
    ("-2*log(Int(sqrt(p*q))) <= KL(p, q)", PQ),
    ("KL(p, q) <= log(Int((p-q)^2/q))", PQ),
    ("E(p, T) <= KL(p, q) + E(q, T)", f"{PQ}, T function"),
    ("E(p, f)^2 <= E(p, f)", "p density, f function, f >= 0"),
    ("Int(f*g)^2 < Int(f^2)*Int(g^2)", "f function, g function, p density"),
    # Both integrals may be infinite together, and then the sides are equal.
    ("1/(1 + E(p, D^2 + 1)) < 1/(1/2 + E(p, D^2))", "p density, D function"),
    ("1/(1 + E(p, f^2)) + 1/(1 + E(p, f^2 + 1)) > 0", "p density, f function"),
    ("log(1 + E(p, f)) < log(2 + E(p, g))", f"{FG}, 0 < f, f < g"),
    ("E(p, D^2)^2 < 1 + E(p, D^2 + 1)^2", "p density, D function"),
    ("KL(p, q)/(1 + KL(p, q)) < 1", PQ),
    # What stands outside the integrals is undefined, whatever they are.
    ("E(p, log(0)) <= 1/0", "p density"),
    ("E(p, log(0)) = log(-1)", "p density"),
    ("KL(p, q) + 2*log(Int(sqrt(p*q))) >= 0", PQ),
    ("KL(p, q) >= 1/Int(sqrt(p*q)) - 1/Int(sqrt(p*q))", PQ),
]


@pytest.mark.parametrize(("claim", "where"), TRUE, ids=[claim for claim, _ in TRUE])
def test_is_proved_and_replays(claim: str, where: str) -> None:
    found = answered(claim, where)
    assert found["verdict"] == "proved", found["reason"]
    assert recheck(found) == ""


@pytest.mark.parametrize(("claim", "where"), FALSE, ids=[claim for claim, _ in FALSE])
def test_is_never_proved(claim: str, where: str) -> None:
    found = answered(claim, where)
    assert found["verdict"] in ("refuted", "undecided")
    if found["verdict"] == "refuted":
        assert recheck(found) == ""


@pytest.mark.slow
@pytest.mark.parametrize("claim", [
    "2*TV(p, q)^2 <= KL(p, q)", "TV(p, q)^2 <= 2*JSD(p, q)",
])
def test_inequalities_of_pinsker_are_proved(claim: str) -> None:
    found = answered(claim, PQ)
    assert found["verdict"] == "proved", found["reason"]
    assert recheck(found) == ""
