"""Steps to a sign: what each shows, and the hostile reasons that it refuses or leaves open."""

from __future__ import annotations

import mpmath
import pytest

from derivations.kernel.sign_proofs import STEPS, prove_sign
from derivations.kernel.theorem import PLAIN, Order, Reason, Theorem
from derivations.meaning.signs import (
    ANY,
    NEGATIVE,
    NON_NEGATIVE,
    NON_POSITIVE,
    NON_ZERO,
    POSITIVE,
    ZERO,
    ProofError,
    is_open,
)
from tests.kernel.stating import proved, step
from tests.meaning.places import number, region_of, value_in


def means(*terms: str, root: str, rest: Reason = PLAIN) -> Reason:
    """Terms whose mean is at least a root of their product."""
    return step("means", rest, *(step("of", at=term) for term in terms), at=root)


RISES = step("from the start", PLAIN, PLAIN, of="x")
NAMED = {"p": POSITIVE, "r": ANY, "h": NON_NEGATIVE, "-": NEGATIVE}
NOT_POSITIVE = "a parameter is cut, scaled or turned at a positive value only"
NO_EXPRESSION = "a step needs an expression"
NO_SLOPE = "a slope needs a positive parameter"
AWAY = "a value moves away from the side on which it starts"
NOT_LINEAR = "a value is not linear in an exponential or a root"
BAD_MEAN = "a term of a mean is negative"
BAD_ROOT = "a product is below the power of its mean"
BAD_POWER = "a root is not seen to outweigh the rest"
BAD_ATOM = "only a root of even order outweighs what has no sign"
BAD_TANGENT = "a tangent has a negative weight or argument"


def signs_of(where: str, text: str, reason: Reason) -> int:
    """The signs that a reason shows; "x:p y:r" is x > 0 and any y."""
    region = region_of(**{row[0]: NAMED[row[2]] for row in where.split()})
    return prove_sign(region, value_in(region, text), reason)


def around(root: str) -> Reason:
    """A cut of x, and slopes on both sides."""
    slope = step("from the start", PLAIN, PLAIN, of="s0")
    return step("cut", PLAIN, slope, slope, of="x", at=root)


