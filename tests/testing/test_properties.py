"""Property tests: true statements pass, false ones are found and shrunk to something readable."""

from __future__ import annotations

import ast
import re

import pytest
from hypothesis import example, given, settings
from hypothesis.database import InMemoryExampleDatabase
from hypothesis.errors import FailedHealthCheck, Unsatisfiable

from derivations import Chain, Fact, derivation
from derivations.language import (
    JSD,
    KL,
    TV,
    Comparison,
    E,
    Extremum,
    Int,
    Statement,
    densities,
    function,
    log,
    null_function,
    optimal_discriminator,
    reals,
    statement,
    value,
)
from derivations.language.grammar import parse
from derivations.testing import GaussianInstance, Instance, instances, judge, property_test
from derivations.testing.allowing import allows
from derivations.testing.properties import PropertyFailure

QUICK = settings(
    deadline=None, max_examples=60, derandomize=True, database=None, report_multiple_bugs=False
)
TWO = "p density, q density"
p, q = densities("p", "q")


@pytest.mark.parametrize(
    ("claim", "where"),
    [
        ("E(p, log(p/(p+q))) + E(q, log(q/(p+q))) = -2*log(2) + 2*JSD(p, q)", TWO),
        ("KL(p, q) >= 0", TWO),
        ("0 <= JSD(p, q) <= log(2)", TWO),
        ("equality(KL(p, q) >= 0, p = q)", TWO),
        ("equality(JSD(p, q) >= 0, p = q)", TWO),
        ("Int(dq*(3 + log(p))) = Int(dq*log(p))", "p density, p > 0, dq null"),
        ("Int(q + dq) = 1", "q density, dq null, q + dq >= 0"),
        ("E(p, log(D)) + E(q, log(1-D)) <= -2*log(2) + 2*JSD(p, q)",
         f"{TWO}, D function, 0 <= D <= 1"),
        ("argmax(E(p, log(D)) + E(q, log(1-D)), D) = p/(p+q)", f"{TWO}, D function, 0 <= D <= 1"),
        ("argmin(2*JSD(p, q) - 2*log(2), q) = p", TWO),
        ("Div(u*log(u), u, p, q) = KL(p, q)", f"{TWO}, u > 0"),
        ("Div((u-1)**2, u, p, q) = Int((p-q)**2/q)", f"{TWO}, u > 0"),
        ("KL(a*p + (1-a)*q, q) <= a*KL(p, q)", f"{TWO}, 0 <= a <= 1"),
        ("TV(p, q) = Int(max(p, q)) - 1", TWO),
        ("KL(p, q) <= log(2)", f"{TWO}, p <= 2*q"),
        ("KL(p, q) <= log(c)", f"{TWO}, c > 1, p <= c*q"),
        ("E(p, f/p) = Int(f)", "p density, p > 0, f function, 0 <= f <= p"),
    ],
)  # fmt: skip
def test_true_statements_pass(claim: str, where: str) -> None:
    property_test(parse(claim, where), settings=QUICK)()


FALSE = [
    ("E(p, log(p/(p+q))) + E(q, log(q/(p+q))) = -log(2) + 2*JSD(p, q)", TWO),
    ("E(p, log(p/(p+q))) + E(q, log(q/(p+q))) = -2*log(2) + JSD(p, q)", TWO),
    ("KL(p, q) <= log(2)", TWO),
    ("JSD(p, q) < log(2)", TWO),
    ("KL(p, q) = KL(q, p)", TWO),
    ("E(q, p/q) = 1", TWO),
    ("Int(p*log(p)) <= 0", "p density"),
    ("Int(max(p, q)) = 1", TWO),
    ("equality(JSD(p, q) <= log(2), p = q)", TWO),
    ("argmax(E(p, log(D)) + E(q, log(1-D)), D) = q/(p+q)", f"{TWO}, D function, 0 <= D <= 1"),
    ("argmax(E(p, log(D)) + E(q, log(1-D)), D) = p/(p+q)", f"{TWO}, D function, 0 < D < 1"),
    ("Int(dq*p) = 0", "p density, dq null"),
    ("KL(a*p + (1-a)*q, q) >= a*KL(p, q)", f"{TWO}, 0 <= a <= 1"),
    ("TV(p, q) <= JSD(p, q)", TWO),
]


@pytest.mark.parametrize(("claim", "where"), FALSE)
def test_false_statements_are_found_and_shrunk(claim: str, where: str) -> None:
    stated = parse(claim, where)
    with pytest.raises(PropertyFailure) as caught:
        property_test(stated, settings=QUICK)()
    shown = re.search(r"^    (Instance\(.*\))$", str(caught.value), re.MULTILINE)
    assert shown is not None, caught.value
    numbers = [abs(int(n)) for n in re.findall(r"\d+", shown[1])]
    assert max(numbers) <= 100
    assert len(numbers) <= 14
    assert str(stated.hypotheses) in str(caught.value)


def failure(stated: Statement) -> str:
    """The text of the failure that is found at once, on a boundary instance."""
    with pytest.raises(PropertyFailure) as caught:
        property_test(stated, settings=QUICK)()
    return str(caught.value)


