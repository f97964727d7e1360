"""The convex functions that an instance may name are what the table says of them."""

from __future__ import annotations

import math

import pytest

from derivations.deciding.floats import compiled
from derivations.language.traversal import names
from derivations.language.written import Constant, Relation, Written
from derivations.meaning.grounding import TABLE, Given, T, U

PLACES = [1e-3, 0.1, 0.5, 0.9, 1.0, 1.1, 2.0, 5.0, 30.0]
SLOPES = [-20.0, -3.0, -2.0, -1.0, -0.6, -0.5, -0.1, 0.0, 0.2, 0.4, 0.5, 0.9, 1.0, 2.0, 3.0]
FAR = 1e9


def at(node: Written, **values: float) -> float:
    known = {name: values[name.name] for name in names(node)}
    return float(compiled(node)(known))


def holds(condition: Relation | None, slope: float) -> bool:
    if condition is None:
        return True
    left, right = at(condition.left, t=slope), at(condition.right, t=slope)
    return {"<": left < right, "<=": left <= right, ">=": left >= right}[condition.sign]


@pytest.mark.parametrize("given", TABLE, ids=lambda given: str(given.value))
class TestTable:
    def test_it_is_zero_at_one(self, given: Given) -> None:
        assert at(given.value, u=1.0) == 0

    def test_every_slope_is_a_subgradient(self, given: Given) -> None:
        for start in PLACES:
            for end in PLACES:
                line = at(given.value, u=start) + at(given.slope, u=start) * (end - start)
                assert at(given.value, u=end) >= line - 1e-9 * (1 + abs(line))

    def test_it_is_strict_where_it_is_said_to_be(self, given: Given) -> None:
        slope = at(given.slope, u=1.0)
        above = [at(given.value, u=u) > slope * (u - 1) for u in PLACES if u != 1]
        assert all(above) if given.strict else not any(above)

    def test_its_ends(self, given: Given) -> None:
        near, rise = at(given.value, u=1 / FAR**2), at(given.value, u=FAR) / FAR
        for end, found, slow in ((given.at_zero, near, 10), (given.recession, rise, 10)):
            if end == Constant("oo"):
                assert found > slow
            else:
                assert found == pytest.approx(at(end), abs=1e-3)

    def test_its_conjugate(self, given: Given) -> None:
        grid = [10 ** (k / 200) for k in range(-1600, 1601)]
        for slope in SLOPES:
            best = max(u * slope - at(given.value, u=u) for u in grid)
            if holds(given.finite, slope):
                assert math.isclose(best, at(given.dual, t=slope), rel_tol=2e-3, abs_tol=2e-3)
            else:
                assert best > 10


def test_they_speak_of_their_own_variable_alone() -> None:
    for given in TABLE:
        assert set(names(given.value)) | set(names(given.slope)) == {U} or not given.strict
        assert set(names(given.dual)) <= {T}