SHOWN = [
    ("x:p", "x + 1", PLAIN, POSITIVE),
    ("x:p", "x - x", step("factors"), ZERO),
    ("x:r y:p", "(x - y)**2*(x**2 + 1)", step("factors"), NON_NEGATIVE),
    ("x:p", "x*(exp(x) - 1 - x)",
     step("factors", step("of", RISES, at="exp(x) - 1 - x")), POSITIVE),
    # A factor may be named up to a number, whose sign counts.
    ("x:p", "x*(exp(x) - 1 - x)",
     step("factors", step("of", RISES, at="2 + 2*x - 2*exp(x)")), POSITIVE),
    ("x:p", "-2*x*(exp(x) - 1 - x)**3/(1 + x)",
     step("factors", step("of", RISES, at="exp(x) - 1 - x")), NEGATIVE),
    ("x:r", "x**2 - 2*x + 1", step("cut", PLAIN, PLAIN, PLAIN, of="x", at="1"), NON_NEGATIVE),
    ("x:p", "x**3 - 3*x + 2", step("cut", PLAIN, PLAIN, PLAIN, of="x", at="1"), NON_NEGATIVE),
    ("x:p", "x - 1 - log(x)", step("times", around("1"), at="1/x"), NON_NEGATIVE),
    ("x:h", "x", step("cut", PLAIN, PLAIN, of="x"), NON_NEGATIVE),
    ("x:r", "exp(2*x) - 2*exp(x) + 2", step("log", PLAIN, of="x"), POSITIVE),
    ("x:p", "exp(x) - 1", step("grown", PLAIN, of="x"), POSITIVE),
    ("x:p", "1/x + 1", step("turned", PLAIN, of="x"), POSITIVE),
    ("x:p y:p", "x**2 - x*y + y**2", step("ratio", PLAIN, of="x", at="y"), POSITIVE),
    ("x:p", "x - sqrt(x) + 1", step("square", PLAIN, of="x"), POSITIVE),
    ("x:p", "x - x**(1/3) + 1", step("cube", PLAIN, of="x"), POSITIVE),
    ("x:p", "log(x)**2 + 1", step("exp", PLAIN, of="x"), POSITIVE),
    ("x:p", "-x - 1", step("negated", PLAIN), NEGATIVE),
    ("x:p", "x - 1 - log(x)", step("tangent", PLAIN, at="1", other="x"), NON_NEGATIVE),
    ("x:p", "x - log(1 + x)", step("tangent", PLAIN, at="1", other="1 + x"), POSITIVE),
    ("x:p y:p", "x*log(x/y) - x + y", step("tangent", PLAIN, at="x", other="y/x"), NON_NEGATIVE),
    ("x:p", "exp(x) - 1 - x", RISES, POSITIVE),
    ("x:p", "x + 1 - exp(x)", RISES, NEGATIVE),
    ("x:p", "x + sqrt(x)", step("from zero", PLAIN, PLAIN, of="x"), POSITIVE),
    ("x:p", "log(1 + 1/x)", step("from the end", PLAIN, PLAIN, of="x"), POSITIVE),
    ("x:p", "-log(1 + 1/x)", step("from the end", PLAIN, PLAIN, of="x"), NEGATIVE),
    ("x:p", "exp(x) - 1 - x", step("compared", PLAIN, PLAIN, RISES, at="exp(x)"), POSITIVE),
    ("x:p", "1 + x - exp(x)", step("compared", PLAIN, PLAIN, RISES, at="exp(x)"), NEGATIVE),
    ("x:p", "x + 2 - 2*sqrt(x + 1)", step("compared", PLAIN, PLAIN, PLAIN, at="sqrt(x + 1)"),
     POSITIVE),
    ("x:p", "exp(x) + 1 + x", step("compared", PLAIN, PLAIN, PLAIN, at="exp(x)"), POSITIVE),
    ("x:p", "x**2 + 2 - 2*x", step("box"), POSITIVE),
    ("x:p", "-x**2 + x - 1/3", step("box"), NEGATIVE),
    ("x:p", "x*(exp(x) - 1 - x)", step("lemma", RISES, PLAIN, at="exp(x) - 1 - x"), POSITIVE),
    ("x:r y:r", "x**2 + y**2 - 2*x*y", means("x**2", "y**2", root="x*y"), NON_NEGATIVE),
    ("x:r y:r", "x**2 + y**2 + 1 + 2*x*y", means("x**2", "y**2", root="-x*y"), POSITIVE),
    ("x:p y:p", "x**3 + y**3 + 1 - 3*x*y", means("x**3", "y**3", "1", root="x*y"), NON_NEGATIVE),
    ("x:p", "exp(2*x) + exp(-2*x) - 2", means("exp(2*x)", "exp(-2*x)", root="1"), NON_NEGATIVE),
    # A product above the power of the root, and a root that is negative.
    ("x:p", "x**2 + 4 - 3*x", means("x**2", "4", root="3*x/2"), NON_NEGATIVE),
    ("x:p y:p", "2*x + y + 3*x*y", means("x", "x", "y", root="-x*y"), NON_NEGATIVE),
    # A slope that is 0 at one place only leaves a value strictly monotone.
    ("x:p", "x**3 - 3*x**2 + 3*x", RISES, POSITIVE),
    ("x:p", "3*x**2 - x**3 - 3*x", RISES, NEGATIVE),
    # One that may be 0 everywhere does not.
    ("x:p y:r", "y**2*(x**3 + x)", RISES, NON_NEGATIVE),
    # One term and no root: a part of the sum.
    ("x:r y:p", "x**2 + y", means("x**2", root="0"), POSITIVE),
    # A rest of either sign, and one without a sign.
    ("x:p", "sqrt(x**2 + 1) - x", step("compared", PLAIN, PLAIN, at="sqrt(x**2 + 1)"), POSITIVE),
    ("x:r", "sqrt(x**2 + 1) + x", step("compared", PLAIN, PLAIN, at="sqrt(x**2 + 1)"), POSITIVE),
    ("x:r", "sqrt(x**2 + 1)*sqrt(2) - x - 1",
     step("compared", PLAIN, PLAIN, at="sqrt(x**2 + 1)"), NON_NEGATIVE),
    ("x:p", "sqrt(x**2 + 2*x + 3) - sqrt(2)", step("compared", PLAIN, PLAIN,
                                                 at="sqrt(x**2 + 2*x + 3)"), POSITIVE),
]


