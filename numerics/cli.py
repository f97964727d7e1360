"""The command `numerics`: lists the experiments and runs them."""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Never

from numerics.errors import NumericsError
from numerics.experiments import EXPERIMENTS, Experiment
from numerics.settings import Settings

if TYPE_CHECKING:
    from numerics.report import Outcome

GOOD, NOT_GOOD, INTERRUPTED, FAULT, WRONG_USAGE, NOTHING_TO_RUN = range(6)


class _Parser(argparse.ArgumentParser):
    """An argument parser that says in one line what is wrong, and leaves with status 4."""

    def error(self, message: str) -> Never:
        self.exit(WRONG_USAGE, f"{self.prog}: {message} (see {self.prog} --help)\n")


def parser() -> argparse.ArgumentParser:
    """The grammar of the command line."""
    top = _Parser(
        prog="numerics", description="Trains GANs and holds them against the proved results."
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("list", help="the experiments, and the result each is held against")
    run = commands.add_parser("run", help="trains, measures, compares")
    run.add_argument("names", nargs="*", metavar="NAME", help="experiments; all if there is none")
    run.add_argument("--quick", action="store_true", help="less training and fewer samples")
    run.add_argument("--seed", type=_seed, default=0, metavar="N", help="default 0")
    run.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    run.add_argument("--out", type=Path, metavar="DIR", help="keeps checkpoints and results.json")
    run.add_argument("--resume", action="store_true", help="goes on with the run in --out")
    run.add_argument("--format", choices=("full", "concise", "json"), default="full")
    return top


def main(argv: list[str] | None = None) -> int:
    """Runs the command and returns its exit status.

    Args:
        argv: the arguments; those of the process if there are none.
    """
    try:
        arguments = parser().parse_args(argv)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    try:
        return _list() if arguments.command == "list" else _run(arguments)
    except NumericsError as wrong:
        return _say(f"numerics: {wrong}", WRONG_USAGE)
    except KeyboardInterrupt:
        return _say(f"numerics: interrupted; {_how_to_go_on(arguments)}", INTERRUPTED)
    except Exception as fault:
        traceback.print_exc()
        return _say(f"numerics: a fault of the program: {type(fault).__name__}: {fault}", FAULT)


def _list() -> int:
    width = max((len(name) for name in EXPERIMENTS), default=0)
    for name, experiment in EXPERIMENTS.items():
        print(f"{name.ljust(width)}  {experiment.title}  [{experiment.theorem}]")
    return GOOD if EXPERIMENTS else NOTHING_TO_RUN


def _run(arguments: argparse.Namespace) -> int:
    chosen = _chosen(arguments.names)
    if not chosen:
        return _say("numerics: nothing to run", NOTHING_TO_RUN)
    if arguments.resume and arguments.out is None:
        raise NumericsError("--resume needs --out DIR, the folder of the run to go on with")
    _prepare_torch(arguments.device)
    from numerics.report import all_as_they_should_be, to_json, to_table

    outcomes = [_outcome(experiment, arguments) for experiment in chosen]
    in_json = to_json(outcomes)
    if arguments.out is not None:
        _write(arguments.out / "results.json", in_json + "\n")
    concise = arguments.format == "concise"
    print(in_json if arguments.format == "json" else to_table(outcomes, concise=concise))
    return GOOD if all_as_they_should_be(outcomes) else NOT_GOOD


def _outcome(experiment: Experiment, arguments: argparse.Namespace) -> Outcome:
    from numerics.report import Outcome

    folder = arguments.out / experiment.name if arguments.out else None
    settings = Settings(arguments.seed, arguments.quick, arguments.device, folder, arguments.resume)
    start = time.monotonic()
    rows = experiment.run(settings)
    return Outcome(experiment.name, experiment.theorem, settings, time.monotonic() - start, rows)


def _chosen(names: list[str]) -> list[Experiment]:
    for name in names:
        if name not in EXPERIMENTS:
            known = ", ".join(EXPERIMENTS)
            raise NumericsError(f"no experiment is called {name!r}; there is {known}")
    return [EXPERIMENTS[name] for name in dict.fromkeys(names)] or list(EXPERIMENTS.values())


def _prepare_torch(device: str) -> None:
    try:
        import torch
    except ImportError:
        raise NumericsError(
            "torch is not installed: pip install 'gan-derivations[numerics]'"
        ) from None
    if device == "cuda" and not torch.cuda.is_available():
        raise NumericsError("torch finds no CUDA device here: run with --device cpu")
    # the networks are small: more threads cost time here, and change the order of sums
    torch.set_num_threads(1)


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as wrong:
        raise NumericsError(f"cannot write {path}: {wrong.strerror}") from None


def _seed(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is no seed: write a whole number such as 7")
    return int(text)


def _how_to_go_on(arguments: argparse.Namespace) -> str:
    if getattr(arguments, "out", None) is None:
        return "nothing was kept (with --out DIR, --resume could go on from here)"
    return "the same command with --resume goes on from here"


def _say(line: str, status: int) -> int:
    print(line, file=sys.stderr)
    return status
