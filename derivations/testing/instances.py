"""Instances: numbers, functions and laws for the declared names, on one weighted finite measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from .enclosures import Arithmetic, Value
from .values import Number, entry, exact, fail, row, table

_LENGTH: Final = "{name} has {found} entries for {atoms} atoms: write one for each atom"
_WEIGHT: Final = "the weight {weight} of an atom is not positive"
_ODDS: Final = "the law {name} needs odds that are not negative and not all 0"
_NULL: Final = "the masses of the null function {name} sum to {total}, not to 0"


@dataclass(frozen=True, repr=False)
class Instance:
    """What each declared name stands for on a measure with a few weighted atoms.

    Numbers are exact: integers, fractions, or text such as "1/3".

    Args:
        weights: the measure of each atom, positive.
        laws: the odds of each atom under a law; its density there is the probability of the atom
            divided by the atom's weight.
        functions: the value of a function of the point at each atom.
        null: the mass that a null function has on each atom; its value there is the mass divided by
            the weight, and the masses sum to 0.
        numbers: the values of real and integer names.

    Raises:
        ValueError: if lengths differ, a weight is not positive, or odds or masses are no law's.
    """

    weights: Sequence[Number] = (1,)
    laws: Mapping[str, Sequence[Number]] = field(default_factory=dict)
    functions: Mapping[str, Sequence[Number]] = field(default_factory=dict)
    null: Mapping[str, Sequence[Number]] = field(default_factory=dict)
    numbers: Mapping[str, Number] = field(default_factory=dict)
    _values: dict[str, tuple[Fraction, ...]] = field(
        default_factory=dict, init=False, compare=False
    )

    def __post_init__(self) -> None:
        weights = exact(self.weights)
        object.__setattr__(self, "weights", weights)
        for weight in weights:
            if weight <= 0:
                fail(_WEIGHT, weight=weight)
        for part in ("laws", "functions", "null"):
            made = {name: exact(values) for name, values in getattr(self, part).items()}
            object.__setattr__(self, part, made)
            for name, values in made.items():
                if len(values) != len(weights):
                    fail(_LENGTH, name=name, found=len(values), atoms=len(weights))
                self._values[name] = self._pointwise(part, name, values)
        object.__setattr__(self, "numbers", {n: Fraction(v) for n, v in self.numbers.items()})

    def _pointwise(
        self, part: str, name: str, values: tuple[Fraction, ...]
    ) -> tuple[Fraction, ...]:
        total = sum(values)
        if part == "functions":
            return values
        if part == "laws" and (min(values) < 0 or not total):
            fail(_ODDS, name=name)
        if part == "null" and total:
            fail(_NULL, name=name, total=total)
        scale = total if part == "laws" else 1
        pairs = zip(values, exact(self.weights), strict=True)
        return tuple(value / scale / weight for value, weight in pairs)

    @property
    def atoms(self) -> int:
        """How many atoms there are."""
        return len(self.weights)

    def names(self) -> frozenset[str]:
        """Every name that the instance says something about."""
        return frozenset((*self.laws, *self.functions, *self.null, *self.numbers))

    def weight(self, atom: int) -> Fraction:
        """The measure of an atom."""
        found: Fraction = self.weights[atom]  # type: ignore[assignment]
        return found

    def number(self, name: str) -> Fraction:
        """The value of a real or integer name.

        Raises:
            KeyError: if the instance says nothing about it.
        """
        return Fraction(entry(self.numbers, name))

    def at(self, name: str, atom: int, arithmetic: Arithmetic) -> Value:
        """The value of a density, a function or a null function at an atom.

        Args:
            arithmetic: not needed here, where all values are exact.

        Raises:
            KeyError: if the instance says nothing about the name.
        """
        found: Fraction = entry(self._values, name)[atom]
        return found

    def __repr__(self) -> str:
        parts = [f"weights={row(self.weights)}"]
        parts += [f"{part}={table(getattr(self, part))}" for part in ("laws", "functions", "null")
                  if getattr(self, part)]  # fmt: skip
        if self.numbers:
            parts.append(f"numbers={table({n: (v,) for n, v in self.numbers.items()}, True)}")
        return f"Instance({', '.join(parts)})"
