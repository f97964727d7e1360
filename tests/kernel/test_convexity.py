"""Convexity by pieces and by parts, and conjugates; and certificates that show neither."""

from __future__ import annotations

import pytest

from derivations.kernel.theorem import PLAIN, Order, Reason, Theorem
from derivations.language.claims import Convexity
from derivations.language.divergences import unfold
from derivations.language.grammar import parse
from derivations.meaning.decomposition import parts
from derivations.meaning.signs import ProofError
from tests.kernel.stating import CutRow, cuts, proved, step

AT_0: CutRow = (0, "s0", None)
AT_1: CutRow = (0, "s0", "1")
TIED = "a hypothesis ties the variable to other names"
NO_LINE = "the pieces of a function do not form a line"
WRONG_WAY = "a slope may move the wrong way"
WRONG_JUMP = "a slope may jump the wrong way"
ANOTHER = "a conjugate has another value"
JUMPS = "a function may jump at a joint"
VANISHES = "a denominator may vanish"


def order(*rows: CutRow, reasons: tuple[Reason, ...] = ()) -> Order:
    """An order with cuts written as text."""
    return Order(cuts(*rows), reasons=reasons)


CONVEX = [
    ("convex(u**2, u)", "u real", order()),
    ("convex(u*log(u), u)", "u > 0", order()),
    ("convex(abs(u), u)", "u real", order(AT_0)),
    ("convex(max(u, 1), u)", "u real", order(AT_1)),
    ("convex(-log(u), u)", "0 < u < 1", order()),
    ("concave(log(u), u)", "u > 0", order()),
    ("concave(min(u, 1), u)", "u real", order(AT_1)),
    ("convex(max(u**2, 2*u - 1), u)", "u real", order(AT_1)),
    ("convex(abs(u - 1), u)", "0 <= u <= 2", order((2, "s0", "1"))),
    ("convex(u**2/c, u)", "u real, c > 0", order()),
    ("convex(max(u, 1), u)", "u > 0", order(AT_1, reasons=(PLAIN, PLAIN))),
    # Powers with a symbol tend to 0 at a joint where their exponent is positive.
    ("convex(abs(u)**a, u)", "u real, a > 1", order(AT_0)),
    ("convex(abs(u)**(1+c), u)", "u real, c > 0", order(AT_0)),
    ("convex(piecewise((0, u < 0), (u**a, true)), u)", "u real, a > 1", order(AT_0)),
    ("convex(3*u + 1, u)", "u real", order()),
    ("concave(3*u + 1, u)", "u real", order()),
    ("convex(max(u, -u)/(1-c), u)", "u real, 0 <= c < 1", order((0, "s0", None), (3, "s0", None))),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "where", "given"), CONVEX)
def test_convexity_by_pieces(claim: str, where: str, given: Order) -> None:
    assert isinstance(proved(claim, where, "convexity by pieces", given), Theorem)


NOT_CONVEX = [
    ("convex(-u**2, u)", "u real", order(), WRONG_WAY),
    ("concave(u**2, u)", "u real", order(), WRONG_WAY),
    ("convex(u**3, u)", "u real", order(), WRONG_WAY),
    ("convex(u**2*c, u)", "u real, c real", order(), WRONG_WAY),
    ("convex(u**2*(1 - c), u)", "u real, 0 < c < 2", order(), WRONG_WAY),
    ("convex(min(u, 1), u)", "u real", order(AT_1), WRONG_JUMP),
    ("convex(-abs(u), u)", "u real", order(AT_0), WRONG_JUMP),
    ("concave(abs(u), u)", "u real", order(AT_0), WRONG_JUMP),
    ("convex(abs(u)*c, u)", "u real, c real", order((0, "s0", None)), WRONG_JUMP),
    ("convex(sign(u), u)", "u real", order(AT_0), JUMPS),
    ("convex(piecewise((u, u < 0), (u**a, true)), u)", "u real, a > 1", order(AT_0), WRONG_JUMP),
    ("convex(piecewise((1, u <= 0), (u**a, true)), u)", "u real, a > 1", order(AT_0), JUMPS),
    ("convex(abs(u)**a, u)", "u real, a > 0", order(AT_0),
     "a denominator or a logarithm may vanish at the end of a range"),
    ("convex(abs(u)**a, u)", "u real, a >= 1", order(AT_0),
     "a denominator or a logarithm may vanish at the end of a range"),
    ("convex(piecewise((0, u < 0), (-1, true)), u)", "u real", order(AT_0), JUMPS),
    ("convex(piecewise((5, u = 0), (u**2, true)), u)", "u real", order(AT_0), JUMPS),
    ("convex(1/u, u)", "u != 0", order(AT_0), TIED),
    ("convex(u**2, u)", "u > 0, u != 1", order(), TIED),
    ("convex(-u**2, u)", "u > 0, a real, a*u < 1", order(), TIED),
    ("convex(u**4 - u**2, u)", "u real", order(reasons=(step("box"),)),
     "a box has positive parameters"),
    ("convex(u**4 - u**2, u)", "u real", order(reasons=(step("hope"),)),
     "there is no step 'hope'"),
    ("convex(u**2, u)", "u real", order(reasons=(PLAIN, PLAIN)), "the certificate does not fit: "
     "zip() argument 2 is longer than argument 1"),
    ("convex(u**2, u)", "u real", None, "an order is missing"),
    ("u**2 >= 0", "u real", order(), "the rule is not for this kind of claim"),
    ("convex(abs(u), u)", "u real", order(), "a sign is not known"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "where", "given", "message"), NOT_CONVEX)
