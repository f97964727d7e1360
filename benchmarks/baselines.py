"""The engines that are compared, each a task that a worker process runs.

A request is a claim with its hypotheses; the answer is a verdict, or none where the engine has no
question to answer, and the milliseconds that it took. Reading the claim, and turning it into what
an engine works on, is not timed.
"""

from __future__ import annotations

import importlib.util
import json
import time
from collections.abc import Callable
from typing import Any, Final

import sympy
from sympy.core.random import seed as seed_sympy

from derivations.deciding.answers import answer
from derivations.language.grammar import parse

from . import maxima, sampled_points
from .reduction import Part, Reduced, reduce

OURS: Final = "ours"
ENGINES: Final = (OURS, "simplify", "equals", "sampling", "maxima", "math-verify")
NEEDS: Final = {"maxima": "the command `maxima`", "math-verify": "the package `math-verify`"}
_SLACK: Final = 0.9


def installed(engine: str) -> bool:
    """Whether what an engine needs is there.

    Args:
        engine: one of `ENGINES`.
    """
    if engine == "maxima":
        return maxima.installed()
    return engine != "math-verify" or importlib.util.find_spec("math_verify") is not None


def task(engine: str) -> str:
    """The task of an engine, as a worker process imports it.

    Args:
        engine: one of `ENGINES`.
    """
    return f"{__name__}:run_{engine.replace('-', '_')}"


def run_ours(request: bytes) -> bytes:
    """Settles a claim by this package."""
    asked = json.loads(request)
    found = answer(asked["claim"], asked["where"])
    return _reply(found["verdict"], found["ms"])


def run_simplify(request: bytes) -> bytes:
    """Settles a claim by `simplify` of the difference."""
    return _foreign(request, lambda reduced, asked: (_simplify, None))


def run_equals(request: bytes) -> bytes:
    """Settles a claim by `Expr.equals`, an order by the sign that SymPy knows unsimplified."""
    seed_sympy(json.loads(request)["seed"])
    return _foreign(request, lambda reduced, asked: (_equals, None))


def run_sampling(request: bytes) -> bytes:
    """Settles a claim at random points, whose drawing is timed too."""
    def start(reduced: Reduced, asked: dict[str, Any]) -> tuple[Check, Close]:
        drawn: list[list[dict[Any, Any]]] = []

        def check(part: Part) -> str:
            if not drawn:
                drawn.append(sampled_points.points(reduced, f"{asked['seed']}:{asked['claim']}"))
            return sampled_points.check(part, drawn[0])
        return check, None
    return _foreign(request, start)


def run_maxima(request: bytes) -> bytes:
    """Settles a claim by Maxima, whose start is not timed."""
    def start(reduced: Reduced, asked: dict[str, Any]) -> tuple[Check, Close]:
        process = maxima.Maxima(reduced, _SLACK * asked["seconds"])
        return process.check, process.close
    return _foreign(request, start)


def run_math_verify(request: bytes) -> bytes:
    """Settles equalities by Math-Verify, which knows yes and no only."""
    from math_verify import verify

    def start(reduced: Reduced, asked: dict[str, Any]) -> tuple[Check | None, Close]:
        if any(part.sign != "=" for part in reduced.parts):
            return None, None
        return lambda part: "proved" if verify(part.left, part.right, timeout_seconds=None) else (
            "refuted"), None
    return _foreign(request, start)


Check = Callable[[Part], str]
Close = Callable[[], None] | None
Start = Callable[[Reduced, dict[str, Any]], tuple[Check | None, Close]]


def _foreign(request: bytes, start: Start) -> bytes:
    asked = json.loads(request)
    started, close = time.perf_counter(), None
    try:
        reduced = reduce(parse(asked["claim"], asked["where"]))
        check, close = (None, None) if reduced is None else start(reduced, asked)
        if reduced is None or check is None:
            return _reply(None, 0.0)
        started = time.perf_counter()
        verdict = _verdict(reduced, check)
    except MemoryError:
        raise
    except Exception:
        # An engine that stumbles has not decided, whatever it stumbles over.
        verdict = "undecided"
    spent = 1000 * (time.perf_counter() - started)
    if close is not None:
        close()
    return _reply(verdict, spent)


def _verdict(reduced: Reduced, check: Check) -> str:
    """proved if every part is, refuted if a needed one is."""
    found = "proved"
    for part in reduced.parts:
        verdict = check(part)
        if verdict == "refuted" and part.needed:
            return "refuted"
        if verdict != "proved":
            found = "undecided"
    return found


def _simplify(part: Part) -> str:
    difference = sympy.simplify(part.right - part.left)
    if part.sign == "=":
        return "proved" if difference == 0 else _said(difference.is_zero)
    return _said(_sign(part, difference))


def _equals(part: Part) -> str:
    if part.sign == "=":
        return _said(part.left.equals(part.right))
    return _said(_sign(part, part.right - part.left))


def _sign(part: Part, difference: Any) -> bool | None:
    known: bool | None = difference.is_positive if part.sign == "<" else difference.is_nonnegative
    return known


def _said(known: bool | None) -> str:
    return {True: "proved", False: "refuted", None: "undecided"}[known]


def _reply(verdict: str | None, milliseconds: float) -> bytes:
    return json.dumps({"verdict": verdict, "ms": milliseconds}).encode()
