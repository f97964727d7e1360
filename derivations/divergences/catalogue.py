"""The divergences of the field by their names, with the integrals that they stand for.

Papers differ in conventions: an entry says what the f-GAN paper's tables print where that is not
the same, each difference as a claim that is settled like every other.

Source: Nowozin, Cseke and Tomioka (2016), f-GAN, the tables of divergences and of conjugates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from ..language.tokens import ClaimError
from ..language.written import Written
from .reading import U, read

_ALPHA: Final = re.compile(r"\s*alpha\s*\(\s*(-?\s*[0-9]+(?:\s*/\s*[0-9]+|\.[0-9]+)?)\s*\)\s*")
_BARE_ALPHA: Final = (
    "alpha has a parameter: write alpha(1/2), or any rational number but 0 and 1 in its place"
)
_LIMIT: Final = "alpha({value}) is a limit of the others: write {name}"


@dataclass(frozen=True)
class Remark:
    """What a paper prints that is not so in the convention of the catalogue.

    Args:
        text: what is printed where.
        claim: it as a claim.
        where: its hypotheses.
        holds: whether the claim is true.
    """

    text: str
    claim: str
    where: str = "p density, q density"
    holds: bool = False


@dataclass(frozen=True)
class Entry:
    """A divergence of the catalogue.

    Args:
        name: as in every table.
        title: what it is called.
        f: in u.
        integral: what D_f(p, q) is, in the claim language.
        remarks: what papers print instead.
        refuted: the conditions that do not hold of it.
    """

    name: str
    title: str
    f: str
    integral: str
    remarks: tuple[Remark, ...] = ()
    refuted: tuple[str, ...] = ()

    @property
    def tree(self) -> Written:
        """f as a tree."""
        return read(self.f, U, "f", self.name)


def _alpha(value: str) -> Entry:
    number = Fraction(value)
    # Below a bar a mass of 0 makes the integral infinite; to a negative power it has no value.
    integrand = f"p**({value})*q**(1 - ({value}))"
    if number > 1:
        integrand = f"p*(p/q)**({number - 1})"
    elif number < 0:
        integrand = f"q*(q/p)**({-number})"
    return Entry(
        f"alpha({value})", f"alpha-divergence, a = {value}",
        f"(u**({value}) - 1 - ({value})*(u - 1))/(({value})*(({value}) - 1))",
        f"(Int({integrand}) - 1)/(({value})*(({value}) - 1))")


CATALOGUE: Final[tuple[Entry, ...]] = (
    Entry("kl", "Kullback-Leibler", "u*log(u)", "KL(p, q)"),
    Entry("rkl", "reverse Kullback-Leibler", "-log(u)", "KL(q, p)"),
    Entry("jsd", "Jensen-Shannon, half-half", "u*log(u)/2 - (u + 1)/2*log((u + 1)/2)", "JSD(p, q)"),
    Entry("js2", "twice Jensen-Shannon, f-GAN's 'JS'", "u*log(u) - (u + 1)*log((u + 1)/2)",
          "2*JSD(p, q)", (
              Remark("f-GAN prints the integral with 1/2 beside this f",
                     "Div(u*log(u) - (u + 1)*log((u + 1)/2), u, p, q) = JSD(p, q)"),)),
    Entry("gan", "GAN value", "u*log(u) - (u + 1)*log(u + 1)", "2*JSD(p, q) - 2*log(2)",
          refuted=("zero_at_one",)),
    Entry("jeffreys", "Jeffreys", "(u - 1)*log(u)", "KL(p, q) + KL(q, p)"),
    Entry("pearson", "Pearson chi-squared", "(u - 1)**2", "Int((p - q)**2/q)", (
        Remark("f-GAN prints the integral of (q − p)²/p beside this f",
               "Div((u - 1)**2, u, p, q) = Int((q - p)**2/p)"),
        Remark("f-GAN gives the conjugate as t²/4 + t for every t, also below −2",
               "t**2/4 + t = -1", "t < -2"))),
    Entry("neyman", "Neyman chi-squared", "(u - 1)**2/u", "Int((p - q)**2/p)", (
        Remark("f-GAN prints the integral of (p − q)²/q beside this f",
               "Div((u - 1)**2/u, u, p, q) = Int((p - q)**2/q)"),)),
    Entry("hellinger2", "squared Hellinger, without 1/2", "(sqrt(u) - 1)**2",
          "Int((sqrt(p) - sqrt(q))**2)"),
    Entry("lecam", "Le Cam, without 1/2", "(u - 1)**2/(u + 1)", "Int((p - q)**2/(p + q))"),
    Entry("tv", "total variation, with 1/2", "abs(u - 1)/2", "TV(p, q)"),
    *map(_alpha, ("-1", "1/2", "3")),
    Entry("ns", "non-saturating GAN, 2 KL((p+q)/2, p)", "(1 + u)*log((1 + u)/(2*u))",
          "2*KL((p + q)/2, p)"),
)
_BY_NAME: Final = {entry.name: entry for entry in CATALOGUE}


def named(text: str) -> Entry | None:
    """The entry that a text names, if it names one.

    Args:
        text: such as `kl`, or `alpha(1/2)` for any rational number.

    Raises:
        ClaimError: for an alpha without a number that it may have.
    """
    if text.strip() == "alpha":
        raise ClaimError(_BARE_ALPHA, 1, "EXPR")
    match = _ALPHA.fullmatch(text)
    if match is None:
        return _BY_NAME.get(text.strip())
    value = re.sub(r"\s", "", match.group(1))
    number = read(value, U, "a", "EXPR")
    from ..deciding.floats import compiled

    try:
        size = compiled(number)({})
    except ZeroDivisionError:
        raise ClaimError(_BARE_ALPHA, 1, "EXPR") from None
    if size in (0, 1):
        raise ClaimError(_LIMIT.format(value=value, name="kl" if size else "rkl"), 1, "EXPR")
    return _alpha(value)
