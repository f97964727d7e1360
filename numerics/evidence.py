"""Estimates with their errors, and what they say about the proved values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

AGREES, DISAGREES, INCONCLUSIVE = "agrees", "disagrees", "inconclusive"
FAMILY_WISE_ERROR = 1e-4


@dataclass(frozen=True)
class Row:
    """A proved value beside a measured one.

    Args:
        quantity: what is measured.
        proved: the value that the theory gives; a deliberately wrong one if `rival`.
        measured: the estimate.
        standard_error: of the estimate by sampling; 0 for a quadrature.
        tolerance: how far the two may lie apart, in the quantity's own units.
        rival: whether the row must come out as `disagrees`.
        numerical_error: a bound on what quadrature and rounding add to the estimate's error.
    """

    quantity: str
    proved: float
    measured: float
    standard_error: float
    tolerance: float
    rival: bool = False
    numerical_error: float = 0.0


def quantile(rows: Sequence[Row], family_wise_error: float = FAMILY_WISE_ERROR) -> float:
    """How many standard errors an interval reaches on each side, the same for all rows of a run.

    Args:
        rows: all rows of the run; those that are sampled share the error probability evenly.
        family_wise_error: the probability that some interval of the run misses its target.

    Source:
        Bonferroni's inequality, over two-sided normal intervals.
    """
    sampled = sum(row.standard_error > 0 for row in rows)
    return NormalDist().inv_cdf(1 - family_wise_error / (2 * max(sampled, 1)))


def verdict(row: Row, reach: float) -> str:
    """What a row's interval says.

    `agrees` if the whole interval stays within the tolerance of the proved value, `disagrees` if
    the whole interval lies beyond it, else `inconclusive`. A figure that is not a number is
    inconclusive.

    Args:
        row: the row.
        reach: half the width of the interval, in standard errors.
    """
    half_width = reach * row.standard_error + row.numerical_error
    distance = abs(row.measured - row.proved)
    if distance + half_width <= row.tolerance:
        return AGREES
    if distance - half_width > row.tolerance:
        return DISAGREES
    return INCONCLUSIVE


def is_as_it_should_be(row: Row, said: str) -> bool:
    """Whether a row came out as it should: a rival disagrees, every other row agrees."""
    return said == (DISAGREES if row.rival else AGREES)
