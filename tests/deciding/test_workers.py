"""Workers end what overruns, replace what dies, and keep the order."""

from __future__ import annotations

import os
import select
import time
from collections.abc import Iterator

import pytest

from derivations.deciding.workers import Reply, WorkerError, Workers

TASK = "tests.deciding.worker_tasks:misbehave"


def run(*requests: str, seconds: float = 20.0, jobs: int = 1, memory: int = 1 << 30) -> list[Reply]:
    """The replies to some requests."""
    with Workers(TASK, jobs=jobs, seconds=seconds, memory=memory) as workers:
        return list(workers.run(iter([request.encode() for request in requests])))


@pytest.mark.parametrize("jobs", [1, 3])
def test_replies_come_in_the_order_of_the_requests(jobs: int) -> None:
    asked = ["sleep 0.3", *map(str, range(50))]
    assert [reply.body for reply in run(*asked, jobs=jobs)] == [text.encode() for text in asked]


@pytest.mark.parametrize("word", ["sleep", "spin"])
def test_a_request_that_overruns_is_ended_and_the_rest_goes_on(word: str) -> None:
    slow, quick = run(f"{word} 30", "quick", seconds=0.5)
    assert (slow.body, slow.reason) == (None, "ran past 0.5 seconds")
    assert 500 <= slow.milliseconds < 5000
    assert quick.body == b"quick"


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        ("eat 100", "ran out of memory"),
        ("abort", "ran out of memory"),
        ("segment", "the worker process ended with SIGSEGV"),
        ("leave", "the worker process ended with status 3"),
    ],
)
def test_a_worker_that_dies_is_replaced(request_: str, reason: str) -> None:
    dead, next_one = run(request_, "next")
    assert (dead.body, dead.reason) == (None, reason)
    assert next_one.body == b"next"


def test_an_error_of_the_task_is_a_fault_and_the_worker_lives_on() -> None:
    before, fault, after = run("process", "raise x", "process")
    assert fault.body is None
    assert fault.fault.endswith("KeyError: 'x'\n")
    assert before.body == after.body


def test_deep_recursion_has_the_stack_it_needs() -> None:
    shallow, deep, after = run("deep 15000", "deep 100000", "after")
    assert shallow.body == b"15000"
    assert "RecursionError" in deep.fault
    assert after.body == b"after"


def test_what_a_library_prints_is_silenced(capfd: pytest.CaptureFixture[str]) -> None:
    assert [reply.body for reply in run("print")] == [b"print"]
    assert capfd.readouterr() == ("", "")


def test_long_requests_pass() -> None:
    small, large = run("small", "length " + "x" * 10_000_000)
    assert (small.body, large.body) == (b"small", b"10000007")


def test_a_task_that_does_not_exist_is_a_fault_of_the_program() -> None:
    with Workers("tests.deciding.nowhere:task") as workers, \
            pytest.raises(WorkerError, match=r"No module named .tests\.deciding\.nowhere"):
        list(workers.run(iter([b"x"])))


def test_requests_that_are_not_there_yet_hold_nothing_up() -> None:
    reading, writing = os.pipe()

    def requests() -> Iterator[bytes | None]:
        yield b"first"
        while not select.select([reading], [], [], 0)[0]:
            yield None
        yield os.read(reading, 10)

    with Workers(TASK) as workers:
        replies = workers.run(requests(), reading)
        assert next(replies).body == b"first"
        os.write(writing, b"second")
        assert [reply.body for reply in replies] == [b"second"]
    os.close(reading)
    os.close(writing)


def test_a_request_costs_little_beside_its_work() -> None:
    with Workers(TASK) as workers:
        list(workers.run(iter([b"warm"])))
        started = time.perf_counter()
        count = sum(1 for _ in workers.run(iter([b"x"] * 2000)))
        spent = time.perf_counter() - started
    assert count == 2000
    assert spent / count < 0.002
