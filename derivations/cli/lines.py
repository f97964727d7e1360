"""The lines of a file or of standard input, read as they come."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator
from typing import Final

from .status import UsageError

LONGEST: Final = 64 << 20
_CHUNK: Final = 1 << 20
_NO_FILE: Final = "{path} cannot be read: {why}"


class Lines:
    """Lines from a file descriptor; none of them is waited for.

    Args:
        descriptor: open for reading.
        owned: whether to close it at the end.
    """

    def __init__(self, descriptor: int, owned: bool) -> None:
        self._descriptor, self._owned = descriptor, owned

    def __enter__(self) -> Lines:
        return self

    def __exit__(self, *_: object) -> None:
        if self._owned:
            os.close(self._descriptor)

    def fileno(self) -> int:
        """What to wait on after a `None`."""
        return self._descriptor

    def lines(self) -> Iterator[bytes | None]:
        """Every line that is not blank, or `None` while the next one is not there yet.

        A line longer than 64 MiB is cut there, so that it is answered as no JSON.
        """
        parts: list[bytes] = []
        length = 0
        poll = select.poll()
        poll.register(self._descriptor, select.POLLIN)
        while True:
            if not poll.poll(0):
                yield None
                continue
            chunk = os.read(self._descriptor, _CHUNK)
            *whole, rest = chunk.split(b"\n")
            for piece in whole:
                line = b"".join([*parts, piece[: LONGEST - length]])
                parts, length = [], 0
                if line.strip():
                    yield line
            if length < LONGEST:
                parts.append(rest)
                length += len(rest)
            if not chunk:
                last = b"".join(parts)
                if last.strip():
                    yield last
                return


def open_lines(path: str) -> Lines:
    """The lines of a file, or of standard input for `-`.

    Args:
        path: as typed.

    Raises:
        UsageError: if the file cannot be read.
    """
    if path == "-":
        return Lines(0, owned=False)
    try:
        descriptor = os.open(path, os.O_RDONLY)
        os.read(descriptor, 0)
    except OSError as error:
        raise UsageError(_NO_FILE.format(path=path, why=error.strerror)) from None
    return Lines(descriptor, owned=True)
