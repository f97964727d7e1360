"""Values of divergences on the line by Gauss's rule, and on finite spaces by sums.

A reader of trees on arrays stands here beside the oracle: neither shares code with the engine.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np

from derivations.language.divergences import Perspective, unfold
from derivations.language.forms import Piecewise
from derivations.language.grammar import parse_expression
from derivations.language.measures import Density, Expectation, Integral
from derivations.language.written import (
    Application,
    Constant,
    Difference,
    Name,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Real,
    Sum,
    Written,
)

Array = Any
NODES, PANELS, CUTS = 20, 40, 64
WINDOWS = (22.0, 23.5, 25.0)
_NAMES = {name: Density(name) for name in "pq"} | {name: Real(name) for name in "ut"}


@dataclass(frozen=True)
class Mixture:
    """A mixture of normal laws on the line.

    Args:
        parts: (share, mean, standard deviation) of each; the shares sum to 1.
    """

    parts: tuple[tuple[float, float, float], ...]

    def at(self, x: Array) -> Array:
        """The density at points."""
        heights = (share / spread * np.exp(-(((x - mean) / spread) ** 2) / 2)
                   for share, mean, spread in self.parts)  # fmt: skip
        return sum(heights) / math.sqrt(2 * math.pi)


Pair = tuple[Mixture, Mixture]


@dataclass(frozen=True)
class Points:
    """Points, the widest window's last.

    Args:
        weights: of each point in an integral.
        p: the density there.
        q: the other density.
        windows: how many points are in each window.
    """

    weights: Array
    p: Array
    q: Array
    windows: tuple[int, ...]

    def integral(self, values: Array) -> Array:
        """The sum of values, each with its weight, over each window."""
        parts = self.weights * values
        return np.array([parts[:last].sum() for last in self.windows])

    def value(self, expression: str) -> Array:
        """The value of an expression in the densities p and q, over each window."""
        with np.errstate(over="ignore"):
            return read(tree(expression), {"p": self.p, "q": self.q}, self.integral)


@cache
def tree(text: str) -> Written:
    """An expression in p, q, u and t, with its divergences unfolded."""
    return unfold(parse_expression(text, _NAMES))


@lru_cache(maxsize=512)
def points(pair: Pair) -> Points:
    """The points of Gauss's rule on panels that end where p = q and where a window does."""
    ends = np.linspace(-WINDOWS[-1], WINDOWS[-1], PANELS + 1)
    ends = np.unique([*ends, *WINDOWS, *np.negative(WINDOWS), *crossings(pair)])
    nodes, shares = np.polynomial.legendre.leggauss(NODES)
    middle, half = (ends[1:] + ends[:-1]) / 2, np.diff(ends) / 2
    x = (middle[:, None] + half[:, None] * nodes).ravel()
    order = np.argsort(abs(x), kind="stable")
    x, weights = x[order], (half[:, None] * shares).ravel()[order]
    windows = tuple(int(np.sum(abs(x) < window)) for window in WINDOWS)
    return Points(weights, pair[0].at(x), pair[1].at(x), windows)


def crossings(pair: Pair) -> Array:
    """Where the densities cross, each place cut in many until it is one."""
    def apart(x: Array) -> Array:
        return np.sign(pair[0].at(x) - pair[1].at(x))

    # Farther out the densities are 0 next to what they are where it matters.
    grid = np.linspace(-12, 12, 201)
    left = np.flatnonzero(np.diff(apart(grid)))
    low, width = grid[left], grid[1] - grid[0]
    start = apart(low)[:, None]
    while width > 1e-15:
        width /= CUTS
        cuts = low[:, None] + width * np.arange(1, CUTS)
        low = low + width * np.sum(apart(cuts) == start, axis=1)
    return low


def limit(over: Array) -> float:
    """An integral over the line by those over the windows: +∞ where they keep growing."""
    first, second, third = map(float, over)
    if abs(third - second) <= 1e-11 * abs(third) + 1e-13:
        return third
    assert third == math.inf or third - second > 3 * (second - first) > 0, over
    return math.inf


def omega(z: Array) -> Array:
    """W(exp z), also where exp z is no float: the root of w + log w = z, by Newton's method."""
    w = np.where(z > 1, np.maximum(z - np.log(np.maximum(z, 1)), 0.5), np.exp(np.minimum(z, 1)))
    for _ in range(9):
        w = np.maximum(w * (1 + z - np.log(w)) / (1 + w), w / 50)
    return w


_FUNCTIONS: Mapping[str, Callable[..., Array]] = {
    "log": np.log, "exp": np.exp, "sqrt": np.sqrt, "abs": np.abs, "sign": np.sign,
}
_SIGNS: Mapping[str, Callable[[Array, Array], Array]] = {"<=": np.less_equal, "<": np.less}


def read(node: Written, names: Mapping[str, Array], integral: Callable[[Array], Array]) -> Array:
    """The value of a tree on arrays.

    Args:
        node: unfolded.
        names: what each name is.
        integral: of an array over the space.
    """
    def value(node: Written) -> Array:
        return read(node, names, integral)

    match node:
        case Number():
            return float(node.exact)
        case Constant():
            return {"pi": math.pi}[node.name]
        case Name():
            return names[node.name]
        case Negation():
            return -value(node.operand)
        case Sum():
            return value(node.left) + value(node.right)
        case Difference():
            return value(node.left) - value(node.right)
        case Product(left=Power() as left, right=Power() as right):
            # One of the two may be no float where their product is.
            return np.exp(sum(value(each.right) * np.log(value(each.left))
                              for each in (left, right)))
        case Product():
            return value(node.left) * value(node.right)
        case Quotient():
            return value(node.left) / value(node.right)
        case Power():
            return value(node.left) ** value(node.right)
        case Application(function="LambertW", arguments=(Application(function="exp") as inner,)):
            return omega(value(inner.arguments[0]))
        case Application():
            return _FUNCTIONS[node.function](*map(value, node.arguments))
        case Piecewise():
            *parts, (last, _) = node.branches
            made = value(last)
            for body, condition in reversed(parts):
                assert condition is not None
                there = _SIGNS[condition.sign](value(condition.left), value(condition.right))
                made = np.where(there, value(body), made)
            return made
        case Perspective():
            ratio = {node.variable.name: value(node.numerator) / value(node.denominator)}
            return value(node.denominator) * read(node.body, {**names, **ratio}, integral)
        case Expectation():
            return integral(value(node.density) * value(node.integrand))
        case Integral():
            return integral(value(node.integrand))
    raise TypeError(type(node).__name__)
