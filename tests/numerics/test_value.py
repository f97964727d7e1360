"""The value on samples: what it accepts, and its estimate beside quadrature."""

import pytest
import torch

from derivations.language.divergences import value
from derivations.language.functions import exp, log
from derivations.language.measures import E, Int, densities, function
from numerics.errors import NumericsError
from numerics.estimates import estimate_value, logits_of
from numerics.experiments.gan_theory import VALUE, Measured, sampled_value
from numerics.experiments.scenes import ring_in_the_plane, two_normals_on_a_line
from numerics.networks import Discriminator
from numerics.value import SampledValue

p, q = densities("p", "q")
D = function("D")


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (E(p, log(p / q)), "E_p[log(p/q)] cannot be sampled with D alone"),
        (Int(D), "E_1[D] cannot be sampled with D alone"),
    ],
    ids=str,
)
def test_refuses_what_cannot_be_sampled(written, message):
    with pytest.raises(NumericsError) as caught:
        SampledValue(written, "p", "q", "D")
    assert str(caught.value) == message


def test_takes_constants_coefficients_and_several_terms_of_one_law():
    written = 3 + 2 * E(p, log(D)) - E(p, D) + E(q, exp(D)) / 4
    sampled = SampledValue(written, "p", "q", "D")
    logits, weights = torch.tensor([0.5, -1.0]).double(), torch.tensor([0.25, 0.75]).double()
    chances = torch.sigmoid(logits)
    expected = 3 + (weights * (2 * torch.log(chances) - chances)).sum() + chances.exp().mean() / 4
    assert float(sampled(logits, weights, logits)) == pytest.approx(float(expected), abs=1e-14)


def test_the_names_may_be_any():
    sampled = SampledValue(value(p, q, D), "p", "q", "D")
    logits, weights = torch.tensor([1e4]), torch.tensor([1.0])
    assert sampled(logits, weights, -logits).item() == 0.0
    assert sampled(-logits, weights, -logits).item() == -1e4


@pytest.mark.parametrize(
    "scene", [two_normals_on_a_line(), ring_in_the_plane()], ids=lambda scene: scene.name
)
def test_the_estimate_scatters_around_quadrature_by_its_standard_error(scene):
    randomness = torch.Generator().manual_seed(7)
    discriminator = Discriminator(scene.data.dimension, 16, scene.scale, randomness).double()
    generated = scene.fixed_generator().law()
    exact = Measured(scene.data, generated, discriminator).value(VALUE).value
    scores = []
    for _ in range(100):
        found = estimate_value(
            sampled_value(), discriminator, scene.data, generated, 500, randomness
        )
        scores.append((found.value - exact) / found.standard_error)
    squares = torch.tensor(scores) ** 2
    assert float(squares.mean()) == pytest.approx(1, abs=0.5)
    assert float(squares.max()) < 25


def test_logits_of_many_points_are_those_of_each_point():
    randomness = torch.Generator().manual_seed(1)
    discriminator = Discriminator(1, 4, 1.0, randomness).double()
    points = torch.randn(70_000, 1, generator=randomness, dtype=torch.float64)
    with torch.no_grad():
        assert torch.allclose(logits_of(discriminator, points)[-5:], discriminator(points[-5:]))
