"""Cells cover everything that the hypotheses allow."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from derivations.language import Written
from derivations.language.grammar import parse_expression, parse_hypotheses
from derivations.language.measures import Density
from derivations.language.traversal import names
from derivations.language.written import Name, Parameter
from derivations.meaning.cells import MOST_CELLS, Cell, Cut, cells
from derivations.meaning.instances import Instance, allows, at_point
from derivations.meaning.signs import ANY, NEGATIVE, NON_NEGATIVE, POSITIVE, ZERO, ProofError

GRID = tuple(map(Fraction, ("-2", "-1", "-1/3", "0", "1/3", "1/2", "1", "3/2", "2", "4")))
SIZE = 24
PARAMETERS: dict[str, Name] = {f"s{k}": Parameter(f"s{k}") for k in range(4)}
USERS = parse_hypotheses("x real, unknown real").declared


def number(node: Written, values: dict[Name, Fraction]) -> Fraction | None:
    """The value of an expression in parameters; None where it has none."""
    found = at_point(node, values)
    return found.constant() if hasattr(found, "constant") else None


def parameter(node: Written, free: Name, known: dict[Name, Fraction],
              value: Fraction) -> Fraction | None:
    """The value of a parameter at which an expression, (a + b s)/(c + d s), has a given value."""
    at = [Fraction(k) for k in range(1, 40)]
    seen = [(s, v) for s in at if (v := number(node, {**known, free: s})) is not None][:3]
    (s1, v1), (s2, v2), (s3, v3) = seen
    # v (1 + d s) = a + b s, with c = 1: three equations in a, b and d.
    det = s1 * (s2 * v2 - s3 * v3) - s1 * v1 * (s2 - s3) + (s2 * s3 * v3 - s3 * s2 * v2)
    first = (s2 - s1, s2 * v2 - s1 * v1, v2 - v1)
    second = (s3 - s1, s3 * v3 - s1 * v1, v3 - v1)
    assert det is not None
    base = first[0] * second[1] - first[1] * second[0]
    if base == 0:
        return None
    slope = (first[2] * second[1] - first[1] * second[2]) / base
    bend = -(first[0] * second[2] - first[2] * second[0]) / base
    start = v1 + bend * s1 * v1 - slope * s1
    below = slope - bend * value
    return (value - start) / below if below else None


def holds(cell: Cell, instance: dict[Name, Fraction]) -> bool:
    """Whether some values of the parameters, of their signs, give an instance."""
    known: dict[Name, Fraction] = {}
    waiting = dict(cell.values)
    while waiting:
        # After a cut a name may be written in the parameter of a later one.
        name = min(waiting, key=lambda name: len(set(names(waiting[name])) - set(known)))
        node = waiting.pop(name)
        free = [part for part in names(node) if part not in known]
        if free:
            assert len(free) == 1
            found = parameter(node, free[0], known, instance[name])
            if found is None:
                return False
            sign = POSITIVE if found > 0 else NEGATIVE if found < 0 else ZERO
            if not cell.signs[free[0]] & sign:
                return False
            known[free[0]] = found
        if number(node, known) != instance[name]:
            return False
    return True


COVERED = [
    "x real", "x > 0", "x >= 0", "x < 3/2", "x <= 1", "-1 < x", "0 < x < 1", "0 <= x <= 1",
    "0 <= x < 1", "0 < x <= 1", "-1 <= x <= 2", "x = 1", "x != 1", "1 >= x > 0", "x > 0, x > 1",
    "x > 0, x < 4, x > 1", "b > c", "b >= c", "b > c, c > 0", "b > c, b > 0", "b > c, b < 2",
    "a < b, b < c", "a > 0, b > a, c > b", "0 < a < b, b < 1", "x = y + 1", "x = 2*y, y > 0",
    "y = x, x >= 0, y >= 0", "z > 0, z = b - 1", "x <= y, y < 2", "0 < z < a, a > 0",
    "a > 0, b > 0, 0 < z < a/(a+b)", "2*x = 1, x real", "x*y > 0", "x < y, y < x",
    "p density", "p density, p > 0", "p density, p <= 2", "p density, p < 2",
    "p density, p >= 1", "p density, 1 <= p <= 2", "p density, p >= -1",
    "p density, q density, p = q", "p density, q density, p <= 2*q", "p density, q density, q >= p",
    "p density, q density, p != q", "p density, c > 0, p <= c", "p density, p = 2*a, a real",
    "D function, 0 <= D <= 1", "D function, 0 < D < 1", "D function, D >= 1, f function, f < D",
    "dq null", "dq null, dq >= -1", "n integer, n > 0", "n integer, 0 <= n <= 2",
]  # fmt: skip


def allowed(where: str) -> list[dict[Name, Fraction]]:
    """The instances on a grid that the hypotheses allow, each name being a number."""
    hypotheses = parse_hypotheses(where)
    found = []
    for chosen in product(GRID, repeat=len(hypotheses.declared)):
        values = dict(zip(hypotheses.declared, chosen, strict=True))
        if allows(hypotheses, Instance(values)):
            found.append(values)
    return found


@pytest.mark.parametrize("where", COVERED)
def test_every_allowed_instance_lies_in_a_cell(where: str) -> None:
    pieces = cells(parse_hypotheses(where), (), SIZE)
    instances = allowed(where)
    for instance in instances:
        assert any(holds(piece, instance) for piece in pieces), instance
    # Hypotheses without a case on the grid would test nothing.
    assert instances or where == "x < y, y < x"


@pytest.mark.parametrize("where", [
    "x > 0", "x >= 0", "x <= 1", "0 < x < 1", "0 <= x <= 1", "b > c", "0 <= x < 1", "x = 2*y",
    "p density", "p density, 1 <= p <= 2", "p density, q density, p <= 2*q", "x <= y, y < 2, x < 2",
])  # fmt: skip
def test_simple_cells_hold_nothing_else(where: str) -> None:
    hypotheses = parse_hypotheses(where)
    for piece in cells(hypotheses, (), SIZE):
        choices = [[s for s in GRID if piece.signs[name] & (POSITIVE if s > 0 else NEGATIVE
                                                            if s < 0 else ZERO)]
                   for name in piece.signs]
        for chosen in product(*choices):
            known = dict(zip(piece.signs, chosen, strict=True))
            values = {name: number(node, known) for name, node in piece.values.items()}
            exact = {name: value for name, value in values.items() if value is not None}
            if where.startswith("x <= y") and exact[hypotheses.declared[0]] >= 2:
                continue
            assert allows(hypotheses, Instance(exact))


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ("", 1), ("x real", 1), ("0 < x < 1", 1), ("0 <= x < 1", 2), ("0 <= x <= 1", 3),
        ("0 <= x <= 1, 0 <= y <= 1", 9), ("p density, q density", 1), ("x = 1", 1),
    ],
)  # fmt: skip
def test_closed_ends_are_cells_of_their_own(where: str, count: int) -> None:
    assert len(cells(parse_hypotheses(where), (), SIZE)) == count


def test_what_bounds_no_name_is_a_fact() -> None:
    (piece,) = cells(parse_hypotheses("x > 0, x*y > 1, y != 2"), (), SIZE)
    assert [str(fact) for fact in piece.facts] == ["x*y > 1", "y != 2"]
    x, y = piece.values
    assert piece.strict.signs(x * y - 1) == POSITIVE
    assert piece.strict.signs(y) == ANY


CUTS = [
    ("x real", [(0, "s0", None)]),
    ("x real", [(0, "s0", "2")]),
    ("x > 0", [(0, "s0", "1/2")]),
    ("x >= 0", [(0, "s0", None)]),
    ("x real, y real", [(0, "s0", "s1"), (1, "s1", "3/2")]),
    ("x > 0, y > 0", [(0, "s0", "s1")]),
    ("x > 0, y > 0", [(0, "s0", "s1/(1 + s1)"), (2, "s1", "1")]),
    ("0 <= x <= 1", [(2, "s0", "1")]),
    ("b > c", [(0, "s0", None), (1, "s1", "2")]),
    ("p density, q density", [(0, "s0", None), (1, "s1", None), (2, "s0_", "1")]),
    ("p density, q density, p <= 2*q", [(0, "s0", None)]),
    ("dq null, p density, p > 0", [(0, "s0", "s1")]),
]


def cut(where: str, rows: list[tuple[int, str, str | None]]) -> list[Cell]:
    """The cells after cuts that are written as text."""
    known = {**PARAMETERS, **{name.name: name for name in USERS}}
    made: list[Cut] = [
        (index, Parameter(name), None if root is None else parse_expression(root, known))
        for index, name, root in rows
    ]
    return cells(parse_hypotheses(where), made, SIZE)


@pytest.mark.parametrize(("where", "rows"), CUTS)
def test_cuts_lose_nothing(where: str, rows: list[tuple[int, str, str | None]]) -> None:
    before, after = cells(parse_hypotheses(where), (), SIZE), cut(where, rows)
    assert len(after) > len(before)
    assert len(allowed(where)) > 0
    for instance in allowed(where):
        assert any(holds(piece, instance) for piece in after), instance


@pytest.mark.parametrize(
    ("where", "rows", "message"),
    [
        ("x real", [(1, "s0", None)], "a cut names no parameter of a cell"),
        ("x real", [(-1, "s0", None)], "a cut names no parameter of a cell"),
        ("x real", [(0, "s1", None)], "a cut names no parameter of a cell"),
        ("x real", [(0, "x", None)], "a cut names no parameter of a cell"),
        ("x > 0", [(0, "s0", None)], "a cut needs a positive root"),
        ("x > 0", [(0, "s0", "-1")], "a cut needs a positive root"),
        ("x > 0", [(0, "s0", "0")], "a cut needs a positive root"),
        ("x >= 0", [(0, "s0", "1")], "a cut needs a positive root"),
        ("x > 0, y real", [(0, "s1", "s0")], "a cut needs a positive root"),
        ("x real", [(0, "s0", "s0")], "a cut speaks of other parameters only"),
        ("x real", [(0, "s0", "x")], "a cut speaks of other parameters only"),
        ("x real", [(0, "s0", "unknown")], "a cut speaks of other parameters only"),
        ("x > 0, y real", [(0, "s1", "log(s0)")], "a sign is not known"),
    ],
)
def test_what_is_no_cut(
    where: str, rows: list[tuple[int, str, str | None]], message: str
) -> None:
    with pytest.raises(ProofError) as caught:
        cut(where, rows)
    assert str(caught.value) == message


def test_a_root_that_is_not_defined_everywhere_proves_nothing() -> None:
    # At y = 0 there is no 1/y, so that the three pieces would lose x at y = 0.
    for piece in cut("x real, y real", [(0, "s0", "1/s1")]):
        with pytest.raises(ProofError):
            assert piece.strict


def test_there_are_not_too_many_cells() -> None:
    where = ", ".join(f"0 <= x{k} <= 1" for k in range(5))
    assert len(cells(parse_hypotheses(where), (), SIZE)) == 3**5 == MOST_CELLS
    with pytest.raises(ProofError, match=r"^a claim falls into too many cases$"):
        cut(where + ", y real", [(0, "s0", None)])


def test_names_of_parameters_may_be_those_of_the_user() -> None:
    hypotheses = parse_hypotheses("s0 density, s1 > 0, s2 real")
    (piece,) = cells(hypotheses, (), SIZE)
    first, third, second = hypotheses.declared
    assert [name.name for name in (first, second, third)] == ["s0", "s1", "s2"]
    assert isinstance(first, Density)
    assert piece.strict.signs(first) == NON_NEGATIVE
    assert piece.strict.signs(second) == POSITIVE
    assert piece.strict.signs(third) == ANY
    assert not piece.field.is_zero(piece.strict.finite(first - second))
