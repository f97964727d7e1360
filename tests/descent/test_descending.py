"""What `derivations descends` says of losses that are known by hand."""

from __future__ import annotations

import math

import pytest

from derivations.deciding.answers import answer
from derivations.deciding.floats import compiled
from derivations.descent.descending import complete, descends, integral_of, shapes_of
from derivations.descent.known import NAMED, U
from derivations.descent.losses import D
from derivations.language.grammar import parse_expression
from derivations.language.tokens import ClaimError

LAWS = "p density, q density"

NAMED_LOSSES = [
    ("log(1 - D)", "2*JSD(p, q)", "js2"),
    ("-softplus(log(D/(1 - D)))", "2*JSD(p, q)", "js2"),
    ("log(1 - D)/2 + 7", "JSD(p, q)", "jsd"),
    ("-log(D)", "2*KL((p + q)/2, p)", "ns"),
    ("softplus(-log(D/(1 - D)))", "2*KL((p + q)/2, p)", "ns"),
    ("-log(D/(1 - D))", "KL(q, p)", "rkl"),
    ("-log(D) + log(1 - D)", "KL(q, p)", "rkl"),
    ("(1 - D)/D", "Int((p - q)**2/p)/2", "neyman/2"),
    ("-D", "KL(p, (p + q)/2)", None),
    ("-D^2", "Int((p - q)**2/(p + q))/4", "lecam/4"),
    ("-D/(1 - D)", "KL(p, q)", "kl"),
    ("-(D/(1 - D))^2", "Int((p - q)**2/q)", "pearson"),
    ("-sqrt(D/(1 - D))", "Int((sqrt(p) - sqrt(q))**2)", "hellinger2"),
    ("-log(D/(1 - D)) - D/(1 - D)", "KL(p, q) + KL(q, p)", "jeffreys"),
    ("log(1 - D) - D", None, None),
]


@pytest.mark.parametrize(("loss", "divergence", "name"), NAMED_LOSSES)
def test_a_loss_descends_the_divergence_of_the_books(
    loss: str, divergence: str | None, name: str | None
) -> None:
    found = descends(loss)
    assert (found["verdict"], found["divergence"], found["name"]) == ("proved", divergence, name)
    assert found["minimiser"] == "q = p"
    assert found["witness"] is None


@pytest.mark.parametrize("known", NAMED, ids=lambda known: known.name or known.divergence)
def test_a_name_fits_its_f(known: object) -> None:
    f, second = known.f, known.second  # type: ignore[attr-defined]
    times, law = known.multiple, known.divergence  # type: ignore[attr-defined]
    assert answer(f"diff({f}, u, 2) = {second}", "u > 0")["verdict"] == "proved"
    assert answer(f"{f} = 0", "u = 1")["verdict"] == "proved"
    assert answer(f"diff({f}, u) = 0", "u = 1")["verdict"] == "proved"
    assert answer(f"{times}*({law}) = Div({f}, u, p, q)", LAWS)["verdict"] == "proved"


# A loss, and whether −h′ is taken to be non-negative, by hand.
CONVEX = [
    "(1 - D)^2", "-D^3", "-D^(1/2)", "-D^(1/3)", "-D^pi", "-(D - 1/2)^3", "sqrt(1 - D)",
    "exp(-D)", "cos(D)", "-log(D)/log(2)", "max(0, 1 - 2*D)", "max(0, 1/4 - D)", "min(1 - D, 1/3)",
    "sign(1/2 - D)", "piecewise((1 - D, D < 1/2), (1/2, true))", "sqrt((1 - D)/D)",
    "-D + 3/1000*sin(300*D)",
]  # fmt: skip
NOT_CONVEX = [
    "D", "log(D)", "abs(D - 1/2)", "-abs(D - 1/2)", "-sqrt((D - 1/2)^2)", "-D*log(D)", "D^2 - D^3",
    "-D + 3/1000*sin(350*D)", "exp(-log(D/(1 - D))^2)", "(D - 1/2)^3/3 - (D - 1/2)/1000",
]  # fmt: skip


@pytest.mark.parametrize("loss", CONVEX)
def test_a_loss_that_never_rises_descends_a_divergence(loss: str) -> None:
    assert descends(loss)["verdict"] == "proved"


@pytest.mark.parametrize("loss", NOT_CONVEX)
def test_a_loss_that_rises_is_refused_with_a_place(loss: str) -> None:
    found = descends(loss)
    assert (found["verdict"], found["divergence"], found["minimiser"]) == ("refuted", None, None)
    place = float(compiled(parse_expression(found["witness"]))({}))
    slope, near = compiled(parse_expression(loss)), 1e-6
    at = place / (1 + place)
    assert slope({D: at + near}) > slope({D: at - near})


def test_a_jump_upwards_is_the_witness() -> None:
    found = descends("sign(D - 1/3)")
    assert (found["verdict"], found["witness"]) == ("refuted", "1/2")
    assert found["notes"][-1] == (
        "the loss jumps up there: f has a kink, at which its slope falls"
    )


