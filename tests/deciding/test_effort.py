"""Efforts: nested, used up by what shares them, and gone where they end."""

from __future__ import annotations

import pytest

from derivations.deciding.effort import Effort, current, quick, spending, thorough
from derivations.deciding.sign_reasons import find_reason
from derivations.meaning.signs import POSITIVE
from tests.meaning.places import region_of, value_in


def test_a_thorough_search_may_spend_more() -> None:
    assert quick().steps < thorough().steps
    assert max(quick().depths) < max(thorough().depths)
    assert quick() == quick()
    assert quick() is not quick()


def test_outside_of_a_search_every_effort_is_a_thorough_one() -> None:
    assert current() == thorough()
    current().steps -= 1
    assert current() == thorough()


def test_what_is_spent_is_shared_and_nested() -> None:
    outer, inner = Effort(10, (1,)), Effort(5, (2,))
    with spending(outer):
        assert current() is outer
        with spending(inner):
            assert current() is inner
            current().steps -= 3
        assert current() is outer
    assert (outer.steps, inner.steps) == (10, 2)
    with pytest.raises(ValueError, match="stop"), spending(inner):
        raise ValueError("stop")
    assert current() == thorough()


@pytest.mark.parametrize(("steps", "found"), [(0, False), (60, True)])
def test_a_search_ends_with_its_effort(steps: int, found: bool) -> None:
    region, effort = region_of(x=POSITIVE), Effort(steps, (2, 4))
    with spending(effort):
        reason = find_reason(region, value_in(region, "exp(x) - 1 - x"), POSITIVE)
    assert (reason is not None) is found
    assert effort.steps < steps or not found


def test_what_is_read_off_costs_nothing() -> None:
    region, effort = region_of(x=POSITIVE), Effort(1, (2,))
    with spending(effort):
        assert find_reason(region, value_in(region, "x + 1"), POSITIVE) is not None
    assert effort.steps == 1
