"""A law: its density as a SymPy expression, and from it its log-density, with its samplers."""

from __future__ import annotations

import functools
from abc import ABC, abstractmethod
from collections.abc import Sequence

import sympy
from sympy import Expr, Symbol
from torch import Generator, Tensor

from numerics.lowering import lower
from numerics.recipes import Recipe


def coordinates(dimension: int, name: str = "x") -> tuple[Symbol, ...]:
    """The symbols of a point's coordinates: `x` in one dimension, `x1, x2, ...` in more."""
    if dimension == 1:
        return (Symbol(name, real=True),)
    return tuple(Symbol(f"{name}{axis + 1}", real=True) for axis in range(dimension))


def standard_normal_density(point: Sequence[Expr]) -> Expr:
    """The density of N(0, I) at a point, as a SymPy expression."""
    squares = sympy.Add(*[coordinate**2 for coordinate in point])
    return sympy.exp(-squares / 2) / sympy.sqrt(2 * sympy.pi) ** len(point)


class Law(ABC):
    """A probability law on R^d with a density; everything numeric follows from `density`."""

    dimension: int

    @property
    @abstractmethod
    def density(self) -> Expr:
        """The density as a SymPy expression in `coordinates(self.dimension)`."""

    @abstractmethod
    def sample(self, count: int, generator: Generator) -> Tensor:
        """Independent points, float64, shape (count, d)."""

    @abstractmethod
    def stratified(self, count: int, generator: Generator) -> tuple[Tensor, Tensor]:
        """Stratified points, shape (count, d), and their weights of sum 1, shape (count,)."""

    @abstractmethod
    def box(self, deviations: float) -> list[tuple[float, float]]:
        """For each axis, an interval that reaches that many standard deviations outwards."""

    @functools.cached_property
    def _log_density(self) -> Recipe:
        return lower(sympy.log(self.density))

    def log_density(self, points: Tensor) -> Tensor:
        """The logarithm of the density, stable far out in the tails.

        Args:
            points: shape (n, d).

        Returns:
            Shape (n,).
        """
        names = [symbol.name for symbol in coordinates(self.dimension)]
        return self._log_density(dict(zip(names, points.unbind(1), strict=True)))
