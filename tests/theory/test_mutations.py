"""False changes of the library's tokens are refuted, by name and with exit status 1."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

import derivations.theory
from derivations.chains import Derivation, Step
from derivations.cli.main import main

from .mutating import Mutant, derivations_of, is_false, mutants, steps_of

FOLDER = Path(derivations.theory.__file__).parent
PAGES = derivations.theory.PAGES
SAMPLE = 16
NO_LAW = "where a density is expected"


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


def sample(page: str) -> list[Mutant]:
    """A few changes of a page, the same ones every time."""
    found = list(mutants(FOLDER / f"{page}.py"))
    return Random(page).sample(found, min(SAMPLE, len(found)))


def false_steps(mutant: Mutant, path: Path, before: dict[str, dict[str, Step]]) -> list[
    tuple[Derivation, Step]
]:
    """The changed steps that the oracle knows to be false."""
    return [(derivation, step) for derivation, step in changed(mutant, path, before)
            if step.expects and is_false(step.statement)]


@pytest.mark.parametrize("page", PAGES)
def test_false_changes_are_refuted(page: str) -> None:
    path = FOLDER / f"{page}.py"
    before, found = original(path), []
    for mutant in sample(page):
        for derivation, step in false_steps(mutant, path, before):
            place = [s.label for s in derivation.steps].index(step.label)
            outcome = derivation.check(place).outcome
            if NO_LAW not in outcome.reason:
                found.append((str(mutant), step.label, outcome.verdict))
    assert [entry for entry in found if entry[2] == "proved"] == []
    # A relation that fails only where its sides tie may stay open.
    assert len([entry for entry in found if entry[2] != "refuted"]) <= len(found) / 4, found
    assert found


@pytest.mark.parametrize("page", ["value_at_optimum", "non_saturating"])
def test_a_false_change_ends_with_status_one(
    page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = FOLDER / f"{page}.py"
    before = original(path)
    mutant, derivation, step = next(
        (mutant, *wrong[0]) for mutant in sample(page)
        if (wrong := false_steps(mutant, path, before)))
    file = tmp_path / f"{page}.py"
    file.write_text(mutant.source, encoding="utf-8")
    status = main(["verify", f"{file}::{derivation.name}::{step.label}", "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    assert status == 1
    assert [s["verdict"] for d in report["derivations"] for s in d["steps"]] == ["refuted"]
