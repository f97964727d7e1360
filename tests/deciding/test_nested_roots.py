"""Roots of squares and of sums with roots; maxima under functions; sums of sizes."""

from __future__ import annotations

import pytest

from tests.deciding.statements import answered

TRUE = [
    ("sqrt(a**2+2*a*b+b**2) = a+b", "a > 0, b > 0"),
    ("sqrt(a**2+2*a*b+b**2) = abs(a+b)", "a real, b real"),
    ("sqrt((a-b)**2) = abs(a-b)", "a real, b real"),
    ("sqrt(x**2+2*x+1) = abs(x+1)", "x real"),
    ("sqrt(5+2*sqrt(6)) = sqrt(2)+sqrt(3)", "x real"),
    ("sqrt(3+2*sqrt(2)) = 1+sqrt(2)", "x real"),
    ("sqrt(3-2*sqrt(2)) = sqrt(2)-1", "x real"),
    ("sqrt(a+b+2*sqrt(a*b)) = sqrt(a)+sqrt(b)", "a > 0, b > 0"),
    ("sqrt(a+b-2*sqrt(a*b)) = abs(sqrt(a)-sqrt(b))", "a > 0, b > 0"),
    ("sqrt(x+1+2*sqrt(x)) = 1+sqrt(x)", "x >= 0"),
    ("sqrt(x+2*sqrt(x-1)) = 1+sqrt(x-1)", "x >= 1"),
    ("sqrt(2+sqrt(3)) = (sqrt(6)+sqrt(2))/2", "x real"),
    ("sqrt(x**4+2*x**2+1) = x**2+1", "x real"),
    ("sqrt(exp(2*x)+2+exp(-2*x)) = exp(x)+exp(-x)", "x real"),
    ("sqrt(a**2+b**2+c**2+2*a*b-2*a*c-2*b*c) = abs(a+b-c)", "a real, b real, c real"),
    ("sqrt(1-sin(x)**2) = abs(cos(x))", "x real"),
    ("sqrt((x**2-1)**2+4*x**2) = x**2+1", "x real"),
    ("sqrt(log(x)**2) = abs(log(x))", "x > 0"),
    ("sqrt(x**2)/x = sign(x)", "x != 0"),
    ("abs(abs(x)-abs(y)) <= abs(x-y)", "x real, y real"),
    ("max(x,y) = (x+y+abs(x-y))/2", "x real, y real"),
    ("max(x,min(y,z)) = min(max(x,y),max(x,z))", "x real, y real, z real"),
    ("max(log(x),log(y)) = log(max(x,y))", "x > 0, y > 0"),
    ("exp(max(x,y)) = max(exp(x),exp(y))", "x real, y real"),
    ("abs(log(x)) = log(max(x,1/x))", "x > 0"),
    ("max(x**2,y**2) = max(abs(x),abs(y))**2", "x real, y real"),
    ("max(sqrt(x),sqrt(y)) = sqrt(max(x,y))", "x >= 0, y >= 0"),
    ("max(tanh(x), tanh(y)) = tanh(max(x,y))", "x real, y real"),
    ("max(softplus(x), softplus(y)) = softplus(max(x,y))", "x real, y real"),
    ("abs(x*log(y)) = abs(x)*abs(log(y))", "x real, y > 0"),
    ("max(a*x,a*y) = a*max(x,y)", "a > 0, x real, y real"),
    ("abs(r - log(a))/(1 + abs(r) + abs(log(a))) = abs(log(a) - r)/(abs(log(a)) + 1 + abs(r))",
     "r real, a > 0"),
    ("1/(abs(x)+abs(y)) > 0", "x != 0, y real"),
    ("sqrt(5-2*sqrt(6)) = sqrt(3)-sqrt(2)", "x real"),
    ("sqrt(49+20*sqrt(6)) = 5+2*sqrt(6)", "x real"),
    ("log(3+2*sqrt(2)) = 2*log(1+sqrt(2))", "x real"),
    ("sqrt(a+b-2*sqrt(a*b)) = sqrt(a)-sqrt(b)", "a > b, b > 0"),
    ("sqrt(2*x+2*sqrt(x**2-1)) = sqrt(x+1)+sqrt(x-1)", "x > 1"),
    ("sqrt(2*x-2*sqrt(x**2-1)) = sqrt(x+1)-sqrt(x-1)", "x > 1"),
    ("max(log(x), 1) = log(max(x,exp(1)))", "x > 0"),
    ("max(log(x), log(2)) = log(max(x,2))", "x > 0"),
    ("abs(sqrt(x)-1) = (abs(x-1))/(sqrt(x)+1)", "x >= 0"),
    ("max(sqrt(a*b), (a+b)/2) = (a+b)/2", "a > 0, b > 0"),
]  # fmt: skip

FALSE = [
    ("sqrt(3-2*sqrt(2)) = 1-sqrt(2)", "x real"),
    ("sqrt(log(x)**2) = log(x)", "x > 0"),
    ("LambertW(x) > -1", "x >= -exp(-1)"),
    ("LambertW(x) > -1", "x real"),
    ("1/(abs(x)+abs(y)) > 0", "x real, y real"),
    ("1/(abs(x)-abs(y)) > 0", "x != 0, y real"),
    ("sqrt(5+2*sqrt(6)) = sqrt(2)+sqrt(5)", "x real"),
    ("sqrt(5-2*sqrt(6)) = sqrt(2)-sqrt(3)", "x real"),
    ("sqrt(a+b-2*sqrt(a*b)) = sqrt(a)-sqrt(b)", "a > 0, b > 0"),
    ("sqrt(x+2*sqrt(x-1)) = 1-sqrt(x-1)", "x >= 1"),
    ("sqrt(2*x-2*sqrt(x**2-1)) = sqrt(x-1)-sqrt(x+1)", "x > 1"),
    ("sqrt(1-sin(x)**2) = cos(x)", "x real"),
    ("exp(max(x,y)) = min(exp(x),exp(y))", "x real, y real"),
    ("max(sqrt(x),sqrt(y)) = sqrt(min(x,y))", "x >= 0, y >= 0"),
    ("max(log(x), 1) = log(max(x,3))", "x > 0"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "where"), TRUE)
def test_true_claims_are_proved(claim: str, where: str) -> None:
    assert answered(claim, where)["verdict"] == "proved"


@pytest.mark.parametrize(("claim", "where"), FALSE)
def test_false_claims_are_refuted(claim: str, where: str) -> None:
    assert answered(claim, where)["verdict"] == "refuted"