@pytest.mark.parametrize(("where", "text", "reason", "signs"), SHOWN)
def test_what_a_step_shows(where: str, text: str, reason: Reason, signs: int) -> None:
    assert signs_of(where, text, reason) == signs
    # And the values have these signs.
    region = region_of(**{row[0]: NAMED[row[2]] for row in where.split()})
    value = value_in(region, text)
    with mpmath.workdps(40):
        for x, y in (("0.01", "5"), ("1", "1"), ("1.2", "0.3"), ("7", "9")):
            found = number(region.field, value, x=x, y=y)
            sign = ZERO if abs(found) < 1e-30 else POSITIVE if found > 0 else NEGATIVE
            assert signs & sign


def test_every_step_is_shown_at_work() -> None:
    # Supporting lines have a file of their own: `test_convex_functions`.
    assert {reason.step for *_, reason, _ in SHOWN} | {"plain", "supporting"} == set(STEPS)


OPEN = [
    # A reason that shows too little leaves the sign open.
    ("x:r", "x", PLAIN, ANY),
    ("x:p y:p", "(x - y)*(exp(x) - 1 - x)", step("factors"), ANY),
    ("x:p", "x*(exp(x) - 1 - x)", step("factors"), ANY),
    # Reasons about other factors than those that are there.
    ("x:p", "x*(exp(x) - 1 - x)", step("factors", step("of", RISES, at="exp(x) - 1 - 2*x")), ANY),
    ("x:p", "x*(exp(x) - 1 - x)", step("factors", step("of", PLAIN, at="exp(x)")), ANY),
    ("x:p", "x*(exp(x) - 1 - x)", step("factors", step("of", PLAIN, at="exp(x) - 1 - x")), ANY),
    ("x:p", "x*(exp(x) - 1 - x)",
     step("factors", step("of", RISES, at="x*(exp(x) - 1 - x)")), ANY),
    ("x:p", "x**3 - 3*x + 1", step("cut", PLAIN, PLAIN, PLAIN, of="x", at="1"), ANY),
    ("x:p", "x - 1", step("cut", PLAIN, PLAIN, PLAIN, of="x", at="1"), ANY),
    ("x:r", "exp(2*x) - 3*exp(x) + 1", step("log", PLAIN, of="x"), ANY),
    ("x:r", "x", step("negated", PLAIN), ANY),
    ("x:p", "log(x) - x", step("tangent", PLAIN, at="1", other="x"), ANY),
    ("x:p", "x - 2 - log(x)", step("tangent", PLAIN, at="1", other="x"), ANY),
    ("x:p", "exp(x) + 1 - x", step("compared", PLAIN, PLAIN, PLAIN, at="exp(x)"), ANY),
    ("x:p", "2*exp(x) - 3 - x", step("compared", PLAIN, PLAIN, PLAIN, at="exp(x)"), ANY),
    # Boxes over a zero, inside or at an end.
    ("x:p", "(x - 1)**2", step("box"), ANY),
    ("x:p", "x - 1", step("box"), ANY),
    ("x:p", "x", step("box"), ANY),
    ("x:p y:p", "x - y", step("lemma", PLAIN, PLAIN, at="x - y"), ANY),
    # What is left over is negative somewhere.
    ("x:r y:r", "x**2 + y**2 - 3*x*y", means("x**2", "y**2", root="x*y"), ANY),
    ("x:p y:p", "x**3 + y**3 + 1 - 4*x*y", means("x**3", "y**3", "1", root="x*y"), ANY),
    ("x:r y:r", "x**2 - y", means("x**2", root="0"), ANY),
]


