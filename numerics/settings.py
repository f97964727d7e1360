"""What a user asks of a run, and the seeds that follow from it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """What a user asks of a run.

    Args:
        seed: every random number of the run follows from it.
        quick: a shorter training and fewer samples.
        device: where networks are trained, `cpu` or `cuda`.
        folder: where checkpoints are kept; None for none.
        resume: whether to go on from the checkpoints in the folder.
    """

    seed: int = 0
    quick: bool = False
    device: str = "cpu"
    folder: Path | None = None
    resume: bool = False

    def seed_of(self, purpose: str) -> int:
        """A seed for one purpose, independent of the seeds for other purposes."""
        digest = hashlib.sha256(f"{self.seed} {purpose}".encode()).digest()
        return int.from_bytes(digest[:7], "big")

    def __str__(self) -> str:
        length = "quick" if self.quick else "full"
        return f"seed {self.seed}, {length}, {self.device}"
