"""Sheets of many functions: verdicts, formulas, and an oracle for the conjugates."""

from __future__ import annotations

import math

import pytest

from derivations.deciding.answers import recheck
from derivations.divergences.checks import PROVED
from tests.divergences.making import holds, largest, number, sheet

CONDITIONS = ("convex", "zero_at_one", "strict_at_one", "lower_semicontinuous")

# f, conjugate, domain, critic, activation, range
PROVED_SHEETS = [
    ("u*log(u)", "exp(t - 1)", "t real", "log(p/q) + 1", "v + 1", ("0", "oo")),
    ("-log(u)", "-log(-t) - 1", "t < 0", "-q/p", "-exp(-v)", ("0", "oo")),
    ("u*log(u) - (u+1)*log((u+1)/2)", "-log(2 - exp(t))", "t < log(2)", "log(2*p/(p + q))",
     "log(2) - softplus(-v)", ("0", "2*log(2)")),
    ("(u-1)**2", "piecewise((-1, t <= -2), (t**2/4 + t, true))", "t real", "2*p/q - 2",
     "2*exp(v) - 2", ("0", "oo")),
    ("abs(u-1)/2", "piecewise((-1/2, t <= -1/2), (t, true))", "t <= 1/2", "sign(p - q)/2",
     "tanh(v)/2", ("0", "1")),
    ("max(u,1)-1", "piecewise((0, t <= 0), (t, true))", "t <= 1",
     "piecewise((0, p <= q), (1, true))", "sigmoid(v)", ("0", "1")),
    ("1/u-1", "1 - 2*sqrt(-t)", "t <= 0", "-q**2/p**2", "-exp(-2*v)", ("0", "oo")),
]  # fmt: skip
SLOW_SHEETS = [
    ("(u-1)*log(u)", "t + LambertW(exp(1 - t)) + 1/LambertW(exp(1 - t)) - 2", "t real",
     "log(p/q) + 1 - q/p", "v + 1 - exp(-v)", ("0", "oo")),
    ("(u-1)**2/u", "2 - 2*sqrt(1 - t)", "t <= 1", "1 - q**2/p**2", "1 - exp(-2*v)", ("0", "oo")),
    ("(sqrt(u)-1)**2", "t/(1 - t)", "t < 1", "1 - sqrt(q)/sqrt(p)", "1 - exp(-v/2)", ("0", "2")),
    ("(u-1)**2/(u+1)", "piecewise((-1, t <= -3), (4 - t - 4*sqrt(1 - t), true))", "t <= 1",
     "(p - q)*(p + 3*q)/(p + q)**2", "1 - 4*sigmoid(-v)**2", ("0", "2")),
    ("(1+u)*log((1+u)/(2*u))", None, "t <= -log(2)", "log((p + q)/(2*p)) - q/p",
     "softplus(-v) - exp(-v) - log(2)", ("0", "oo")),
    ("sqrt(1+u**2)-sqrt(2)", "piecewise((sqrt(2) - 1, t <= 0), (sqrt(2) - sqrt(1 - t**2), true))",
     "t <= 1", "p/sqrt(p**2 + q**2)", "exp(v)/sqrt(exp(2*v) + 1)", ("0", "2 - sqrt(2)")),
    ("abs(u-1)+(u-1)**2", "piecewise((-2, t <= -3), ((t + 3)**2/4 - 2, t <= -1), (t, t <= 1), "
     "((t + 1)**2/4, true))", "t real",
     "piecewise((2*p/q - 3, p < q), (0, p = q), (2*p/q - 1, true))", "exp(v) - 3", ("0", "oo")),
    ("(u+1)*log((u+1)/2)", "piecewise((log(2), t <= 1 - log(2)), (2*exp(t - 1) - t, true))",
     "t real", "log((p + q)/(2*q)) + 1", "softplus(v) + 1 - log(2)", ("0", "oo")),
    ("max(1-u, 0) + (u-1)**2/10", "piecewise((-11/10, t <= -6/5), (t + 5*(t + 1)**2/2, "
     "t <= -1), (t, t <= 0), (5*t**2/2 + t, true))", "t real",
     "piecewise(((p - 6*q)/(5*q), p < q), (0, p = q), ((p - q)/(5*q), true))", "exp(v) - 6/5",
     ("0", "oo")),
]  # fmt: skip


