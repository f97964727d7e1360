"""`derivations prove`: a claim, a batch of claims, or the replay of a batch's certificates."""

from __future__ import annotations

import argparse
import json
import os
import sys
from typing import Any, Final

from ..deciding.workers import Reply, Workers
from .lines import open_lines
from .status import AS_IT_SHOULD_BE, FAULT, NOT_AS_IT_SHOULD_BE, NOTHING, UsageError
from .tables import counterexample_lines
from .tasks import ENGINE, RECHECK, SETTLE, encode, identity, no_answer

_NO_CLAIMS: Final = "derivations: {path} holds no claim"
_NO_CERTIFICATES: Final = "derivations: {path} holds no certificate"


def prove_command(read: argparse.Namespace) -> int:
    """Runs `derivations prove`.

    Args:
        read: the arguments.
    """
    if read.batch is not None:
        return _batch(read)
    if read.recheck is not None:
        return _recheck(read)
    return _claim(read)


def _claim(read: argparse.Namespace) -> int:
    request = encode({"id": None, "claim": read.claim.strip(), "where": read.where or ""})
    with _workers(read, SETTLE, jobs=1) as workers:
        reply = next(workers.run(iter([request])))
    answer = _answer(reply)
    if answer["verdict"] == "error":
        raise UsageError(answer["reason"])
    _print_answer(answer, read.format or "full", read.claim.strip())
    if reply.fault:
        sys.stderr.write(reply.fault)
        return FAULT
    return AS_IT_SHOULD_BE if answer["verdict"] == "proved" else NOT_AS_IT_SHOULD_BE


def _batch(read: argparse.Namespace) -> int:
    status, count = AS_IT_SHOULD_BE, 0
    with open_lines(read.batch) as source, _workers(read, SETTLE) as workers:
        for reply in workers.run(source.lines(), source.fileno()):
            answer = _answer(reply)
            _print_answer(answer, read.format or "json")
            sys.stdout.flush()
            count += 1
            if answer["verdict"] != "proved":
                status = max(status, NOT_AS_IT_SHOULD_BE)
            if reply.fault:
                sys.stderr.write(reply.fault)
                status = FAULT
    return _some(status, count, _NO_CLAIMS.format(path=read.batch))


def _recheck(read: argparse.Namespace) -> int:
    status, count = AS_IT_SHOULD_BE, 0
    with open_lines(read.recheck) as source, _workers(read, RECHECK) as workers:
        for reply in workers.run(source.lines(), source.fileno()):
            body = reply.body
            if body is None:
                reason = reply.reason or _fault_line(reply)
                body = encode({"id": identity(reply.request), "recheck": "rejected",
                               "reason": reason})
            found = json.loads(body)
            if read.format in ("full", "concise"):
                print(_plain(found["id"], found["recheck"], found["reason"]))
            else:
                _write(body)
            sys.stdout.flush()
            count += found["recheck"] != "none"
            if found["recheck"] == "rejected":
                status = max(status, NOT_AS_IT_SHOULD_BE)
            if reply.fault:
                sys.stderr.write(reply.fault)
                status = FAULT
    return _some(status, count, _NO_CERTIFICATES.format(path=read.recheck))


def _workers(read: argparse.Namespace, task: str, jobs: int | None = None) -> Workers:
    workers = Workers(task, jobs=jobs or read.jobs or min(4, len(os.sched_getaffinity(0))),
                      seconds=read.timeout, preload=(__package__ + ".tasks", *ENGINE))
    workers.start()
    return workers


def _answer(reply: Reply) -> dict[str, Any]:
    if reply.body is not None:
        answer: dict[str, Any] = json.loads(reply.body)
        return answer
    return no_answer(identity(reply.request), "undecided", reply.reason or _fault_line(reply),
                     reply.milliseconds)


def _fault_line(reply: Reply) -> str:
    return "a fault of the program: " + reply.fault.strip().rpartition("\n")[2]


def _print_answer(answer: dict[str, Any], form: str, claim: str = "") -> None:
    if form == "json":
        _write(encode(answer))
        return
    if form == "concise":
        print(_plain(answer["id"], answer["verdict"], answer["reason"] or answer["evidence"]))
        return
    print(_plain(answer["id"], answer["verdict"], claim))
    for name, said in (("by", answer["evidence"]), ("because", answer["reason"])):
        if said and answer["counterexample"] is None:
            print(f"  {name} {said}")
    for line in counterexample_lines(answer["counterexample"]):
        print(f"  {line}")


def _plain(name: object, verdict: str, text: str) -> str:
    return "  ".join(str(part) for part in (name, verdict, text) if part not in (None, ""))


def _write(line: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(line + b"\n")


def _some(status: int, count: int, nothing: str) -> int:
    if status == AS_IT_SHOULD_BE and not count:
        print(nothing, file=sys.stderr)
        return NOTHING
    return status


