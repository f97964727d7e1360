"""Verdicts on sin, cos, erf, erfc and LambertW: what is true is proved, what is false refuted."""

from __future__ import annotations

import pytest

from derivations.deciding.answers import recheck
from tests.deciding.statements import answered

TRUE = [
    ("sin(x)**2 + cos(x)**2 = 1", "x real"),
    ("sin(2*x) = 2*sin(x)*cos(x)", "x real"),
    ("cos(2*x) = 1 - 2*sin(x)**2", "x real"),
    ("cos(x) = 1 - 2*sin(x/2)**2", "x real"),
    ("sin(3*x) = 3*sin(x) - 4*sin(x)**3", "x real"),
    ("sin(a+b) = sin(a)*cos(b) + cos(a)*sin(b)", "a real, b real"),
    ("sin(x)*sin(y) = (cos(x-y) - cos(x+y))/2", "x real, y real"),
    ("cos(x/7+y/11)**2 + sin(x/7+y/11)**2 = 1", "x real, y real"),
    ("sin(pi*x)**2 = 1 - cos(pi*x)**2", "x real"),
    ("sin(-x) = -sin(x)", "x real"),
    ("cos(-x) = cos(x)", "x real"),
    ("sin(pi/6) = 1/2", ""),
    ("cos(3*pi/4) = -sqrt(2)/2", ""),
    ("sin(x + pi/2) = cos(x)", "x real"),
    ("sin(pi*n) = 0", "n integer"),
    ("cos(pi*n)**2 = 1", "n integer"),
    ("cos(pi*n)*cos(pi*m) = cos(pi*(n+m))", "n integer, m integer"),
    ("sin(2*pi*n + x) = sin(x)", "n integer, x real"),
    ("log(2 + cos(pi*n)) >= 0", "n integer"),
    ("-1 <= sin(x) <= 1", "x real"),
    ("sin(x)*cos(x) <= 1/2", "x real"),
    ("sin(x) + cos(x) <= sqrt(2)", "x real"),
    ("3 + sin(x) + 2*cos(y) >= 0", "x real, y real"),
    ("sin(x) > 0", "0 < x < pi"),
    ("cos(x) > 0", "-1 < x < 1"),
    ("sin(x) <= x", "x >= 0"),
    ("x - x**3/6 <= sin(x)", "x >= 0"),
    ("log(sin(x)) <= 0", "0 < x < pi"),
    ("diff(sin(x**2), x) = 2*x*cos(x**2)", "x real"),
    ("concave(sin(x), x)", "0 < x < pi"),
    ("argmax(cos(x), x) = 0", "-1 < x < 1"),
    ("erf(x) + erfc(x) = 1", "x real"),
    ("erfc(-x) = 2 - erfc(x)", "x real"),
    ("-1 < erf(x) < 1", "x real"),
    ("erf(x) <= 1", "x real"),
    ("erf(x) < erf(y)", "x real, y > x"),
    ("erf(x) <= 2*x/sqrt(pi)", "x >= 0"),
    ("diff(erf(x), x) = 2*exp(-x**2)/sqrt(pi)", "x real"),
    ("concave(erf(x), x)", "x > 0"),
    ("LambertW(0) = 0", ""),
    ("LambertW(exp(1)) = 1", ""),
    ("LambertW(-exp(-1)) = -1", ""),
    ("LambertW(-log(2)/2) = -log(2)", ""),
    ("LambertW(x)*exp(LambertW(x)) = x", "x >= 0"),
    ("LambertW(x)*exp(LambertW(x)) = x", "x >= -exp(-1)"),
    ("LambertW(x*exp(x)) = x", "x >= -1"),
    ("LambertW(x*log(x)) = log(x)", "x > exp(-1)"),
    ("LambertW(-x*exp(-x)) = -x", "0 < x < 1"),
    ("exp(LambertW(x)) = x/LambertW(x)", "x > 0"),
    ("log(LambertW(x)) = log(x) - LambertW(x)", "x > 0"),
    ("LambertW(x) >= -1", "x >= -exp(-1)"),
    ("LambertW(x) > -1", "x > -exp(-1)"),
    ("LambertW(x) <= x", "x >= 0"),
    ("diff(LambertW(x), x) = LambertW(x)/(x*(1+LambertW(x)))", "x > 0"),
    ("diff(LambertW(x), x) > 0", "x > -exp(-1)"),
    ("concave(LambertW(x), x)", "x >= 0"),
    ("E(p, sin(D)**2) + E(p, cos(D)**2) = 1", "p density, D function"),
    ("E(p, erf(D)) <= 1", "p density, D function"),
    ("E(p, LambertW(D)) >= 0", "p density, D >= 0"),
]
FALSE = [
    ("sin(x)**2 = sin(x**2)", "x real"),
    ("sin(pi*x)**2 = 0", "x real"),
    ("sin(pi*x) = 0", "x real"),
    ("cos(-x) = -cos(x)", "x real"),
    ("sin(x)*sin(y) = (cos(x-y) + cos(x+y))/2", "x real, y real"),
    ("cos(13*x) = cos(x)", "x real"),
    ("cos(pi*n) = 1", "n integer"),
    ("cos(pi*n) > 0", "n integer, n > 0"),
    ("cos(pi*n) <= 1 - n", "n integer, n >= 0"),
    ("cos(pi*n) >= 1 - n/2", "n integer, n >= 0"),
    ("cos(pi*n)*cos(pi*m) = cos(pi*(n*m))", "n integer, m integer"),
    ("sin(pi*n/2) = 0", "n integer"),
    ("sin(pi*n*x) = 0", "n integer, x real"),
    ("sin(pi*x) = 0", "n integer, x = n/2"),
    ("sin(pi*x)**2 <= 1/2", "n integer, n < x, x < n + 1"),
    ("log(2 + cos(pi*n)) > 0", "n integer"),
    ("convex(cos(pi*n)*x**2, x)", "n integer, x real"),
    ("cos(x) < 1", "x real"),
    ("sin(x) + cos(x) <= 7/5", "x real"),
    ("sin(x) > 0", "0 < x < 4"),
    ("cos(x) > 0", "-1 < x < 2"),
    ("sin(x) <= x", "x real"),
    ("x - x**3/7 <= sin(x)", "x >= 0"),
    ("sin(x)/sin(x) = 1", "x real"),
    ("log(sin(x)) <= 0", "x real"),
    ("sqrt(1 - sin(x)**2) = cos(x)", "x real"),
    ("diff(cos(x), x) = sin(x)", "x real"),
    ("convex(x**2/4 + sin(x), x)", "x real"),
    ("argmax(cos(x), x) = 1/2", "-1 < x < 1"),
    ("erf(x) <= 1/2", "x real"),
    ("erf(x) >= 0", "x real"),
    ("erf(2*x) = 2*erf(x)", "x real"),
    ("erf(x) < erf(y)", "x real, y >= x"),
    ("erf(1) = 21/25", ""),
    ("erfc(x) <= exp(-2*x**2)", "x >= 0"),
    ("diff(erf(x), x) = exp(-x**2)/sqrt(pi)", "x real"),
    ("concave(erf(x), x)", "x real"),
    ("LambertW(x)*exp(LambertW(x)) = x", "x real"),
    ("LambertW(x)*exp(LambertW(x)) = x", "x < 0"),
    ("LambertW(x*exp(x)) = x", "x real"),
    ("LambertW(x*exp(x)) = x", "x < -1"),
    ("LambertW(x*log(x)) = log(x)", "x > 0"),
    ("LambertW(-x*exp(-x)) = -x", "x > 0"),
    ("LambertW(-log(4)/4) = -log(4)", ""),
    ("LambertW(-1/2) = LambertW(-1/2)", ""),
    ("LambertW(x) >= -1", "x real"),
    ("exp(LambertW(x)) = x/LambertW(x)", "x >= 0"),
    ("log(LambertW(x)) = log(x) - LambertW(x)", "x >= 0"),
    ("LambertW(x) = x", "x >= 0"),
    ("diff(LambertW(x), x) < 1", "x > -exp(-1)"),
    ("convex(LambertW(x), x)", "x > 0"),
    ("E(p, erf(D)) = 1", "p density, D function"),
    ("E(p, LambertW(D)) > 0", "p density, D function, D >= 0"),
]
# False only where no rational number lies, true only between the integers, or out of reach so far.
OPEN = [
    ("sin(x) < 1", "x real", False),
    ("sin(x) + cos(x) < sqrt(2)", "x real", False),
    ("LambertW(x) > -1", "x >= -exp(-1)", False),
    ("cos(pi*n) + n >= 0", "n integer, n > 0", True),
    ("cos(pi/5) = (1+sqrt(5))/4", "", True),
    ("sin(x) < x", "x > 0", True),
]


@pytest.mark.parametrize(("claim", "where"), TRUE)
def test_what_is_true_is_proved(claim: str, where: str) -> None:
    found = answered(claim, where)
    assert found["verdict"] == "proved", found
    assert recheck(found) == ""


@pytest.mark.parametrize(("claim", "where"), FALSE)
def test_what_is_false_is_refuted(claim: str, where: str) -> None:
    found = answered(claim, where)
    assert found["verdict"] == "refuted", found


@pytest.mark.parametrize(("claim", "where", "truth"), OPEN)
def test_what_is_open_gets_no_wrong_verdict(claim: str, where: str, truth: bool) -> None:
    assert answered(claim, where)["verdict"] in ("undecided", "proved" if truth else "refuted")
