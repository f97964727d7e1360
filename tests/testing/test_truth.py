"""The oracle's word on statements whose truth is known."""

from __future__ import annotations

from random import Random

import pytest

from derivations.language.grammar import parse
from derivations.testing import Instance, judge
from derivations.testing.allowing import allows
from derivations.testing.climbing import at_edge, climb
from derivations.testing.moving import moved, placed, rows, with_row
from derivations.testing.truth import find_truth

LAWS = "p density, q density"
VALUE = "E(p, log(D)) + E(q, log(1 - D))"
INSIDE = f"{LAWS}, D function, 0 <= D <= 1"


@pytest.mark.parametrize(
    ("claim", "where"),
    [
        ("log(4) = 2*log(2)", ""),
        ("log(t) <= t - 1", "t > 0"),
        # By less than 60 digits show, but not by nothing.
        ("1 - sigmoid(a**2) > 0", "a real"),
        ("tanh(a) < 1", "a real"),
        ("KL(p, q) = E(p, log(p/q))", LAWS),
        ("Int(q*log(q) + p*log(p)) = Int(p*log(p) + q*log(q))", LAWS),
        ("n**2 >= n", "n integer"),
        ("TV(p, q)**2 <= KL(p, q)/2", LAWS),
        ("Int(dq) = 0", "dq null"),
        ("equality(JSD(p, q) >= 0, p = q)", LAWS),
        (f"argmax({VALUE}, D) = p/(p + q)", INSIDE),
        ("argmin(JSD(p, q), q) = p", LAWS),
        ("sup(z/(1 + z), z) = 1", "z > 0"),
        ("sup(log(z), z) = oo", "z > 0"),
        (f"sup({VALUE}, D) = 2*JSD(p, q) - 2*log(2)", f"{LAWS}, D function, 0 < D < 1"),
        ("convex(x*log(x), x)", "x > 0"),
        ("convex(KL(p, q), q)", LAWS),
        ("conjugate(u*log(u), u, t) = exp(t - 1)", "u > 0"),
        ("conjugate(abs(u - 1)/2, u, t) = t", "u > 0"),
        ("diff(a*log(z)**2, z, 2) = 2*a*(1 - log(z))/z**2", "a > 0, z > 0"),
        ("diff(erf(x), x) = -diff(erfc(x), x)", "x real"),
        ("diff(LambertW(x), x) = LambertW(x)/(x*(1 + LambertW(x)))", "x > 0"),
        ("sin(x + y) = sin(x)*cos(y) + cos(x)*sin(y)", "x real, y real"),
    ],
)
def test_true_statements(claim: str, where: str) -> None:
    assert find_truth(parse(claim, where), wanted=60).word == "true"


@pytest.mark.parametrize(
    ("claim", "where"),
    [
        ("2 + 2 = 5", ""),
        ("log(t) <= t - 1 - 1/1000", "t > 0"),
        ("log(t) < t - 1", "t > 0"),
        ("x**2 > 0", "x > -1/1000"),
        ("E(q, p/q) = 1", LAWS),
        ("Int(p*log(p)) <= 0", "p density"),
        ("JSD(p, q) < log(2)", LAWS),
        ("JSD(p, q) <= log(2) - 1/1000", LAWS),
        ("a + b > 1/1000", "a > 0, b > 0"),
        (f"argmax({VALUE}, D) = p/(p + q)", f"{LAWS}, D function, D + 1/1000 >= 0, D <= 1"),
        ("argmax(a*log(z) + b*log(1 - z), z) = a/(a + b) + 1/10000", "a > 0, b > 0, 0 < z < 1"),
        ("argmax(0*z, z) = 1", "z real"),
        ("sup(z/(1 + z), z) = 2", "z > 0"),
        ("sup(log(z), z) = 0", "z > 0, z + 1/1000 < 1"),
        (f"sup({VALUE}, D) = 2*JSD(p, q) - 2*log(2)", f"{LAWS}, D function, 1/1000 < D < 1"),
        ("inf(2*JSD(p, q), q) = -1/1000", LAWS),
        ("convex(x**3, x)", "x > -1/1000"),
        ("concave(KL(p, q), q)", LAWS),
        ("conjugate(u*log(u), u, t) = exp(t)", "u > 0"),
        ("conjugate(abs(u - 1)/2, u, t) = t + 1/1000", "u > 0"),
        ("conjugate(u**2, u, t) = log(t)", "u real"),
        ("LambertW(x)*exp(LambertW(x)) = x", "x real"),
        ("LambertW(x*exp(x)) = x", "x real"),
        ("diff(erf(x), x) = exp(-x**2)/sqrt(pi)", "x real"),
    ],
)
def test_false_statements(claim: str, where: str) -> None:
    found = find_truth(parse(claim, where))
    assert found.word == "false"
    assert found.instance is not None


