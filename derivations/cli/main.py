"""Runs one command and says how it went; what a command needs is imported when it runs."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Final

from .parser import read_arguments
from .status import FAULT, INTERRUPTED, USAGE, UsageError

_COMMANDS: Final = {"list": "listing", "explain": "listing", "verify": "verifying",
                    "prove": "proving", "latex": "typesetting", "mutate": "mutating",
                    "descends": "descending", "divergence": "sheets"}
_FAULT: Final = "derivations: this is a fault of the program, not of your input"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command that the arguments name.

    Args:
        arguments: as typed, without the program's name; those of the process if nothing is given.

    Returns:
        The exit status.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        read = read_arguments(sys.argv[1:] if arguments is None else arguments)
        status = _run(read)
        sys.stdout.flush()
        return status
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else USAGE
    except UsageError as error:
        print(f"derivations: {error}", file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        print("derivations: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has gone; nothing may be flushed to it at the end of the program either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INTERRUPTED
    except Exception:
        import traceback

        traceback.print_exc()
        print(_FAULT, file=sys.stderr)
        return FAULT


def _run(read: argparse.Namespace) -> int:
    module = importlib.import_module(f".{_COMMANDS[read.command]}", __package__)
    status: int = getattr(module, f"{read.command}_command")(read)
    return status
