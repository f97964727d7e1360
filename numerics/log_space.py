"""Sums and products of quantities that are given by their logarithms, with the value 0 allowed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import torch
from torch import Tensor
from torch.nn.functional import logsigmoid


def add_in_log_space(first: Tensor, second: Tensor) -> Tensor:
    """The logarithm of a sum, from the logarithms of its two parts.

    Unlike `torch.logaddexp`, its gradient is 0, not NaN, where both parts are 0.

    Args:
        first: log a, with -inf where a = 0.
        second: log b, with -inf where b = 0; broadcasts with `first`.
    """
    first, second = torch.broadcast_tensors(first, second)  # type: ignore[no-untyped-call]
    empty = torch.isneginf(first) & torch.isneginf(second)
    total = torch.logaddexp(first.masked_fill(empty, 0.0), second.masked_fill(empty, 0.0))
    return total.masked_fill(empty, -torch.inf)


def log_of_share(part: Tensor, rest: Tensor) -> Tensor:
    """The logarithm of a/(a + b), accurate also where it is close to 0; undefined where both are 0.

    Args:
        part: log a, with -inf where a = 0.
        rest: log b, with -inf where b = 0; broadcasts with `part`.
    """
    part, rest = torch.broadcast_tensors(part, rest)  # type: ignore[no-untyped-call]
    empty = torch.isneginf(part) & torch.isneginf(rest)
    difference = part.masked_fill(empty, 0.0) - rest.masked_fill(empty, 0.0)
    return logsigmoid(difference).masked_fill(empty, torch.nan)


def product_with_mass(
    log_mass: Tensor, others: Sequence[Tensor], log_densities: Sequence[Tensor]
) -> Tensor:
    """A product with a positive part given by its logarithm; 0 wherever that part is 0.

    Args:
        log_mass: the logarithm of the positive part.
        others: the other factors; may be infinite or undefined where the positive part is 0.
        log_densities: logarithms of the densities in the positive part; where one of them is 0,
            the product is 0 even if the rest of the positive part is infinite.
    """
    every = (log_mass, *others, *log_densities)
    tensors = torch.broadcast_tensors(*every)  # type: ignore[no-untyped-call]
    log_mass, rest = tensors[0], tensors[1 : 1 + len(others)]
    zero = torch.exp(log_mass.detach()) == 0
    for log_density in tensors[1 + len(others) :]:
        zero = zero | torch.isneginf(log_density)
    # both sides of the product are filled before it is taken: a masked result alone would still
    # send 0 * inf = NaN into the gradient
    mass = torch.exp(log_mass.masked_fill(zero, 0.0))
    product = reduce(torch.mul, (factor.masked_fill(zero, 0.0) for factor in rest), mass)
    return product.masked_fill(zero, 0.0)
