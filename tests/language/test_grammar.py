"""What a text means: precedence, exact numbers, places of signs."""

from __future__ import annotations

from fractions import Fraction

import pytest

from derivations.language import (
    Bound,
    Comparison,
    Conjugate,
    Convexity,
    EqualityCase,
    Extremum,
    Written,
    density,
    function,
    integer,
    null_function,
    real,
)
from derivations.language.grammar import parse, parse_expression
from derivations.language.measures import Density, NullFunction, PointFunction
from derivations.language.traversal import walk
from derivations.language.written import (
    Difference,
    Integer,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Real,
    Sum,
)

a, b, c = real("a"), real("b"), real("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("-2^2", Negation(Power(Number(Fraction(2)), Number(Fraction(2))))),
        ("(-2)^2", Power(Negation(Number(Fraction(2))), Number(Fraction(2)))),
        ("a^b^c", Power(a, Power(b, c))),
        ("a**-b**c", Power(a, Negation(Power(b, c)))),
        ("-a*b", Product(Negation(a), b)),
        ("-a/b", Quotient(Negation(a), b)),
        ("a*-b", Product(a, Negation(b))),
        ("a - b - c", Difference(Difference(a, b), c)),
        ("a - (b - c)", Difference(a, Difference(b, c))),
        ("a/b/c", Quotient(Quotient(a, b), c)),
        ("a/b*c", Product(Quotient(a, b), c)),
        ("a*b + c", Sum(Product(a, b), c)),
        ("a + b*c", Sum(a, Product(b, c))),
        ("a*b^c", Product(a, Power(b, c))),
        ("+a", a),
        ("a−b", Difference(a, b)),
    ],
)
def test_precedence(text: str, tree: Written) -> None:
    assert parse_expression(text) == tree


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("0.1", Fraction(1, 10)),
        ("0.3333", Fraction(3333, 10000)),
        (".5", Fraction(1, 2)),
        ("5.", Fraction(5)),
        ("1e3", Fraction(1000)),
        ("1.5e-3", Fraction(3, 2000)),
        ("2E+2", Fraction(200)),
        ("007", Fraction(7)),
        ("123456789012345678901234567890", Fraction(123456789012345678901234567890)),
        ("0.1000000000000000055511151231257827", Fraction("0.1000000000000000055511151231257827")),
    ],
)
def test_numbers_are_exact_as_written(text: str, exact: Fraction) -> None:
    number = parse_expression(text)
    assert isinstance(number, Number)
    assert number.exact == exact
    assert str(number) == text


def test_a_tenth_is_no_float() -> None:
    assert parse_expression("0.1") != parse_expression("0.1000000000000000055511151231257827")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("x = 1", Comparison),
        ("convex(x, x)", Convexity),
        ("concave(x, x)", Convexity),
        ("argmax(x, x) = 1", Extremum),
        ("argmin(x, x) = 1", Extremum),
        ("sup(x, x) = oo", Bound),
        ("inf(x, x) = -oo", Bound),
        ("conjugate(x, x, t) = t", Conjugate),
        ("equality(KL(p, q) >= 0, p = q)", EqualityCase),
    ],
)
def test_kinds_of_claims(text: str, kind: type) -> None:
    assert type(parse(text, "x real, p density, q density").claim) is kind


def test_a_claim_tells_its_direction() -> None:
    heads = ("convex(x, x)", "concave(x, x)", "argmax(x, x) = 1", "argmin(x, x) = 1",
             "sup(x, x) = 1", "inf(x, x) = 1")  # fmt: skip
    claims = [parse(text, "x real").claim for text in heads]
    assert [getattr(claim, "head", "") for claim in claims] == [
        "convex", "concave", "argmax", "argmin", "sup", "inf"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["a = b", "a<=b < c", "a\n>=\tb", "log(a) − b ≤ c^2 = a", "(a) = (b) = ((c))"]
)
def test_spans_point_at_the_signs_and_the_members(text: str) -> None:
    claim = parse(text, "a real, b real, c real").claim
    assert isinstance(claim, Comparison)
    spelled = {"≤": "<=", "≥": ">="}
    found = [text[start:end] for start, end in claim.spans]
    assert [spelled.get(sign, sign) for sign in found] == list(claim.signs)
    for member, (start, end) in zip(claim.members[1:], claim.spans, strict=True):
        assert member.span is not None
        assert member.span[0] >= end > start
    for member in claim.members:
        assert member.span is not None
        again = parse_expression(text[slice(*member.span)])
        assert again == member


def test_every_node_of_a_text_knows_its_place() -> None:
    text = "E((p + q)/2, -log(p/q)**2) + max(1, 0.5) = 0"
    for node in walk(parse(text, "p density, q density").claim.parts[0]):
        assert node.span is not None
        start, end = node.span
        assert 0 <= start < end <= len(text)


def test_names_become_what_they_were_declared_as() -> None:
    stated = parse("p + D + dq + n + x = a", "p density, D function, dq null, n integer, x real, "
                                              "a > 0")
    assert stated.hypotheses.declared == (
        density("p"), function("D"), null_function("dq"), integer("n"), real("x"), real("a")
    )
    kinds = {type(node) for part in stated.claim.parts for node in walk(part)}
    assert {Density, PointFunction, NullFunction, Integer, Real} <= kinds


def test_bound_variables_need_no_declaration() -> None:
    divergence = parse("Div(u*log(u), u, p, q) >= 0", "p density, q density")
    assert divergence.hypotheses.declared == (density("p"), density("q"))
    conjugate = parse("conjugate(u**2, u, t) = t**2/4", "u > 0")
    assert conjugate.hypotheses.declared == (real("u"), real("t"))


@pytest.mark.parametrize(
    ("claim", "integrates"),
    [
        ("p/q = 1", False),
        ("E(p, 1) = 1", True),
        ("Int(p) = 1", True),
        ("1 = KL(p, q)", True),
        ("argmax(JSD(p, q), q) = p", True),
        ("sup(p*q, q) = 1", False),
        ("Div(u, u, p, q) = 1", True),
    ],
)
def test_a_statement_knows_whether_it_integrates(claim: str, integrates: bool) -> None:
    assert parse(claim, "p density, q density").integrates is integrates
