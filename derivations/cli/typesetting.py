"""`derivations latex`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from ..writing import document
from .checking import check_all
from .status import NOTHING, UsageError
from .verifying import finish

_NO_OUTPUT: Final = "{path} cannot be written: {why}"


def latex_command(read: argparse.Namespace) -> int:
    """Runs `derivations latex`.

    Args:
        read: the arguments.
    """
    checked = check_all(read.names, read.timeout, read.jobs)
    whole = [entry for entry in checked if not entry.error]
    if not checked:
        print("derivations: there is nothing to print", file=sys.stderr)
        return NOTHING
    text = document((entry.derivation, entry.results) for entry in whole)
    if read.output is None:
        print(text, end="")
        return finish(checked)
    try:
        Path(read.output).write_text(text, encoding="ascii")
    except OSError as error:
        raise UsageError(_NO_OUTPUT.format(path=read.output, why=error.strerror)) from None
    return finish(checked)
