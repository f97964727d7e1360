"""The training loop: its schedule, its average, and going on after an interruption."""

import copy
import itertools
from dataclasses import replace

import pytest
import torch

from numerics import resuming
from numerics.errors import NumericsError
from numerics.experiments.gan_theory import sampled_value
from numerics.experiments.scenes import ring_in_the_plane, two_normals_on_a_line
from numerics.networks import Discriminator
from numerics.resuming import train
from numerics.schedule import Stage
from numerics.training import Training

SCENES = [two_normals_on_a_line(), ring_in_the_plane()]


def training_of(scene, steps=12, every=2, seed=5, milestone=float("inf")):
    randomness = torch.Generator().manual_seed(seed)
    discriminator = Discriminator(scene.data.dimension, 8, scene.scale, randomness)
    stage = Stage("a stage", steps, batch=32, generator_every=every)
    return Training(
        sampled_value(), scene.data, discriminator, scene.generator(), stage, seed, milestone
    )


def numbers(training):
    players = (training.averaged_discriminator, training.averaged_generator)
    return torch.cat([p.detach().flatten() for player in players for p in player.parameters()])


def test_the_rate_is_constant_then_falls_to_almost_nothing():
    stage = Stage("a stage", steps=1000, batch=1, rate=2.0)
    rates = [stage.rate_at(step) for step in range(1000)]
    assert rates[:300] == [2.0] * 300
    assert all(later <= earlier for earlier, later in itertools.pairwise(rates))
    assert rates[-1] == pytest.approx(0.01, rel=0.01)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_the_same_seed_gives_the_same_training(scene):
    results = []
    for seed in (5, 5, 6):
        training = training_of(scene, seed=seed)
        train(training, "settings", None, resume=False)
        results.append(numbers(training))
    assert torch.equal(results[0], results[1])
    assert not torch.equal(results[0], results[2])


@pytest.mark.parametrize("stop", [0, 3, 9, 11])
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_an_interrupted_training_goes_on_to_the_same_end(scene, stop, tmp_path, monkeypatch):
    whole = training_of(scene)
    train(whole, "settings", None, resume=False)

    monkeypatch.setattr(resuming, "_SECONDS_BETWEEN_CHECKPOINTS", -1.0)
    broken = training_of(scene)
    step = broken.step

    def interrupted():
        if broken.done == stop:
            raise KeyboardInterrupt
        step()

    broken.step = interrupted
    with pytest.raises(KeyboardInterrupt):
        train(broken, "settings", tmp_path, resume=False)
    again = training_of(scene)
    train(again, "settings", tmp_path, resume=True)
    assert again.done == 12
    assert torch.equal(numbers(again), numbers(whole))


def test_a_finished_stage_is_not_trained_again(tmp_path):
    train(training_of(SCENES[0]), "settings", tmp_path, resume=False)
    again = training_of(SCENES[0])
    again.step = None
    train(again, "settings", tmp_path, resume=True)
    assert again.done == 12


def test_a_fixed_generator_stays_where_it_is():
    training = training_of(SCENES[1], every=0)
    before = copy.deepcopy(training.generator.state_dict())
    train(training, "settings", None, resume=False)
    for name, tensor in training.averaged_generator.state_dict().items():
        assert torch.equal(tensor, before[name])


def test_the_discriminator_rises_and_the_generator_lowers_the_value():
    training = training_of(SCENES[0], steps=60, every=0)
    batch = replace(training.stage, batch=4096).batch
    randomness = torch.Generator().manual_seed(1)
    real, weights = SCENES[0].data.stratified(batch, randomness)
    noise = torch.randn(batch, 1, generator=randomness)

    def value():
        with torch.no_grad():
            logits = training.discriminator(torch.cat([real, training.generator(noise)]))
            return float(training.value(logits[:batch], weights, logits[batch:]))

    before = value()
    train(training, "settings", None, resume=False)
    risen = value()
    assert risen > before
    for parameter in training.discriminator.parameters():
        parameter.requires_grad_(False)
    training.stage, training.done = Stage("G", 20, 512, generator_every=1), 0
    training.ascent = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.0)
    while training.done < 20:
        training.step()
    assert value() < risen


def test_the_discriminator_at_the_milestone_is_kept():
    training = training_of(SCENES[0], steps=30, every=0, milestone=-10.0)
    start = copy.deepcopy(training.discriminator.state_dict())
    train(training, "settings", None, resume=False)
    for name, tensor in training.at_milestone.state_dict().items():
        assert torch.equal(tensor, start[name])
    assert training.reached


@pytest.mark.parametrize("content", [b"", b"not a checkpoint", b"PK\x03\x04 broken"])
def test_a_broken_checkpoint_is_named(content, tmp_path):
    (tmp_path / "a-stage.pt").write_bytes(content)
    with pytest.raises(NumericsError) as caught:
        train(training_of(SCENES[0]), "settings", tmp_path, resume=True)
    assert str(caught.value) == (
        f"{tmp_path / 'a-stage.pt'} is no checkpoint of this program: "
        "delete it, or run without --resume"
    )


@pytest.mark.parametrize("state", [{}, {"done": 3}, {"discriminator": {}}])
def test_a_checkpoint_of_something_else_is_named(state, tmp_path):
    path = tmp_path / "a-stage.pt"
    torch.save({"settings": "settings", "training": state}, path)
    with pytest.raises(NumericsError, match="is no checkpoint of this program"):
        train(training_of(SCENES[0]), "settings", tmp_path, resume=True)


def test_a_checkpoint_that_would_run_code_is_refused(tmp_path):
    class Trap:
        def __reduce__(self):
            return (print, ("the trap went off",))

    torch.save({"settings": Trap()}, tmp_path / "a-stage.pt")
    with pytest.raises(NumericsError, match="is no checkpoint of this program"):
        train(training_of(SCENES[0]), "settings", tmp_path, resume=True)


def test_a_checkpoint_of_another_run_is_not_gone_on_from(tmp_path):
    train(training_of(SCENES[0]), "seed 1", tmp_path, resume=False)
    with pytest.raises(NumericsError) as caught:
        train(training_of(SCENES[0]), "seed 2", tmp_path, resume=True)
    assert str(caught.value) == (
        f"{tmp_path / 'a-stage.pt'} belongs to another run (seed 1), not to this one (seed 2): "
        "choose another --out"
    )


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(NumericsError, match=r"^cannot write .*taken/a-stage\.pt: "):
        train(training_of(SCENES[0]), "settings", tmp_path / "taken", resume=False)
