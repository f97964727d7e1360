"""Divergences of two normal laws in closed form, N(m, s²) and N(n, r²), written by hand."""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist


def power_integral(a: float, m: float, s: float, n: float, r: float) -> float:
    """∫ p^a q^(1 − a) for p = N(m, s²) and q = N(n, r²)."""
    between = a * r**2 + (1 - a) * s**2
    if between <= 0:
        return math.inf
    height = s ** (1 - a) * r**a / math.sqrt(between)
    return height * math.exp(-a * (1 - a) * (m - n) ** 2 / (2 * between))


def kullback_leibler(m: float, s: float, n: float, r: float) -> float:
    """KL(N(m, s²) ‖ N(n, r²))."""
    return math.log(r / s) + (s**2 + (m - n) ** 2) / (2 * r**2) - 0.5


def total_variation(m: float, s: float, n: float, r: float) -> float:
    """½ ∫|p − q|, by the distribution functions where the densities cross."""
    p, q = NormalDist(m, s), NormalDist(n, r)
    if s == r:
        return abs(p.cdf((m + n) / 2) - q.cdf((m + n) / 2))
    # log(p/q) is a x² + b x + c.
    a, b = 1 / (2 * r**2) - 1 / (2 * s**2), m / s**2 - n / r**2
    c = n**2 / (2 * r**2) - m**2 / (2 * s**2) + math.log(r / s)
    root = math.sqrt(b * b - 4 * a * c)
    low, high = sorted(((-b - root) / (2 * a), (-b + root) / (2 * a)))
    return abs(p.cdf(high) - p.cdf(low) - q.cdf(high) + q.cdf(low))


def alpha(a: float) -> Callable[..., float]:
    """The alpha-divergence of two normal laws."""
    return lambda *laws: (power_integral(a, *laws) - 1) / (a * (a - 1))


KNOWN: dict[str, Callable[..., float]] = {
    "kl": kullback_leibler,
    "rkl": lambda m, s, n, r: kullback_leibler(n, r, m, s),
    "jeffreys": lambda m, s, n, r: kullback_leibler(m, s, n, r) + kullback_leibler(n, r, m, s),
    "pearson": lambda *laws: power_integral(2, *laws) - 1,
    "neyman": lambda *laws: power_integral(-1, *laws) - 1,
    "hellinger2": lambda *laws: 2 - 2 * power_integral(0.5, *laws),
    "tv": total_variation,
    "alpha(-1)": alpha(-1), "alpha(1/2)": alpha(0.5), "alpha(3)": alpha(3),
}  # fmt: skip
