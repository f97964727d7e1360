"""Each entry's closed forms against quadrature, on random pairs of laws of three kinds."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings

from derivations.divergences import CATALOGUE, Entry
from derivations.testing import Instance, evaluate
from derivations.testing.enclosures import FLOATS, Near, UnclearError, digits
from derivations.testing.evaluation import OUTSIDE
from tests.divergences.laws import mixtures, normals, spaces
from tests.divergences.making import sheet
from tests.divergences.normal_values import KNOWN
from tests.divergences.quadrature import Mixture, Pair, Points, limit, points, read, tree

# The conjugate in t; the critic in p and q; f(0+) and lim f(u)/u. Only the conjugate of `ns` is
# without a closed form: u f′(u) − f(u) stands in its place, at t = f′(u).
CLOSED = {
    "kl": ("exp(t - 1)", "log(p/q) + 1", 0, math.inf),
    "rkl": ("-log(-t) - 1", "-q/p", math.inf, 0),
    "jsd": ("-log(2 - exp(2*t))/2", "log(2*p/(p + q))/2", math.log(2) / 2, math.log(2) / 2),
    "js2": ("-log(2 - exp(t))", "log(2*p/(p + q))", math.log(2), math.log(2)),
    "gan": ("-log(1 - exp(t))", "log(p/(p + q))", 0, 0),
    "jeffreys": ("t + LambertW(exp(1 - t)) + 1/LambertW(exp(1 - t)) - 2", "log(p/q) + 1 - q/p",
                 math.inf, math.inf),
    "pearson": ("piecewise((-1, t <= -2), (t**2/4 + t, true))", "2*p/q - 2", 1, math.inf),
    "neyman": ("2 - 2*sqrt(1 - t)", "1 - q**2/p**2", math.inf, 1),
    "hellinger2": ("t/(1 - t)", "1 - sqrt(q)/sqrt(p)", 1, 1),
    "lecam": ("piecewise((-1, t <= -3), (4 - t - 4*sqrt(1 - t), true))",
              "(p - q)*(p + 3*q)/(p + q)**2", 1, 1),
    "tv": ("piecewise((-1/2, t <= -1/2), (t, true))", "sign(p - q)/2", 0.5, 0.5),
    "alpha(-1)": ("1 - sqrt(1 - 2*t)", "1/2 - q**2/(2*p**2)", math.inf, 0.5),
    "alpha(1/2)": ("-2*t/(t - 2)", "2 - 2*sqrt(q)/sqrt(p)", 2, 2),
    "alpha(3)": ("piecewise((-1/3, t <= -1/2), (((2*t + 1)**(3/2) - 1)/3, true))",
                 "p**2/(2*q**2) - 1/2", 1 / 3, math.inf),
    "ns": ("u*(log((u + 1)/(2*u)) - 1/u) - (1 + u)*log((1 + u)/(2*u))",
           "log((p + q)/(2*p)) - q/p", math.inf, -math.log(2)),
}  # fmt: skip
BY_NAME = {entry.name: entry for entry in CATALOGUE}
EACH = pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.name)
PAIRS = settings(max_examples=200, derandomize=True, database=None, deadline=None,
                 phases=(Phase.explicit, Phase.generate, Phase.shrink),
                 suppress_health_check=list(HealthCheck))  # fmt: skip
PLAIN: Pair = (Mixture(((0.3, -0.8, 0.9), (0.7, 0.5, 1.0))),
               Mixture(((0.5, 0.7, 1.0), (0.5, 0.0, 0.9))))  # fmt: skip
THREE_ATOMS = Instance([1, Fraction(1, 3), 2], {"p": [1, 2, 5], "q": [3, 1, 4]})
JUST_BELOW, FAR = 1e-15, 1e100


def close(found: float, wanted: float) -> bool:
    """Whether two values agree to 10 digits, those of what is near 0 counted behind the point."""
    return found == wanted or math.isclose(found, wanted, rel_tol=1e-10, abs_tol=1e-12)


def value(text: str, **names: Any) -> Any:
    """A formula without integrals on arrays."""
    with np.errstate(all="ignore"):
        return read(tree(text), names, np.sum)


def variational(entry: Entry, at: Points) -> Any:
    """E_p[T*] − E_q[f*(T*)] with the entry's critic and conjugate, where p and q are positive."""
    conjugate, critic, *_ = CLOSED[entry.name]
    u = at.p / at.q
    # The critic depends on p/q alone, and p² may be no float.
    best = value(critic, p=u, q=1.0)
    dual = value(conjugate, t=best, u=u)
    # Where rounding took T* to the end of the domain of f*, it is a little below.
    dual = np.where(np.isfinite(dual), dual, value(conjugate, t=best - JUST_BELOW, u=u))
    return at.integral(at.p * best - at.q * dual)


