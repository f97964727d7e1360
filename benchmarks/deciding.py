"""Compares engines that decide claims, on the same statements in one run.

    python benchmarks/deciding.py
    python benchmarks/deciding.py tests/data/integrals.jsonl --engines ours
    python benchmarks/deciding.py --random 200 --seed 1 --engines ours,simplify --format json

A file holds a statement a line: {"id", "claim", "where", "truth"}. For sampling, "proved" means
that no point spoke against the claim. The last column is the engine's median over this package's,
on the statements that both ran.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NoReturn

from benchmarks.baselines import ENGINES, NEEDS, OURS, installed
from benchmarks.interleaving import compare
from benchmarks.scores import Scores
from benchmarks.statement_files import Line, draw, read_file, sort
from benchmarks.whole_batch import batch_text, whole_batch
from derivations.cli.status import (
    AS_IT_SHOULD_BE,
    INTERRUPTED,
    NOT_AS_IT_SHOULD_BE,
    NothingError,
    UsageError,
)

DEFAULT: Final = Path(__file__).parents[1] / "tests" / "data" / "pointwise.jsonl"
_NO_ENGINE: Final = "{name!r} is no engine: write some of {engines}, with commas between them"
_LEFT_OUT: Final = "{engine} is left out: {need} is not installed"
_NONE: Final = "there is no statement to decide"
_STOPPED: Final = "interrupted after {done} of {count} statements"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message} (see `deciding --help`)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the comparison.

    Args:
        arguments: as typed, without the program's name.

    Returns:
        0; 1 if this package was wrong on a statement; 2 if interrupted, after what there is so
        far; 4 for wrong usage; 5 if there is no statement.
    """
    try:
        return _run(_arguments(arguments))
    except UsageError as error:
        print(f"deciding: {error}", file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        print("deciding: interrupted", file=sys.stderr)
        return INTERRUPTED


def _run(read: argparse.Namespace) -> int:
    from tqdm import tqdm

    engines, remarks = _engines(read.engines)
    lines, unread = _lines(read)
    remarks += unread
    if not lines:
        raise NothingError(_NONE)
    scores, batch, interrupted = Scores(engines), None, False
    # The progress is shown on a terminal only, and gone when the tables come.
    # Some terminals say that they have no columns; 80 by 24 is taken for them.
    size = shutil.get_terminal_size()
    progress = tqdm(lines, unit="statement", leave=False, disable=None, ncols=size.columns,
                    nrows=size.lines)
    try:
        compare(progress, engines, scores, seconds=read.timeout, seed=read.seed)
        if OURS in engines:
            batch = whole_batch(lines, read.timeout)
    except KeyboardInterrupt:
        interrupted = True
        progress.close()
        remarks.append(_STOPPED.format(done=len(scores.lines), count=len(lines)))
    if read.format == "json":
        print(json.dumps({**scores.plain(), "batch": batch, "remarks": remarks,
                          "interrupted": interrupted}, ensure_ascii=False))
    else:
        print("\n".join((*scores.text(), *batch_text(batch), *remarks)))
    if interrupted:
        return INTERRUPTED
    return NOT_AS_IT_SHOULD_BE if scores.wrong(OURS) else AS_IT_SHOULD_BE


def _engines(text: str) -> tuple[list[str], list[str]]:
    """The engines that are there, and a remark on each that is not."""
    wanted = list(dict.fromkeys(text.split(",")))
    for name in wanted:
        if name not in ENGINES:
            raise UsageError(_NO_ENGINE.format(name=name, engines=", ".join(ENGINES)))
    missing = [name for name in wanted if not installed(name)]
    return ([name for name in wanted if name not in missing],
            [_LEFT_OUT.format(engine=name, need=NEEDS[name]) for name in missing])


def _lines(read: argparse.Namespace) -> tuple[list[Line], list[str]]:
    paths = read.files or ([] if read.random else [str(DEFAULT)])
    rows = [row for path in paths for row in read_file(path)]
    if read.random:
        rows += draw(read.random, read.seed)
    if read.limit and read.limit < len(rows):
        chosen = random.Random(read.seed).sample(range(len(rows)), read.limit)
        rows = [rows[place] for place in sorted(chosen)]
    return sort(rows)


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = _Parser(
        prog="deciding", description=__doc__, allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", metavar="FILE", nargs="*",
                        help="of statements; default: tests/data/pointwise.jsonl")
    parser.add_argument("--random", metavar="N", type=_count,
                        help="N random equalities, besides the files that are named")
    parser.add_argument("--seed", metavar="S", type=int, default=0,
                        help="of all that is drawn at random (default 0)")
    parser.add_argument("--limit", metavar="N", type=_count,
                        help="only N of the statements, chosen at random")
    parser.add_argument("--engines", metavar="A,B", default=",".join(ENGINES),
                        help=f"some of {', '.join(ENGINES)}")
    parser.add_argument("--timeout", metavar="S", type=_seconds, default=10.0,
                        help="seconds for each engine on each statement (default 10)")
    parser.add_argument("--format", choices=("full", "json"), default="full")
    return parser.parse_args(arguments)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 10**6):
        raise argparse.ArgumentTypeError(f"'{text}' is no number of statements: write 1 or more")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 1e6:
        raise argparse.ArgumentTypeError(f"'{text}' is no time: write a number of seconds above 0")
    return seconds


if __name__ == "__main__":
    sys.exit(main())
