"""The conditions on f: convex, f(1) = 0, lower semicontinuous, affine on no neighbourhood of 1."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any, Final

from ..language.claims import Comparison, Convexity, compare
from ..language.forms import Derivative, Piecewise
from ..language.grammar import parse_expression
from ..language.traversal import walk
from ..language.written import Application, Written
from .checks import PROVED, REFUTED, UNDECIDED, Check, Desk
from .reading import U

POSITIVE: Final = "u > 0"
_CONTINUOUS: Final = "a convex function that is finite on u > 0 is continuous there"
_BESIDE: Final = "f lies above a line on both sides of 1"
_WINDOWS: Final = (("1/2", "3/2"), ("999999/1000000", "1000001/1000000"))
_MEET: Final = "its pieces are continuous, and it lies below both where they meet"
_BUILT: Final = "it is built from continuous functions"
NO_SLOPES: Final = "the slopes of f were not found in closed form"
_NO_VALUE: Final = "the value of f at 1 was not settled"
_JUMP: Final = "it was not seen whether f jumps where its branches meet"


@dataclass(frozen=True)
class Conditions:
    """Verdicts on a function.

    Args:
        convex: on u > 0.
        zero_at_one: f(1) = 0.
        strict_at_one: affine on no neighbourhood of 1.
        lower_semicontinuous: on u > 0, and at 0 with its limit there.
    """

    convex: Check
    zero_at_one: Check
    strict_at_one: Check
    lower_semicontinuous: Check

    @property
    def plain(self) -> dict[str, str]:
        """The verdicts by their names in the contract."""
        return {"convex": self.convex.verdict, "zero_at_one": self.zero_at_one.verdict,
                "strict_at_one": self.strict_at_one.verdict,
                "lower_semicontinuous": self.lower_semicontinuous.verdict}


def conditions(desk: Desk, f: Written, shape: dict[str, Any]) -> Conditions:
    """The verdicts on a function.

    Args:
        desk: settles and keeps the claims.
        f: the function.
        shape: what is proposed of it.
    """
    convex = desk.settle("convex", Convexity(f, U), POSITIVE)
    zero = desk.settle("zero_at_one", compare(f, ("=", 0)), "u = 1")
    return Conditions(convex, zero, _strict(desk, f, shape), _continuous(desk, f, shape, convex))


def _strict(desk: Desk, f: Written, shape: dict[str, Any]) -> Check:
    name = "strict_at_one"
    if not shape:
        return desk.none(name, NO_SLOPES)
    line = line_at_one(shape)
    if desk.ask(name, compare(f, ("=", parse_expression(shape["at_one"]))), "u = 1").verdict != (
            PROVED):
        return desk.none(name, _NO_VALUE)
    if shape["line"] is not None and _holds_one(desk, shape["line"]):
        low, high = shape["line"]
        between = f"{low} < u < {high}" if high != "oo" else f"u > {low}"
        affine = desk.settle("affine_at_one", compare(f, ("=", line)), between)
        if affine.verdict == PROVED:
            return desk.keep(Check(name, str(Comparison((f, line), (">",))), f"{between}, u != 1", {
                "verdict": REFUTED, "evidence": f"f is affine where {between}"}))
    apart = desk.ask(name, compare(f, (">", line)), f"{POSITIVE}, u != 1")
    if apart.verdict == PROVED:
        return desk.keep(apart)
    above = desk.ask("supporting_line", compare(f, (">=", line)), POSITIVE)
    if above.verdict == PROVED:
        for side in ("u > 1", "0 < u < 1"):
            one = desk.ask(name, compare(f, (">", line)), side)
            if one.verdict == PROVED:
                desk.keep(above)
                return desk.keep(one)
    beside = _beside_one(desk, f, shape, line)
    if beside is not None:
        return beside
    for sign, (low, high) in product("><", _WINDOWS):
        near = desk.ask(name, compare(f, (sign, line)), f"{low} < u < {high}, u != 1")
        if near.verdict == PROVED:
            return desk.keep(near)
    tangent = desk.ask("slope at 1", compare(Derivative(f, U), (
        "=", parse_expression(shape["tangent"]))), "u = 1")
    if tangent.holds:
        for side, sign in ((side, sign) for side in ("1 < u < 2", "1/2 < u < 1") for sign in "><"):
            near = desk.ask(name, compare(f, (sign, line)), side)
            if near.verdict == PROVED:
                desk.keep(tangent)
                return desk.keep(near)
    bend = Derivative(f, U, 2)
    for sign in (">", "<"):
        bends = desk.ask(name, compare(bend, (sign, 0)), "u = 1")
        if bends.verdict == PROVED:
            return desk.keep(bends)
    return desk.none(name, apart.answer.get("reason") or "f was not seen to leave its tangent at 1")


def _beside_one(desk: Desk, f: Written, shape: dict[str, Any], line: Written) -> Check | None:
    """Where 1 is a corner, what the two pieces that meet there show of it."""
    if "1" not in shape["corners"]:
        return None
    name, place, ends = "strict_at_one", shape["corners"].index("1"), ["0", *shape["corners"], "oo"]
    grounds = []
    for side in (place, place + 1):
        body, (low, high) = parse_expression(shape["bodies"][side]), ends[side:side + 2]
        inside = f"{low} < u < {high}" if high != "oo" else f"u > {low}"
        grounds += [desk.ask("piece", compare(f, ("=", body)), inside),
                    desk.ask("beside 1", compare(body, (">", line)), inside)]
    if not all(check.holds for check in grounds):
        return None
    for check in grounds:
        desk.keep(check)
    return desk.derive(name, compare(f, (">", line)), f"{POSITIVE}, u != 1", _BESIDE, *grounds)


def _holds_one(desk: Desk, between: list[str]) -> bool:
    low, high = between
    return desk.ask("around_one", f"{low} < 1").holds and (
        high == "oo" or desk.ask("around_one", f"1 < {high}").holds)


def line_at_one(shape: dict[str, Any]) -> Written:
    """The line through f at 1 that supports f there if f is convex."""
    at_one, tangent = (parse_expression(shape[key]) for key in ("at_one", "tangent"))
    if shape["tangent"] == "0":
        return at_one
    if shape["tangent"] in ("1", "-1"):
        rise: Written = U - 1 if shape["tangent"] == "1" else 1 - U
    else:
        rise = tangent * (U - 1)
    return rise if shape["at_one"] == "0" else at_one + rise


def _continuous(desk: Desk, f: Written, shape: dict[str, Any], convex: Check) -> Check:
    name, claim = "lower_semicontinuous", f"{f} = {f}"
    if convex.verdict == PROVED:
        return desk.derive(name, claim, POSITIVE, _CONTINUOUS, convex)
    defined = desk.settle("defined", claim, POSITIVE)
    if defined.verdict == REFUTED:
        return desk.keep(Check(name, claim, POSITIVE, defined.answer))
    if defined.verdict == UNDECIDED:
        return desk.none(name, str(defined.answer.get("reason")))
    if jumps(f):
        return _at_joints(desk, f, shape, defined)
    return desk.derive(name, claim, POSITIVE, _BUILT, defined)


def jumps(node: Written) -> bool:
    """Whether something in a tree need not be continuous where it is defined."""
    return any(isinstance(part, Piecewise | Derivative) or
               (isinstance(part, Application) and part.function == "sign") for part in walk(node))


def _at_joints(desk: Desk, f: Written, shape: dict[str, Any], defined: Check) -> Check:
    """At each corner, f against what the pieces beside it tend to."""
    name = "lower_semicontinuous"
    bodies = [parse_expression(text) for text in shape.get("bodies", ())]
    if not bodies or any(jumps(body) for body in bodies):
        return desk.none(name, _JUMP)
    ends = ["0", *shape["corners"], "oo"]
    grounds = [defined]
    for body, (low, high) in zip(bodies, pairwise(ends), strict=True):
        inside = f"{low} < u < {high}" if high != "oo" else f"u > {low}"
        piece = desk.settle("piece", compare(f, ("=", body)), inside)
        grounds.append(piece)
        for end in (low, high):
            if end not in ("0", "oo"):
                joint = desk.ask(name, compare(f, ("<=", body)), f"u = {end}")
                if joint.verdict == REFUTED and piece.holds:
                    return desk.keep(joint)
                grounds.append(joint)
    return desk.derive(name, f"{f} = {f}", POSITIVE, _MEET, *grounds)
