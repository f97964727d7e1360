"""`derivations mutate`: broken steps settled by the engine, and what it proves judged again."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeVar

from ..deciding.workers import Reply, Workers
from ..loading import LoadError
from ..mutating import Mutant, Source, Tally, draw
from ..mutating.tallying import ORACLE
from .checking import chosen
from .status import AS_IT_SHOULD_BE, FAULT, NOT_AS_IT_SHOULD_BE, NOTHING, UsageError
from .tables import count, table
from .tasks import ENGINE, SETTLE, encode

T = TypeVar("T")

_ORACLE_SECONDS: Final = 120.0
_HEADER: Final = ("derivation", "mutants", "true", "refuted", "undecided", "survivors")
_NOTHING: Final = "derivations: there is nothing to break"
_HEADS: Final = {"false": "proved, but false", "unknown": "proved, and not known to be true"}


def mutate_command(read: argparse.Namespace) -> int:
    """Runs `derivations mutate`.

    Args:
        read: the arguments.
    """
    started = time.perf_counter()
    sources = _sources(read.names)
    faults: list[str] = []
    settled = list(_shown(settle(draw(sources, read.seed), read, faults), "settled", read.count))
    if not settled:
        print(_NOTHING, file=sys.stderr)
        return NOTHING
    proved = [mutant for mutant, verdict in settled if verdict == "proved"]
    answers = list(_shown(judge(proved, read, faults), "judged", len(proved)))
    said = dict(zip(proved, answers, strict=True))
    whole = Tally()
    parts = {source.derivation: Tally() for source in sources}
    for mutant, verdict in settled:
        for tally in (whole, parts[mutant.derivation]):
            tally.count(mutant, verdict, said.get(mutant))
    _print(whole, parts, read.format, time.perf_counter() - started)
    sys.stdout.flush()
    for fault in faults:
        sys.stderr.write(fault)
    if faults:
        return FAULT
    return NOT_AS_IT_SHOULD_BE if whole.proved_false else AS_IT_SHOULD_BE


def settle(
    mutants: Iterator[Mutant], read: argparse.Namespace, faults: list[str]
) -> Iterator[tuple[Mutant, str]]:
    """As many mutants as are asked for with the engine's verdicts, in the order of the mutants.

    Those that are found to be no claim, since nothing satisfies their hypotheses, are left out.

    Args:
        mutants: as they are drawn.
        read: the arguments.
        faults: takes tracebacks of faults of the program.
    """
    drawn: list[Mutant] = []

    def requests() -> Iterator[bytes]:
        for mutant in mutants:
            drawn.append(mutant)
            yield encode({"id": None, "claim": mutant.claim, "where": mutant.where})

    found = 0
    with _workers(read, SETTLE, read.timeout, ENGINE) as workers:
        for reply in workers.run(requests()):
            verdict = str(_body(reply, faults).get("verdict", "undecided"))
            if verdict != "error":
                found += 1
                yield drawn[reply.index], verdict
            if found == read.count:
                return


def judge(
    mutants: Iterable[Mutant], read: argparse.Namespace, faults: list[str]
) -> Iterator[dict[str, Any] | None]:
    """The oracle's answers on mutants, in their order; `None` where it has none in time.

    Args:
        mutants: those that were proved.
        read: the arguments.
        faults: takes tracebacks of faults of the program.
    """
    requests = (encode({"claim": mutant.claim, "where": mutant.where}) for mutant in mutants)
    with _workers(read, ORACLE, _ORACLE_SECONDS, ()) as workers:
        for reply in workers.run(requests):
            yield _body(reply, faults) or None


def _workers(
    read: argparse.Namespace, task: str, seconds: float, engine: tuple[str, ...]
) -> Workers:
    workers = Workers(task, jobs=read.jobs or min(4, len(os.sched_getaffinity(0))),
                      seconds=seconds, preload=(__package__ + ".tasks", *engine))
    return workers


def _body(reply: Reply, faults: list[str]) -> dict[str, Any]:
    if reply.fault:
        faults.append(reply.fault)
    found: dict[str, Any] = {} if reply.body is None else json.loads(reply.body)
    return found


def _sources(names: list[str]) -> list[Source]:
    found = []
    for entry in chosen(names):
        try:
            steps = [entry.derivation.steps[index] for index in entry.indices]
        except LoadError as error:
            raise UsageError(str(error)) from None
        found += [Source(entry.derivation.name, step.label, step.statement) for step in steps]
    return found


def _shown(items: Iterator[T], title: str, total: int) -> Iterator[T]:
    """The items, counted on a terminal as they come."""
    try:
        from tqdm import tqdm
    except ImportError:
        return items
    # Some terminals say that they have 0 columns; this takes 80 for them.
    return iter(tqdm(items, desc=title, total=total, unit="mutant", leave=False, file=sys.stderr,
                     ncols=shutil.get_terminal_size().columns, disable=not sys.stderr.isatty()))


def _print(whole: Tally, parts: dict[str, Tally], form: str, seconds: float) -> None:
    if form == "json":
        print(json.dumps(whole.plain(), ensure_ascii=False, indent=1))
        return
    if form == "full":
        rows: list[tuple[str, ...]] = [_HEADER]
        for name, tally in parts.items():
            numbers = (tally.mutants, tally.true, tally.refuted, tally.undecided,
                       len(tally.survivors))
            rows.append((name, *map(str, numbers)))
        print("\n".join(table(rows, right=(1, 2, 3, 4, 5))) + "\n")
    for survivor in whole.survivors:
        mutant = survivor.mutant
        print(f"{mutant.derivation}::{mutant.step}: {_HEADS[survivor.oracle]}: {mutant.claim}")
        if form == "full":
            lines = (("where", mutant.where), ("changed", mutant.change), ("but", survivor.note))
            print("\n".join(f"  {word:7} {text}" for word, text in lines if text))
    print(f"{count(whole.mutants, 'mutant')}: {whole.true} true, {whole.refuted} refuted, "
          f"{whole.undecided} undecided, {whole.proved_false} proved though false; {seconds:.1f} s")
