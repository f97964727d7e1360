"""A progress bar on a terminal, and nothing where there is none."""

from __future__ import annotations

import shutil
import sys
from typing import Any

from tqdm import tqdm


def progress_bar(title: str, total: int, done: int) -> Any:
    """A bar on standard error that vanishes when it is closed.

    Args:
        title: stands before the bar.
        total: number of steps.
        done: steps that are behind us already.
    """
    return tqdm(
        desc=title,
        total=total,
        initial=done,
        unit="step",
        # some terminals say that they have 0 columns; this takes 80 for them
        ncols=shutil.get_terminal_size().columns,
        leave=False,
        file=sys.stderr,
        disable=not sys.stderr.isatty(),
    )