def forms_on_the_line(entry: Entry, pair: Pair) -> float:
    """Compares f with the integral on a pair of laws on the line.

    Returns:
        the divergence.
    """
    at = points(pair)
    divergence = limit(at.value(f"Div({entry.f}, u, p, q)"))
    integral = limit(at.value(entry.integral))
    assert close(integral, divergence), (integral, divergence)
    return divergence


def dual_on_the_line(entry: Entry, pair: Pair, divergence: float) -> None:
    """Compares a divergence with what critic and conjugate make of a pair of laws on the line."""
    if divergence < math.inf:
        dual = limit(variational(entry, points(pair)))
        assert close(dual, divergence), (dual, divergence)


def assume_floats_tell(entry: Entry, pair: Pair) -> None:
    """Takes another pair where a float T* of Jeffreys keeps no log u beside 1/u: q²/p is large."""
    if entry.name == "jeffreys":
        assume(limit(points(pair).value("Int(q**2/p)")) < 1e4)


@EACH
@PAIRS
@given(pair=normals())
def test_normal_laws(entry: Entry, pair: Pair) -> None:
    divergence = forms_on_the_line(entry, pair)
    if entry.name in KNOWN:
        (_, *p), (_, *q) = pair[0].parts[0], pair[1].parts[0]
        known = KNOWN[entry.name](*p, *q)
        assert close(divergence, known), (divergence, known)
    assume_floats_tell(entry, pair)
    dual_on_the_line(entry, pair, divergence)


@EACH
@PAIRS
@given(pair=mixtures())
def test_mixtures(entry: Entry, pair: Pair) -> None:
    divergence = forms_on_the_line(entry, pair)
    assume_floats_tell(entry, pair)
    dual_on_the_line(entry, pair, divergence)


@EACH
@PAIRS
@given(space=spaces())
def test_finite_spaces(entry: Entry, space: Instance) -> None:
    check_on_a_space(entry, space)


def check_on_a_space(entry: Entry, space: Instance) -> None:
    """Compares the forms of an entry on a finite space, zeros included."""
    conjugate, critic, start, slope = CLOSED[entry.name]
    weights, p, q = (np.array([float(value) for value in row]) for row in (
        space.weights, *([space.at(name, k, FLOATS) for k in range(space.atoms)] for name in "pq")))
    both, of_p, of_q = (p > 0) & (q > 0), float(weights @ (p * (q == 0))), float(
        weights @ (q * (p == 0)))
    inside = Points(weights[both], p[both], q[both], (len(weights),))
    (divergence,) = inside.value(f"Div({entry.f}, u, p, q)")
    divergence += (of_q and of_q * start) + (of_p and of_p * slope)
    found = oracle(f"Div({entry.f}, u, p, q)", space)
    assert close(found, divergence), (found, divergence)
    integral = oracle(entry.integral, space)
    assert close(integral, divergence), (integral, divergence)
    if divergence < math.inf:
        (dual,) = variational(entry, inside)
        # T* at the zeros is the limit of the critic.
        first, last = value(critic, p=1 / FAR, q=1.0), value(critic, p=FAR, q=1.0)
        dual -= of_q and of_q * value(conjugate, t=first, u=1 / FAR)
        dual += of_p and of_p * last
        assert close(dual, divergence), (dual, divergence)


class Nodes:
    """The points of the rule as an instance of the oracle."""

    def __init__(self, at: Points) -> None:
        self.rows, self.weights = {"p": at.p, "q": at.q}, at.weights
        self.atoms = len(at.p)

    def weight(self, atom: int) -> Near:
        """The weight of a point."""
        return Near(float(self.weights[atom]), 0.0)

    def at(self, name: str, atom: int, _: object) -> Near:
        """A density at a point."""
        return Near(float(self.rows[name][atom]), 0.0)


def oracle(text: str, space: Any) -> float:
    """The value of an expression by the oracle of the claim language."""
    for arithmetic in (FLOATS, digits()):
        try:
            found = arithmetic.near(evaluate(tree(text), space, OUTSIDE, arithmetic))
        except UnclearError:
            continue
        if found.radius <= 1e-12 * (1 + abs(found.middle)):
            return float(found.middle)
    raise AssertionError(text)



