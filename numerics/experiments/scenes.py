"""The data of the experiments, with densities that are known on both sides."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Rational, sqrt

from numerics.laws import Law
from numerics.mixtures import NormalMixture, ring
from numerics.networks import AffineGenerator


@dataclass(frozen=True)
class Scene:
    """A data set and where its generator starts.

    Args:
        name: as it stands in the table.
        data: the law of the data.
        shift, deviation: the generator starts as z -> deviation * z + shift.
        fixed: the fixed generator that D alone is trained against, as (shift, deviation).
        scale: the spread of the data, by which the discriminator divides its points.
    """

    name: str
    data: Law
    shift: tuple[float, ...]
    deviation: float
    fixed: tuple[tuple[float, ...], float]
    scale: float

    def fixed_generator(self) -> AffineGenerator:
        """The generator that stays as it is while D alone is trained."""
        shift, deviation = self.fixed
        return AffineGenerator(list(shift), deviation)

    def generator(self) -> AffineGenerator:
        """The generator at its start."""
        return AffineGenerator(list(self.shift), self.deviation)


def two_normals_on_a_line() -> Scene:
    """The mixture 0.67 N(2, 2) + 0.33 N(-1, 0.255^2) on the line.

    Source: inferred from the best fits that Nowozin, Cseke & Tomioka (2016), f-GAN, print.
    """
    weights = [Rational(67, 100), Rational(33, 100)]
    data = NormalMixture(weights, [(2,), (-1,)], [sqrt(2), Rational(255, 1000)])
    return Scene("1-D mixture", data, (0.5,), 1.0, fixed=((1.0,), 2.0), scale=2.5)


def ring_in_the_plane() -> Scene:
    """Six overlapping round normals with centres on a circle of radius 2."""
    data = ring(6, 2, Rational(7, 10))
    return Scene("2-D ring", data, (0.75, -0.5), 1.0, fixed=((0.5, 0.0), 2.0), scale=2.0)
