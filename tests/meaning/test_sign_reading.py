"""Signs read off without a search, each by its way; and what is assumed, tied or impossible."""

from __future__ import annotations

from collections.abc import Iterable

import mpmath
import pytest
from flint import fmpq, fmpq_poly
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations.meaning.normal_form import Field, Ratio
from derivations.meaning.sign_reading import roots_of, sign_at_end, sign_of_number
from derivations.meaning.signs import (
    ANY,
    NEGATIVE,
    NON_NEGATIVE,
    NON_POSITIVE,
    NON_ZERO,
    POSITIVE,
    ZERO,
)
from tests.meaning.expressions import forms
from tests.meaning.places import number


@pytest.mark.parametrize(
    ("row", "on_the_line", "right_of_zero"),
    [
        ([0, 1], 1, 0), ([-1, 1], 1, 1), ([1, 1], 1, 0), ([1, 0, 1], 0, 0), ([-2, 0, 1], 2, 1),
        ([1, -2, 1], 1, 1), ([0, 0, 1], 1, 0), ([0, -1, 0, 1], 3, 1), ([0, -1, 1], 2, 1),
        ([0, 0, -1, 1], 2, 1), ([6, -11, 6, -1], 3, 3), ([1, -1, 0, 1], 1, 0),
        ([1, 0, 0, 0, 1], 0, 0),
        ([1, -3, 0, 1], 3, 2), ([-1, 3, -3, 1], 1, 1), ([4, 0, -4, 0, 1], 2, 1),
    ],
)  # fmt: skip
def test_the_roots_of_polynomials(row: list[int], on_the_line: int, right_of_zero: int) -> None:
    assert roots_of(fmpq_poly(row), whole_line=True) == on_the_line
    assert roots_of(fmpq_poly(row), whole_line=False) == right_of_zero
    assert roots_of(-fmpq_poly(row), whole_line=True) == on_the_line


ROOTS = [fmpq(n, d) for n in (-3, -1, 0, 1, 2, 5) for d in (1, 2, 7)]


@settings(max_examples=120, deadline=None, derandomize=True, database=None)
@given(st.lists(st.tuples(st.sampled_from(ROOTS), st.integers(1, 3)), max_size=4),
       st.lists(st.sampled_from([[1, 0, 1], [3, 1, 1], [1, 1, 0, 0, 1]]), max_size=2),
       st.sampled_from((1, -2)))
def test_each_root_is_counted_once(roots: list[tuple[fmpq, int]], rest: list[list[int]],
                                   scale: int) -> None:
    polynomial = fmpq_poly([scale, scale]) if not roots and not rest else fmpq_poly([scale])
    for root, multiplicity in roots:
        polynomial *= fmpq_poly([-root, 1]) ** multiplicity
    for row in rest:
        polynomial *= fmpq_poly(row)
    different = {str(root): root for root, _ in roots}.values() if roots or rest else [fmpq(-1)]
    assert roots_of(polynomial, whole_line=True) == len(different)
    assert roots_of(polynomial, whole_line=False) == sum(root > 0 for root in different)


def test_the_ends_of_polynomials() -> None:
    for row, sign in (([1, 2], POSITIVE), ([5, -1], NEGATIVE), ([0, 0, -3], NEGATIVE)):
        assert sign_at_end(fmpq_poly(row)) == sign
    assert [sign_of_number(fmpq(n)) for n in (-2, 0, 7)] == [NEGATIVE, ZERO, POSITIVE]


