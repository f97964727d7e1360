"""Suprema over functions that are put together from two: what the rule asks of both."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from derivations.deciding.counterexamples import find_witness
from derivations.deciding.functions import over_functions
from derivations.kernel.rules import EPSILON, prove
from derivations.kernel.theorem import Certificate, Finite, Theorem
from derivations.language.claims import Bound, Statement
from derivations.language.grammar import parse, parse_expression
from derivations.language.written import Constant, written
from derivations.meaning.signs import ProofError

LAWS = "p density, q density, D function"
VARIATIONAL = [
    ("sup(E(p, D) - E(q, exp(D-1)), D) = KL(p, q)", LAWS),
    ("sup(E(p, D) + E(q, 1 + log(-D)), D) = KL(q, p)", LAWS + ", D < 0"),
    ("sup(E(p, D) - E(q, D**2/4 + D), D) = Int((p-q)**2/q)", LAWS),
    ("sup(E(p, D) - E(q, 2 - 2*sqrt(1-D)), D) = Int((p-q)**2/p)", LAWS + ", D <= 1"),
    ("sup(E(p, D) - E(q, D/(1-D)), D) = Int((sqrt(p)-sqrt(q))**2)", LAWS + ", D < 1"),
    ("inf(E(p, exp(-D)) + E(q, exp(D)), D) = 2*Int(sqrt(p*q))", LAWS),
]


@cache
def known(claim: str, where: str) -> tuple[Statement, Certificate]:
    """A statement with the certificate that is found for it."""
    stated = parse(claim, where)
    witness = find_witness(stated)
    assert isinstance(stated.claim, Bound)
    assert witness is not None
    return stated, next(over_functions(stated, stated.claim, witness))


def with_claim(stated: Statement, claim: str) -> Statement:
    """The same hypotheses with another claim."""
    return parse(claim, str(stated.hypotheses))


@pytest.mark.parametrize(("claim", "where"), VARIATIONAL)
def test_variational_forms(claim: str, where: str) -> None:
    stated, certificate = known(claim, where)
    assert isinstance(prove(stated, certificate), Theorem)
    assert certificate.level is not None


@pytest.mark.parametrize(("claim", "where"), VARIATIONAL)
def test_no_other_bound_is_proved_by_the_same(claim: str, where: str) -> None:
    stated, certificate = known(claim, where)
    assert isinstance(stated.claim, Bound)
    limit = stated.claim.limit
    for other in (limit + 1, limit - 1, 2 * limit, limit / 2, -limit, written(0), Constant("oo"),
                  -Constant("oo")):
        false = replace(stated, claim=replace(stated.claim, limit=other))
        for changed in (certificate, replace(certificate, orders=certificate.orders[::-1])):
            with pytest.raises(ProofError):
                prove(false, changed)


@pytest.mark.parametrize(("claim", "where"), VARIATIONAL)
def test_the_other_function_is_one_of_the_range_with_finite_integrals(claim: str,
                                                                     where: str) -> None:
    stated, certificate = known(claim, where)
    assert isinstance(stated.claim, Bound)
    names = {name.name: name for name in stated.hypotheses.declared}
    for text in ("p", "D", "1/0", "log(0)", "7", "1/q", "log(p)", "p/q"):
        with pytest.raises(ProofError):
            prove(stated, replace(certificate, level=parse_expression(text, names)))
    for level in (None, EPSILON, -EPSILON):
        with pytest.raises(ProofError):
            prove(stated, replace(certificate, level=level))
    with pytest.raises(ProofError):
        prove(stated, replace(certificate, finite=Finite()))


@pytest.mark.parametrize("text", [
    # Bounded where the bound is infinite, no number somewhere, or not near enough.
    "1 + log(p/q)", "piecewise((0, p = 0), (0, q = 0), (1 + log(p/q), true))",
    "piecewise((log(epsilon/4), p = 0), (1/epsilon, q = 0), (log(p/q), true))",
    "piecewise((1, p = 0), (4/epsilon, q = 0), (1 + log(p/q), true))",
    "piecewise((log(0), p = 0), (4/epsilon, q = 0), (1 + log(p/q), true))", "D", "0",
])  # fmt: skip
def test_points_that_do_not_come_near(text: str) -> None:
    stated, certificate = known(*VARIATIONAL[0])
    names = {name.name: name for name in stated.hypotheses.declared}
    point = parse_expression(text, {**names, "epsilon": EPSILON})
    with pytest.raises(ProofError):
        prove(stated, replace(certificate, point=point))


@pytest.mark.parametrize("claim", [
    "sup(E(p, D) - E(q, exp(D)), D) = KL(p, q)", "sup(E(p, D) - E(q, exp(D-1)), D) = KL(q, p)",
    "inf(E(p, D) - E(q, exp(D-1)), D) = KL(p, q)", "sup(E(q, D) - E(q, exp(D-1)), D) = KL(p, q)",
    "sup(E(p, D/2) - E(q, exp(D-1)), D) = KL(p, q)",
    "sup(E(p, min(D, 5)) - E(q, exp(D-1)), D) = KL(p, q)",
])  # fmt: skip
def test_neighbours_of_the_variational_form(claim: str) -> None:
    stated, certificate = known(*VARIATIONAL[0])
    with pytest.raises(ProofError):
        prove(with_claim(stated, claim), certificate)


def test_a_bounded_range_does_not_reach_an_infinite_bound() -> None:
    stated, certificate = known(*VARIATIONAL[0])
    bounded = parse(str(stated.claim), LAWS + ", D <= 5")
    with pytest.raises(ProofError):
        prove(bounded, certificate)
