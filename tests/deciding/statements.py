"""The statements of the data folder, and what comes of each."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from derivations.deciding.answers import answer

DATA = Path(__file__).parents[1] / "data"


def statements(name: str) -> list[dict[str, Any]]:
    """The lines of a file of statements.

    Args:
        name: without its ending.
    """
    with open(DATA / f"{name}.jsonl", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@cache
def answered(claim: str, where: str) -> dict[str, Any]:
    """The answer to a claim, found once."""
    return answer(claim, where)
