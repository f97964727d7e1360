"""Pairs of laws drawn for property tests: normal, mixed, and with zeros on a finite space."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import strategies as st

from derivations.testing import Instance
from tests.divergences.quadrature import Mixture, Pair

# Where p^a q^(1 − a) has an integral that the window does not show, or only just diverges,
# no quadrature tells; a is that of `pearson`, `alpha(3)`, and `neyman` and `alpha(-1)`.
WIDTHS = [Fraction(k, 10) for k in range(9, 17)]
APART = [(p, q) for p, q in product(WIDTHS, WIDTHS)
         if all(not Fraction(-1, 5) < a / p**2 + (1 - a) / q**2 < Fraction(1, 2)
                for a in (2, 3, -1))]  # fmt: skip
MEANS = st.integers(-100, 100).map(lambda k: k / 100)


@st.composite
def normals(draw: Any) -> Pair:
    """A pair of normal laws."""
    spreads = draw(st.sampled_from(APART))
    p, q = (Mixture(((1.0, draw(MEANS), float(spread)),)) for spread in spreads)
    return p, q


@st.composite
def mixtures(draw: Any) -> Pair:
    """A pair of mixtures of two or three normal laws."""
    made = []
    for widest in draw(st.sampled_from(APART)):
        spreads = [widest, *draw(st.lists(st.sampled_from([w for w in WIDTHS if w <= widest]),
                                          min_size=1, max_size=2))]
        odds = [draw(st.integers(1, 9)) for _ in spreads]
        made.append(Mixture(tuple((share / sum(odds), draw(MEANS), float(spread))
                                  for share, spread in zip(odds, spreads, strict=True))))
    return made[0], made[1]


ODDS = st.sampled_from([0, 0, 1, 2, 3, 4, 7, 100])
WEIGHTS = st.sampled_from([Fraction(1), Fraction(2), Fraction(9), Fraction(1, 3), Fraction(2, 7)])


@st.composite
def spaces(draw: Any) -> Instance:
    """A pair of laws with zeros on a weighted finite space."""
    atoms = draw(st.lists(st.tuples(WEIGHTS, ODDS, ODDS), min_size=1, max_size=5))
    last = draw(st.sampled_from([(1, 1, 1), (1, 0, 2)]))
    weights, p, q = zip(*atoms, last, strict=True)
    return Instance(weights, {"p": p if any(p) else [1] * len(p), "q": q})
