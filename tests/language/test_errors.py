"""A text that is no claim: one line on what is wrong, where, and what to write instead."""

from __future__ import annotations

import pytest

from derivations.language import ClaimError
from derivations.language.grammar import parse, parse_expression

TWO = "p density, q density"
UNKNOWN = "is not part of the claim language: remove it or write a name for it"
OPERAND = "a number, a name or '(' is expected here"
NO_LAW = (
    "stands where a density is expected: write a density, or a mixture of densities whose weights "
    "are not negative and sum to 1"
)
KINDS = (
    "is no kind of name: write {name} real, integer, density, function or null, or a relation "
    "such as {name} > 0"
)

WRONG = [
    ("1 +", "", "claim", 4,
     OPERAND + ", not the end of the text"),
    ("", "", "claim", 1,
     OPERAND + ", not the end of the text"),
    ("1 = 2 2", "", "claim", 7,
     "an operator or the end is expected here, not '2'"),
    ("1", "", "claim", 2,
     "a claim needs a relation: write = or <= and another expression after it"),
    ("x = 1", "", "claim", 1,
     "'x' is not declared: add 'x real', 'x > 0' or 'x density' to --where"),
    ("1 = 2", "x foo", "where", 3,
     "'foo' " + KINDS.format(name="x")),
    ("1 = 2", "x real real", "where", 8,
     "',' is expected here, not 'real'"),
    ("1 = 2", "x real, x density", "where", 11,
     "'x' is declared as real and as density: keep one of them"),
    ("1 = 2", "2 real", "where", 1,
     "a declaration names one thing: write a relation, or 'x real'"),
    ("1 = 2", "log real", "where", 1,
     "log needs its arguments in brackets: write log(…)"),
    ("1 = 2", "E > 0", "where", 1,
     "E needs its arguments in brackets: write E(…)"),
    ("f(2) = 1", "f function", "claim", 1,
     "'f' is not a function: write f*(…) for a product"),
    ("log = 1", "", "claim", 1,
     "log needs its arguments in brackets: write log(…)"),
    ("log(1, 2) = 1", "", "claim", 1,
     "log takes 1 argument, not 2"),
    ("max(1) = 1", "", "claim", 1,
     "max takes at least 2 arguments, not 1"),
    ("KL(p) = 1", TWO, "claim", 1,
     "KL takes 2 arguments, not 1"),
    ("E(p) = 1", TWO, "claim", 1,
     "E takes 2 arguments, not 1"),
    ("(1 = 2", "", "claim", 4,
     "an operator, ',' or ')' is expected here, not '='"),
    ("(1 + 2 = 3", "", "claim", 8,
     "an operator, ',' or ')' is expected here, not '='"),
    ("log(1 = 2", "", "claim", 7,
     "an operator, ',' or ')' is expected here, not '='"),
    ("1 ? 2 = 3", "", "claim", 3,
     "'?' " + UNKNOWN),
    ("x.real = 1", "x real", "claim", 2,
     "'.' after a name is not part of the claim language: write * between factors"),
    ("__import__('os') = 1", "", "claim", 12,
     "''' " + UNKNOWN),
    ("x;y = 1", "x real", "claim", 2,
     "';' " + UNKNOWN),
    ('"a" = 1', "", "claim", 1,
     '\'"\' ' + UNKNOWN),
    ("[1] = 1", "", "claim", 1,
     "'[' " + UNKNOWN),
    ("{1} = 1", "", "claim", 1,
     "'{' " + UNKNOWN),
    ("1 < 2 > 1", "", "claim", 7,
     "a chain runs one way: write < … as one claim and > … as another"),
    ("1 <= 2 = 2 >= 1", "", "claim", 12,
     "a chain runs one way: write <= … as one claim and >= … as another"),
    ("1 != 2", "", "claim", 3,
     "one of = <= < >= > is expected here, not '!='"),
    ("a <> 1", "", "claim", 4,
     OPERAND + ", not '>'"),
    ("1 = = 2", "", "claim", 5,
     OPERAND + ", not '='"),
    ("convex(x**2, x) = 1", "x real", "claim", 17,
     "an operator or the end is expected here, not '='"),
    ("convex(x**2)", "x real", "claim", 12,
     "',' is expected here, not ')'"),
    ("convex(x**2, 2)", "x real", "claim", 14,
     "convex needs the name of a variable here, not an expression"),
    ("argmax(x, x)", "x real", "claim", 13,
     "argmax(…) is followed by = and one expression"),
    ("argmax(x, x) = x", "x real", "claim", 16,
     "the point speaks of x, the variable itself: write it in the other names"),
    ("argmax(x, x) <= 1", "x real", "claim", 14,
     "argmax(…) is followed by = and one expression"),
    ("argmax(E(p, D), D) = E(p, D)", "p density, D function", "claim", 22,
     "the point speaks of D, the variable itself: write it in the other names"),
    ("sup(x, x) = 2*x", "x real", "claim", 13,
     "the bound speaks of x, the variable itself: write it in the other names"),
    ("1 + convex(x, x) = 1", "x real", "claim", 5,
     "convex(…) is a claim and cannot stand inside an expression"),
    ("conjugate(u**2, u) = 1", "u > 0", "claim", 18,
     "',' is expected here, not ')'"),
    ("equality(KL(p, q), p = q)", TWO, "claim", 9,
     "a >= b or a <= b is expected here, not ','"),
    ("equality(KL(p, q) >= 0, p)", TWO, "claim", 26,
     "'=' in the equality case is expected here, not ')'"),
    ("equality(KL(p, q) > 0, p = q)", TWO, "claim", 9,
     "a >= b or a <= b is expected here, not ','"),
    ("equality(KL(p, q) >= 0)", TWO, "claim", 23,
     "',' is expected here, not ')'"),
    ("KL(2*p, q) = 1", TWO, "claim", 4,
     "'2*p' " + NO_LAW),
    ("E(p*q, 1) = 1", TWO, "claim", 3,
     "'p*q' " + NO_LAW),
    ("E(1, 1) = 1", TWO, "claim", 3,
     "'1' " + NO_LAW),
    ("E(D, 1) = 1", "D function", "claim", 3,
     "'D' " + NO_LAW),
    ("KL((3*p-q)/2, q) >= 0", TWO, "claim", 4,
     "'(3*p - q)/2' " + NO_LAW),
    ("KL((p+q)/3, q) >= 0", TWO, "claim", 4,
     "'(p + q)/3' " + NO_LAW),
    ("Int(E(p, 1)) = 1", TWO, "claim", 5,
     "an integral stands inside an integral: write it outside"),
    ("E(p, KL(p, q)) = 1", TWO, "claim", 6,
     "an integral stands inside an integral: write it outside"),
    ("diff(x, x, 0) = 1", "x real", "claim", 12,
     "the order of a derivative is a whole number from 1 to 20"),
    ("diff(x, x, 10**6) = 1", "x real", "claim", 14,
     "an operator, ',' or ')' is expected here, not '**'"),
    ("diff(x, x, 21) = 1", "x real", "claim", 12,
     "the order of a derivative is a whole number from 1 to 20"),
    ("diff(x, 2) = 1", "x real", "claim", 9,
     "diff needs the name of a variable here, not an expression"),
    ("piecewise((1, 2)) = 1", "", "claim", 16,
     "a relation or true is expected here, not ')'"),
    ("piecewise(1) = 1", "", "claim", 11,
     "'(' is expected here, not '1'"),
    ("1e400 = 1", "", "claim", 1,
     "the exponent of a number is at most 300: write a power"),
    ("1e = 1", "", "claim", 2,
     "an operator or the end is expected here, not 'e'"),
    ("1.2.3 = 1", "", "claim", 4,
     "an operator or the end is expected here, not '.3'"),
    ("+ = 1", "", "claim", 3,
     OPERAND + ", not '='"),
    ("() = 1", "", "claim", 2,
     OPERAND + ", not ')'"),
    ("x = 1)", "x real", "claim", 6,
     "an operator or the end is expected here, not ')'"),
    ("1 = 2", "a > 0 b > 0", "where", 7,
     "',' is expected here, not 'b'"),
    ("1 = 2", "a > 0,, b > 0", "where", 7,
     OPERAND + ", not ','"),
    ("1 = 2", "a > y(2)", "where", 5,
     "'y' is not a function: write y*(…) for a product"),
    ("1 = 2", "0 < z > 1", "where", 7,
     "a chain runs one way: write < … as one claim and > … as another"),
    ("diff(exp(exp(exp(x))), x, 10**6) = 1", "x real", "claim", 29,
     "an operator, ',' or ')' is expected here, not '**'"),
    ("a\u200b = 1", "a real", "claim", 2,
     "the character U+200B " + UNKNOWN),
    ("а = 1", "a real", "claim", 1,
     "'а' is not declared: add 'а real', 'а > 0' or 'а density' to --where"),
    ("1 = 2\x00", "", "claim", 6,
     "the character U+0000 " + UNKNOWN),
    ("1 = 2\x1b", "", "claim", 6,
     "the character U+001B " + UNKNOWN),
    ("1 = \u202e2", "", "claim", 5,
     "the character U+202E " + UNKNOWN),
    ("lambda = 1", "", "claim", 1,
     "'lambda' is not declared: add 'lambda real', 'lambda > 0' or 'lambda density' to --where"),
    ("pi(2) = 6", "", "claim", 3,
     "an operator or the end is expected here, not '('"),
    ("oo(1) = 1", "", "claim", 3,
     "an operator or the end is expected here, not '('"),
    ("Div(u, 2, p, q) = 1", TWO, "claim", 8,
     "Div needs the name of a variable here, not an expression"),
    ("D = 1", "0 <= D <= 1, D function, D density", "where", 28,
     "'D' is declared as function and as density: keep one of them"),
    ("1 % 2 = 1", "", "claim", 3,
     "'%' " + UNKNOWN),
    ("x! = 1", "x real", "claim", 2,
     "'!' " + UNKNOWN),
    ("1 = 2 # no", "", "claim", 7,
     "'#' " + UNKNOWN),
    ("x := 1", "x real", "claim", 3,
     "':' " + UNKNOWN),
    ("x\\y = 1", "x real", "claim", 2,
     "'\\' " + UNKNOWN),
    ("1 = 2", "x > 0, x real, y is real", "where", 18,
     "'is' " + KINDS.format(name="y")),
    ("E(p, log(D)) = 0", TWO, "claim", 10,
     "'D' is not declared: add 'D real', 'D > 0' or 'D density' to --where"),
    ("√2 = 1", "", "claim", 1,
     "'√' " + UNKNOWN),
    ("2 ≠ 3", "", "claim", 3,
     "one of = <= < >= > is expected here, not '!='"),
    ("١ = 1", "", "claim", 1,
     "'١' " + UNKNOWN),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "where", "source", "column", "message"), WRONG)
