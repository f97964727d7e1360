"""What hypotheses and claims come to at one instance, in exact arithmetic and balls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

from ..language.claims import Comparison, Hypotheses
from ..language.divergences import unfold
from ..language.measures import (
    Density,
    NullFunction,
    Pointwise,
    has_integral,
)
from ..language.traversal import names
from ..language.written import Integer, Name, Real, Relation, Written
from .balls import PRECISIONS, Ball, Balls, precision
from .evaluation import (
    MINUS,
    PLUS,
    UNDEFINED,
    Evaluation,
    Extended,
    SignNeededError,
    UndefinedSubtermError,
)
from .exact import exact_value
from .integrals import check_outside, in_numbers, integrand_value
from .normal_form import SIZES, Constants, Ratio
from .signs import NEGATIVE, POSITIVE, RELATION_SIGNS, ZERO, ProofError

Exact = Fraction | Written
LEFT_OUT: Final = "left out"
_NOT_TOLD: Final = "not told"
BALLS: Final = Balls()


@dataclass(frozen=True)
class Instance:
    """One case that hypotheses allow: values, or a finite weighted space with values on its atoms.

    Args:
        values: of every name that does not depend on the point; of all names, without atoms. A
            number that is not rational is an expression without names, such as exp(-1).
        atoms: a positive weight and the values of the densities and functions, for each atom.
    """

    values: Mapping[Name, Exact]
    atoms: tuple[tuple[Fraction, dict[Name, Fraction]], ...] = ()


@dataclass(frozen=True)
class Finding:
    """What a comparison came to.

    Args:
        truth: True, False, None where the balls do not tell, or that the instance is left out.
        left: what the left side comes to, as text.
        right: what the right side comes to.
    """

    truth: bool | str | None
    left: str = ""
    right: str = ""


def allows(hypotheses: Hypotheses, instance: Instance) -> bool:
    """Whether an instance is one of those that the hypotheses speak of; False if in doubt."""
    scalars = [n for n in hypotheses.declared if not isinstance(n, Pointwise) or not instance.atoms]
    if set(instance.values) != set(scalars):
        return False
    for name in scalars:
        value = instance.values[name]
        if not isinstance(value, Fraction):
            if instance.atoms or names(value) or not isinstance(name, Real):
                return False
            if not _is_number(value):
                return False
        elif (isinstance(name, Integer) and value.denominator != 1) or (
            isinstance(name, Density) and value < 0
        ):
            return False
    if instance.atoms and not _masses_fit(hypotheses, instance):
        return False
    return all(holds(relation, instance) is True for relation in hypotheses.relations)


def _is_number(value: Written) -> bool:
    """Whether an expression without names has a value, wherever it is used."""
    try:
        number_of(value, BALLS)
    except UndefinedSubtermError:
        return False
    return True


def _masses_fit(hypotheses: Hypotheses, instance: Instance) -> bool:
    depending = {n for n in hypotheses.declared if isinstance(n, Pointwise)}
    if any(weight <= 0 or set(values) != depending for weight, values in instance.atoms):
        return False
    for name in depending:
        mass = sum((weight * values[name] for weight, values in instance.atoms), Fraction(0))
        if isinstance(name, Density):
            if mass != 1 or any(values[name] < 0 for _, values in instance.atoms):
                return False
        elif isinstance(name, NullFunction) and mass != 0:
            return False
    return True


def points(instance: Instance, node_names: tuple[Name, ...]) -> list[dict[Name, Exact]]:
    """The values of all names: at every atom, if one of the names depends on the point."""
    if instance.atoms and any(isinstance(name, Pointwise) for name in node_names):
        return [{**instance.values, **values} for _, values in instance.atoms]
    return [dict(instance.values)]


def holds(relation: Relation, instance: Instance) -> bool | None:
    """Whether a relation without integrals holds at an instance: at every atom, if it has any."""
    used = (*names(relation.left), *names(relation.right))
    truths = [_holds_at(relation, values) for values in points(instance, used)]
    if all(truth is True for truth in truths):
        return True
    return False if any(truth is False for truth in truths) else None


def _holds_at(relation: Relation, values: dict[Name, Exact]) -> bool | str | None:
    left, right = exact_value(relation.left, values), exact_value(relation.right, values)
    if left is not None and right is not None:
        sign = ZERO if left == right else POSITIVE if left > right else NEGATIVE
        return bool(sign & RELATION_SIGNS[relation.sign])
    return decide(lambda field: (at_point(relation.left, values, field),
                                 at_point(relation.right, values, field)), relation.sign).truth


def number_of(value: Exact, field: Any) -> Any:
    """An exact number in a field.

    Args:
        value: rational, or an expression without names.
        field: of normal forms or of balls.

    Raises:
        ProofError: if the expression has no value.
    """
    if isinstance(value, Fraction):
        return field.number(value)
    return Evaluation(field, {}, extended=False).finite(unfold(value))


def at_point(node: Written, values: Mapping[Name, Exact], field: Any = BALLS) -> Any:
    """The value of an expression without integrals; undefined where a subterm is."""
    known = {name: number_of(value, field) for name, value in values.items()}
    try:
        return Evaluation(field, known, extended=False).value(unfold(node))
    except UndefinedSubtermError:
        return UNDEFINED


def member(node: Written, instance: Instance, field: Any = BALLS) -> Any:
    """The value of a side of a claim at an instance: a number, ±∞, undefined, or left out."""
    if not has_integral(node):
        return at_point(node, instance.values, field)
    table = dict[Name, Any]()

    def named(integral: Written) -> Name:
        name = Real(f" {len(table)}")
        table[name] = integral
        return name

    outside = in_numbers(unfold(node), named)
    total: dict[Name, Any] = {n: number_of(v, field) for n, v in instance.values.items()}
    for name, integral in table.items():
        total[name] = _integral(integral, instance, field)
        if total[name] is UNDEFINED:
            return LEFT_OUT
    infinite = {name for name, value in total.items() if isinstance(value, Extended)}
    if infinite:
        extended = Evaluation(field, total, extended=True)
        try:
            check_outside(outside, infinite, Evaluation(field, total, extended=False), extended)
        except UndefinedSubtermError:
            return UNDEFINED
        except SignNeededError:
            raise
        except ProofError:
            return LEFT_OUT
        value = extended.value(outside)
        return LEFT_OUT if value is UNDEFINED else value
    try:
        return Evaluation(field, total, extended=False).value(outside)
    except UndefinedSubtermError:
        return UNDEFINED


def _integral(node: Written, instance: Instance, field: Any) -> Any:
    total: Any = field.number(0)
    for weight, values in instance.atoms:
        known = {n: number_of(v, field) for n, v in {**instance.values, **values}.items()}
        evaluation = Evaluation(field, known, extended=True)
        value = integrand_value(node, evaluation)
        if not isinstance(value, Extended):
            value = field.number(weight) * value
        total = evaluation.add(total, value)
    return total


def relation_holds(relation: Relation, instance: Instance) -> Finding:
    """Whether a relation of a claim holds at an instance, with what its sides come to."""
    try:
        return decide(lambda field: (member(relation.left, instance, field),
                                     member(relation.right, instance, field)), relation.sign)
    except ProofError:
        if has_integral(relation.left) or has_integral(relation.right):
            raise
        # One side without a value is enough, whatever the other comes to.
        gone = [_is_undefined(side, instance) for side in (relation.left, relation.right)]
        if any(gone):
            return Finding(False, *(UNDEFINED.value if part else _NOT_TOLD for part in gone))
        raise


def _is_undefined(side: Written, instance: Instance) -> bool:
    """Whether an expression without integrals is known to have no value at an instance."""
    try:
        return decide(lambda field: (member(side, instance, field),) * 2, "=").truth is False
    except ProofError:
        return False


def comparison_holds(claim: Comparison, instance: Instance) -> Finding:
    """Whether a chain holds at an instance; one member left out leaves the instance out."""
    findings = [relation_holds(relation, instance) for relation in claim.relations]
    for wanted in (LEFT_OUT, False, None):
        for finding in findings:
            if finding.truth is wanted:
                return finding
    return findings[0]


def decide(sides: Callable[[Any], tuple[Any, Any]], sign: str) -> Finding:
    """Compares two values that are evaluated anew until it is known how they stand.

    Balls of growing precision come first; where they do not part, the two may be exactly equal, and
    normal forms of constants tell.

    Args:
        sides: evaluates both sides in a field.
        sign: the relation between them.
    """
    finding = Finding(None)
    for bits in (PRECISIONS[0], None, *PRECISIONS[1:]):
        with precision(bits or PRECISIONS[0]):
            field = Constants(SIZES[-1]) if bits is None else BALLS
            try:
                left, right = sides(field)
            except SignNeededError:
                continue
            except ProofError:
                if bits is None:
                    continue
                raise
            truth = _compare(left, sign, right, field)
            if bits is not None or not finding.left:
                finding = Finding(truth, *(shown(_ball(side, field)) for side in (left, right)))
        if truth is not None:
            return replace(finding, truth=truth)
    return finding


def _compare(left: Any, sign: str, right: Any, field: Any) -> bool | str | None:
    if LEFT_OUT in (left, right):
        return LEFT_OUT
    if UNDEFINED in (left, right):
        return False
    allowed = RELATION_SIGNS[sign]
    if isinstance(left, Extended) or isinstance(right, Extended):
        order = {MINUS: -1, PLUS: 1}
        difference = order.get(left, 0) - order.get(right, 0)
        return bool(RELATION_SIGNS["=" if not difference else "<>"[difference > 0]] & allowed)
    signs = field.signs_of(left - right)
    return True if signs | allowed == allowed else None if signs & allowed else False


def _ball(value: Any, field: Any) -> Any:
    """A value of the constants as a ball."""
    if isinstance(field, Constants) and isinstance(value, Ratio):
        if value.is_constant():
            return Ball(value.constant())
        return Ball(None, field.enclosure(value.above) / field.enclosure(value.below))
    return value


def shown(value: Any) -> str:
    """A value as text."""
    if isinstance(value, Ball):
        return str(value)
    return value if isinstance(value, str) else str(value.value)

