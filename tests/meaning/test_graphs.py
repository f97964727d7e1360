"""Graphs: the pieces and joints of a function of one number, and what forms no line."""

from __future__ import annotations

import pytest

from derivations.language.divergences import unfold
from derivations.language.grammar import parse_expression, parse_hypotheses
from derivations.language.written import Parameter
from derivations.meaning.cells import Cut
from derivations.meaning.graphs import Joint, Piece, graph
from derivations.meaning.normal_form import Field, Ratio
from derivations.meaning.signs import ZERO, ProofError

PARAMETERS = {f"s{k}": Parameter(f"s{k}") for k in range(4)}
Row = tuple[int, str, str | None]
AT_0: Row = (0, "s0", None)
AT_1: Row = (0, "s0", "1")
TIED = "a hypothesis ties the variable to other names"
NO_LINE = "the pieces of a function do not form a line"
JUMPS = "a function may jump at a joint"


def drawn(where: str, body: str, *rows: Row) -> tuple[list[Piece], list[Joint]]:
    """The graph of a function of u, cut as rows of text say."""
    hypotheses = parse_hypotheses(where)
    known = {name.name: name for name in hypotheses.declared}
    cuts: list[Cut] = [(index, Parameter(name), None if root is None else
                        parse_expression(root, PARAMETERS)) for index, name, root in rows]
    return graph(hypotheses, known["u"], unfold(parse_expression(body, known)), cuts, 24)


def is_number(field: Field, value: Ratio | None, text: str | None) -> bool:
    """Whether a slope is the number of a text, or missing as the text is."""
    if value is None or text is None:
        return value is None and text is None
    numerator, _, denominator = text.partition("/")
    wanted = field.number(int(numerator)) / field.number(int(denominator or 1))
    return field.is_zero(value - wanted)


LINES = [
    # Hypotheses, body, cuts; the number of pieces; for each joint where it is, and both slopes.
    ("u real", "u**2", [], 1, []),
    ("u > 0", "u*log(u)", [], 1, []),
    ("0 < u < 1", "log(u) + log(1 - u)", [], 1, []),
    ("u real", "abs(u)", [AT_0], 2, [("0", "-1", "1")]),
    ("u real", "max(u, 1)", [AT_1], 2, [("1", "0", "1")]),
    ("u > 0", "max(u, 1)", [AT_1], 2, [("1", "0", "1")]),
    ("u real", "max(u**2, 2*u - 1)", [AT_1], 2, [("1", "2", "2")]),
    ("u real", "piecewise((u, u > 0), (-u, true))", [AT_0], 2, [("0", "-1", "1")]),
    ("u > 0", "piecewise((0, u < 1), (log(u), true))", [AT_1], 2, [("1", "0", "1")]),
    # Closed ends.
    ("u >= 0", "u**2", [AT_0], 1, [("0", None, "0")]),
    ("1 <= u", "u**2", [AT_0], 1, [("1", None, "2")]),
    ("1 >= u", "u**2", [AT_0], 1, [("1", "2", None)]),
    ("0 <= u <= 1", "u**2", [], 1, [("0", None, "0"), ("1", "2", None)]),
    ("0 < u <= 1", "u**2", [], 1, [("1", "2", None)]),
    ("-1 <= u < 2", "u**2", [], 1, [("-1", None, "-2")]),
    ("0 <= u <= 2", "abs(u - 1)", [(2, "s0", "1")], 2,
     [("0", None, "-1"), ("2", "1", None), ("1", "-1", "1")]),
    # Others may be anything, if they do not move with u.
    ("u real, a real", "a*u**2", [], 1, []),
    ("u < a, a real", "u**2", [], 1, []),
    ("u real, u > a**2, a real", "u", [], 1, []),
]  # fmt: skip


@pytest.mark.parametrize(("where", "body", "rows", "count", "expected"), LINES)
def test_pieces_and_joints(where: str, body: str, rows: list[Row], count: int,
                           expected: list[tuple[str, str | None, str | None]]) -> None:
    pieces, joints = drawn(where, body, *rows)
    assert len(pieces) == count
    assert len(joints) == len(expected)
    for joint, (at, left, right) in zip(joints, expected, strict=True):
        field = joint.cell.region.field
        assert is_number(field, joint.at, at)
        assert is_number(field, joint.left, left)
        assert is_number(field, joint.right, right)


