"""What is printed as text reads back as the same tree."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from derivations.language import Written
from derivations.language.grammar import parse, parse_expression
from derivations.language.printing import to_text
from tests.language.trees import DECLARED, trees

QUICK = settings(max_examples=300, deadline=None, derandomize=True, database=None)


@QUICK
@given(trees)
def test_a_tree_is_read_back_from_its_text(tree: Written) -> None:
    text = to_text(tree)
    again = parse_expression(text, DECLARED)
    assert again == tree
    assert hash(again) == hash(tree)
    assert to_text(again) == text


CLAIMS = [
    ("1 = 2", "1 = 2"),
    ("a<=b<c=d", "a <= b < c = d"),
    ("a>=b>c", "a >= b > c"),
    ("a ≤ b", "a <= b"),
    ("a ≥ b", "a >= b"),
    ("a == b", "a = b"),
    ("a^2 − b·c × d = 0", "a**2 - b*c*d = 0"),
    ("a**b**c = 1", "a**b**c = 1"),
    ("(a**b)**c = 1", "(a**b)**c = 1"),
    ("-2^2 = -4", "-2**2 = -4"),
    ("(-2)^2 = 4", "(-2)**2 = 4"),
    ("2^-a = 1", "2**-a = 1"),
    ("--a = +a", "--a = a"),
    ("a - (b - c) = a-b-c", "a - (b - c) = a - b - c"),
    ("a/(b/c) = a/b/c", "a/(b/c) = a/b/c"),
    ("a*(b/c) = a*b/c", "a*(b/c) = a*b/c"),
    ("a*-b = -a*b", "a*-b = -a*b"),
    ("-(a*b) = -(a+b)", "-(a*b) = -(a + b)"),
    ("((((a)))) = a", "a = a"),
    ("0.10 = .1", "0.10 = .1"),
    ("1e3 = 1.5E-2", "1e3 = 1.5E-2"),
    ("convex( a**2 ,a )", "convex(a**2, a)"),
    ("concave(log(a), a)", "concave(log(a), a)"),
    ("argmax(a*b, a) = b", "argmax(a*b, a) = b"),
    ("argmin(a**2,a)=0", "argmin(a**2, a) = 0"),
    ("sup(a, a) = oo", "sup(a, a) = oo"),
    ("inf(a, a) = -oo", "inf(a, a) = -oo"),
    ("conjugate(a**2, a, t) = t**2/4", "conjugate(a**2, a, t) = t**2/4"),
    ("equality(KL(p,q)>=0,p=q)", "equality(KL(p, q) >= 0, p = q)"),
    ("equality(0 <= TV(p,q), q = p)", "equality(0 <= TV(p, q), q = p)"),
    ("max(a,b,c) = -min(-a,-b,-c)", "max(a, b, c) = -min(-a, -b, -c)"),
    ("diff(a**2, a) = diff(a, a, 2)", "diff(a**2, a) = diff(a, a, 2)"),
    ("diff(a**3, a, 1) = 0", "diff(a**3, a) = 0"),
    ("piecewise((1, a > 0), (0, True)) = 1", "piecewise((1, a > 0), (0, true)) = 1"),
    ("piecewise((1, a != 0)) = 1", "piecewise((1, a != 0)) = 1"),
    ("E((p+q)/2, log(p)) = Int(p)", "E((p + q)/2, log(p)) = Int(p)"),
    ("KL(p,q)+JSD(p,q) >= TV(p,q)", "KL(p, q) + JSD(p, q) >= TV(p, q)"),
    ("Div(u*log(u),u,p,q) = 0", "Div(u*log(u), u, p, q) = 0"),
    ("Int(dq*D) = 0", "Int(dq*D) = 0"),
]
WHERE = "a real, b real, c real, d real, p density, q density, D function, dq null"


@pytest.mark.parametrize(("text", "printed"), CLAIMS)
def test_a_claim_is_read_back_from_its_text(text: str, printed: str) -> None:
    stated = parse(text, WHERE)
    assert str(stated.claim) == printed
    again = parse(str(stated.claim), str(stated.hypotheses))
    assert again == stated
    assert str(again) == str(stated)


@pytest.mark.parametrize("head", [
    "log", "exp", "sqrt", "abs", "sign", "sigmoid", "softplus", "tanh", "sinh", "cosh", "atanh",
    "asinh", "sin", "cos", "erf", "erfc", "LambertW",
])  # fmt: skip
def test_every_function_of_one_argument_is_read(head: str) -> None:
    claim = str(parse(f"{head}(x)=1", "x real").claim)
    assert claim == f"{head}(x) = 1"
