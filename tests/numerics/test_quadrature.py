"""Quadrature against closed forms."""

import json
import math
from pathlib import Path

import pytest
import sympy
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations.language.divergences import JSD, KL, TV
from derivations.language.functions import log
from derivations.language.measures import densities
from numerics.errors import NumericsError
from numerics.experiments.scenes import two_normals_on_a_line
from numerics.integrals import sum_of_integrals
from numerics.mixtures import normal, ring
from numerics.push_forward import affine
from numerics.quadrature import Grid, Quadrature

DATA = Path(__file__).parent / "data"
p, q = densities("p", "q")
one = sympy.Integer(1)


def integral(expression, first, second, **grid):
    laws = {"p": first, "q": second}
    chosen = Grid([first, second], **grid) if grid else None
    return Quadrature(laws, grid=chosen).integrate(sum_of_integrals(expression).integrands)


@given(
    mean=st.floats(-2, 2), first=st.floats(0.3, 3), second=st.floats(0.3, 3), shift=st.floats(-2, 2)
)
@settings(max_examples=25)
def test_kl_of_two_normals(mean, first, second, shift):
    exact = math.log(second / first) + (first**2 + (mean - shift) ** 2) / (2 * second**2) - 0.5
    found = integral(KL(p, q), normal(mean, first), normal(shift, second))
    assert found.value == pytest.approx(exact, abs=1e-10)
    assert abs(found.value - exact) <= found.error + 1e-10


def test_kl_of_two_normals_in_the_plane():
    matrix = [[2.0, 0.0], [0.5, 1.5]]
    first, second = affine(matrix, [0.5, 0.0]), affine([[1.8, 0], [0, 1.8]], [0, 0])
    covariance = torch.tensor(matrix) @ torch.tensor(matrix).T / 1.8**2
    square = 0.25 / 1.8**2
    exact = 0.5 * (float(covariance.trace()) + square - 2 - float(torch.logdet(covariance)))
    assert integral(KL(p, q), first, second).value == pytest.approx(exact, abs=1e-7)


def test_total_variation_of_two_shifted_normals():
    exact = math.erf(0.5 / math.sqrt(2))
    found = integral(TV(p, q), normal(0, 1), normal(1, 1))
    # |p - q| has a kink, so that the rule converges only like the square of the spacing
    assert found.value == pytest.approx(exact, abs=1e-6)


def test_twice_jsd_at_the_best_fit_is_the_reference_value():
    reference = json.loads((DATA / "best_fit_on_the_line.json").read_text())
    generated = normal(reference["mu"], reference["sigma"])
    found = integral(2 * JSD(p, q), two_normals_on_a_line().data, generated)
    assert found.value == pytest.approx(reference["twice_jsd"], abs=1e-12)


def test_laws_that_hardly_meet_have_twice_jsd_two_log_two():
    found = integral(2 * JSD(p, q), normal(-40, 1), normal(40, 1))
    assert found.value == pytest.approx(2 * math.log(2), abs=1e-12)


def test_the_error_is_an_upper_bound_on_a_coarse_grid():
    first, second = ring(6, 2, 0.7), affine([[2, 0], [0.5, 1.5]], [0.5, 0])
    fine = integral(JSD(p, q), first, second)
    coarse = integral(JSD(p, q), first, second, nodes=65)
    assert fine.error < 1e-9
    assert abs(coarse.value - fine.value) <= coarse.error + fine.error


def test_a_quotient_where_both_densities_have_underflowed_contributes_nothing():
    first, second = normal(0, 0.2), normal(0.1, 0.2)
    name = sympy.symbols("p q")
    lecam = (name[0] - name[1]) ** 2 / (name[0] + name[1])
    quadrature = Quadrature({"p": first, "q": second}, grid=Grid([first, second], deviations=200))
    assert 0 < quadrature.integrate([(one, lecam)]).value < 2


def test_a_name_that_is_not_given_is_named():
    with pytest.raises(NumericsError) as caught:
        Quadrature({"p": normal(0, 1)}).integrate([(one, sympy.Symbol("p") * sympy.Symbol("r"))])
    assert str(caught.value) == "no law and no function is given for r"


def test_laws_of_different_dimensions_have_no_common_grid():
    with pytest.raises(NumericsError) as caught:
        Grid([normal(0, 1), ring(4, 1, 1)])
    assert str(caught.value) == "no quadrature for laws of dimensions [1, 2]"


def test_a_constant_outside_the_integrals_is_kept():
    form = sum_of_integrals(-2 * log(2) + 2 * JSD(p, q))
    assert float(form.constant) == pytest.approx(-2 * math.log(2))
    assert len(form.terms) == 2