@pytest.mark.parametrize(("where", "text", "reason", "signs"), OPEN)
def test_what_stays_open(where: str, text: str, reason: Reason, signs: int) -> None:
    assert signs_of(where, text, reason) == signs


REFUSED = [
    ("x:p", "x", step("obvious"), "there is no step 'obvious'"),
    ("x:p", "x", step(""), "there is no step ''"),
    ("x:p", "x", step("of", PLAIN), "there is no step 'of'"),
    ("x:p", "-x", step("negated", step("axiom")), "there is no step 'axiom'"),
    ("x:p", "x*(exp(x) - 1 - x)", step("factors", step("of", PLAIN)), NO_EXPRESSION),
    ("x:p", "x", step("factors", step("of", PLAIN, at="y")), "the region has no such parameter"),
    ("x:p", "x", step("cut", PLAIN, PLAIN, PLAIN, at="1"), "a cut needs a parameter"),
    ("x:p", "x", step("cut", PLAIN, PLAIN, PLAIN, of="x"), NOT_POSITIVE),
    ("x:p", "x", step("cut", PLAIN, PLAIN, PLAIN, of="x", at="-1"), NOT_POSITIVE),
    ("x:p", "x", step("cut", PLAIN, PLAIN, PLAIN, of="x", at="x"),
     "a cut speaks of other parameters only"),
    ("x:p", "x", step("cut", PLAIN, PLAIN, PLAIN, of="y", at="1"),
     "the region has no such parameter"),
    ("x:r y:r", "x", step("cut", PLAIN, PLAIN, PLAIN, of="x", at="1/y"), "a sign is not known"),
    ("x:p", "x", step("log", PLAIN, of="x"), NOT_POSITIVE),
    ("x:r", "x**2", step("exp", PLAIN, of="x"), NOT_POSITIVE),
    ("x:r", "x**2", step("square", PLAIN, of="x"), NOT_POSITIVE),
    ("x:h", "x", step("turned", PLAIN, of="x"), NOT_POSITIVE),
    ("x:p y:r", "x", step("ratio", PLAIN, of="x", at="y"), NOT_POSITIVE),
    ("x:p", "x", step("ratio", PLAIN, of="x", at="x"), "a cut speaks of other parameters only"),
    ("x:p", "x", step("turned", PLAIN), "a scale needs a parameter"),
    ("x:p", "x", step("times", PLAIN, at="-1"), "a weight is not positive"),
    ("x:p", "x", step("times", PLAIN, at="x - 1"), "a weight is not positive"),
    ("x:p y:r", "x", step("times", PLAIN, at="y**2"), "a weight is not positive"),
    ("x:p", "x", step("times", PLAIN), NO_EXPRESSION),
    ("x:p", "log(x) - x + 1", step("tangent", PLAIN, at="-1", other="x"), BAD_TANGENT),
    ("x:p y:r", "x", step("tangent", PLAIN, at="y", other="x"), BAD_TANGENT),
    ("x:p", "x", step("tangent", PLAIN, at="1", other="-x"), BAD_TANGENT),
    ("x:p y:r", "x", step("tangent", PLAIN, at="1", other="y"), BAD_TANGENT),
    ("x:p h:h", "x", step("tangent", PLAIN, at="1", other="h"), BAD_TANGENT),
    ("x:p", "x", step("tangent", PLAIN, at="1"), "a tangent needs an argument"),
    ("x:p", "x", step("tangent", PLAIN, other="1"), NO_EXPRESSION),
    # It rises, but from −1; it falls, but from 1; it has no start.
    ("x:p", "exp(x) - 2", RISES, AWAY),
    ("x:p", "2 - exp(x)", RISES, AWAY),
    ("x:p", "x**2 - x", RISES, AWAY),
    ("x:p", "x*log(x) + 1", RISES,
     "a denominator or a logarithm may vanish at the end of a range"),
    ("x:p", "1/x - 1", step("from the end", PLAIN, PLAIN, of="x"), AWAY),
    ("x:p", "log(x)", step("from the end", PLAIN, PLAIN, of="x"), AWAY),
    ("x:p", "log(x)", step("from zero", PLAIN, PLAIN, of="x"), AWAY),
    ("x:p", "-log(x)", step("from zero", PLAIN, PLAIN, of="x"), AWAY),
    ("x:p", "exp(x)", step("from the end", PLAIN, PLAIN, of="x"),
     "the leading terms of a limit cancel"),
    ("x:r", "exp(x) - 1 - x", RISES, NO_SLOPE),
    ("x:h", "exp(x) - 1 - x", RISES, NO_SLOPE),
    ("x:p", "exp(x) - 1 - x", step("from the start", PLAIN, PLAIN), NO_SLOPE),
    ("x:p", "exp(x) - 1 - x", step("from the start", PLAIN, PLAIN, of="y"), NO_SLOPE),
    ("x:p", "exp(x) - 1 - x", step("compared", PLAIN, PLAIN, PLAIN), NO_EXPRESSION),
    ("x:p", "exp(x) - 1 - x", step("compared", PLAIN, PLAIN, PLAIN, at="x"), NOT_LINEAR),
    ("x:p", "exp(2*x) - 1 - x", step("compared", PLAIN, PLAIN, PLAIN, at="exp(x)"), NOT_LINEAR),
    ("x:p", "exp(x) - 1 - log(1 + exp(x))",
     step("compared", PLAIN, PLAIN, PLAIN, at="exp(x)"), NOT_LINEAR),
    ("x:p", "exp(x) - 1 - x", step("compared", PLAIN, PLAIN, PLAIN, at="exp(x) + 1"),
     "a comparison needs an atom"),
    ("x:p", "(exp(x) - 1 - x)/x", step("compared", PLAIN, PLAIN, PLAIN, at="exp(x)"),
     "a value is not linear in an exponential or a root"),
    ("x:r", "x**2 + 1", step("box"), "a box has positive parameters"),
    ("x:h", "x + 1", step("box"), "a box has positive parameters"),
    ("x:p", "x", step("lemma", PLAIN, PLAIN), NO_EXPRESSION),
    ("x:r y:r", "x**3 + y**3 + 1 - 3*x*y", means("x**3", "y**3", "1", root="x*y"), BAD_MEAN),
    ("x:r y:r", "x**2 + y**2 - 3*x*y", means("x**2", "y**2", root="3*x*y/2"), BAD_ROOT),
    ("x:p y:p", "x + y - 2*x*y", means("x", "y", root="x*y"), BAD_ROOT),
    # Two negative numbers have a positive product.
    ("x:p", "-2*x", means("-x", "-x", root="0"), BAD_MEAN),
    ("x:p", "-1", means("-1", root="0"), BAD_MEAN),
    ("x:p", "-1", means("0", "0", root="1"), BAD_ROOT),
    ("x:p", "-1", means("1", "1", root="-3/2"), BAD_ROOT),
    ("x:r", "x**2", means("x**2", root="1/x"), "a sign is not known"),
    ("x:p", "x", step("means", PLAIN, step("of"), at="0"), NO_EXPRESSION),
    ("x:p", "x", step("means", PLAIN, step("of", at="x")), NO_EXPRESSION),
    ("x:r", "sqrt(x**2 + 1) - x - 1", step("compared", PLAIN, PLAIN, at="sqrt(x**2 + 1)"),
     BAD_POWER),
    ("x:r", "sqrt(x**2 + 1) - 2*x", step("compared", PLAIN, PLAIN, at="sqrt(x**2 + 1)"),
     BAD_POWER),
    # −√(x² + 1) + x is negative, though the squares are in order.
    ("x:p", "x - sqrt(x**2 + 1)", step("compared", PLAIN, PLAIN, at="sqrt(x**2 + 1)"), BAD_POWER),
    ("x:r", "x*sqrt(x**2 + 1) + 1", step("compared", PLAIN, PLAIN, at="sqrt(x**2 + 1)"), BAD_POWER),
    ("x:p", "(x + 1)**(1/3) - 1", step("compared", PLAIN, PLAIN, at="(x + 1)**(1/3)"), BAD_ATOM),
    ("x:p", "exp(x) - 1", step("compared", PLAIN, PLAIN, at="exp(x)"), BAD_ATOM),
]