def test_the_failure_text() -> None:
    false = Comparison((value(p, q, optimal_discriminator(p, q)), -log(2) + 2 * JSD(p, q)), ("=",))
    assert failure(statement(false)) == (
        "the claim fails on an instance\n"
        "    E(p, log(p/(p + q))) + E(q, log(1 - p/(p + q)))\n"
        "  = -log(2) + 2*JSD(p, q)\n"
        "    where p density, q density\n"
        "at\n"
        '    Instance(weights=[1], laws={"p": [1], "q": [1]})\n'
        "    left = -1.38629436112, right = -0.69314718056"
    )


def test_a_search_shows_the_plainest_and_the_worst_instance() -> None:
    text = failure(parse("KL(p, q) <= log(2)", f"{TWO}, p > 0, q > 0"))
    assert text.startswith(
        "the claim fails on an instance\n"
        "    KL(p, q)\n"
        " <= log(2)\n"
        "    where p density, q density, p > 0, q > 0\n"
        "at\n"
    )
    assert "worst seen" in text


def test_a_note_says_what_the_sides_do_not_tell() -> None:
    text = failure(parse("equality(Int(max(p, q)) >= 1, p + q = 2*p + 1)", TWO))
    assert "    the sides are equal there, but p + q differs from 2*p + 1\n" in text


def test_an_instance_prints_as_what_makes_it() -> None:
    stated = parse("E(p, D) + Int(dq) <= a", "p density, D function, 0 <= D <= 1, dq null, a > 0")
    kinds: dict[str, type] = {"Instance": Instance, "GaussianInstance": GaussianInstance}

    @QUICK
    @given(instances(stated))
    def check(instance: object) -> None:
        assert allows(stated, instance)
        call = ast.parse(repr(instance), mode="eval").body
        assert isinstance(call, ast.Call)
        keywords = {str(word.arg): ast.literal_eval(word.value) for word in call.keywords}
        assert kinds[ast.unparse(call.func)](**keywords) == instance

    check()


def test_draws_reach_the_corners() -> None:
    stated = parse("E(p, D) = E(q, D)", f"{TWO}, D function, 0 <= D <= 1, 0 < a <= 2")
    drawn: list[Instance | GaussianInstance] = []

    @settings(QUICK, max_examples=300)
    @given(instances(stated))
    def collect(instance: Instance | GaussianInstance) -> None:
        drawn.append(instance)

    collect()
    finite = [i for i in drawn if isinstance(i, Instance)]
    gaussian = [i for i in drawn if isinstance(i, GaussianInstance)]
    assert any(0 in i.laws["p"] and 0 not in i.laws["q"] for i in finite)
    assert any(len(set(i.weights)) > 1 for i in finite)
    assert any(i.laws["p"] == i.laws["q"] and i.atoms > 1 for i in finite)
    assert any(0 in i.functions["D"] and 1 in i.functions["D"] for i in finite)
    assert any(i.numbers["a"] == 2 for i in finite)
    assert any(len(i.mixtures["p"]) == 2 for i in gaussian)
    assert any(
        not any(a and b for a, b in zip(i.laws["p"], i.laws["q"], strict=True)) for i in finite
    )


def test_a_derivation_is_tested_in_all_its_true_steps() -> None:
    @derivation
    def mixed() -> object:
        """One true chain, one statement said to be false, one false one."""
        (a,) = reals("a")
        return (
            Chain(JSD(p, q)).eq(JSD(q, p)).le(log(2)),
            Fact(Comparison((KL(p, q), log(2)), ("<=",)), expects=False),
            Fact(Comparison((a * TV(p, q), a), ("<",)), given=[a > 0]),
        )

    with pytest.raises(PropertyFailure, match=re.escape("    a*TV(p, q)\n  < a\n")):
        property_test(mixed, settings=QUICK)()


def test_settings_and_examples_can_be_put_on_top() -> None:
    tried = Instance(weights=[1, 2], laws={"p": [1, 0], "q": [1, 3]})
    stacked = QUICK(example(instance=tried)(property_test(parse("KL(p, q) >= 0", TWO))))
    stacked()


def test_what_cannot_be_tested_is_refused() -> None:
    message = (
        "statement has no step that can be tested on random laws: only comparisons, equality "
        "cases, extrema and bounds that are said to be true can"
    )
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        property_test(parse("convex(u*log(u), u)", "u > 0"))


def test_a_claim_without_an_instance_is_no_pass() -> None:
    with pytest.raises((Unsatisfiable, FailedHealthCheck)):
        property_test(parse("1 = 2", f"{TWO}, p > q"), settings=QUICK)()


def test_a_failure_is_stored_and_replayed() -> None:
    stored = settings(QUICK, derandomize=False, database=InMemoryExampleDatabase())
    for _ in range(2):
        with pytest.raises(PropertyFailure):
            property_test(parse("TV(p, q) <= JSD(p, q)", TWO), settings=stored)()


def test_variations_are_null_and_extrema_are_beaten_by_rivals() -> None:
    d, dq = function("D"), null_function("dq")
    claim = Extremum(E(p, log(d)) + E(q, log(1 - d)) + Int(dq), d, optimal_discriminator(p, q))
    stated = statement(claim, [d >= 0, d <= 1])
    rival = Instance([1, 1], {"p": [1, 1], "q": [1, 0]}, {"D": ["1/2", "1/2"]}, {"dq": [1, -1]})
    assert judge(stated, rival).holds is True
    best = Instance([1, 1], {"p": [1, 1], "q": [1, 0]}, {"D": ["1/3", 1]}, {"dq": [1, -1]})
    assert judge(stated, best).holds is True