def test_what_is_not_convex_by_pieces(claim: str, where: str, given: Order | None,
                                      message: str) -> None:
    with pytest.raises(ProofError) as caught:
        proved(claim, where, "convexity by pieces", given)
    assert str(caught.value) == message


PARTS = [
    ("convex(u**2 + abs(u), u)", "u real", ["u**2 convex", "u convex", "u concave"]),
    ("convex(u**2 - log(u), u)", "u > 0", ["u**2 convex", "log(u) concave"]),
    ("convex(-(2*log(u)), u)", "u > 0", ["log(u) concave"]),
    ("convex(3*exp(u), u)", "u real", ["exp(u) convex"]),
    ("convex(exp(u)*3, u)", "u real", ["exp(u) convex"]),
    ("convex(-3*exp(u), u)", "u real", ["exp(u) concave"]),
    ("convex(exp(u)/(-2), u)", "u real", ["exp(u) concave"]),
    ("convex(c*exp(u), u)", "u real, c >= 0", ["exp(u) convex"]),
    ("convex(c*exp(u), u)", "u real, c <= 0", ["exp(u) concave"]),
    # A factor of either sign stays.
    ("convex(c*exp(u), u)", "u real, c real", ["c*exp(u) convex"]),
    ("concave(min(c*u, 1), u)", "u real, c real", ["c*u concave", "1 concave"]),
    ("convex((c - 1)*exp(u) + u, u)", "u real, c > 0", ["(c - 1)*exp(u) convex", "u convex"]),
    ("convex(exp(u)/c, u)", "u real, c != 0", ["exp(u)/c convex"]),
    ("convex(exp(u)/c, u)", "u real, c > 0", ["exp(u) convex"]),
    ("convex(exp(u)/(1-c), u)", "u real, c > 1", ["exp(u) concave"]),
    ("convex(max(u, u**2, 1), u)", "u real", ["u convex", "u**2 convex", "1 convex"]),
    ("concave(min(u, 1 - u), u)", "u real", ["u concave", "1 concave", "u convex"]),
    ("concave(u - max(u, 1), u)", "u real", ["u concave", "u convex", "1 convex"]),
    ("convex(u*log(u), u)", "u > 0", ["u*log(u) convex"]),
    # Only the matching one of max and min is taken apart, and no absolute value under a minus.
    ("concave(max(u, 1), u)", "u real", ["max(u, 1) concave"]),
    ("convex(min(u, 1), u)", "u real", ["min(u, 1) convex"]),
    ("convex(-abs(u), u)", "u real", ["abs(u) concave"]),
    ("concave(abs(u), u)", "u real", ["abs(u) concave"]),
]  # fmt: skip


def parted(claim: str, where: str) -> list[str]:
    """The parts of a claim of convexity, as text."""
    stated = parse(claim, where)
    body = stated.claim
    assert isinstance(body, Convexity)
    found = parts(stated.hypotheses, body.variable, unfold(body.body), body.concave, 16)
    return [f"{part} {'concave' if concave else 'convex'}" for part, concave in found]


