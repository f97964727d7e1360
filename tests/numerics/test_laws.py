"""Laws: one definition gives the density, the log-density and the samplers."""

import math

import pytest
import sympy
import torch
from hypothesis import given
from hypothesis import strategies as st
from sympy import Rational, sqrt

from numerics.errors import NumericsError
from numerics.laws import coordinates
from numerics.mixtures import NormalMixture, normal, ring
from numerics.networks import AffineGenerator
from numerics.push_forward import PushForward, affine
from numerics.quadrature import Grid, Quadrature

half, third = Rational(1, 2), Rational(1, 3)
(z,), (x,) = coordinates(1, "z"), coordinates(1)
(z1, z2), (x1, x2) = coordinates(2, "z"), coordinates(2)

LAWS = {
    "normal": normal(1, 2),
    "mixture": NormalMixture([third, 2 * third], [(-1,), (2,)], [Rational(1, 4), sqrt(2)]),
    "ring": ring(6, 2, Rational(7, 10)),
    "affine on the line": affine([[Rational(-3, 2)]], [1]),
    "affine in the plane": affine([[2, 0], [half, Rational(3, 2)]], [half, -1]),
    "bent in the plane": PushForward([z1, z2 + z1**2 / 3], [x1, x2 - x1**2 / 3]),
    "stretched on the line": PushForward([sympy.sinh(z)], [sympy.asinh(x)]),
}
MODERATE = {name: law for name, law in LAWS.items() if name != "stretched on the line"}


@pytest.mark.parametrize("law", MODERATE.values(), ids=MODERATE)
def test_density_integrates_to_one(law):
    total = Quadrature({"p": law}, grid=Grid([law], deviations=10)).integrate(
        [(sympy.Integer(1), sympy.Symbol("p"))]
    )
    assert total.value == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize("law", LAWS.values(), ids=LAWS)
def test_log_density_is_that_of_the_symbolic_density(law):
    points = law.sample(20, torch.Generator().manual_seed(1))
    names = coordinates(law.dimension)
    exact = [
        float(sympy.log(law.density.subs(dict(zip(names, point, strict=True)))).evalf(30))
        for point in points.tolist()
    ]
    assert law.log_density(points).tolist() == pytest.approx(exact, rel=1e-10, abs=1e-10)


@pytest.mark.parametrize("law", MODERATE.values(), ids=MODERATE)
@pytest.mark.parametrize("stratified", [False, True], ids=["independent", "stratified"])
def test_samples_have_the_moments_of_the_density(law, stratified):
    grid = Grid([law], deviations=10)
    mass = torch.exp(law.log_density(grid.points)) * grid.cell
    generator, count = torch.Generator().manual_seed(3), 40_000
    points, weights = law.stratified(count, generator)
    if not stratified:
        points, weights = law.sample(count, generator), torch.full((count,), 1 / count)
    for moment in (lambda t: t, lambda t: t**2, lambda t: t[:, :1] * t, torch.sin):
        exact = (mass[:, None] * moment(grid.points)).sum(dim=0)
        spread = (mass[:, None] * (moment(grid.points) - exact) ** 2).sum(dim=0).sqrt()
        found = (weights[:, None] * moment(points)).sum(dim=0)
        assert ((found - exact).abs() <= 5 * spread / math.sqrt(count)).all()


def test_samples_follow_the_distribution_function():
    law = LAWS["mixture"]
    points = law.sample(50_000, torch.Generator().manual_seed(4)).squeeze(1)
    for level in (-1.5, -1.0, -0.6, 0.5, 2.0, 4.0):
        share = sum(
            float(w) * 0.5 * (1 + math.erf((level - float(m[0])) / (float(s) * math.sqrt(2))))
            for w, m, s in zip(law.weights, law.means, law.deviations, strict=True)
        )
        error = math.sqrt(share * (1 - share) / 50_000)
        assert abs(float((points <= level).double().mean()) - share) < 5 * error


@pytest.mark.parametrize("law", [LAWS["mixture"], LAWS["ring"]], ids=["mixture", "ring"])
@given(count=st.integers(6, 200), seed=st.integers(0, 100))
def test_stratified_weights_sum_to_one_and_keep_the_shares(law, count, seed):
    points, weights = law.stratified(count, torch.Generator().manual_seed(seed))
    assert points.shape == (count, law.dimension)
    assert float(weights.sum()) == pytest.approx(1, abs=1e-12)
    assert torch.isfinite(points).all()


@pytest.mark.parametrize("law", MODERATE.values(), ids=MODERATE)
def test_stratified_points_estimate_a_mean_better_than_independent_ones(law):
    generator = torch.Generator().manual_seed(5)
    plain, strata = [], []
    for _ in range(60):
        plain.append(float(torch.cos(law.sample(256, generator)).sum(dim=1).mean()))
        points, weights = law.stratified(256, generator)
        strata.append(float((weights * torch.cos(points).sum(dim=1)).sum()))
    assert torch.tensor(strata).std() < 0.5 * torch.tensor(plain).std()


def test_generator_and_its_law_agree():
    generator = AffineGenerator([0.5, -1.0], 1.5).double()
    with torch.no_grad():
        generator.below.copy_(torch.tensor([0.7]))
    points = torch.randn(50, 2, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    law = generator.law()
    assert torch.allclose(generator.log_density(points), law.log_density(points), atol=1e-12)
    assert torch.allclose(generator(points), law.push(points), atol=1e-12)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: NormalMixture([half, third], [(0,), (1,)], [1, 1]),
            "the weights of a mixture must be positive and of sum 1",
        ),
        (
            lambda: NormalMixture([half, half], [(0,)], [1, 1]),
            "a mixture needs as many weights as means and deviations",
        ),
        (lambda: normal(0, 0), "the deviations of a mixture must be positive"),
        (
            lambda: affine([[1, 2], [2, 4]], [0, 0]),
            "the matrix [[1, 2], [2, 4]] is singular: its law has no density",
        ),
        (lambda: PushForward([2 * z], [x]), "[x] is not the inverse of [2*z]"),
        (
            lambda: LAWS["ring"].stratified(5, torch.Generator()),
            "5 points are too few for 6 components",
        ),
    ],
)
def test_says_what_is_wrong_with_a_law(make, message):
    with pytest.raises(NumericsError) as caught:
        make()
    assert str(caught.value) == message