@pytest.mark.parametrize(
    ("claim", "where", "note"),
    [
        ("p = p", "p density, p < 0", "it was tested on 0 instances, 20 are wanted"),
        ("conjugate(log(u), u, t) = t", "u > 0", "it was tested on 0 instances, 20 are wanted"),
    ],
)
def test_what_no_instance_speaks_of_is_not_known(claim: str, where: str, note: str) -> None:
    found = find_truth(parse(claim, where), wanted=20)
    assert (found.word, found.note) == ("unknown", note)


def test_the_same_seed_gives_the_same_answer() -> None:
    stated = parse("JSD(p, q) <= log(2) - 1/1000", LAWS)
    assert find_truth(stated, 5) == find_truth(stated, 5)


def test_a_move_changes_one_value_and_keeps_the_kind() -> None:
    start = Instance([1, 2], {"p": [1, 3]}, {"D": [0, 1]}, {"dq": [1, -1]}, {"a": 2})
    for seed in range(60):
        found = moved(start, Random(seed))
        if found is not None:
            changed = [name for name in rows(start) if rows(found)[name] != rows(start)[name]]
            assert len(changed) + (found.weights != start.weights) <= 1
            assert sum(rows(found)["dq"]) == 0


def test_a_row_that_is_none_of_its_kind_is_refused() -> None:
    start = Instance([1, 2], {"p": [1, 3]}, null={"dq": [1, -1]})
    for name, row in (("p", (0, 0)), ("p", (1, -1)), ("p", (1,)), ("dq", (1, 1)), ("z", (1,))):
        assert with_row(start, name, row) is None  # type: ignore[arg-type]


def test_the_edge_of_a_range_is_found() -> None:
    stated = parse("a > 0", "0 < a < 1/1000")
    start = Instance(numbers={"a": "1/2000"})
    found = [at_edge(stated, start, Random(seed)) for seed in range(20)]
    values = sorted(rows(instance)["a"][0] for instance in found if instance is not None)
    assert all(allows(stated, instance) for instance in found if instance is not None)
    assert values[0] < 1e-6
    assert values[-1] > 1e-3 - 1e-6


def test_a_climb_ends_at_a_failure() -> None:
    stated = parse("a <= 100", "a > 0")
    worst, found = climb(stated, Instance(numbers={"a": 1}), Random(0), 300)
    assert found.holds is False
    assert judge(stated, worst).holds is False


def test_a_variable_is_placed_at_an_expression() -> None:
    stated = parse(f"argmax({VALUE}, D) = p/(p + q)", INSIDE)
    start = Instance([1, 2, 1], {"p": [1, 1, 0], "q": [1, 0, 0]}, {"D": [0, 0, 0]})
    claim = stated.claim
    found = placed(start, claim.bound[0], claim.parts[1])
    assert found is not None
    # Where neither law has mass, any value will do.
    assert found.functions["D"][2] == 1 / 2
    assert [float(value) for value in found.functions["D"][:2]] == [1 / 3, 1]
