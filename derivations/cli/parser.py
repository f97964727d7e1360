"""What can be typed after `derivations`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Final, NoReturn

from ..version import __version__
from .status import USAGE

_SECONDS: Final = "'{text}' is no time: write a number of seconds above 0, such as 10"
_COUNT: Final = "'{text}' is no number of processes: write a whole number from 1 to 64"
_MUTANTS: Final = "'{text}' is no number of mutants: write a whole number above 0, such as 1000"
_SEED: Final = "'{text}' is no seed: write a whole number, such as 0"
_EXAMPLES: Final = """examples:
  derivations verify
  derivations verify value_at_optimum::step-2
  derivations prove "KL(p, q) >= 0" --where "p density, q density"
  derivations prove --batch claims.jsonl > answers.jsonl

exit status: 0 everything is as it should be; 1 something is not; 2 interrupted;
3 a fault of the program; 4 wrong usage; 5 nothing to check
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        program = self.prog.partition(" ")[0]
        sys.stderr.write(f"{program}: {message} (see `{self.prog} --help`)\n")
        raise SystemExit(USAGE)


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """The command and its options.

    Args:
        arguments: as typed, without the program's name.

    Raises:
        SystemExit: after `--help`, and with status 4 after a line about wrong usage.
    """
    parser = _parser()
    read = parser.parse_args(_shield(list(arguments)))
    if read.command is None:
        parser.error("a command is needed, such as list, verify or prove")
    if read.command == "prove":
        asked = [read.claim is not None, read.batch is not None, read.recheck is not None]
        if sum(asked) != 1:
            parser.error("prove takes one of: a claim, --batch FILE, --recheck FILE")
        if read.where is not None and read.claim is None:
            parser.error("--where goes with a single claim: a batch's lines have their own")
    if read.command == "divergence" and read.expression is None and (
            read.conjugate is not None or read.activation is not None):
        parser.error("--conjugate and --activation go with an EXPR")
    return read


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="derivations", epilog=_EXAMPLES, allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Derivations about generative models: proved, printed and tested.",
    )
    parser.add_argument("--version", action="version", version=f"derivations {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    listing = commands.add_parser("list", allow_abbrev=False, help="a line for each derivation")
    _reports(listing)

    verify = commands.add_parser(
        "verify", allow_abbrev=False, help="settle every step of the library or of your own file")
    _named(verify)
    _reports(verify)
    _bounded(verify)

    prove = commands.add_parser("prove", allow_abbrev=False, help="settle one claim, or a batch")
    prove.add_argument("claim", nargs="?", metavar="CLAIM",
                       help='such as "log(t) <= t - 1"; it may begin with a minus sign')
    prove.add_argument("--where", metavar="H",
                       help='declarations and hypotheses, such as "t > 0" or "p density"')
    prove.add_argument("--batch", metavar="FILE",
                       help="a claim a line, as JSON with id, claim and where; - is standard input")
    prove.add_argument("--recheck", metavar="FILE",
                       help="replay the certificates in a batch's answers, by the kernel alone")
    _reports(prove, default=None)
    _bounded(prove)

    descends = commands.add_parser(
        "descends", allow_abbrev=False,
        help="the divergence that a generator's loss descends while D is held")
    descends.add_argument("loss", metavar="LOSS",
                          help="an expression in D, such as -log(D): the generator minimises "
                               "E(q, LOSS) with D held at p/(p + q)")
    _reports(descends)
    descends.add_argument("--timeout", metavar="S", type=_seconds, default=10.0,
                          help="seconds for each part of the answer (default 10)")

    latex = commands.add_parser("latex", allow_abbrev=False, help="LaTeX, with reasons")
    _named(latex)
    latex.add_argument("-o", "--output", metavar="FILE", help="write there, not to the terminal")
    _bounded(latex)

    explain = commands.add_parser(
        "explain", allow_abbrev=False, help="what a derivation rests on")
    explain.add_argument("names", metavar="NAME", nargs=1)
    _reports(explain)
    _bounded(explain)

    divergence = commands.add_parser(
        "divergence", allow_abbrev=False,
        help="the sheet of an f-divergence; without EXPR, the catalogue")
    divergence.add_argument("expression", nargs="?", metavar="EXPR",
                            help='f in u, such as "u*log(u)", or a name such as kl')
    divergence.add_argument("--conjugate", metavar="G", help="your own conjugate, in t")
    divergence.add_argument("--activation", metavar="A", help="your own activation, in v")
    _reports(divergence)
    divergence.add_argument("--timeout", metavar="S", type=_seconds, default=10.0,
                            help="seconds for each claim (default 10)")

    mutate = commands.add_parser(
        "mutate", allow_abbrev=False,
        help="break the library's steps, and count false ones that are called proved")
    _named(mutate)
    mutate.add_argument("--count", metavar="N", type=_mutants, default=1000,
                        help="so many mutants in all (default 1000)")
    mutate.add_argument("--seed", metavar="S", type=_seed, default=0,
                        help="the same seed draws the same mutants (default 0)")
    _reports(mutate)
    _bounded(mutate)
    return parser


def _named(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "names", metavar="NAME", nargs="*",
        help="a derivation, a .py file or a folder; NAME::step-2 is one step; default: the library")


def _reports(parser: argparse.ArgumentParser, default: str | None = "full") -> None:
    parser.add_argument("--format", choices=("full", "concise", "json"), default=default)


def _bounded(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--timeout", metavar="S", type=_seconds, default=10.0,
                        help="seconds for each claim (default 10)")
    parser.add_argument("--jobs", metavar="N", type=_count,
                        help="so many processes at once")


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 1e6:
        raise argparse.ArgumentTypeError(_SECONDS.format(text=text.strip()))
    return seconds


def _count(text: str) -> int:
    count = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
    if not 1 <= count <= 64:
        raise argparse.ArgumentTypeError(_COUNT.format(text=text.strip()))
    return count


def _mutants(text: str) -> int:
    count = int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else 0
    if not count:
        raise argparse.ArgumentTypeError(_MUTANTS.format(text=text.strip()))
    return count


def _seed(text: str) -> int:
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 20):
        raise argparse.ArgumentTypeError(_SEED.format(text=text.strip()))
    return int(text)


_OPTIONS: Final = {
    "prove": ("--where", "--batch", "--recheck", "--format", "--timeout", "--jobs", "--help", "-h",
              "--"),
    "descends": ("--format", "--timeout", "--help", "-h", "--"),
    "divergence": ("--conjugate", "--activation", "--format", "--timeout", "--help", "-h", "--"),
}


def _shield(arguments: list[str]) -> list[str]:
    """The arguments with a space before each formula that begins with a minus sign.

    Args:
        arguments: as typed; argparse would take such a formula for an option.
    """
    options = _OPTIONS.get(arguments[0]) if arguments else None
    if options is None:
        return arguments
    shielded = arguments[:1]
    for argument in arguments[1:]:
        head = argument.partition("=")[0]
        option = head in options and (head.startswith("--") or head == argument)
        word = head[2:].replace("-", "")
        mistyped = argument.startswith("--") and word.isalpha() and len(word) > 1
        plain = option or mistyped or argument == "-" or not argument.startswith("-")
        shielded.append(argument if plain else " " + argument)
    return shielded

