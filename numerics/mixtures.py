"""Mixtures of round normals, in any dimension: the data of the experiments."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import sympy
import torch
from sympy import Expr
from torch import Generator, Tensor

from numerics.errors import NumericsError
from numerics.laws import Law, coordinates, standard_normal_density
from numerics.normals import independent_normals, stratified_normals


class NormalMixture(Law):
    """The mixture of the normals N(m_k, s_k^2 I) with weights w_k.

    Args:
        weights: the w_k; positive, of sum 1. Numbers or SymPy numbers, as all of the following.
        means: the m_k, each a sequence of d numbers.
        deviations: the s_k > 0.

    Raises:
        NumericsError: the weights do not sum to 1, or the lengths differ.
    """

    def __init__(
        self, weights: Sequence[Expr], means: Sequence[Sequence[Expr]], deviations: Sequence[Expr]
    ) -> None:
        if not len(weights) == len(means) == len(deviations):
            raise NumericsError("a mixture needs as many weights as means and deviations")
        self.weights = [_number(weight) for weight in weights]
        self.means = [tuple(_number(value) for value in mean) for mean in means]
        self.deviations = [_number(deviation) for deviation in deviations]
        self.dimension = len(self.means[0])
        if abs(float(sum(self.weights)) - 1) > 1e-12 or min(map(float, self.weights)) <= 0:
            raise NumericsError("the weights of a mixture must be positive and of sum 1")
        if min(map(float, self.deviations)) <= 0:
            raise NumericsError("the deviations of a mixture must be positive")

    @functools.cached_property
    def density(self) -> Expr:
        point = coordinates(self.dimension)
        return sympy.Add(
            *[
                weight
                * standard_normal_density(_scaled(point, mean, deviation))
                / deviation**self.dimension
                for weight, mean, deviation in self._components()
            ]
        )

    def sample(self, count: int, generator: Generator) -> Tensor:
        weights, means, deviations = self._numbers
        chosen = torch.multinomial(weights, count, replacement=True, generator=generator)
        noise = independent_normals(count, self.dimension, generator)
        return means[chosen] + deviations[chosen, None] * noise

    def stratified(self, count: int, generator: Generator) -> tuple[Tensor, Tensor]:
        sizes = self._shares(count)
        noise = stratified_normals(sizes, self.dimension, generator)
        weights, means, deviations = self._numbers
        shares = torch.tensor(sizes)
        component = torch.arange(len(shares)).repeat_interleave(shares)
        points = means[component] + deviations[component, None] * noise
        return points, (weights / shares)[component]

    def box(self, deviations: float) -> list[tuple[float, float]]:
        return [
            (
                min(float(m[axis]) - deviations * float(s) for _, m, s in self._components()),
                max(float(m[axis]) + deviations * float(s) for _, m, s in self._components()),
            )
            for axis in range(self.dimension)
        ]

    @functools.cached_property
    def _numbers(self) -> tuple[Tensor, Tensor, Tensor]:
        weights = [float(weight) for weight in self.weights]
        means = [[float(value) for value in mean] for mean in self.means]
        deviations = [float(deviation) for deviation in self.deviations]
        double = torch.float64
        return (
            torch.tensor(weights, dtype=double),
            torch.tensor(means, dtype=double),
            torch.tensor(deviations, dtype=double),
        )

    def _components(self) -> list[tuple[Expr, tuple[Expr, ...], Expr]]:
        return list(zip(self.weights, self.means, self.deviations, strict=True))

    def _shares(self, count: int) -> list[int]:
        if count < len(self.weights):
            raise NumericsError(f"{count} points are too few for {len(self.weights)} components")
        targets = [float(weight) * count for weight in self.weights]
        shares = [max(1, int(target)) for target in targets]
        while sum(shares) != count:
            step = 1 if sum(shares) < count else -1
            movable = [k for k, share in enumerate(shares) if share + step > 0]
            furthest = max(movable, key=lambda k: step * (targets[k] - shares[k]))
            shares[furthest] += step
        return shares


def normal(mean: Expr, deviation: Expr) -> NormalMixture:
    """The law N(mean, deviation^2) on the line."""
    return NormalMixture([sympy.Integer(1)], [(mean,)], [deviation])


def ring(count: int, radius: Expr, deviation: Expr) -> NormalMixture:
    """The mixture of `count` equal round normals with centres evenly on a circle in the plane."""
    angles = [2 * sympy.pi * index / count for index in range(count)]
    centres = [(radius * sympy.cos(angle), radius * sympy.sin(angle)) for angle in angles]
    return NormalMixture([sympy.Rational(1, count)] * count, centres, [deviation] * count)


def _number(value: Expr | float) -> Expr:
    # a SymPy number plus a number is a SymPy number; text is refused, never read
    return sympy.Integer(0) + value


def _scaled(point: Sequence[Expr], mean: Sequence[Expr], deviation: Expr) -> list[Expr]:
    return [(value - centre) / deviation for value, centre in zip(point, mean, strict=True)]
