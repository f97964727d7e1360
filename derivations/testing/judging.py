"""Whether a statement holds on one instance."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from ..language.claims import Bound, Claim, Comparison, EqualityCase, Extremum, Statement
from ..language.divergences import unfold
from ..language.measures import Pointwise
from ..language.traversal import names, substitute
from ..language.written import Relation, Written
from .enclosures import (
    FLOATS,
    Arithmetic,
    IndefiniteError,
    UnclearError,
    UndefinedError,
    Value,
    digits,
    is_infinite,
)
from .evaluation import OUTSIDE, Place, evaluate, satisfies
from .gaussian import AnyInstance

_NO_TEST: Final = (
    "{kind} has no test on instances: only comparisons, equality cases, extrema and bounds have"
)
_FEW: Final = 12
FINEST: Final = 5000


@dataclass(frozen=True)
class Judgement:
    """What an instance says about a statement.

    Args:
        holds: `None` if the instance is left out, or rounding hides the answer.
        relation: the relation that fails, or the first one.
        left: its left side as text.
        right: its right side as text.
        violation: by how much it fails; negative for slack, ∞ where a side is infinite or missing.
        note: why it fails, where the sides do not tell.
    """

    holds: bool | None
    relation: str = ""
    left: str = ""
    right: str = ""
    violation: float = 0.0
    note: str = ""


_LEFT_OUT: Final = Judgement(None)


def judge(statement: Statement, instance: AnyInstance) -> Judgement:
    """Whether a statement holds on an instance that its hypotheses allow.

    Rounding errors are carried along. What float64 cannot tell apart is evaluated again with 60
    digits, and what agrees to 60 digits is taken as equal, or to 5,000 in a strict relation.

    Args:
        statement: a comparison, an equality case, an extremum or a bound. The supremum of a bound
            is tested as a bound only, not as the least one.
        instance: names every declared name.

    Raises:
        TypeError: for a claim of another kind.
    """
    claim = statement.claim
    if not isinstance(claim, Comparison | EqualityCase | Extremum | Bound):
        raise TypeError(_NO_TEST.format(kind=type(claim).__name__))
    places = [OUTSIDE]
    if not statement.integrates and any(isinstance(n, Pointwise) for n in _names(claim)):
        places = [Place(atom) for atom in range(instance.atoms)]
    worst: Judgement | None = None
    for place in places:
        try:
            found = _judge_at(statement, instance, place)
        except UndefinedError:
            found = Judgement(False, str(claim), violation=math.inf, note="a subterm is undefined")
        except (IndefiniteError, UnclearError):
            found = _LEFT_OUT
        if found.holds is False:
            return found
        if worst is None or (found.holds is not None and worst.holds is None):
            worst = found
    return worst or _LEFT_OUT


def _judge_at(statement: Statement, instance: AnyInstance, place: Place) -> Judgement:
    claim = statement.claim
    if isinstance(claim, Comparison):
        found = [_compare(relation, instance, place) for relation in claim.relations]
        return _worst(found)
    if isinstance(claim, EqualityCase):
        return _equality_case(claim, instance, place)
    if isinstance(claim, Extremum):
        return _extremum(claim, statement, instance, place)
    if isinstance(claim, Bound):
        sign = "<=" if claim.upper else ">="
        return _compare(Relation(claim.body, sign, claim.limit), instance, place)
    raise TypeError(_NO_TEST.format(kind=type(claim).__name__))


def _worst(found: list[Judgement]) -> Judgement:
    if any(judgement.holds is None for judgement in found):
        return _LEFT_OUT
    return max(found, key=lambda judgement: (not judgement.holds, judgement.violation))


def _compare(relation: Relation, instance: AnyInstance, place: Place) -> Judgement:
    left = evaluate(relation.left, instance, place)
    right = evaluate(relation.right, instance, place)
    sign = relation.sign
    order = FLOATS.compare(left, right)
    if order is None:
        # On many nodes 60 digits take long, and only a strict relation is likely to fail there.
        fine = sign in ("<", ">") or instance.atoms <= _FEW
        order = _finely(relation, instance, place) if fine else 0
    if is_infinite(left) and is_infinite(right) and left == right:
        holds = sign in ("=", "<=", ">=")
    else:
        holds = satisfies(order, sign)
    return Judgement(
        holds, str(relation), show(left), show(right), _violation(left, right, sign)
    )


def _finely(relation: Relation, instance: AnyInstance, place: Place) -> int:
    # What agrees to 60 digits is taken as equal, but a strict relation is not given up so soon: an
    # exponential may make the difference that small.
    for count in (60, FINEST) if relation.sign in ("<", ">") and instance.atoms <= _FEW else (60,):
        arithmetic = digits(count)
        left = evaluate(relation.left, instance, place, arithmetic)
        right = evaluate(relation.right, instance, place, arithmetic)
        order = arithmetic.compare(left, right)
        if order is not None:
            return order
    return 0


def _equal(relation: Relation, instance: AnyInstance, place: Place) -> bool:
    # Sixty digits take long, and are not needed where float64 can tell the sides apart.
    order = _order(relation.left, relation.right, instance, place, FLOATS)
    return (_finely(relation, instance, place) if order is None else order) == 0


def _equality_case(claim: EqualityCase, instance: AnyInstance, place: Place) -> Judgement:
    found = _compare(claim.relation, instance, place)
    if not found.holds:
        return found
    same = all(
        _order(claim.first, claim.second, instance, there, FLOATS) in (0, None)
        for there in _points(instance, place)
    )
    equal = _equal(claim.relation, instance, place)
    if same == equal:
        return found
    note = "the sides are equal there, but " if equal else "the sides differ there, though "
    note += f"{claim.first} {'differs from' if equal else 'equals'} {claim.second}"
    return Judgement(False, str(claim), found.left, found.right, math.inf, note)


def _extremum(
    claim: Extremum, statement: Statement, instance: AnyInstance, place: Place
) -> Judgement:
    replacement = {claim.variable: unfold(claim.at)}
    for relation in statement.hypotheses.about(claim.variable):
        moved = Relation(
            substitute(relation.left, replacement), relation.sign,
            substitute(relation.right, replacement),
        )  # fmt: skip
        for there in _points(instance, place):
            if _massless(instance, there):
                continue
            order = _order(moved.left, moved.right, instance, there, FLOATS)
            if order is not None and not satisfies(order, relation.sign):
                note = f"{claim.at} is outside the range of {claim.variable.name}"
                return Judgement(False, str(claim), violation=math.inf, note=note)
    body = unfold(claim.body)
    sign = "<=" if claim.maximum else ">="
    beaten = Relation(body, sign, substitute(body, replacement))
    found = _compare(beaten, instance, place)
    if found.holds is False:
        return replace(found, note=f"this {claim.variable.name} does better than {claim.at}")
    if not found.holds or "∞" in found.left or not _equal(beaten, instance, place):
        return found
    for there in _points(instance, place):
        if not _massless(instance, there):
            order = _order(claim.variable, claim.at, instance, there, digits())
            if order not in (0, None):
                note = f"another {claim.variable.name} does as well as {claim.at}"
                return Judgement(False, str(claim), found.left, found.right, math.inf, note)
    return found


def _order(
    left: Written, right: Written, instance: AnyInstance, place: Place, arithmetic: Arithmetic
) -> int | None:
    return arithmetic.compare(
        evaluate(left, instance, place, arithmetic), evaluate(right, instance, place, arithmetic)
    )


def _points(instance: AnyInstance, place: Place) -> Iterator[Place]:
    if place.atom is not None:
        yield place
    else:
        yield from (Place(atom) for atom in range(instance.atoms))


def _massless(instance: AnyInstance, place: Place) -> bool:
    laws = getattr(instance, "laws", {})
    atom = place.atom or 0
    return bool(laws) and all(instance.at(name, atom, FLOATS) == 0 for name in laws)


def _names(claim: Claim) -> set[object]:
    return {name for part in claim.parts for name in names(part)}


def _violation(left: Value, right: Value, sign: str) -> float:
    if is_infinite(left) or is_infinite(right):
        return math.inf
    difference = float(FLOATS.near(left).middle) - float(FLOATS.near(right).middle)
    return {"=": abs(difference), "<": difference, "<=": difference}.get(sign, -difference)


def show(value: Value) -> str:
    """A value for a reader: exact where it is exact, else 12 digits.

    Args:
        value: of any kind.
    """
    if is_infinite(value):
        return "+∞" if FLOATS.near(value).middle > 0 else "-∞"
    return str(value) if isinstance(value, Fraction) else f"{float(value.middle):.12g}"
