"""Integrals as linear forms, and the value of an integrand on a cell.

∫ΣF = Σ∫F holds for extended integrals whenever the right side has no ∞ − ∞, and an instance where
it has is left out of the claim; so a claim that is linear in its integrals may be compared point by
point, where the two sides may also be infinite together.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from typing import Any

from ..language.divergences import unfold
from ..language.forms import Derivative, Piecewise
from ..language.measures import (
    Density,
    Expectation,
    Integral,
    NullFunction,
    Pointwise,
    has_integral,
)
from ..language.traversal import names
from ..language.written import Difference, Name, Negation, Product, Quotient, Sum, Written, written
from .abstract import is_abstract
from .evaluation import (
    UNDEFINED,
    Evaluation,
    Extended,
    SignNeededError,
    Value,
)
from .signs import NON_NEGATIVE, POSITIVE, ZERO, ProofError


@dataclass(frozen=True)
class LinearForm:
    """Σ coefficient · ∫ + constant, coefficients and constant being free of the point.

    Args:
        terms: pairs of a coefficient and an `Integral` or `Expectation`.
        constants: what stands outside, to be added.
    """

    terms: tuple[tuple[Written, Written], ...]
    constants: tuple[Written, ...]


def linear_form(node: Written) -> LinearForm:
    """The linear form of a side of a claim, its definitions unfolded.

    Raises:
        ProofError: if the side is not linear in its integrals, or what stands outside of them
            depends on the point.
    """
    terms: list[tuple[Written, Written]] = []
    constants: list[Written] = []
    for coefficient, part in _collect(unfold(node), written(1)):
        if any(isinstance(name, Pointwise) for name in names(coefficient)):
            raise ProofError("a coefficient outside the integrals depends on the point")
        if isinstance(part, Integral | Expectation):
            terms.append((coefficient, part))
        elif any(isinstance(name, Pointwise) for name in names(part)):
            raise ProofError("a term outside the integrals depends on the point")
        else:
            constants.append(coefficient * part)
    return LinearForm(tuple(terms), tuple(constants))


def _collect(node: Written, factor: Written) -> Iterator[tuple[Written, Written]]:
    if isinstance(node, Integral | Expectation) or not has_integral(node):
        yield factor, node
    elif isinstance(node, Sum | Difference):
        yield from _collect(node.left, factor)
        yield from _collect(node.right, -factor if isinstance(node, Difference) else factor)
    elif isinstance(node, Negation):
        yield from _collect(node.operand, -factor)
    elif isinstance(node, Product) and has_integral(node.left) != has_integral(node.right):
        inner, outer = node.left, node.right
        if has_integral(node.right):
            inner, outer = outer, inner
        yield from _collect(inner, factor * outer)
    elif isinstance(node, Quotient) and not has_integral(node.right):
        yield from _collect(node.left, factor / node.right)
    else:
        raise ProofError("a side of the claim is not linear in its integrals")


def in_numbers(node: Written, named: Callable[[Written], Name]) -> Written:
    """A side of a claim, its definitions unfolded, with a name for each of its integrals.

    Args:
        node: unfolded.
        named: the name of an integral or expectation.

    Raises:
        ProofError: if an integral is differentiated.
    """
    if isinstance(node, Derivative) and has_integral(node):
        raise ProofError("a derivative of an integral has no value at an instance")
    if isinstance(node, Integral | Expectation):
        return named(node)
    children = tuple(in_numbers(child, named) for child in node.children)
    return node if children == node.children else node.rebuild(children)


def check_outside(node: Written, infinite: Container[Name], strict: Evaluation,
                  extended: Evaluation) -> None:
    """Checks that nothing outside the integrals is undefined where some of them are infinite.

    What stands apart from an infinite integral must be defined as ever; of the rest ∞ − ∞ and
    0 · ∞ leave an instance out, and anything else is undefined.

    Args:
        node: a side, its integrals named.
        infinite: the names of those that are infinite.
        strict: evaluates what speaks of none of them.
        extended: evaluates the rest.

    Raises:
        UndefinedSubtermError: if a part that stands apart is undefined.
        ProofError: if another one is, or has cases.
    """
    if not any(name in infinite for name in names(node)):
        strict.finite(node)
        return
    if isinstance(node, Piecewise):
        raise ProofError("cases are not told apart where an integral is infinite")
    for child in node.children:
        check_outside(child, infinite, strict, extended)
    if not isinstance(node, Sum | Difference | Product) and extended.value(node) is UNDEFINED and (
        not any(extended.value(child) is UNDEFINED for child in node.children)
    ):
        raise ProofError(f"{node} is undefined where an integral is infinite")


def total_at_point(form: LinearForm, extended: Evaluation, strict: Evaluation) -> Value:
    """Σ coefficient · integrand on a cell; undefined where a term is, or where ∞ meets −∞.

    Args:
        extended: of the integrands.
        strict: of the coefficients, in the same field.

    Raises:
        ProofError: if a coefficient is undefined, or its sign is not known.
    """
    total: Value = strict.field.number(0)
    for coefficient, atom in form.terms:
        scale = strict.finite(coefficient)
        signs = strict.field.signs_of(scale)
        if signs == ZERO:
            # 0 · ∞ leaves the instance out, so that only finite integrals are spoken of.
            continue
        if signs & ZERO and is_abstract(coefficient):
            # The slope of a function that is not given has no sign; a number times it needs none.
            value = integrand_value(atom, extended)
            if isinstance(value, Extended):
                raise ProofError("a slope of unknown sign stands before what may be infinite")
            total = extended.add(total, scale * value)
            continue
        if signs & ZERO:
            raise SignNeededError(coefficient)
        total = extended.add(total, extended.times(scale, integrand_value(atom, extended),
                                                   coefficient))
    return total


def integrand_value(atom: Written, extended: Evaluation) -> Value:
    """The contribution of a point of the cell to an integral or an expectation."""
    if isinstance(atom, Expectation):
        law = mixture_value(atom.density, extended)
        signs = extended.field.signs_of(law)
        if signs == ZERO:
            return extended.field.number(0)
        inner = extended.value(atom.integrand)
        if not isinstance(inner, Extended):
            return law * inner
        if signs & ZERO:
            raise SignNeededError(_open_density(atom.density, extended))
        return extended.times(law, inner, atom.density)
    if not isinstance(atom, Integral):
        raise ProofError("no integral")
    masses = [n for n in names(atom.integrand) if isinstance(n, Density | NullFunction)]
    known = [extended.field.signs_of(extended.values[name]) for name in masses]
    if masses and all(signs == ZERO for signs in known):
        return extended.field.number(0)
    value = extended.value(atom.integrand)
    open_sign = masses and all(signs & ZERO for signs in known)
    if open_sign and (isinstance(value, Extended) or not _vanishes(atom.integrand)):
        raise SignNeededError(next(n for n, signs in zip(masses, known, strict=True)
                                   if signs != ZERO))
    return value


def is_silent(form: LinearForm, extended: Evaluation) -> bool:
    """Whether a point contributes nothing to any integral, whatever the functions are there."""
    if not form.terms:
        return False
    for _, atom in form.terms:
        law = atom.density if isinstance(atom, Expectation) else atom
        masses = [n for n in names(law) if isinstance(n, Density | NullFunction)]
        if not masses or any(extended.field.signs_of(extended.values[n]) != ZERO for n in masses):
            return False
    return True


def _open_density(law: Written, extended: Evaluation) -> Written:
    for name in names(law):
        signs = extended.field.signs_of(extended.values[name])
        if isinstance(name, Density) and signs not in (ZERO, POSITIVE):
            return name
    return law


def _vanishes(node: Written) -> bool:
    """Whether every term has a density or a null function as a factor."""
    if isinstance(node, Density | NullFunction):
        return True
    if isinstance(node, Product):
        return _vanishes(node.left) or _vanishes(node.right)
    if isinstance(node, Sum | Difference):
        return _vanishes(node.left) and _vanishes(node.right)
    return isinstance(node, Negation) and _vanishes(node.operand)


def mixture_value(law: Written, evaluation: Evaluation) -> Value:
    """The value of a law, after its weights are checked.

    Raises:
        ProofError: if the weights are not known to be non-negative with sum 1.
    """
    if isinstance(law, Density):
        return evaluation.values[law]
    weights = _weights(law, written(1))
    strict = Evaluation(evaluation.field, evaluation.values, extended=False)
    total = strict.field.number(0)
    for weight in weights.values():
        value = strict.finite(weight)
        if strict.field.signs_of(value) | NON_NEGATIVE != NON_NEGATIVE:
            raise ProofError("a weight of a mixture may be negative")
        total = total + value
    if not strict.field.is_zero(total - strict.field.number(1)):
        raise ProofError("the weights of a mixture do not sum to 1")
    return strict.finite(law)


def _weights(law: Written, factor: Written) -> dict[Name, Written]:
    if isinstance(law, Density):
        return {law: factor}
    if isinstance(law, Negation):
        return _weights(law.operand, -factor)
    if isinstance(law, Sum | Difference):
        total = _weights(law.left, factor)
        signed = -factor if isinstance(law, Difference) else factor
        for name, weight in _weights(law.right, signed).items():
            total[name] = total[name] + weight if name in total else weight
        return total
    if isinstance(law, Product | Quotient):
        inner, scale = law.left, law.right
        if isinstance(law, Product) and any(isinstance(n, Pointwise) for n in names(scale)):
            inner, scale = scale, inner
        if not any(isinstance(n, Pointwise) for n in names(scale)):
            return _weights(inner, factor / scale if isinstance(law, Quotient) else factor * scale)
    raise ProofError("no density and no mixture of densities")


def constants_value(form: LinearForm, evaluation: Evaluation) -> Any:
    """The sum of what stands outside the integrals; every subterm must be defined."""
    total = evaluation.field.number(0)
    for constant in form.constants:
        total = total + evaluation.finite(constant)
    return total


def check_scaled(sides: list[tuple[LinearForm, LinearForm]], factor: Written,
                 strict: Evaluation) -> None:
    """Checks that both sides of a relation are those of another one, scaled.

    The integrals are the same, times one positive factor, and so is the difference of what stands
    outside; so both relations are defined at the same instances.

    Args:
        sides: the left ones and the right ones, of the relation and of the other.
        factor: by which the other is scaled.
        strict: evaluates on a cell.

    Raises:
        ProofError: if they are not.
    """
    field, scale = strict.field, strict.finite(factor)
    if field.signs_of(scale) != POSITIVE:
        raise ProofError("a result is scaled by a positive number only")
    shifts = []
    for mine, theirs in sides:
        weights = _coefficients(mine, strict)
        given = _coefficients(theirs, strict)
        if set(weights) != set(given) or any(
            not field.is_zero(weights[atom] - scale * given[atom]) for atom in weights
        ):
            raise ProofError("the integrals are not those of the result")
        shifts.append(constants_value(mine, strict) -
                      scale * constants_value(theirs, strict))
    if not field.is_zero(shifts[0] - shifts[1]):
        raise ProofError("what stands outside the integrals is not that of the result")


def _coefficients(form: LinearForm, strict: Evaluation) -> dict[Written, Any]:
    total: dict[Written, Any] = {}
    for coefficient, atom in form.terms:
        # Integrals that cancel would be defined on one side of the inference only.
        if atom in total or strict.signs(coefficient) & ZERO:
            raise ProofError("an integral stands twice, or may vanish")
        total[atom] = strict.finite(coefficient)
    return total
