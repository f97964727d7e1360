"""Generators: made once, roots of one number merged, factors multiplied out."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations.meaning.generators import SIZES, Generators, NoRoomError
from derivations.meaning.normal_form import Field
from derivations.meaning.ratios import WIDEST_INTEGER, Ratio
from derivations.meaning.signs import ANY, POSITIVE, ProofError
from tests.meaning.expressions import forms
from tests.meaning.places import number


def roots(*orders: int) -> tuple[Generators, Any, list[Any]]:
    """Generators with x > 0 and roots of it, in their order."""
    made = Generators(16)
    x = made.parameter("x", POSITIVE).above
    return made, x, [made.generator("root", x, POSITIVE, order).above for order in orders]


@pytest.mark.parametrize(
    ("orders", "common"),
    [((2,), 2), ((2, 3), 6), ((3, 2), 6), ((2, 4), 4), ((4, 2), 4), ((2, 3, 4), 12), ((6, 2, 3), 6),
     ((4, 6), 12), ((5, 2, 3), 30)],
)
def test_roots_of_one_number_are_powers_of_the_finest(orders: tuple[int, ...],
                                                      common: int) -> None:
    made, x, found = roots(*orders)
    finest = made.generator("root", x, POSITIVE, common).above
    for order, root in zip(orders, found, strict=True):
        assert made.reduce(root) == finest ** (common // order)
        assert made.reduce(root**order) == x
        assert made.reduce(root ** (2 * order + 1)) == x**2 * finest ** (common // order)


def test_roots_of_different_numbers_stay_apart() -> None:
    made, x, (half,) = roots(2)
    y = made.parameter("y", POSITIVE).above
    third = made.generator("root", y, POSITIVE, 3).above
    assert made.reduce(half * third) == half * third
    assert made.reduce(half**3 * third**4) == x * y * half * third
    assert not made.is_zero(Ratio(half**2 - y, made.one))
    assert made.is_zero(Ratio(half**2 - x, made.one))


def test_a_root_under_a_root_is_reduced_too() -> None:
    field, (value,) = forms("sqrt(2 + sqrt(3))**4 - 7 - 4*sqrt(3)")
    assert field.is_zero(value)
    field, (value,) = forms("sqrt(2 + sqrt(3))**4 - 7 - 5*sqrt(3)")
    assert not field.is_zero(value)


def test_a_generator_is_made_once_for_each_kind_key_and_order() -> None:
    made, x, (half,) = roots(2)
    assert made.generator("root", x, POSITIVE, 2).above == half
    assert made.generator("log", x, ANY).above != half
    assert [atom.kind for atom in made.atoms] == ["parameter", "root", "log"]
    assert (made.place_of("x"), made.place_of("y")) == (0, None)


def test_there_is_only_so_much_room() -> None:
    made = Generators(SIZES[0])
    for index in range(SIZES[0]):
        made.parameter(f"x{index}", ANY)
    assert made.parameter("x0", ANY).above == made.generators[0]
    message = "^a claim has too many different logarithms and exponentials$"
    with pytest.raises(NoRoomError, match=message):
        made.parameter("more", ANY)


def test_numbers_have_an_end() -> None:
    made = Generators(8)
    widest = 2 ** (40 * WIDEST_INTEGER) - 1
    assert made.number(Fraction(1, widest)).constant() == Fraction(1, widest)
    for wide in (Fraction(widest + 1), Fraction(1, widest + 1)):
        with pytest.raises(ProofError, match=r"^a number is too long for a normal form$"):
            made.number(wide)


made_once = Generators(8)
X, Y = made_once.parameter("x", POSITIVE).above, made_once.parameter("y", ANY).above
factors = st.sampled_from((X, Y, X + Y, X - 2 * Y, 3 * X + 1, X**2 + Y**2 + 1, X * Y - 1, X / 2))


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.lists(factors, min_size=1, max_size=4), st.sampled_from((1, -1, 6, -2)))
def test_factors_are_monic_and_multiply_out(parts: list[Any], scale: int) -> None:
    product = made_once.context.constant(scale)
    for part in parts:
        product *= part
    content, found = made_once.factor(product)
    again = made_once.context.constant(content)
    for factor, multiplicity in found:
        assert factor.leading_coefficient() == 1
        again *= factor**multiplicity
    assert again == product
    # Each sampled factor is irreducible: there are as many as went in.
    assert sum(multiplicity for _, multiplicity in found) == len(parts)


class Claimed:
    """A polynomial whose factorisation is given out by a library that may err."""

    def __init__(self, inner: Any, given: Any) -> None:
        self.inner, self.given = inner, given

    def __len__(self) -> int:
        return len(self.inner)

    def __eq__(self, other: object) -> bool:
        return bool(self.inner == other)

    __hash__ = None  # type: ignore[assignment]

    def total_degree(self) -> int:
        return int(self.inner.total_degree())

    def factor(self) -> Any:
        return self.given


def test_a_factorisation_is_not_trusted() -> None:
    one = made_once.context.constant(1).leading_coefficient()
    honest = Claimed(X**2 - Y**2, (one, [(X - Y, 1), (X + Y, 1)]))
    assert Generators(8).factor(honest) == (1, [(X - Y, 1), (X + Y, 1)])
    for wrong in ([(X - Y, 1), (X - Y, 1)], [(X - Y, 2), (X + Y, 1)], [(X - Y, 1)],
                  [(Y - X, 1), (X + Y, 1)]):
        with pytest.raises(ProofError, match=r"^a factorisation does not multiply out$"):
            Generators(8).factor(Claimed(X**2 - Y**2, (one, wrong)))


IN_ROOTS = [
    # In a root of x, x − y² has two factors; x + y² and what has no root stay whole.
    ("x - y**2", ("sqrt(x)",), 2),
    ("x + y**2", ("sqrt(x)",), 1),
    ("x - y**2", ("sqrt(y)",), 1),
    ("x - y**2", (), 1),
    ("x - y**3", ("x**(1/3)",), 2),
    ("4*x - 9*y**2", ("sqrt(4*x)",), 2),
    ("x - y", ("sqrt(x)", "sqrt(y)"), 2),
    ("x - y**6", ("sqrt(x)", "x**(1/3)"), 4),
    # The root of 1 + x: x + 1 − y² splits, unless x stands elsewhere, too.
    ("x + 1 - y**2", ("sqrt(1 + x)",), 2),
    ("x + y + 1 - z**2", ("sqrt(1 + x + y)",), 2),
    ("x**2 - y**2", ("sqrt(1 + x**2)",), 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "made", "count"), IN_ROOTS)
def test_factors_in_roots(text: str, made: tuple[str, ...], count: int) -> None:
    field, (value, *_) = forms(text, *made)
    inner = field.in_roots(field.reduce(value.above))
    _, found = field.factor(inner)
    assert len(found) == count
    # What is written in roots has the value that it had.
    assert field.is_zero(Ratio(inner, field.one) - value)
    point = {"x": "1.7", "y": "0.6", "z": "-2.3"}
    with mpmath.workdps(30):
        gap = number(field, Ratio(inner, field.one), **point) - number(field, value, **point)
    assert abs(gap) < 1e-25


def test_a_parameter_inside_another_atom_is_left_alone() -> None:
    field, (value, _) = forms("x + exp(x) - y**2", "sqrt(1 + x)")
    assert field.in_roots(value.above) == value.above
    field, (value, _) = forms("x + exp(y) - y**2", "sqrt(1 + x)")
    assert field.in_roots(value.above) != value.above


@pytest.mark.parametrize(
    ("text", "on"),
    [("exp(z*w)", {"z", "w"}), ("log(1 + exp(x))", {"x"}), ("sqrt(x + y)", {"x", "y"}),
     ("exp(sqrt(1 + x)/(1 + y))", {"x", "y"}), ("exp(1)", set()), ("log(2)", set()),
     ("sqrt(2)", set()), ("sin(z)", {"z"})],
)
def test_what_an_atom_is_built_from(text: str, on: set[str]) -> None:
    field, (*_, value) = forms("x", "y", "z", "w", text)
    place = next(place for place, degree in enumerate(value.above.degrees()) if degree)
    found = {name for name in "xyzw" if field.depends(place, field.place_of(name) or 0)}
    assert found == on
    assert field.is_constant_atom(place) is (not on)
    assert field.depends(place, place)


def test_fields_have_the_generators_of_the_module() -> None:
    assert isinstance(Field(SIZES[0]), Generators)
    assert len(Field(SIZES[1]).generators) == SIZES[1]
