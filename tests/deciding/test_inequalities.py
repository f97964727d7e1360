"""Inequalities by means, by the order of the parameters, by squares, and their false neighbours."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derivations.deciding.answers import recheck
from derivations.deciding.shares import shared
from tests.deciding.statements import answered

THREE = "a >= 0, b >= 0, c >= 0"
SIMPLEX = "a > 0, b > 0, c > 0, a + b + c = 1"
REALS = "x real, y real, z real"
UNIT = "0 < p < 1, 0 < q < 1"

# Each true claim with one near it that is false.
PAIRS = [
    ("a*b*c <= (a**3+b**3+c**3)/3", "a*b*c <= (a**3+b**3+c**3)*33333/100000", THREE),
    ("a**2*b + b**2*c + c**2*a <= a**3 + b**3 + c**3",
     "a**2*b + b**2*c + c**2*a <= a**3 + b**3 + 99*c**3/100", THREE),
    ("(a+b)*(b+c)*(c+a) >= 8*a*b*c", "(a+b)*(b+c)*(c+a) >= 801*a*b*c/100", THREE),
    ("a**3*b+b**3*c+c**3*a >= a*b*c*(a+b+c)", "a**3*b+b**3*c+c**3*a >= a*b*c*(a+b+c)*1001/1000",
     THREE),
    ("a/(b+c)+b/(c+a)+c/(a+b) >= 3/2", "a/(b+c)+b/(c+a)+c/(a+b) >= 1501/1000",
     "a > 0, b > 0, c > 0"),
    ("x**4*y**2 + x**2*y**4 + 1 >= 3*x**2*y**2", "x**4*y**2 + x**2*y**4 + 1 >= 3.001*x**2*y**2",
     "x real, y real"),
    ("x**4 + y**4 + 2 >= 4*x*y", "x**4 + y**4 + 1.99999 >= 4*x*y", "x real, y real"),
    ("x**2*y**2+y**2*z**2+z**2*x**2 >= x*y*z*(x+y+z)",
     "x**2*y**2+y**2*z**2+z**2*x**2 >= 101*x*y*z*(x+y+z)/100", REALS),
    ("x**3 + 2*y**3 >= 3*x*y**2", "x**3 + 2*y**3 >= 3.00001*x*y**2", "x >= 0, y >= 0"),
    ("x*y + 1/x + 1/y >= 3", "x*y + 1/x + 1/y >= 3.00001", "x > 0, y > 0"),
    ("x*y*(1-x-y) <= 1/27", "x*y*(1-x-y) <= 37/1000", "x >= 0, y >= 0, x + y <= 1"),
    ("abs(sqrt(a)-sqrt(b)) <= sqrt(abs(a-b))", "abs(sqrt(a)-sqrt(b)) <= sqrt(abs(a-b))*999/1000",
     "a >= 0, b >= 0"),
    ("x*y <= sqrt(1+x**2) - sqrt(1-y**2)", "x*y <= sqrt(1+x**2) - sqrt(101/100-y**2)",
     "x real, -1 <= y <= 1"),
    ("tanh(x)**2 <= x**2", "tanh(x)**2 <= 0.9999*x**2", "x real"),
    ("x*tanh(x/2)/2 <= x**2/4", "x*tanh(x/2)/2 <= 2499*x**2/10000", "x real"),
    ("a**2+b**2+c**2 >= 1/3", "a**2+b**2+c**2 >= 3334/10000", SIMPLEX),
    ("a*b*c <= 1/27", "a*b*c <= 1/28", SIMPLEX),
]
SLOW_PAIRS = [
    ("a*(a-b)*(a-c)+b*(b-a)*(b-c)+c*(c-a)*(c-b) >= 0",
     "a*(a-b)*(a-c)+b*(b-a)*(b-c)+c*(c-a)*(c-b) >= a*b*c/100", THREE),
    ("sqrt((a+c)**2+(b+d)**2) <= sqrt(a**2+b**2) + sqrt(c**2+d**2)",
     "sqrt((a+c)**2+(b+d)**2) <= sqrt(a**2+b**2) + 999*sqrt(c**2+d**2)/1000",
     "a real, b real, c real, d real"),
    ("2*(p-q)**2 < p*log(p/q) + (1-p)*log((1-p)/(1-q))",
     "20001/10000*(p-q)**2 < p*log(p/q) + (1-p)*log((1-p)/(1-q))", UNIT + ", p != q"),
]
# They fail in narrow regions, most of them at the edge of what is allowed.
NARROW = [
    ("a*x**2 + 2*b*x + c >= 0", "a > 0, b real, c > 0, b**2 <= 101*a*c/100, x real"),
    ("a*x**2 + 2*b*x + 999*c/1000 >= 0", "a > 0, b real, c > 0, b**2 <= a*c, x real"),
    ("a + b <= 1414/1000", "a real, b real, a**2 + b**2 <= 1"),
    ("x + 2*y <= 2.23604562", "x real, y real, x**2 + y**2 <= 1"),
    ("x**2*y**3 <= 0.034559", "x >= 0, y >= 0, x + y <= 1"),
    ("x + y >= 2.00002", "x > 0, y > 0, x*y >= 1"),
    ("(q-p)*p*(1-q) <= 0.03703604", "0 < p < q, q < 1"),
    ("cosh(x)*cosh(y) >= 1 + 1.0001*x*y", "x real, y real"),
]


def check(claim: str, where: str, verdict: str) -> None:
    """A claim has a verdict, which its certificate shows."""
    found = answered(claim, where)
    assert found["verdict"] == verdict, found["reason"]
    assert recheck(found) == ""


@pytest.mark.parametrize(("holds", "fails", "where"), PAIRS)
def test_pairs(holds: str, fails: str, where: str) -> None:
    check(holds, where, "proved")
    check(fails, where, "refuted")


@pytest.mark.slow
@pytest.mark.parametrize(("holds", "fails", "where"), SLOW_PAIRS)
def test_slow_pairs(holds: str, fails: str, where: str) -> None:
    check(holds, where, "proved")
    check(fails, where, "refuted")


@pytest.mark.parametrize(("claim", "where"), NARROW)
def test_narrow_failures(claim: str, where: str) -> None:
    check(claim, where, "refuted")


def test_a_sum_that_is_fixed_places_one_of_its_names() -> None:
    check("x > 1", "x > 0, y > 0, x - y = 1", "proved")
    check("x*y <= 1/4", "x real, y real, 1 = x + y", "proved")
    check("p >= 1/2", "0 <= p <= 1, q >= 0, 1/2 >= q, p + q = 1", "proved")
    check("p >= 1/2", "0 <= p <= 1, q >= 0, 3/4 >= q, p + q = 1", "refuted")
    check("y <= 1/2", "x >= 0, y >= 0, x + y = 1, y < 3/4", "refuted")
    check("x >= 0", "x real, y > 0, y - x = 0", "proved")
    check("x <= 0", "x real, y > 0, y - x = 0", "refuted")


@pytest.mark.parametrize(("rows", "sums", "found"), [
    ([[1, 1]], [1], [1, 0]), ([[1, 1], [1, -1]], [2, 0], [1, 1]), ([[1, 1]], [-1], None),
    ([[1, -1]], [-2], [0, 2]), ([[1, 1], [1, 1]], [1, 2], None), ([[2, 0, 1]], [0], [0, 0, 0]),
])  # fmt: skip
def test_shares(rows: list[list[int]], sums: list[int], found: list[int] | None) -> None:
    given = [[Fraction(entry) for entry in row] for row in rows]
    assert shared(given, [Fraction(total) for total in sums]) == found