@pytest.mark.parametrize("loss", ["3", "log(D) - log(D)", "D/D", "max(D, 1 - D) - abs(D - 1/2)"])
def test_a_constant_loss_gives_no_gradient(loss: str) -> None:
    found = descends(loss)
    assert (found["verdict"], found["f"], found["divergence"]) == ("proved", "0", "0")
    assert found["minimiser"] == "every q"


@pytest.mark.parametrize("loss", ["max(0, 1/4 - D)", "min(1 - D, 1/3)"])
def test_a_loss_that_is_flat_at_one_half_leaves_other_minimisers(loss: str) -> None:
    assert descends(loss)["minimiser"] == "q = p, and other laws near it"


@pytest.mark.parametrize(
    "loss",
    ["(1 - D)^2", "-D^3", "-sqrt(D)", "-D^(1/3)", "-(D - 1/2)^3", "-log(D)/log(2)",
     "max(0, 1 - 2*D)", "max(0, 1/4 - D)", "D", "abs(D - 1/3)", "log(1 - D) - D"],
)  # fmt: skip
def test_a_closed_form_has_the_derivatives_that_the_loss_asks_for(loss: str) -> None:
    f = compiled(parse_expression(integral_of(loss)["f"]))
    h = compiled(parse_expression(loss))
    near = 1e-4
    assert math.isclose(f({U: 1.0}), 0, abs_tol=1e-12)
    assert math.isclose(f({U: 1 + near}) - f({U: 1 - near}), 0, abs_tol=1e-7)
    for u in (0.2, 0.45, 0.8, 1.7, 3.0):
        second = (f({U: u + near}) - 2 * f({U: u}) + f({U: u - near})) / near**2
        place, step = u / (1 + u), 1e-6
        slope = (h({D: place + step}) - h({D: place - step})) / (2 * step)
        assert math.isclose(second, -slope / (u * (1 + u) ** 2), rel_tol=1e-4, abs_tol=1e-5)


def test_twice_the_total_variation_has_its_name() -> None:
    assert integral_of("sign(1/2 - D)") == {
        "f": "abs(u - 1)", "divergence": "2*TV(p, q)", "name": "2*tv"}


def test_where_the_discriminator_moves_the_loss_is_another_divergence() -> None:
    found = complete(descends("-log(D)"), shapes_of("-log(D)"), {})
    assert found["moving"]["start"] == "log(2)"
    assert found["moving"]["convex"] == "proved"
    assert answer(f"{found['moving']['f']} = log((1 + u)/(2*u))", "u > 0")["verdict"] == "proved"
    assert found["notes"] == [
        "the gradients agree at the q that D is held at, and not on the way from it",
        "where D = p/(p + q) moves along with q, E(q, loss) is log(2) + Div(g, u, p, q) on q > 0, "
        "with g = -log(2*u/(u + 1)), which is convex",
    ]


def test_without_a_closed_form_the_second_derivative_is_given() -> None:
    found = complete(descends("exp(-D)"), {}, {})
    assert (found["verdict"], found["f"], found["divergence"]) == ("proved", None, None)
    assert found["second_derivative"] == "-diff(exp(-(u/(u + 1))), u)/u"
    assert found["notes"][-1] == (
        "no closed form of f was found; f'' is the one given, with f(1) = f'(1) = 0"
    )


@pytest.mark.parametrize(
    ("loss", "line"),
    [
        ("", "loss: nothing stands there: write an expression in D, such as -log(D)"),
        ("-log(D", "loss, column 7: the '(' at column 5 is not closed: write ')' before the end of "
                   "the text"),
        ("-a*D", "loss, column 2: it speaks of 'a': write it in D alone, with a number in the "
                 "place of a"),
        ("Int(D)", "loss: it holds an integral: write what stands inside E(q, …), as it is at a "
                   "point"),
        ("log(D - 1/2)", "loss: it has no value at D = 1/2: a generator meets every D between 0 "
                         "and 1, so write a loss that is defined for all of them"),
        ("1/(3*D - 1)", "loss: it has no value at D = 1/3: a generator meets every D between 0 "
                        "and 1, so write a loss that is defined for all of them"),
        ("D <= 1", "loss, column 3: an operator or the end is expected here, not '<='"),
        ("oo", "loss, column 1: oo is no number: it stands alone after sup(…) = or inf(…) ="),
    ],
)  # fmt: skip
def test_bad_input_is_one_line(loss: str, line: str) -> None:
    with pytest.raises(ClaimError) as caught:
        descends(loss)
    assert str(caught.value) == line


def test_a_rise_at_no_fraction_is_told_by_two_places() -> None:
    found = descends("-sign(sin(20*D))")
    assert (found["verdict"], found["witness"]) == ("refuted", None)
    assert found["notes"][-1].startswith("f' is smaller at u = ")


def test_a_derivative_in_the_loss_is_carried_out() -> None:
    assert descends("diff(-D^2, D)")["divergence"] == "2*KL(p, (p + q)/2)"
