"""Proposals: pieces, forms that read well, logarithms; nothing of them is believed."""

from __future__ import annotations

import pytest
import sympy

from derivations.divergences.forms import NoFormError, shortest, text
from derivations.divergences.logarithms import joined, raised, softened, split, upright
from derivations.divergences.pieces import pieces
from derivations.divergences.proposals import propose
from derivations.divergences.reading import U, read
from tests.divergences.making import number

u, p, q = (sympy.Symbol(name, positive=True) for name in "upq")
t, v = (sympy.Symbol(name, real=True) for name in "tv")


@pytest.mark.parametrize(("form", "said"), [
    (t**2 / 4 + t, "t**2/4 + t"), (1 - sympy.sqrt(1 - t), "1 - sqrt(1 - t)"),
    (-1 / u, "-1/u"), (-q / p, "-q/p"), (sympy.exp(-2 * v), "exp(-2*v)"),
    (sympy.Rational(-3, 2), "-3/2"), (sympy.log(4), "2*log(2)"), (-t, "-t"),
    (u ** sympy.Rational(-1, 2), "1/sqrt(u)"), (sympy.LambertW(t), "LambertW(t)"),
    (sympy.exp(v) / 3, "exp(v)/3"), (sympy.E, "exp(1)"), (sympy.oo, "oo"), (-sympy.oo, "-oo"),
])  # fmt: skip
def test_texts_read_well(form: object, said: str) -> None:
    assert text(form) == said


@pytest.mark.parametrize("form", [sympy.I * t, sympy.gamma(t), sympy.zoo, sympy.nan])
def test_what_the_language_does_not_have_has_no_form(form: object) -> None:
    with pytest.raises(NoFormError):
        text(form)


def test_the_shortest_form_comes_first() -> None:
    assert shortest([sympy.expand((t + 2) ** 2 / 4 - 1)])[0] == "t**2/4 + t"


@pytest.mark.parametrize(("form", "given", "whole"), [
    (sympy.log(p * q / (p + q)), {p: 1, q: 1}, sympy.log(p) + sympy.log(q) - sympy.log(p + q)),
    (sympy.log((t - 1) / (t - 2)), {t: 0}, sympy.log(1 - t) - sympy.log(2 - t)),
    (sympy.log(t), {t: -1}, sympy.log(t)),
])  # fmt: skip
def test_logarithms_come_apart(form: object, given: dict[object, object], whole: object) -> None:
    assert sympy.expand(split(form, given) - whole) == 0


def test_logarithms_come_together() -> None:
    assert text(joined(sympy.log(p) + sympy.log(2) - sympy.log(p + q))) == "log(2*p/(p + q))"


def test_roots_come_apart_and_rise() -> None:
    assert upright(sympy.sqrt(1 / (t - 1)), {t: 3}) == 1 / sympy.sqrt(t - 1)
    lowered = (4 * t - 4) * (1 - t) ** sympy.Rational(-1, 2)
    assert raised(sympy.expand(lowered)) == -4 * sympy.sqrt(1 - t)


@pytest.mark.parametrize(("form", "said"), [
    (v - sympy.log(sympy.exp(v) + 1), "-softplus(-v)"),
    (sympy.log(sympy.exp(v) + 1) + 1, "softplus(v) + 1"),
    (1 - 4 / (1 + sympy.exp(v)) ** 2, "1 - 4*sigmoid(-v)**2"),
    (sympy.exp(v) - 2, "exp(v) - 2"),
])  # fmt: skip
def test_what_would_overflow_is_softened(form: object, said: str) -> None:
    assert text(softened(form, v)) == said


@pytest.mark.parametrize(("f", "corners"), [
    ("u*log(u)", []), ("abs(u-1)/2", [1]), ("max(abs(u-1)-1/2, 0)", ["1/2", "3/2"]),
    ("abs(u+1)", []), ("abs(log(u))", [1]), ("piecewise((u, u < 3), (u**2, true))", [3]),
    ("max(u, u)", []), ("abs(u**2 - 2)", ["sqrt(2)"]), ("min(u, 2, 3*u)", [2]),
])  # fmt: skip
def test_pieces_end_at_corners(f: str, corners: list[object]) -> None:
    found = pieces(read(f, U, "f", "EXPR"), U, u)
    assert [part.end for part in found] == [*map(sympy.S, corners), sympy.oo]
    for part in found:
        for place in part.places:
            assert number(str(part.tree), u=place) == pytest.approx(number(f, u=place))


def test_corners_that_are_not_found_are_no_proposal() -> None:
    assert propose("shape", "abs(u + exp(u) - 3 - sin(u))") == {}


def test_what_is_found_is_plain() -> None:
    assert propose("shape", "abs(u-1)/2") == {
        "corners": ["1"], "heights": ["t"], "borders": ["q"], "edges": [["-1/2", "1/2"]],
        "bodies": ["-(u - 1)/2", "(u - 1)/2"], "slopes": ["-1/2", "1/2"],
        "straight": [True, True], "start": "1/2", "low": "-1/2", "high": "1/2", "beyond": "1/2",
        "upper": "1", "at_one": "0", "tangent": "0", "line": None}
