"""The oracle: values and verdicts on single instances, straight from the contract."""

from __future__ import annotations

import math
import re
from fractions import Fraction

import pytest

from derivations.language.grammar import parse
from derivations.testing import GaussianInstance, Instance, evaluate, judge, random_instances
from derivations.testing.enclosures import (
    FLOATS,
    IndefiniteError,
    UnclearError,
    UndefinedError,
    digits,
)
from derivations.testing.judging import show

WHERE = "p density, q density, r density, D function, dq null, a real, u > 0"
APART = Instance(
    [1, 2], {"p": [1, 0], "q": [0, 3], "r": [1, 1]}, {"D": [1, "1/3"]}, {"dq": [1, -1]},
    {"a": 0, "u": 1},
)  # fmt: skip
MIXED = Instance(
    [1, 2, "1/2"], {"p": [1, 0, 1], "q": [1, 2, 0], "r": [1, 1, 0]}, {"D": [0, "1/2", 1]},
    {"dq": [1, -1, 0]}, {"a": -2, "u": 1},
)  # fmt: skip


def left_side(text: str) -> object:
    """The expression of a text."""
    return parse(f"{text} = 0", WHERE).claim.parts[0]


@pytest.mark.parametrize(
    ("text", "apart", "mixed"),
    [
        ("Int(p)", "1", "1"),
        ("Int(dq)", "0", "0"),
        ("Int(D)", "5/3", "3/2"),
        ("E(q, D)", "1/3", "1/3"),
        ("TV(p, q)", "1", "2/3"),
        ("KL(p, q)", "+∞", "+∞"),
        ("KL(q, r)", "0.69314718056", "0.0566330122651"),
        ("JSD(p, q)", "0.69314718056", "0.412725652639"),
        ("E(p, log(D))", "0", "-∞"),
        ("E(q, p/q)", "0", "1/2"),
        ("Int(p/q)", "+∞", "+∞"),
        ("Int((p-q)**2/q)", "+∞", "+∞"),
        ("Div(u*log(u), u, p, q)", "+∞", "+∞"),
        ("Div(abs(u-1)/2, u, p, q)", "1", "2/3"),
        ("Div((sqrt(u)-1)**2, u, p, q)", "2", "1.18350341907"),
        ("Div(-log(u), u, p, q)", "+∞", "+∞"),
        ("Int(abs(p-q)**0)", "3", "7/2"),
        ("E(q, exp(log(p/q)))", "0", "0.5"),
        ("E(p, piecewise((1, D > 1/2), (log(p), true)))", "1", "0.153426409720"),
        ("E(p, max(D, 1/2, p))", "1", "3/4"),
    ],
)
def test_values(text: str, apart: str, mixed: str) -> None:
    found = [evaluate(left_side(text), instance) for instance in (APART, MIXED)]
    for value, expected in zip(found, (apart, mixed), strict=True):
        close = show(value) if "." not in expected else f"{float(FLOATS.near(value).middle):.9f}"
        assert close == (expected if "." not in expected else f"{float(expected):.9f}")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("Int(p)/a", UndefinedError),
        ("log(Int(p) - 1)", UndefinedError),
        ("Int(log(-1*p))", IndefiniteError),
        ("Int(r*(p/p))", IndefiniteError),
        ("Int(r*log(p/r) - r*log(p))", IndefiniteError),
        ("KL(p, q) - KL(q, p)", IndefiniteError),
        ("Int(r*log(p) - q*log(p) + p*log(p/q))", IndefiniteError),
        ("(-2)**(1/2)", UndefinedError),
        ("0**a", UndefinedError),
        ("sign(log(2) + log(3) - log(6))", UnclearError),
    ],
)
def test_no_value(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        evaluate(left_side(text), APART)


@pytest.mark.parametrize(
    ("claim", "instance", "holds"),
    [
        ("JSD(p, q) < log(2)", APART, False),
        ("JSD(p, q) <= log(2)", APART, True),
        ("KL(p, q) = KL(q, p)", APART, True),
        ("KL(p, q) < KL(q, p)", APART, False),
        ("KL(p, q) - KL(q, p) = 0", APART, None),
        ("E(p, a)/a = 1", APART, False),
        ("E(q, p/q) = 1", APART, False),
        ("E(q, p/q) = 1", Instance([1], {n: [1] for n in "pqr"}, {"D": [1]}, {"dq": [0]},
                                   {"a": 1, "u": 1}), True),
        ("p*log(p) <= 0", APART, False),
        ("(p+q)*D >= 0", APART, True),
        ("a/a = 1", APART, False),
        ("a/a = 1", MIXED, True),
        ("pi = pi + 1/10**30", MIXED, False),
        ("sqrt(2)*sqrt(2) = 2", MIXED, True),
        ("equality(KL(p, q) >= 0, p = q)", MIXED, True),
        ("equality(TV(p, q) >= 0, D = 1)", MIXED, True),
        ("equality(TV(p, p) >= 0, p = q)", MIXED, False),
        ("sup(p*D, D) = 1", MIXED, True),
        ("sup(p*D, D) = 1/2", MIXED, False),
        ("inf(E(p, D), D) = 0", MIXED, True),
    ],
)  # fmt: skip
def test_verdicts_on_one_instance(claim: str, instance: Instance, holds: bool | None) -> None:
    assert judge(parse(claim, WHERE), instance).holds is holds


def test_radii_hold_the_true_value() -> None:
    statement = parse("JSD(p, q) + KL(p, (p+q)/2)*exp(-a**2) = 0", "p density, q density, a real")
    expression = statement.claim.parts[0]
    for instance in random_instances(statement, 60, seed=3):
        rough = FLOATS.near(evaluate(expression, instance))
        fine = digits().near(evaluate(expression, instance, arithmetic=digits()))
        assert abs(fine.middle - rough.middle) <= rough.radius + fine.radius
        assert rough.radius < 1e-12


def test_gaussian_laws_have_mass_one_and_the_known_divergence() -> None:
    instance = GaussianInstance({"p": [(1, 0, 1)], "q": [(1, 1, 1)]})
    mass = FLOATS.near(evaluate(left_side("Int(p)"), instance))
    assert abs(mass.middle - 1) <= mass.radius < 1e-12
    # KL(N(0, 1) ‖ N(1, 1)) is the squared distance of the means over 2.
    divergence = FLOATS.near(evaluate(left_side("KL(p, q)"), instance))
    assert math.isclose(divergence.middle, 0.5, abs_tol=1e-12)


def test_random_instances_are_the_same_for_the_same_seed() -> None:
    statement = parse("KL(p, q) >= 0", "p density, q density")
    first, again, other = (list(random_instances(statement, 40, seed=s)) for s in (1, 1, 2))
    assert first == again
    assert first != other


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([1, 0],), "the weight 0 of an atom is not positive"),
        (([1, 1], {"p": [1]}), "p has 1 entries for 2 atoms: write one for each atom"),
        (([1], {"p": [0]}), "the law p needs odds that are not negative and not all 0"),
        (([1, 1], {"p": [2, -1]}), "the law p needs odds that are not negative and not all 0"),
        (([1], {}, {}, {"dq": ["1/2"]}),
         "the masses of the null function dq sum to 1/2, not to 0"),
    ],
)  # fmt: skip
def test_what_is_no_instance_is_refused(arguments: tuple[object, ...], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        Instance(*arguments)


def test_a_mixture_without_a_width_is_refused() -> None:
    message = (
        "the mixture p needs components (odds, mean, standard deviation) whose odds and "
        "standard deviation are positive"
    )
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        GaussianInstance({"p": [(1, 0, 0)]})


def test_a_name_without_a_value_is_named() -> None:
    with pytest.raises(KeyError, match="the instance says nothing about q"):
        evaluate(left_side("Int(q)"), Instance([1], {"p": [1]}))


def test_densities_are_odds_over_weights() -> None:
    instance = Instance([2, "1/2"], {"p": [1, 3]})
    assert [instance.at("p", atom, FLOATS) for atom in (0, 1)] == [Fraction(1, 8), Fraction(3, 2)]
