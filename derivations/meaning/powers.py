"""Limits of sums of powers u^c (log u)^k whose exponents c are values free of u."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .normal_form import Field, Ratio
from .signs import NEGATIVE, POSITIVE, ZERO, ProofError


@dataclass(frozen=True)
class _Term:
    """head · v^exponent (log v)^power, where v → 0+."""

    exponent: Ratio
    power: int
    head: Ratio


def limit_of_powers(field: Field, value: Ratio, place: int, at_zero: bool) -> Ratio | int:
    """The limit of a sum of powers of a positive variable; see `limits.limit`.

    The sum is exact, no term of it being an approximation, so that what cancels is gone.

    Args:
        value: a sum of powers over one power.
        place: of the variable u among the generators.
        at_zero: whether it goes to 0 or to +∞.

    Raises:
        ProofError: if it is no such sum, or the order of its terms is not known.
    """
    below = _terms(field, value.below, place, at_zero)
    if len(below) != 1:
        raise ProofError("a limit of an exponential is not read off")
    under = below[0]
    terms = [_Term(term.exponent - under.exponent, term.power - under.power,
                   term.head / under.head)
             for term in _terms(field, value.above, place, at_zero)]
    end, growing = field.number(0), list[_Term]()
    for term in terms:
        signs = field.signs_of(term.exponent)
        if signs == ZERO and not term.power:
            end = end + term.head
        elif signs in (NEGATIVE, ZERO):
            if signs == NEGATIVE or term.power > 0:
                growing.append(term)
        elif signs != POSITIVE:
            raise ProofError("the sign of an exponent is not known")
    if not growing:
        return end
    top = next((term for term in growing if all(
        other is term or _outgrows(field, term, other) for other in growing)), None)
    if top is None:
        raise ProofError("which power is the largest is not known")
    signs = field.signs_of(top.head)
    if signs not in (NEGATIVE, POSITIVE):
        raise ProofError("the sign of a leading coefficient is not known")
    # log v → −∞, so that its odd powers turn the sign.
    return 1 if (signs == POSITIVE) == (top.power % 2 == 0) else -1


def _outgrows(field: Field, first: _Term, second: _Term) -> bool:
    signs = field.signs_of(first.exponent - second.exponent)
    return signs == NEGATIVE or (signs == ZERO and first.power > second.power)


def _terms(field: Field, polynomial: Any, place: int, at_zero: bool) -> list[_Term]:
    """The terms of a polynomial, those with the same powers added up; v is u or 1/u."""
    found: list[_Term] = []
    for exponents, coefficient in polynomial.to_dict().items():
        exponent, power = field.number(0), 0
        head = Ratio(field.context.constant(coefficient), field.one)
        for other, count in enumerate(exponents):
            if not count:
                continue
            times = field.number(int(count))
            if not field.depends(other, place):
                head = head * Ratio(field.generators[other], field.one) ** int(count)
                continue
            atom = field.atoms[other]
            if other == place:
                exponent = exponent + times
            elif atom.kind == "log" and atom.key == field.generators[place]:
                power += int(count)
            elif atom.kind == "root" and atom.key == field.generators[place]:
                exponent = exponent + times * field.number(Fraction(1, atom.order))
            elif atom.kind == "exp":
                exponent = exponent + times * _exponent(field, atom.key, place)
            else:
                raise ProofError("a limit of an exponential is not read off")
        if not at_zero:
            exponent, head = -exponent, -head if power % 2 else head
        _add(field, found, _Term(exponent, power, head))
    return [term for term in found if not field.is_zero(term.head)]


def _add(field: Field, found: list[_Term], term: _Term) -> None:
    for index, other in enumerate(found):
        if other.power == term.power and field.is_zero(other.exponent - term.exponent):
            found[index] = _Term(term.exponent, term.power, other.head + term.head)
            return
    found.append(term)


def _exponent(field: Field, key: Ratio, place: int) -> Ratio:
    """c of exp(c log u)."""
    total = field.number(0)
    for exponents, coefficient in key.above.to_dict().items():
        inside = [other for other, count in enumerate(exponents)
                  if count and field.depends(other, place)]
        if len(inside) != 1 or exponents[inside[0]] != 1 or (
            field.atoms[inside[0]].kind != "log"
            or field.atoms[inside[0]].key != field.generators[place]
        ):
            raise ProofError("a limit of an exponential is not read off")
        rest = tuple(0 if other == inside[0] else int(e) for other, e in enumerate(exponents))
        total = total + Ratio(field.context.from_dict({rest: coefficient}), key.below)
    if any(count and field.depends(other, place)
           for other, count in enumerate(key.below.degrees())):
        raise ProofError("a limit of an exponential is not read off")
    return total
