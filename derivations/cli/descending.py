"""`derivations descends`: which divergence a generator's loss descends while D is held."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any, Final

from ..deciding.workers import Reply, Workers
from .status import AS_IT_SHOULD_BE, FAULT, NOT_AS_IT_SHOULD_BE, UsageError

_DESCEND: Final = "derivations.descent.tasks:descend"
_SHAPE: Final = "derivations.descent.tasks:shape"
_INTEGRATE: Final = "derivations.descent.tasks:integrate"
_PRELOAD: Final = ("derivations.descent.tasks",)
_HEADS: Final = {
    "proved": "with D held at p/(p + q) the generator follows the gradient of {divergence}",
    "refuted": "with D held at p/(p + q) the generator follows no f-divergence: f'' < 0 {place}",
    "undecided": "whether f is convex was not settled",
}
_SOMEWHERE: Final = "somewhere"


def descends_command(read: argparse.Namespace) -> int:
    """Runs `derivations descends`.

    Args:
        read: the arguments.
    """
    from ..descent.descending import complete, unsettled

    request = json.dumps(read.loss.strip()).encode()
    reply = _ask(_DESCEND, request, read.timeout)
    answer = _body(reply) or unsettled(read.loss, reply.reason)
    faults = [reply.fault]
    if "error" in answer:
        raise UsageError(answer["error"])
    shaped: dict[str, Any] = {}
    integral: dict[str, Any] = {}
    if answer["moving"] is not None:
        reply = _ask(_SHAPE, request, read.timeout)
        shaped = _body(reply)
        faults.append(reply.fault)
        if answer["f"] is None:
            reply = _ask(_INTEGRATE, request, read.timeout)
            integral = _body(reply)
            faults.append(reply.fault)
    _print(complete(answer, shaped, integral), read.format)
    sys.stdout.flush()
    sys.stderr.write("".join(faults))
    if any(faults):
        return FAULT
    return AS_IT_SHOULD_BE if answer["verdict"] == "proved" else NOT_AS_IT_SHOULD_BE


def _ask(task: str, request: bytes, seconds: float) -> Reply:
    with Workers(task, seconds=seconds, preload=_PRELOAD) as workers:
        workers.start()
        return next(workers.run(iter([request])))


def _body(reply: Reply) -> dict[str, Any]:
    if reply.body is None:
        return {}
    found: dict[str, Any] = json.loads(reply.body)
    return found


def _print(answer: dict[str, Any], form: str) -> None:
    if form == "json":
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return
    place = f"at u = {answer['witness']}" if answer["witness"] else _SOMEWHERE
    head = _HEADS[answer["verdict"]].format(divergence=_divergence(answer), place=place)
    print(f"{answer['verdict']}  {answer['loss']}  {head}")
    if form == "concise":
        return
    rows = [("f", answer["f"]), ("f''", answer["second_derivative"]),
            ("least at", answer["minimiser"]), ("because", answer["reason"])]
    rows += [("note", note) for note in answer["notes"]]
    print("\n".join(f"  {word:8}  {text}" for word, text in rows if text))


def _divergence(answer: dict[str, Any]) -> str:
    name = f"  ({answer['name']})" if answer["name"] else ""
    return f"{answer['divergence'] or 'an f-divergence, with the second derivative below'}{name}"
