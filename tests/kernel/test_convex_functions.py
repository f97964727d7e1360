"""Supporting lines of a convex function that is not given: hostile certificates are refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from derivations.deciding.grounds import witness
from derivations.kernel.refuting import refute
from derivations.kernel.rules import prove
from derivations.kernel.theorem import PLAIN, Certificate, Counterexample, Order, Reason, Theorem
from derivations.language.convex import ConvexFunction
from derivations.language.grammar import parse, parse_expression
from derivations.language.written import Parameter, Written
from derivations.meaning.signs import ProofError


def read(text: str) -> Written:
    return parse_expression(text, None, Parameter)


def line(first: str, second: str | None, weight: str = "1", rest: Reason = PLAIN) -> Reason:
    """A step by a supporting line, its expressions written as text."""
    return Reason("supporting", (rest, Reason("of", at=read(weight))), at=read(first),
                  other=None if second is None else read(second))


def shown(claim: str, where: str, *reasons: Reason) -> Theorem:
    """The theorem that reasons show, one for each cell."""
    stated = parse(claim, where)
    found = witness(stated)
    assert found is not None
    return prove(stated, Certificate("comparison", found, (Order(reasons=reasons),)))


ANY_END = 4  # a function's two ends are finite or not
RIGHT = [
    ("f(u) >= slope(f, 1)*(u - 1)", "f convex, u > 0", line("f(s0)", "1")),
    ("f(u) >= f(2) + slope(f, 2)*(u - 2)", "f convex, u > 0", line("f(s0)", "2")),
    ("f(2) > slope(f, 1)", "f strict", line("f(2)", "1")),
    ("f(2)/3 >= slope(f, 1)/3", "f convex", line("f(2)", "1", "1/3")),
]
FINITE = "f convex, at_zero(f) + recession(f) >= 0"
RIGHT_AT_ENDS = [
    ("at_zero(f) >= -slope(f, 1)", FINITE, line("at_zero(f)", "1")),
    ("recession(f) >= slope(f, 3)", FINITE, line("recession(f)", "3")),
    ("f(3) <= at_zero(f) + 3*recession(f)", FINITE, line("f(3)", None)),
    ("f(3) < at_zero(f) + 3*recession(f)", FINITE.replace(">=", ">"), line("f(3)", None)),
]


@pytest.mark.parametrize(("claim", "where", "reason"), RIGHT)
def test_a_line_shows_what_lies_above_it(claim: str, where: str, reason: Reason) -> None:
    assert shown(claim, where, *[reason] * ANY_END)


@pytest.mark.parametrize(("claim", "where", "reason"), RIGHT_AT_ENDS)
def test_a_line_shows_what_an_end_is_above(claim: str, where: str, reason: Reason) -> None:
    assert shown(claim, where, reason)


NOT_SHOWN = "a difference has not the sign that is asked for"
OUTSIDE = "a line touches a convex function at a positive number"
NEGATIVE_WEIGHT = "a supporting line has a negative weight"
NO_LINE = "a line belongs to one convex function"
NO_DUAL = "a conjugate may be infinite there"
WRONG = [
    # A line that touches at 0, below 0 or nowhere in particular.
    ("f(2) >= slope(f, 1)", "f convex", line("f(2)", "0"), OUTSIDE),
    ("f(2) >= slope(f, 1)", "f convex", line("f(2)", "-1"), OUTSIDE),
    ("f(2) >= slope(f, 1)", "f convex", line("slope(f, 2)", "1"), NO_LINE),
    ("f(2) >= slope(f, 1)", "f convex", line("2", "1"), NO_LINE),
    # The value of a function where it has none.
    ("f(2) >= slope(f, 1)", "f convex", line("f(0)", "1"), "f(0) is undefined"),
    ("f(2) >= slope(f, 1)", "f convex", line("f(-1)", "1"), "f(-1) is undefined"),
    # A concave use, and another weight than the difference has.
    ("f(2) <= slope(f, 1)", "f convex", line("f(2)", "1", "-1"), NEGATIVE_WEIGHT),
    ("f(2) <= slope(f, 1)", "f convex", line("f(2)", "1"), NOT_SHOWN),
    ("f(2) >= slope(f, 1)", "f convex", line("f(2)", "1", "2"), NOT_SHOWN),
    # Another function than the one of the claim says nothing of it.
    ("f(2) >= slope(f, 1)", "f convex", line("g(2)", "1"), NOT_SHOWN),
    ("f(2) >= slope(f, 1)", "f convex", line("f(2)", "dual(g, 1)"), NO_LINE),
    # Strictness of a function that is not strict, at the point of contact, and beside 1.
    ("f(2) > slope(f, 1)", "f convex", line("f(2)", "1"), NOT_SHOWN),
    ("f(1) > 0", "f strict", line("f(1)", "1"), NOT_SHOWN),
    ("f(3) > f(2) + slope(f, 2)", "f strict", line("f(3)", "2"), NOT_SHOWN),
    # f(1) is 0 and nothing else is.
    ("f(2) >= 0", "f convex", line("f(2)", "1"), NOT_SHOWN),
    ("f(1) >= 1", "f convex", line("f(1)", "1"), NOT_SHOWN),
    # A conjugate that the claim does not have may be infinite.
    ("f(2) >= 5*2 - 7", "f convex", line("f(2)", "dual(f, 5)"), NO_DUAL),
    ("f(2) >= slope(f, 1)", "f convex", line("f(2)", "dual(f, 5)"), NO_DUAL),
]


@pytest.mark.parametrize(("claim", "where", "reason", "message"), WRONG)
def test_a_hostile_line_is_refused(claim: str, where: str, reason: Reason, message: str) -> None:
    with pytest.raises(ProofError) as refusal:
        shown(claim, where, *[reason] * ANY_END)
    assert str(refusal.value) == message


WRONG_AT_ENDS = [
    ("recession(f) >= 5", FINITE, line("recession(f)", "dual(f, 5)"), NO_DUAL),
    ("at_zero(f) >= slope(f, 1)", FINITE, line("at_zero(f)", "1"), NOT_SHOWN),
    ("f(3) <= recession(f) + 3*at_zero(f)", FINITE, line("f(3)", None), NOT_SHOWN),
    ("f(3) < at_zero(f) + 3*recession(f)", FINITE, line("f(3)", None), NOT_SHOWN),
    ("at_zero(f) >= 0", FINITE, line("at_zero(f)", None), NO_LINE),
]


@pytest.mark.parametrize(("claim", "where", "reason", "message"), WRONG_AT_ENDS)
def test_a_hostile_line_at_an_end_is_refused(claim: str, where: str, reason: Reason,
                                             message: str) -> None:
    with pytest.raises(ProofError) as refusal:
        shown(claim, where, reason)
    assert str(refusal.value) == message


def test_an_end_that_may_be_infinite_has_no_value_outside_integrals() -> None:
    with pytest.raises(ProofError, match=r"at_zero\(f\) is \+∞"):
        shown("at_zero(f) >= -slope(f, 1)", "f convex", *[line("at_zero(f)", "1")] * ANY_END)


SUPREMA = [
    ("sup(E(q, dual(f, D)), D) = oo", "1/epsilon"),
    ("sup(E(q, 0*dual(f, D)), D) = 0", "5"),
]


@pytest.mark.parametrize(("claim", "point"), SUPREMA)
def test_a_supremum_is_not_approached_where_a_conjugate_may_be_infinite(claim: str,
                                                                       point: str) -> None:
    stated = parse(claim, "f convex, q density, D function")
    found = witness(stated)
    assert found is not None
    certificate = Certificate("supremum", found, (Order(), Order()),
                              point=parse_expression(point, None, Parameter))
    with pytest.raises(ProofError):
        prove(stated, certificate)


def test_a_conjugate_stands_in_no_case_of_equality() -> None:
    stated = parse("equality(E(q, dual(f, D)) >= E(q, D), D = 0)",
                   "f convex, q density, D function")
    found = witness(stated)
    assert found is not None
    with pytest.raises(ProofError, match="a conjugate may be infinite there"):
        prove(stated, Certificate("equality case", found, (Order(), Order())))


@pytest.mark.parametrize("text", ["u - 1", "-(u - 1)**2", "u"])
def test_only_a_known_function_of_its_kind_is_an_instance(text: str) -> None:
    stated = parse("f(2) > slope(f, 1)", "f strict")
    found = witness(parse("f(2) = f(2)", "f strict"))
    assert found is not None
    forged = replace(found, values={ConvexFunction("f"): parse_expression(text)})
    for values in (forged, replace(found, values=dict(zip(found.values, forged.values.values(),
                                                          strict=True)))):
        with pytest.raises((ProofError, KeyError)):
            refute(stated, Counterexample(values))
        with pytest.raises((ProofError, KeyError)):
            prove(stated, Certificate("comparison", values, (Order(reasons=(
                line("f(2)", "1"),) * ANY_END),)))
