"""Certificates for convexity and conjugates, and where a conjugate is refuted."""

from __future__ import annotations

import pytest

from derivations.deciding.conjugates import conjugate, convexity, order_of_pieces
from derivations.deciding.counterexamples import find_witness
from derivations.deciding.orders import NotFoundError
from derivations.deciding.supporting import refuted
from derivations.kernel.rules import prove
from derivations.kernel.theorem import Certificate, Refutation, Theorem
from derivations.language.claims import Conjugate, Convexity, Statement
from derivations.language.divergences import unfold
from derivations.language.grammar import parse
from derivations.meaning.signs import ProofError
from tests.deciding.statements import answered


def certificates(stated: Statement) -> list[Certificate]:
    """The certificates that are looked for."""
    witness = find_witness(stated)
    assert witness is not None
    if isinstance(stated.claim, Conjugate):
        return list(conjugate(stated, stated.claim, witness))
    assert isinstance(stated.claim, Convexity)
    return list(convexity(stated, stated.claim, witness))


@pytest.mark.parametrize(
    ("claim", "where", "rule", "cuts"),
    [
        ("convex(u**2, u)", "u real", "convexity by pieces", 0),
        ("convex(abs(u), u)", "u real", "convexity by pieces", 1),
        ("convex(abs(u) + abs(u - 1), u)", "u real", "convexity by pieces", 2),
        ("convex(max(u, a), u)", "u real, a real", "convexity by pieces", 1),
        ("concave(min(u, 2*u), u)", "u real", "convexity by pieces", 1),
        ("convex(exp(u) - u**2/2, u)", "u > 0", "convexity by pieces", 0),
        ("conjugate(u**2, u, t) = t**2/4", "u real", "conjugate", 0),
        ("conjugate(abs(u), u, t) = 0", "u real", "conjugate", 1),
        ("conjugate(exp(u), u, t) = t*log(t) - t", "u real", "conjugate", 0),
        ("conjugate(u, u, t) = max(t - 1, 0)", "0 <= u <= 1", "conjugate", 0),
        ("conjugate(a*u**2, u, t) = t**2/(4*a)", "u real, a > 0", "conjugate", 0),
        ("convex(abs(u-1), u)", "u >= 0", "convexity by pieces", 2),
        ("convex(u**2, u)", "u >= 0", "convexity by pieces", 1),
        ("conjugate(u**2/2, u, t) = max(0, t)**2/2", "u >= 0", "conjugate", 1),
        ("conjugate((u-1)**2, u, t) = piecewise((-1, t < -2), (t + t**2/4, t >= -2))", "u >= 0",
         "conjugate", 1),
    ],
)
def test_certificates_prove(claim: str, where: str, rule: str, cuts: int) -> None:
    stated = parse(claim, where)
    found = certificates(stated)
    assert [certificate.rule for certificate in found] == [rule]
    (order,) = found[0].orders
    assert order is not None
    assert len(order.cuts) == cuts
    assert isinstance(prove(stated, found[0]), Theorem)


@pytest.mark.parametrize(("claim", "where", "count"), [
    ("convex(max(u, a) + max(u, b), u)", "u real, a real, b real", 4),
    ("convex(u**2 + abs(u-a) + abs(u-1), u)", "u real, a real", 9),
    ("concave(-abs(u-a) - 2*abs(u-b), u)", "u real, a real, b real", 8),
])  # fmt: skip
def test_a_sum_is_taken_apart_where_its_pieces_form_no_line(claim: str, where: str,
                                                            count: int) -> None:
    stated = parse(claim, where)
    (certificate,) = certificates(stated)
    assert (certificate.rule, len(certificate.orders)) == ("convexity by parts", count)
    assert isinstance(prove(stated, certificate), Theorem)


@pytest.mark.parametrize(
    ("claim", "where", "message"),
    [
        ("convex(u**3, u)", "u real", "a slope was not seen to move one way"),
        ("convex(log(u), u)", "u > 0", "a slope was not seen to move one way"),
        ("concave(u**2, u)", "u real", "a slope was not seen to move one way"),
        ("convex(sign(u), u)", "u real", "a function may jump at a joint"),
        ("convex(u**2, u)", "u > 0, u != 1", "a hypothesis ties the variable to other names"),
        ("convex(u**2, u)", "a < u < b, a real, b > a",
         "the pieces of a function do not form a line"),
    ],
)
def test_where_no_order_is_found(claim: str, where: str, message: str) -> None:
    stated = parse(claim, where)
    body = stated.claim
    assert isinstance(body, Convexity)
    with pytest.raises(NotFoundError) as caught:
        order_of_pieces(stated.hypotheses, body.variable, unfold(body.body), body.concave)
    assert str(caught.value) == message


