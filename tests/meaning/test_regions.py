"""Regions: the pieces of a cut cover them, scaled ways are onto, ties are found."""

from __future__ import annotations

import mpmath
import pytest

from derivations.language.grammar import parse_hypotheses
from derivations.language.written import Parameter
from derivations.meaning.calculus import Move
from derivations.meaning.cells import cells
from derivations.meaning.graphs import own_parameter
from derivations.meaning.regions import Region
from derivations.meaning.signs import (
    ANY,
    NEGATIVE,
    NON_NEGATIVE,
    POSITIVE,
    ZERO,
    ProofError,
)
from tests.meaning.places import number, region_of, tree_in, value_in

NOT_POSITIVE = "a parameter is cut, scaled or turned at a positive value only"
NO_PARAMETER = "the region has no such parameter"
LINE = ["1e-6", "0.3", "0.5", "1", "3", "40"]


def reached(piece: Region, move: Move, source: Region, at: mpmath.mpf, y: mpmath.mpf) -> bool:
    """Whether a value of x is that of a piece at some value of its own parameter."""
    image = move(value_in(source, "x"))
    own = [name for name in piece.signs if name.name != "y"]

    def x(s: mpmath.mpf | None) -> mpmath.mpf:
        found = number(piece.field, image, y=y, **({} if s is None else {own[0].name: s}))
        return mpmath.mpf(found)

    if not own:
        return bool(abs(x(None) - at) < 1e-30)
    ends = [mpmath.mpf(10) ** -20, mpmath.mpf(10) ** 20]
    if piece.signs[own[0]] == ANY:
        ends = [mpmath.mpf(-100), mpmath.mpf(100)]
    low, high = ends
    if not min(x(low), x(high)) < at < max(x(low), x(high)):
        return False
    rising = x(high) > x(low)
    for _ in range(90):
        middle = mpmath.sqrt(low * high) if low > 0 else (low + high) / 2
        low, high = (middle, high) if (x(middle) < at) == rising else (low, middle)
    return bool(abs(x(low) - at) < 1e-10 * (1 + abs(at)))


CUTS = [
    (ANY, None), (ANY, "1"), (ANY, "-2"), (ANY, "y"), (ANY, "log(y)"), (ANY, "1 - y"),
    (POSITIVE, "1"), (POSITIVE, "y"), (POSITIVE, "1/2"), (POSITIVE, "exp(y)"),
    (POSITIVE, "y/(1 + y)"), (NON_NEGATIVE, None),
]


@pytest.mark.parametrize(("signs", "root"), CUTS)
def test_the_pieces_of_a_cut_cover(signs: int, root: str | None) -> None:
    region = region_of(x=signs, y=POSITIVE)
    pieces = region.cut(Parameter("x"), None if root is None else tree_in(region, root))
    assert len(pieces) == (2 if signs == NON_NEGATIVE else 3)
    with mpmath.workdps(40):
        for y in map(mpmath.mpf, ("0.5", "3")):
            numbers = [mpmath.mpf(text) for text in LINE]
            if signs & ZERO:
                numbers.append(mpmath.mpf(0))
            if signs & NEGATIVE:
                numbers += [-mpmath.mpf(text) for text in LINE]
            if root is not None:
                numbers.append(number(region.field, value_in(region, root), y=y))
            for at in numbers:
                found = [reached(piece, move, region, at, y) for piece, move in pieces]
                assert sum(found) == 1, (at, y)
    # The root is where the first piece is, and where the others start.
    for piece, _ in pieces[1:]:
        assert piece.signs[Parameter("s0")] == POSITIVE


@pytest.mark.parametrize("root", ["1", "y", "1/2"])
def test_below_a_positive_root_a_parameter_stays_positive(root: str) -> None:
    region = region_of(x=POSITIVE, y=POSITIVE)
    for piece, move in region.cut(Parameter("x"), tree_in(region, root)):
        assert piece.field.signs_of(move(value_in(region, "x"))) == POSITIVE
    at, above, below = (piece.field.signs_of(move(value_in(region, f"x - {root}"))) for piece, move
                        in region.cut(Parameter("x"), tree_in(region, root)))
    assert (at, above, below) == (ZERO, POSITIVE, NEGATIVE)


@pytest.mark.parametrize(
    ("signs", "root", "message"),
    [
        (POSITIVE, None, NOT_POSITIVE), (POSITIVE, "-1", NOT_POSITIVE),
        (POSITIVE, "z", NOT_POSITIVE),
        (POSITIVE, "0", NOT_POSITIVE), (POSITIVE, "y - 1", NOT_POSITIVE),
        (NON_NEGATIVE, "1", NOT_POSITIVE), (NEGATIVE, "-1", NOT_POSITIVE),
        (NEGATIVE, None, NOT_POSITIVE),
        (ANY, "x", "a cut speaks of other parameters only"),
        (POSITIVE, "x + 1", "a cut speaks of other parameters only"),
        (ANY, "1/z", "a sign is not known"), (ANY, "log(z)", "a sign is not known"),
    ],
)  # fmt: skip
def test_what_is_no_cut(signs: int, root: str | None, message: str) -> None:
    region = region_of(x=signs, y=POSITIVE, z=ANY)
    with pytest.raises(ProofError) as caught:
        region.cut(Parameter("x"), None if root is None else tree_in(region, root))
    assert str(caught.value) == message


