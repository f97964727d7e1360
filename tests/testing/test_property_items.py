"""The item `::property` of a derivation about densities."""

from __future__ import annotations

import pytest

from .conftest import FILE, put

FALSE = """

@derivation
def false():
    '''A false one, which the stand-in calls proved.'''
    return Chain(KL(p, q)).le(log(2), by="proved")


@derivation
def numbers():
    '''One without densities.'''
    return Chain(a - a).eq(0, by="proved")
"""
ITEM = "derivations/mine.py::good::property"


def collected(project: pytest.Pytester, *arguments: str) -> list[str]:
    """The ids of the property tests that pytest collects."""
    result = project.runpytest_inprocess("--collect-only", "-q", *arguments)
    return [line for line in result.outlines if line.endswith("::property")]


def test_properties_are_off_unless_asked_for(project: pytest.Pytester) -> None:
    put(project, mine=FILE + FALSE)
    both = [ITEM, "derivations/mine.py::false::property"]
    assert collected(project) == []
    assert collected(project, "--derivation-properties") == both
    assert collected(project, "-o", "derivation_properties=true") == both


def test_a_property_is_a_hypothesis_test(project: pytest.Pytester) -> None:
    put(project, mine=FILE)
    arguments = ("-q", "--derivation-properties", "--hypothesis-show-statistics", ITEM)
    result = project.runpytest_inprocess(*arguments)
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines([f"{ITEM}:", "* passing, 0 failing*", "*Events:*"])


@pytest.mark.parametrize("processes", [[], ["-n", "2"]], ids=["one", "two"])
def test_a_false_step_is_found_whatever_the_engine_says(
    project: pytest.Pytester, processes: list[str]
) -> None:
    put(project, mine=FILE + FALSE)
    result = project.runpytest_inprocess("-q", "--derivation-properties", *processes)
    result.assert_outcomes(passed=5, failed=1)
    lines = iter(result.outlines)
    result.stdout.fnmatch_lines(
        [
            "E*PropertyFailure: the claim fails on an instance",
            "E*    KL(p, q)",
            "E* <= log(2)",
            "E*    where p density, q density",
            "E*at",
            'E*    Instance(weights=[[]1, 1], laws={"p": [[]1, 0], "q": [[]0, 1]})',
            "E*    left = +∞, right = 0.69314718056",
        ]
    )
    assert any(line.startswith("FAILED derivations/mine.py::false::property") for line in lines)


def test_a_step_may_not_take_the_name_of_the_property(project: pytest.Pytester) -> None:
    put(project, mine=FILE.replace('by="proved")', 'by="proved", label="property")'))
    assert project.runpytest_inprocess("-q").parseoutcomes() == {"passed": 2}
    result = project.runpytest_inprocess("-q", "--derivation-properties")
    assert (
        "E   ValueError: the label 'property' of a step is the name of the derivation's property "
        "test: choose another label"
    ) in result.outlines
