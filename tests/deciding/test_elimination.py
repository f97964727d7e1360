"""Elimination of a parameter: from its start, towards its end, or around its best value."""

from __future__ import annotations

import pytest

from derivations.deciding.effort import thorough
from derivations.deciding.elimination import by_slope, monotone, weights
from derivations.deciding.sign_search import Search
from derivations.kernel.sign_proofs import prove_sign
from derivations.kernel.theorem import Reason
from derivations.language.written import Parameter
from derivations.meaning.regions import Region
from derivations.meaning.signs import ANY, NON_NEGATIVE, POSITIVE
from tests.meaning.places import region_of, value_in


def region(where: str) -> Region:
    """The region of "x:p y:r"."""
    named = {"p": POSITIVE, "r": ANY, "h": NON_NEGATIVE}
    return region_of(**{row[0]: named[row[2]] for row in where.split()})


def steps(reason: Reason) -> set[str]:
    """The names of all steps of a reason."""
    return {reason.step}.union(*map(steps, reason.parts))


FOUND = [
    ("x:p", "exp(x) - 1 - x", POSITIVE, "from the start"),
    ("x:p", "x - 1 - log(x)", NON_NEGATIVE, "cut"),
    ("x:p", "exp(x) - 3*x + 1/2", POSITIVE, "cut"),
    ("x:p", "sqrt(x) + 1/x - log(x)", POSITIVE, "cut"),
    ("x:p y:p", "exp(x) - 1 - x + y", POSITIVE, "from the start"),
    ("x:p y:p", "x*log(x/y) - x + y", NON_NEGATIVE, "cut"),
    ("x:p y:p", "exp(x) - exp(y) - (x - y)*exp(y)", NON_NEGATIVE, "cut"),
    ("x:r", "exp(x) - 1 - x", NON_NEGATIVE, "cut"),
    ("x:h", "exp(x) - 1 - x", NON_NEGATIVE, "cut"),
    ("x:p", "x + 2 - log(2 + x)", POSITIVE, "from the start"),
]


@pytest.mark.parametrize(("where", "text", "wanted", "step"), FOUND)
def test_a_parameter_is_eliminated(where: str, text: str, wanted: int, step: str) -> None:
    searched, again = region(where), region(where)
    search = Search((by_slope,), 4, thorough())
    reason = search.find(searched, value_in(searched, text), wanted)
    assert reason is not None
    assert step in steps(reason)
    assert prove_sign(again, value_in(again, text), reason) | wanted == wanted


@pytest.mark.parametrize(("where", "text"), [
    ("x:p", "exp(x) - 4*x"), ("x:p", "x - log(x) - 101/100"), ("x:p y:p", "x*log(x/y) - x"),
    ("x:r", "exp(x) - 2 - x"),
])  # fmt: skip
def test_nothing_false_is_found(where: str, text: str) -> None:
    searched = region(where)
    search = Search((by_slope,), 4, thorough())
    assert search.find(searched, value_in(searched, text), NON_NEGATIVE) is None


@pytest.mark.parametrize(
    ("text", "step"),
    [("exp(x) - 1", "from the start"), ("x + sqrt(x)", "from the start"),
     ("log(1 + x)", "from the start"),
     ("x*log(1 + 1/x)", "from zero"), ("1/(1 + x)", "from the end"),
     ("log(1 + 1/x)", "from the end")],
)  # fmt: skip
def test_monotone_values(text: str, step: str) -> None:
    searched = region("x:p")
    search = Search((by_slope,), 4, thorough())
    reason = monotone(search, searched, value_in(searched, text), POSITIVE, 0, Parameter("x"))
    assert reason is not None
    assert reason.step == step
    again = region("x:p")
    assert prove_sign(again, value_in(again, text), reason) == POSITIVE


@pytest.mark.parametrize("text", ["exp(x) - 2", "log(x)", "1/x - 1", "-x"])
def test_monotone_values_that_start_on_the_wrong_side(text: str) -> None:
    searched = region("x:p")
    search = Search((by_slope,), 4, thorough())
    value = value_in(searched, text)
    assert monotone(search, searched, value, NON_NEGATIVE, 0, Parameter("x")) is None


@pytest.mark.parametrize(("text", "expected"), [
    ("x*log(x) - x + 1", ["1", "1/x"]), ("log(x) + 1", ["1"]), ("1 - x*y*log(x)", ["1", "1/(x*y)"]),
    ("(x - 1)*log(x)", ["1"]), ("x + 1", ["1"]),
    ("y*log(x) + 2*log(y)", ["1", "1/y"]),
])  # fmt: skip
def test_weights(text: str, expected: list[str]) -> None:
    searched = region("x:p y:p")
    value = value_in(searched, text)
    found = list(weights(searched, value))
    assert len(found) == len(expected)
    for (weighted, weight), text_of in zip(found, expected, strict=True):
        scale = value_in(searched, text_of)
        size = value_in(searched, "1") if weight is None else searched.value(weight)
        field = searched.field
        assert field.is_zero(weighted - size * value)
        assert field.is_zero(size - scale) or field.is_zero(size + scale)
        assert field.signs_of(size) == POSITIVE