@EACH
def test_the_oracle_reads_the_same_on_the_line(entry: Entry) -> None:
    at = points(PLAIN)
    assert close(oracle(entry.integral, Nodes(at)), limit(at.value(entry.integral)))


def test_the_rule_agrees_with_another_quadrature() -> None:
    from mpmath import mp

    def terms(x: Any) -> Any:
        p, q = (sum(share / spread * mp.exp(-(((x - mean) / spread) ** 2) / 2)
                    for share, mean, spread in law.parts) / mp.sqrt(2 * mp.pi) for law in PLAIN)
        return p * mp.log(p / q), (mp.sqrt(p) - mp.sqrt(q)) ** 2

    for k, name in enumerate(("kl", "hellinger2")):
        wanted = mp.quad(lambda x, k=k: terms(x)[k], range(-16, 17, 2))
        assert close(limit(points(PLAIN).value(BY_NAME[name].integral)), float(wanted))


@pytest.mark.parametrize("name", ["pearson", "neyman", "alpha(-1)", "alpha(3)"])
def test_infinity_is_seen_on_the_line(name: str) -> None:
    wide, narrow = Mixture(((1.0, 0.3, 1.5),)), Mixture(((1.0, 0.0, 0.9),))
    pairs = [(wide, narrow), (narrow, wide)]
    found = [forms_on_the_line(BY_NAME[name], pair) for pair in pairs]
    assert [value == math.inf for value in found] == [name in ("pearson", "alpha(3)"),
                                                      name in ("neyman", "alpha(-1)")]


APART_ATOMS = Instance([1, Fraction(1, 2)], {"p": [1, 0], "q": [0, 1]})


@EACH
def test_supports_apart(entry: Entry) -> None:
    check_on_a_space(entry, APART_ATOMS)
    *_, start, slope = CLOSED[entry.name]
    assert close(oracle(f"Div({entry.f}, u, p, q)", APART_ATOMS), start + slope)


WRONG = [
    ("kl", {"integral": "KL(q, p)"}), ("rkl", {"f": "u*log(u)"}),
    ("pearson", {"integral": "Int((p - q)**2/p)"}), ("neyman", {"integral": "Int((p - q)**2/q)"}),
    ("js2", {"integral": "JSD(p, q)"}), ("gan", {"integral": "2*JSD(p, q) - log(4) + 1/10**8"}),
    ("hellinger2", {"integral": "Int((sqrt(p) - sqrt(q))**2)/2"}),
    ("alpha(3)", {"integral": BY_NAME["alpha(-1)"].integral}),
    ("ns", {"integral": "2*KL((p + q)/2, q)"}), ("tv", {"f": "abs(u - 1)"}),
    ("jeffreys", {"integral": "KL(p, q) + KL(q, p) + 10**(-9)*TV(p, q)"}),
    ("lecam", {"f": "(u - 1)**2/(u + 1)*(1 + 10**(-9))"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change"), WRONG, ids=[name for name, _ in WRONG])
def test_a_wrong_form_is_noticed(name: str, change: dict[str, str]) -> None:
    wrong = replace(BY_NAME[name], **change)
    with pytest.raises(AssertionError):
        forms_on_the_line(wrong, PLAIN)
    with pytest.raises(AssertionError):
        check_on_a_space(wrong, THREE_ATOMS)


@EACH
@pytest.mark.parametrize("part", [0, 1])
def test_a_wrong_conjugate_or_critic_is_noticed(
        entry: Entry, part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    right = forms_on_the_line(entry, PLAIN)
    row = list(CLOSED[entry.name])
    row[part] = f"({row[part]})*(1 + 10**(-4)) + 10**(-4)" if part else f"{row[part]} + 10**(-9)"
    monkeypatch.setitem(CLOSED, entry.name, tuple(row))
    with pytest.raises(AssertionError):
        dual_on_the_line(entry, PLAIN, right)
    with pytest.raises(AssertionError):
        check_on_a_space(entry, THREE_ATOMS)


@pytest.mark.slow
@EACH
def test_the_forms_are_those_of_the_sheet(entry: Entry) -> None:
    conjugate, critic, *_ = CLOSED[entry.name]
    plain = sheet(entry.f).plain()
    assert plain["optimal_critic"] == critic
    assert (plain["conjugate"] or plain["parametric"][0]["conjugate"]) == conjugate