WAYS = ["grown", "turned", "ratio", "square", "cube", "exp", "log"]


@pytest.mark.parametrize("way", WAYS)
def test_scaled_ways_are_onto(way: str) -> None:
    signs = ANY if way == "log" else POSITIVE
    region = region_of(x=signs, y=POSITIVE)
    by = tree_in(region, "y/(1 + y)") if way == "ratio" else None
    piece, move = region.scaled(Parameter("x"), way, by)
    assert piece.field.signs_of(move(value_in(region, "x"))) == signs
    with mpmath.workdps(40):
        for text in LINE:
            at = mpmath.mpf(text)
            if way in ("log", "grown") and at > 30:
                continue
            assert reached(piece, move, region, at, mpmath.mpf("0.4")), text
            if signs == ANY:
                assert reached(piece, move, region, -at, mpmath.mpf("0.4")), text
        if signs == POSITIVE:
            assert not reached(piece, move, region, mpmath.mpf(-1), mpmath.mpf("0.4"))


@pytest.mark.parametrize(
    ("way", "signs", "by"),
    [("log", POSITIVE, None), *((way, other, None) for way in ("grown", "turned", "square", "exp")
                                for other in (ANY, NON_NEGATIVE, NEGATIVE)),
     ("ratio", POSITIVE, None), ("ratio", POSITIVE, "z"), ("ratio", POSITIVE, "-y"),
     ("ratio", ANY, "y")],
)  # fmt: skip
def test_what_is_not_scaled(way: str, signs: int, by: str | None) -> None:
    region = region_of(x=signs, y=POSITIVE, z=ANY)
    with pytest.raises(ProofError) as caught:
        region.scaled(Parameter("x"), way, None if by is None else tree_in(region, by))
    assert str(caught.value) == NOT_POSITIVE


def test_a_ratio_speaks_of_other_parameters() -> None:
    region = region_of(x=POSITIVE)
    with pytest.raises(ProofError, match=r"^a cut speaks of other parameters only$"):
        region.scaled(Parameter("x"), "ratio", tree_in(region, "x + 1"))


def test_the_start_is_where_a_parameter_is_zero() -> None:
    region = region_of(x=POSITIVE, y=POSITIVE)
    end, move = region.at_start(Parameter("x"))
    assert [name.name for name in end.signs] == ["y"]
    found = move(value_in(region, "exp(x)*y + sqrt(x)"))
    assert end.field.is_zero(found - value_in(end, "y"))
    with pytest.raises(ProofError):
        move(value_in(region, "1/x"))


def test_unknown_parameters() -> None:
    region = region_of(x=POSITIVE)
    for ask in (lambda: region.place(Parameter("y")), lambda: region.check_free(Parameter("y")),
                lambda: region.value(Parameter("y"))):
        with pytest.raises(ProofError) as caught:
            ask()
        assert str(caught.value) == NO_PARAMETER


def test_a_new_parameter_has_a_name_of_its_own() -> None:
    assert region_of(s0=POSITIVE, s2=ANY).fresh() == Parameter("s1")
    assert region_of(s0=POSITIVE, s1=ANY).fresh() == Parameter("s2")
    assert region_of().fresh() == Parameter("s0")


FREE = [
    # Hypotheses, whether u takes all values of its parameter, whatever the others are.
    ("u > 0", True), ("u > 0, a > 0", True), ("u > a, a real", True), ("0 < u < 1", True),
    ("u > 0, a > 0, a != 1", True), ("u > 0, u + 1 > 0", True), ("u > 0, a > 0, u*a > -1", True),
    ("u > 0, u != 1", False), ("u > 0, b > 0, u >= log(b)", False),
    ("u > 0, a real, u*a > 1", False), ("u > 0, a real, a*exp(u) != 2", False),
    ("u > 0, a > 0, log(u) < log(a)", False), ("u real, u**2 < 2", False),
]  # fmt: skip


@pytest.mark.parametrize(("where", "free"), FREE)
def test_ties(where: str, free: bool) -> None:
    hypotheses = parse_hypotheses(where)
    (u,) = [name for name in hypotheses.declared if name.name == "u"]
    for cell in cells(hypotheses, (), 24):
        name = own_parameter(cell, u)
        assert name is not None
        if free:
            cell.region.check_free(name)
            continue
        with pytest.raises(ProofError, match=r"^a hypothesis ties a parameter to others$"):
            cell.region.check_free(name)


def test_a_hypothesis_that_was_lost_ties_everything() -> None:
    region = region_of(x=POSITIVE, y=POSITIVE)
    region.check_free(Parameter("x"))
    region.field.tied = True
    with pytest.raises(ProofError, match=r"^a hypothesis ties a parameter to others$"):
        region.check_free(Parameter("x"))
