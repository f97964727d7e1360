"""Written expressions as sums of integrals."""

import pytest
import sympy

from derivations.language.divergences import JSD, KL, TV, value
from derivations.language.functions import log
from derivations.language.measures import E, Int, densities, function
from numerics.errors import NumericsError
from numerics.integrals import sum_of_integrals

p, q = densities("p_data", "p_G")
D = function("D")
P, Q, d = sympy.symbols("p_data p_G D")


def by_name(expression):
    """The expression with plain symbols, whatever its own symbols promise."""
    return expression.xreplace({s: sympy.Symbol(s.name) for s in expression.free_symbols})


@pytest.mark.parametrize(
    ("written", "constant", "integrands"),
    [
        (value(p, q, D), 0, [(1, P * sympy.log(d)), (1, Q * sympy.log(1 - d))]),
        (-2 * log(2) + E(p, D), -2 * sympy.log(2), [(1, P * d)]),
        (KL(p, q) / 3, 0, [(sympy.Rational(1, 3), P * sympy.log(P / Q))]),
        (1 - 2 * Int(p * D), 1, [(-2, P * d)]),
        (Int(p) * 2 - -Int(q), 0, [(2, P), (1, Q)]),
        (TV(p, q), 0, [(sympy.Rational(1, 2), sympy.Abs(P - Q))]),
        (log(2) / 2 + p / p * 0, sympy.log(2) / 2, []),
    ],
    ids=str,
)
def test_reads_constants_coefficients_and_integrands(written, constant, integrands):
    form = sum_of_integrals(written)
    assert form.constant == constant
    assert [(c, by_name(i)) for c, i in form.integrands] == integrands


def test_reads_the_mixture_inside_a_divergence():
    form = sum_of_integrals(2 * JSD(p, q))
    mixture = (P + Q) / 2
    expected = [P * sympy.log(P / mixture), Q * sympy.log(Q / mixture)]
    assert [by_name(integrand) for _, integrand in form.integrands] == expected
    assert [coefficient for coefficient, _ in form.integrands] == [1, 1]


@pytest.mark.parametrize("written", [TV(p, q) ** 2, log(E(p, D)), E(p, D) * E(q, D)], ids=str)
def test_refuses_what_is_no_sum_of_integrals(written):
    with pytest.raises(NumericsError, match=r"is no sum of integrals with constant factors$"):
        sum_of_integrals(written)
