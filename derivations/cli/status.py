"""Exit statuses, and the one error that a command ends with."""

from __future__ import annotations

from typing import ClassVar, Final

AS_IT_SHOULD_BE: Final = 0
NOT_AS_IT_SHOULD_BE: Final = 1
INTERRUPTED: Final = 2
FAULT: Final = 3
USAGE: Final = 4
NOTHING: Final = 5


class UsageError(Exception):
    """Input that no command can work with: one line for the person who typed it."""

    status: ClassVar[int] = USAGE


class NothingError(UsageError):
    """Input that holds nothing to check."""

    status: ClassVar[int] = NOTHING