@pytest.mark.parametrize(("claim", "where"), [
    ("conjugate(u**2, u, t) = t**2/2", "u real"), ("conjugate(abs(u), u, t) = abs(t)", "u real"),
    ("conjugate(exp(u), u, t) = t*log(t)", "u real"),
    ("conjugate(u*log(u), u, t) = exp(t)", "u > 0"),
    ("conjugate(u**2/2, u, t) = t**2/2 + 1/1000", "u > 1"),
    ("conjugate(a*u**2, u, t) = t**2/4", "u real, a > 0"),
    # At a closed end of the range every line that is steep enough supports the function.
    ("conjugate(u**2/2, u, t) = t**2/2", "u >= 0"), ("conjugate(u**2/2, u, t) = t**2/2", "u <= 1"),
    ("conjugate(u**2, u, t) = t**2/4", "0 <= u <= 1"),
    ("conjugate(a*u, u, t) = t - a", "0 <= u <= 1, a real"),
    ("conjugate(exp(u), u, t) = t*log(t) - t", "u >= 0"),
    # The first instance agrees; at most points the slope is irrational.
    ("conjugate(exp(a*u), u, t) = t*log(t/a) - t", "u real, a > 0"),
])  # fmt: skip
def test_false_conjugates_are_refuted(claim: str, where: str) -> None:
    stated = parse(claim, where)
    assert isinstance(stated.claim, Conjugate)
    found = refuted(stated, stated.claim)
    assert isinstance(found, Refutation)
    assert found.counterexample.bound is not None
    assert found.counterexample.slope is not None
    assert found.left != found.right


@pytest.mark.parametrize(("claim", "where"), [
    ("conjugate(u**2, u, t) = t**2/2", "u real"), ("conjugate(abs(u), u, t) = abs(t)", "u real"),
])  # fmt: skip
def test_no_certificate_proves_a_false_conjugate(claim: str, where: str) -> None:
    stated = parse(claim, where)
    for certificate in certificates(stated):
        with pytest.raises(ProofError, match=r"^a conjugate has another value$"):
            prove(stated, certificate)


FALSE = [
    ("conjugate(u**2, u, t) = t**2/4", "u > 0, u >= log(b), b real"),
    ("conjugate(u**2, u, t) = t**2/4", "u > 0, u >= abs(u-1)"),
    ("conjugate(u**2, u, t) = t**2/4", "u > 0, max(u,1/2) = u"),
    ("conjugate(u**2, u, t) = t**2/4", "0 < u < 1, abs(u-1/2) = u-1/2"),
    ("conjugate(abs(u-1), u, t) = piecewise((t, abs(t) <= 1), (2*t-1, t > 1), (-1, t<-1))",
     "0 <= u <= 2, sign(u-1)*a >= 0, a real"),
    ("sup(u, u) = 2", "0 < u < 2, abs(u-1) = 1-u"),
    ("sup(u, u) = 2", "0 < u < 2, u <= log(b), b real"),
    ("sup(u, u) = 2", "0 < u < 2, sign(u-1)*a > 0, a real"),
    ("sup(u, u) = oo", "u > 0, max(u,1) = 1"),
    ("inf(u, u) = 0", "u > 0, u >= sqrt(b), b real"),
    ("convex(max(u,-u)/(1-c), u)", "u real, 0 <= c <= 1"),
    ("convex(u**2/c, u)", "u real, c >= 0"),
]  # fmt: skip
QUICK = FALSE[6:7] + FALSE[9:]


@pytest.mark.parametrize(("claim", "where"), QUICK)
def test_what_a_tie_leaves_out_is_not_proved(claim: str, where: str) -> None:
    assert answered(claim, where)["verdict"] != "proved"


@pytest.mark.slow
@pytest.mark.parametrize(("claim", "where"), FALSE)
def test_what_a_tie_leaves_out_is_never_proved(claim: str, where: str) -> None:
    assert answered(claim, where)["verdict"] != "proved"
