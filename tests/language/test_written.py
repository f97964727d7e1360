"""The tree in Python: operators, what is refused, equality, substitution, unfolding."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations

import pytest
import sympy

from derivations.language import (
    JSD,
    KL,
    TV,
    Derivative,
    Div,
    E,
    Int,
    Name,
    Rational,
    Written,
    absolute,
    compare,
    densities,
    density,
    exp,
    function,
    integer,
    log,
    maximum,
    null_function,
    oo,
    optimal_discriminator,
    pi,
    real,
    reals,
    sigmoid,
    softplus,
    sqrt,
    unfold,
    value,
    written,
)
from derivations.language.grammar import parse_expression
from derivations.language.traversal import names, substitute, walk
from derivations.meaning.instances import at_point

x, y = reals("x", "y")
p, q = densities("p", "q")
D = function("D")
CHAINED = (
    "a relation has no truth value of its own: write `0 < D < 1` as two relations, (D > 0, D < 1)"
)


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (x / x, "x/x"),
        ((x / 2) / ((x + y) / 2), "x/2/((x + y)/2)"),
        (x - x, "x - x"),
        (0 * x, "0*x"),
        (x**0, "x**0"),
        (1 + x + 1, "1 + x + 1"),
        (2 * x / 2, "2*x/2"),
        (x - (y - 1), "x - (y - 1)"),
        (-x**2, "-x**2"),
        ((-x) ** 2, "(-x)**2"),
        (2**x, "2**x"),
        (1 / x, "1/x"),
        (1 - x, "1 - x"),
        (x + -2, "x + -2"),
        (x * Fraction(-1, 3), "x*-(1/3)"),
        (Rational(2, 4) * x, "2/4*x"),
        (Rational(3), "3/1"),
        (sqrt(x**2), "sqrt(x**2)"),
        (log(exp(x)), "log(exp(x))"),
        (exp(log(x)), "exp(log(x))"),
        (absolute(-x), "abs(-x)"),
        (maximum(x, x), "max(x, x)"),
        (sigmoid(x) + softplus(-x), "sigmoid(x) + softplus(-x)"),
        (Derivative(x**2, x), "diff(x**2, x)"),
        (E(p, 1), "E(p, 1)"),
        (Int(p - p), "Int(p - p)"),
        (pi / oo, "pi/oo"),
        (JSD(p, q) - TV(p, q), "JSD(p, q) - TV(p, q)"),
        (value(p, q, D), "E(p, log(D)) + E(q, log(1 - D))"),
        (2 * value(p, q, D), "2*(E(p, log(D)) + E(q, log(1 - D)))"),
        (optimal_discriminator(p, q), "p/(p + q)"),
        (1 - optimal_discriminator(p, q), "1 - p/(p + q)"),
        (Div(x * log(x), x, p, q), "Div(x*log(x), x, p, q)"),
    ],
)
def test_nothing_is_simplified(made: Written, text: str) -> None:
    assert str(made) == text


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: x + 0.5, "0.5 is a float, which is not exact: write Rational(1, 2) instead"),
        (lambda: 0.1 * x, "0.1 is a float, which is not exact: write Rational(1, 10) instead"),
        (lambda: x**-1.5, "-1.5 is a float, which is not exact: write Rational(-3, 2) instead"),
        (lambda: 1e-3 / x, "0.001 is a float, which is not exact: write Rational(1, 1000) instead"),
        (lambda: log(2.0), "2.0 is a float, which is not exact: write Rational(2, 1) instead"),
        (lambda: E(p, 0.25), "0.25 is a float, which is not exact: write Rational(1, 4) instead"),
        (lambda: x < 0.5, "0.5 is a float, which is not exact: write Rational(1, 2) instead"),
        (lambda: compare(x, ("=", 0.5)), "0.5 is a float, which is not exact: write "
                                         "Rational(1, 2) instead"),
        (lambda: x + sympy.Float("0.75"), "0.75 is a float, which is not exact: write "
                                          "Rational(3, 4) instead"),
        (lambda: x + None, "None cannot stand in an expression: write a number or a name"),
        (lambda: x * True, "True cannot stand in an expression: write a number or a name"),
        (lambda: x + "1", "'1' cannot stand in an expression: write a number or a name"),
        (lambda: x + 1j, "1j cannot stand in an expression: write a number or a name"),
        (lambda: x - [1], "[1] cannot stand in an expression: write a number or a name"),
        (lambda: log(x > 1), "Relation(left=Real(name='x'), sign='>', "
                             "right=Number(exact=Fraction(1, 1), text='1')) cannot stand in an "
                             "expression: write a number or a name"),
        (lambda: 0 < x < 1, CHAINED),
        (lambda: x < y < 1, CHAINED),
        (lambda: bool(x >= 0), CHAINED),
        (lambda: not x > 0, CHAINED),
        (lambda: x + sympy.gamma(sympy.Symbol("z")),
         "the SymPy expression gamma(z) has no written form here: gamma is not known"),
        (lambda: written(sympy.Symbol("z") > 1),
         "the SymPy expression z > 1 has no written form here: StrictGreaterThan is not known"),
    ],
)  # fmt: skip
def test_what_is_refused(build: Callable[[], object], message: str) -> None:
    with pytest.raises(TypeError) as caught:
        build()
    assert str(caught.value) == message


def test_a_fraction_over_zero() -> None:
    with pytest.raises(ZeroDivisionError):
        Rational(1, 0)


def test_a_quotient_of_equals_is_no_number() -> None:
    assert x / x != written(1)
    assert (x / 2) / ((x + y) / 2) != x / (x + y)
    assert x + y != y + x
    assert x - y != x + -y
    assert Rational(1, 2) != written(Fraction(1, 4)) * 2


NAMES = [real("x"), integer("x"), density("x"), function("x"), null_function("x"), real("y")]


@pytest.mark.parametrize(("first", "second"), list(combinations(NAMES, 2)))
def test_names_of_other_kinds_differ(first: Written, second: Written) -> None:
    assert first != second
    assert hash(first) != hash(second)
    assert log(first) + 1 != log(second) + 1
    assert len({first, second, log(first), log(second)}) == 4


def test_equal_trees_have_equal_hashes() -> None:
    pairs = [
        (x + y * 2, x + y * 2),
        (parse_expression("0.5*x"), parse_expression(" .50 * (x)")),
        (KL(p, q), KL(density("p"), density("q"))),
        (Derivative(x, x, 2), Derivative(x, x, 2)),
    ]
    for first, second in pairs:
        assert first == second
        assert hash(first) == hash(second)


def test_alike_trees_of_other_classes_differ() -> None:
    alike = [KL(p, q), JSD(p, q), TV(p, q), p + q, p - q, p * q, p / q, p**q, maximum(p, q),
             E(p, q), optimal_discriminator(p, q), Div(x, x, p, q), Div(y, y, p, q), log(p), exp(p),
             Int(p), -p, Derivative(x, x), Derivative(x, x, 2), Derivative(x, y)]  # fmt: skip
    assert len(set(alike)) == len(alike)
    assert all(first != second for first, second in combinations(alike, 2))


def test_a_tree_equals_nothing_else() -> None:
    assert x != "x"
    assert written(1) != 1
    assert (x > 0) != (x >= 0)
    assert (x > 0) == (real("x") > written(0))


@pytest.mark.parametrize(
    ("given", "tree"),
    [
        (sympy.Rational(3, 4), "3/4"),
        (sympy.Integer(-2), "-2"),
        (sympy.Symbol("z"), "z"),
        (sympy.pi, "pi"),
        (sympy.oo, "oo"),
        (-sympy.oo, "-oo"),
        (sympy.E, "exp(1)"),
        (sympy.log(sympy.Symbol("z")) / 2, "log(z)/2"),
        (sympy.Symbol("a") / sympy.Symbol("b"), "a/b"),
        (sympy.Symbol("a") ** 2, "a**2"),
        (sympy.tanh(sympy.Symbol("a")), "tanh(a)"),
        (sympy.Max(sympy.Symbol("a"), 0), "max(0, a)"),
        (sympy.Abs(sympy.Symbol("a")), "abs(a)"),
        (sympy.exp(-sympy.Symbol("a")), "exp(-1*a)"),
    ],
)
def test_sympy_values_are_accepted(given: object, tree: str) -> None:
    made = written(given)
    assert sympy.simplify(made.value() - parse_expression(tree).value()) in (0, sympy.nan)
    assert {name.name for name in names(made)} == {n.name for n in names(parse_expression(tree))}
    assert x + given == x + made


def test_an_integer_symbol_becomes_an_integer() -> None:
    assert written(sympy.Symbol("k", integer=True)) == integer("k")
    assert written(sympy.Symbol("k", positive=True)) == real("k")


@pytest.mark.parametrize(
    "text",
    [
        "x + y*2 - x/y", "-x**2", "x**y**2", "log(x)*exp(-y)", "sqrt(x)/abs(y)", "max(x, y, 1)",
        "min(x, -y)", "sigmoid(x)", "softplus(x)", "tanh(x) + sinh(x) - cosh(x)",
        "atanh(x)*asinh(y)", "sin(x)*cos(y)", "erf(x) + erfc(y)", "LambertW(x)", "sign(x)",
        "0.125*pi", "piecewise((x, x > y), (y, true))", "diff(x**3*y, x)", "diff(exp(x*y), x, 3)",
    ],
)  # fmt: skip
def test_the_value_is_the_sympy_expression(text: str) -> None:
    # Nothing here is executed that a user wrote: the table above is ours.
    a, b = sympy.symbols("x y", real=True)
    names_of_sympy = {
        "x": a, "y": b, "abs": sympy.Abs, "max": sympy.Max, "min": sympy.Min, "pi": sympy.pi,
        "sigmoid": lambda u: 1 / (1 + sympy.exp(-u)), "piecewise": sympy.Piecewise,
        "softplus": lambda u: sympy.log(1 + sympy.exp(u)),
    }  # fmt: skip
    expected = sympy.sympify(text, locals=names_of_sympy, rational=True)
    assert sympy.simplify(parse_expression(text).value() - expected) == 0


def test_the_value_of_an_integral_is_a_function_of_its_integrand() -> None:
    a, b = sympy.symbols("p q", real=True)
    assert Int(p * q).value() == sympy.Function("Integral")(a * b)
    assert E(p, log(q)).value() == sympy.Function("Integral")(a * sympy.log(b))
    assert TV(p, q).value() == sympy.Function("Integral")(sympy.Abs(a - b)) / 2


def test_symbols_of_densities_promise_no_sign() -> None:
    symbol = density("p").value()
    assert (symbol.is_real, symbol.is_positive, symbol.is_zero) == (True, None, None)


@pytest.mark.parametrize(
    ("name", "unfolded"),
    [
        (KL(p, q), "E(p, log(p/q))"),
        (JSD(p, q), "1/2*E(p, log(p/((p + q)/2))) + 1/2*E(q, log(q/((p + q)/2)))"),
        (TV(p, q), "Int(abs(p - q))/2"),
        (KL(p, (p + q) / 2), "E(p, log(p/((p + q)/2)))"),
        (value(p, q, D), "E(p, log(D)) + E(q, log(1 - D))"),
        (value(p, q, optimal_discriminator(p, q)),
         "E(p, log(p/(p + q))) + E(q, log(1 - p/(p + q)))"),
        (Div(x * log(x), x, p, q), "Div(x*log(x), x, p, q)"),
        (2 * KL(q, p) - 1, "2*E(q, log(q/p)) - 1"),
        (sigmoid(x), "1/(1 + exp(-x))"),
        (softplus(sigmoid(x)), "log(1 + exp(1/(1 + exp(-x))))"),
    ],
)  # fmt: skip
def test_definitions_unfold(name: Written, unfolded: str) -> None:
    assert str(unfold(name)) == unfolded


def test_an_f_divergence_has_its_integrand_where_both_are_positive() -> None:
    perspective = unfold(Div(x * log(x), x, p, q)).children[0]
    assert str(perspective.interior()) == "q*(p/q*log(p/q))"  # type: ignore[attr-defined]


@pytest.mark.parametrize("head", ["tanh", "sinh", "cosh", "atanh", "asinh"])
def test_functions_unfold_to_what_they_are(head: str) -> None:
    node = parse_expression(f"{head}(x)")
    made = unfold(node)
    assert made != node
    for point in (sympy.Rational(1, 3), sympy.Rational(-3, 4), sympy.Integer(0)):
        difference = (node.value() - made.value()).subs(sympy.Symbol("x", real=True), point)
        assert abs(sympy.N(difference, 30)) < 1e-25


@pytest.mark.parametrize(
    ("text", "replacement", "result"),
    [
        ("x + y", {x: y}, "y + y"),
        ("x + y", {x: y, y: x}, "y + x"),
        ("x*x", {x: y + 1}, "(y + 1)*(y + 1)"),
        ("x**2", {x: -y}, "(-y)**2"),
        ("log(x/x)", {x: written(0)}, "log(0/0)"),
        ("x", {y: x}, "x"),
        ("piecewise((x, x > 1), (1, true))", {x: y}, "piecewise((y, y > 1), (1, true))"),
    ],
)
def test_substitution(text: str, replacement: dict[Written, Written], result: str) -> None:
    made = substitute(parse_expression(text), replacement)  # type: ignore[arg-type]
    assert str(made) == result


@pytest.mark.parametrize(
    ("tree", "replacement", "value"),
    [
        (Derivative(x**2, x), {x: written(3)}, "6"),
        (Derivative(x**2, x), {x: y + 1}, "12"),
        (Derivative(x * y, x), {y: x + 1}, "8"),
        (Derivative(x * y, x), {y: x + 1, x: y}, "8"),
        (Derivative(x**2 * y, x, 2), {y: x}, "14"),
        (Derivative(Derivative(x**3, x), x), {x: written(2)}, "12"),
    ],
)
def test_a_derivative_is_taken_before_its_variable_is_replaced(
    tree: Written, replacement: dict[Name, Written], value: str
) -> None:
    made = substitute(tree, replacement)
    assert str(at_point(made, {x: Fraction(7), y: Fraction(5)})) == value


@pytest.mark.parametrize("replacement", [{y: x}, {y: x / 2}, {x: y}, {x: written(2)}])
def test_the_variable_of_a_divergence_is_its_own(replacement: dict[Name, Written]) -> None:
    divergence = Div((x - 1) ** 2 + y, x, p, q)
    made = substitute(divergence, replacement)
    body, variable = made.children[2], made.variable  # type: ignore[attr-defined]
    left = at_point(body, {variable: Fraction(4), **{n: Fraction(7) for n in (x, y)
                                                     if n != variable}})
    inside = at_point(replacement.get(y, y), {x: Fraction(7), y: Fraction(7)})
    assert left.constant() == 9 + inside.constant()


def test_what_is_not_replaced_is_the_same_tree() -> None:
    tree = log(x + 1)
    assert substitute(tree, {y: x}) is tree


def test_walks_go_through_every_node() -> None:
    tree = E(p, log(p / q)) + x * 2
    assert [str(node) for node in walk(tree)] == [
        "E(p, log(p/q)) + x*2", "E(p, log(p/q))", "p", "log(p/q)", "p/q", "p", "q", "x*2", "x", "2"
    ]  # fmt: skip
    assert names(tree) == (p, q, x)
