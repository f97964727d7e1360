"""A user's own conjugate and activation: the errors that published code holds."""

from __future__ import annotations

import pytest

from tests.divergences.making import sheet

RIGHT = [
    ("u*log(u)", "exp(t-1)", "v"),
    ("-log(u)", "-1-log(-t)", "-exp(-v)"),
    ("abs(u-1)/2", "max(t, -1/2)", "tanh(v)/2"),
    ("abs(u-1)/2", "piecewise((-1/2, t <= -1/2), (t, true))", "sigmoid(v) - 1/2"),
    ("u*log(u) - (u+1)*log((u+1)/2)", "-log(2-exp(t))", "log(2)-log(1+exp(-v))"),
    ("(u-1)**2", "max(t,-2)**2/4+max(t,-2)", "2*softplus(v)-2"),
    ("1/u-1", "1-2*sqrt(-t)", "-softplus(-v)"),
    ("u*log(u)", "exp(t)/exp(1)", "max(v, 2*v)"),
]  # fmt: skip


@pytest.mark.parametrize(("f", "conjugate", "activation"), RIGHT)
def test_right_ones_are_proved(f: str, conjugate: str, activation: str) -> None:
    made = sheet(f, conjugate, activation)
    assert {what: check.verdict for what, check in made.own.items()} == {
        "conjugate": "proved", "activation": "proved"}
    assert made.holds


# f, conjugate, what refutes it: the hypotheses and one name with its value
WRONG_CONJUGATES = [
    ("u*log(u)", "exp(t)", "u > 0", {"u": "1", "t": "1"}),
    ("-log(u)", "-1+log(-t)", "u > 0", {"u": "2", "t": "-(1/2)"}),
    ("u*log(u) - (u+1)*log((u+1)/2)", "-log(1-exp(t))", "u > 0", {"u": "1", "t": "0"}),
    ("(u-1)**2", "t**2/4+t", "t real", {"t": "-3"}),
    ("abs(u-1)/2", "t", "t <= 1/2", {"t": "-3/2"}),
]  # fmt: skip


@pytest.mark.parametrize(("f", "conjugate", "where", "values"), WRONG_CONJUGATES)
def test_wrong_conjugates_are_refuted(f: str, conjugate: str, where: str,
                                      values: dict[str, str]) -> None:
    made = sheet(f, conjugate)
    check = made.own["conjugate"]
    assert (check.verdict, check.where) == ("refuted", where)
    assert check.witness is not None
    assert check.witness["values"] == values
    assert not made.holds
    assert made.plain()["own_conjugate"]["verdict"] == "refuted"


# f, activation, the claim that fails
WRONG_ACTIVATIONS = [
    ("-log(u)", "-exp(v)", "-exp(v) < -exp(w)"),
    ("-log(u)", "exp(v)", "exp(v) < 0"),
    ("abs(u-1)/2", "tanh(v)", "tanh(v) > -1/2"),
    ("abs(u-1)/2", "tanh(v)/4", "inf(tanh(v)/4, v) = -1/2"),
    ("u*log(u)", "-v", "-v < -w"),
    ("u*log(u)", "exp(v)", "inf(exp(v), v) = -oo"),
    ("u*log(u)", "log(v)", "log(v) < log(w)"),
    ("u*log(u)", "max(v, 0)", "max(v, 0) < max(w, 0)"),
    ("(u-1)**2", "v", "v > -2"),
]  # fmt: skip


@pytest.mark.parametrize(("f", "activation", "claim"), WRONG_ACTIVATIONS)
def test_wrong_activations_are_refuted(f: str, activation: str, claim: str) -> None:
    check = sheet(f, "", activation).own["activation"]
    assert (check.verdict, check.claim) == ("refuted", claim)


def test_an_activation_that_may_jump_is_left_open() -> None:
    check = sheet("u*log(u)", "", "v + sign(v)").own["activation"]
    assert (check.verdict, check.answer["reason"]) == (
        "undecided", "it was not seen whether it jumps")


def test_a_function_that_is_not_convex_has_no_slopes_to_reach() -> None:
    check = sheet("log(u)**2", "", "v").own["activation"]
    assert (check.verdict, check.answer["reason"]) == (
        "undecided", "the slopes of f are not settled")


def test_a_line_has_one_slope() -> None:
    check = sheet("3*(u-1)", "", "v").own["activation"]
    assert check.answer["reason"] == (
        "f has one slope alone, so that no function of v can reach all between two")
