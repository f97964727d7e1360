"""Classes on which a prover goes wrong: the false never proved, the true never refuted."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derivations.deciding.answers import answer, recheck
from derivations.deciding.counterexamples import find_witness
from derivations.deciding.settling import settle
from derivations.kernel.refuting import refute
from derivations.kernel.rules import EPSILON, prove
from derivations.kernel.theorem import (
    Certificate,
    Counterexample,
    Finite,
    Order,
    Premise,
    Theorem,
)
from derivations.language.grammar import parse
from derivations.language.written import Parameter, written
from derivations.meaning.signs import ProofError

LAWS = "p density, q density"

FALSE = [
    # An undefined or infinite factor does not hide a density that is 0.
    ("Int(p*sqrt(D)) >= Int(q*piecewise((0, D >= 0), (1, true)))", f"{LAWS}, D function"),
    ("Int(p*q*sqrt(D)) >= Int(q*piecewise((0, D >= 0), (1, true)))", f"{LAWS}, D function"),
    ("Int((p+q)*(1/D)) >= Int(r*piecewise((0, D > 0), (3, true)))",
     f"{LAWS}, r density, D function, 0 <= D <= 1"),
    # The variable of a divergence or a derivative is its own.
    ("inf(Div(u, u, p, q), u) = 0", f"{LAWS}, 0 <= u <= 1"),
    ("inf(Div((u-1)**2, u, p, q), u) = 1", f"{LAWS}, 0 <= u <= 2"),
    ("argmax(diff(-a**2*x + a**3 + a, x), a) = x", "a real, x real"),
    # No name of a user is a parameter of a proof.
    ("b > c", "c > 0, b > diff(c**2, s0), s0 > 0"),
    ("s0 > s1", "s0 > 0, s1 > 0"),
    # A point without data may still contribute to an integral that has no density.
    ("argmax(Int(D*(1/2-D)) + E(p, -D*(1/2-D)/p - D**2), D) = 0",
     "p density, D function, 0 <= D <= 1"),
    # Weights of a mixture are proved, wherever a law stands.
    ("KL(p, a*q) = KL(p,q) - log(a)", f"{LAWS}, a > 0"),
    ("TV(a*p+(1-a)*q, q) = a*TV(p,q)", f"{LAWS}, a > 0"),
    ("Div((u-1)**2, u, a*p, q) >= 0", f"{LAWS}, a > 0"),
    # A root of a negative parameter is the root of what is positive.
    ("sqrt(-x) + x/1000000000000 > 0", "x real, 2*x < 0"),
    ("sqrt(-x)*10**9 + x > 0", "x real, -x > 0"),
    ("(-x)**(1/3) + x/10**12 > 0", "x real, 2*x < 0"),
    ("sqrt(-2*x) + x/10**12 > 0", "x real, 3*x < 0"),
    ("10**6*y + sqrt(x*y)*x/10**6 > 0", "x real, y real, 2*x < 0, 2*y < 0"),
    ("E(p, sqrt(-D)*10**9 + D) >= 0", "p density, D function, 2*D < 0"),
    # A function is unique wherever a declared density is, and stays in its range there.
    ("argmax(E(p, -(D-1)**2), D) = 1", f"{LAWS}, D function"),
    ("argmax(E(p, -(D-1)**2), D) = piecewise((1, p > 0), (7, true))",
     "p density, D function, 0 <= D <= 1"),
    ("sup(D + p, D) = piecewise((1+p, p > 0), (7, true))", "p density, D function, 0 <= D <= 1"),
    ("sup(Int(dq), dq) = 5", "dq null, p density"),
]  # fmt: skip

TRUE = [
    # Where nothing has mass a function may be anything, also in a tie.
    ("argmax(E(p, -(D-1)**2), D) = 1", "p density, D function"),
    ("argmax(m*E(p,log(D)) + n*E(q,log(1-D)), D) = m*p/(m*p+n*q)",
     f"{LAWS}, D function, 0 <= D <= 1, m > 0, n > 0"),
    ("sup(z, z) = pi", "0 < z < pi"),
    ("sup(E(p, log(0*D)), D) = -oo", "p density, D function"),
    ("inf(E(p, -log(0*D)), D) = oo", "p density, D function"),
    ("sqrt(2*x) + x/10**12 > 0", "x real, 3*x > 0"),
    # A formula that is undefined at a point shows no kink there.
    ("diff(x*abs(x), x) = 2*abs(x)", "x real"),
    ("diff(abs(x)**3, x) = 3*x*abs(x)", "x real"),
    ("diff(sqrt(x**4), x) = 2*x", "x real"),
    ("diff(E(p, log(z)), z) = 1/z", "p density, z > 0"),
    ("E(q, exp(-(p**(-1)))) > 0", LAWS),
    # What is assumed of densities holds almost everywhere, and they have mass 1.
    ("p = q", f"{LAWS}, p >= q"),
    ("dq = 0", "dq null, dq >= 0"),
    ("log(x**2) = 2*log(abs(x))", "x real, x != 0"),
    ("a > 0", "0 <= a <= 1, a > 0"),
    ("b > 0", "a > 0, b > diff(a**2, a)"),
    ("E(epsilon, 1) = 1", "epsilon density"),
    ("KL(w*p+(1-w)*q, q) <= w*KL(p,q)", f"{LAWS}, 0 <= w <= 1"),
    ("Div(u*log(u)-(u+1)*log(u+1), u, p, q) = 2*JSD(p,q) - 2*log(2)", LAWS),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "where"), FALSE)
def test_false_claims_are_never_proved(claim: str, where: str) -> None:
    given = answer(claim, where)
    assert given["verdict"] != "proved"
    assert given["certificate"] is None or recheck(given) == ""


@pytest.mark.parametrize(("claim", "where"), TRUE)
def test_true_claims_are_never_refuted(claim: str, where: str) -> None:
    given = answer(claim, where)
    assert given["verdict"] in ("proved", "undecided")
    assert given["certificate"] is None or recheck(given) == ""


def test_a_result_is_not_used_through_integrals_that_cancel() -> None:
    part = "E(p, piecewise((1/q, q <= 0), (0, true)))"
    premise = settle(parse(f"2*{part} - {part} <= 0", LAWS))
    stated = parse(f"{part} <= 0", LAWS)
    witness = find_witness(stated)
    assert witness is not None
    if isinstance(premise, Theorem):
        declared = premise.statement.hypotheses.declared
        same = tuple((name, name) for name in declared)
        certificate = Certificate("comparison", witness, (None,),
                                  premise=Premise(premise, same, written(1)))
        with pytest.raises(ProofError, match=r"^an integral stands twice, or may vanish$"):
            prove(stated, certificate)
    assert answer(f"{part} <= 0", LAWS)["verdict"] != "proved"


def test_a_supremum_over_null_functions_has_no_rule() -> None:
    stated = parse("sup(Int(dq), dq) = 5", "dq null, p density")
    witness = find_witness(stated)
    assert witness is not None
    p = next(name for name in stated.hypotheses.declared if name.name == "p")
    five, order = written(5), Order()
    bounds = Finite(((five, Order((), ((p, five),)), five, Order((), ((p, -five),))),))
    certificate = Certificate("supremum", witness, (order, order), bounds, point=5 * p)
    with pytest.raises(ProofError, match=r"^a supremum needs a point that comes near it$"):
        prove(stated, certificate)


def test_a_number_is_the_same_at_every_point() -> None:
    stated = parse("inf(E(p, (a-D)**2), a) = 0", "p density, D function, 0 <= D <= 1, a real")
    witness = find_witness(stated)
    assert witness is not None
    point = next(name for name in stated.hypotheses.declared if name.name == "D")
    certificate = Certificate("supremum", witness, (Order(), Order()), Finite(), point=point)
    with pytest.raises(ProofError, match=r"^a number is the same at every point$"):
        prove(stated, certificate)


def test_a_bound_above_says_nothing_of_a_supremum_of_minus_infinity() -> None:
    stated = parse("sup(E(p, log(0*D)), D) = -oo", "p density, D function")
    bound = settle(parse("E(p, log(0*D)) <= 0", "p density, D function"))
    witness = find_witness(stated)
    assert isinstance(bound, Theorem)
    assert witness is not None
    with pytest.raises(ProofError, match=r"^the counterexample does not refute the claim$"):
        refute(stated, Counterexample(witness, bound=bound))


def test_a_cut_speaks_of_parameters_alone() -> None:
    stated = parse("(x-y)**2 > 0", "x real, y real, w real")
    witness = find_witness(stated)
    assert witness is not None
    for text in ("s0", "s1", "x"):
        root = Parameter(text) if text != "x" else stated.hypotheses.declared[0]
        order = Order(((0, Parameter("s0"), root),))
        with pytest.raises(ProofError):
            prove(stated, Certificate("comparison", witness, (order,)))


def test_the_parameter_of_a_supremum_is_no_name_of_a_user() -> None:
    assert parse("epsilon > 0", "epsilon > 0").hypotheses.declared[0] != EPSILON
    assert answer("sup(epsilon*z, z) = 2*epsilon", "epsilon > 0, 0 < z < 1")["verdict"] != "proved"


NO_FRACTION = "a number of the certificate is no fraction"


@pytest.mark.parametrize(("text", "message"), [
    *((text, NO_FRACTION) for text in ("1e3000000", "٣", "9" * 2000, "nan", " 1", "exp (1)")),
    ("1/0", "the witness does not meet the hypotheses"),
    ("log(0)", "the witness does not meet the hypotheses"),
    ("exp(1)", ""),
])
def test_a_number_of_a_certificate_is_exact(text: str, message: str) -> None:
    given = answer("x**2 >= 0", "x real")
    given["certificate"]["proves"]["witness"]["values"]["x"] = text
    from derivations.deciding.certificates import _digest

    body = {k: v for k, v in given["certificate"].items() if k != "digest"}
    given["certificate"]["digest"] = _digest(body)
    assert recheck(given) == message


def test_values_are_exact() -> None:
    given = answer("x = x + (x-2)*(x-3)*(x-5)*(x+2)*(x-7)", "x real")
    assert Fraction(given["counterexample"]["values"]["x"]) not in (2, 3, 5, -2, 7)
