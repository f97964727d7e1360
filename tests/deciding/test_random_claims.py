"""Random claims: none that fails on an instance is proved, and what is refuted does fail."""

from __future__ import annotations

from hypothesis import event, given, settings
from hypothesis import strategies as st

from derivations.deciding.answers import answer, recheck
from derivations.language.grammar import parse
from derivations.testing import judge, random_instances
from tests.deciding.oracle import confirmed

WHERE = "p density, q density, D function, 0 < D < 1, dq null, a > 0"
INTEGRALS = (
    "KL(p, q)", "KL(q, p)", "JSD(p, q)", "TV(p, q)", "KL(p, (p+q)/2)", "KL((p+q)/2, q)",
    "E(p, log(D))", "E(q, log(1-D))", "E(p, D)", "E(q, D)", "Int(p)", "Int(dq)", "Int(dq*D)",
    "Int(abs(p-q))", "Int(max(p, q))", "Int(min(p, q))", "Int(sqrt(p*q))", "Int((p-q)**2/q)",
    "Int((p-q)**2/(p+q))", "E(p, log(p/(p+q)))", "E(q, log(q/(p+q)))", "Int(p*log(p))",
    "E(p, p/q)", "E(q, p/q)", "Div((u-1)**2, u, p, q)", "Div(u*log(u), u, p, q)",
    "Div(-log(u), u, p, q)", "Int((p-q)*log(p/q))", "E((p+q)/2, D)", "Int(p*D)", "Int(D*(p-q))",
)  # fmt: skip
CONSTANTS = ("0", "1", "2", "log(2)", "2*log(2)", "1/2", "a", "log(a)", "-1")
SIGNS = ("=", "<=", ">=", "<", ">")

terms = st.tuples(st.sampled_from((-2, -1, 1, 1, 1, 2)), st.sampled_from(INTEGRALS))


def side(parts: list[tuple[int, str]], constant: str) -> str:
    """A sum of integrals with small coefficients and a constant, as text."""
    return " + ".join([f"({scale})*{text}" for scale, text in parts] + [f"({constant})"])


claims = st.builds(
    lambda left, right, signs, constants: (
        f"{side(left, constants[0])} {signs} {side(right, constants[1])}"
    ),
    st.lists(terms, min_size=1, max_size=2), st.lists(terms, max_size=1), st.sampled_from(SIGNS),
    st.tuples(st.sampled_from(CONSTANTS), st.sampled_from(CONSTANTS)),
)
# Claims that are nearly true: both sides alike, one of them bent.
KNOWN = (
    "KL(p, q) {} {}*Div(u*log(u), u, p, q) + {}", "TV(p, q) {} {}*Int(max(p, q)) - 1 + {}",
    "JSD(p, q) {} {}*log(2) + {}", "KL(p, q) + KL(q, p) {} {}*Int((p-q)*log(p/q)) + {}",
    "2*JSD(p, q) {} {}*(KL(p, (p+q)/2) + KL(q, (p+q)/2)) + {}",
    "Int(min(p, q)) {} {} - TV(p, q) + {}",
    "E(p, log(D)) + E(q, log(1-D)) {} {}*(2*JSD(p, q) - 2*log(2)) + {}",
    "Int((p-q)**2/q) {} {}*Div((u-1)**2, u, p, q) + {}", "E(p, D) {} {}*Int(p*D) + {}",
    "Int((sqrt(p)-sqrt(q))**2) {} {}*(2 - 2*Int(sqrt(p*q))) + {}", "KL(p, q) {} {}*Int(dq) + {}",
    "Int((p-q)**2/(p+q)) {} {}*2*TV(p, q) + {}", "TV(p, q) {} {} + {}",
)  # fmt: skip
bent = st.builds(
    lambda text, sign, factor, rest: text.format(sign, factor, rest),
    st.sampled_from(KNOWN), st.sampled_from(SIGNS), st.sampled_from((1, 1, 2, "1/2")),
    st.sampled_from((0, 0, 1, "-1/1000", "1/1000")),
)


def check(claim: str) -> None:
    """The engine's verdict on a claim against what the oracle finds on instances."""
    stated = parse(claim, WHERE)
    found = answer(claim, WHERE)
    event(found["verdict"])
    assert found["verdict"] != "error", found["reason"]
    if found["verdict"] == "proved":
        for instance in random_instances(stated, 40, seed=7):
            assert judge(stated, instance).holds is not False, (claim, instance)
    if found["verdict"] == "refuted":
        assert confirmed(stated, found["counterexample"]), (claim, found["counterexample"])
    if found["certificate"] is not None:
        assert recheck(found) == ""


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(claims)
def test_random_claims(claim: str) -> None:
    check(claim)


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(bent)
def test_claims_that_are_nearly_true(claim: str) -> None:
    check(claim)


@settings(max_examples=35, deadline=None, derandomize=True, database=None)
@given(st.sampled_from(("x", "y", "x*y", "log(x)", "x - y", "1/x", "sqrt(x*y)", "abs(x - y)",
                        "max(x, y)", "x/(x + y)", "log(x + y)", "exp(x)", "x**2")),
       st.sampled_from(("x", "y", "x + y", "x - 1", "2*x", "1", "log(x)", "x*y", "x**2 + y**2",
                        "(x + y)/2", "0", "min(x, y)")),
       st.sampled_from(SIGNS), st.sampled_from(("x > 0, y > 0", "x >= 0, y >= 0", "x > y, y > 0",
                                                "x real, y real", "0 < x < 1, y > 0")))
def test_random_claims_without_integrals(left: str, right: str, sign: str, where: str) -> None:
    claim = f"{left} {sign} {right}"
    stated, found = parse(claim, where), answer(claim, where)
    event(found["verdict"])
    if found["verdict"] == "proved":
        for instance in random_instances(stated, 60, seed=11):
            assert judge(stated, instance).holds is not False, (claim, instance)
    if found["verdict"] == "refuted":
        assert confirmed(stated, found["counterexample"]), (claim, found["counterexample"])
