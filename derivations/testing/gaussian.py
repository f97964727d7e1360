"""Instances whose laws are mixtures of Gaussians, on a fixed grid of nodes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from .elementary import apply
from .enclosures import ZERO, Arithmetic, Value
from .instances import Instance
from .values import Number, entries, entry, exact, fail, table

_MIXTURE: Final = (
    "the mixture {name} needs components (odds, mean, standard deviation) whose odds and "
    "standard deviation are positive"
)
# The tails beyond the last node hold no mass by construction.
_NODES: Final = tuple(Fraction(k, 2) for k in range(-20, 21))
_STEP: Final = Fraction(1, 2)


@dataclass(frozen=True, repr=False)
class GaussianInstance:
    """Mixtures of Gaussians on the nodes −10, −9.5, …, 10, each of weight 1/2.

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
        default_factory=dict, init=False, compare=False
    )

    def __post_init__(self) -> None:
        mixtures = {name: tuple(exact(c) for c in parts) for name, parts in self.mixtures.items()}
        for name, parts in mixtures.items():
            if not parts or any(odds <= 0 or spread <= 0 for odds, _, spread in parts):
                fail(_MIXTURE, name=name)
        object.__setattr__(self, "mixtures", mixtures)
        functions = {name: exact(values) for name, values in self.functions.items()}
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
        return Fraction(entry(self.numbers, name))

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
            self._densities[key] = self._normalised(entry(self.mixtures, name), arithmetic)
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
            f'"{name}": [' + ", ".join(f"({', '.join(entries(c))})" for c in parts) + "]"
            for name, parts in self.mixtures.items()
        )
        shown = [f"mixtures={{{mixtures}}}"]
        shown += [f"functions={table(self.functions)}"] if self.functions else []
        numbers = {name: (value,) for name, value in self.numbers.items()}
        shown += [f"numbers={table(numbers, True)}"] if numbers else []
        return f"GaussianInstance({', '.join(shown)})"


AnyInstance = Instance | GaussianInstance
