"""Values of one parameter, piece by piece, and boxes."""

from __future__ import annotations

import pytest

from derivations.deciding.effort import thorough
from derivations.deciding.one_variable import by_box, by_pieces
from derivations.deciding.sign_search import Search
from derivations.kernel.sign_proofs import prove_sign
from derivations.meaning.signs import ANY, NON_NEGATIVE, POSITIVE
from tests.meaning.places import region_of, value_in


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("x - 1 - log(x)", NON_NEGATIVE), ("1/x + log(x) - 1", NON_NEGATIVE),
     ("2*x - 2 - 2*log(x)", NON_NEGATIVE), ("x**2/2 - 1/2 - log(x)", NON_NEGATIVE)],
)
def test_around_a_place_where_the_value_vanishes(text: str, wanted: int) -> None:
    region, again = region_of(x=POSITIVE), region_of(x=POSITIVE)
    reason = Search((by_pieces,), 4, thorough()).find(region, value_in(region, text), wanted)
    assert reason is not None
    assert prove_sign(again, value_in(again, text), reason) | wanted == wanted
    assert "cut" in str(reason)


@pytest.mark.parametrize("text", ["x - log(x) - 101/100", "exp(x) - 4*x", "log(x)",
                                  "1 - x*exp(-x)*3"])  # fmt: skip
def test_nothing_false_is_found(text: str) -> None:
    for way in (by_pieces, by_box):
        region = region_of(x=POSITIVE)
        search = Search((way,), 4, thorough())
        assert search.find(region, value_in(region, text), NON_NEGATIVE) is None


@pytest.mark.parametrize(("signs", "text", "found"), [
    ({"x": POSITIVE}, "(x**2 - x + 1)/(x**2 + 1)", True),
    ({"x": POSITIVE}, "2 + x/(1 + x)", True),
    ({"x": POSITIVE}, "(x - 1)**2/(x**2 + 1)", False),
    ({"x": POSITIVE}, "x/(1 + x)", False),
    ({"x": ANY}, "x**2 + 1", False),
    ({"x": POSITIVE, "y": ANY}, "x + 1", False),
    ({"x": POSITIVE, "y": POSITIVE, "z": POSITIVE}, "x + 1", False),
])  # fmt: skip
def test_boxes(signs: dict[str, int], text: str, found: bool) -> None:
    region = region_of(**signs)
    reason = by_box(Search((), 4, thorough()), region, value_in(region, text), POSITIVE, 0)
    assert (reason is not None) is found
    if reason is not None:
        again = region_of(**signs)
        assert reason.step == "box"
        assert prove_sign(again, value_in(again, text), reason) == POSITIVE


def test_pieces_are_of_one_parameter() -> None:
    region = region_of(x=POSITIVE, y=POSITIVE)
    search = Search((), 4, thorough())
    assert by_pieces(search, region, value_in(region, "x - 1 - log(x)"), NON_NEGATIVE, 0) is None