@pytest.mark.parametrize(("claim", "where", "expected"), PARTS)
def test_what_has_to_be_convex(claim: str, where: str, expected: list[str]) -> None:
    assert parted(claim, where) == expected


@pytest.mark.parametrize(("claim", "where", "message"), [
    ("convex(exp(u)/c, u)", "u real, c >= 0", VANISHES),
    ("convex(u**2/c, u)", "u real, c <= 0", VANISHES),
    ("convex(max(u, -u)/(1-c), u)", "u real, 0 <= c <= 1", VANISHES),
    ("convex(u**2 + abs(u)/(c - c**2), u)", "u real, 0 < c <= 1", VANISHES),
    ("convex(u/(c - c), u)", "u real, c real", VANISHES),
])  # fmt: skip
def test_factors_that_may_have_no_value(claim: str, where: str, message: str) -> None:
    with pytest.raises(ProofError) as caught:
        parted(claim, where)
    assert str(caught.value) == message


def test_convexity_by_parts() -> None:
    claim, where = "convex(max(u**2, 1) + 2*abs(u), u)", "u real"
    plain = order()
    assert len(parted(claim, where)) == 4
    assert isinstance(proved(claim, where, "convexity by parts", *[plain] * 4), Theorem)
    for given in ([plain] * 3, [plain] * 5, [plain, plain, plain, None]):
        with pytest.raises(ProofError):
            proved(claim, where, "convexity by parts", *given)
    with pytest.raises(ProofError, match=f"^{WRONG_WAY}$"):
        proved("convex(u**2 - exp(u), u)", where, "convexity by parts", plain, plain)


@pytest.mark.parametrize(("claim", "where", "honest"), [
    ("convex(u**2/c, u)", "u real, c >= 0", "u real, c > 0"),
    ("convex(exp(u)/c, u)", "u real, c >= 0", "u real, c > 0"),
    ("convex(u**2/(1-c), u)", "u real, 0 <= c <= 1", "u real, 0 <= c < 1"),
    ("convex(max(u,-u)/(1-c), u)", "u real, 0 <= c <= 1", "u real, 0 <= c < 1"),
])  # fmt: skip
def test_hostile_certificates_over_what_may_vanish(claim: str, where: str, honest: str) -> None:
    for count in (1, 2):
        with pytest.raises(ProofError) as caught:
            proved(claim, where, "convexity by parts", *[order()] * count)
        assert str(caught.value) == VANISHES
    with pytest.raises(ProofError):
        proved(claim, where, "convexity by pieces", order())
    # Over what does not vanish the same certificate is a proof.
    count = len(parted(claim, honest))
    assert proved(claim, honest, "convexity by parts", *[order()] * count)


CONJUGATES = [
    ("conjugate(u**2, u, t) = t**2/4", "u real", order()),
    ("conjugate(u**2/2, u, t) = t**2/2", "u > 0", order()),
    ("conjugate(exp(u), u, t) = t*log(t) - t", "u real", order()),
    ("conjugate(u*log(u), u, t) = exp(t - 1)", "u > 0", order()),
    ("conjugate(-log(u), u, t) = -1 - log(-t)", "u > 0", order()),
    ("conjugate(a*u**2, u, t) = t**2/(4*a)", "u real, a > 0", order()),
    # Kinks.
    ("conjugate(abs(u), u, t) = 0", "u real", order(AT_0)),
    ("conjugate(abs(u - 1), u, t) = t", "u real", order(AT_1)),
    ("conjugate(max(u, 2*u - 1), u, t) = t - 1", "u real", order(AT_1)),
    # Closed ends: a ray of slopes.
    ("conjugate(u, u, t) = max(t - 1, 0)", "0 <= u <= 1", order()),
    ("conjugate(3*u, u, t) = max(2*t - 6, 3 - t)", "-1 <= u <= 2", order()),
    ("conjugate(u**2, u, t) = piecewise((t**2/4, t >= 0), (0, true))", "u >= 0", order(AT_0)),
    ("conjugate(abs(u - 1), u, t) = piecewise((t, abs(t) <= 1), (2*t-1, t > 1), (-1, t < -1))",
     "0 <= u <= 2", order((2, "s0", "1"))),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "where", "given"), CONJUGATES)
def test_conjugates(claim: str, where: str, given: Order) -> None:
    assert isinstance(proved(claim, where, "conjugate", given), Theorem)


