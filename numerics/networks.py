"""The discriminator, which gives logits, and the affine generator, whose law is known exactly."""

from __future__ import annotations

import math

import torch
from torch import Generator, Tensor, nn

from numerics.push_forward import PushForward, affine


class Discriminator(nn.Module):
    """A perceptron with two hidden layers that gives the logit of D, plus a quadratic in x.

    The quadratic takes the tails, where log-ratios of normal mixtures grow like x^2 and a bounded
    activation would level off. Its coefficients start at 0.

    Args:
        dimension: dimension d of a point.
        width: units in each hidden layer.
        scale: the points are divided by it, so that they are of order 1.
        generator: the source of randomness, on the CPU.
    """

    def __init__(self, dimension: int, width: int, scale: float, generator: Generator) -> None:
        super().__init__()
        self.scale = scale
        self.first = _linear(dimension, width, 4.0, 6.0, generator)
        self.second = _linear(width, width, 4 * math.sqrt(3 / width), 0.1, generator)
        self.last = _linear(width, 1, 2 * math.sqrt(1 / width), 0.0, generator)
        self.slope = nn.Parameter(torch.zeros(dimension))
        self.curvature = nn.Parameter(torch.zeros(dimension, dimension))

    def forward(self, points: Tensor) -> Tensor:
        """Logits, shape (n,), of points of shape (n, d)."""
        points = points.to(self.slope.dtype) / self.scale
        hidden = torch.sigmoid(self.first(points)) - 0.5
        hidden = torch.sigmoid(self.second(hidden)) - 0.5
        quadratic = (points * (points @ self.curvature + self.slope)).sum(dim=1)
        logits: Tensor = self.last(hidden).squeeze(1) + quadratic
        return logits


class AffineGenerator(nn.Module):
    """The map z -> A z + b with A lower triangular, of positive diagonal.

    Args:
        shift: b to start from; its length is the dimension.
        deviation: A starts as this multiple of the identity.
    """

    places: Tensor

    def __init__(self, shift: list[float], deviation: float) -> None:
        super().__init__()
        dimension = len(shift)
        self.shift = nn.Parameter(torch.tensor(shift))
        self.log_diagonal = nn.Parameter(torch.full((dimension,), math.log(deviation)))
        self.below = nn.Parameter(torch.zeros(dimension * (dimension - 1) // 2))
        self.register_buffer(
            "places", torch.tril_indices(dimension, dimension, -1), persistent=False
        )

    def matrix(self) -> Tensor:
        """A, shape (d, d)."""
        matrix = torch.diag(torch.exp(self.log_diagonal))
        return matrix.index_put((self.places[0], self.places[1]), self.below)

    def forward(self, noise: Tensor) -> Tensor:
        """A z + b for noise of shape (n, d)."""
        return noise.to(self.shift.dtype) @ self.matrix().T + self.shift

    def log_density(self, points: Tensor) -> Tensor:
        """The log-density of the generated points; differentiable in A and b.

        Args:
            points: shape (n, d).

        Returns:
            Shape (n,).
        """
        centred = (points - self.shift).T
        noise = torch.linalg.solve_triangular(self.matrix(), centred, upper=False)
        constant = 0.5 * len(self.shift) * math.log(2 * math.pi)
        log_density: Tensor = -0.5 * (noise**2).sum(dim=0) - constant - self.log_diagonal.sum()
        return log_density

    def law(self) -> PushForward:
        """The law of the generated points, at the present parameters."""
        return affine(self.matrix().tolist(), self.shift.tolist())


def _linear(
    inputs: int, outputs: int, weight: float, bias: float, generator: Generator
) -> nn.Linear:
    layer = nn.Linear(inputs, outputs)
    with torch.no_grad():
        for parameter, bound in ((layer.weight, weight), (layer.bias, bias)):
            uniform = torch.rand(parameter.shape, generator=generator, dtype=torch.float64)
            parameter.copy_((2 * uniform - 1) * bound)
    return layer
