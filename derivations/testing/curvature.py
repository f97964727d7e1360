"""Tests of convexity and of conjugates between two values of the variable."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import Final

from ..language.claims import Conjugate, Convexity, Statement
from ..language.divergences import unfold
from ..language.measures import Pointwise
from ..language.traversal import names, substitute
from ..language.written import Product, Written, written
from .allowing import allows
from .enclosures import FLOATS, Arithmetic, UndefinedError, Value, digits, is_infinite
from .evaluation import OUTSIDE, Place, evaluate
from .instances import Instance
from .judging import Judgement
from .moving import moved, rows, with_row

_LEFT_OUT: Final = Judgement(None)
_UNDEFINED: Final = "a subterm is undefined"
_NEAR, _CLEAR = 1e-9, 1e-6
_THIRDS: Final = 45
_MOVES: Final = 4
_QUARTERS: Final = tuple(Fraction(k, 4) for k in range(5))
_FAR: Final = tuple(map(Fraction, ("1/1000", "1/10", "1/2", "1", "2", "10", "1000", "-1", "-10")))


def judge_convexity(statement: Statement, instance: Instance, random: Random) -> Judgement:
    """Whether the chord between two values of the variable lies on the right side of the body.

    Args:
        statement: about convexity; another claim is left out.
        instance: allowed; one of the two values is the variable's here.
        random: where the other value lies, and the weight of the two.
    """
    claim, other = statement.claim, _other(statement, instance, random)
    if not isinstance(claim, Convexity) or other is None:
        return _LEFT_OUT
    weight = Fraction(random.randint(1, 7), 8)
    name = claim.variable.name
    pairs = zip(_shares(instance, name), _shares(other, name), strict=True)
    between = with_row(instance, name, [weight * a + (1 - weight) * b for a, b in pairs])
    if between is None or not allows(statement, between):
        return _LEFT_OUT
    body = unfold(claim.body)
    pointwise = any(isinstance(n, Pointwise) for n in names(body)) and not statement.integrates
    for place in [Place(atom) for atom in range(instance.atoms)] if pointwise else [OUTSIDE]:
        found = []
        for arithmetic in (FLOATS, digits()):
            try:
                chord = _mixed(arithmetic, weight, evaluate(body, instance, place, arithmetic),
                               evaluate(body, other, place, arithmetic))
                found = [evaluate(body, between, place, arithmetic), chord]
            except UndefinedError:
                return Judgement(False, str(claim), violation=math.inf, note=_UNDEFINED)
            except ArithmeticError:
                return _LEFT_OUT
            order = arithmetic.compare(*found)
            if order is not None:
                break
        if (order or 0) * (-1 if claim.concave else 1) > 0:
            note = f"between {instance!r} and {other!r}, of which the first has weight {weight}"
            return Judgement(False, str(claim), violation=math.inf, note=note)
    return Judgement(True, str(claim))


def judge_conjugate(statement: Statement, instance: Instance, random: Random) -> Judgement:
    """Whether the conjugate is right at the slope of a chord, which is one of a tangent between.

    Args:
        statement: about a conjugate; another claim is left out.
        instance: allowed; one end of the chord is the variable's value here.
        random: where the other end lies.
    """
    claim, other = statement.claim, _other(statement, instance, random)
    if not isinstance(claim, Conjugate) or other is None:
        return _LEFT_OUT
    name, body = claim.variable.name, unfold(claim.body)

    def at(value: Fraction) -> Written:
        return substitute(body, {claim.variable: written(value)})

    first, last = sorted((rows(instance)[name][0], rows(other)[name][0]))
    if first == last:
        return _LEFT_OUT
    slope = (at(last) - at(first)) / (last - first)

    def height(value: Fraction) -> float:
        moved_there = with_row(instance, name, [value])
        if moved_there is None or not allows(statement, moved_there):
            return -math.inf
        return _number(Product(slope, written(value)) - at(value), instance)

    try:
        inner = [height(first + (last - first) * part) for part in _QUARTERS]
        best = max(_highest(height, first, last),
                   *(height(kink) for kink in (first, *_FAR) if first <= kink <= last))
        if min(inner) < inner[0] - _NEAR or any(height(far) > best + _NEAR for far in _FAR):
            # The body is not convex, and the slope perhaps that of no tangent.
            return _LEFT_OUT
        result = _number(substitute(unfold(claim.result), {claim.dual: slope}), instance)
    except UndefinedError:
        note = f"{_UNDEFINED} at {claim.dual.name} = {slope}"
        return Judgement(False, str(claim), violation=math.inf, note=note)
    except ArithmeticError:
        return _LEFT_OUT
    gap = abs(result - best) if math.isfinite(result) else math.inf
    scale = 1 + abs(best)
    if gap <= _NEAR * scale:
        return Judgement(True, str(claim))
    note = f"at {claim.dual.name} = {slope}"
    wrong = Judgement(False, str(claim), f"{best:.12g}", f"{result:.12g}", gap, note)
    return wrong if gap > _CLEAR * scale else _LEFT_OUT


def _highest(height: Callable[[Fraction], float], low: Fraction, high: Fraction) -> float:
    """The largest value of a concave function between two points."""
    best = max(height(low), height(high))
    for _ in range(_THIRDS):
        left, right = low + (high - low) / 3, high - (high - low) / 3
        left, right = left.limit_denominator(10**12), right.limit_denominator(10**12)
        if not low < left < right < high:
            break
        below, above = height(left), height(right)
        best = max(best, below, above)
        low, high = (left, high) if below < above else (low, right)
    return best


def _other(statement: Statement, instance: Instance, random: Random) -> Instance | None:
    """An allowed instance that differs in the variable alone."""
    name = statement.claim.bound[0].name
    if name not in rows(instance):
        return None
    found = instance
    for _ in range(_MOVES):
        trial = moved(found, random, [name])
        if trial is not None and allows(statement, trial):
            found = trial
    return found if found != instance else None


def _shares(instance: Instance, name: str) -> tuple[Fraction, ...]:
    row = rows(instance)[name]
    return tuple(value / sum(row) for value in row) if name in instance.laws else row


def _mixed(arithmetic: Arithmetic, weight: Fraction, first: Value, second: Value) -> Value:
    return arithmetic.add(arithmetic.multiply(weight, first),
                          arithmetic.multiply(1 - weight, second))


def _number(node: Written, instance: Instance) -> float:
    value = evaluate(node, instance)
    if is_infinite(value):
        return math.inf if FLOATS.near(value).middle > 0 else -math.inf
    return float(FLOATS.near(value).middle)
