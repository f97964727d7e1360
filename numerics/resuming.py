"""Runs a stage to its end, with a progress bar, and with checkpoints to go on from."""

from __future__ import annotations

import re
import time
from pathlib import Path

from numerics.checkpoints import NO_CHECKPOINT, read_checkpoint, write_checkpoint
from numerics.errors import NumericsError
from numerics.progress import progress_bar
from numerics.training import Training

_SECONDS_BETWEEN_CHECKPOINTS = 20.0


def train(training: Training, settings: str, folder: Path | None, resume: bool) -> None:
    """Runs a stage to its end, keeping a checkpoint that is at most half a minute old.

    Args:
        training: the stage; its averages hold the result.
        settings: what the checkpoint belongs to; one of another run is not gone on from.
        folder: where the checkpoint is kept; None for none.
        resume: whether to go on from the checkpoint, if there is one.

    Raises:
        NumericsError: the checkpoint is unreadable or belongs to other settings.
    """
    stage = training.stage
    name = re.sub("[^A-Za-z0-9]+", "-", stage.name)
    path = folder / f"{name}.pt" if folder else None
    if path and resume:
        _go_on(training, settings, path)

    def keep() -> None:
        if path:
            write_checkpoint(path, {"settings": settings, "training": training.state()})

    last = time.monotonic()
    with progress_bar(stage.name, stage.steps, training.done) as bar:
        while training.done < stage.steps:
            training.step()
            bar.update()
            if time.monotonic() - last > _SECONDS_BETWEEN_CHECKPOINTS:
                keep()
                last = time.monotonic()
    keep()


def _go_on(training: Training, settings: str, path: Path) -> None:
    saved = read_checkpoint(path)
    if saved is None:
        return
    if saved.get("settings") != settings:
        raise NumericsError(
            f"{path} belongs to another run ({saved.get('settings')}), not to this one "
            f"({settings}): choose another --out"
        )
    try:
        training.load(saved["training"])
    except (KeyError, RuntimeError, ValueError, TypeError):
        raise NumericsError(NO_CHECKPOINT.format(path=path)) from None
