"""The catalogue: integrals, what papers print instead, and whole sheets."""

from __future__ import annotations

import pytest

from derivations.divergences import CATALOGUE, Entry
from tests.divergences.making import answer, sheet

LAWS = "p density, q density"


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.name)
def test_each_stands_for_its_integral(entry: Entry) -> None:
    assert answer(f"Div({entry.f}, u, p, q) = {entry.integral}", LAWS)["verdict"] == "proved"


REMARKS = [(entry.name, remark) for entry in CATALOGUE for remark in entry.remarks]


@pytest.mark.parametrize(("name", "remark"), REMARKS, ids=[name for name, _ in REMARKS])
def test_what_papers_print_instead_is_settled(name: str, remark: object) -> None:
    verdict = answer(remark.claim, remark.where)["verdict"]  # type: ignore[attr-defined]
    assert verdict == ("proved" if remark.holds else "refuted")  # type: ignore[attr-defined]


def test_the_papers_integrals_are_each_others() -> None:
    by_name = {entry.name: entry for entry in CATALOGUE}
    for name in ("pearson", "neyman"):
        other = {"pearson": "neyman", "neyman": "pearson"}[name]
        claim = by_name[name].remarks[0].claim
        assert answer(claim.replace(by_name[name].f, by_name[other].f), LAWS)["verdict"] == "proved"


@pytest.mark.slow
@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.name)
def test_each_has_a_whole_sheet(entry: Entry) -> None:
    made = sheet(entry.f)
    for name, verdict in made.conditions.plain.items():
        assert verdict == ("refuted" if name in entry.refuted else "proved")
    assert all(check.holds for check in made.checks if check.name not in entry.refuted)
    assert made.equality_case == "p = q"
    assert made.critic is not None
    assert made.activation is not None
    assert made.dual is not None
    assert (made.dual.formula is None) == (entry.name == "ns")
