"""What the worker processes do with a request: settle a claim, replay a certificate, check a step.

A request is a line of JSON and so is an answer; a line from a user is first read here.
"""

from __future__ import annotations

import json
import math
from typing import Any, Final, NoReturn

SETTLE: Final = f"{__name__}:settle"
RECHECK: Final = f"{__name__}:recheck"
CHECK: Final = f"{__name__}:check"
ENGINE: Final = ("derivations.deciding.answers", "derivations.deciding.steps")

FIELDS: Final = ("verdict", "evidence", "certificate", "counterexample", "reason", "ms")
_TOO_DEEP: Final = "the claim is nested too deep: write it in parts"
_NOT_UTF8: Final = "the line is not UTF-8: byte {place}"
_NOT_JSON: Final = "the line is not JSON: {message}, column {column}"
_NESTED: Final = "the line is nested too deep to be read as JSON"
_NOT_FINITE: Final = "the line is not JSON: {word} is no number of it"
_NOT_OBJECT: Final = 'the line is not an object: write {{"id": …, {fields}}}'
_MISSING: Final = "the line has no '{name}': write {{\"id\": …, {fields}}}"
_NOT_TEXT: Final = "'{name}' is not a text: write it in quotes"
_BAD_ID: Final = "'id' is neither a text nor a number"
_BAD_LINE: Final = "the line cannot be read: {message}"


class LineError(ValueError):
    """A line of a batch that cannot be worked with."""

    def __init__(self, reason: str, identity: object = None) -> None:
        super().__init__(reason)
        self.reason, self.identity = reason, identity


def settle(request: bytes) -> bytes:
    """Settles the claim of one line of a batch.

    Args:
        request: an object with id, claim and, where there are names, where.
    """
    try:
        line = read_line(request, '"claim": …, "where": …')
        for name in ("claim", "where"):
            if name not in line and name == "claim":
                raise LineError(_MISSING.format(name=name, fields='"claim": …, "where": …'),
                                line["id"])
            if not isinstance(line.get(name, ""), str):
                raise LineError(_NOT_TEXT.format(name=name), line["id"])
    except LineError as error:
        return encode(no_answer(error.identity, "error", error.reason))
    from ..deciding import answers

    try:
        answer = answers.answer(line["claim"], line.get("where", ""))
    except RecursionError:
        return encode(no_answer(line["id"], "undecided", _TOO_DEEP))
    return encode({"id": line["id"], **{name: answer.get(name) for name in FIELDS}})


def recheck(request: bytes) -> bytes:
    """Replays the certificate of one answer.

    Args:
        request: an answer of `prove`.
    """
    fields = '"verdict": …, "certificate": …'
    try:
        line = read_line(request, fields)
        if "verdict" not in line:
            raise LineError(_MISSING.format(name="verdict", fields=fields), line["id"])
    except LineError as error:
        return encode({"id": error.identity, "recheck": "rejected", "reason": error.reason})
    if line.get("certificate") is None:
        claims = line["verdict"] not in ("undecided", "error")
        reason = f"{line['verdict']!r} without a certificate" if claims else ""
        state = "rejected" if claims else "none"
        return encode({"id": line["id"], "recheck": state, "reason": reason})
    from ..deciding import answers

    try:
        reason = answers.recheck(line)
    except RecursionError:
        reason = "the certificate is nested too deep"
    state = "rejected" if reason else "accepted"
    return encode({"id": line["id"], "recheck": state, "reason": reason})


def check(request: bytes) -> bytes:
    """Settles one step of a derivation.

    Args:
        request: an object with origin, name and index.
    """
    from ..loading import fetch

    asked = json.loads(request)
    result = fetch(asked["origin"], asked["name"]).check(asked["index"])
    outcome = result.outcome
    return encode({
        "verdict": outcome.verdict, "evidence": outcome.evidence, "reason": outcome.reason,
        "certificate": outcome.certificate, "counterexample": outcome.counterexample,
        "marks": sorted(outcome.marks), "rests_on": list(outcome.rests_on),
        "assumes": list(outcome.assumes), "ms": result.milliseconds,
    })


def read_line(request: bytes, fields: str) -> dict[str, Any]:
    """The object of a line, with an id that may be given back.

    Args:
        request: the line, of any content.
        fields: the fields to name where the line lacks one.

    Raises:
        LineError: if the line is no such object.
    """
    try:
        line = json.loads(request.decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise LineError(_NOT_UTF8.format(place=error.start + 1)) from None
    except json.JSONDecodeError as error:
        raise LineError(_NOT_JSON.format(message=error.msg, column=error.colno)) from None
    except RecursionError:
        raise LineError(_NESTED) from None
    except ValueError as error:
        if isinstance(error, LineError):
            raise
        raise LineError(_BAD_LINE.format(message=error)) from None
    if not isinstance(line, dict):
        raise LineError(_NOT_OBJECT.format(fields=fields))
    if "id" not in line:
        raise LineError(_MISSING.format(name="id", fields=fields))
    if isinstance(line["id"], list | dict | bool) or line["id"] in (math.inf, -math.inf):
        raise LineError(_BAD_ID)
    return line


def identity(request: bytes) -> object:
    """The id of a line whose worker is gone."""
    try:
        return read_line(request, "")["id"]
    except LineError as error:
        return error.identity


def no_answer(name: object, verdict: str, reason: str, milliseconds: float = 0.0) -> dict[str, Any]:
    """An answer that says only why there is none."""
    return {"id": name, "verdict": verdict, "evidence": "", "certificate": None,
            "counterexample": None, "reason": reason, "ms": round(milliseconds, 3)}


def encode(value: object) -> bytes:
    """A value as one line of JSON."""
    try:
        return json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(value).encode()


def _refuse(word: str) -> NoReturn:
    raise LineError(_NOT_FINITE.format(word=word))
