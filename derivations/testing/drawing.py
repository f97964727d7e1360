"""Drawing instances of a statement, plain ones first, from any source of choices."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

from ..language.claims import Hypotheses, Statement
from ..language.measures import Density, NullFunction, PointFunction, Pointwise
from ..language.traversal import names
from ..language.written import Integer, Name, Relation
from .allowing import allows, satisfied
from .enclosures import FLOATS
from .evaluation import OUTSIDE, Place, evaluate
from .gaussian import AnyInstance, GaussianInstance
from .instances import Instance
from .ranges import Choices, one_of, range_under

# Several times the same: `free` is the shape that most theorems fail on.
SHAPES: Final = ("free", "free", "free", "disjoint", "equal", "gaussian")
_WEIGHTS: Final = tuple(map(Fraction, ("1", "2", "3", "1/2", "1/3", "1/10")))
_ODDS: Final = (1, 0, 2, 3, 4, 100)
_MEANS: Final = tuple(map(Fraction, ("0", "1", "-1", "1/2", "3", "-3")))
_SPREADS: Final = tuple(map(Fraction, ("1", "2", "1/2")))
_MORE_ATOMS: Final = 2
_ROWS: Final = 3
_HALVINGS: Final = 6


@dataclass(frozen=True)
class RandomChoices:
    """Choices from a seed.

    Args:
        seed: the same seed gives the same choices.
    """

    seed: int
    _random: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_random", random.Random(self.seed))

    def integer(self, low: int, high: int) -> int:
        """A whole number from low to high."""
        return self._random.randint(low, high)


class _Plainest:
    def integer(self, low: int, high: int) -> int:
        return low


def random_instances(statement: Statement, count: int, seed: int = 0) -> Iterator[AnyInstance]:
    """The boundary instances of a statement and then random ones, without Hypothesis.

    Args:
        count: how many to try to draw; those that the hypotheses forbid are left out.
        seed: the same seed gives the same instances.
    """
    yield from boundary_instances(statement)
    choices = RandomChoices(seed)
    for _ in range(count):
        made = draw_instance(statement, choices)
        if made is not None:
            yield made


def boundary_instances(statement: Statement) -> list[AnyInstance]:
    """The plainest instance with equal laws and the one with disjoint supports.

    Args:
        statement: those that its hypotheses forbid are left out.
    """
    if not any(isinstance(name, Density) for name in statement.hypotheses.declared):
        return []
    made = (draw_instance(statement, _Plainest(), shape) for shape in ("equal", "disjoint"))
    return [instance for instance in made if instance is not None]


def draw_instance(
    statement: Statement, choices: Choices, shape: str | None = None
) -> AnyInstance | None:
    """An instance of all declared names at once; `None` if the hypotheses forbid what was drawn.

    Args:
        statement: its declared names get values.
        choices: the smallest choices make the plainest instance.
        shape: how the laws lie to each other, one of `SHAPES`; drawn if nothing is said.
    """
    drawn = _Drawing(statement.hypotheses, choices).instance(shape)
    return drawn if drawn is not None and allows(statement, drawn) else None


@dataclass(frozen=True)
class _Drawing:
    hypotheses: Hypotheses
    choices: Choices

    def instance(self, shape: str | None) -> AnyInstance | None:
        numbers = self.numbers()
        if numbers is None:
            return None
        laws = self.named(Density)
        null, functions = self.named(NullFunction), self.named(PointFunction)
        if shape is None:
            fit = SHAPES if laws and not null else SHAPES[:-1] if laws else SHAPES[:1]
            shape = one_of(self.choices, fit)
        made: AnyInstance
        if shape == "gaussian":
            made = GaussianInstance({n.name: self.mixture() for n in laws}, numbers=numbers)
            rows = _ROWS
        else:
            atoms = self.atoms(len(laws), len(null), shape) if laws or null or functions else 1
            weights = [one_of(self.choices, _WEIGHTS) for _ in range(atoms)]
            odds = self.odds(laws, atoms, shape)
            made = self.with_null(Instance(weights, laws=odds, numbers=numbers), null)
            rows = atoms
        return self.with_functions(made, functions, rows)

    def named(self, kind: type[Name]) -> list[Name]:
        return [name for name in self.hypotheses.declared if isinstance(name, kind)]

    def numbers(self) -> dict[str, Fraction] | None:
        found: dict[str, Fraction] = {}
        for name in self.hypotheses.declared:
            if isinstance(name, Pointwise):
                continue
            value = self.within(name, Instance(numbers=found), OUTSIDE)
            if value is None:
                return None
            found[name.name] = value
        return found

    def atoms(self, laws: int, null: int, shape: str) -> int:
        least = max(laws, 2) if shape == "disjoint" else 2 if null else 1
        return self.choices.integer(least, max(least, laws + null + _MORE_ATOMS))

    def odds(self, laws: Sequence[Name], atoms: int, shape: str) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for index, name in enumerate(laws):
            if shape == "equal" and found:
                row = next(iter(found.values()))
            else:
                positive = self.is_positive(name)
                row = [one_of(self.choices, _ODDS) or int(positive) for _ in range(atoms)]
            if shape == "disjoint":
                row = [value * (atom % len(laws) == index) for atom, value in enumerate(row)]
            row[index % atoms] += not any(row)
            found[name.name] = row
        return found

    def is_positive(self, name: Name) -> bool:
        """Whether a hypothesis says that a density is positive everywhere."""
        said = {(str(r.left), r.sign, str(r.right)) for r in self.hypotheses.about(name)}
        return (name.name, ">", "0") in said or ("0", "<", name.name) in said

    def mixture(self) -> list[tuple[int, Fraction, Fraction]]:
        return [
            (1 + part, one_of(self.choices, _MEANS), one_of(self.choices, _SPREADS))
            for part in range(self.choices.integer(1, 2))
        ]

    def with_null(self, made: Instance, null: Sequence[Name]) -> Instance:
        for name in null:
            masses = [Fraction(one_of(self.choices, (1, 0, -1, 2, -2))) for _ in made.weights]
            masses[-1] -= sum(masses)
            for _ in range(_HALVINGS):
                made = replace(made, null={**made.null, name.name: masses})
                known = [r for r in self.hypotheses.about(name) if _is_known(r, made)]
                if all(satisfied(relation, made) for relation in known):
                    break
                # A variation that is small enough keeps what it must not push out of its range.
                masses = [mass / 2 for mass in masses]
        return made

    def with_functions(
        self, made: AnyInstance, functions: Sequence[Name], rows: int
    ) -> AnyInstance | None:
        for name in functions:
            values = []
            for atom in range(rows):
                value = self.within(name, made, Place(atom))
                if value is None:
                    return None
                values.append(value)
            made = replace(made, functions={**made.functions, name.name: values})
        return made

    def within(self, name: Name, made: AnyInstance, place: Place) -> Fraction | None:
        """A value for a name in its range, given the values of the names before it."""

        def difference(relation: Relation, value: Fraction) -> Fraction | None:
            trial = _Trial(made, name, value)
            try:
                left = evaluate(relation.left, trial, place)  # type: ignore[arg-type]
                right = evaluate(relation.right, trial, place)  # type: ignore[arg-type]
                found = FLOATS.add(left, FLOATS.negate(right))
            except (ArithmeticError, KeyError, TypeError):
                return None
            return found if isinstance(found, Fraction) else None

        whole = isinstance(name, Integer)
        found = range_under(self.hypotheses.about(name), difference, whole)
        return found.draw(self.choices)


@dataclass(frozen=True)
class _Trial:
    """An instance in which one more name has a value."""

    made: AnyInstance
    name: Name
    value: Fraction

    @property
    def atoms(self) -> int:
        return self.made.atoms

    def weight(self, atom: int) -> Fraction:
        return self.made.weight(atom)

    def number(self, name: str) -> Fraction:
        return self.value if name == self.name.name else self.made.number(name)

    def at(self, name: str, atom: int, arithmetic: object) -> object:
        if name == self.name.name:
            return self.value
        return self.made.at(name, atom, FLOATS)


def _is_known(relation: Relation, made: AnyInstance) -> bool:
    known = made.names()
    return all(name.name in known for side in (relation.left, relation.right)
               for name in names(side))  # fmt: skip