# By the roots of a polynomial in one generator.
ROOTLESS = [
    ("z**4 + z + 1", POSITIVE), ("z**6 - z + 1", POSITIVE), ("x**3 - x + 1", POSITIVE),
    ("x**3 - 3*x + 1", ANY), ("h**3 - h + 1", POSITIVE), ("h**2 - 2*h + 1", NON_NEGATIVE),
    ("h**3 - 2*h**2 + 2*h", NON_NEGATIVE), ("m**3 + m - 1", NEGATIVE), ("m**2 + m + 1", POSITIVE),
    ("-z**4 - z - 1", NEGATIVE), ("z**3 + z + 1", ANY), ("exp(3*z) - exp(z) + 1", POSITIVE),
    ("log(2 + x)**2 - log(2 + x) + 1", POSITIVE), ("z**40 - z + 1", POSITIVE),
    # Of a higher degree nothing is said.
    ("z**42 - z + 1", ANY),
]  # fmt: skip
# Two products of positive atoms.
BINOMIAL = [
    ("exp(x) - 1", POSITIVE), ("2*exp(x) - 1", POSITIVE), ("exp(-x) - 1", NEGATIVE),
    ("exp(2*x) - exp(x)", POSITIVE), ("exp(m) - 1", NEGATIVE), ("exp(h) - 1", NON_NEGATIVE),
    ("exp(z) - 1", ANY), ("exp(z) - exp(w)", ANY), ("exp(x) - 3", ANY),
    ("sqrt(x**2 + 1) - x", POSITIVE), ("x - sqrt(x**2 + x)", NEGATIVE),
    ("2*x - sqrt(4*x**2 + 1)", NEGATIVE), ("sqrt(x + 1) - sqrt(x)", POSITIVE),
    ("sqrt(x**2 + y) - sqrt(x**2 + 2*y)", NEGATIVE), ("sqrt(x**2 + h) - x", NON_NEGATIVE),
    ("x**(1/3) - (1 + x)**(1/3)", NEGATIVE), ("(1 + x)**(1/3) - sqrt(1 + x)", NEGATIVE),
    ("sqrt(x) - x**(1/3)", ANY), ("sqrt(x + y) - sqrt(x) - sqrt(y)", NEGATIVE),
    ("sqrt(z**2 + 1) - z", ANY),
]  # fmt: skip
# Quadratic in one generator.
QUADRATIC = [
    ("z**2 + z*w + w**2", NON_NEGATIVE), ("-z**2 + z*w - w**2", NON_POSITIVE),
    ("z**2 + z + 1", POSITIVE), ("z**2 + 2*z*x + x**2 + y", POSITIVE),
    ("x*z**2 + z*w + w**2/x", NON_NEGATIVE), ("x*z**2 - 2*z + 1/x", NON_NEGATIVE),
    ("m*z**2 + 2*z + 1/m", NON_POSITIVE), ("x*z**2 - z + 1", ANY), ("z**2 - x", ANY),
    ("z**2 + 3*z*w + w**2", ANY), ("z**2 + z*exp(w) + exp(2*w)", POSITIVE),
    ("w**2 + w*exp(z) + exp(z)", ANY),
]  # fmt: skip
# Whole multiples of logarithms, by the product inside.
LOGARITHMIC = [
    ("2*log(1 + x) - log(1 + 2*x)", POSITIVE), ("log(1 + x) - log(1 + 2*x)", NEGATIVE),
    ("log(x + y) - log(x)", POSITIVE), ("log(1 + x)/2 - log(1 + x/2)", NEGATIVE),
    ("log(x**2 + 1) - log(x) - log(2)", NON_NEGATIVE), ("log(1 + exp(x)) - x", POSITIVE),
    ("log(x + h) - log(x)", NON_NEGATIVE), ("log(x + y) - log(x) - log(y)", ANY),
    ("log(x) - log(y)", ANY), ("log(x) - x", ANY), ("x*log(1 + x) - log(1 + y)", ANY),
    ("12*log(1 + x) - log(1 + 2*x)", POSITIVE),
    # A power that is too high is not multiplied out.
    ("13*log(1 + x) - log(1 + 2*x)", ANY),
]  # fmt: skip
NUMERIC = [
    ("log(2) + log(3) - log(5)", POSITIVE), ("3*log(2) - 2*log(3)", NEGATIVE),
    ("log(2)*log(3) - 1", NEGATIVE), ("exp(1)*pi - 8", POSITIVE),
    ("sqrt(2) + sqrt(3) - pi", POSITIVE), ("exp(exp(1)) - 15", POSITIVE),
    ("pi**2 - 10", NEGATIVE), ("22/7 - pi", POSITIVE), ("exp(pi) - pi - 20", NEGATIVE),
    # Zero, but not by its form: two hundred bits do not tell.
    ("sqrt(2)*sqrt(3) - sqrt(6)", ZERO), ("sqrt(5 + 2*sqrt(6)) - sqrt(2) - sqrt(3)", ZERO),
]  # fmt: skip


POINTS = [
    dict(zip("xyzwhm", row.split(), strict=True)) for row in (
        "0.03 40 -3.1 3 0 -0.2", "1 1 1 -1 1 -1", "9 0.2 0.4 0.4 7 -30", "2.5 0.9 -0.7 11 0.5 -2")
]


@pytest.mark.parametrize(("text", "signs"),
                         [*ROOTLESS, *BINOMIAL, *QUADRATIC, *LOGARITHMIC, *NUMERIC])
def test_signs(text: str, signs: int) -> None:
    field, (value,) = forms(text)
    assert field.signs_of(value) == signs
    if signs != ANY:
        assert {sign(field, value, point) for point in POINTS} <= split(signs)


def sign(field: Field, value: Ratio, point: dict[str, str]) -> int:
    """The sign of a value at a point, by numbers."""
    with mpmath.workdps(60):
        found = number(field, value, **point)
        return ZERO if abs(found) < 1e-40 else POSITIVE if found > 0 else NEGATIVE


def split(signs: int) -> set[int]:
    """The signs of a set."""
    return {one for one in (NEGATIVE, ZERO, POSITIVE) if one & signs}