NO_CONJUGATES = [
    ("conjugate(u**2, u, t) = t**2/2", "u real", order(), ANOTHER),
    ("conjugate(u**2, u, t) = t**2/4 + 1/10**9", "u real", order(), ANOTHER),
    ("conjugate(u**2, u, t) = -t**2/4", "u real", order(), ANOTHER),
    # At the kink the value between the slopes, at an end the value on the ray.
    ("conjugate(abs(u), u, t) = abs(t)", "u real", order(AT_0), ANOTHER),
    ("conjugate(abs(u), u, t) = 1 - abs(t)", "u real", order(AT_0), ANOTHER),
    ("conjugate(abs(u - 1), u, t) = t**2", "u real", order(AT_1), ANOTHER),
    ("conjugate(max(u, 2*u - 1), u, t) = (t - 1)**2", "u real", order(AT_1), ANOTHER),
    ("conjugate(abs(u), u, t) = t**2*(t - 1)*(t + 1)", "u real", order(AT_0), ANOTHER),
    ("conjugate(abs(u), u, t) = piecewise((1, t = 0), (0, true))", "u real", order(AT_0), ANOTHER),
    ("conjugate(u, u, t) = t - 1", "0 <= u <= 1", order(), ANOTHER),
    ("conjugate(u, u, t) = 0", "0 <= u <= 1", order(), ANOTHER),
    ("conjugate(u**2, u, t) = t**2/4", "u >= 0", order(AT_0), ANOTHER),
    ("conjugate(u**2, u, t) = t**2/4", "0 <= u <= 1", order(), ANOTHER),
    ("conjugate(u**2, u, t) = t**2/4", "0 < u <= 1", order(), ANOTHER),
    # No convex function, no line.
    ("conjugate(-u**2, u, t) = -t**2/4", "u real", order(), WRONG_WAY),
    ("conjugate(u**3, u, t) = 2*(t/3)**(3/2)", "u real", order(), WRONG_WAY),
    ("conjugate(-abs(u), u, t) = 0", "u real", order(AT_0), WRONG_JUMP),
    ("conjugate(piecewise((5, u = 0), (u**2, true)), u, t) = t**2/4", "u real", order(AT_0),
     JUMPS),
    # Ties, which leave out places where the largest value may be.
    ("conjugate(u**2, u, t) = t**2/4", "u > 0, u >= log(b), b real", order(), TIED),
    ("conjugate(u**2, u, t) = t**2/4", "u > 0, u >= abs(u-1)", order(), TIED),
    ("conjugate(u**2, u, t) = t**2/4", "u > 0, max(u,1/2) = u", order(), TIED),
    ("conjugate(u**2, u, t) = t**2/4", "0 < u < 1, abs(u-1/2) = u-1/2", order(), TIED),
    ("conjugate(u**2, u, t) = t**2/4", "0 < u < 1, abs(u-1/2) = u-1/2",
     order((0, "s0", "1")), TIED),
    ("conjugate(abs(u-1), u, t) = piecewise((t, abs(t) <= 1), (2*t-1, t > 1), (-1, t<-1))",
     "0 <= u <= 2, sign(u-1)*a >= 0, a real", order((2, "s1", "1")), TIED),
    ("conjugate(abs(u-1), u, t) = piecewise((t, abs(t) <= 1), (2*t-1, t > 1), (-1, t<-1))",
     "0 <= u <= 2, sign(u-1)*a >= 0, a real",
     order((2, "s1", "1"), (2, "s0", None), (5, "s0", None), (8, "s0", None)), TIED),
    ("conjugate(u**2, u, t) = t**2/4", "u > a, a > u - 1", order(), NO_LINE),
    # The dual variable is free, and the variable bound.
    ("conjugate(u**2, u, t) = t**2/4", "u real, t > 0", order(),
     "the dual variable of a conjugate is free"),
    ("conjugate(u**2, u, t) = t**2/4", "u real", None, "the dual variable of a conjugate is free"),
    ("convex(u**2, u)", "u real", order(), "the rule is not for this kind of claim"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "where", "given", "message"), NO_CONJUGATES)
def test_what_is_no_conjugate(claim: str, where: str, given: Order | None, message: str) -> None:
    with pytest.raises(ProofError) as caught:
        proved(claim, where, "conjugate", given)
    assert str(caught.value) == message
