"""Each rule: what it proves from the certificate that the search finds, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest

from derivations.deciding.settling import settle
from derivations.kernel.rules import EPSILON, prove
from derivations.kernel.theorem import (
    Certificate,
    Finite,
    Order,
    Theorem,
)
from derivations.language import Statement, Written, exp, log, real, written
from derivations.language.grammar import parse
from derivations.meaning.instances import Instance
from derivations.meaning.signs import ProofError

TWO = "p density, q density"
WITH_D = TWO + ", D function, 0 <= D <= 1"
OPEN_D = TWO + ", D function, 0 < D < 1"
PROVED = {
    "comparison": [
        ("1 = 1", ""),
        ("x + x = 2*x", "x real"),
        ("x/x = 1", "x != 0"),
        ("x**0 = 1", "x real"),
        ("log(x*y) = log(x) + log(y)", "x > 0, y > 0"),
        ("sqrt(x**2) = abs(x)", "x real"),
        ("max(a, b) = (a + b + abs(a-b))/2", "a real, b real"),
        ("a**2 + b**2 >= 2*a*b", "a real, b real"),
        ("log(x) <= x - 1 < x", "x > 0"),
        ("0 < x/(1+x) < 1", "x > 0"),
        ("pi > 3 = 6/2", ""),
        ("b - c > 0", "b > c"),
        ("diff(x*log(x), x) = log(x) + 1", "x > 0"),
        ("KL(p, q) >= 0", TWO),
        ("0 <= JSD(p, q) <= log(2)", TWO),
        ("TV(p, q) <= 1", TWO),
        ("TV(p, q) = Int(max(p, q)) - 1", TWO),
        ("E(p, log(p/(p+q))) + E(q, log(q/(p+q))) = -2*log(2) + 2*JSD(p, q)", TWO),
        ("E(p, log(D)) + E(q, log(1-D)) <= -2*log(2) + 2*JSD(p, q)", OPEN_D),
        ("KL(p, q) + KL(q, p) = Int((p-q)*log(p/q))", TWO),
        ("Int(dq*(3 + log(p))) = Int(dq*log(p))", "p density, dq null"),
        ("Int((sqrt(p)-sqrt(q))**2) = 2 - 2*Int(sqrt(p*q))", TWO),
        ("Div((u-1)**2, u, p, q) = Int((p-q)**2/q)", TWO),
        ("E(p, a)/a = 1", "p density, a > 0"),
        ("0 < Int(p)", "p density"),
        ("Int(p*log(p)) = Int(q*log(q))", TWO + ", p = q"),
        ("KL(p, q) <= log(2)", TWO + ", p <= 2*q"),
    ],
    "equality case": [
        ("equality(KL(p, q) >= 0, p = q)", TWO),
        ("equality(0 <= KL(q, p), q = p)", TWO),
        ("equality(JSD(p, q) >= 0, p = q)", TWO),
        ("equality(TV(p, q) >= 0, p = q)", TWO),
        ("equality((x-1)**2 >= 0, x = 1)", "x real"),
        ("equality(log(x) <= x - 1, x = 1)", "x > 0"),
    ],
    "second order": [
        ("argmax(a*log(z) + b*log(1-z), z) = a/(a+b)", "a > 0, b > 0, 0 < z < 1"),
        ("argmin(z*log(z), z) = exp(-1)", "z > 0"),
        ("argmin(z - log(z), z) = 1", "z > 0"),
        ("argmax(z - exp(z), z) = 0", "z real"),
    ],
    "pointwise extremum": [
        ("argmin(abs(z - 2), z) = 2", "z real"),
        ("argmax(z, z) = 1", "0 <= z <= 1"),
        ("argmin(z, z) = 0", "z >= 0"),
        ("argmax(E(p, log(D)) + E(q, log(1-D)), D) = p/(p+q)", WITH_D),
        ("argmin(E(p, (D-1)**2) + E(q, D**2), D) = p/(p+q)", TWO + ", D function"),
    ],
    "extremum over a density": [
        ("argmin(KL(p, q), q) = p", TWO),
        ("argmin(KL(p, q), p) = q", TWO),
        ("argmin(2*JSD(p, q) - 2*log(2), q) = p", TWO),
        ("argmin(TV(p, q), p) = q", TWO),
    ],
    "supremum": [
        ("sup(log(z), z) = 0", "0 < z < 1"),
        ("sup(z, z) = oo", "z > 0"),
        ("inf(z, z) = 0", "z > 0"),
        ("sup(a*z, z) = a", "0 < z < 1, a > 0"),
        ("sup(E(p, log(D)) + E(q, log(1-D)), D) = -2*log(2) + 2*JSD(p, q)", OPEN_D),
    ],
}
CASES = [(rule, claim, where) for rule, rows in PROVED.items() for claim, where in rows]


@cache
def theorem(claim: str, where: str) -> Theorem:
    """What the search and the kernel make of a true claim."""
    found = settle(parse(claim, where))
    assert isinstance(found, Theorem), found
    return found


@pytest.mark.parametrize(("rule", "claim", "where"), CASES)
def test_true_claims_are_proved_by_their_rule(rule: str, claim: str, where: str) -> None:
    found = theorem(claim, where)
    assert found.certificate.rule == rule
    assert found.statement == parse(claim, where)
    assert prove(found.statement, found.certificate) == found


@pytest.mark.parametrize(("rule", "claim", "where"), CASES)
def test_a_certificate_does_not_show_a_neighbour(rule: str, claim: str, where: str) -> None:
    certificate = theorem(claim, where).certificate
    for wrong in NEIGHBOURS.get(claim, []):
        with pytest.raises(ProofError):
            prove(parse(wrong, where), certificate)


NEIGHBOURS = {
    "x + x = 2*x": ["x + x = 3*x", "x + x < 2*x", "x + x = 2*x + 1/10**30"],
    "log(x*y) = log(x) + log(y)": ["log(x*y) = log(x) - log(y)", "log(x+y) = log(x) + log(y)"],
    "sqrt(x**2) = abs(x)": ["sqrt(x**2) = x", "sqrt(x**2) = -x"],
    "a**2 + b**2 >= 2*a*b": ["a**2 + b**2 > 2*a*b", "a**2 + b**2 >= 3*a*b"],
    "log(x) <= x - 1 < x": ["log(x) < x - 1 < x", "log(x) <= x - 2 < x", "log(x) <= x - 1 = x"],
    "KL(p, q) >= 0": ["KL(p, q) > 0", "KL(p, q) >= 1/1000", "KL(p, q) = 0", "KL(p, q) <= 0"],
    "0 <= JSD(p, q) <= log(2)": ["0 <= JSD(p, q) < log(2)", "0 < JSD(p, q) <= log(2)",
                                 "0 <= JSD(p, q) <= log(2)/2", "0 <= JSD(p, q) <= 0.69"],
    "TV(p, q) <= 1": ["TV(p, q) < 1", "TV(p, q) <= 0.999", "TV(p, q) = 1"],
    "E(p, a)/a = 1": ["E(p, a)/a = 2", "E(p, a)/a = a"],
    "KL(p, q) <= log(2)": ["KL(p, q) < log(2)", "KL(p, q) <= log(3/2)"],
    "equality(KL(p, q) >= 0, p = q)": ["equality(KL(p, q) >= 0, p = 2*q)",
                                       "equality(KL(p, q) >= -1, p = q)",
                                       "equality(KL(p, q) <= 0, p = q)"],
    "equality((x-1)**2 >= 0, x = 1)": ["equality((x-1)**2 >= 0, x = -1)",
                                       "equality((x-1)**2*x**2 >= 0, x = 1)"],
    "argmax(a*log(z) + b*log(1-z), z) = a/(a+b)": [
        "argmax(a*log(z) + b*log(1-z), z) = b/(a+b)", "argmin(a*log(z) + b*log(1-z), z) = a/(a+b)",
        "argmax(-a*log(z) - b*log(1-z), z) = a/(a+b)", "argmax(a*log(z) + b*log(1-z), z) = 1/2",
    ],
    "argmax(z, z) = 1": ["argmax(z, z) = 2", "argmax(z, z) = 1/2", "argmin(z, z) = 1",
                         "argmax(z*0, z) = 1"],
    "argmax(E(p, log(D)) + E(q, log(1-D)), D) = p/(p+q)": [
        "argmax(E(p, log(D)) + E(q, log(1-D)), D) = q/(p+q)",
        "argmin(E(p, log(D)) + E(q, log(1-D)), D) = p/(p+q)",
        "argmax(E(p, log(D)) + 2*E(q, log(1-D)), D) = p/(p+q)",
        "argmax(E(p, log(D)), D) = p/(p+q)",
    ],
    "argmin(KL(p, q), q) = p": ["argmax(KL(p, q), q) = p"],
    "sup(log(z), z) = 0": ["sup(log(z), z) = 1", "sup(log(z), z) = -1", "inf(log(z), z) = 0",
                           "sup(log(z), z) = oo"],
    "sup(z, z) = oo": ["sup(z, z) = 1", "inf(z, z) = -oo", "sup(-z, z) = oo", "inf(z, z) = oo"],
}  # fmt: skip


def order(change: Callable[[Order], Order], place: int = 0) -> Callable[[Certificate], Certificate]:
    """A change of one of the orders of a certificate."""

    def apply(certificate: Certificate) -> Certificate:
        orders = list(certificate.orders)
        old = orders[place]
        assert old is not None
        orders[place] = change(old)
        assert orders[place] != certificate.orders[place]
        return replace(certificate, orders=tuple(orders))

    return apply


def scaled(factor: int) -> Callable[[Order], Order]:
    """The order with every multiplier times a factor."""
    return lambda old: replace(old, multipliers=tuple((n, factor * v) for n, v in old.multipliers))


def weights(change: Callable[[Written, Written], tuple[Written, Written]]
            ) -> Callable[[Order], Order]:
    """The order with every tangent changed."""
    return lambda old: replace(old, tangents=tuple(
        tuple(change(c, t) for c, t in pairs) for pairs in old.tangents))


def without(**changes: object) -> Callable[[Order], Order]:
    """The order with some of its parts replaced."""
    return lambda old: replace(old, **changes)  # type: ignore[arg-type]


def witness(certificate: Certificate, change: Callable[[Instance], Instance]) -> Certificate:
    """The certificate with its witness changed."""
    return replace(certificate, witness=change(certificate.witness))


KL_CASE = ("KL(p, q) >= 0", TWO)
JSD_CASE = ("0 <= JSD(p, q) <= log(2)", TWO)
SQRT_CASE = ("sqrt(x**2) = abs(x)", "x real")
LOG_CASE = ("log(x) <= x - 1 < x", "x > 0")
MAX_CASE = ("argmax(E(p, log(D)) + E(q, log(1-D)), D) = p/(p+q)", WITH_D)
SUP_CASE = ("sup(log(z), z) = 0", "0 < z < 1")
SUP_D = ("sup(E(p, log(D)) + E(q, log(1-D)), D) = -2*log(2) + 2*JSD(p, q)", OPEN_D)
OVER_Q = ("argmin(KL(p, q), q) = p", TWO)
PAIR = parse("1 = 1", TWO).hypotheses.declared
BAD_WEIGHT = "a tangent has a negative weight or argument"
NOT_ONE = written(2)
TAMPERED: list[tuple[tuple[str, str], str, Callable[[Certificate], Certificate]]] = [
    (KL_CASE, "multipliers doubled", order(scaled(2))),
    (KL_CASE, "multipliers turned", order(scaled(-1))),
    (KL_CASE, "multipliers dropped", order(without(multipliers=()))),
    (KL_CASE, "one multiplier dropped",
     order(lambda old: replace(old, multipliers=old.multipliers[:1]))),
    (KL_CASE, "a multiplier that depends on the point",
     order(lambda old: replace(old, multipliers=tuple((n, n / n) for n, _ in old.multipliers)))),
    (KL_CASE, "a multiplier that is infinite",
     order(lambda old: replace(old, multipliers=tuple((n, v / 0) for n, v in old.multipliers)))),
    (KL_CASE, "cuts dropped", order(without(cuts=()))),
    (KL_CASE, "a cut dropped", order(lambda old: replace(old, cuts=old.cuts[:-1]))),
    (KL_CASE, "tangents dropped", order(without(tangents=()))),
    (KL_CASE, "tangents of negative weight", order(weights(lambda c, t: (-c, t)))),
    (KL_CASE, "tangents of twice the weight", order(weights(lambda c, t: (2 * c, t)))),
    (KL_CASE, "tangents at the inverse", order(weights(lambda c, t: (c, 1 / t)))),
    (KL_CASE, "tangents of a negative argument", order(weights(lambda c, t: (c, -t)))),
    (KL_CASE, "tangents for too many cells",
     order(lambda old: replace(old, tangents=(*old.tangents, ())))),
    (KL_CASE, "tangents in another order",
     order(lambda old: replace(old, tangents=old.tangents[::-1]))),
    (KL_CASE, "no order", lambda old: replace(old, orders=())),
    (KL_CASE, "two orders", lambda old: replace(old, orders=old.orders * 2)),
    (KL_CASE, "no witness", lambda old: replace(old, witness=Instance({}))),
    (KL_CASE, "a witness of less mass", lambda old: witness(old, lambda w: replace(
        w, atoms=tuple((weight / 2, values) for weight, values in w.atoms)))),
    (KL_CASE, "a witness of no weight", lambda old: witness(old, lambda w: replace(
        w, atoms=(*w.atoms, (Fraction(0), w.atoms[0][1]))))),
    (KL_CASE, "a witness without q", lambda old: witness(old, lambda w: replace(
        w, atoms=tuple((weight, dict(list(values.items())[:1])) for weight, values in w.atoms)))),
    (KL_CASE, "a witness with another name", lambda old: witness(old, lambda w: replace(
        w, values={real("x"): Fraction(1)}))),
    (JSD_CASE, "orders swapped", lambda old: replace(old, orders=old.orders[::-1])),
    (JSD_CASE, "multipliers for the lower bound", order(
        lambda old: replace(old, multipliers=((PAIR[0], log(2)),)), 0)),
    (JSD_CASE, "no multipliers for the upper bound", order(without(multipliers=()), 1)),
    (JSD_CASE, "other multipliers for the upper bound", order(scaled(2), 1)),
    (SQRT_CASE, "cuts dropped", order(without(cuts=()))),
    (SQRT_CASE, "a cut elsewhere", order(
        lambda old: replace(old, cuts=((0, old.cuts[0][1], NOT_ONE),)))),
    (SQRT_CASE, "a tangent in an equality", order(
        without(tangents=((), ((written(1), written(1)),), ())))),
    (SQRT_CASE, "a witness that is left out", lambda old: replace(old, witness=Instance({}))),
    (LOG_CASE, "tangents dropped", order(without(tangents=()))),
    (LOG_CASE, "a tangent elsewhere", order(weights(lambda c, t: (c, t * 2)))),
    (LOG_CASE, "a witness outside", lambda old: witness(
        old, lambda w: Instance(dict.fromkeys(w.values, Fraction(0))))),
    (MAX_CASE, "cuts dropped", order(without(cuts=()))),
    (MAX_CASE, "tangents dropped", order(without(tangents=()))),
    (MAX_CASE, "tangents of negative weight", order(weights(lambda c, t: (-c, t)))),
    (MAX_CASE, "no bounds", lambda old: replace(old, finite=Finite())),
    (MAX_CASE, "one bound", lambda old: replace(old, finite=Finite(old.finite.bounds[:1]))),
    (MAX_CASE, "bounds that do not hold", lambda old: replace(old, finite=Finite(tuple(
        (low, below, written(-100), above) for low, below, _, above in old.finite.bounds)))),
    (MAX_CASE, "bounds that are infinite", lambda old: replace(old, finite=Finite(tuple(
        (low, below, written(1) / 0, above) for low, below, _, above in old.finite.bounds)))),
    (SUP_CASE, "no point", lambda old: replace(old, point=None)),
    (SUP_CASE, "a point inside", lambda old: replace(old, point=written(1) / 2)),
    (SUP_CASE, "a point at the end", lambda old: replace(old, point=written(1))),
    (SUP_CASE, "a point outside", lambda old: replace(old, point=1 + EPSILON)),
    (SUP_CASE, "a point that goes elsewhere", lambda old: replace(old, point=exp(-1 / EPSILON))),
    (SUP_CASE, "a point that is too far", lambda old: replace(old, point=1 / (1 + 2 * EPSILON))),
    (SUP_CASE, "the variable itself", lambda old: replace(old, point=real("z"))),
    (SUP_CASE, "a point that is no name's", lambda old: replace(old, point=real("y"))),
    (SUP_CASE, "tangents dropped", order(without(tangents=()), 1)),
    (SUP_D, "no bounds", lambda old: replace(old, finite=Finite())),
    (SUP_D, "a point on the closed range", lambda old: replace(old, point=written(1))),
    (SUP_D, "the optimum, which is not in the open range",
     lambda old: replace(old, point=old.point and parse("p/(p+q) = 0", TWO).claim.parts[0])),
    (OVER_Q, "another level", lambda old: replace(old, level=written(1))),
    (OVER_Q, "a level below", lambda old: replace(old, level=written(-1))),
    (OVER_Q, "no level", lambda old: replace(old, level=None)),
    (OVER_Q, "no bounds", lambda old: replace(old, finite=Finite())),
    (OVER_Q, "multipliers dropped", order(without(multipliers=()), 1)),
]


@pytest.mark.parametrize(("case", "tamper"), [(case, change) for case, _, change in TAMPERED],
                         ids=[f"{case[0]}: {what}" for case, what, _ in TAMPERED])
def test_tampered_certificates_are_refused(
    case: tuple[str, str], tamper: Callable[[Certificate], Certificate]
) -> None:
    found = theorem(*case)
    changed = tamper(found.certificate)
    assert changed != found.certificate
    with pytest.raises(ProofError):
        prove(found.statement, changed)


@pytest.mark.parametrize(
    ("tamper", "message"),
    [
        (order(without(tangents=())), "a difference has not the sign that is asked for"),
        (order(without(tangents=(), cuts=())), "a sign is not known"),
        (order(weights(lambda c, t: (-c, t))), BAD_WEIGHT),
        (order(weights(lambda c, t: (c, -t))), BAD_WEIGHT),
        (order(scaled(2)), "a difference has not the sign that is asked for"),
        (order(lambda old: replace(old, tangents=(*old.tangents, ()))),
         "the order does not match the cells"),
        (lambda old: replace(old, witness=Instance({})),
         "the witness does not meet the hypotheses"),
        (order(lambda old: replace(old, multipliers=((real("x"), written(1)),))),
         "a multiplier is a constant for a density or a null function"),
    ],
)
def test_why_a_certificate_is_refused(
    tamper: Callable[[Certificate], Certificate], message: str
) -> None:
    found = theorem(*KL_CASE)
    with pytest.raises(ProofError) as caught:
        prove(found.statement, tamper(found.certificate))
    assert str(caught.value) == message


def test_a_null_function_is_not_replaced_by_a_density() -> None:
    # ∫p = 1 shows nothing of the functions that integrate to 0.
    stated = parse("sup(Int(dq), dq) = 1", "p density, dq null")
    p, dq = stated.hypotheses.declared
    atoms = ((Fraction(1), {p: Fraction(1), dq: Fraction(0)}),)
    above = Order(multipliers=((dq, written(1)),))
    below = Order(multipliers=((p, written(1)),))
    finite = Finite(((written(0), Order(), written(1), Order(multipliers=((p, written(1)),))),))
    for one in (above, Order(multipliers=((dq, written(-1)),))):
        with pytest.raises(ProofError):
            prove(stated, Certificate("supremum", Instance({}, atoms), (one, below), finite,
                                      point=p))


FALSE = [
    ("p/p = 1", "p density"), ("x/x = 1", "x real"), ("log(x**2) = 2*log(x)", "x real"),
    ("x*y >= 0", "x real, y real"), ("a < b", "a <= b"), ("1/x > 0", "x != 0"),
    ("KL(p, q) <= log(2)", TWO), ("JSD(p, q) < log(2)", TWO), ("Int(p*log(p)) <= 0", "p density"),
    ("E(q, p/q) = 1", TWO), ("Int(p + 1) = 2", "p density"), ("Int(max(p, q)) = 1", TWO),
    ("Int(abs(dq)) = 0", "dq null"), ("Int(D) <= 1", "D function, 0 <= D <= 1"),
    ("E(p, log(D)) = E(q, log(D))", OPEN_D), ("E(p, a)/a = 1", "p density, a real"),
    ("KL(p, q) - KL(p, q) = 1", TWO), ("Int(p**2) <= 1", "p density"),
    ("Int(dq*D) = 0", "dq null, D function"), ("0*KL(p, q) + 1/a = 1/a", TWO + ", a real"),
]  # fmt: skip
MULTIPLIERS: list[tuple[Written, ...]] = [
    (written(a), written(b)) for a in (-1, 0, 1, 2) for b in (-1, 0, 1)
]


@pytest.mark.parametrize(("claim", "where"), FALSE)
def test_no_multipliers_prove_what_is_false(claim: str, where: str) -> None:
    stated: Statement = parse(claim, where)
    masses = [n for n in stated.hypotheses.declared if n.kind in ("density", "null")]
    atoms = ((Fraction(1), {n: Fraction(n.kind != "null") if n.kind != "function" else
                            Fraction(1, 2) for n in stated.hypotheses.declared
                            if n.kind not in ("real", "integer")}),)
    numbers = {n: Fraction(1) for n in stated.hypotheses.declared if n.kind == "real"}
    spaced = bool(masses) or stated.integrates
    instance = Instance(numbers, atoms if spaced else ())
    tried = 0
    for chosen in MULTIPLIERS:
        made = Order(multipliers=tuple(zip(masses, chosen, strict=False)))
        with pytest.raises(ProofError):
            prove(stated, Certificate("comparison", instance, (made,)))
        tried += 1
    assert tried == 12
