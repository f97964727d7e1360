"""Declarations, hypotheses, and what may stand where a density is expected."""

from __future__ import annotations

import pytest

from derivations.language import (
    ClaimError,
    Hypotheses,
    Name,
    Relation,
    argmax,
    compare,
    density,
    equality_case,
    function,
    infimum,
    integer,
    null_function,
    real,
    statement,
    supremum,
)
from derivations.language.claims import free_names, laws
from derivations.language.grammar import parse, parse_hypotheses

x, y, p, q, D, dq, n = (
    real("x"), real("y"), density("p"), density("q"), function("D"), null_function("dq"),
    integer("n"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("where", "declared", "relations"),
    [
        ("", (), ()),
        ("x real", (x,), ()),
        ("x > 0", (x,), (x > 0,)),
        ("x real, x > 0", (x,), (x > 0,)),
        ("x > 0, x real", (x,), (x > 0,)),
        ("0 < x < 1", (x,), (Relation(0 * x, "<", x), x < 1)),
        ("n integer, n >= 0", (n,), (n >= 0,)),
        ("x != 1", (x,), (Relation(x, "!=", x),)),
        ("x > y", (x, y), (x > y,)),
        ("p density, q density", (p, q), ()),
        ("p density, p > q, q density", (p, q), (p > q,)),
        ("D function, 0 <= D <= 1", (D,), (Relation(x, "<=", D), D <= 1)),
        ("dq null", (dq,), ()),
        ("D = p/(p+q), p density, q density, D function", (p, q, D),
         (Relation(D, "=", p / (p + q)),)),
        ("x > 2*y + 1", (x, y), (x > 2 * y + 1,)),
        ("  x   real ,\n y real ", (x, y), ()),
    ],
)
def test_hypotheses(
    where: str, declared: tuple[Name, ...], relations: tuple[Relation, ...]
) -> None:
    found = parse_hypotheses(where)
    assert found.declared == declared
    assert [r.sign for r in found.relations] == [r.sign for r in relations]
    for relation, expected in zip(found.relations, relations, strict=True):
        if expected.sign in (">", ">="):
            assert relation == expected
    assert parse_hypotheses(str(found)) == found


def test_a_bound_on_both_sides_is_two_relations() -> None:
    found = parse_hypotheses("0 < x <= 1")
    assert [str(relation) for relation in found.relations] == ["0 < x", "x <= 1"]
    assert str(found) == "x real, 0 < x, x <= 1"


def test_the_place_of_a_hypothesis_is_kept() -> None:
    where = "x > 0, y <= 1"
    spans = [relation.span for relation in parse_hypotheses(where).relations]
    assert [where[start:end] for start, end in filter(None, spans)] == [">", "<="]


@pytest.mark.parametrize(
    "law",
    [
        "p", "(p+q)/2", "p/2 + q/2", "1/2*p + 0.5*q", "0.3*p + 0.7*q", "(3*p + q)/4", "p*1", "1*p",
        "-(-p)", "p + q - q", "2*p - p", "(p+q)/4 + q/2", "((p+r)/2 + q)/2", "p + 0*q",
        "a*p + (1-a)*q", "(a*p + b*q)/(a+b)", "p*a + q*(1-a)", "(1-1/3)*p + q/3",
    ],
)  # fmt: skip
def test_mixtures(law: str) -> None:
    where = "p density, q density, r density, a real, b real"
    stated = parse(f"E({law}, 1) = 1", where)
    assert len(laws(stated.claim.parts[0])) == 1


@pytest.mark.parametrize(
    ("law", "shown"),
    [
        ("2*p", "2*p"), ("p+q", "p + q"), ("(p+q)/3", "(p + q)/3"), ("p-q", "p - q"),
        ("3*p - 2*q", "3*p - 2*q"), ("-p", "-p"), ("p*q", "p*q"), ("p/q", "p/q"), ("1", "1"),
        ("a", "a"), ("p + 1", "p + 1"), ("p**1", "p**1"), ("p*D", "p*D"), ("D", "D"),
        ("dq", "dq"), ("p + dq", "p + dq"), ("log(p)", "log(p)"), ("1/p", "1/p"),
        ("0*p", "0*p"), ("KL(p, q)*p", "KL(p, q)*p"), ("max(p, q)", "max(p, q)"),
        ("(p+q)/2 - q/4", "(p + q)/2 - q/4"), ("2*p - q", "2*p - q"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("head", "column"), [("E({}, 1)", 3), ("KL({}, q)", 4), ("KL(q, {})", 7), ("TV(q, {})", 7),
                         ("JSD({}, q)", 5), ("Div(u, u, {}, q)", 11), ("Div(u, u, q, {})", 14)]
)  # fmt: skip
def test_no_mixture(law: str, shown: str, head: str, column: int) -> None:
    where = "p density, q density, D function, dq null, a real"
    with pytest.raises(ClaimError) as caught:
        parse(f"{head.format(law)} = 1", where)
    message = (
        f"'{shown}' stands where a density is expected: write a density, or a mixture of densities "
        "whose weights are not negative and sum to 1"
    )
    assert caught.value.message == message
    # The place is where the expression starts; a bracket around a part of it counts.
    assert caught.value.column == column


@pytest.mark.parametrize("claim", [
    "Int(Int(p)) = 1", "E(p, Int(q)) = 1", "Int(KL(p, q)) = 1", "E(p, E(q, 1)) = 1",
    "Int(p*TV(p, q)) = 1", "Div(u*KL(p, q), u, p, q) = 1",
])  # fmt: skip
def test_an_integral_inside_an_integral(claim: str) -> None:
    with pytest.raises(ClaimError) as caught:
        parse(claim, "p density, q density")
    assert caught.value.message == "an integral stands inside an integral: write it outside"


@pytest.mark.parametrize("word", [
    "log", "exp", "E", "Int", "KL", "Div", "sup", "argmax", "equality", "diff", "piecewise", "pi",
    "oo", "max", "LambertW",
])  # fmt: skip
def test_a_word_of_the_language_names_nothing_else(word: str) -> None:
    with pytest.raises(ClaimError) as caught:
        parse("1 = 1", f"{word} real")
    assert caught.value.source == "where"


@pytest.mark.parametrize("name", [
    "p_data", "P_G", "x1", "_y", "epsilon", "s0", "lam", "Log", "e", "λ", "ε", "e1", "true", "T"
])  # fmt: skip
def test_names_of_users(name: str) -> None:
    stated = parse(f"{name} + 0 = {name}", f"{name} real")
    assert [declared.name for declared in stated.hypotheses.declared] == [name]


def test_what_is_declared_twice_alike_is_one_name() -> None:
    assert parse_hypotheses("x real, x real, x > 0").declared == (x,)


def test_a_statement_in_python_declares_what_occurs() -> None:
    stated = statement(compare(p * x, (">=", q * D)), [x > y])
    assert stated.hypotheses.declared == (p, x, q, D, y)
    assert stated.hypotheses.relations == (x > y,)
    assert parse(str(stated.claim), str(stated.hypotheses)) == stated


def test_a_statement_declares_the_variable_that_its_claim_ranges_over() -> None:
    assert statement(argmax(p * x, x, 0)).hypotheses.declared == (x, p)
    assert free_names(parse("Div(u*x, u, p, q) = 1", "x real, p density, q density").claim.parts[0]
                      ) == (p, q, x)


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (supremum(x, x, x + 1), "the bound speaks of x, the variable itself: write it in the "
                                "other names"),
        (infimum(x, x, x), "the bound speaks of x, the variable itself: write it in the other "
                           "names"),
        (argmax(x, x, 2 * x), "the point speaks of x, the variable itself: write it in the other "
                              "names"),
    ],
)
def test_an_optimum_is_not_named_by_its_variable(claim: object, message: str) -> None:
    with pytest.raises(ClaimError, match=f"^claim: {message}$"):
        statement(claim)  # type: ignore[arg-type]


def test_a_chain_has_no_other_sign() -> None:
    with pytest.raises(ValueError, match=r"^'!=' is no relation between members of a chain$"):
        compare(x, ("!=", y))


def test_hypotheses_about_a_name() -> None:
    found = parse_hypotheses("0 < x < y, y < 1, p density")
    assert [str(r) for r in found.about(x)] == ["0 < x", "x < y"]
    assert [str(r) for r in found.about(y)] == ["x < y", "y < 1"]
    assert found.about(p) == ()


def test_substitution_in_hypotheses_drops_the_name() -> None:
    found = parse_hypotheses("0 < x < y").substitute({x: y / 2})
    assert found == Hypotheses((y,), parse_hypotheses("0 < y/2 < y").relations)


def test_an_equality_case_keeps_both_relations() -> None:
    claim = equality_case(x >= y, x, y)
    assert claim.parts == (x, y, x, y)
    assert str(claim) == "equality(x >= y, x = y)"
