"""Verdicts: a table, and how often they are wrong."""

import math
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerics.evidence import (
    AGREES,
    DISAGREES,
    INCONCLUSIVE,
    Row,
    is_as_it_should_be,
    quantile,
    verdict,
)


def row(measured, error=0.0, tolerance=0.0, rival=False, numerical=0.0):
    return Row("a figure", 1.0, measured, error, tolerance, rival, numerical)


@pytest.mark.parametrize(
    ("given_row", "expected"),
    [
        (row(1.0), AGREES),
        (row(1.0, tolerance=0.1), AGREES),
        (row(1.05, error=0.01, tolerance=0.1), AGREES),
        (row(1.07, error=0.01, tolerance=0.1), INCONCLUSIVE),
        (row(1.13, error=0.01, tolerance=0.1), INCONCLUSIVE),
        (row(1.15, error=0.01, tolerance=0.1), DISAGREES),
        (row(0.85, error=0.01, tolerance=0.1), DISAGREES),
        (row(1.0, error=0.03, tolerance=0.1), INCONCLUSIVE),
        (row(1.11, tolerance=0.1), DISAGREES),
        (row(1.11, tolerance=0.1, numerical=0.02), INCONCLUSIVE),
        (row(1.0, error=0.01), INCONCLUSIVE),
        (row(math.nan, error=0.01, tolerance=9.0), INCONCLUSIVE),
        (row(1.0, error=math.nan, tolerance=9.0), INCONCLUSIVE),
        (row(math.inf, tolerance=9.0), DISAGREES),
    ],
)
def test_verdict_at_a_reach_of_four(given_row, expected):
    assert verdict(given_row, 4.0) == expected


@pytest.mark.parametrize(
    ("rival", "said", "expected"),
    [
        (False, AGREES, True),
        (False, DISAGREES, False),
        (False, INCONCLUSIVE, False),
        (True, AGREES, False),
        (True, DISAGREES, True),
        (True, INCONCLUSIVE, False),
    ],
)
def test_only_a_rival_may_disagree(rival, said, expected):
    assert is_as_it_should_be(row(1.0, rival=rival), said) is expected


def test_sampled_rows_share_the_error_of_the_run():
    sampled, exact = row(1.0, error=0.1), row(1.0)
    assert quantile([exact]) == pytest.approx(NormalDist().inv_cdf(1 - 0.5e-4))
    assert quantile([sampled] * 10 + [exact]) == pytest.approx(NormalDist().inv_cdf(1 - 0.5e-5))
    assert quantile([sampled] * 80) < 5


@given(
    measured=st.floats(-10, 10),
    error=st.floats(0, 1),
    tolerance=st.floats(0, 1),
    more=st.floats(0, 1),
)
def test_more_error_never_makes_a_verdict_firmer(measured, error, tolerance, more):
    before = verdict(row(measured, error, tolerance), 4.0)
    after = verdict(row(measured, error + more, tolerance), 4.0)
    assert after in (before, INCONCLUSIVE)
