"""`mutate`: nothing false is called proved, and if it were it would be told."""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from derivations.cli import main, mutating
from derivations.mutating import Mutant

ROOT = Path(__file__).resolve().parents[2]
NAME = "supremum_without_data"


def lying(
    mutants: Iterator[Mutant], read: argparse.Namespace, faults: list[str]
) -> Iterator[tuple[Mutant, str]]:
    """An engine that proves everything."""
    return ((mutant, "proved") for mutant in islice(mutants, read.count))


def failing(
    mutants: Iterator[Mutant], read: argparse.Namespace, faults: list[str]
) -> Iterator[tuple[Mutant, str]]:
    """An engine with a fault."""
    faults.append("Traceback: a fault\n")
    return ((mutant, "undecided") for mutant in islice(mutants, read.count))


def test_nothing_false_is_proved(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mutate", "--count", "30", "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == ["mutants", "true", "refuted", "undecided", "proved_false", "survivors"]
    assert (answer["mutants"], answer["proved_false"], answer["survivors"]) == (30, 0, [])
    assert answer["true"] + answer["refuted"] + answer["undecided"] == 30
    assert answer["refuted"] > 10


def test_a_false_mutant_that_is_proved_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mutating, "settle", lying)
    assert main(["mutate", NAME, "--count", "12", "--format", "json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["proved_false"] > 3
    assert answer["true"] + len(answer["survivors"]) == answer["mutants"] == 12
    false = [survivor for survivor in answer["survivors"] if survivor["oracle"] == "false"]
    assert len(false) == answer["proved_false"]
    for survivor in false:
        assert list(survivor) == ["derivation", "step", "change", "claim", "where", "oracle",
                                  "note"]
        assert (survivor["derivation"], survivor["step"]) == (NAME, "step-1")
        assert "Instance(" in survivor["note"]


def test_a_false_mutant_is_shown_with_its_change(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mutating, "settle", lying)
    assert main(["mutate", NAME, "--count", "12"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["derivation", "mutants", "true", "refuted", "undecided",
                                "survivors"]
    assert lines[1].split()[:2] == [NAME, "12"]
    place = next(place for place, line in enumerate(lines)
                 if line.startswith(f"{NAME}::step-1: proved, but false: "))
    assert [line.split()[0] for line in lines[place + 1:place + 4]] == ["where", "changed", "but"]
    assert lines[-1].startswith("12 mutants: ")
    assert " 0 refuted, 0 undecided, " in lines[-1]
    assert " proved though false; " in lines[-1]


def test_concise_lines_name_the_survivors_alone(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mutating, "settle", lying)
    assert main(["mutate", NAME, "--count", "12", "--format", "concise"]) == 1
    *found, _ = capsys.readouterr().out.splitlines()
    assert found
    assert all(line.startswith(f"{NAME}::step-1: proved, ") for line in found)


def test_one_step_of_a_file_and_no_more_mutants_than_asked(
    capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(ROOT / "examples" / "own_derivation.py")
    arguments = ["mutate", f"{path}::jeffreys_divergence::step-3", "--count", "5"]
    assert main([*arguments, "--seed", "7", "--format", "concise"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("5 mutants: ")


def test_a_fault_of_the_engine_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mutating, "settle", failing)
    assert main(["mutate", NAME, "--count", "3", "--format", "json"]) == 3
    told = capsys.readouterr()
    assert json.loads(told.out)["undecided"] == 3
    assert told.err == "Traceback: a fault\n"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--count", "0"], "argument --count: '0' is no number of mutants: write a whole number "
                           "above 0, such as 1000 (see `derivations mutate --help`)"),
        (["--count", "many"], "argument --count: 'many' is no number of mutants: write a whole "
                              "number above 0, such as 1000 (see `derivations mutate --help`)"),
        (["--seed", "1.5"], "argument --seed: '1.5' is no seed: write a whole number, such as 0 "
                            "(see `derivations mutate --help`)"),
        ([f"{NAME}::step-9"], f"the derivation {NAME} has no step 'step-9': its steps are step-1"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_line(
    arguments: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["mutate", *arguments]) == 4
    assert capsys.readouterr() == ("", f"derivations: {line}\n")


def listen_to_interrupts() -> None:
    """What a shell starts in the background ignores interrupts, and so would its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_ends_with_status_two() -> None:
    code = (
        "import os, signal, sys, threading\n"
        "from derivations.cli import main\n"
        "threading.Timer(3, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        "sys.exit(main(['mutate', '--count', '100000']))\n"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True,
                          env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60,
                          preexec_fn=listen_to_interrupts)
    assert (made.returncode, made.stdout) == (2, "")
    assert made.stderr == "derivations: interrupted\n"