def test_wrong_texts(
    claim: str, where: str, source: str, column: int | None, message: str
) -> None:
    with pytest.raises(ClaimError) as caught:
        parse(claim, where)
    error = caught.value
    assert (error.source, error.column, error.message) == (source, column, message)
    place = "" if column is None else f", column {column}"
    assert str(error) == f"{source}{place}: {message}"


def test_an_unclosed_bracket_is_named_by_its_place() -> None:
    with pytest.raises(ClaimError) as caught:
        parse("1 = log(2*(1 + 2", "")
    message = "the '(' at column 11 is not closed: write ')' before the end of the text"
    assert str(caught.value) == f"claim, column 17: {message}"


def test_an_expression_is_named_as_such() -> None:
    with pytest.raises(ClaimError) as caught:
        parse_expression("1 = 2")
    message = "an operator or the end is expected here, not '='"
    assert str(caught.value) == f"expression, column 3: {message}"


def test_an_expression_with_an_undeclared_name() -> None:
    with pytest.raises(ClaimError) as caught:
        parse_expression("1 + y", {})
    message = "'y' is not declared: add 'y real', 'y > 0' or 'y density' to --where"
    assert str(caught.value) == f"expression, column 5: {message}"


def test_a_claim_error_is_a_value_error_without_a_place() -> None:
    error = ClaimError("nothing to say", source="where")
    assert isinstance(error, ValueError)
    assert (str(error), error.column) == ("where: nothing to say", None)
