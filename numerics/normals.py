"""Standard normal points: independent ones, and stratified ones that fill the space evenly."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence

import torch
from torch import Generator, Tensor


def independent_normals(count: int, dimension: int, generator: Generator) -> Tensor:
    """Independent standard normal points.

    Args:
        count: number of points.
        dimension: dimension d of a point.
        generator: the source of randomness, on the CPU.

    Returns:
        float64, shape (count, d).
    """
    return torch.randn(count, dimension, generator=generator, dtype=torch.float64)


def stratified_normals(shares: Sequence[int], dimension: int, generator: Generator) -> Tensor:
    """Groups of standard normal points, each group with one point in each of its strata.

    In a group of n, the first coordinate is Phi^-1((i + U_i)/n); the others run along a Kronecker
    lattice with a random shift and a jitter. Each single point is standard normal, so that means
    over a group are unbiased; their error falls faster than that of independent points.

    Args:
        shares: number of points in each group.
        dimension: dimension d of a point.
        generator: the source of randomness, on the CPU.

    Returns:
        float64, shape (sum of the shares, d), group after group.

    Source:
        Cranley & Patterson, Randomization of number theoretic methods for multiple integration,
        SIAM J. Numer. Anal. 13 (1976).
    """
    group, index, count = _places_in_groups(tuple(shares))
    jitter = torch.rand(len(group), dimension, generator=generator, dtype=torch.float64)
    shift = torch.rand(len(shares), dimension, generator=generator, dtype=torch.float64)[group]
    columns = [(index + jitter[:, 0]) / count]
    for axis, step in enumerate(_kronecker_steps(dimension - 1), start=1):
        spread = jitter[:, axis] / torch.sqrt(count)
        columns.append(torch.frac(index * step + shift[:, axis] + spread))
    # Phi^-1 is infinite at 0 and 1, which a random number may hit
    edge = torch.finfo(torch.float64).eps
    normals: Tensor = torch.special.ndtri(torch.stack(columns, dim=1).clamp(edge, 1 - edge))
    return normals


@functools.lru_cache(maxsize=16)
def _places_in_groups(shares: tuple[int, ...]) -> tuple[Tensor, Tensor, Tensor]:
    """For each point: its group, its index in the group, and the size of the group."""
    sizes = torch.tensor(shares)
    group = torch.arange(len(sizes)).repeat_interleave(sizes)
    index = torch.arange(len(group)) - (sizes.cumsum(0) - sizes)[group]
    return group, index.double(), sizes[group].double()


def _kronecker_steps(dimension: int) -> list[float]:
    """Steps that spread a lattice evenly: powers of 1/r, with r^(dimension + 1) = r + 1."""
    root = 2.0
    for _ in range(60):
        root = math.pow(1 + root, 1 / (dimension + 1))
    return [math.pow(root, -axis) for axis in range(1, dimension + 1)]
