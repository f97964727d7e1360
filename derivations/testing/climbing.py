"""From one allowed instance to another that speaks more against a claim, by small changes."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import Final

from ..language.claims import Statement
from .allowing import allows
from .instances import Instance
from .judging import Judgement, judge
from .moving import moved, rows, with_row

_FAR: Final = tuple(map(Fraction, (1, -1, 10, -10)))
_EDGES: Final = 0.2
_HALVINGS: Final = 24


def at_edge(
    statement: Statement, start: Instance, random: Random, names: Sequence[str] = ()
) -> Instance | None:
    """An instance with one value near the end of what the hypotheses allow; `None` at a failure.

    Where a range is open, or a hair wider than it should be, a claim is wrong at its end.

    Args:
        start: allowed.
        names: as `moved` takes them.
    """
    known = rows(start)
    name = random.choice(tuple(names) or tuple(known) or ("",))
    if name not in known:
        return None
    row = list(known[name])
    place = random.randrange(len(row))
    inside = row[place]
    outside = inside + random.choice(_FAR)
    best = None
    for _ in range(_HALVINGS):
        row[place] = outside if best is None else (inside + outside) / 2
        trial = with_row(start, name, row)
        if trial is not None and allows(statement, trial):
            best, inside = trial, row[place]
            if inside == outside:
                break
        elif best is None:
            best = start
        else:
            outside = row[place]
    return best


def step(
    statement: Statement, start: Instance, random: Random, names: Sequence[str] = ()
) -> Instance | None:
    """An allowed instance one change away; `None` if the change that was tried is not allowed.

    Args:
        start: allowed.
        names: as `moved` takes them.
    """
    if random.random() < _EDGES:
        return at_edge(statement, start, random, names)
    trial = moved(start, random, names)
    return trial if trial is not None and allows(statement, trial) else None


def spread(statement: Statement, start: Instance, random: Random, moves: int) -> Instance:
    """An instance some changes away that the hypotheses still allow.

    Args:
        start: allowed.
        moves: how many are tried.
    """
    for _ in range(moves):
        start = step(statement, start, random) or start
    return start


def climb(
    statement: Statement, start: Instance, random: Random, steps: int, names: Sequence[str] = ()
) -> tuple[Instance, Judgement]:
    """The worst instance for a statement on a way of small changes that only go up.

    Args:
        start: allowed.
        steps: how many changes are tried.
        names: as `moved` takes them.
    """
    best, level = start, judge(statement, start)
    for _ in range(steps):
        if level.holds is False:
            break
        trial = step(statement, best, random, names)
        if trial is None:
            continue
        found = judge(statement, trial)
        if found.holds is not None and (not found.holds or found.violation >= level.violation):
            best, level = trial, found
    return best, level
