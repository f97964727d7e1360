"""Hostile texts come to one clear line or to a claim; nothing in them is executed."""

from __future__ import annotations

import builtins
import os
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from derivations.language import ClaimError
from derivations.language.grammar import parse, parse_expression

T = TypeVar("T")
WHERE = "x real, p density, q density"
REFUSED = [
    "__import__('os').system('true') = 1",
    "__import__(os) = 1",
    "eval(x) = 1",
    "exec(x) = 1",
    "open(x) = 1",
    "x.__class__ = 1",
    "().__class__.__bases__ = 1",
    "(1).real = 1",
    "p.__init__.__globals__ = 1",
    "log.__call__(x) = 1",
    "lambda: x = 1",
    "[x for x in x] = 1",
    "x if x else x = 1",
    "f'{x}' = 1",
    "x = 1; import os",
    "x = 1\nimport os",
    "x = 1 # remark",
    "${x} = 1",
    "\\input{x} = 1",
    "`x` = 1",
    "x @ x = 1",
    "x & x = 1",
    "~x = 1",
    "x := 1",
    "x, x = 1",
    "diff(exp(exp(exp(x))), x, 10**6) = 1",
    "diff(x, x, 999999999999) = 1",
    "diff(x, x, -1) = 1",
    "(" * 2 + "1" + ("+1" * 290 + ")") * 2 + " = 2",
    "(" * 20 + "1" + ("*1" * 290 + ")") * 20 + " = 2",
    "1e999999999 = 1",
    "1e-999999999 = 1",
    "9" * 401 + " = 1",
    "(" * 100_000 + "x" + ")" * 100_000 + " = 1",
    "(" * 5_000 + "x" + ")" * 5_000 + " = 1",
    "(" * 101 + "x" + ")" * 101 + " = 1",
    "log(" * 101 + "x" + ")" * 101 + " = 1",
    "-" * 5_000 + "x = 1",
    "+" * 5_000 + "x = 1",
    "x" + "**x" * 5_000 + " = 1",
    "x" + "+x" * 5_000 + " = 1",
    "x" + "*x" * 5_000 + " = 1",
    "x = 1" + " " * 10_000_000,
    "x" * 10_000_000,
    "\x00",
    "x\x00 = 1",
    "x\x1b[31m = 1",
    "x\x7f = 1",
    "\ufeffx = 1",
    "x\u200d = 1",
    "x\u202e = 1",
    "х = 1",  # Cyrillic ha
    "ｘ = 1",  # full width
    "х/х = 1",
    "x＝1",
    "x = １",
    "x ⩽ 1",
    "x ‐ x = 0",
    "x ∗ x = 0",
    "\ud800 = 1",
    "E(E(E(E(p, p), p), p), p) = 1",
    "Int(Int(Int(x))) = 1",
]  # fmt: skip


@pytest.fixture
def _no_evaluator(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes every way to run a text fail the test."""

    def refuse(*arguments: Any, **_: Any) -> Any:
        raise RuntimeError(f"a text was run: {arguments[0]!r}")

    for name in ("eval", "exec", "compile"):
        monkeypatch.setattr(builtins, name, refuse)
    monkeypatch.setattr(os, "system", refuse)
    sympy = sys.modules.get("sympy")
    if sympy is not None:
        monkeypatch.setattr(sympy, "sympify", refuse)
        monkeypatch.setattr(sympy, "parse_expr", refuse, raising=False)


@pytest.mark.usefixtures("_no_evaluator")
@pytest.mark.parametrize("text", REFUSED, ids=lambda text: ascii(text[:40]))
def test_a_hostile_claim_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(ClaimError) as caught:
        parse(text, WHERE)
    said = str(caught.value)
    assert said.startswith("claim")
    assert said.isprintable()
    assert len(said) < 300


@pytest.mark.usefixtures("_no_evaluator")
@pytest.mark.parametrize("text", [
    "x > 0, __import__('os') real", "x.y real", "x real" + ", y real" * 5000, "(" * 5000,
    "x\x00 real", "x > 0; y > 0", "x > " + "-" * 200 + "1", "x real" + " " * 10_000_000, "1 > ",
    ",", "real", "x is real", "x in reals", "x : real",
], ids=lambda text: ascii(text[:40]))  # fmt: skip
def test_hostile_hypotheses_are_refused_in_one_line(text: str) -> None:
    with pytest.raises(ClaimError) as caught:
        parse("1 = 1", text)
    said = str(caught.value)
    assert said.startswith("where")
    assert said.isprintable()
    assert len(said) < 300


@pytest.mark.usefixtures("_no_evaluator")
@pytest.mark.parametrize("text", [
    "9**9**9**9 = 1",
    "9^9^9^9^9^9^9 = 0",
    "0**0**0 = 1",
    "exp(exp(exp(exp(exp(9))))) = 1",
    "diff(exp(exp(exp(x))), x, 20) = 1",
    "1e300 = 1e-300",
    "9" * 400 + " = 1",
    "(" * 100 + "x" + ")" * 100 + " = 1",
    "-" * 100 + "x = 1",
    "x" + "+x" * 250 + " = 1",
    "x" + "*x" * 250 + " = 1",
    "x\t\r\n = \n1",
    "1/0 = 1",
    "log(-1) = 1",
], ids=lambda text: ascii(text[:40]))  # fmt: skip
def test_a_large_claim_is_read_and_not_computed(text: str) -> None:
    stated = parse(text, WHERE)
    assert parse(str(stated.claim), WHERE) == stated


def outcome(read: Callable[[], T]) -> T | ClaimError:
    """What reading comes to."""
    try:
        return read()
    except ClaimError as error:
        return error


SIGNS = [
    "(", ")", ",", "+", "-", "*", "/", "**", "^", "=", "<", "<=", ">=", "!=", "x", "p", "q", "1",
    "0.5", "log", "E", "KL", "Div", "diff", "piecewise", "argmax", "equality", "sup", "convex",
    "pi", "oo", " ", "true", ".", "∞", "'", "_", "\n", "λ", "2x",
]  # fmt: skip


@settings(max_examples=500, deadline=None, derandomize=True, database=None)
@given(st.lists(st.sampled_from(SIGNS), max_size=25).map("".join))
@example("E(p,)=")
@example("piecewise((1,true),")
@example("Div(x,x,p,q)=Div")
@example("equality(x<=x<=x,x=x)")
def test_any_row_of_signs_is_a_claim_or_an_error(text: str) -> None:
    found = outcome(lambda: parse(text, WHERE))
    if isinstance(found, ClaimError):
        assert found.message
        assert found.column is None or 1 <= found.column <= len(text) + 1
    else:
        assert parse(str(found.claim), str(found.hypotheses)).claim == found.claim


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.text(max_size=30))
def test_any_text_is_an_expression_or_an_error(text: str) -> None:
    found = outcome(lambda: parse_expression(text))
    if isinstance(found, ClaimError):
        assert str(found).startswith("expression")
    else:
        assert parse_expression(str(found)) == found
