"""Convex functions in the claim language: read, printed, read again; and what is no use of one."""

from __future__ import annotations

import pytest

from derivations.language import (
    ClaimError,
    Div,
    at_zero,
    compare,
    convex_function,
    densities,
    dual,
    real,
    recession,
    slope,
    statement,
    strict_function,
)
from derivations.language.grammar import parse

TWO = "p density, q density, "
SAME = [
    ("Div(f(u), u, p, q) >= 0", TWO + "f convex"),
    ("f((u + v)/2) <= slope(f, u)*at_zero(f) + recession(g)", "u > 0, v > 0, f convex, g strict"),
    ("E(q, dual(f, D - 1)) = 0", "q density, D function, f strict, f(1/2) >= 1"),
    ("slope + dual <= at_zero*recession", "slope real, dual real, at_zero real, recession real"),
    ("slope(dual, at_zero) = 1", "dual convex, at_zero > 0"),
    ("dual(slope, 1) = slope(2)", "slope convex"),
    ("diff(f(x), x) = 1", "f convex, x > 0"),
]


@pytest.mark.parametrize(("claim", "where"), SAME)
def test_what_is_printed_is_read_as_the_same(claim: str, where: str) -> None:
    read = parse(claim, where)
    assert str(read.claim) == claim
    assert parse(str(read.claim), str(read.hypotheses)) == read


WRONG = [
    ("f(2) = 0", "", "claim, column 1: 'f' is not a function: write f*(…) for a product"),
    ("f(2) = 0", "f real", "claim, column 1: 'f' is not a function: write f*(…) for a product"),
    ("slope(g, 2) = 0", "f convex",
     "claim, column 1: 'slope' is not a function: write slope*(…) for a product"),
    ("f = 0", "f convex",
     "claim, column 1: 'f' is a convex function: write f(u), or another of its values"),
    ("f(1, 2) = 0", "f convex", "claim, column 1: f takes 1 argument, not 2"),
    ("slope(f) = 0", "f convex", "claim, column 8: ',' is expected here, not ')'"),
    ("slope(f, 1, 2) = 0", "f convex", "claim, column 1: slope takes 2 arguments, not 3"),
    ("at_zero(f, 1) = 0", "f convex",
     "claim, column 10: an operator, ',' or ')' is expected here, not ','"),
    ("1 = 1", "f(2) > 1, f convex",
     "where, column 1: 'f' is not a function: write f*(…) for a product"),
    ("1 = 1", "f convex, f real",
     "where, column 13: 'f' is declared as convex and as real: keep one of them"),
    ("Div(f(f), f, p, q) = 0", TWO + "f convex",
     "claim, column 5: 'f' is no convex function here: rename what hides it"),
]


@pytest.mark.parametrize(("claim", "where", "message"), WRONG)
def test_what_is_no_use_of_one(claim: str, where: str, message: str) -> None:
    with pytest.raises(ClaimError) as refusal:
        parse(claim, where)
    assert str(refusal.value) == message


def test_in_python_and_in_latex() -> None:
    p, q = densities("p", "q")
    u, f, g = real("u"), convex_function("f"), strict_function("g")
    made = statement(compare(Div(f(u), u, p, q), ("<=", at_zero(f) + recession(f))))
    assert str(made.claim) == "Div(f(u), u, p, q) <= at_zero(f) + recession(f)"
    assert made.claim.latex() == r"D_f(p\,\|\,q) \le f(0) + f'(\infty)"
    assert Div(g(u), u, p, q).latex() == r"D_g(p\,\|\,q)"
    assert Div(f(u) + 1, u, p, q).latex() == r"D_{f(u) + 1}(p\,\|\,q)"
    assert (slope(f, 1) * dual(g, u)).latex() == r"f'(1) \, g^{*}(u)"
