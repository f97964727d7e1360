"""Counterexamples: each kind of claim is refuted by its own, and a true claim by none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest

from derivations.deciding.sampling import points, spaces
from derivations.deciding.settling import settle
from derivations.kernel.refuting import refute
from derivations.kernel.theorem import (
    Counterexample,
    Refutation,
    Theorem,
)
from derivations.language import Statement
from derivations.language.grammar import parse, parse_expression
from derivations.meaning.instances import Instance
from derivations.meaning.replays import supporting_line
from derivations.meaning.signs import ProofError

TWO = "p density, q density"
WITH_D = TWO + ", D function, 0 <= D <= 1"
APART = ({"w": "1", "p": "1", "q": "0"}, {"w": "1", "p": "0", "q": "1"})
EVEN = ({"w": "1", "p": "1", "q": "1"},)
SKEW = ({"w": "1/2", "p": "1", "q": "1/2"}, {"w": "1/2", "p": "1", "q": "3/2"})


def example(stated: Statement, values: dict[str, str], atoms: tuple[dict[str, str], ...] = (),
            rival: tuple[str, ...] = ()) -> Counterexample:
    """A counterexample from text."""
    known = {name.name: name for name in stated.hypotheses.declared}
    rows = tuple((Fraction(row["w"]), {known[n]: Fraction(v) for n, v in row.items() if n != "w"})
                 for row in atoms)
    instance = Instance({known[n]: Fraction(v) for n, v in values.items()}, rows)
    return Counterexample(instance, tuple(map(Fraction, rival)))


def with_d(atoms: tuple[dict[str, str], ...], *values: str) -> tuple[dict[str, str], ...]:
    """Atoms on which D takes values."""
    return tuple({**row, "D": value} for row, value in zip(atoms, values, strict=True))


REFUTED = [
    ("x/x = 1", "x real", {"x": "0"}, (), (), ("undefined", "1")),
    ("x < x**2", "x real", {"x": "1"}, (), (), ("1", "1")),
    ("p*log(p) <= 0", "p density", {"p": "2"}, (), (), ("1.3862943611198906188", "0")),
    ("JSD(p, q) < log(2)", TWO, {}, APART, (),
     ("0.69314718055994530942", "0.69314718055994530942")),
    ("KL(p, q) <= log(2)", TWO, {}, APART, (), ("+∞", "0.69314718055994530942")),
    ("E(p, a)/a = 1", "p density, q density, a real", {"a": "0"}, EVEN, (), ("undefined", "1")),
    ("E(q, p/q) = 1", TWO, {}, APART, (), ("0", "1")),
    ("equality(KL(p, q) >= 0, p = 2*q)", TWO, {}, EVEN, (), ("0", "0")),
    ("equality(KL(p, q) >= 1, p = q)", TWO, {}, EVEN, (), ("0", "1")),
    ("equality(KL(p, p) >= 0, p = q)", TWO, {}, SKEW, (), ("0", "0")),
    ("equality(TV(p, q) >= 0, p = p)", TWO, {}, APART, (), ("1", "0")),
    ("argmax(z, z) = 1/2", "0 <= z <= 1", {"z": "1"}, (), (), ("1/2", "1")),
    ("argmax(z, z) = 1", "0 < z < 1", {"z": "1/2"}, (), (), ("z = 1", "outside z < 1")),
    ("argmax(z, z) = 1/a", "0 < z, a real", {"z": "1", "a": "0"}, (), (),
     ("1/a is undefined", "")),
    ("argmin(abs(z) - z, z) = 0", "z real", {"z": "1"}, (), (), ("0", "0")),
    ("argmax(E(p, log(D)), D) = 1/2", WITH_D, {}, with_d(EVEN, "1"), (),
     ("-0.69314718055994530942", "0")),
    ("argmax(E(p, D), D) = 2", WITH_D, {}, with_d(EVEN, "1"), (), ("D = 2", "outside D <= 1")),
    ("argmax(E(p, D*0), D) = 1/2", WITH_D, {}, with_d(EVEN, "1"), (), ("0", "0")),
    ("argmin(KL(p, q), q) = (p+q)/2", TWO, {}, None, (), None),
    ("argmin(KL(p, q), q) = 2*p", TWO, {}, EVEN, (), ("∫2*p = 2", "1")),
    ("sup(z, z) = 1/2", "0 < z < 1", {"z": "3/4"}, (), (), ("3/4", "1/2")),
    ("inf(log(z), z) = 0", "0 < z < 1", {"z": "1/2"}, (), (), ("-0.69314718055994530942", "0")),
    ("sup(log(z), z) = oo", "z real", {"z": "0"}, (), (), ("undefined", "oo")),
    # On one atom there is only one density.
    ("sup(KL(p, q), q) = oo", TWO, {}, EVEN, (), ("0", "oo")),
    ("sup(TV(p, q), q) = 1", TWO, {}, EVEN, (), ("0", "1")),
    ("inf(-JSD(p, q), q) = -log(2)", TWO, {}, EVEN, (), None),
    ("convex(u**4 - u**2, u)", "u real", {"u": "1/2"}, (), ("-1/2", "1/2"), ("0", "-3/16")),
    ("concave(u**2, u)", "u real", {"u": "0"}, (), ("2", "1/2"), ("1", "2")),
    ("convex(log(u), u)", "u real", {"u": "1"}, (), ("-1", "1/2"), ("undefined", "undefined")),
    ("convex(sqrt(u)*a, u)", "u > 0, a real", {"u": "1", "a": "1"}, (), ("9", "1/2"), None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "where", "values", "atoms", "rival", "sides"),
    [row for row in REFUTED if row[3] is not None],
)
def test_each_kind_is_refuted(
    claim: str, where: str, values: dict[str, str], atoms: tuple[dict[str, str], ...],
    rival: tuple[str, ...], sides: tuple[str, str] | None,
) -> None:
    stated = parse(claim, where)
    made = example(stated, values, atoms, rival)
    found = refute(stated, made)
    assert (found.statement, found.counterexample) == (stated, made)
    if sides is not None:
        assert (found.left, found.right) == sides


NO_LINE = "a conjugate is refuted at a line that supports the function"
NOT_ALLOWED = "the counterexample is not one that the hypotheses allow"
NO_REFUTATION = "the counterexample does not refute the claim"


@pytest.mark.parametrize(
    ("claim", "where", "values", "atoms", "rival", "message"),
    [
        ("x = 1", "x > 0", {"x": "0"}, (), (), NOT_ALLOWED),
        ("x = 1", "x > 0", {}, (), (), NOT_ALLOWED),
        ("x = 1", "x > 0", {"x": "1"}, (), (), NO_REFUTATION),
        ("n = 1", "n integer", {"n": "1/2"}, (), (), NOT_ALLOWED),
        ("p = 1", "p density", {"p": "-1"}, (), (), NOT_ALLOWED),
        ("KL(p, q) = 0", TWO, {"p": "1", "q": "2"}, (), (), NOT_ALLOWED),
        ("KL(p, q) = 0", TWO, {}, EVEN, (), NO_REFUTATION),
        ("p = q", TWO, {}, APART, (), NOT_ALLOWED),
        ("KL(p, q) - KL(q, p) = 0", TWO, {}, APART, (), NO_REFUTATION),
        ("Int(p) = 2", "p density", {}, ({"w": "1", "p": "2"},), (), NOT_ALLOWED),
        ("convex(u**4 - u**2, u)", "u > 0", {"u": "1"}, (), ("-1", "1/2"),
         "the chord leaves the range"),
        ("convex(u**4 - u**2, u)", "u real", {"u": "1"}, (), ("-1", "2"),
         "the chord leaves the range"),
        ("convex(u**4 - u**2, u)", "u real", {"u": "1"}, (), ("-1", "1"),
         "the chord leaves the range"),
        ("convex(u**4 - u**2, u)", "u real", {"u": "1"}, (),
        (), "a chord has two ends and a weight"),
        ("convex(u**4 - u**2, u)", "u real", {"u": "2"}, (), ("3", "1/2"), NO_REFUTATION),
        ("argmax(z, z) = 1", "0 <= z <= 1", {"z": "1"}, (), (), NO_REFUTATION),
        ("argmax(z, z) = 1", "0 <= z <= 1", {"z": "1/2"}, (), (), NO_REFUTATION),
        ("argmin(KL(p, q), q) = p", TWO, {}, APART, (), NO_REFUTATION),
        ("argmax(E(p, log(D)), D) = 1", WITH_D, {}, with_d(APART, "1", "1/2"), (), NO_REFUTATION),
        ("argmax(E(p, log(D)) + E(q, log(1-D)), D) = p/(p+q)", WITH_D, {},
         with_d((*EVEN, {"w": "1", "p": "0", "q": "0"}), "1/2", "1/3"), (), NO_REFUTATION),
        ("sup(z, z) = 1", "0 < z < 1", {"z": "1/2"}, (), (), NO_REFUTATION),
        ("sup(z, z) = 2", "0 < z < 1", {"z": "1/2"}, (), (), NO_REFUTATION),
        ("sup(KL(p, q), q) = oo", TWO, {}, APART, (), NO_REFUTATION),
        ("sup(TV(p, q), q) = 1", TWO, {}, APART, (), NO_REFUTATION),
        ("sup(JSD(p, q), q) = 0", TWO, {}, EVEN, (), NO_REFUTATION),
        ("sup(E(p, D), D) = 1", WITH_D, {}, with_d(EVEN, "1/2"), (), NO_REFUTATION),
        ("conjugate(u*log(u), u, t) = exp(t)", "u > 0", {"u": "1", "t": "0"}, (), (), NO_LINE),
    ],
)  # fmt: skip
def test_what_refutes_nothing(
    claim: str, where: str, values: dict[str, str], atoms: tuple[dict[str, str], ...],
    rival: tuple[str, ...], message: str,
) -> None:
    stated = parse(claim, where)
    with pytest.raises(ProofError) as caught:
        refute(stated, example(stated, values, atoms, rival))
    assert str(caught.value) == message


TRUE = [
    ("x**2 >= 0", "x real"),
    ("log(x) <= x - 1", "x > 0"),
    ("KL(p, q) >= 0", TWO),
    ("0 <= JSD(p, q) <= log(2)", TWO),
    ("KL(p, q) + KL(q, p) = Int((p-q)*log(p/q))", TWO),
    ("Div((u-1)**2, u, p, q) = Int((p-q)**2/q)", TWO),
    ("Int(dq*(3 + log(p))) = Int(dq*log(p))", "p density, dq null"),
    ("equality(KL(p, q) >= 0, p = q)", TWO),
    ("equality(JSD(p, q) >= 0, p = q)", TWO),
    ("argmax(E(p, log(D)) + E(q, log(1-D)), D) = p/(p+q)", WITH_D),
    ("argmin(E(p, D**4 - 4*D), D) = 1", "p density, D function"),
    ("argmin(KL(p, q), q) = p", TWO),
    ("sup(E(p, log(D)) + E(q, log(1-D)), D) = -2*log(2) + 2*JSD(p, q)",
     TWO + ", D function, 0 < D < 1"),
    ("argmax(a*log(z) + b*log(1-z), z) = a/(a+b)", "a > 0, b > 0, 0 < z < 1"),
    ("TV(p, q)**2 <= KL(p, q)/2", TWO),
    ("Int(sqrt(p*q)) <= 1", TWO),
    ("sup(TV(p, q), p) = 1", TWO + ", q < 1/100"),
]


def tried(stated: Statement) -> Iterator[Instance]:
    """Instances of a statement, the awkward ones first."""
    yield from (spaces if stated.integrates else points)(stated.hypotheses, 60)


@pytest.mark.parametrize(("claim", "where"), TRUE)
def test_a_true_claim_has_no_counterexample(claim: str, where: str) -> None:
    stated = parse(claim, where)
    count = 0
    for instance in tried(stated):
        count += 1
        with pytest.raises(ProofError):
            refute(stated, Counterexample(instance))
    assert count or "1/100" in where


def bound() -> Refutation:
    """A supremum refuted by a proved bound below it."""
    found = settle(parse("sup(log(z), z) = 1", "0 < z < 1"))
    assert isinstance(found, Refutation)
    assert found.counterexample.bound is not None
    return found


def test_a_supremum_out_of_reach_rests_on_a_theorem() -> None:
    found = bound()
    theorem = found.counterexample.bound
    assert isinstance(theorem, Theorem)
    assert str(theorem.statement.claim).startswith("log(z) <= ")
    assert refute(found.statement, found.counterexample) == found


@pytest.mark.parametrize(
    ("claim", "where"),
    [
        ("sup(log(z), z) = 0", "0 < z < 1"),
        ("inf(log(z), z) = 1", "0 < z < 1"),
        ("sup(2*log(z), z) = 1", "0 < z < 1"),
        ("sup(log(z), z) = 1", "0 < z < 3"),
        ("sup(log(z), z) = 1", "0 < z"),
    ],
)
def test_a_bound_of_something_else_refutes_nothing(claim: str, where: str) -> None:
    other = parse(claim, where)
    made = bound().counterexample
    with pytest.raises(ProofError):
        refute(other, made)


def test_a_bound_that_is_no_bound_refutes_nothing() -> None:
    found = bound()
    theorems = [settle(parse(text, "0 < z < 1")) for text in (
        "log(z) <= 5", "log(z) <= z", "z <= 1", "log(z) < 1 < 2", "-log(z) >= 0")]
    for other in theorems:
        assert isinstance(other, Theorem)
        with pytest.raises(ProofError):
            refute(found.statement, replace(found.counterexample, bound=other))


@pytest.mark.parametrize(
    ("claim", "where", "known"),
    [("sup(z, z) = oo", "z > 0", "z <= z"), ("sup(z, z) = 1", "0 < z < 1", "z <= z"),
     ("inf(z**2, z) = 0", "0 < z < 1", "z**2 >= z**2/2")],
)
def test_a_bound_that_moves_with_the_variable_refutes_nothing(
    claim: str, where: str, known: str
) -> None:
    stated, theorem = parse(claim, where), settle(parse(known, where))
    assert isinstance(theorem, Theorem)
    made = example(stated, {"z": "1/2"})
    with pytest.raises(ProofError, match=r"^the bound is not one of the objective$"):
        refute(stated, replace(made, bound=theorem))


@pytest.mark.parametrize("text", ["log(-1)", "log(0)", "1/0", "LambertW(-1)"])
@pytest.mark.parametrize("result", ["t**2/2 + 0*c", "t**2/2 + c - c"])
def test_a_value_without_a_value_refutes_no_conjugate(text: str, result: str) -> None:
    stated = parse(f"conjugate(u**2/2, u, t) = {result}", "u real, c real")
    values = {name: parse_expression(text) if name.name == "c" else Fraction(0)
              for name in stated.hypotheses.declared}
    example = Counterexample(Instance(values), slope=parse_expression("0"))
    line = Statement(parse("u = u", "u real").hypotheses, supporting_line(
        stated.claim, example.instance, example.slope))
    bound = settle(line)
    assert isinstance(bound, Theorem)
    with pytest.raises(ProofError) as caught:
        refute(stated, replace(example, bound=bound))
    assert str(caught.value) == NOT_ALLOWED