def check_sheet(f: str, conjugate: str | None, domain: str, critic: str, activation: str,
                between: tuple[str, str]) -> None:
    plain = sheet(f).plain()
    assert [plain[name] for name in CONDITIONS] == ["proved"] * 4
    assert plain["conjugate"] == conjugate
    assert plain["conjugate_domain"] == domain
    assert plain["optimal_critic"] == critic
    assert plain["activation"] == activation
    assert tuple(plain["range"]) == between
    assert plain["equality_case"] == "p = q"
    assert sheet(f).holds
    assert [check["id"] for check in plain["checks"] if check["verdict"] == "undecided"] == []


@pytest.mark.parametrize(("f", "conjugate", "domain", "critic", "activation", "between"),
                         PROVED_SHEETS)
def test_a_sheet_is_proved(f: str, conjugate: str, domain: str, critic: str, activation: str,
                           between: tuple[str, str]) -> None:
    check_sheet(f, conjugate, domain, critic, activation, between)


@pytest.mark.slow
@pytest.mark.parametrize(("f", "conjugate", "domain", "critic", "activation", "between"),
                         SLOW_SHEETS)
def test_a_longer_sheet_is_proved(f: str, conjugate: str | None, domain: str, critic: str,
                                  activation: str, between: tuple[str, str]) -> None:
    check_sheet(f, conjugate, domain, critic, activation, between)


# f, then convex, zero_at_one, strict_at_one, lower_semicontinuous by their first letters
REFUTED_SHEETS = [
    ("log(u)**2", "rppp"),
    ("u**(1/3)", "rrpp"),
    ("u*log(u) - (u+1)*log(u+1)", "prpp"),
    ("u*log(u)+1/1000", "prpp"),
    ("max(u-2,0)", "pprp"),
    ("max(abs(u-1)-1/10, 0)", "pprp"),
    ("3*(u-1)", "pprp"),
    ("0", "pprp"),
    ("min(u,1)-1", "rppp"),
    ("abs(u-1)-abs(u-2)+1", "rppp"),
    ("abs(u-1)*u", "rppp"),
    ("(u-1)**2*log(u)", "rppp"),
    ("(u-1)**2 - 0.001*abs(u-1)", "rppp"),
    ("max(u**2, 2*u-1) - 1", "pppp"),
    ("(u-1)**2-(u-1)**4/100", "rppp"),
    ("1/(u-1)", "rrur"),
    ("log(u-2)", "rrur"),
    ("sign(u-1)", "rpur"),
    ("piecewise(((u-1)**2, u < 1), ((u-1)**2+1, true))", "rrur"),
    ("piecewise((2*(u-1), u < 1), (u-1, true))", "rppp"),
    ("piecewise((u-1, u < 1), (2*(u-1), true))", "pppp"),
    ("piecewise((0, u <= 1), ((u-1)**2, true))", "pppp"),
]  # fmt: skip


@pytest.mark.parametrize(("f", "verdicts"), REFUTED_SHEETS)
def test_conditions(f: str, verdicts: str) -> None:
    made = sheet(f)
    assert "".join(verdict[0] for verdict in made.conditions.plain.values()) == verdicts
    assert made.holds is (verdicts == "pppp")
    if verdicts[0] == "r":
        plain = made.plain()
        assert [plain[name] for name in ("conjugate", "conjugate_domain", "optimal_critic",
                                         "activation", "range", "equality_case")] == [None] * 6
        witness = made.conditions.convex.witness
        assert witness is not None
        assert {"u", "u_2", "weight"} == set(witness["values"])
    if verdicts[2] == "r":
        assert made.equality_case is None


