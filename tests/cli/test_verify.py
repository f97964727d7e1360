"""`verify`, `list`, `explain` and `latex` on the library and on a user's own file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from derivations.cli import main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def test_the_library_is_as_it_should_be(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["summary"] == {"proved": len(report["derivations"]), "refuted": 0, "undecided": 0}
    found = {entry["name"]: entry for entry in report["derivations"]}
    assert len(found["value_at_optimum"]["steps"]) == 7
    assert [step["index"] for step in found["value_at_optimum"]["steps"]] == list(range(1, 8))
    false = found["supports_are_disjoint"]["steps"][0]
    assert (false["expects"], false["verdict"]) == (False, "refuted")


def test_a_wrong_step_is_shown_with_its_counterexample(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLES)
    assert main(["verify", "wrong_step.py"]) == 1
    said = capsys.readouterr().out
    name = "value_with_one_log_too_few"
    for line in (
        f"  {name}::step-1 is refuted  (wrong_step.py:12)\n",
        "      E(p, log(p/(p + q))) + E(q, log(q/(p + q)))\n    = -log(2) + 2*JSD(p, q)\n",
        "    where   p density, q density\n",
        "    reason  densities integrate to 1\n",
        f"    alone   derivations verify wrong_step.py::{name}::step-1\n",
        "1 derivation, 1 step: 0 proved, 1 refuted; ",
    ):
        assert line in said
    assert "at an atom of weight" in said


def test_one_step_runs_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "value_at_optimum::step-4", "--format", "json"]) == 0
    (entry,) = json.loads(capsys.readouterr().out)["derivations"]
    assert [step["label"] for step in entry["steps"]] == ["step-4"]


def test_concise_lines_are_what_editors_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLES)
    assert main(["verify", "wrong_step.py", "--format", "concise"]) == 1
    assert capsys.readouterr().out.splitlines()[0] == (
        "wrong_step.py:12: refuted value_with_one_log_too_few::step-1: densities integrate to 1")


def test_a_step_past_its_time_is_undecided(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "value_at_optimum::step-1", "--timeout", "1e-9",
                 "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["summary"] == {"proved": 0, "refuted": 0, "undecided": 1}
    assert report["derivations"][0]["steps"][0]["why"] == "ran past 1e-09 seconds"


def test_a_folder_and_the_files_beside_each_other_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "shared_names.py").write_text(
        "from derivations.language import densities\np, q = densities('p', 'q')\n",
        encoding="utf-8")
    (tmp_path / "kl.py").write_text(
        "from derivations import Fact, derivation\nfrom derivations.language import KL\n"
        "from shared_names import p, q\n\n@derivation\ndef positive():\n"
        "    'KL is not negative.'\n"
        "    from derivations.language import compare\n"
        "    return Fact(compare(KL(p, q), ('>=', 0)))\n", encoding="utf-8")
    (tmp_path / "test_other.py").write_text("raise RuntimeError\n", encoding="utf-8")
    assert main(["verify", str(tmp_path)]) == 0
    assert "1 derivation, 1 step: 1 proved" in capsys.readouterr().out


def test_two_derivations_of_one_name_are_told_apart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = (EXAMPLES / "own_derivation.py").read_text(encoding="utf-8")
    for name in ("one.py", "two.py"):
        (tmp_path / name).write_text(source, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["verify", "."]) == 4
    assert capsys.readouterr().err == (
        "derivations: two derivations are called 'jeffreys_divergence', in one.py and in two.py: "
        "rename one\n")


def test_list_has_a_line_for_each_derivation(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert main(["list", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["derivations"]
    assert [line.split()[0] for line in lines] == [entry["name"] for entry in found]
    assert all(step["verdict"] is None for entry in found for step in entry["steps"])


def test_explain_tells_what_a_derivation_rests_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "value_at_optimum"]) == 0
    said = capsys.readouterr().out
    assert "  hypotheses  P_data density, P_G density\n" in said
    assert "normalisation" in said
    assert "  assumes     nothing\n" in said


def test_latex_goes_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "own.tex"
    assert main(["latex", str(EXAMPLES / "own_derivation.py"), "-o", str(path)]) == 0
    assert capsys.readouterr() == ("", "")
    assert path.read_text(encoding="ascii").startswith("\\documentclass")
