"""A theorem or a refutation is made by the kernel alone, also where asserts are stripped."""

from __future__ import annotations

import copy
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction

import pytest

from derivations.kernel.refuting import refute
from derivations.kernel.rules import prove
from derivations.kernel.theorem import (
    Certificate,
    Counterexample,
    Order,
    Refutation,
    Theorem,
)
from derivations.language.grammar import parse
from derivations.meaning.instances import Instance
from derivations.meaning.signs import ProofError

TRUE = parse("x + x = 2*x", "x real")
FALSE = parse("x = x + 1", "x real")
X = TRUE.hypotheses.declared[0]
CERTIFICATE = Certificate("comparison", Instance({X: Fraction(1)}), (Order(),))
EXAMPLE = Counterexample(Instance({X: Fraction(0)}))


@pytest.mark.parametrize("seal", [None, object(), True, "seal", 0])
def test_nobody_else_makes_a_theorem(seal: object) -> None:
    with pytest.raises(ProofError, match=r"^only a rule of the kernel makes a theorem$"):
        Theorem(FALSE, CERTIFICATE, seal)


@pytest.mark.parametrize("seal", [None, object(), True, "seal", 0])
def test_nobody_else_makes_a_refutation(seal: object) -> None:
    message = r"^only the replay of a counterexample makes a refutation$"
    with pytest.raises(ProofError, match=message):
        Refutation(TRUE, EXAMPLE, "0", "1", seal)


def test_the_kernel_makes_both() -> None:
    theorem, refutation = prove(TRUE, CERTIFICATE), refute(FALSE, EXAMPLE)
    assert (theorem.statement, theorem.certificate) == (TRUE, CERTIFICATE)
    assert (refutation.statement, refutation.left, refutation.right) == (FALSE, "0", "1")


def test_a_theorem_does_not_change() -> None:
    theorem = prove(TRUE, CERTIFICATE)
    with pytest.raises(AttributeError):
        theorem.statement = FALSE  # type: ignore[misc]
    with pytest.raises(ProofError, match=r"^a theorem is replayed from its certificate"):
        copy.copy(theorem)
    with pytest.raises(ValueError, match=r"InitVar 'seal' must be specified with replace"):
        replace(theorem, statement=FALSE)
    assert not hasattr(theorem, "seal")


@pytest.mark.parametrize("name", ["comparision", "", "assume", "sorry", "__class__"])
def test_there_are_no_other_rules(name: str) -> None:
    with pytest.raises(ProofError) as caught:
        prove(TRUE, replace(CERTIFICATE, rule=name))
    assert str(caught.value) == f"there is no rule {name!r}"


@pytest.mark.parametrize("rule", [
    "equality case", "second order", "pointwise extremum", "extremum over a density", "supremum",
])  # fmt: skip
def test_a_rule_is_for_its_own_kind_of_claim(rule: str) -> None:
    with pytest.raises(ProofError, match=r"^the rule is not for this kind of claim$"):
        prove(TRUE, replace(CERTIFICATE, rule=rule))


SCRIPT = """
from fractions import Fraction
from derivations.kernel.refuting import refute
from derivations.kernel.rules import prove
from derivations.meaning.instances import Instance
from derivations.kernel.theorem import (
    Certificate,
    Counterexample,
    Order,
    Refutation,
    Theorem,
)
from derivations.language.grammar import parse
from derivations.meaning.signs import ProofError

print(__debug__)
true, false = parse("x + x = 2*x", "x real"), parse("x = x + 1", "x real")
x = true.hypotheses.declared[0]
certificate = Certificate("comparison", Instance({x: Fraction(1)}), (Order(),))
example = Counterexample(Instance({x: Fraction(0)}))
attempts = [
    lambda: Theorem(false, certificate, None),
    lambda: Refutation(true, example, "0", "1", None),
    lambda: prove(false, certificate),
    lambda: refute(true, example),
    lambda: prove(parse("x = 1", "x real"), certificate),
    lambda: prove(parse("x/x = 1", "x real"), certificate),
    lambda: prove(parse("log(x**2) = 2*log(x)", "x real"), certificate),
    lambda: prove(parse("1 = 2", "x > 0, x < 0"), certificate),
    lambda: prove(true, Certificate("comparison", Instance({}), (Order(),))),
    lambda: prove(true, Certificate("comparison", Instance({x: Fraction(1)}), ())),
]
for attempt in attempts:
    try:
        print("made", attempt())
    except ProofError:
        print("refused")
print(type(prove(true, certificate)).__name__, type(refute(false, example)).__name__)
"""


@pytest.mark.parametrize("flags", [[], ["-O"], ["-OO"]])
def test_also_where_asserts_are_stripped(flags: list[str]) -> None:
    done = subprocess.run([sys.executable, *flags, "-c", SCRIPT], capture_output=True, text=True,
                          check=False, timeout=60)
    assert done.stderr == ""
    assert done.stdout.split("\n") == [
        str(not flags), *["refused"] * 10, "Theorem Refutation", ""
    ]  # fmt: skip
