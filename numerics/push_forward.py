"""The law of G(z) for z ~ N(0, I) and an invertible map G, with its exact density."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import sympy
import torch
from sympy import Expr, Matrix
from torch import Generator, Tensor

from numerics.errors import NumericsError
from numerics.laws import Law, coordinates, standard_normal_density
from numerics.lowering import lower
from numerics.normals import independent_normals, stratified_normals
from numerics.recipes import Recipe


class PushForward(Law):
    """The law of G(z), z ~ N(0, I): density phi(G^-1(x)) |det dG^-1/dx|.

    Args:
        forward: the coordinates of G(z), expressions in `coordinates(d, "z")`.
        inverse: the coordinates of G^-1(x), expressions in `coordinates(d)`.

    Raises:
        NumericsError: the inverse does not undo the map.
    """

    def __init__(self, forward: Sequence[Expr], inverse: Sequence[Expr]) -> None:
        self.forward = list(forward)
        self.inverse = list(inverse)
        self.dimension = len(self.forward)
        noise = torch.linspace(-2, 2, 5 * self.dimension, dtype=torch.float64)
        noise = noise.reshape(5, self.dimension)
        names = [symbol.name for symbol in coordinates(self.dimension)]
        image = dict(zip(names, self.push(noise).unbind(1), strict=True))
        back = [lower(value)(image).expand(5) for value in self.inverse]
        if not torch.allclose(torch.stack(back, dim=1), noise, atol=1e-9, rtol=1e-9):
            raise NumericsError(f"{self.inverse} is not the inverse of {self.forward}")

    @functools.cached_property
    def density(self) -> Expr:
        jacobian = Matrix(self.inverse).jacobian(coordinates(self.dimension))
        return standard_normal_density(self.inverse) * sympy.Abs(jacobian.det())

    @functools.cached_property
    def _maps(self) -> list[Recipe]:
        return [lower(value) for value in self.forward]

    def push(self, noise: Tensor) -> Tensor:
        """G(z) for points z, both of shape (n, d)."""
        names = [symbol.name for symbol in coordinates(self.dimension, "z")]
        inputs = dict(zip(names, noise.unbind(1), strict=True))
        return torch.stack([m(inputs).expand(len(noise)) for m in self._maps], dim=1)

    def sample(self, count: int, generator: Generator) -> Tensor:
        return self.push(independent_normals(count, self.dimension, generator))

    def stratified(self, count: int, generator: Generator) -> tuple[Tensor, Tensor]:
        noise = stratified_normals([count], self.dimension, generator)
        return self.push(noise), torch.full((count,), 1 / count, dtype=torch.float64)

    def box(self, deviations: float) -> list[tuple[float, float]]:
        # the image of the ball of that radius, which holds the same mass as for the noise itself
        noise = stratified_normals([1024], self.dimension, Generator().manual_seed(0))
        sphere = deviations * noise / noise.norm(dim=1, keepdim=True)
        image = torch.cat([self.push(sphere * part / 16) for part in range(17)])
        return list(zip(image.amin(0).tolist(), image.amax(0).tolist(), strict=True))


def affine(matrix: Sequence[Sequence[Expr]], shift: Sequence[Expr]) -> PushForward:
    """The law of A z + b, z ~ N(0, I).

    Args:
        matrix: A, invertible, shape (d, d).
        shift: b, shape (d,).

    Raises:
        NumericsError: A is singular.
    """
    a, b = Matrix(matrix), Matrix(shift)
    if a.det() == 0:
        raise NumericsError(f"the matrix {a.tolist()} is singular: its law has no density")
    noise, point = Matrix(coordinates(len(b), "z")), Matrix(coordinates(len(b)))
    return PushForward(list(a * noise + b), list(a.inv() * (point - b)))
