"""Instances: numbers, functions and laws for the declared names, on one weighted finite measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final, NoReturn

from .enclosures import ZERO, Arithmetic, Value
from .elementary import apply

Number = int | str | Fraction

_LENGTH: Final = "{name} has {found} entries for {atoms} atoms: write one for each atom"
_WEIGHT: Final = "the weight {weight} of an atom is not positive"
_ODDS: Final = "the law {name} needs odds that are not negative and not all 0"
_NULL: Final = "the masses of the null function {name} sum to {total}, not to 0"
_NO_NAME: Final = "the instance says nothing about {name}"
_MIXTURE: Final = "the mixture {name} needs (odds, mean, standard deviation) with both ends positive"


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

    def __post_init__(self) -> None:
        weights = _exact(self.weights)
        object.__setattr__(self, "weights", weights)
        for part in ("laws", "functions", "null"):
            made = {name: _exact(values) for name, values in getattr(self, part).items()}
            for name, values in made.items():
                if len(values) != len(weights):
                    _fail(_LENGTH, name=name, found=len(values), atoms=len(weights))
            object.__setattr__(self, part, made)
        object.__setattr__(self, "numbers", {n: Fraction(v) for n, v in self.numbers.items()})
        for weight in weights:
            if weight <= 0:
                _fail(_WEIGHT, weight=weight)
        for name, odds in self.laws.items():
            if min(odds) < 0 or not any(odds):
                _fail(_ODDS, name=name)
        for name, masses in self.null.items():
            if sum(masses) != 0:
                _fail(_NULL, name=name, total=sum(masses))

    @property
    def atoms(self) -> int:
        """How many atoms there are."""
        return len(self.weights)

    def names(self) -> frozenset[str]:
        """Every name that the instance says something about."""
        return frozenset((*self.laws, *self.functions, *self.null, *self.numbers))

    def weight(self, atom: int) -> Fraction:
        """The measure of an atom."""
        return Fraction(self.weights[atom])

    def number(self, name: str) -> Fraction:
        """The value of a real or integer name.

        Raises:
            KeyError: if the instance says nothing about it.
        """
        return Fraction(_of(self.numbers, name))

    def at(self, name: str, atom: int, arithmetic: Arithmetic) -> Value:
        """The value of a density, a function or a null function at an atom.

        Args:
            arithmetic: not needed here, where all values are exact.

        Raises:
            KeyError: if the instance says nothing about the name.
        """
        if name in self.functions:
            return Fraction(self.functions[name][atom])
        if name in self.null:
            return Fraction(self.null[name][atom]) / self.weight(atom)
        odds = _of(self.laws, name)
        return Fraction(odds[atom]) / sum(odds) / self.weight(atom)

    def __repr__(self) -> str:
        parts = [f"weights={_shown(self.weights)}"]
        parts += [f"{part}={_table(getattr(self, part))}" for part in ("laws", "functions", "null")
                  if getattr(self, part)]  # fmt: skip
        if self.numbers:
            parts.append(f"numbers={_table({n: (v,) for n, v in self.numbers.items()}, True)}")
        return f"Instance({', '.join(parts)})"


# A step that doubles and halves exactly; tails beyond the last node hold no mass by construction.
_NODES: Final = tuple(Fraction(k, 4) for k in range(-40, 41))
_STEP: Final = Fraction(1, 4)


@dataclass(frozen=True, repr=False)
class GaussianInstance:
    """Mixtures of Gaussians on the nodes −10, −9.75, …, 10, each of weight 1/4.

    The densities are divided by their sum over the nodes, so that they are laws on this measure,
    and a claim about all measures holds for them without an error of quadrature.

    Args:
        mixtures: (odds, mean, standard deviation) of the components of each law.
        functions: values of a function of the point, repeated over the nodes.
        numbers: the values of real and integer names.

    Raises:
        ValueError: if odds or a standard deviation are not positive.
    """

    mixtures: Mapping[str, Sequence[tuple[Number, Number, Number]]]
    functions: Mapping[str, Sequence[Number]] = field(default_factory=dict)
    numbers: Mapping[str, Number] = field(default_factory=dict)
    _densities: dict[tuple[str, int], tuple[Value, ...]] = field(
        default_factory=dict, compare=False
    )

    def __post_init__(self) -> None:
        mixtures = {name: tuple(_exact(c) for c in parts) for name, parts in self.mixtures.items()}
        for name, parts in mixtures.items():
            if not parts or any(odds <= 0 or spread <= 0 for odds, _, spread in parts):
                _fail(_MIXTURE, name=name)
        object.__setattr__(self, "mixtures", mixtures)
        functions = {name: _exact(values) for name, values in self.functions.items()}
        object.__setattr__(self, "functions", functions)
        object.__setattr__(self, "numbers", {n: Fraction(v) for n, v in self.numbers.items()})

    @property
    def atoms(self) -> int:
        """How many nodes there are."""
        return len(_NODES)

    def names(self) -> frozenset[str]:
        """Every name that the instance says something about."""
        return frozenset((*self.mixtures, *self.functions, *self.numbers))

    def weight(self, atom: int) -> Fraction:
        """The measure of a node."""
        return _STEP

    def number(self, name: str) -> Fraction:
        """The value of a real or integer name.

        Raises:
            KeyError: if the instance says nothing about it.
        """
        return Fraction(_of(self.numbers, name))

    def at(self, name: str, atom: int, arithmetic: Arithmetic) -> Value:
        """The value of a density or a function at a node.

        Args:
            arithmetic: in which the exponentials are rounded.

        Raises:
            KeyError: if the instance says nothing about the name.
        """
        if name in self.functions:
            values = self.functions[name]
            return Fraction(values[atom % len(values)])
        key = (name, id(arithmetic))
        if key not in self._densities:
            self._densities[key] = self._normalised(_of(self.mixtures, name), arithmetic)
        return self._densities[key][atom]

    def _normalised(self, parts: Any, arithmetic: Arithmetic) -> tuple[Value, ...]:
        heights, total = list[Value](), ZERO
        for node in _NODES:
            height: Value = ZERO
            for odds, mean, spread in parts:
                exponent = -(((node - mean) / spread) ** 2) / 2
                bell = apply(arithmetic, "exp", [exponent], False)
                height = arithmetic.add(height, arithmetic.multiply(odds / spread, bell))
            heights.append(height)
            total = arithmetic.add(total, arithmetic.multiply(_STEP, height))  # type: ignore[assignment]
        return tuple(arithmetic.divide(height, total, False) for height in heights)

    def __repr__(self) -> str:
        mixtures = ", ".join(
            f'"{name}": [' + ", ".join(f"({', '.join(_entries(c))})" for c in parts) + "]"
            for name, parts in self.mixtures.items()
        )
        shown = [f"mixtures={{{mixtures}}}"]
        shown += [f"functions={_table(self.functions)}"] if self.functions else []
        numbers = {name: (value,) for name, value in self.numbers.items()}
        shown += [f"numbers={_table(numbers, True)}"] if numbers else []
        return f"GaussianInstance({', '.join(shown)})"


AnyInstance = Instance | GaussianInstance


def _exact(values: Sequence[Number]) -> tuple[Fraction, ...]:
    return tuple(Fraction(value) for value in values)


def _of(table: Mapping[str, Any], name: str) -> Any:
    if name not in table:
        raise KeyError(_NO_NAME.format(name=name))
    return table[name]


def _fail(message: str, **parts: object) -> NoReturn:
    raise ValueError(message.format(**parts))


def _entries(values: Sequence[Number]) -> Iterator[str]:
    for value in values:
        exact = Fraction(value)
        yield str(exact) if exact.denominator == 1 else f'"{exact}"'


def _shown(values: Sequence[Number]) -> str:
    return f"[{', '.join(_entries(values))}]"


def _table(rows: Mapping[str, Sequence[Number]], single: bool = False) -> str:
    cells = (
        f'"{name}": ' + (next(_entries(values)) if single else _shown(values))
        for name, values in rows.items()
    )
    return f"{{{', '.join(cells)}}}"
