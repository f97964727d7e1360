"""Broken statements, and mutants drawn from a seed."""

from __future__ import annotations

from itertools import islice

import pytest

from derivations.language.grammar import parse
from derivations.mutating import Source, draw
from derivations.mutating.mutants import changes, text_of

LAWS = "p density, q density"


def source(claim: str, where: str = "", step: str = "step-1") -> Source:
    """A step that says a claim."""
    return Source("made_up", step, parse(claim, where))


@pytest.mark.parametrize(
    ("claim", "where", "change", "broken"),
    [
        ("log(t) <= t - 1", "t > 0", "log(t) <= t - 1 → log(t) < t - 1", "log(t) < t - 1"),
        ("log(t) <= t - 1", "t > 0", "log(t) <= t - 1 → t - 1 <= log(t)", "t - 1 <= log(t)"),
        ("log(t) <= t - 1", "t > 0", "1 → 2", "log(t) <= t - 2"),
        ("convex(x**2, x)", "x real", "convex(x**2, x) → concave(x**2, x)", "concave(x**2, x)"),
        ("argmax(-z**2, z) = 0", "z real", "argmax(-z**2, z) = 0 → argmin(-z**2, z) = 0",
         "argmin(-z**2, z) = 0"),
        ("argmax(-z**2, z) = 0", "z real", "0 → 1", "argmax(-z**2, z) = 1"),
        ("sup(-z**2, z) = 0", "z real", "sup(-z**2, z) = 0 → inf(-z**2, z) = 0",
         "inf(-z**2, z) = 0"),
        ("conjugate(u**2, u, t) = t**2/4", "u real", "4 → 3", "conjugate(u**2, u, t) = t**2/3"),
        ("conjugate(u**2, u, t) = t**2/4", "u real", "2 → 3", "conjugate(u**3, u, t) = t**2/4"),
        ("equality(KL(p, q) >= 0, p = q)", LAWS, "KL(p, q) >= 0 → KL(p, q) <= 0",
         "equality(KL(p, q) <= 0, p = q)"),
        ("equality(KL(p, q) >= 0, p = q)", LAWS, "q → 2*q", "equality(KL(p, q) >= 0, p = 2*q)"),
        ("0 <= JSD(p, q) <= log(2)", LAWS, "JSD(p, q) → TV(p, q)", "0 <= TV(p, q) <= log(2)"),
        ("Div(u**2, u, p, q) >= 1", LAWS, "Div(u**2, u, p, q) → Div(u**2, u, q, p)",
         "Div(u**2, u, q, p) >= 1"),
        ("Div(u**2, u, p, q) >= 1", LAWS, "2 → 3", "Div(u**3, u, p, q) >= 1"),
    ],
)
def test_a_claim_is_broken_in_one_place(
    claim: str, where: str, change: str, broken: str
) -> None:
    found = {(said, str(made.claim)) for said, made in changes(parse(claim, where))}
    assert (change, broken) in found


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ("without D < 1", "D function, D > 0"),
        ("where D < 1 → D <= 1", "D function, D > 0, D <= 1"),
        ("where 1 → 2", "D function, D > 0, D < 2"),
        ("where D < 1 → D > 1", "D function, D > 0, D > 1"),
    ],
)
def test_a_hypothesis_is_dropped_or_changed(change: str, where: str) -> None:
    stated = parse("D*(1 - D) > 0", "D function, 0 < D, D < 1")
    found = {said: str(made.hypotheses) for said, made in changes(stated)}
    assert found[change].replace("0 < D", "D > 0") == where


def test_mutants_are_distinct_well_formed_and_not_the_step_itself() -> None:
    steps = [source("KL(p, q) >= 0", LAWS), source("JSD(p, q) >= 0", LAWS, "step-2")]
    found = list(islice(draw(steps), 200))
    texts = [(mutant.claim, mutant.where) for mutant in found]
    assert len(set(texts)) == 200
    assert not {text_of(step.statement) for step in steps} & set(texts)
    for claim, where in texts:
        assert text_of(parse(claim, where)) == (claim, where)


def test_the_same_seed_draws_the_same_mutants() -> None:
    steps = [source("log(t) <= t - 1", "t > 0")]
    first = list(islice(draw(steps, 3), 40))
    assert list(islice(draw(steps, 3), 40)) == first
    assert list(islice(draw(steps, 4), 40)) != first


def test_what_comes_of_a_step_does_not_hang_on_the_others() -> None:
    one, other = source("log(t) <= t - 1", "t > 0"), source("KL(p, q) >= 0", LAWS, "step-2")
    alone = list(islice(draw([one]), 20))
    assert [m for m in islice(draw([one, other]), 40) if m.step == "step-1"] == alone


def test_two_places_are_changed_when_single_ones_have_run_out() -> None:
    found = list(islice(draw([source("1 <= 2")]), 120))
    double = ["; " in mutant.change for mutant in found]
    assert sorted(double) == double
    assert 10 < double.index(True) < 80


def test_nothing_is_drawn_of_nothing() -> None:
    assert list(draw([])) == []
