"""Sets of possible signs, and what arithmetic does to them."""

from __future__ import annotations

from typing import Final

NEGATIVE, ZERO, POSITIVE = 1, 2, 4
ANY, NON_NEGATIVE, NON_POSITIVE, NON_ZERO = 7, 6, 3, 5
RELATION_SIGNS: Final = {"=": ZERO, "!=": NON_ZERO, "<": NEGATIVE, "<=": NON_POSITIVE,
                         ">": POSITIVE, ">=": NON_NEGATIVE}  # fmt: skip


class ProofError(Exception):
    """A check of the kernel failed; nothing is proved and nothing refuted."""


def turned_signs(signs: int) -> int:
    """The signs of −x."""
    return (signs & ZERO) | (NEGATIVE if signs & POSITIVE else 0) | (
        POSITIVE if signs & NEGATIVE else 0)


def product_signs(left: int, right: int) -> int:
    """The signs of x y."""
    signs = ZERO if (left | right) & ZERO else 0
    if (left & right) & NON_ZERO:
        signs |= POSITIVE
    if (left & turned_signs(right)) & NON_ZERO:
        signs |= NEGATIVE
    return signs


def sum_signs(left: int, right: int) -> int:
    """The signs of x + y."""
    for one_way in (NON_NEGATIVE, NON_POSITIVE):
        if left | right | one_way == one_way:
            return (left | right) & ~ZERO | (ZERO if left & right & ZERO else 0)
    return ANY


def power_signs(signs: int, exponent: int) -> int:
    """The signs of x to a positive whole power."""
    if exponent % 2:
        return signs
    return (signs & ZERO) | (POSITIVE if signs & NON_ZERO else 0)


def is_open(signs: int) -> bool:
    """Whether a value may be of both signs."""
    return signs & NON_ZERO == NON_ZERO