@pytest.mark.parametrize(("where", "text", "reason", "message"), REFUSED)
def test_what_is_refused(where: str, text: str, reason: Reason, message: str) -> None:
    with pytest.raises(ProofError) as caught:
        signs_of(where, text, reason)
    assert str(caught.value) == message


def test_a_slope_needs_a_denominator_without_zeros() -> None:
    region = region_of(x=POSITIVE, y=POSITIVE)
    value = value_in(region, "1") / value_in(region, "1 + x - y")
    with pytest.raises(ProofError, match=r"^a denominator may vanish$"):
        prove_sign(region, value, RISES)


def test_a_tied_parameter_has_no_slope() -> None:
    """With y < x the value x − y rises in x, but x does not start at 0."""
    for given in (True, False):
        region = region_of(x=POSITIVE, y=POSITIVE)
        region.field.assume(value_in(region, "x - y"), POSITIVE, given=given)
        value = value_in(region, "x*y + x")
        if given:
            with pytest.raises(ProofError, match=r"^a hypothesis ties a parameter to others$"):
                prove_sign(region, value, RISES)
        else:
            assert prove_sign(region, value, RISES) == POSITIVE


def test_a_piece_that_is_ruled_out_counts_for_nothing() -> None:
    region = region_of(x=POSITIVE)
    region.field.assume(value_in(region, "x - 1"), NON_ZERO, given=True)
    cut = step("cut", PLAIN, PLAIN, PLAIN, of="x", at="1")
    assert prove_sign(region, value_in(region, "(x - 1)**2"), cut) == POSITIVE
    # What is ruled out is not even looked at.
    assert prove_sign(region, value_in(region, "(x - 1)**2"),
                      step("cut", step("obvious"), PLAIN, PLAIN, of="x", at="1")) == POSITIVE


