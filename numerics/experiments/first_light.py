"""D alone against a fixed Q, then a whole GAN, on the line and in the plane."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from torch import Generator, nn

from numerics.best_fit import best_fit
from numerics.evidence import Row
from numerics.experiments.gan_rows import (
    TRAINING_SLACK,
    in_double,
    labelled,
    rows_of_discriminator,
)
from numerics.experiments.gan_theory import AT_OPTIMUM, TWICE_JSD, Measured, P, Q, sampled_value
from numerics.experiments.scenes import Scene, ring_in_the_plane, two_normals_on_a_line
from numerics.laws import Law
from numerics.networks import AffineGenerator, Discriminator
from numerics.resuming import train
from numerics.schedule import Stage
from numerics.settings import Settings
from numerics.training import Training

WIDTH = 64


@dataclass(frozen=True)
class Effort:
    """How much is spent on a scene.

    Args:
        alone: steps of D against the fixed Q.
        together: steps of D and G.
        onward: steps of D after G has been frozen.
        batch: points from each side in a step.
        samples: fresh points from each side in an estimate.
    """

    alone: int
    together: int
    onward: int
    batch: int
    samples: int


FULL = Effort(alone=3000, together=3000, onward=2000, batch=1024, samples=1_000_000)
QUICK = Effort(alone=800, together=700, onward=500, batch=512, samples=100_000)


def run(settings: Settings, effort: Effort | None = None) -> list[Row]:
    """Trains on both scenes and measures.

    Args:
        settings: seed, device and where checkpoints are kept.
        effort: what is spent; by default as `settings.quick` says.

    Source:
        Goodfellow et al. (2014), Generative Adversarial Nets, Proposition 1 and Theorem 1.
    """
    effort = effort or (QUICK if settings.quick else FULL)
    rows = []
    for scene in (two_normals_on_a_line(), ring_in_the_plane()):
        rows += _discriminator_alone(scene, effort, settings)
        rows += _whole_gan(scene, effort, settings)
    return rows


def _discriminator_alone(scene: Scene, effort: Effort, settings: Settings) -> list[Row]:
    label = f"{scene.name}, fixed Q"
    generator = scene.fixed_generator()
    generated = generator.law()
    untrained = _discriminator(scene, settings, label)
    # half-trained: half of 2 JSD, which is all that there is to learn, has been learned
    theory = Measured(scene.data, generated)
    half = theory.value(AT_OPTIMUM).value - theory.value(TWICE_JSD).value / 2
    stage = Stage(label, effort.alone, effort.batch, rate=2e-2)
    training = _train(scene, copy.deepcopy(untrained), generator, stage, settings, half)
    controls = {"an untrained D": untrained, "a half-trained D": training.at_milestone}
    fresh = Generator().manual_seed(settings.seed_of(f"{label} samples"))
    trained = training.averaged_discriminator
    return rows_of_discriminator(
        label, scene.data, generated, trained, controls, effort.samples, fresh
    )


def _whole_gan(scene: Scene, effort: Effort, settings: Settings) -> list[Row]:
    label = f"{scene.name}, GAN"
    together = Stage(label, effort.together, effort.batch, generator_every=2)
    gan = _train(
        scene, _discriminator(scene, settings, label), scene.generator(), together, settings
    )
    generator = gan.averaged_generator.requires_grad_(False)
    onward = Stage(f"{label}, D onward", effort.onward, effort.batch, rate=2e-2)
    training = _train(scene, gan.averaged_discriminator, generator, onward, settings)
    generated = in_double(generator).law()
    fresh = Generator().manual_seed(settings.seed_of(f"{label} samples"))
    trained = training.averaged_discriminator
    rows = rows_of_discriminator(label, scene.data, generated, trained, {}, effort.samples, fresh)
    slack = TRAINING_SLACK * rows[0].standard_error
    return rows + [labelled(label, row) for row in _rows_of_generator(scene, generated, slack)]


def _rows_of_generator(scene: Scene, generated: Law, slack: float) -> list[Row]:
    """How close the generator came to the best that its form allows, and its start as control."""
    best = best_fit(TWICE_JSD, (P.name, Q.name), scene.data, scene.generator())
    least, trained, start = (
        Measured(scene.data, law).value(TWICE_JSD)
        for law in (best.law(), generated, scene.generator().law())
    )
    return [
        Row(
            "2 JSD of the trained G, least possible",
            least.value,
            trained.value,
            0.0,
            slack,
            numerical_error=least.error + trained.error,
        ),
        Row("2 JSD of the untrained G", least.value, start.value, 0.0, slack, rival=True),
    ]


def _discriminator(scene: Scene, settings: Settings, label: str) -> Discriminator:
    randomness = Generator().manual_seed(settings.seed_of(f"{label} start"))
    return Discriminator(scene.data.dimension, WIDTH, scene.scale, randomness)


def _train(
    scene: Scene,
    discriminator: nn.Module,
    generator: AffineGenerator,
    stage: Stage,
    settings: Settings,
    milestone: float = float("inf"),
) -> Training:
    training = Training(
        sampled_value(),
        scene.data,
        discriminator.to(settings.device),
        generator.to(settings.device),
        stage,
        settings.seed_of(stage.name),
        milestone,
    )
    train(training, f"first-light, {settings}", settings.folder, settings.resume)
    return training
