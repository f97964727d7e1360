"""What is no function of one variable gets one line that says what to write."""

from __future__ import annotations

import pytest

from derivations.divergences import CATALOGUE, named, read
from derivations.divergences.reading import T, U
from derivations.language.tokens import ClaimError


@pytest.mark.parametrize(("text", "message"), [
    ("a*u", "EXPR, column 1: 'a' is not known here: f is written in u alone, so write a number "
            "for it"),
    ("u*log(u", "EXPR, column 8: the '(' at column 6 is not closed: write ')' before the end of "
                "the text"),
    ("KL(u, u)", "EXPR: f holds an integral: write a function of the number u"),
    ("Int(u)", "EXPR: f holds an integral: write a function of the number u"),
    ("diff(u**2, u)", "EXPR: f holds a derivative: write it out"),
    ("u + oo", "EXPR: oo is no number: write a finite value"),
    ("u = 0", "EXPR, column 3: an operator or the end is expected here, not '='"),
    ("__import__('os')", "EXPR, column 12: ''' is not part of the claim language: remove it or "
                         "write a name for it"),
])  # fmt: skip
def test_errors_word_for_word(text: str, message: str) -> None:
    with pytest.raises(ClaimError) as caught:
        read(text, U, "f", "EXPR")
    assert str(caught.value) == message


def test_each_formula_has_a_variable_of_its_own() -> None:
    assert str(read("exp(t - 1)", T, "a conjugate", "--conjugate")) == "exp(t - 1)"
    with pytest.raises(ClaimError) as caught:
        read("exp(u)", T, "a conjugate", "--conjugate")
    assert str(caught.value) == (
        "--conjugate, column 5: 'u' is not known here: a conjugate is written in t alone, so "
        "write a number for it")


def test_names_of_the_catalogue() -> None:
    found = {entry.name for entry in CATALOGUE}
    assert {"kl", "rkl", "jsd", "js2", "gan", "jeffreys", "pearson", "neyman", "hellinger2",
            "lecam", "tv", "ns"} <= found
    for entry in CATALOGUE:
        assert named(f" {entry.name} ") is not None
        assert str(entry.tree)
    assert named("u*log(u)") is None


@pytest.mark.parametrize(("text", "f"), [
    ("alpha(1/2)", "(u**(1/2) - 1 - 1/2*(u - 1))/(1/2*(1/2 - 1))"),
    ("alpha( -2 )", "(u**-2 - 1 - -2*(u - 1))/(-2*(-2 - 1))"),
    ("alpha(1.5)", "(u**1.5 - 1 - 1.5*(u - 1))/(1.5*(1.5 - 1))"),
])  # fmt: skip
def test_alpha_takes_any_rational_number(text: str, f: str) -> None:
    entry = named(text)
    assert entry is not None
    assert str(entry.tree) == f


@pytest.mark.parametrize(("text", "message"), [
    ("alpha", "EXPR, column 1: alpha has a parameter: write alpha(1/2), or any rational number "
              "but 0 and 1 in its place"),
    ("alpha(1)", "EXPR, column 1: alpha(1) is a limit of the others: write kl"),
    ("alpha(0)", "EXPR, column 1: alpha(0) is a limit of the others: write rkl"),
    ("alpha(1/0)", "EXPR, column 1: alpha has a parameter: write alpha(1/2), or any rational "
                   "number but 0 and 1 in its place"),
])  # fmt: skip
def test_an_alpha_that_is_none(text: str, message: str) -> None:
    with pytest.raises(ClaimError) as caught:
        named(text)
    assert str(caught.value) == message
