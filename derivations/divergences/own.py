"""A user's own conjugate and activation, held against the sheet."""

from __future__ import annotations

from typing import Any, Final

from ..language.claims import Conjugate, compare
from ..language.forms import Derivative
from ..language.grammar import parse_expression
from ..language.traversal import substitute
from ..language.written import Negation, Real, Written
from .activations import ends
from .checks import PROVED, REFUTED, Check, Desk
from .conditions import POSITIVE, jumps
from .reading import T, U, V
from .sheet import Own, Sheet
from .slopes import ENDLESS, Slopes, expression

_NO_SLOPES: Final = "the slopes of f are not settled"
_ONE_SLOPE: Final = "f has one slope alone, so that no function of v can reach all between two"
_W: Final = Real("w")


def own_checks(conjugate: Written | None, activation: Written | None) -> Own:
    """What checks a user's proposals once the sheet is made.

    Args:
        conjugate: in t.
        activation: in v.
    """
    def checks(desk: Desk, sheet: Sheet, shape: dict[str, Any]) -> dict[str, Check]:
        found = {}
        if conjugate is not None:
            found["conjugate"] = _worst(_conjugate(desk, sheet, shape, conjugate))
        if activation is not None:
            found["activation"] = _worst(_activation(desk, sheet, activation))
        return found

    return checks


def _worst(checks: list[Check]) -> Check:
    """What was refuted, else what stays open, else the last."""
    for verdict in (REFUTED, "undecided"):
        for check in checks:
            if check.verdict == verdict:
                return check
    return checks[-1]


def _conjugate(desk: Desk, sheet: Sheet, shape: dict[str, Any], own: Written) -> list[Check]:
    """On the slopes of f as a conjugate; on the whole domain against the sheet's own."""
    name = "your conjugate"
    slopes = desk.settle(name, Conjugate(sheet.f, U, T, own), POSITIVE)
    if slopes.verdict == REFUTED or sheet.dual is None:
        return [slopes]
    known, domain = sheet.dual.formula, sheet.dual.domain
    if known is not None and domain:
        whole = desk.settle(f"{name}, domain", compare(own, ("=", known)), domain)
        # Equal to what is proved to be the conjugate is as good as a proof of its own.
        return [whole, slopes] if slopes.verdict == PROVED or whole.verdict != PROVED else [whole]
    found = [slopes]
    if shape["low"] not in ENDLESS and shape["start"] not in ENDLESS:
        ray = compare(own, ("=", Negation(parse_expression(shape["start"]))))
        found.append(desk.settle(f"{name}, domain", ray, f"t <= {shape['low']}"))
    if shape["beyond"] not in (None, *ENDLESS):
        end = compare(own, ("=", expression(shape["beyond"])))
        found.append(desk.settle(f"{name}, domain", end, f"t = {shape['high']}"))
    return found


def _activation(desk: Desk, sheet: Sheet, own: Written) -> list[Check]:
    """Inside the slopes, increasing, and near both ends of them."""
    name = "your activation"
    slopes = sheet.slopes
    if slopes is None or not slopes.settled:
        return [desk.none(name, _NO_SLOPES)]
    if slopes.low == slopes.high:
        return [desk.none(name, _ONE_SLOPE)]
    found = [desk.settle(f"{name}, range", compare(own, (sign, expression(end))), "v real")
             for sign, end in ((">", slopes.low), ("<", slopes.high)) if end not in ENDLESS]
    found += _increases(desk, name, own)
    if any(check.verdict == REFUTED for check in found):
        return found
    return found + _near_ends(desk, name, own, slopes)


def _increases(desk: Desk, name: str, own: Written) -> list[Check]:
    name = f"{name}, increasing"
    slope = desk.ask(name, compare(Derivative(own, V), (">", 0)), "v real")
    if slope.verdict == PROVED:
        return [desk.keep(slope)]
    rises = desk.settle(name, compare(own, ("<", substitute(own, {V: _W}))), "v < w")
    if rises.verdict != PROVED or not jumps(own):
        return [rises]
    return [rises, desk.none(name, "it was not seen whether it jumps")]


def _near_ends(desk: Desk, name: str, own: Written, slopes: Slopes) -> list[Check]:
    return [desk.settle(f"{name}, {side} end", claim, "v real")
            for side, (_, claim) in zip(("lower", "upper"), ends(own, slopes), strict=True)]

