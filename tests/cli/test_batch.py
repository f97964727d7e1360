"""Batches: one answer a line, in order, whatever the lines hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from derivations.cli import main

FIELDS = '"claim": …, "where": …'


def batch(lines: list[bytes | dict[str, object]], folder: Path, capsys: pytest.CaptureFixture[str],
          *options: str) -> tuple[int, list[dict[str, Any]]]:
    """The status and the answers of a batch."""
    path = folder / "claims.jsonl"
    path.write_bytes(b"\n".join(
        line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
    status = main(["prove", "--batch", str(path), *options])
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_answers_come_in_order_with_all_their_fields(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claims = [{"id": f"c{n}", "claim": f"{n}*x = x + {n - 1}*x", "where": "x real"}
              for n in range(1, 30)]
    status, answers = batch(list(claims), tmp_path, capsys, "--jobs", "2")
    assert status == 0
    assert [answer["id"] for answer in answers] == [claim["id"] for claim in claims]
    assert list(answers[0]) == [
        "id", "verdict", "evidence", "certificate", "counterexample", "reason", "ms"]
    assert {answer["verdict"] for answer in answers} == {"proved"}


@pytest.mark.parametrize(
    ("line", "identity", "reason"),
    [
        (b"no json", None, "the line is not JSON: Expecting value, column 1"),
        (b"\xff\xfe", None, "the line is not UTF-8: byte 1"),
        (b"[1, 2]", None, f'the line is not an object: write {{"id": …, {FIELDS}}}'),
        (b"[" * 100_000, None, "the line is nested too deep to be read as JSON"),
        (b'{"id": NaN, "claim": "1 = 1"}', None, "the line is not JSON: NaN is no number of it"),
        ({"claim": "1 = 1"}, None, f"the line has no 'id': write {{\"id\": …, {FIELDS}}}"),
        ({"id": 3}, 3, f"the line has no 'claim': write {{\"id\": …, {FIELDS}}}"),
        ({"id": ["a"], "claim": "1 = 1"}, None, "'id' is neither a text nor a number"),
        ({"id": "a", "claim": 5, "where": ""}, "a", "'claim' is not a text: write it in quotes"),
        ({"id": "a", "claim": "1 = 1", "where": None}, "a",
         "'where' is not a text: write it in quotes"),
        ({"id": "a", "claim": "1 = \0", "where": ""}, "a",
         "claim, column 5: the character U+0000 is not part of the claim language: remove it or "
         "write a name for it"),
        ({"id": "a", "claim": "(" * 5000 + "1", "where": ""}, "a",
         "claim, column 101: brackets are nested more than 100 deep: write the claim in parts"),
        ({"id": "a", "claim": "1 + " * 2_500_000 + "1 = 2", "where": ""}, "a",
         "claim: the text has 10000005 characters; at most 20000 are read: write it shorter"),
    ],
    ids=range(13),
)  # fmt: skip
def test_a_bad_line_is_an_error_and_the_batch_goes_on(
    line: bytes | dict[str, object], identity: object, reason: str, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    good = {"id": "good", "claim": "1 = 1", "where": ""}
    status, (first, bad, blank_follows) = batch([good, line, b"", b"  ", good], tmp_path, capsys)
    assert status == 1
    assert (bad["id"], bad["verdict"], bad["reason"]) == (identity, "error", reason)
    assert first["verdict"] == blank_follows["verdict"] == "proved"


def test_ids_come_back_as_they_were(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ids: list[object] = ["same", "same", 7, 1.5, None, "ü\ud800", ""]
    _, answers = batch([{"id": one, "claim": "1 = 1", "where": ""} for one in ids], tmp_path,
                       capsys)
    assert [answer["id"] for answer in answers] == ids


def test_a_claim_past_its_time_is_undecided(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claim = {"id": "a", "claim": "1 = 1", "where": ""}
    status, answers = batch([claim, claim], tmp_path, capsys, "--timeout", "1e-9")
    assert status == 1
    assert [(a["id"], a["verdict"], a["reason"]) for a in answers] == [
        ("a", "undecided", "ran past 1e-09 seconds")] * 2


@pytest.mark.parametrize("text", ["", "\n  \n"])
def test_a_batch_without_claims_is_nothing_to_check(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_text(text, encoding="utf-8")
    assert main(["prove", "--batch", str(path)]) == 5
    assert capsys.readouterr() == ("", f"derivations: {path} holds no claim\n")


def test_certificates_are_replayed_and_forged_ones_rejected(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, answers = batch([
        {"id": "proved", "claim": "KL(p, q) >= 0", "where": "p density, q density"},
        {"id": "refuted", "claim": "x/x = 1", "where": "x real"},
        {"id": "error", "claim": "y", "where": ""},
    ], tmp_path, capsys)  # fmt: skip
    path = tmp_path / "answers.jsonl"

    def recheck(*changed: dict[str, Any]) -> tuple[int, list[str]]:
        path.write_text("\n".join(map(json.dumps, changed)), encoding="utf-8")
        status = main(["prove", "--recheck", str(path)])
        return status, [json.loads(x)["recheck"] for x in capsys.readouterr().out.splitlines()]

    assert recheck(*answers) == (0, ["accepted", "accepted", "none"])
    assert recheck(answers[0] | {"verdict": "refuted"}, answers[1]) == (1, ["rejected", "accepted"])
    assert recheck(answers[0] | {"certificate": None}) == (1, ["rejected"])
    assert recheck(answers[0] | {"certificate": {"rule": "trust me"}}) == (1, ["rejected"])
    assert recheck(answers[2]) == (5, ["none"])
