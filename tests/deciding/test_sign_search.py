"""The search for signs: what it finds is checked by the kernel, and nothing false is found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivations.deciding.effort import Effort, spending, thorough
from derivations.deciding.roots import fits, roots_of
from derivations.deciding.scales import by_scale
from derivations.deciding.sign_reasons import WAYS, find_reason
from derivations.deciding.sign_search import (
    Search,
    by_comparison,
    by_tangents,
)
from derivations.kernel.sign_proofs import STEPS, prove_sign
from derivations.kernel.theorem import PLAIN, Reason
from derivations.language.written import Parameter
from derivations.meaning.signs import (
    ANY,
    NEGATIVE,
    NON_NEGATIVE,
    NON_POSITIVE,
    POSITIVE,
    ProofError,
)
from tests.meaning.places import region_of, tree_in, value_in

NAMED = {"p": POSITIVE, "r": ANY, "h": NON_NEGATIVE}


def found(where: str, text: str, wanted: int, effort: Effort | None = None) -> Reason | None:
    """The reason that is found for a sign; "x:p y:r" is x > 0 and any y."""
    region = region_of(**{row[0]: NAMED[row[2]] for row in where.split()})
    with spending(effort or thorough()):
        return find_reason(region, value_in(region, text), wanted)


def shown(where: str, text: str, reason: Reason) -> int:
    """What the kernel makes of a reason, on a region of its own."""
    region = region_of(**{row[0]: NAMED[row[2]] for row in where.split()})
    return prove_sign(region, value_in(region, text), reason)


def steps(reason: Reason) -> set[str]:
    """The names of all steps of a reason."""
    return {reason.step}.union(*map(steps, reason.parts))


FOUND = [
    ("x:p", "exp(x) - 1 - x", POSITIVE), ("x:r", "exp(x) - 1 - x", NON_NEGATIVE),
    ("x:h", "exp(x) - 1 - x", NON_NEGATIVE), ("x:p", "x - 1 - log(x)", NON_NEGATIVE),
    ("x:p", "1 + log(x) - x", NON_POSITIVE), ("x:p", "x*log(x) - x + 1", NON_NEGATIVE),
    ("x:p y:p", "x*log(x/y) - x + y", NON_NEGATIVE), ("x:p", "exp(x) - 3*x + 1/2", POSITIVE),
    ("x:p", "log(1 + x) - x/(1 + x)", POSITIVE), ("x:p", "log(1 + x) - 2*x/(2 + x)", POSITIVE),
    ("x:p", "exp(x) - 1 - x - x**2/2", POSITIVE), ("x:p", "x*exp(-x) - 1/2", NEGATIVE),
    ("x:r", "exp(x) - 3*x + 2", POSITIVE), ("x:p", "(1 - x)*log(x)", NON_POSITIVE),
    ("x:p", "x**x - 1/2", POSITIVE), ("x:p", "erf(x) - 2*x", NEGATIVE),
    ("x:p y:p", "(x + y)*log((x + y)/2) - x*log(x) - y*log(y)", NON_POSITIVE),
    ("x:p y:p", "exp(x) - exp(y) - (x - y)*exp(y)", NON_NEGATIVE),
    ("x:p y:p", "x/y - 1 - log(x/y)", NON_NEGATIVE), ("x:p", "sqrt(x) + 1/x - log(x)", POSITIVE),
    ("x:p", "x**2 - log(x) - 4/5", POSITIVE), ("x:p", "sqrt(x) - log(x)/2 - 1/2", NON_NEGATIVE),
]  # fmt: skip


@pytest.mark.parametrize(("where", "text", "wanted"), FOUND)
def test_reasons_that_the_kernel_accepts(where: str, text: str, wanted: int) -> None:
    reason = found(where, text, wanted)
    assert reason is not None
    assert reason != PLAIN
    assert shown(where, text, reason) | wanted == wanted
    # The reason is needed.
    assert shown(where, text, PLAIN) | wanted != wanted


@pytest.mark.parametrize(("where", "text", "wanted"), [
    ("x:p", "exp(x) - 2 - x", POSITIVE), ("x:p", "x - log(x) - 101/100", NON_NEGATIVE),
    ("x:r", "exp(x) - 3*x", POSITIVE), ("x:p", "log(1 + x) - x/(1 + x) - 1/100", POSITIVE),
    ("x:p", "x**4 - x + 1/3", POSITIVE), ("x:p y:p", "x**2 + y**2 - 3*x*y", NON_NEGATIVE),
    ("x:r", "x", NON_NEGATIVE), ("x:p", "sin(x)", POSITIVE), ("x:p", "x*log(x)", NON_NEGATIVE),
    ("x:p", "exp(x) - 1 - x", NEGATIVE), ("x:p y:p", "x*log(x/y)", NON_NEGATIVE),
    ("x:p", "(x - 1)**2 - 1/10**4", NON_NEGATIVE),
])  # fmt: skip
def test_nothing_false_is_found(where: str, text: str, wanted: int) -> None:
    assert found(where, text, wanted) is None


def test_a_value_that_vanishes_once_is_not_positive() -> None:
    assert found("x:p", "x - 1 - log(x)", POSITIVE, Effort(40, (2,))) is None
    assert found("x:p", "x*log(x) - x + 1", POSITIVE, Effort(40, (2,))) is None


def test_what_is_read_off_needs_no_step() -> None:
    for where, text, wanted in (("x:p", "x + 1", POSITIVE), ("x:r", "x**2", NON_NEGATIVE),
                                ("x:r", "x**4 - x + 1", POSITIVE)):
        assert found(where, text, wanted) == PLAIN


def test_reasons_use_most_steps_of_the_kernel() -> None:
    used: set[str] = set()
    for where, text, wanted in FOUND:
        reason = found(where, text, wanted)
        assert reason is not None
        used |= steps(reason)
    assert used - {"of"} <= set(STEPS)
    assert used >= {"factors", "tangent", "compared", "cut", "from the start", "negated"}


@pytest.mark.parametrize(
    ("way", "where", "text", "step"),
    [
        (by_tangents, "x:p", "x - 1 - log(x)", "tangent"),
        (by_tangents, "x:p y:p", "x*log(x/y) - x + y", "tangent"),
        (by_comparison, "x:p", "x**2 + 3*x + 3 - 2*x*sqrt(x + 2)", "compared"),
        (by_scale, "x:r", "exp(2*x) - exp(x) + x**2 + 1", None),
        (by_comparison, "x:p", "x - 1 - log(x)", None),
        (by_scale, "x:p", "x - 1 - log(x)", None),
        (by_tangents, "x:p", "exp(x) - 1 - x", None),
    ],
)
def test_each_way_by_itself(way: object, where: str, text: str, step: str | None) -> None:
    region = region_of(**{row[0]: NAMED[row[2]] for row in where.split()})
    search = Search((way,), 4, thorough())  # type: ignore[arg-type]
    reason = search.find(region, value_in(region, text), NON_NEGATIVE)
    if step is None:
        assert reason in (None, PLAIN)
        return
    assert reason is not None
    if reason != PLAIN:
        assert step in steps(reason)
    assert shown(where, text, reason) | NON_NEGATIVE == NON_NEGATIVE


def test_a_search_counts_its_steps() -> None:
    effort, region = thorough(), region_of(x=POSITIVE)
    search = Search(WAYS, 5, effort, steps=10)
    before = effort.steps
    assert search.find(region, value_in(region, "exp(x) - 1 - x"), POSITIVE) is not None
    assert 10 - search.steps == before - effort.steps > 0
    spent = Search(WAYS, 5, thorough(), steps=0)
    assert spent.find(region, value_in(region, "x - 1 - log(x)"), NON_NEGATIVE) is None


@pytest.mark.parametrize(
    ("slope", "root"),
    [("2*x - y", "y/2"), ("log(x) - log(y)", "y"), ("log(x) - 2", "exp(2)"),
     ("exp(x) - 1 - y", "log(1 + y)"), ("sqrt(x) - y", "y**2"), ("x**2 - y", "sqrt(y)"),
     ("x**3 - y", "y**(1/3)"), ("(x - y)*(x + y)", "y"), ("x*y - 3", "3/y")],
)
def test_roots_of_slopes(slope: str, root: str) -> None:
    region = region_of(x=POSITIVE, y=POSITIVE)
    x, value = Parameter("x"), value_in(region, slope)
    search = Search((), 4, thorough())
    expected = value_in(region, root)

    def is_root(candidate: object) -> bool:
        try:
            return region.field.is_zero(region.value(candidate) - expected)  # type: ignore[arg-type]
        except ProofError:
            return False

    assert any(is_root(candidate) for candidate in roots_of(region, value, x))
    assert fits(search.points(region), region, value, x, tree_in(region, root))
    # A place at which it does not vanish does not fit.
    assert not fits(search.points(region), region, value, x, tree_in(region, "y + 1/3"))
    assert not fits(search.points(region), region, value, x, tree_in(region, "x"))
    assert not fits(search.points(region), region, value, x, tree_in(region, "-y"))


PARTS = ["x", "log(x)", "exp(x)", "sqrt(x)", "1/x", "x**2", "log(1 + x)", "x*log(x)", "1"]
shares = st.sampled_from(("-2", "-1", "-1/2", "1", "1", "2", "3"))


@settings(max_examples=30, deadline=None, derandomize=True, database=None)
@given(st.lists(st.tuples(shares, st.sampled_from(PARTS)), min_size=2, max_size=4),
       st.sampled_from((POSITIVE, NON_NEGATIVE)))
def test_random_values(terms: list[tuple[str, str]], wanted: int) -> None:
    text = " + ".join(f"({share})*{part}" for share, part in terms)
    reason = found("x:p", text, wanted, Effort(40, (2, 4)))
    region = region_of(x=POSITIVE)
    value = value_in(region, text)
    numbers = [Search((), 1, thorough()).seen(region, value)]
    if reason is None:
        return
    assert shown("x:p", text, reason) | wanted == wanted
    assert numbers[0] | POSITIVE == POSITIVE
