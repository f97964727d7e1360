"""Engines side by side: each statement goes to each of them in turn.

Every engine runs in a worker process of its own, which is ended, and replaced, at the time limit;
what else the machine does meanwhile hits all of them alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from typing import Final

from derivations.deciding.workers import Workers

from .baselines import task
from .scores import Scores
from .statement_files import Line

_WARM_UP: Final = ("(x + 1)^2 = x^2 + 2*x + log(exp(1))", "x > 0")


class Engine:
    """An engine in a process of its own.

    Args:
        name: one of the engines.
        seconds: the time limit on a statement.
        seed: of what is drawn at random.
    """

    def __init__(self, name: str, seconds: float, seed: int) -> None:
        self.name, self._seconds, self._seed = name, seconds, seed
        self._workers = Workers(task(name), seconds=seconds, preload=(task(name).split(":")[0],))

    def __enter__(self) -> Engine:
        self._workers.__enter__()
        self.settle(*_WARM_UP)
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.__exit__()

    def settle(self, claim: str, where: str) -> tuple[str, float] | None:
        """The verdict and its milliseconds, or nothing where the engine has no question.

        Args:
            claim: in the claim language.
            where: its hypotheses.
        """
        request = json.dumps({"claim": claim, "where": where, "seed": self._seed,
                              "seconds": self._seconds}).encode()
        reply = next(self._workers.run(iter([request])))
        if reply.body is None:
            if (claim, where) != _WARM_UP:
                self.settle(*_WARM_UP)
            return "undecided", reply.milliseconds
        found = json.loads(reply.body)
        return None if found["verdict"] is None else (found["verdict"], found["ms"])


def compare(lines: Iterable[Line], engines: Sequence[str], scores: Scores, *,
            seconds: float = 10.0, seed: int = 0) -> None:
    """Runs the engines on statements.

    Args:
        lines: the statements.
        engines: their names, in the order in which they take turns.
        scores: grows by every statement that all engines have had their turn on.
        seconds: the time limit on a statement.
        seed: of what is drawn at random.
    """
    with ExitStack() as stack:
        running = [stack.enter_context(Engine(name, seconds, seed)) for name in engines]
        for line in lines:
            turns = [(engine.name, engine.settle(line.claim, line.where)) for engine in running]
            scores.lines.append(line)
            scores.answers.append({name: found for name, found in turns if found is not None})
