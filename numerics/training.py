"""One stage of the training of a GAN: its steps, its averages, its state."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from typing import Any

import torch
from torch import Generator, Tensor, nn

from numerics.laws import Law
from numerics.networks import AffineGenerator
from numerics.normals import stratified_normals
from numerics.schedule import Stage

Value = Callable[[Tensor, Tensor, Tensor], Tensor]
_WEIGHT_IN_AVERAGE = 0.005


class Training:
    """A discriminator that maximises a value, and a generator that minimises it, for one stage.

    The averages are the result; the discriminator and the generator themselves go on moving.

    Args:
        value: V of (logits on the data, their weights, logits on generated points), a scalar.
        data: the law of the data.
        discriminator: gives logits of points.
        generator: maps standard normal noise to points.
        stage: what to do.
        seed: of the sampling.
        milestone: the discriminator is kept, as `at_milestone`, when the value on a batch first
            reaches this.
    """

    def __init__(
        self,
        value: Value,
        data: Law,
        discriminator: nn.Module,
        generator: AffineGenerator,
        stage: Stage,
        seed: int,
        milestone: float = math.inf,
    ) -> None:
        self.value, self.data, self.stage = value, data, stage
        self.discriminator, self.generator = discriminator, generator
        self.averaged_discriminator = copy.deepcopy(discriminator)
        self.averaged_generator = copy.deepcopy(generator)
        self.at_milestone = copy.deepcopy(discriminator)
        self.milestone, self.reached = milestone, False
        self.randomness = Generator().manual_seed(seed)
        self.done = 0
        self.ascent = torch.optim.Adam(
            discriminator.parameters(), stage.rate, betas=(0.9, 0.99), maximize=True, fused=True
        )
        self.descent = torch.optim.Adam(
            generator.parameters(), stage.rate, betas=(0.5, 0.99), fused=True
        )

    def step(self) -> None:
        """One step of the discriminator and, where it is its turn, of the generator."""
        moving = [self.ascent]
        if self.stage.moves_generator(self.done):
            moving.append(self.descent)
        with torch.set_grad_enabled(self.descent in moving):
            fake = self.generator(self._noise())
        real, weights = self.data.stratified(self.stage.batch, self.randomness)
        logits = self.discriminator(torch.cat([real.to(fake), fake]))
        on_data, on_generated = logits[: len(real)], logits[len(real) :]
        value = self.value(on_data, weights.to(logits), on_generated)
        if not self.reached and value.item() >= self.milestone:
            self.at_milestone.load_state_dict(self.discriminator.state_dict())
            self.reached = True
        for optimizer in moving:
            optimizer.zero_grad()
            optimizer.param_groups[0]["lr"] = self.stage.rate_at(self.done)
        value.backward()  # type: ignore[no-untyped-call]
        for optimizer in moving:
            optimizer.step()
        for mean, player in self._averages():
            self._take_into(mean, player)
        self.done += 1

    def _noise(self) -> Tensor:
        count, dimension = self.stage.batch, self.data.dimension
        return stratified_normals([count], dimension, self.randomness).to(
            self.generator.shift.device
        )

    def _averages(self) -> list[tuple[nn.Module, nn.Module]]:
        return [
            (self.averaged_discriminator, self.discriminator),
            (self.averaged_generator, self.generator),
        ]

    def _take_into(self, average: nn.Module, player: nn.Module) -> None:
        if self.done == self.stage.averaging_from:
            average.load_state_dict(player.state_dict())
        if self.done > self.stage.averaging_from:
            with torch.no_grad():
                for mean, present in zip(average.parameters(), player.parameters(), strict=True):
                    mean.lerp_(present, _WEIGHT_IN_AVERAGE)

    def _parts(self) -> dict[str, Any]:
        names = (
            "discriminator",
            "generator",
            "averaged_discriminator",
            "averaged_generator",
            "at_milestone",
            "ascent",
            "descent",
        )
        return {name: getattr(self, name) for name in names}

    def state(self) -> dict[str, Any]:
        """Everything that the rest of the stage depends on, as tensors, numbers and text."""
        parts = {name: part.state_dict() for name, part in self._parts().items()}
        randomness = self.randomness.get_state()
        return parts | {"randomness": randomness, "done": self.done, "reached": self.reached}

    def load(self, state: dict[str, Any]) -> None:
        """Goes back to a state that `state` has given."""
        for name, part in self._parts().items():
            part.load_state_dict(state[name])
        self.randomness.set_state(state["randomness"])
        self.done, self.reached = state["done"], state["reached"]
