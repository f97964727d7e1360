"""`derivations descends` as a user runs it."""

from __future__ import annotations

import json

import pytest

from derivations.cli import main


def test_the_answer_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["descends", "-log(D)"]) == 0
    assert capsys.readouterr().out == (
        "proved  -log(D)  with D held at p/(p + q) the generator follows the gradient of "
        "2*KL((p + q)/2, p)  (ns)\n"
        "  f         (u + 1)*log((u + 1)/(2*u)) + u - 1\n"
        "  f''       1/(u**2*(u + 1))\n"
        "  least at  q = p\n"
        "  note      the gradients agree at the q that D is held at, and not on the way from it\n"
        "  note      where D = p/(p + q) moves along with q, E(q, loss) is log(2) + "
        "Div(g, u, p, q) on q > 0, with g = -log(2*u/(u + 1)), which is convex\n"
    )


def test_a_refusal_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["descends", "log(D)", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert {name: found[name] for name in (
        "loss", "verdict", "divergence", "minimiser", "witness")} == {
        "loss": "log(D)", "verdict": "refuted", "divergence": None, "minimiser": None,
        "witness": "1"}


def test_bad_input_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["descends", "-a*D"]) == 4
    assert capsys.readouterr() == ("", (
        "derivations: loss, column 2: it speaks of 'a': write it in D alone, with a number in the "
        "place of a\n"))
