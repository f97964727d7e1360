"""Instances to try: points and weighted finite spaces, the same ones in the same order every time.

Zero masses, disjoint supports and unequal weights come first, since that is where statements about
densities fail; then random ones from a fixed seed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import islice, product
from random import Random
from typing import Final

from ..language.claims import Hypotheses
from ..language.measures import Density, NullFunction, Pointwise
from ..language.traversal import names
from ..language.written import Integer, Name, Real
from ..meaning.cells import Cell, cells
from ..meaning.exact import exact_value
from ..meaning.instances import Exact, Instance, allows, at_point
from ..meaning.signs import ANY, NON_NEGATIVE, ProofError

SEED: Final = 20140610
_POSITIVE: Final = tuple(map(Fraction, ("1", "2", "1/2", "3", "1/3", "1/10", "10", "100", "1/100")))
_SIGNED: Final = tuple(map(Fraction, ("1", "-1", "2", "1/2", "-2", "-1/2", "0", "3", "-3", "1/10",
                                      "-10", "10", "100", "-1/100")))  # fmt: skip
_CORNERS: Final = tuple(map(Fraction, ("0", "1", "-1", "2")))
_MASSES: Final[dict[int, tuple[tuple[str, ...], ...]]] = {
    1: (("1",),),
    2: (("1/2", "1/2"), ("1", "0"), ("0", "1"), ("1/4", "3/4"), ("3/4", "1/4")),
    3: (("1/3", "1/3", "1/3"), ("1/2", "1/2", "0"), ("0", "1/2", "1/2"), ("1/6", "1/3", "1/2")),
}
_WEIGHTS: Final[dict[int, tuple[tuple[str, ...], ...]]] = {
    1: (("1",), ("1/2",), ("2",)),
    2: (("1", "1"), ("1/2", "2"), ("3", "1/3")),
    3: (("1", "1", "1"), ("1/2", "1", "3")),
}


def points(hypotheses: Hypotheses, most: int, pieces: Sequence[Cell] = ()) -> Iterator[Instance]:
    """Points that the hypotheses allow, every name having one value.

    Args:
        most: how many to try at most.
        pieces: the cells to draw from; those of the hypotheses if none are given.
    """
    if not pieces:
        pieces = _cells_of(hypotheses)
    random, seen = Random(SEED), set[tuple[Exact, ...]]()
    for attempt in range(most if pieces else 0):
        cell = pieces[attempt % len(pieces)]
        values = _draw(cell, attempt // len(pieces), random)
        if values is None:
            continue
        rounded = {name: _whole(name, values[name]) for name in hypotheses.declared}
        instance, key = Instance(rounded), tuple(rounded.values())
        if key in seen:
            continue
        seen.add(key)
        if _allowed(hypotheses, instance):
            yield instance


@lru_cache(maxsize=32)
def _cells_of(hypotheses: Hypotheses) -> tuple[Cell, ...]:
    try:
        return tuple(cells(hypotheses, (), 24))
    except ProofError:
        return ()


def _draw(cell: Cell, attempt: int, random: Random) -> dict[Name, Exact] | None:
    """Values of all names on a cell: its parameters take simple values first."""
    chosen: dict[Name, Fraction] = {}
    corner = attempt - len(_SIGNED)
    for place, (name, signs) in enumerate(cell.signs.items()):
        table = _SIGNED if signs == ANY else _POSITIVE
        if attempt == 1 and place:
            value = next(iter(chosen.values()))
        elif attempt < len(table):
            # Shifted from one parameter to the next, so that they do not all agree.
            value = table[(attempt + attempt * place) % len(table)]
        elif corner < len(_CORNERS) ** min(len(cell.signs), 3):
            # Every choice of the simplest values, where claims are often tight.
            digit = corner // len(_CORNERS) ** place % len(_CORNERS)
            value = _CORNERS[digit] if signs == ANY else abs(_CORNERS[digit]) or Fraction(1, 2)
        else:
            value = _random(random, signs == ANY)
        if signs == NON_NEGATIVE and attempt % 4 == 3:
            value = Fraction(0)
        chosen[name] = value
    values: dict[Name, Exact] = {}
    for name, expression in cell.values.items():
        exact = exact_value(expression, chosen)
        if exact is not None:
            values[name] = exact
            continue
        if not names(expression) and isinstance(name, Real):
            values[name] = expression
            continue
        value = at_point(expression, chosen)
        if not hasattr(value, "is_constant"):
            return None
        values[name] = value.exact if value.is_constant() else _near(value)
    return values


def _random(random: Random, signed: bool) -> Fraction:
    size = Fraction(round(1000 * 10 ** random.gauss(0, 0.8)) + 1, 1000)
    return -size if signed and random.random() < 0.5 else size


def _near(value: object) -> Fraction:
    middle = float(value.enclosure.mid())  # type: ignore[attr-defined]
    return Fraction(middle).limit_denominator(10**6)


def _whole(name: Name, value: Exact) -> Exact:
    if isinstance(name, Integer) and isinstance(value, Fraction):
        return Fraction(round(value))
    return value


def spaces(hypotheses: Hypotheses, most: int) -> Iterator[Instance]:
    """Weighted finite spaces with densities and functions that the hypotheses allow.

    Args:
        most: how many to try at most.
    """
    scalars = Hypotheses(
        tuple(n for n in hypotheses.declared if not isinstance(n, Pointwise)),
        tuple(r for r in hypotheses.relations
              if not any(isinstance(n, Pointwise) for n in (*names(r.left), *names(r.right)))),
    )
    random = Random(SEED)
    fixed = list(points(scalars, 40)) if scalars.declared else [Instance({})]
    if not fixed:
        return
    local = _Local(hypotheses, random)
    if local.names and not local.pool:
        return
    shapes = islice(_shapes(len(local.densities), random), most)
    for count, (weights, masses) in enumerate(shapes):
        instance = local.fill(weights, masses, fixed[count % len(fixed)], count + 1)
        if instance is not None and _allowed(hypotheses, instance):
            yield instance


def _shapes(count: int, random: Random) -> Iterator[tuple[list[Fraction], list[list[Fraction]]]]:
    """Weights of the atoms and the masses of each density on them."""
    for atoms in (2, 1, 3):
        patterns = [[Fraction(part) for part in row] for row in _MASSES[atoms]]
        for row in _WEIGHTS[atoms]:
            weights = [Fraction(part) for part in row]
            for chosen in product(patterns, repeat=count):
                yield weights, list(chosen)
            if count > 2:
                break
    while True:
        atoms = random.randint(1, 5)
        weights = [Fraction(random.randint(1, 9), random.randint(1, 9)) for _ in range(atoms)]
        # Now and then few densities share an atom.
        apart = atoms > 2 and random.random() < 0.4
        yield weights, [_random_masses(random, atoms, apart) for _ in range(count)]


def _random_masses(random: Random, atoms: int, apart: bool) -> list[Fraction]:
    parts = [random.choice((0, 0, 1, 1, 2, 3, 5, 20, 400)) for _ in range(atoms)]
    if apart:
        start, stop = sorted(random.sample(range(atoms + 1), 2))
        return [Fraction(int(start <= place < stop) * (1 + part), sum(parts[start:stop]) + stop
                         - start) for place, part in enumerate(parts)]
    parts[random.randrange(atoms)] += 1
    return [Fraction(part, sum(parts)) for part in parts]


class _Local:
    """Fills the atoms of a space with the values of densities, functions and null functions."""

    def __init__(self, hypotheses: Hypotheses, random: Random) -> None:
        self.random = random
        self.densities: list[Name] = [n for n in hypotheses.declared if isinstance(n, Density)]
        self.nulls = [n for n in hypotheses.declared if isinstance(n, NullFunction)]
        others = {*self.densities, *self.nulls}
        functions = tuple(n for n in hypotheses.declared
                          if isinstance(n, Pointwise) and n not in others)
        self.functions = Hypotheses(
            tuple(n for n in hypotheses.declared if n not in others),
            tuple(r for r in hypotheses.relations
                  if not others & {*names(r.left), *names(r.right)}),
        )
        self.names = functions
        self.pool = [i.values for i in points(self.functions, 60)] if functions else [{}]

    def fill(self, weights: list[Fraction], masses: list[list[Fraction]], numbers: Instance,
             count: int) -> Instance | None:
        rows: list[dict[Name, Fraction]] = []
        for place, weight in enumerate(weights):
            row: dict[Name, Fraction] = {
                name: mass[place] / weight
                for name, mass in zip(self.densities, masses, strict=True)
            }
            if self.names:
                fitting = [v for v in self.pool
                           if all(v[n] == numbers.values[n] for n in numbers.values)] or self.pool
                drawn = fitting[(count * 7 + place * (count % 6)) % len(fitting)]
                values = {name: drawn[name] for name in self.names}
                row.update({n: v for n, v in values.items() if isinstance(v, Fraction)})
            rows.append(row)
        for name in self.nulls:
            self._balance(name, weights, rows, count)
        return Instance(dict(numbers.values), tuple(zip(weights, rows, strict=True)))

    def _balance(self, name: Name, weights: list[Fraction], rows: list[dict[Name, Fraction]],
                 count: int) -> None:
        total = Fraction(0)
        for place in range(len(rows) - 1):
            choices = (1, -1, 2, 0, -3) if count % 3 else (1, 1, -1)
            value = Fraction(choices[(count + place * 2) % len(choices)], 1 + count % 4)
            rows[place][name] = value
            total += weights[place] * value
        rows[-1][name] = -total / weights[-1]


def _allowed(hypotheses: Hypotheses, instance: Instance) -> bool:
    try:
        return allows(hypotheses, instance)
    except ProofError:
        return False