BESIDE = [
    # Facts, then what follows and what does not.
    ((("z - w", POSITIVE),), "z - w + x", POSITIVE),
    ((("z - w", POSITIVE),), "2*z - 2*w + 3", POSITIVE),
    ((("z - w", POSITIVE),), "w - z - x*y", NEGATIVE),
    ((("z - w", POSITIVE),), "(z - w)**3*(w - z - 1)", NEGATIVE),
    ((("z - w", NON_NEGATIVE),), "z - w + h", NON_NEGATIVE),
    ((("z - w", NON_NEGATIVE),), "z - w + x", POSITIVE),
    ((("z - w", POSITIVE),), "z - w - 1", ANY),
    ((("z - w", POSITIVE),), "z + w", ANY),
    ((("z - w", NON_ZERO),), "z - w + 1", ANY),
    ((("z - w", POSITIVE), ("x - y", POSITIVE)), "z - w + x - y", POSITIVE),
    ((("z - w", NON_NEGATIVE), ("x - y", NON_NEGATIVE)), "2*z - 2*w + x - y", NON_NEGATIVE),
    ((("z - w", NON_NEGATIVE), ("x - y", POSITIVE)), "w - z + y - x - h", NEGATIVE),
    ((("z - w", POSITIVE), ("x - y", POSITIVE)), "z - w + y - x", ANY),
    ((("z - w", POSITIVE), ("x - y", NON_ZERO)), "z - w + x - y", ANY),
    ((("x + y - 1", NEGATIVE),), "1 - x", POSITIVE),
    ((("x + y - 1", NEGATIVE),), "x - 1/2", ANY),
    ((("x*y - 1", POSITIVE),), "log(x) + log(y)", POSITIVE),
    ((("z - w", POSITIVE),), "exp(z) - exp(w)", POSITIVE),
    ((("z - w", POSITIVE),), "exp(-z) - exp(-w)", NEGATIVE),
]


@pytest.mark.parametrize(("facts", "text", "signs"), BESIDE)
def test_beside_facts(facts: Iterable[tuple[str, int]], text: str, signs: int) -> None:
    texts = [fact for fact, _ in facts]
    field, (value, *given) = forms(text, *texts)
    before = field.signs_of(value)
    for part, (_, known) in zip(given, facts, strict=True):
        assert field.assume(part, known, given=True)
    assert field.signs_of(value) == signs
    # Without the facts less is known.
    assert before == ANY


def test_a_fact_is_kept_once_and_narrowed() -> None:
    field, (value, turned) = forms("z - w", "3*w - 3*z")
    assert field.assume(value, NON_NEGATIVE)
    assert field.assume(turned, NON_ZERO, given=True)
    (fact,) = field.facts.values()
    assert (fact.signs, fact.given) == (POSITIVE, True)
    assert not field.impossible


@pytest.mark.parametrize(("text", "signs", "impossible"), [
    ("x - x", POSITIVE, True), ("x - x", NON_ZERO, True), ("z - z", NEGATIVE, True),
    ("x - x", NON_NEGATIVE, False), ("log(x*y) - log(x) - log(y)", POSITIVE, True),
    ("z - w", ZERO, False),
])  # fmt: skip
def test_a_fact_about_zero_may_be_impossible(text: str, signs: int, impossible: bool) -> None:
    field, (value,) = forms(text)
    assert field.assume(value, signs)
    assert field.impossible is impossible


def test_a_fact_over_an_unknown_denominator_is_not_kept() -> None:
    field, (above, below) = forms("z + 1", "w**2 - x")
    value = above / below
    assert not field.assume(value, POSITIVE, given=True)
    assert field.facts == {}
    assert field.signs_of(above) == ANY
    assert field.assume(below, NEGATIVE)
    assert field.assume(value, POSITIVE, given=True)
    assert field.signs_of(above) == NEGATIVE


@pytest.mark.parametrize(("text", "signs", "kept"), [
    ("x + y", POSITIVE, False), ("x", NON_NEGATIVE, False), ("z**2 + 1", NON_ZERO, False),
    ("z", NON_NEGATIVE, True), ("x - y", POSITIVE, True), ("h", POSITIVE, True),
])  # fmt: skip
def test_a_hypothesis_that_holds_anyway_ties_nothing(text: str, signs: int, kept: bool) -> None:
    field, (value,) = forms(text)
    assert field.assume(value, signs, given=True)
    assert any(fact.given for fact in field.facts.values()) is kept
    # A consequence is never a hypothesis.
    field, (value,) = forms(text)
    assert field.assume(value, signs)
    assert not any(fact.given for fact in field.facts.values())


def test_nothing_is_tied_at_first() -> None:
    assert (Field(8).tied, Field(8).impossible) == (False, False)


def test_a_fact_holds_in_roots_too() -> None:
    field, (value, root) = forms("x - y**2", "sqrt(x) - y")
    assert field.signs_of(root) == ANY
    field.assume(value, POSITIVE, given=True)
    assert field.signs_of(root) == POSITIVE
