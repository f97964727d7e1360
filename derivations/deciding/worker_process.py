"""What runs in a worker process: a loop over requests, within limits of its own."""

from __future__ import annotations

import importlib
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Final

READY, ANSWER, FAULT = b"+", b"=", b"!"
MEMORY_STATUS: Final = 77

_RECURSION: Final = 20_000
_STACK: Final = 256 << 20


def serve(connection: Connection, task: str, memory: int, seconds: float) -> None:
    """Answers requests until the parent has gone.

    Args:
        connection: to the parent.
        task: an importable function from bytes to bytes, as `package.module:function`.
        memory: the bound on the address space, in bytes.
        seconds: the bound that the parent sets on each request.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What a library prints when it gives up belongs neither on the user's terminal nor in answers.
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silence, stream)
    sys.setrecursionlimit(_RECURSION)
    threading.stack_size(_STACK)
    module, _, name = task.partition(":")
    thread = threading.Thread(target=_loop, args=(connection, module, name, memory, seconds))
    thread.start()
    thread.join()
    os._exit(0)


def _loop(connection: Connection, module: str, name: str, memory: int, seconds: float) -> None:
    try:
        answer: Callable[[bytes], bytes] = getattr(importlib.import_module(module), name)
        _limit_memory(memory)
    except Exception:
        connection.send_bytes(FAULT + traceback.format_exc(-8).encode(errors="replace"))
        return
    connection.send_bytes(READY)
    while True:
        try:
            request = connection.recv_bytes()
        except (EOFError, OSError):
            return
        _limit_processor(seconds)
        try:
            reply = ANSWER + answer(request)
        except MemoryError:
            os._exit(MEMORY_STATUS)
        except Exception:
            reply = FAULT + traceback.format_exc(-8).encode(errors="replace")
        try:
            connection.send_bytes(reply)
        except OSError:
            return


def _limit_memory(memory: int) -> None:
    try:
        import resource
    except ImportError:
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    bound = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _limit_processor(seconds: float) -> None:
    # A worker whose parent was ended by force must still end by itself.
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    bound = int(used.ru_utime + used.ru_stime + 2 * seconds) + 10
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    if hard == resource.RLIM_INFINITY or bound < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (bound, hard))
