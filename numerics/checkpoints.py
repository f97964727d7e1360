"""Files that hold the state of a training; nothing in them is ever executed."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import Any

import torch

from numerics.errors import NumericsError

NO_CHECKPOINT = "{path} is no checkpoint of this program: delete it, or run without --resume"


def write_checkpoint(path: Path, state: dict[str, Any]) -> None:
    """Writes a state so that the file is either the old one or the new one, never half of one.

    Args:
        path: the file; its folder is made.
        state: tensors, numbers and text in dicts and lists.

    Raises:
        NumericsError: the file cannot be written.
    """
    unfinished = path.with_suffix(".unfinished")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        torch.save(state, unfinished)
        os.replace(unfinished, path)
    except (OSError, RuntimeError) as wrong:
        raise NumericsError(f"cannot write {path}: {wrong}") from None


def read_checkpoint(path: Path) -> dict[str, Any] | None:
    """Reads a state; None if there is no such file.

    Args:
        path: the file.

    Raises:
        NumericsError: the file is no checkpoint.
    """
    if not path.exists():
        return None
    try:
        state = torch.load(path, weights_only=True)
    except (pickle.UnpicklingError, RuntimeError, EOFError, KeyError, ValueError, OSError):
        state = None
    if not isinstance(state, dict):
        raise NumericsError(NO_CHECKPOINT.format(path=path))
    return state
