"""The divergences that have a name, each by the second derivative of its f."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from ..deciding.floats import UNDEFINED, compiled
from ..language.grammar import parse, parse_expression
from ..language.traversal import substitute
from ..language.written import Product, Quotient, Real, Written, apply, written
from ..meaning.signs import ProofError
from .losses import INSIDE, D
from .settled import holds

U: Final = Real("u")
_LAWS: Final = "p density, q density"
_NEAR: Final = 1e-9
_TRIED: Final = (0.1, 0.3, 0.6, 0.8)
_LARGEST: Final = 24


@dataclass(frozen=True)
class Known:
    """A divergence that has a name.

    Args:
        name: as in every table.
        divergence: in the claim language, of p and q; empty for one that only its f names.
        f: a multiple of it in u, with f(1) = f′(1) = 0.
        second: f″ of that multiple, in u.
        multiple: how many times the divergence that is.
    """

    name: str
    divergence: str
    f: str
    second: str
    multiple: Fraction = Fraction(1)

    def law(self) -> Written:
        """The divergence as a tree."""
        claim = parse(f"{self.divergence} = 0", _LAWS).claim
        return claim.parts[0]


NAMED: Final = (
    Known("jsd", "JSD(p, q)", "u*log(u) - (u + 1)*log((u + 1)/2)", "1/(u*(u + 1))", Fraction(2)),
    Known("kl", "KL(p, q)", "u*log(u) - u + 1", "1/u"),
    Known("rkl", "KL(q, p)", "u - 1 - log(u)", "1/u^2"),
    Known("jeffreys", "KL(p, q) + KL(q, p)", "(u - 1)*log(u)", "1/u + 1/u^2"),
    Known("", "KL((p + q)/2, p)", "(u + 1)*log((u + 1)/(2*u)) + u - 1", "1/(u^2*(u + 1))",
          Fraction(2)),
    Known("", "KL(p, (p + q)/2)", "u*log(2*u/(u + 1)) - (u - 1)/2", "1/(u*(u + 1)^2)"),
    Known("", "KL(q, (p + q)/2)", "(u - 1)/2 - log((u + 1)/2)", "1/(u + 1)^2"),
    Known("", "KL((p + q)/2, q)", "(u + 1)*log((u + 1)/2) - u + 1", "1/(u + 1)", Fraction(2)),
    Known("pearson", "Int((p - q)^2/q)", "(u - 1)^2", "2"),
    Known("neyman", "Int((p - q)^2/p)", "(u - 1)^2/u", "2/u^3"),
    Known("hellinger2", "Int((sqrt(p) - sqrt(q))^2)", "(sqrt(u) - 1)^2", "1/(2*u^(3/2))"),
    Known("lecam", "Int((p - q)^2/(p + q))", "(u - 1)^2/(u + 1)", "8/(u + 1)^3"),
)
_WHOLE: Final = {("jsd", Fraction(2)): "js2", ("KL((p + q)/2, p)", Fraction(2)): "ns"}


@dataclass(frozen=True)
class Match:
    """A positive multiple of a divergence that has a name.

    Args:
        name: as in every table, perhaps with a factor; empty if the tables have none.
        divergence: in the claim language.
        f: in u, with f(1) = f′(1) = 0.
    """

    name: str
    divergence: str
    f: str


def match(second: Written) -> Match | None:
    """The named divergence whose f has this second derivative, up to a factor.

    Args:
        second: f″ at u = D/(1 − D), in D.
    """
    for known in (*NAMED, *_power(second)):
        there = _in_d(parse_expression(known.second))
        factor = _factor(second, there)
        if factor is not None and holds(second, "=", _scaled(factor, there), INSIDE):
            return _made(known, factor)
    return None


def distance(f: Written) -> Match | None:
    """A multiple of the total variation distance, if f is one of |u − 1|.

    Args:
        f: in u.
    """
    try:
        times = Fraction(compiled(f)({U: 2.0})).limit_denominator(1000)
    except (ProofError, *UNDEFINED):
        return None
    made = _scaled(times, apply("abs", U - 1))
    if times <= 0 or not holds(f, "=", made, (U > 0,)):
        return None
    law = parse("TV(p, q) = 0", _LAWS).claim.parts[0]
    return Match(str(_scaled(2 * times, Real("tv"))), str(_scaled(2 * times, law)), str(made))


def _made(known: Known, factor: Fraction) -> Match:
    times = factor * known.multiple
    name = _WHOLE.get((known.name or known.divergence, times), "")
    if not name and known.name:
        name = str(_scaled(times, Real(known.name)))
    f = _scaled(factor, parse_expression(known.f))
    law = f"Div({f}, u, p, q)" if not known.divergence else str(_scaled(times, known.law()))
    return Match(name, law, str(f))


def _power(second: Written) -> tuple[Known, ...]:
    """The divergence of order a for which f″ is a power of u, if it looks like one."""
    try:
        run = compiled(second)
        middle, beyond = run({D: 0.5}), run({D: 2 / 3})
        if middle <= 0 or beyond <= 0:
            return ()
        from math import log2

        exponent = Fraction(log2(beyond / middle)).limit_denominator(_LARGEST)
    except (ProofError, *UNDEFINED):
        return ()
    a = exponent + 2
    if a in (0, 1):
        return ()
    line = 1 + written(abs(a)) * (U - 1) if a > 0 else 1 - written(abs(a)) * (U - 1)
    f = U ** written(a) - line if a * (a - 1) > 0 else line - U ** written(a)
    size = abs(a * (a - 1))
    power = _scaled(size, U ** written(exponent))
    return (Known(f"alpha({a})", "", str(f), str(power), size),)


def _in_d(second: Written) -> Written:
    return substitute(second, {U: D / (1 - D)})


def _factor(second: Written, there: Written) -> Fraction | None:
    """The ratio of two expressions in D, if it looks like one positive fraction."""
    try:
        ratios = [compiled(second)({D: place}) / compiled(there)({D: place}) for place in _TRIED]
    except (ProofError, *UNDEFINED):
        return None
    near = Fraction(ratios[0]).limit_denominator(1000)
    close = all(abs(ratio - ratios[0]) <= _NEAR * abs(ratio) for ratio in ratios)
    fits = near > 0 and abs(ratios[0] - near) <= _NEAR * near
    return near if close and fits else None


def _scaled(factor: Fraction, body: Written) -> Written:
    if factor == 1:
        return body
    if factor.numerator == 1:
        return Quotient(body, written(factor.denominator))
    return Product(written(factor), body)
