"""`derivations descends`: which divergence a generator's loss descends while D is held."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any, Final

from ..deciding.workers import Reply, Workers
from .status import AS_IT_SHOULD_BE, FAULT, NOT_AS_IT_SHOULD_BE, UsageError

_TASK: Final = "derivations.descent.tasks:work"
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

    loss = read.loss.strip()
    shaped: dict[str, Any] = {}
    integral: dict[str, Any] = {}
    with Workers(_TASK, seconds=read.timeout, preload=_PRELOAD) as workers:
        workers.start()
        replies = [_ask(workers, "verdict", loss)]
        answer = _body(replies[0]) or unsettled(loss, replies[0].reason)
        if "error" in answer:
            raise UsageError(answer["error"])
        if answer["moving"] is not None:
            replies.append(_ask(workers, "shapes", loss))
            shaped = _body(replies[-1])
            if answer["f"] is None:
                replies.append(_ask(workers, "integral", loss))
                integral = _body(replies[-1])
    _print(complete(answer, shaped, integral), read.format)
    sys.stdout.flush()
    faults = "".join(reply.fault for reply in replies)
    sys.stderr.write(faults)
    if faults:
        return FAULT
    return AS_IT_SHOULD_BE if answer["verdict"] == "proved" else NOT_AS_IT_SHOULD_BE


def _ask(workers: Workers, part: str, loss: str) -> Reply:
    request = json.dumps({"part": part, "loss": loss}).encode()
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
