"""The rows that hold a trained discriminator against the theory."""

from __future__ import annotations

import copy
import math
from collections.abc import Mapping
from typing import TypeVar

from torch import Generator, nn

from numerics.estimates import Estimate, estimate_value
from numerics.evidence import Row
from numerics.experiments.gan_theory import (
    AT_OPTIMUM,
    DISTANCE,
    GAP,
    VALUE,
    Measured,
    sampled_value,
)
from numerics.laws import Law

Network = TypeVar("Network", bound=nn.Module)

# of a standard error: what training may miss of the optimum
TRAINING_SLACK = 0.5
# standard errors: an interval reaches less than 5 on each side for any run of up to 80 sampled
# rows, and the noise itself stays below 5 in all but one of a million
NOISE_ALLOWANCE = 10.0
# standard errors between the right value and the rival
RIVAL_DISTANCE = 9.5
# the identity V(D) + gap = V(D*) is exact, so that only rounding is left
IDENTITY_TOLERANCE = 1e-9


def rows_of_discriminator(
    label: str,
    data: Law,
    generated: Law,
    trained: nn.Module,
    controls: Mapping[str, nn.Module],
    count: int,
    randomness: Generator,
) -> list[Row]:
    """Sampling error, gap and their sum for a trained D; a rival, and worse D, that must disagree.

    Args:
        label: stands before each quantity.
        data, generated: the two laws.
        trained: the discriminator at the end of training.
        controls: discriminators that are not trained to the end, by what they are.
        count: number of fresh points from each law.
        randomness: the source of the fresh points.
    """
    discriminator = in_double(trained)
    quadrature = Measured(data, generated, discriminator)
    best, reached = quadrature.value(AT_OPTIMUM), quadrature.value(VALUE)
    gap, distance = quadrature.value(GAP), quadrature.value(DISTANCE)
    value = sampled_value()

    def estimate(network: nn.Module) -> Estimate:
        return estimate_value(value, network, data, generated, count, randomness)

    sampled = estimate(discriminator)
    error, slack = sampled.standard_error, TRAINING_SLACK * sampled.standard_error
    noise = NOISE_ALLOWANCE * error
    # Pinsker at every point and Jensen: E_m |D - D*| <= sqrt(gap)/2 with m = (p + q)/2
    closeness = math.sqrt(slack) / 2
    rival = best.value + RIVAL_DISTANCE * error
    rows = [
        Row("V of the trained D, fresh samples", best.value, sampled.value, error, noise),
        Row("the same against a rival value", rival, sampled.value, error, slack, rival=True),
        Row("sampling error of V", 0.0, sampled.value - reached.value, error, noise),
        Row("gap V(D*) - V(D)", 0.0, gap.value, 0.0, slack, numerical_error=gap.error),
        Row(
            "V(D) + gap, by quadrature",
            best.value,
            reached.value + gap.value,
            0.0,
            IDENTITY_TOLERANCE,
            numerical_error=best.error + reached.error + gap.error,
        ),
        Row("V, fresh samples, + gap", best.value, sampled.value + gap.value, error, noise),
        Row(
            "mean |D - D*| under (p + q)/2",
            0.0,
            distance.value,
            0.0,
            closeness,
            numerical_error=distance.error,
        ),
    ]
    for name, network in controls.items():
        poor = estimate(in_double(network))
        rows.append(
            Row(f"V of {name}", best.value, poor.value, poor.standard_error, slack, rival=True)
        )
    return [labelled(label, row) for row in rows]


def labelled(label: str, row: Row) -> Row:
    """The row with a label before its quantity."""
    return Row(**(vars(row) | {"quantity": f"{label}: {row.quantity}"}))


def in_double(network: Network) -> Network:
    """A copy on the CPU in double precision, so that measuring adds no rounding of its own."""
    return copy.deepcopy(network).to("cpu").double()
