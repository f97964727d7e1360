"""What a failing item says, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import BAD, FILE, put

ROOT = Path(__file__).resolve().parents[2]


def text_of(project: pytest.Pytester, *arguments: str) -> list[str]:
    """The lines between the title of the first failure and the summary."""
    lines = project.runpytest_inprocess("-q", *arguments).outlines
    start = next(n for n, line in enumerate(lines) if "FAILURES" in line)
    end = next(n for n, line in enumerate(lines) if "short test summary" in line)
    here = f"{project.path}/"
    return [line.rstrip().replace(here, "") for line in lines[start + 1 : end]]


def test_a_refuted_step(project: pytest.Pytester) -> None:
    put(project, mine=FILE + BAD)
    assert text_of(project, "derivations/mine.py::bad::step-1") == [
        "_________________________________ bad / step-1 _________________________________",
        "",
        "    a*KL(p, q)",
        "  = a*KL(q, p)",
        "    where a real, p density, q density, a > 0",
        "    by: refuted by symmetry",
        "E   refuted by a counterexample",
        "E     a = 2",
        "E     atom 1:  weight = 1/2   p = 2   q = 0",
        "E     atom 2:  weight = 3     p = 0   q = 1/3",
        "E     left = 0, right = log(2)",
        "",
        "    only this step:  pytest 'derivations/mine.py::bad::step-1'",
        "",
        "derivations/mine.py:20: refuted",
    ]


def test_an_undecided_step(project: pytest.Pytester) -> None:
    put(project, mine=FILE + BAD)
    assert text_of(project, "derivations/mine.py::bad::step-2") == [
        "_________________________________ bad / step-2 _________________________________",
        "",
        "    a*KL(q, p)",
        " <= a",
        "    where a real, q density, p density, a > 0",
        "    by: undecided",
        "E   undecided: the search ran out of its 200 steps",
        "",
        "    only this step:  pytest 'derivations/mine.py::bad::step-2'",
        "",
        "derivations/mine.py:21: undecided",
    ]


def test_a_step_said_to_be_false_that_is_proved(project: pytest.Pytester) -> None:
    claim = (
        "\n\n@derivation\ndef untrue():\n    z, = reals('z')\n"
        "    claim = Extremum(z * (1 - z), z, written(1) / 2)\n"
        "    return Fact(claim, expects=False)\n"
    )
    put(project, mine=FILE + claim)
    assert text_of(project, "-k", "untrue") == [
        "_______________________________ untrue / step-1 ________________________________",
        "",
        "    argmax(z*(1 - z), z) = 1/2",
        "    where z real",
        "E   said to be false, but proved",
        "E     by the tangent rule, with multipliers 1 and -1",
        "",
        "    only this step:  pytest 'derivations/mine.py::untrue::step-1'",
        "",
        "derivations/mine.py:19: said to be false, but proved",
    ]


def test_the_command_works_from_the_folder_where_pytest_was_started(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(project, mine=FILE + BAD)
    monkeypatch.chdir(project.path / "derivations")
    lines = text_of(project, "mine.py::bad::step-1")
    assert "    only this step:  pytest 'mine.py::bad::step-1'" in lines


def test_one_line_for_each_failure(project: pytest.Pytester) -> None:
    put(project, mine=FILE + BAD)
    assert text_of(project, "--tb=line") == [
        "derivations/mine.py:20: refuted: left = 0, right = log(2)",
        "derivations/mine.py:21: undecided: the search ran out of its 200 steps",
    ]


BROKEN = """

@derivation
def broken():
    '''One that cannot be built.'''
    return Chain(0.5 * KL(p, q)).ge(0)


@derivation
def twice():
    '''One with a label that stands twice.'''
    return Chain(KL(p, q)).ge(0, label="here").ge(-1, label="here")


@derivation
def asserted():
    '''One with an assertion of its author.'''
    number = 3
    assert number == 2
    return Chain(KL(p, q)).ge(0)
"""


def test_a_derivation_that_raises_is_one_failing_item(project: pytest.Pytester) -> None:
    put(project, mine=FILE + BROKEN)
    result = project.runpytest_inprocess("-q", "-rA")
    result.assert_outcomes(passed=2, failed=3)
    ids = [line.split()[1] for line in result.outlines if line.startswith("FAILED")]
    path = "derivations/mine.py"
    assert ids == [f"{path}::{name}::build" for name in ("broken", "twice", "asserted")]
    assert result.ret == 1


def test_the_error_of_building_at_the_line_of_its_author(project: pytest.Pytester) -> None:
    put(project, mine=FILE + BROKEN)
    assert text_of(project, "-k", "broken") == [
        "________________________________ broken / build ________________________________",
        "",
        "    broken could not be built",
        ">   return Chain(0.5 * KL(p, q)).ge(0)",
        "E   TypeError: 0.5 is a float, which is not exact: write Rational(1, 2) instead",
        "",
        "    only this derivation:  pytest 'derivations/mine.py::broken::build'",
        "",
        "derivations/mine.py:18: TypeError",
    ]


def test_the_error_of_a_derivation_without_a_line_of_its_own(project: pytest.Pytester) -> None:
    put(project, mine=FILE + BROKEN)
    assert text_of(project, "-k", "twice") == [
        "________________________________ twice / build _________________________________",
        "",
        "    twice could not be built",
        "E   ValueError: the label 'here' stands twice in the derivation twice",
        "",
        "    only this derivation:  pytest 'derivations/mine.py::twice::build'",
        "",
        "derivations/mine.py:21: ValueError",
    ]


def test_assertions_of_an_author_are_explained(project: pytest.Pytester) -> None:
    put(project, mine=FILE + BROKEN)
    lines = text_of(project, "-k", "asserted")
    assert ">   assert number == 2" in lines
    assert "E   AssertionError: assert 3 == 2" in lines


def test_an_unreadable_statement_is_an_ordinary_error(project: pytest.Pytester) -> None:
    project.makeconftest(
        "import derivations.deciding.steps as steps\n"
        "def settle_step(statement, by):\n    raise RuntimeError('a fault of the engine')\n"
        "steps.settle_step = settle_step\n"
    )
    put(project, mine=FILE)
    result = project.runpytest_inprocess("-q")
    result.assert_outcomes(failed=2)
    assert "E   RuntimeError: a fault of the engine" in result.outlines


def test_the_engine_and_the_plugin_together(
    project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.makeconftest("")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    steps = (
        "\n\n@derivation\ndef real():\n    return (\n"
        "        Fact(Comparison((KL(p, q), log(2)), ('<=',))),\n"
        "        Fact(Comparison((KL(p, q), log(2)), ('<=',)), expects=False),\n"
        "        Fact(Comparison((KL(p, q), written(0)), ('>=',))),\n    )\n"
    )
    put(project, mine=FILE.partition("@derivation")[0] + steps)
    # In a process of its own, where nothing stands in for the engine.
    result = project.runpytest_subprocess("-q", "-rA")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(
        [
            "    KL(p, q)",
            " <= log(2)",
            "E   refuted by a counterexample",
            "E     atom 1:  weight = *   p = *   q = *",
            "E     left = *, right = *",
            "    only this step:  pytest 'derivations/mine.py::real::step-1'",
        ]
    )
