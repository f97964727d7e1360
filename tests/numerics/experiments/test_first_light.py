"""First light: the written theory by quadrature, and a short and a quick run."""

import json
import math
from pathlib import Path

import pytest
import torch

from numerics.best_fit import best_fit
from numerics.evidence import AGREES, DISAGREES, Row, is_as_it_should_be, quantile, verdict
from numerics.experiments import EXPERIMENTS
from numerics.experiments.first_light import Effort, run
from numerics.experiments.gan_rows import (
    NOISE_ALLOWANCE,
    RIVAL_DISTANCE,
    TRAINING_SLACK,
)
from numerics.experiments.gan_theory import (
    AT_OPTIMUM,
    DISTANCE,
    GAP,
    TWICE_JSD,
    VALUE,
    Measured,
    P,
    Q,
    sampled_value,
)
from numerics.experiments.scenes import ring_in_the_plane, two_normals_on_a_line
from numerics.networks import AffineGenerator, Discriminator
from numerics.settings import Settings

DATA = Path(__file__).parents[1] / "data"
SCENES = [two_normals_on_a_line(), ring_in_the_plane()]
in_each_scene = pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)


def discriminator_of(scene, seed):
    randomness = torch.Generator().manual_seed(seed)
    return Discriminator(scene.data.dimension, 16, scene.scale, randomness).double()


@in_each_scene
@pytest.mark.parametrize("seed", range(3))
def test_value_and_gap_add_up_to_the_optimum_for_any_discriminator(scene, seed):
    measured = Measured(scene.data, scene.fixed_generator().law(), discriminator_of(scene, seed))
    best, reached, gap = (measured.value(e).value for e in (AT_OPTIMUM, VALUE, GAP))
    assert gap > 0.01
    assert reached + gap == pytest.approx(best, abs=1e-10)
    assert measured.value(DISTANCE).value <= math.sqrt(gap) / 2


@in_each_scene
def test_the_optimal_discriminator_has_no_gap(scene):
    generated = scene.fixed_generator().law()

    class Optimal(torch.nn.Module):
        def forward(self, points):
            return scene.data.log_density(points) - generated.log_density(points)

    measured = Measured(scene.data, generated, Optimal())
    assert measured.value(GAP).value == pytest.approx(0, abs=1e-14)
    assert measured.value(DISTANCE).value == pytest.approx(0, abs=1e-14)
    assert measured.value(VALUE).value == pytest.approx(measured.value(AT_OPTIMUM).value, abs=1e-12)


def test_the_sampled_value_is_the_written_one():
    value = sampled_value()
    logits = torch.tensor([0.3, -2.0], dtype=torch.float64)
    weights = torch.tensor([0.25, 0.75], dtype=torch.float64)
    chances = torch.sigmoid(logits)
    expected = (weights * torch.log(chances)).sum() + torch.log(1 - chances).mean()
    assert float(value(logits, weights, logits)) == pytest.approx(float(expected), abs=1e-14)


def test_the_best_fit_on_the_line_is_the_reference():
    reference = json.loads((DATA / "best_fit_on_the_line.json").read_text())
    found = best_fit(TWICE_JSD, (P.name, Q.name), SCENES[0].data, SCENES[0].generator())
    assert found.shift.tolist() == pytest.approx([reference["mu"]], abs=1e-5)
    assert found.matrix().flatten().tolist() == pytest.approx([reference["sigma"]], abs=1e-5)
    least = Measured(SCENES[0].data, found.law()).value(TWICE_JSD)
    assert least.value == pytest.approx(reference["twice_jsd"], abs=1e-11)


def test_the_best_fit_in_the_plane_is_round_and_does_not_depend_on_the_start():
    data = SCENES[1].data
    for start in (SCENES[1].generator(), AffineGenerator([-1.0, 0.0], 2.0)):
        found = best_fit(TWICE_JSD, (P.name, Q.name), data, start)
        assert found.shift.tolist() == pytest.approx([0, 0], abs=1e-5)
        matrix = found.matrix().flatten().tolist()
        assert matrix == pytest.approx([matrix[0], 0, 0, matrix[0]], abs=1e-5)


@pytest.mark.parametrize("gap", [0.0, TRAINING_SLACK], ids=["no gap", "the largest gap"])
@pytest.mark.parametrize("rival", [False, True], ids=["the right value", "the rival"])
def test_right_and_rival_values_are_told_apart_in_every_one_of_many_runs(gap, rival):
    sampled = [Row("V", 0.0, 0.0, 1.0, NOISE_ALLOWANCE)] * 20
    reach = quantile(sampled)
    noise = torch.randn(20_000, generator=torch.Generator().manual_seed(0)).tolist()
    proved = RIVAL_DISTANCE if rival else 0.0
    tolerance = TRAINING_SLACK if rival else NOISE_ALLOWANCE
    rows = [Row("V", proved, error - gap, 1.0, tolerance, rival) for error in noise]
    assert {verdict(row, reach) for row in rows} == {DISAGREES if rival else AGREES}


def test_a_right_value_that_poses_as_a_rival_is_not_refuted():
    reach = quantile([Row("V", 0.0, 0.0, 1.0, NOISE_ALLOWANCE)] * 20)
    noise = torch.randn(20_000, generator=torch.Generator().manual_seed(1)).tolist()
    rows = [Row("V", 0.0, error, 1.0, TRAINING_SLACK, rival=True) for error in noise]
    assert DISAGREES not in {verdict(row, reach) for row in rows}


def test_a_short_run_has_all_rows_and_its_identities_hold():
    effort = Effort(alone=40, together=20, onward=20, batch=64, samples=2000)
    rows = run(Settings(seed=1), effort)
    reach = quantile(rows)
    assert len({row.quantity for row in rows}) == len(rows) == 36
    said = {row.quantity: verdict(row, reach) for row in rows}
    for label in ("1-D mixture, fixed Q", "1-D mixture, GAN", "2-D ring, fixed Q", "2-D ring, GAN"):
        assert said[f"{label}: V(D) + gap, by quadrature"] == AGREES
        assert said[f"{label}: V, fresh samples, + gap"] == AGREES
        assert said[f"{label}: sampling error of V"] == AGREES
        # so short a training is nowhere near the optimum, and must not pass for trained
        assert said[f"{label}: gap V(D*) - V(D)"] == DISAGREES


def test_a_rival_lies_within_ten_standard_errors_of_the_right_value():
    effort = Effort(alone=5, together=5, onward=5, batch=64, samples=2000)
    rows = {row.quantity: row for row in run(Settings(seed=2), effort)}
    right = rows["2-D ring, GAN: V of the trained D, fresh samples"]
    rival = rows["2-D ring, GAN: the same against a rival value"]
    assert rival.rival
    assert not right.rival
    assert 0 < abs(rival.proved - right.proved) < 10 * right.standard_error


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 11])
def test_a_quick_run_comes_out_as_it_should(seed):
    rows = EXPERIMENTS["first-light"].run(Settings(seed=seed, quick=True))
    reach = quantile(rows)
    wrong = [row for row in rows if not is_as_it_should_be(row, verdict(row, reach))]
    assert wrong == []
