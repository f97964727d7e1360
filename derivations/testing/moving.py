"""Instances near to an instance: one value changed, or a variable put somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any, Final

from ..language.written import Name, Written
from .enclosures import FLOATS
from .evaluation import OUTSIDE, Place, evaluate
from .instances import Instance
from .values import exact

_FACTORS: Final = tuple(map(Fraction, (
    "1/2", "2", "10", "9/10", "11/10", "99/100", "101/100", "9999/10000", "10001/10000")))
_STEPS: Final = tuple(map(Fraction, ("1/10", "-1/10", "1/100", "-1/100", "1/1000", "-1/1000")))
_PLAIN: Final = tuple(map(Fraction, ("0", "1", "-1", "1/2", "2")))
_FINEST: Final = 10**9
_SHORT: Final = 64


def rows(instance: Instance) -> dict[str, tuple[Fraction, ...]]:
    """What each name of an instance stands for, a number being a row of one value."""
    found = {name: exact((value,)) for name, value in instance.numbers.items()}
    for part in (instance.laws, instance.functions, instance.null):
        found.update({name: exact(values) for name, values in part.items()})
    return found


def with_row(instance: Instance, name: str, values: Sequence[Fraction]) -> Instance | None:
    """The instance with another row for a name; `None` if the row is none of its kind.

    Args:
        name: one of the instance's.
        values: the odds of a law, the values of a function, the masses of a null function, or the
            one value of a number.
    """
    try:
        if name in instance.numbers:
            return replace(instance, numbers={**instance.numbers, name: values[0]})
        for part in ("laws", "functions", "null"):
            if name in getattr(instance, part):
                changed: dict[str, Any] = {part: {**getattr(instance, part), name: values}}
                return replace(instance, **changed)
    except ValueError:
        return None
    return None


def moved(instance: Instance, random: Random, names: Sequence[str] = ()) -> Instance | None:
    """The instance with one value changed; `None` if that cannot be.

    Args:
        random: where it is changed, and by how much.
        names: the names that may change; all of them and the weights if nothing is said.
    """
    if not names and random.random() < 0.2:
        weights = list(exact(instance.weights))
        weights[random.randrange(len(weights))] *= random.choice(_FACTORS)
        return replace(instance, weights=weights)
    known = rows(instance)
    name = random.choice(tuple(names) or tuple(known) or ("",))
    if name not in known:
        return None
    row = list(known[name])
    place = random.randrange(len(row))
    before = row[place]
    row[place] = _other(before, random, random.choice(tuple(known.values())))
    if name in instance.null:
        row[random.randrange(len(row))] -= row[place] - before
    return with_row(instance, name, row)


def placed(instance: Instance, variable: Name, at: Written) -> Instance | None:
    """The instance with a variable at the value of an expression; `None` if it has none.

    Args:
        variable: declared, and so in the instance.
        at: an expression at the point, in the other names.
    """
    law = variable.name in instance.laws
    single = variable.name in instance.numbers
    values = []
    for atom in range(1 if single else instance.atoms):
        try:
            value = evaluate(at, instance, OUTSIDE if single else Place(atom))
            middle = value if isinstance(value, Fraction) else float(FLOATS.near(value).middle)
            near = Fraction(middle)
        except (ArithmeticError, TypeError, ValueError):
            # Where no law has mass an optimum need not have a value.
            if single:
                return None
            near = Fraction(1, 2)
        values.append(near * (instance.weight(atom) if law else 1))
    return with_row(instance, variable.name, values)


def _other(value: Fraction, random: Random, row: Sequence[Fraction]) -> Fraction:
    ways = (value * random.choice(_FACTORS), value + random.choice(_STEPS), random.choice(row),
            (value + random.choice(row)) / 2, Fraction(random.randint(-3, 12), 10),
            random.choice(_PLAIN))
    found = random.choice(ways)
    short = found.denominator.bit_length() + found.numerator.bit_length() < _SHORT
    return found if short else found.limit_denominator(_FINEST)
