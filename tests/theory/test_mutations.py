"""Every false change of a token of the library is refuted, by name and with exit status 1."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import derivations.theory
from derivations.chains import Derivation, Step
from derivations.cli.main import main

from .mutating import Mutant, derivations_of, is_false, mutants, steps_of

FOLDER = Path(derivations.theory.__file__).parent
PAGES = derivations.theory.PAGES


def changed(mutant: Mutant, path: Path, before: dict[str, dict[str, Step]]) -> list[
    tuple[Derivation, Step]
]:
    """The steps that say something else than before."""
    found = []
    for name, derivation in derivations_of(mutant.source, path).items():
        for label, step in steps_of(derivation).items():
            old = before.get(name, {}).get(label)
            if old is None or old.statement != step.statement or old.expects != step.expects:
                found.append((derivation, step))
    return found


def original(path: Path) -> dict[str, dict[str, Step]]:
    """The steps of a page as it is shipped."""
    made = derivations_of(path.read_text(encoding="utf-8"), path)
    return {name: steps_of(derivation) for name, derivation in made.items()}


def test_every_page_is_mutated() -> None:
    assert set(PAGES) == {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}


@pytest.mark.parametrize("page", PAGES)
def test_false_changes_are_refuted(
    page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = FOLDER / f"{page}.py"
    before, false, missed = original(path), 0, []
    for number, mutant in enumerate(mutants(path)):
        wrong = {(d.name, s.label) for d, s in changed(mutant, path, before)
                 if s.expects and is_false(s.statement)}
        if not wrong:
            continue
        false += 1
        file = tmp_path / f"{page}_{number}.py"
        file.write_text(mutant.source, encoding="utf-8")
        status = main(["verify", str(file), "--format", "json"])
        report = json.loads(capsys.readouterr().out)
        refuted = {(d["name"], s["label"]) for d in report["derivations"] for s in d["steps"]
                   if s["verdict"] == "refuted"}
        if status != 1 or not wrong <= refuted:
            missed.append((str(mutant), sorted(wrong - refuted), status))
    assert missed == []
    assert false >= 3


@pytest.mark.parametrize("page", PAGES)
def test_no_false_change_is_proved(page: str) -> None:
    path = FOLDER / f"{page}.py"
    before, proved = original(path), []
    for mutant in mutants(path):
        for derivation, step in changed(mutant, path, before):
            if is_false(step.statement):
                index = [s.label for s in derivation.steps].index(step.label)
                if derivation.check(index).outcome.verdict == "proved":
                    proved.append((str(mutant), step.label))
    assert proved == []
