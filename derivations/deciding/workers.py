"""Bounded worker processes: every request ends in time and in memory, also inside C libraries.

A signal does not interrupt flint and a failed allocation ends the process, so a request runs in a
process of its own that its parent ends, and replaces, when it overruns. Requests and replies are
bytes; what they mean is the task's affair. The text of a user is read in the worker only.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Final

from .worker_process import FAULT, MEMORY_STATUS, READY, serve

MEMORY: Final = 4 << 30
OUT_OF_MEMORY: Final = "ran out of memory"
OUT_OF_TIME: Final = "ran past {seconds:g} seconds"
DIED: Final = "the worker process ended with {how}"

_START_UP_SECONDS: Final = 120.0
_END_SECONDS: Final = 5.0
_LOOK_SECONDS: Final = 1.0
_SMALL: Final = 1 << 14
_AHEAD: Final = 256
_NO_START: Final = "a worker process could not start: {how}"


class WorkerError(RuntimeError):
    """A fault of the program in a worker, with the worker's own account of it."""


@dataclass(frozen=True)
class Reply:
    """What came back for a request.

    Args:
        index: the place of the request, counted from 0.
        request: the request itself.
        body: the task's answer; `None` if the worker overran or died.
        reason: why there is no answer.
        milliseconds: from the start of the request to its end, as the parent saw it.
        fault: a traceback, if the task raised an error.
    """

    index: int
    request: bytes
    body: bytes | None
    reason: str = ""
    milliseconds: float = 0.0
    fault: str = ""


@dataclass
class _Worker:
    process: BaseProcess
    connection: Connection
    started: float
    ready: bool = False
    load: deque[tuple[int, bytes]] = field(default_factory=deque)

    def room(self, request: bytes) -> bool:
        """Whether a request can be sent without waiting for the worker to read it."""
        if not self.ready or len(self.load) > 1:
            return False
        return not self.load or len(request) + len(self.load[0][1]) <= _SMALL


