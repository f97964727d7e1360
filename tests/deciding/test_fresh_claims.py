"""Claims on which the engine was not built: no verdict is wrong, and every certificate replays."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from derivations.deciding.answers import recheck
from tests.deciding.statements import answered, statements

# Of the true how many at least are proved, of the false how many are refuted.
FILES = {"orders": (298, 288), "more_integrals": (100, 83), "more_wall": (0, 102),
         "extrema": (193, 178), "linear_integrals": (158, 154)}
EVERY = 6
STARTS = {"orders": 2, "more_integrals": 1, "more_wall": 0, "extrema": 3, "linear_integrals": 3}
KINDS = ("argmax(", "argmin(", "sup(", "inf(", "convex(", "concave(", "conjugate(", "equality(")


def kind(line: dict[str, Any]) -> str:
    """The kind of a claim, and whether it holds."""
    named = next((name for name in KINDS if line["claim"].startswith(name)), "relation")
    return f"{named} {line['truth']}"


def few(name: str) -> list[dict[str, Any]]:
    """Every sixth line of each kind of claim, from places that differ from kind to kind."""
    seen: Counter[str] = Counter()
    chosen = []
    for line in statements(name):
        count = seen[kind(line)]
        if count % EVERY == (STARTS[name] + len(seen)) % EVERY or not count:
            chosen.append(line)
        seen[kind(line)] += 1
    return chosen


def check(line: dict[str, Any]) -> str:
    """The verdict on a claim, which is not wrong, and which its certificate shows."""
    found = json.loads(json.dumps(answered(line["claim"], line["where"])))
    verdict = found["verdict"]
    assert line["truth"] is True or verdict != "proved"
    assert line["truth"] is False or verdict != "refuted"
    if verdict == "error":
        assert line.get("expect") == "error", found["reason"]
    assert (found["certificate"] is None) == (verdict in ("undecided", "error"))
    if found["certificate"] is not None:
        assert recheck(found) == ""
    return str(verdict)


def test_every_kind_of_claim_is_among_the_few() -> None:
    for name in FILES:
        assert {kind(line) for line in few(name)} == {kind(line) for line in statements(name)}
        assert len(few(name)) >= len(statements(name)) / EVERY


FEW = [line for name in FILES for line in few(name)]


@pytest.mark.parametrize("line", FEW, ids=[line["id"] for line in FEW])
def test_no_verdict_is_wrong(line: dict[str, Any]) -> None:
    check(line)


@pytest.mark.slow
@pytest.mark.parametrize("name", list(FILES))
def test_most_are_settled(name: str) -> None:
    verdicts = Counter((line["truth"], check(line)) for line in statements(name))
    proved, refuted = FILES[name]
    assert verdicts[True, "proved"] >= proved, verdicts
    assert verdicts[False, "refuted"] >= refuted, verdicts