def test_where_hypotheses_rule_each_other_out_nothing_has_to_be_shown() -> None:
    region = region_of(x=POSITIVE)
    # No x > 0 has √(x + 1) < 1, as a comparison of squares shows.
    region.field.assume(value_in(region, "sqrt(x + 1) - 1"), NEGATIVE, given=True)
    inner = step("compared", PLAIN, PLAIN, at="sqrt(x + 1)")
    assert prove_sign(region, value_in(region, "x - 5"),
                      step("lemma", inner, step("obvious"), at="sqrt(x + 1) - 1")) == 0
    # A hypothesis that some points satisfy rules none of these out.
    region = region_of(x=POSITIVE)
    region.field.assume(value_in(region, "sqrt(x + 1) - 2"), NEGATIVE, given=True)
    for reason in (step("lemma", PLAIN, PLAIN, at="sqrt(x + 1) - 2"),
                   step("lemma", PLAIN, PLAIN, at="sqrt(x + 1) - 1"),
                   step("lemma", inner, PLAIN, at="sqrt(x + 1) - 1")):
        assert prove_sign(region, value_in(region, "x - 5"), reason) == ANY


@pytest.mark.parametrize(("signs", "found"), [
    (ANY, True), (NON_ZERO, True), (NON_NEGATIVE, False), (NON_POSITIVE, False), (POSITIVE, False),
    (ZERO, False),
])  # fmt: skip
def test_open_signs(signs: int, found: bool) -> None:
    assert is_open(signs) is found


