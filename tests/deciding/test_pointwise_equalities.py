"""Verdicts on the equalities without integrals: none is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from derivations.deciding.answers import recheck
from tests.deciding.statements import answered, statements

LINES = [line for line in statements("pointwise") if line["id"].startswith("eq")]


@pytest.mark.parametrize("line", LINES, ids=[line["id"] for line in LINES])
def test_no_verdict_is_wrong(line: dict[str, Any]) -> None:
    found = answered(line["claim"], line["where"])
    wrong = ("refuted", "error") if line["truth"] else ("proved", "error")
    assert found["verdict"] not in wrong, found
    if found["certificate"] is not None:
        assert recheck(found) == ""
