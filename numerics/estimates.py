"""The value of a GAN estimated from fresh independent samples, with its standard error."""

from __future__ import annotations

import math
from typing import NamedTuple

import torch
from torch import Generator, Tensor, nn

from numerics.laws import Law
from numerics.value import SampledValue

_POINTS_AT_ONCE = 1 << 16


class Estimate(NamedTuple):
    """A mean over samples and its standard error."""

    value: float
    standard_error: float


def estimate_value(
    value: SampledValue,
    discriminator: nn.Module,
    data: Law,
    generated: Law,
    count: int,
    generator: Generator,
) -> Estimate:
    """V_n(G, D): the two expectations replaced by means over `count` fresh points each.

    Args:
        value: the lowered value.
        discriminator: gives logits; double precision.
        data: the law of the data.
        generated: the law of the generated points.
        count: number of points from each law.
        generator: the source of randomness, on the CPU.
    """
    total, variance = value.constant, 0.0
    for name, law in zip(value.names, (data, generated), strict=True):
        values = value.on(name, logits_of(discriminator, law.sample(count, generator)))
        total += float(values.mean())
        variance += float(values.var()) / count
    return Estimate(total, math.sqrt(variance))


def logits_of(discriminator: nn.Module, points: Tensor) -> Tensor:
    """Logits of many points, a slice at a time, so that memory stays small."""
    with torch.no_grad():
        return torch.cat([discriminator(part) for part in torch.split(points, _POINTS_AT_ONCE)])
