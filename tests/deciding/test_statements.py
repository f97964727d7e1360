"""Verdicts on the statements about integrals and on those that are easily got wrong."""

from __future__ import annotations

from typing import Any

import pytest

from derivations.deciding.answers import answer
from tests.deciding.statements import answered, statements

INTEGRALS, WALL = statements("integrals"), statements("wall")
KEYS = ["verdict", "evidence", "certificate", "counterexample", "reason", "ms"]
WITHOUT_A_RULE = "no rule settles this kind of claim yet"


def test_the_tables_are_whole() -> None:
    assert (len(INTEGRALS), len(WALL), len(statements("pointwise"))) == (15, 20, 201)


@pytest.mark.parametrize("line", INTEGRALS, ids=[line["id"] for line in INTEGRALS])
def test_statements_about_integrals_are_settled(line: dict[str, Any]) -> None:
    found = answered(line["claim"], line["where"])
    assert found["verdict"] == ("proved" if line["truth"] else "refuted"), found["reason"]


@pytest.mark.parametrize("line", WALL, ids=[line["id"] for line in WALL])
def test_the_wall_stands(line: dict[str, Any]) -> None:
    found = answered(line["claim"], line["where"])
    assert found["verdict"] != "proved"
    if found["reason"] != WITHOUT_A_RULE:
        assert found["verdict"] == line["expect"], found["reason"]


@pytest.mark.parametrize("line", [*INTEGRALS, *WALL], ids=lambda line: line["id"])
def test_an_answer_has_the_parts_of_its_verdict(line: dict[str, Any]) -> None:
    found = answered(line["claim"], line["where"])
    assert list(found) == KEYS
    settled = found["verdict"] in ("proved", "refuted")
    assert isinstance(found["ms"], float)
    assert isinstance(found["certificate"], dict) is settled
    assert bool(found["evidence"]) is settled
    assert bool(found["reason"]) is not settled
    assert "\n" not in found["reason"] + found["evidence"]
    if found["verdict"] != "refuted":
        assert found["counterexample"] is None
        return
    example = found["counterexample"]
    assert {"kind", "values", "atoms", "left", "right"} == set(example)
    assert all(isinstance(value, str) for value in example["values"].values())
    for atom in example["atoms"]:
        assert all(isinstance(value, str) for value in atom.values())
        assert "weight" in atom


PROVED = [
    ("KL(p, q) >= 0", "p density, q density"),
    ("0 < z/(1+z) < 1", "z > 0"),
    ("-1 + a - a**2 <= a = a <= a + 1", "a real"),
    ("argmax(E(p, log(D)) + E(q, log(1-D)), D) = p/(p+q)",
     "p density, q density, D function, 0 <= D <= 1"),
    ("x**0 = 1", "x real"),
    ("b - c > 0", "b > c"),
    ("E(p, a)/a = 1", "p density, a != 0"),
    ("KL((p+q)/2, q) >= 0", "p density, q density"),
    ("KL(p, q) <= log(3)", "p density, q density, p <= 3*q"),
    ("Int(q + dq) = 1", "q density, dq null"),
]  # fmt: skip
REFUTED = [
    ("x/x = 1", "x real"),
    ("x/x = 1", "x >= 0"),
    ("(x**2 - 1)/(x - 1) = x + 1", "x real"),
    ("log(x**2) = 2*log(x)", "x real"),
    ("x*log(x) <= 0", "0 <= x <= 1"),
    ("sqrt(x)**2 = x", "x real"),
    ("1/x > 0", "x >= 0"),
    ("KL(p, q) < 1000", "p density, q density"),
    ("JSD(p, q) < log(2)", "p density, q density"),
    ("TV(p, q) < 1", "p density, q density"),
    ("KL(p, q) = KL(q, p)", "p density, q density"),
    ("E(q, p/q) = 1", "p density, q density"),
    ("Int(p**2) <= 1", "p density"),
    ("Int(p*log(p)) <= 0", "p density"),
    ("E(p, a)/a = 1", "p density, a real"),
    ("E(p, D) <= 1/2", "p density, D function, 0 <= D <= 1"),
    ("Int(dq*D) = 0", "dq null, D function"),
    ("argmax(z, z) = 1", "0 <= z < 1"),
    ("sup(z, z) = 2", "0 < z < 1"),
    ("equality(TV(p, p) >= 0, p = q)", "p density, q density"),
    ("Int(D) = 1", "D function, 0 <= D <= 1"),
]
UNSATISFIABLE = [
    "x > 0, x < 0", "x > 1, x < 1/2", "p density, q density, p > q",
    "p density, p < 0", "n integer, 0 < n < 1", "a > b, b > c, c > a", "p density, p = 0",
    "dq null, dq > 0",
]  # fmt: skip


@pytest.mark.parametrize(("claim", "where"), PROVED)
def test_true_claims(claim: str, where: str) -> None:
    found = answered(claim, where)
    assert found["verdict"] == "proved", found["reason"]


@pytest.mark.parametrize(("claim", "where"), REFUTED)
def test_false_claims(claim: str, where: str) -> None:
    found = answered(claim, where)
    assert found["verdict"] == "refuted", found["reason"]


@pytest.mark.parametrize("where", UNSATISFIABLE)
@pytest.mark.parametrize("claim", ["1 = 2", "1 = 1"])
def test_hypotheses_that_nothing_satisfies(claim: str, where: str) -> None:
    found = answered(claim, where)
    assert (found["verdict"], found["certificate"]) == ("error", None)
    assert found["reason"] == (
        "where: nothing was found that satisfies the hypotheses: write hypotheses that some values "
        "satisfy"
    )


@pytest.mark.parametrize(
    ("claim", "where", "reason"),
    [
        ("x = 1", "", "claim, column 1: 'x' is not declared: add 'x real', 'x > 0' or 'x density' "
                      "to --where"),
        ("1 = 2", "x foo", "where, column 3: 'foo' is no kind of name: write x real, integer, "
                           "density, function or null, or a relation such as x > 0"),
        ("1 +", "", "claim, column 4: a number, a name or '(' is expected here, not the end of the "
                    "text"),
    ],
)  # fmt: skip
def test_what_is_not_read(claim: str, where: str, reason: str) -> None:
    found = answer(claim, where)
    assert list(found) == KEYS
    assert (found["verdict"], found["reason"], found["ms"]) == ("error", reason, 0.0)
