"""Values that vanish where others do, and are simpler: by logarithms, exponentials and powers."""

from __future__ import annotations

from collections.abc import Iterator
from math import lcm
from typing import Any, Final

from ..meaning.normal_form import Field, NoRoomError, Ratio
from ..meaning.signs import POSITIVE, ProofError

MOST_TERMS: Final = 8
HIGHEST: Final = 12


def simpler(field: Field, polynomial: Any) -> Iterator[Any]:
    """Polynomials that vanish where a given one does, without its roots or logarithms.

    Args:
        field: in which it lives.
        polynomial: a factor whose sign is open.
    """
    for way in (_products, _logarithms):
        try:
            found = way(field, polynomial)
        except NoRoomError:
            raise
        except ProofError:
            continue
        if found is not None:
            yield field.reduce(found.above)


def _products(field: Field, polynomial: Any) -> Ratio | None:
    """For A − B with products A, B of positive values: log A − log B, or a difference of powers."""
    coefficients, monomials = polynomial.coeffs(), polynomial.monoms()
    if len(coefficients) != 2 or coefficients[0] * coefficients[1] > 0:
        return None
    apart = [int(a) - int(b) for a, b in zip(*monomials, strict=True)]
    used = [place for place, gap in enumerate(apart) if gap]
    if any(field.signs_of(Ratio(field.generators[place], field.one)) != POSITIVE
           for place in used):
        return None
    kinds = {field.atoms[place].kind for place in used}
    if kinds == {"exp"}:
        total = field.log_number(-coefficients[0] / coefficients[1])
        for place in used:
            total = total + field.number(apart[place]) * field.atoms[place].key
        return total
    if "exp" in kinds:
        first, second = (field.log_absolute(Ratio(field.context.from_dict({tuple(row): abs(c)}),
                                                  field.one))
                         for row, c in zip(monomials, coefficients, strict=True))
        return first - second
    if "root" in kinds:
        most = max(field.atoms[place].order for place in used)
        powers = [field.context.from_dict({tuple(row): abs(c)}) ** most
                  for row, c in zip(monomials, coefficients, strict=True)]
        return Ratio(powers[0] - powers[1], field.one)
    return None


def _logarithms(field: Field, polynomial: Any) -> Ratio | None:
    """For a sum of multiples of logarithms and of values without any: its exponential, less 1."""
    coefficients, monomials = polynomial.coeffs(), polynomial.monoms()
    common, alone = 1, 0
    for row, coefficient in zip(monomials, coefficients, strict=True):
        inside = [place for place, exponent in enumerate(row)
                  if exponent and field.atoms[place].kind == "log"]
        if inside and sum(map(int, row)) != 1:
            return None
        alone += len(inside)
        common = lcm(common, int(coefficient.q))
    if not alone or len(coefficients) > MOST_TERMS or any(
        abs(coefficient * common) > HIGHEST for coefficient in coefficients
    ):
        return None
    return field.exp(Ratio(polynomial * common, field.one)) - field.number(1)