class Workers:
    """A set of worker processes for one task.

    Args:
        task: an importable function from bytes to bytes, as `package.module:function`.
        jobs: at most so many processes at once.
        seconds: the bound on each request, in seconds of the wall clock.
        memory: the bound on the address space of a worker, in bytes.
        preload: modules that every worker needs, imported once where processes can be forked.
    """

    def __init__(self, task: str, *, jobs: int = 1, seconds: float = 10.0, memory: int = MEMORY,
                 preload: tuple[str, ...] = ()) -> None:
        self.task, self.jobs, self.seconds, self.memory = task, jobs, seconds, memory
        forks = "forkserver" in multiprocessing.get_all_start_methods()
        self._context: Any = multiprocessing.get_context("forkserver" if forks else "spawn")
        if forks:
            self._context.set_forkserver_preload([__name__, *preload])
        self._workers: list[_Worker] = []
        self._interrupted = False

    def __enter__(self) -> Workers:
        main = threading.current_thread() is threading.main_thread()
        self._listens = main and signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if self._listens:
            signal.signal(signal.SIGINT, self._interrupt)
        return self

    def __exit__(self, *_: object) -> None:
        if self._listens:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        self.close()

    def _interrupt(self, *_: object) -> None:
        # An interrupt that a callback of Python's own swallows is seen again by `run`.
        self._interrupted = True
        raise KeyboardInterrupt

    def close(self) -> None:
        """Ends every worker."""
        for worker in self._workers:
            worker.connection.close()
            worker.process.kill()
        for worker in self._workers:
            worker.process.join(_END_SECONDS)
        self._workers.clear()

    def start(self) -> None:
        """Starts a first worker ahead of the first request."""
        if not self._workers:
            self._workers.append(self._launch())

    def run(self, requests: Iterator[bytes | None], readable: int | None = None) -> Iterator[Reply]:
        """Replies in the order of the requests, each as soon as it can be given.

        Args:
            requests: yields `None` while the next request is not there yet.
            readable: the file descriptor to wait on after such a `None`.

        Raises:
            WorkerError: if a worker cannot start.
        """
        waiting: deque[tuple[int, bytes]] = deque()
        done: dict[int, Reply] = {}
        read = given = 0
        exhausted = False
        while True:
            if self._interrupted:
                raise KeyboardInterrupt
            starved = False
            most = min(2 * self.jobs, _AHEAD - (read - given))
            while not (exhausted or starved) and len(waiting) < most:
                try:
                    request = next(requests)
                except StopIteration:
                    exhausted = True
                    break
                if request is None:
                    starved = True
                else:
                    waiting.append((read, request))
                    read += 1
            self._hand_out(waiting)
            while given in done:
                yield done.pop(given)
                given += 1
            if exhausted and given == read:
                return
            for reply in self._gather(waiting, readable if starved else None):
                done[reply.index] = reply

    def _hand_out(self, waiting: deque[tuple[int, bytes]]) -> None:
        idle = sum(not worker.load for worker in self._workers)
        while len(self._workers) < self.jobs and idle < len(waiting):
            self._workers.append(self._launch())
            idle += 1
        for depth in (0, 1):
            for worker in self._workers:
                if waiting and len(worker.load) == depth and worker.room(waiting[0][1]):
                    index, request = waiting.popleft()
                    if not worker.load:
                        worker.started = time.monotonic()
                    worker.load.append((index, request))
                    try:
                        worker.connection.send_bytes(request)
                    except OSError:
                        continue

    def _gather(self, waiting: deque[tuple[int, bytes]], readable: int | None) -> list[Reply]:
        busy = [worker for worker in self._workers if worker.load or not worker.ready]
        sources: list[Any] = [worker.connection for worker in busy]
        if readable is not None:
            sources.append(readable)
        now = time.monotonic()
        left = min((self._deadline(worker) - now for worker in busy), default=None)
        wait(sources, _LOOK_SECONDS if left is None else min(max(left, 0.0), _LOOK_SECONDS))
        found = []
        for worker in busy:
            if worker.connection.poll():
                found += self._receive(worker, waiting)
            elif time.monotonic() > self._deadline(worker):
                if not worker.ready:
                    raise WorkerError(_NO_START.format(how="it took too long"))
                found.append(self._lost(worker, waiting,
                                        OUT_OF_TIME.format(seconds=self.seconds)))
        return found

    def _deadline(self, worker: _Worker) -> float:
        return worker.started + (self.seconds if worker.ready else _START_UP_SECONDS)

    def _receive(self, worker: _Worker, waiting: deque[tuple[int, bytes]]) -> list[Reply]:
        try:
            message = worker.connection.recv_bytes()
        except (EOFError, OSError):
            worker.process.join(5)
            how = _how(worker.process.exitcode)
            if not worker.ready:
                raise WorkerError(_NO_START.format(how=how)) from None
            memory = worker.process.exitcode in (MEMORY_STATUS, -signal.SIGABRT, -signal.SIGKILL)
            return [self._lost(worker, waiting, OUT_OF_MEMORY if memory else DIED.format(how=how))]
        kind, body = message[:1], message[1:]
        if kind == READY:
            worker.ready = True
            return []
        if not worker.ready:
            raise WorkerError(body.decode(errors="replace"))
        now = time.monotonic()
        index, request = worker.load.popleft()
        spent = 1000 * (now - worker.started)
        worker.started = now
        if kind == FAULT:
            return [Reply(index, request, None, milliseconds=spent,
                          fault=body.decode(errors="replace"))]
        return [Reply(index, request, body, milliseconds=spent)]

    def _lost(self, worker: _Worker, waiting: deque[tuple[int, bytes]], reason: str) -> Reply:
        spent = 1000 * (time.monotonic() - worker.started)
        worker.process.kill()
        worker.process.join()
        worker.connection.close()
        self._workers.remove(worker)
        index, request = worker.load.popleft()
        waiting.extendleft(reversed(worker.load))
        return Reply(index, request, None, reason, spent)

    def _launch(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=serve, args=(theirs, self.task, self.memory, self.seconds), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours, time.monotonic())


def _how(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        return signal.Signals(-exitcode).name
    return f"status {exitcode}"