MORE = [
    "1-u**(1/3)", "u**(7/3)-1", "u**(-3)-1", "(u**(4/3)-1)*3", "(u*log(u)+(u-1)**2)/2",
    "u*log(u)/4 - 3*log(u)/4", "(abs(u-1)+(sqrt(u)-1)**2)/2", "(u-1)**2 + (u-1)**4",
    "u*log(u)+exp(u-1)-1", "u**2-u**(1/2)", "softplus(u-1)-log(2)", "abs(u-1)+u*log(u)",
    "u*log(u)-u+1", "exp(u)-exp(1)*u", "cosh(u-1)-1", "-log(u)+u-1", "(u-1)**2/(u+2)",
    "abs(u-1)**(3/2)", "abs(u-1)**3", "(sqrt(u)-1)**4", "max(u-1, 2*(1-u))", "u**4-4*u+3",
    "sqrt(u**2+1) - sqrt(2)*u", "abs(u-1) - log(u)", "exp(1-u) - 1", "0.3*u*log(u) - 0.7*log(u)",
    "(u-1)**2/2 + abs(u-1)/4", "max(u-1, 0)**2", "abs(u-1) + abs(u-2) - 1", "max(u*log(u), 0)",
    "(1+u)/2*log((1+u)/(2*sqrt(u)))", "(u-1)*atanh((u-1)/(u+1))", "u**(3/2)-1",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("f", MORE)
def test_unseen_functions_have_a_whole_sheet(f: str) -> None:
    made = sheet(f)
    assert made.holds
    assert made.equality_case == "p = q"
    assert made.critic is not None
    assert made.activation is not None
    assert made.range is not None


def oracle_agrees(f: str) -> None:
    """The conjugate shown is the supremum that is found by search, on both branches."""
    plain = sheet(f).plain()
    formula, domain = plain["conjugate"], plain["conjugate_domain"]
    if formula is None:
        return
    tried = [t for t in (-7.3, -2.6, -1.7, -0.9, -0.3, 0.2, 0.45, 0.8, 1.6, 3.1)
             if holds(domain, t)]
    assert tried
    for t in tried:
        assert number(formula, t=t) == pytest.approx(largest(f, t), rel=2e-4, abs=2e-4)


@pytest.mark.parametrize("f", [row[0] for row in PROVED_SHEETS])
def test_the_conjugate_is_the_supremum(f: str) -> None:
    oracle_agrees(f)


@pytest.mark.slow
@pytest.mark.parametrize("f", [*(row[0] for row in SLOW_SHEETS), *MORE])
def test_the_conjugate_is_the_supremum_for_more(f: str) -> None:
    oracle_agrees(f)


@pytest.mark.parametrize("f", [row[0] for row in PROVED_SHEETS])
def test_critic_activation_and_conjugate_fit(f: str) -> None:
    plain = sheet(f).plain()
    formula, critic, activation = (plain[name] for name in ("conjugate", "optimal_critic",
                                                            "activation"))
    for p, q in ((0.3, 0.8), (2.0, 0.5), (1.0, 1.0)):
        best = number(critic, p=p, q=q)
        reached = p * best - q * number(formula, t=best)
        assert reached == pytest.approx(q * number(f, u=p / q), abs=1e-9)
        for v in (-3.0, -0.2, 0.7, 2.5):
            t = number(activation, v=v)
            assert p * t - q * number(formula, t=t) <= reached + 1e-9


def test_every_check_with_a_certificate_replays() -> None:
    checks = sheet("abs(u-1)/2").plain()["checks"]
    replayed = [check for check in checks if check["certificate"] is not None]
    assert [recheck(check) for check in replayed] == [""] * len(replayed)
    rest = [check["id"] for check in checks if check not in replayed]
    assert rest == ["lower_semicontinuous"]


def test_what_follows_says_from_what() -> None:
    checks = {check.name: check for check in sheet("u*log(u)").checks}
    follows = checks["lower_semicontinuous"]
    assert follows.verdict == PROVED
    assert follows.answer["evidence"] == (
        "follows from 'convex': a convex function that is finite on u > 0 is continuous there")
    assert follows.answer.get("certificate") is None


@pytest.mark.slow
def test_without_a_closed_form_the_conjugate_is_parametric() -> None:
    plain = sheet("(u-1)**2 + (u-1)**4").plain()
    assert plain["conjugate"] is None
    (part,) = plain["parametric"]
    for u in (0.3, 1.0, 2.4):
        t = number(part["t"], u=u)
        assert number(part["conjugate"], u=u) == pytest.approx(
            largest("(u-1)**2 + (u-1)**4", t), abs=1e-5)


def test_the_oracle_sees_a_wrong_conjugate() -> None:
    assert largest("(u-1)**2", -3.0) == pytest.approx(-1, abs=1e-9)
    assert not math.isclose(number("t**2/4 + t", t=-3.0), largest("(u-1)**2", -3.0), abs_tol=0.1)
