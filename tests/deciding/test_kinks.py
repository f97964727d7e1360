"""Derivatives across kinks and jumps: they exist where both sides agree, and only there."""

from __future__ import annotations

import pytest

from tests.deciding.statements import answered

TRUE = [
    ("diff(max(x,0)**2, x) = 2*max(x,0)", "x real"),
    ("diff(abs(x-2), x) = sign(x-2)", "x real, x != 2"),
    ("diff(abs(x)**3, x) = 3*x*abs(x)", "x real"),
    ("diff(x*abs(x), x) = 2*abs(x)", "x real"),
    ("diff(x*abs(x), x, 2) = 2*sign(x)", "x real, x != 0"),
    ("diff(max(x,1-x), x) = sign(2*x-1)", "x real, x != 1/2"),
    ("diff(abs(x-a), x)**2 = 1", "x real, a real, x != a"),
    ("diff(piecewise((x**2, x>0),(0,true)), x) = 2*max(x,0)", "x real"),
    ("diff(piecewise((x**2, x>=0),(-x**2,true)), x) = 2*abs(x)", "x real"),
    ("diff(piecewise((1, x>0),(0,true)), x) = 0", "x real, x != 0"),
    ("diff(sign(x), x) = 0", "x real, x != 0"),
    ("diff(sign(x), x) = 0", "x > 0"),
    ("diff(max(x,0), x) = (1+sign(x))/2", "x real, x != 0"),
    ("diff(abs(x)**2, x) = 2*x", "x real"),
    ("diff(sqrt(x**2), x) = sign(x)", "x != 0"),
    ("diff(sqrt(x**4), x) = 2*x", "x real"),
    ("diff(max(x,0)**3, x, 2) = 6*max(x,0)", "x real"),
    ("diff(max(x,y), x) = (1+sign(x-y))/2", "x real, y real, x != y"),
    ("diff(max(x,y)+min(x,y), x) = 1", "x real, y real"),
    ("diff(abs(x)*abs(x), x) = 2*x", "x real"),
    ("diff(log(abs(x)), x) = 1/x", "x != 0"),
    ("diff(log(max(x,1)), x) = 1/x", "x > 1"),
    ("diff(max(x,0)**2/2 + min(x,0)**2/2, x) = x", "x real"),
    ("diff(max(max(x,0),-x), x) = sign(x)", "x != 0"),
    ("diff(exp(-abs(x)), x) = -sign(x)*exp(-abs(x))", "x != 0"),
    ("diff(piecewise((x**2/2, abs(x)<=1),(abs(x)-1/2,true)), x) = max(-1, min(1, x))", "x real"),
    ("diff(piecewise((exp(x), x<0),(1+x,true)), x) = exp(min(x,0))", "x real"),
    ("diff(piecewise((0, x=0),(x**2,true)), x) = 2*x", "x real"),
    ("diff(max(x,0)**2, x, 2) = 1 + sign(x)", "x != 0"),
    ("diff(diff(x**3*sign(x), x), x) = 6*abs(x)", "x real"),
    ("diff(max(x-a,0)**2, x) = 2*max(x-a,0)", "x real, a real"),
    ("diff(abs(x)+abs(x-1), x) = 0", "0 < x < 1"),
    ("diff(abs(x)+abs(-x) - 2*abs(x), x) = 0", "x real"),
    ("diff(min(x,1-x)+max(x,1-x), x) = 0", "x real"),
    ("diff(exp(max(x,0)) - max(x,0), x) = max(exp(x),1) - 1", "x real"),
    ("diff(max(exp(x) - 1, 0)**2, x) = 2*max(exp(x)-1,0)*exp(x)", "x real"),
    ("diff(max(log(x), 0)**2, x) = 2*max(log(x),0)/x", "x > 0"),
]  # fmt: skip

FALSE = [
    ("diff(abs(x-2), x) = sign(x-2)", "x real"),
    ("diff(x*abs(x), x, 2) = 2*sign(x)", "x real"),
    ("diff(max(x,1-x), x) = sign(2*x-1)", "x real"),
    ("diff(max(x,0), x) <= 1", "x real"),
    ("diff(abs(x-a), x)**2 = 1", "x real, a real"),
    ("diff(sqrt(x), x) = 1/(2*sqrt(x))", "x >= 0"),
    ("diff(piecewise((x, x>0),(0,true)), x) <= 1", "x real"),
    ("diff(piecewise((1, x>0),(0,true)), x) = 0", "x real"),
    ("diff(sign(x), x) = 0", "x real"),
    ("diff(sqrt(x**2), x) = sign(x)", "x real"),
    ("diff(log(max(x,1)), x) = piecewise((1/x, x>1),(0,true))", "x > 0"),
    ("diff(exp(-abs(x)), x) = -sign(x)*exp(-abs(x))", "x real"),
    ("diff(x*abs(x), x) = 2*x", "x real"),
    ("diff(max(x,0)**2, x) = 2*x", "x real"),
    ("diff(abs(x), x) = sign(x)", "x >= 0"),
    ("diff(piecewise((1, x=0),(0,true)), x) = 0", "x real"),
    ("diff(piecewise((1, x=0),(x**2,true)), x) = 2*x", "x real"),
    ("diff(max(x,0)**2, x, 2) = 2", "x real"),
    ("diff(max(x,0)**2, x, 2) = 1 + sign(x)", "x real"),
    ("diff(sqrt(x**2 - 1), x) = diff(x**2 - 1, x)/(2*sqrt(x**2 - 1))", "x real, x**2 - 1 >= 0"),
    ("diff(max(x,a)**2, x) = 2*max(x,a)", "x real, a real"),
    ("diff(abs(x)+abs(x-1), x) = sign(x)+sign(x-1)", "x real"),
    ("diff(abs(x)+abs(x-1), x) = 0", "0 <= x <= 1"),
    ("diff(log(abs(x)), x) = 1/x", "x real"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "where"), TRUE)
def test_true_claims_are_proved(claim: str, where: str) -> None:
    assert answered(claim, where)["verdict"] == "proved"


@pytest.mark.parametrize(("claim", "where"), FALSE)
def test_false_claims_are_refuted(claim: str, where: str) -> None:
    assert answered(claim, where)["verdict"] == "refuted"
