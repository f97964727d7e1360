"""What the worker processes do with a loss: settle what it descends, and find short formulas."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from ..language.tokens import ClaimError
from .descending import descends, integral_of, shapes_of

_TOO_DEEP: Final = "loss: it is nested too deep: write it in parts"


def descend(request: bytes) -> bytes:
    """The answer for a loss, without what SymPy is asked for.

    Args:
        request: the loss, as JSON text.
    """
    return _answered(request, descends)


def shape(request: bytes) -> bytes:
    """Short shapes of the formulas in the answer.

    Args:
        request: the loss, as JSON text.
    """
    return _answered(request, shapes_of)


def integrate(request: bytes) -> bytes:
    """f in closed form.

    Args:
        request: the loss, as JSON text.
    """
    return _answered(request, integral_of)


def _answered(request: bytes, task: Callable[[str], dict[str, Any]]) -> bytes:
    try:
        found = task(json.loads(request))
    except ClaimError as error:
        found = {"error": str(error)}
    except RecursionError:
        found = {"error": _TOO_DEEP}
    return json.dumps(found).encode()
