"""`divergence`: sheets as a user sees them, one of them refused."""

from __future__ import annotations

import json

import pytest

from derivations.cli import main

PROVED = """\
f(u) = abs(u - 1)/2  (total variation, with 1/2: TV(p, q))

  convex on u > 0                  proved
  f(1) = 0                         proved
  affine on no neighbourhood of 1  proved
  lower semicontinuous             proved
  conjugate f*(t)                  piecewise((-1/2, t <= -1/2), (t, true))
  where                            t <= 1/2
  optimal critic T*                sign(p - q)/2
  activation of v                  tanh(v)/2
  range of D_f(p, q)               [0, 1]
  D_f(p, q) = 0                    exactly when p = q

20 claims, 19 proved; --format json shows them
"""
OWN = """\
  convex on u > 0                  proved
  f(1) = 0                         proved
  affine on no neighbourhood of 1  proved
  lower semicontinuous             proved
  conjugate f*(t)                  -log(-t) - 1
  where                            t < 0
  optimal critic T*                -q/p
  activation of v                  -exp(-v)
  range of D_f(p, q)               [0, oo]
  D_f(p, q) = 0                    exactly when p = q
  your conjugate                   proved
  your activation                  refuted
"""
REFUSED = """\
f(u) = log(u)**2

  convex on u > 0                  refuted
  f(1) = 0                         proved
  affine on no neighbourhood of 1  proved
  lower semicontinuous             proved

convex: refuted
  convex(log(u)**2, u)  where u > 0
  at u = 2, u_2 = 4, weight = 1/2
  left = 1.2069489608125819778, right = 1.2011325347955035617

5 claims, 4 proved; --format json shows them
"""


@pytest.mark.parametrize(("arguments", "status", "shown"), [
    (["tv"], 0, PROVED), (["log(u)^2"], 1, REFUSED),
    pytest.param(["-log(u)", "--conjugate", "-1-log(-t)", "--activation", "-exp(v)", "--format",
                  "concise"], 1, OWN, marks=pytest.mark.slow),
])  # fmt: skip
def test_sheets_as_a_user_sees_them(arguments: list[str], status: int, shown: str,
                                    capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["divergence", *arguments]) == status
    assert capsys.readouterr() == (shown, "")


def test_json_has_the_fields_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["divergence", "log(u)**2", "--format", "json", "--activation", "-v"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == [
        "f", "convex", "zero_at_one", "strict_at_one", "lower_semicontinuous", "conjugate",
        "conjugate_domain", "optimal_critic", "activation", "range", "equality_case",
        "own_activation", "checks", "latex"]
    assert (answer["convex"], answer["zero_at_one"]) == ("refuted", "proved")
    assert answer["range"] is None
    assert answer["own_activation"]["verdict"] == "undecided"
    assert answer["checks"][0]["counterexample"]["values"] == {"u": "2", "u_2": "4",
                                                               "weight": "1/2"}
    assert answer["latex"].startswith("$f$ is not convex, $f(1) = 0$, ")


def test_a_claim_past_its_time_is_undecided(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["divergence", "u**3-1+9**9**9**9", "--timeout", "2", "--format", "json"]
    assert main(arguments) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["convex"] == "undecided"
    assert answer["conjugate"] is None


@pytest.mark.parametrize(("arguments", "line"), [
    (["a*u"], "EXPR, column 1: 'a' is not known here: f is written in u alone, so write a number "
              "for it"),
    (["u", "--conjugate", "exp(u)"], "--conjugate, column 5: 'u' is not known here: a conjugate "
                                     "is written in t alone, so write a number for it"),
    (["--activation", "v"], "--conjugate and --activation go with an EXPR "
                            "(see `derivations --help`)"),
])  # fmt: skip
def test_wrong_input_is_one_line(arguments: list[str], line: str,
                                 capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["divergence", *arguments]) == 4
    assert capsys.readouterr() == ("", f"derivations: {line}\n")


@pytest.mark.slow
def test_the_catalogue_is_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["divergence", "--timeout", "60"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["name", "f(u)", "conjugate", "domain", "activation", "range",
                                "sheet"]
    rows = lines[1:lines.index("")]
    assert [row.split()[0] for row in rows[:5]] == ["kl", "rkl", "jsd", "js2", "gan"]
    assert all(row.endswith("proved") for row in rows)
    assert "gan: f(1) = 0 is refuted, as it should be" in lines
