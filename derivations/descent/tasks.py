"""What the worker processes do with a loss: settle what it descends, and find short formulas."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from ..language.tokens import ClaimError
from .descending import descends, integral_of, shapes_of

_TOO_DEEP: Final = "loss: it is nested too deep: write it in parts"
_PARTS: Final[dict[str, Callable[[str], dict[str, Any]]]] = {
    "verdict": descends, "shapes": shapes_of, "integral": integral_of}


def work(request: bytes) -> bytes:
    """One part of the answer for a loss.

    Args:
        request: an object with the part and the loss.
    """
    asked = json.loads(request)
    try:
        found = _PARTS[asked["part"]](asked["loss"])
    except ClaimError as error:
        found = {"error": str(error)}
    except RecursionError:
        found = {"error": _TOO_DEEP}
    return json.dumps(found).encode()
