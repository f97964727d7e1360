"""How a stage of training goes: its length, its batches, its learning rate, its averaging."""

from __future__ import annotations

import math
from dataclasses import dataclass

_CONSTANT_PART = 0.3
_LAST_RATE = 0.005
_AVERAGED_PART = 0.3


@dataclass(frozen=True)
class Stage:
    """What one stage of training does.

    Args:
        name: names the checkpoint and the progress bar.
        steps: steps of the discriminator.
        batch: points from each side in a step.
        rate: learning rate of Adam; constant for 30 % of the steps, then a cosine down to 0.5 %.
        generator_every: the generator moves in every so-many-th step; 0 if it is held fixed.
    """

    name: str
    steps: int
    batch: int
    rate: float = 1e-2
    generator_every: int = 0

    def rate_at(self, step: int) -> float:
        """The learning rate in step 0, 1, ..., steps - 1."""
        done = step / self.steps
        if done < _CONSTANT_PART:
            return self.rate
        angle = math.pi * (done - _CONSTANT_PART) / (1 - _CONSTANT_PART)
        return self.rate * (_LAST_RATE + (1 - _LAST_RATE) * (1 + math.cos(angle)) / 2)

    def moves_generator(self, step: int) -> bool:
        """Whether it is the generator's turn too."""
        return self.generator_every > 0 and step % self.generator_every == 0

    @property
    def averaging_from(self) -> int:
        """The first step after which the parameters enter the average: the last 30 % do."""
        return math.floor((1 - _AVERAGED_PART) * self.steps)
