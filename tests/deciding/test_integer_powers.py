"""Powers of negative numbers with integer exponents that are not numbers."""

from __future__ import annotations

import pytest

from tests.deciding.statements import answered

TRUE = [
    ("(-1)**(2*n) = 1", "n integer"),
    ("(-1)**(n+1) = -(-1)**n", "n integer"),
    ("((-1)**n)**2 = 1", "n integer"),
    ("(-1)**(2*n+1) = -1", "n integer"),
    ("(-1)**(-n) = (-1)**n", "n integer"),
    ("(-1)**n*(-1)**n = 1", "n integer"),
    ("x**(n+1) = x*x**n", "x != 0, n integer"),
    ("x**(n+1) = x*x**n", "x real, n integer, n > 0"),
    ("(-x)**n = (-1)**n*x**n", "x != 0, n integer"),
    ("(-x)**(2*n) = x**(2*n)", "x != 0, n integer"),
    ("x**(2*n) = (x**2)**n", "x != 0, n integer"),
    ("x**(2*n) = (x**n)**2", "x != 0, n integer"),
    ("x**(2*n) = abs(x)**(2*n)", "x != 0, n integer"),
    ("x**n*y**n = (x*y)**n", "x != 0, y != 0, n integer"),
    ("abs((-1)**n) = 1", "n integer"),
    ("abs(x**n) = abs(x)**n", "x != 0, n integer"),
    ("1/x**n = x**(-n)", "x != 0, n integer"),
    ("(x**n)**m = x**(n*m)", "x != 0, n integer, m integer"),
    ("x**n*x**m = x**(n+m)", "x != 0, n integer, m integer"),
    ("x**(n/2) = sqrt(x)**n", "x > 0, n integer"),
    ("(-2)**n = (-1)**n*2**n", "n integer"),
    ("cos(pi*n) = (-1)**n", "n integer"),
    ("(1+(-1)**n)/2*(1-(-1)**n)/2 = 0", "n integer"),
    ("(-1)**(n*(n+1)) = 1", "n integer"),
    ("(-1)**(n**2) = (-1)**n", "n integer"),
    ("x**(n+1) = x*x**n", "x real, n integer, n >= 1"),
    ("((-1)**n)**m = (-1)**(n*m)", "n integer, m integer"),
    ("sqrt((-1)**(2*n)) = 1", "n integer"),
    ("(-1)**(n**2+n+1) = -1", "n integer"),
    ("(-1)**(n*m*n) = (-1)**(n*m)", "n integer, m integer"),
    ("(-2)**(2*n+1) = -2*4**n", "n integer"),
    ("(-x)**(2*n+1) = -x**(2*n+1)", "x != 0, n integer"),
    ("(-x)**(2*n+1) = -x**(2*n+1)", "x real, n integer, n >= 0"),
    ("(x*y)**n = x**n*y**n", "x real, y real, n integer, n > 0"),
    ("diff(x**n, x) = n*x**(n-1)", "x != 0, n integer"),
    ("abs(x)**(2*n) = x**(2*n)", "x != 0, n integer"),
    ("(1-(-1)**n)*(1+(-1)**n) = 0", "n integer"),
    ("abs((-1)**n*x) = abs(x)", "x real, n integer"),
    ("(-1)**n <= 1", "n integer"),
    ("(-1)**n >= -1", "n integer"),
    ("((-x)**n)**2 = x**(2*n)", "x != 0, n integer"),
    ("(-1)**(n-m) = (-1)**(n+m)", "n integer, m integer"),
    ("(-1)**(3*n) = (-1)**n", "n integer"),
    ("(1/x)**n = x**(-n)", "x != 0, n integer"),
    ("x**n = (1/x)**(-n)", "x < 0, n integer"),
    ("sin(pi*n + pi/2) = (-1)**n", "n integer"),
    ("cos(pi*n**2) = (-1)**n", "n integer"),
    ("cos(pi*n)*cos(pi*m) = (-1)**(n+m)", "n integer, m integer"),
    ("x**(2-1-1) = 1", "x real"),
    ("log(abs((-1)**n*x)) = log(x)", "x > 0, n integer"),
    ("((-1)**n*x)**2 = x**2", "x real, n integer"),
]  # fmt: skip

FALSE = [
    ("x**(n+1) = x*x**n", "x real, n integer"),
    ("x**(n+1) = x*x**n", "x real, n integer, n >= 0"),
    ("(-1)**n = 1", "n integer"),
    ("x**(n/2) = sqrt(x)**n", "x != 0, n integer"),
    ("(-1)**n = (-1)**(n+m)", "n integer, m integer"),
    ("((-1)**n)**(1/n) = -1", "n integer, n != 0"),
    ("((-1)**n)**(m/n) = (-1)**m", "n integer, n != 0, m integer"),
    ("((-1)**n)**(m/n) = (-1)**m", "n integer, n >= 1, m integer"),
    ("((-1)**n)**r = (-1)**(n*r)", "n integer, r real"),
    ("((-1)**n)**(1/2) = 1", "n integer"),
    ("sqrt((-1)**n)**2 = (-1)**n", "n integer"),
    ("(-1)**(n/2) = 1", "n integer"),
    ("(-1)**(n*(n+1)/2) = 1", "n integer"),
    ("(-1)**(n**2+n+1) = 1", "n integer"),
    ("(-1)**(n*m) = (-1)**(n+m)", "n integer, m integer"),
    ("(-2)**(2*n+1) = 2*4**n", "n integer"),
    ("(-x)**(2*n+1) = -x**(2*n+1)", "x real, n integer"),
    ("(x*y)**n = x**n*y**n", "x real, y real, n integer"),
    ("abs(x)**n = x**n", "x != 0, n integer"),
    ("(-1)**n >= 0", "n integer"),
    ("cos(pi*n**2/2) = (-1)**n", "n integer"),
    ("x**(y-y) = 1", "x real, y real"),
    ("x**(2-2-1)*x = 1", "x real"),
    ("((-1)**n*x)**(1/2) = sqrt(x)", "x > 0, n integer"),
    ("log((-1)**n) = 0", "n integer"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "where"), TRUE)
def test_true_claims_are_proved(claim: str, where: str) -> None:
    assert answered(claim, where)["verdict"] == "proved"


@pytest.mark.parametrize(("claim", "where"), FALSE)
def test_false_claims_are_refuted(claim: str, where: str) -> None:
    assert answered(claim, where)["verdict"] == "refuted"