def rise(name: str) -> Reason:
    """A value that rises from the start of a parameter."""
    return step("from the start", PLAIN, PLAIN, of=name)


HOSTILE = [
    # Slopes along a way that crosses a pole which the hypotheses leave out.
    ("exp(y/(1+y*z)) <= exp(y)", "y real, z > 0, w != 0, 1+y*z != 0",
     step("cut", rise("z"), rise("z"), rise("z"), of="y", at="1/w"),
     "a hypothesis ties a parameter to others"),
    ("exp(y/(1+y*z)) <= exp(y)", "y real, z > 0, w != 0, 1+y*z != 0", rise("z"),
     "a hypothesis ties a parameter to others"),
    ("exp(y/(1+y*z**2)) <= exp(y)", "y real, z real, w != 0, 1+y*z^2 != 0",
     step("cut", *(step("cut", PLAIN, rise(name), rise(name), of="z")
                   for name in ("s0", "s1", "s1")), of="y", at="1/w"),
     "a hypothesis ties a parameter to others"),
]


def spun(first: str, second: str) -> Reason:
    """A slope in an integer, hidden behind a logarithm, whose sign rests on cos² = 1."""
    angle = f"pi*log(1 + {first})"
    level = f"(1 - cos({angle})**2)*(1 - sin({angle}))"
    slope = step("from the start", step("lemma", step("factors"), PLAIN, at=level), PLAIN,
                 of=first)
    cut = step("cut", PLAIN, step("grown", slope, of=second), of="s0")
    return step("lemma", PLAIN, cut, at="6*cos(pi*s0)**2 - 5")


SPUN = {("s0", "s0"): NOT_POSITIVE, ("s0", "s1"): "an integer does not move",
        ("s1", "s0"): NOT_POSITIVE, ("s1", "s1"): NO_SLOPE}  # fmt: skip


@pytest.mark.parametrize(("claim", "where", "reason", "message"), HOSTILE)
def test_hostile_certificates(claim: str, where: str, reason: Reason, message: str) -> None:
    with pytest.raises(ProofError) as caught:
        proved(claim, where, "comparison", Order(loose=True, reasons=(reason,)))
    assert str(caught.value) == message


@pytest.mark.parametrize("names", list(SPUN))
def test_hostile_certificates_about_integers(names: tuple[str, str]) -> None:
    """π n + 6 cos(π n) − 2 cos(π n)³ is negative at n = 1."""
    with pytest.raises(ProofError) as caught:
        proved("pi*n + 6*cos(pi*n) - 2*cos(pi*n)**3 > 0", "n integer, n >= 0", "comparison",
               Order(reasons=(spun(*names),)))
    assert str(caught.value) == SPUN[names]


def test_a_certificate_with_reasons_may_be_honest() -> None:
    slope = step("from the start", PLAIN, PLAIN, of="s0")
    found = proved("exp(x) > 1 + x", "x > 0", "comparison", Order(reasons=(slope,)))
    assert isinstance(found, Theorem)
    for reasons in ((PLAIN,), (slope, slope), (step("negated", slope),)):
        if reasons == (step("negated", slope),):
            # 1 + x − exp(x) falls from 0: turned twice, it is the same proof.
            assert proved("exp(x) > 1 + x", "x > 0", "comparison", Order(reasons=reasons))
            continue
        with pytest.raises(ProofError):
            proved("exp(x) > 1 + x", "x > 0", "comparison", Order(reasons=reasons))