@pytest.mark.parametrize(("body", "bend"), [
    ("u**2", "2"), ("u**3", "6*u"), ("exp(u)", "exp(u)"), ("3*u + 1", "0"),
    ("log(1 + u)", "-1/(1 + u)**2"),
    ("u*log(u)", "1/u"), ("a*u**2", "2*a"), ("1/u", "2/u**3"),
])  # fmt: skip
@pytest.mark.parametrize("where", ["u > 0, a > 0", "0 < u < 1, a > 0", "u > 2, a > 0"])
def test_slopes_are_taken_in_the_variable(body: str, bend: str, where: str) -> None:
    (piece,), _ = drawn(where, body)
    known = {name.name: name for name in piece.cell.values}
    expected = piece.cell.strict.finite(parse_expression(bend, known))
    field = piece.cell.region.field
    assert field.is_zero(piece.bend() - expected)
    assert not field.is_zero(piece.bend() - expected - field.number(1))


def test_several_lines() -> None:
    pieces, joints = drawn("u > 0, a > 0", "max(u, a)", (0, "s0", "s1"))
    assert len(pieces) == 2
    (joint,) = joints
    field = joint.cell.region.field
    assert is_number(field, joint.left, "0")
    assert is_number(field, joint.right, "1")
    assert joint.cell.strict.signs(parse_expression("u - a", {
        name.name: name for name in joint.cell.values})) == ZERO


@pytest.mark.parametrize(
    ("where", "body", "rows", "message"),
    [
        # Jumps.
        ("u real", "sign(u)", [AT_0], JUMPS),
        ("u real", "piecewise((u, u > 0), (u - 1, true))", [AT_0], JUMPS),
        ("u real", "piecewise((1, u = 0), (0, true))", [AT_0], JUMPS),
        ("u >= 0", "piecewise((1, u = 0), (u, true))", [AT_0], JUMPS),
        ("0 <= u <= 1", "piecewise((2, u = 1), (u, true))", [], JUMPS),
        # Ties.
        ("u > 0, u >= abs(u-1)", "u**2", [], TIED),
        ("u > 0, u >= log(b), b real", "u**2", [], TIED),
        ("u > 0, max(u, 1/2) = u", "u**2", [], TIED),
        ("0 < u < 1, abs(u-1/2) = u - 1/2", "u**2", [], TIED),
        ("u > 0, a real, u*a > 1", "u**2", [], TIED),
        ("u > 0, u != 1", "u**2", [], TIED),
        ("0 <= u <= 1, u != 1/2", "u**2", [], TIED),
        ("u > 0, u > 1", "u**2", [], TIED),
        ("u >= 0, u**2 >= 0", "u**2", [AT_0], TIED),
        ("0 <= u <= 2, sign(u-1)*a >= 0, a real", "abs(u-1)", [(2, "s0", "1")], TIED),
        # What is no line.
        ("u = 1", "u**2", [], NO_LINE),
        ("u > 0, a > u", "u**2", [], NO_LINE),
        ("a < u < b, a real, b > a", "u**2", [], NO_LINE),
        ("u > 0, a > 0", "max(u, a)", [(0, "s1", "s0")], NO_LINE),
        # What has no slope at an end, or no value inside.
        ("u >= 0", "sqrt(u)", [AT_0],
         "a denominator or a logarithm may vanish at the end of a range"),
        ("u >= 0", "sqrt(u)", [], "a sign is not known"),
        ("u real", "abs(u)", [], "a sign is not known"),
        ("u real", "1/u", [AT_0], "1/u is +∞"),
    ],
)  # fmt: skip
def test_what_is_no_graph(where: str, body: str, rows: list[Row], message: str) -> None:
    with pytest.raises(ProofError) as caught:
        drawn(where, body, *rows)
    assert str(caught.value) == message
