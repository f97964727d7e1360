"""Sets of signs hold the sign of every number that they speak of, and no more than they must."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from derivations.meaning.signs import (
    ANY,
    NEGATIVE,
    NON_NEGATIVE,
    NON_POSITIVE,
    NON_ZERO,
    POSITIVE,
    RELATION_SIGNS,
    ZERO,
    power_signs,
    product_signs,
    sum_signs,
    turned_signs,
)

SETS = range(1, 8)
# Enough numbers of each sign for every sum and product of two to take every sign that it can.
NUMBERS = [Fraction(n, d) for n in (-3, -2, -1, 0, 1, 2, 3) for d in (1, 2)]


def sign(number: Fraction) -> int:
    """The sign of a number, as a set."""
    return POSITIVE if number > 0 else NEGATIVE if number < 0 else ZERO


def exactly(left: int, right: int, operation: str) -> int:
    """The signs of all sums or products of numbers with signs of two sets."""
    found = 0
    for x, y in product(NUMBERS, NUMBERS):
        if sign(x) & left and sign(y) & right:
            found |= sign(x + y if operation == "+" else x * y)
    return found


@pytest.mark.parametrize(("left", "right"), list(product(SETS, SETS)))
def test_sums_and_products(left: int, right: int) -> None:
    assert product_signs(left, right) == exactly(left, right, "*")
    summed = sum_signs(left, right)
    # A sum may be told less precisely than it could be, but never wrongly.
    assert exactly(left, right, "+") | summed == summed
    if left | right | NON_NEGATIVE == NON_NEGATIVE or left | right | NON_POSITIVE == NON_POSITIVE:
        assert summed == exactly(left, right, "+")


@pytest.mark.parametrize("signs", SETS)
def test_turned_signs(signs: int) -> None:
    expected = 0
    for number in NUMBERS:
        expected |= sign(-number) if sign(number) & signs else 0
    assert turned_signs(signs) == expected
    assert turned_signs(turned_signs(signs)) == signs


@pytest.mark.parametrize(("signs", "exponent"), list(product(SETS, (1, 2, 3, 4, 7))))
def test_powers(signs: int, exponent: int) -> None:
    expected = 0
    for number in NUMBERS:
        expected |= sign(number**exponent) if sign(number) & signs else 0
    assert power_signs(signs, exponent) == expected


@pytest.mark.parametrize("relation", ["=", "!=", "<", "<=", ">", ">="])
def test_relations(relation: str) -> None:
    holds = {"=": lambda x: x == 0, "!=": lambda x: x != 0, "<": lambda x: x < 0,
             "<=": lambda x: x <= 0, ">": lambda x: x > 0, ">=": lambda x: x >= 0}  # fmt: skip
    for number in NUMBERS:
        assert bool(sign(number) & RELATION_SIGNS[relation]) is holds[relation](number)


def test_the_names_of_the_sets() -> None:
    assert (NEGATIVE | ZERO | POSITIVE, NEGATIVE | POSITIVE) == (ANY, NON_ZERO)
    assert (ZERO | POSITIVE, NEGATIVE | ZERO) == (NON_NEGATIVE, NON_POSITIVE)
