"""The comparison of engines: its counts, and what it says of wrong usage."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import deciding
from benchmarks.interleaving import compare
from benchmarks.scores import Scores
from benchmarks.statement_files import sort

ROWS = [
    {"id": "quotient", "claim": "log(a/b) = log(a) - log(b)", "where": "a > 0, b > 0",
     "truth": True},
    {"id": "sum", "claim": "log(a + b) = log(a) + log(b)", "where": "a > 0, b > 0",
     "truth": False},
    {"id": "tiny", "claim": "u = u + 1/10^60", "where": "u real", "truth": False},
]
NOTHING = {"true_proved": 0, "true_undecided": 0, "true_refuted": 0,
           "false_accepted": 0, "false_refuted": 0, "false_undecided": 0}


def test_the_counts_of_three_statements() -> None:
    lines, remarks = sort([*ROWS, {**ROWS[0], "id": "undeclared", "where": "a > 0"}])
    scores = Scores(["ours", "sampling"])
    compare(lines, ["ours", "sampling"], scores)
    rows = {engine: scores.row(engine) for engine in ("ours", "sampling")}
    assert [line.section for line in lines] == ["equalities"] * 3
    assert len(remarks) == 1
    assert remarks[0].startswith("undeclared is left out: claim, column 7: 'b' is not declared")
    assert rows["ours"].items() >= {**NOTHING, "run": 3, "true_proved": 1,
                                    "false_refuted": 2}.items()
    assert rows["sampling"].items() >= {**NOTHING, "run": 3, "true_proved": 1,
                                        "false_refuted": 1, "false_accepted": 1}.items()
    assert scores.wrong("sampling") == ("tiny",)
    heading, _, ours, sampling, *_, wrong = scores.text()
    assert heading == "equalities: 3 statements, 1 true, 2 false"
    assert ours.split()[:8] == ["ours", "3", "1", "0", "0", "0", "2", "0"]
    assert sampling.split()[:8] == ["sampling", "3", "1", "0", "0", "1", "1", "0"]
    assert wrong == "sampling is wrong on 1: tiny"


def test_an_engine_without_a_question_is_not_counted(
        tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "integral.jsonl"
    path.write_text(json.dumps({"id": "mass", "claim": "Int(p) = 1", "where": "p density",
                                "truth": True}))
    assert deciding.main([str(path), "--engines", "sampling", "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["sections"] == {"all": {}, "integrals": {}}


@pytest.mark.parametrize(("arguments", "status", "line"), [
    (["--engines", "oracle"], 4, "'oracle' is no engine: write some of ours, simplify, equals, "
     "sampling, maxima, math-verify, with commas between them"),
    (["--limit", "0"], 4, "argument --limit: '0' is no number of statements: write 1 or more "
     "(see `deciding --help`)"),
    (["nowhere.jsonl"], 4, "nowhere.jsonl cannot be read: No such file or directory"),
])
def test_wrong_usage_is_one_line(arguments: list[str], status: int, line: str,
                                 capsys: pytest.CaptureFixture[str]) -> None:
    assert deciding.main(arguments) == status
    assert capsys.readouterr().err == f"deciding: {line}\n"
