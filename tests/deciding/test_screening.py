"""Screens: what refutes a claim passes, and most that does not is kept out."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derivations.deciding.screening import screen
from derivations.kernel.refuting import refute
from derivations.kernel.theorem import Counterexample
from derivations.language.grammar import parse, parse_expression
from derivations.language.written import Written
from derivations.meaning.instances import Instance
from derivations.meaning.signs import ProofError

Chord = tuple[str, str] | None


def example(where: str, values: dict[str, str], chord: Chord) -> Counterexample:
    """A counterexample by values as text; whole fractions are numbers."""
    declared = {name.name: name for name in parse("1 = 1", where).hypotheses.declared}

    def exact(text: str) -> Fraction | Written:
        try:
            return Fraction(text)
        except ValueError:
            return parse_expression(text)

    instance = Instance({declared[name]: exact(text) for name, text in values.items()})
    return Counterexample(instance, tuple(map(Fraction, chord or ())))


CASES = [
    # Claim, hypotheses, values, the second point and weight of a chord; whether they refute it.
    ("x**2 >= x", "x real", {"x": "1/2"}, None, True),
    ("x**2 >= x", "x real", {"x": "2"}, None, False),
    ("x**2 > x", "x real", {"x": "1"}, None, True),
    ("x**2 >= x", "x real", {"x": "1"}, None, False),
    ("0 <= x < 1", "x real", {"x": "1"}, None, True),
    ("0 <= x < 1", "x real", {"x": "1/2"}, None, False),
    ("x + x = 2*x", "x real", {"x": "1/3"}, None, False),
    ("x + x = 3*x", "x real", {"x": "1/3"}, None, True),
    ("log(x) = log(x)", "x real", {"x": "-1"}, None, True),
    ("1/x > 0", "x >= 0", {"x": "0"}, None, True),
    ("x**2 < 3", "x > 0", {"x": "sqrt(3)"}, None, True),
    ("x < y", "x real, y real", {"x": "exp(1)", "y": "2"}, None, True),
    ("argmax(-z**2, z) = 0", "z real", {"z": "1"}, None, False),
    ("argmax(-(z-1)**2, z) = 0", "z real", {"z": "1"}, None, True),
    ("argmin(z**2, z) = 1", "z real", {"z": "0"}, None, True),
    # As good as the place that is claimed, and another one.
    ("argmin((z**2-1)**2, z) = 1", "z real", {"z": "-1"}, None, True),
    ("argmin((z**2-1)**2, z) = 1", "z real", {"z": "1"}, None, False),
    ("argmin((z**2-1)**2, z) = 1", "z real", {"z": "3"}, None, False),
    ("convex(u**3, u)", "u real", {"u": "-1"}, ("0", "1/2"), True),
    ("convex(u**3, u)", "u real", {"u": "1"}, ("2", "1/2"), False),
    ("concave(log(u), u)", "u > 0", {"u": "1"}, ("2", "1/2"), False),
    ("concave(u**2, u)", "u > 0", {"u": "1"}, ("2", "1/3"), True),
    ("convex(3*u + 1, u)", "u real", {"u": "1"}, ("2", "1/2"), False),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "where", "values", "chord", "refutes"), CASES)
def test_what_passes(claim: str, where: str, values: dict[str, str], chord: Chord,
                     refutes: bool) -> None:
    stated, given = parse(claim, where), example(where, values, chord)
    assert screen(stated)(given) is refutes
    if refutes:
        assert refute(stated, given).statement == stated
    else:
        with pytest.raises(ProofError):
            refute(stated, given)


@pytest.mark.parametrize(("claim", "where"), [
    ("KL(p, q) >= 0", "p density, q density"), ("p >= 0", "p density"), ("D = D", "D function"),
    ("sup(u, u) = 1", "0 < u < 1"), ("conjugate(u**2, u, t) = t**2/4", "u real"),
])  # fmt: skip
def test_what_has_no_values_passes(claim: str, where: str) -> None:
    assert screen(parse(claim, where))(Counterexample(Instance({}))) is True


def test_a_failure_that_rounding_hides_is_kept_out() -> None:
    stated = parse("x = x + 1/10^30", "x real")
    assert not screen(stated)(example("x real", {"x": "1"}, None))
    stated = parse("x = x + 1/10^6", "x real")
    assert screen(stated)(example("x real", {"x": "1"}, None))
