"""sin, cos, erf and LambertW as normal forms: values, signs, slopes, moves and enclosures."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb

from derivations.language.divergences import unfold
from derivations.language.grammar import parse, parse_expression
from derivations.language.written import Integer, Parameter, Real
from derivations.meaning.balls import Ball, Balls, precision
from derivations.meaning.calculus import Move, Slopes
from derivations.meaning.cells import cells
from derivations.meaning.derivative import derivative
from derivations.meaning.evaluation import Evaluation
from derivations.meaning.normal_form import SIZES, Field
from derivations.meaning.regions import Region
from derivations.meaning.signs import (
    ANY,
    NEGATIVE,
    NON_NEGATIVE,
    NON_POSITIVE,
    POSITIVE,
    ZERO,
    ProofError,
)
from derivations.meaning.special import SPECIAL, enclosed
from tests.meaning.expressions import forms


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("sin(z + w)", "sin(z)*cos(w) + sin(w)*cos(z)"),
        ("cos(5*z)", "16*cos(z)**5 - 20*cos(z)**3 + 5*cos(z)"),
        ("sin(z/2)*cos(z/3)", "(sin(5*z/6) + sin(z/6))/2"),
        ("sin(z)**4", "(3 - 4*cos(2*z) + cos(4*z))/8"),
        ("cos(100*z)**2", "1 - sin(100*z)**2"),
        ("sin(z + pi/3)", "sin(z)/2 + sqrt(3)/2*cos(z)"),
        ("cos(7*pi/6 - z)", "-sqrt(3)/2*cos(z) - sin(z)/2"),
        ("sin(x/(1+x) + 1/(1+x))", "sin(1)"),
        ("cos(z + w + x + y + x*y + z*w)", "cos(w + z + y + x + w*z + y*x)"),
        ("sin(log(x*y))", "sin(log(x) + log(y))"),
        ("erf(z - w)", "-erf(w - z)"),
        ("erf(log(1))", "0"),
        ("LambertW(x)**2*exp(2*LambertW(x))", "x**2"),
        ("LambertW(x*exp(x) + 0*y)", "x"),
        ("LambertW(x**2*exp(y)/y*exp(x**2/y)/exp(y))", "x**2/y"),
        ("LambertW((1 + x)*log(1 + x))", "log(1 + x)"),
        ("LambertW(2*log(2))", "log(2)"),
        ("LambertW(-2*exp(-2))", "LambertW(-2/exp(2))"),
        ("log(LambertW(x*y))", "log(x) + log(y) - LambertW(x*y)"),
        ("exp(-LambertW(exp(z)))", "LambertW(exp(z))/exp(z)"),
    ],
)
def test_equal_values_have_one_normal_form(left: str, right: str) -> None:
    field, (first, second) = forms(left, right)
    assert field.is_zero(first - second)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("sin(z)", "sin(w)"), ("sin(z)", "cos(z)"), ("sin(z)**2", "sin(z**2)"),
        ("sin(7*z)", "sin(z)"), ("sin(13*z)", "sin(z)"), ("cos(z/2)", "cos(z)"),
        ("sin(z)*sin(pi*z)", "0"), ("erf(2*z)", "2*erf(z)"), ("erf(z)", "erf(-z)"),
        ("LambertW(x)", "x"), ("LambertW(2*x*exp(x))", "x"), ("LambertW(-2*exp(-2))", "-2"),
        ("exp(LambertW(x))", "x"),
    ],
)  # fmt: skip
def test_different_values_are_not_taken_for_equal(left: str, right: str) -> None:
    field, (first, second) = forms(left, right)
    assert not field.is_zero(first - second)


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("sin(z)", ANY), ("1 - sin(z)", NON_NEGATIVE), ("cos(z) - 1", NON_POSITIVE),
        ("2 + sin(z)*cos(w)", POSITIVE), ("sin(z)**2", NON_NEGATIVE),
        ("1 - cos(z)**2", NON_NEGATIVE), ("sin(1)", POSITIVE), ("sin(4)", NEGATIVE),
        ("cos(2)", NEGATIVE),
        ("sin(x/(1+x))", POSITIVE), ("sin(3*pi*x/(1+x)/3)", POSITIVE), ("sin(pi*x)", ANY),
        ("cos(1 - 2*x/(1+x))", POSITIVE), ("5 - 3*sin(z) - 4*cos(z)", NON_NEGATIVE),
        ("sin(z) + cos(z) - sqrt(2)", NON_POSITIVE), ("1 - erf(z)", POSITIVE),
        ("1 + erf(z)", POSITIVE), ("erf(x)", POSITIVE), ("erf(z)", ANY), ("erf(m)", NEGATIVE),
        ("erf(h)", NON_NEGATIVE), ("erf(x) - erf(x + y)", NEGATIVE), ("x - x*sin(y)", NON_NEGATIVE),
        ("x*erf(y) + x", POSITIVE), ("LambertW(x)", POSITIVE), ("LambertW(-exp(-1-x))", NEGATIVE),
        ("1 + LambertW(-exp(-1-x))", POSITIVE), ("LambertW(x) - x", NEGATIVE),
        ("LambertW(x) - LambertW(x + y)", NEGATIVE), ("LambertW(1) - 567/1000", POSITIVE),
        ("LambertW(x - x)", ZERO),
    ],
)  # fmt: skip
def test_signs(text: str, signs: int) -> None:
    field, (value,) = forms(text)
    assert field.signs_of(value) == signs


def test_where_lambert_is_undefined() -> None:
    for text, message in [("LambertW(-1/2)", "LambertW(-1/2) is undefined"),
                          ("LambertW(m)", "a sign is not known"),
                          ("LambertW(z*exp(z))", "a sign is not known")]:
        with pytest.raises(ProofError) as caught:
            forms(text)
        assert str(caught.value) == message


@pytest.mark.parametrize("text", [
    "sin(x)*cos(x/3)", "cos(x**2 + pi/3)", "erf(x/2)**2", "LambertW(x)", "exp(LambertW(x**2))",
    "LambertW(-exp(-1-x))", "log(2 + sin(3*x))", "cos(exp(x))", "log(LambertW(x))", "erf(sin(x))",
])  # fmt: skip
def test_slopes_agree_with_written_derivatives(text: str) -> None:
    x, field, tree = Real("x"), Field(SIZES[-1]), unfold(parse_expression(text))
    values = {x: field.parameter("x", POSITIVE)}
    evaluation = Evaluation(field, values, extended=False)
    slope = Slopes(field, 0).of(evaluation.finite(tree))
    expected = evaluation.finite(unfold(derivative(tree, x)))
    for at in ("1/2", "2", "3"):
        target = Field(SIZES[-1])
        move = Move(field, target, {0: target.number(Fraction(at))}, True)
        moved = [move(value) for value in (slope, expected)]
        with precision(200):
            first, second = (target.enclosure(v.above) / target.enclosure(v.below) for v in moved)
        assert first.overlaps(second)
        assert first.rad() < 1e-20


def test_no_slope_of_lambert_where_it_may_be_vertical() -> None:
    field = Field(SIZES[-1])
    start = field.parameter("h", NON_NEGATIVE) - field.exp(field.number(-1))
    value = field.special("LambertW", start)
    with pytest.raises(ProofError, match=r"^LambertW has no derivative at -1/e$"):
        Slopes(field, 0).of(value)


def test_values_are_continued_to_the_end_of_a_range() -> None:
    parameter = Parameter("s")
    region = Region(Field(SIZES[-1]), {parameter: POSITIVE})
    tree = unfold(parse_expression("cos(x) + erf(x) + LambertW(x)"))
    value = Evaluation(region.field, {Real("x"): region.values.values[parameter]},
                       extended=False).finite(tree)
    end, move = region.at_start(parameter)
    assert end.field.is_zero(move(value) - end.field.number(1))


def test_an_integer_is_held_once_it_was_used_as_one() -> None:
    statement = parse("cos(pi*n) = 1", "n integer")
    (cell,) = cells(statement.hypotheses, (), SIZES[-1])
    n = Integer("n")
    free = next(iter(cell.signs))
    assert cell.region.slope(cell.strict.finite(n), free).constant() == 1
    turned = cell.strict.finite(unfold(parse_expression("cos(pi*n)", {"n": n})))
    assert cell.field.is_zero(turned * turned - cell.field.number(1))
    assert not cell.field.is_zero(turned - cell.field.number(1))
    with pytest.raises(ProofError, match=r"^an integer does not move$"):
        cell.region.slope(turned, free)
    for piece, move in cell.region.cut(free, None):
        if piece.signs:
            with pytest.raises(ProofError, match=r"^an integer does not move$"):
                piece.slope(move(turned), next(iter(piece.signs)))


@pytest.mark.parametrize("value", ["n/2", "2*n", "n + 1/2", "n**2"])
def test_what_is_no_integer_up_to_a_whole_number(value: str) -> None:
    field = Field(SIZES[-1])
    place = {Real("n"): field.parameter("n", ANY)}
    field.assume_integer(Evaluation(field, place, extended=False).finite(parse_expression(value)))
    assert not field.integers


def test_balls() -> None:
    balls = Balls()
    at = [balls.special(function, Ball(Fraction(0))).exact for function in SPECIAL]
    assert at == [0, 1, 0, 0]
    assert balls.undone(Ball(Fraction(0))) is not None
    assert balls.undone(Ball(Fraction(1))) is None
    assert balls.special("LambertW", Ball(Fraction(1))).enclosure.overlaps(arb(1).lambertw())
    assert not enclosed("LambertW", arb(-1)).is_finite()
    assert not (enclosed("sin", arb(0).union(arb(100))) > -1)
