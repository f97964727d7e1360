"""Tasks for the tests of the workers: each misbehaves in its own way."""

from __future__ import annotations

import os
import signal
import time


def misbehave(request: bytes) -> bytes:
    """Does what the request says."""
    word, _, rest = request.decode().partition(" ")
    if word == "sleep":
        time.sleep(float(rest))
    if word == "spin":
        deadline = time.monotonic() + float(rest)
        while time.monotonic() < deadline:
            pass
    if word == "eat":
        hoard = [bytearray(1 << 26) for _ in range(int(rest))]
        return str(len(hoard)).encode()
    if word == "abort":
        os.abort()
    if word == "segment":
        os.kill(os.getpid(), signal.SIGSEGV)
        time.sleep(30)
    if word == "leave":
        os._exit(3)
    if word == "raise":
        raise KeyError(rest)
    if word == "deep":
        return str(_deep(int(rest))).encode()
    if word == "print":
        print("noise")
        os.write(1, b"noise")
        os.write(2, b"noise")
    if word == "length":
        return str(len(request)).encode()
    if word == "process":
        return str(os.getpid()).encode()
    return request


def _deep(count: int) -> int:
    return 0 if count == 0 else 1 + _deep(count - 1)
