"""Random written trees, for property tests of what is printed and read back."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from derivations.language import JSD, KL, TV, Div, E, Int, density, function, real
from derivations.language.forms import Derivative, Piecewise
from derivations.language.written import (
    Application,
    Constant,
    Difference,
    Name,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Written,
)

P, Q, D, X, Y, U = (density("p"), density("q"), function("D"), real("x"), real("y_1"), real("u"))
DECLARED: dict[str, Name] = {name.name: name for name in (P, Q, D, X, Y, U)}
UNARY = ("log", "exp", "sqrt", "abs", "sign", "sigmoid", "softplus", "tanh", "sinh", "cosh",
         "atanh", "asinh", "sin", "cos", "erf", "erfc", "LambertW")  # fmt: skip
BINARY = (Sum, Difference, Product, Quotient, Power)
DECIMALS = ("0.1", "12.50", ".5", "3.", "1e3", "2.5e-2")

numbers = st.one_of(
    st.integers(0, 10**6).map(lambda n: Number(Fraction(n), str(n))),
    st.sampled_from(DECIMALS).map(lambda text: Number(Fraction(text), text)),
)
leaves: st.SearchStrategy[Written] = st.one_of(
    numbers, st.sampled_from((P, Q, D, X, Y, Constant("pi"), Constant("oo")))
)


def _larger(inner: st.SearchStrategy[Written]) -> st.SearchStrategy[Written]:
    signs = st.sampled_from(("=", "!=", "<", "<=", ">", ">="))
    relations = st.builds(Relation, inner, signs, inner)
    branches = st.lists(st.tuples(inner, relations), min_size=1, max_size=2)
    return st.one_of(
        st.builds(Negation, inner),
        st.builds(lambda kind, a, b: kind(a, b), st.sampled_from(BINARY), inner, inner),
        st.builds(lambda head, a: Application(head, (a,)), st.sampled_from(UNARY), inner),
        st.builds(lambda head, parts: Application(head, tuple(parts)),
                  st.sampled_from(("max", "min")), st.lists(inner, min_size=2, max_size=3)),
        st.builds(lambda a, order: Derivative(a, X, order), inner, st.integers(1, 3)),
        branches.map(lambda rows: Piecewise(tuple(rows))),
        st.builds(lambda rows, last: Piecewise((*rows, (last, None))), branches, inner),
        st.builds(E, inner, inner),
        st.builds(Int, inner),
        st.builds(lambda head, a, b: head(a, b), st.sampled_from((KL, JSD, TV)), inner, inner),
        st.builds(lambda body, a, b: Div(body, U, a, b), inner, inner, inner),
    )


trees: st.SearchStrategy[Written] = st.recursive(leaves, _larger, max_leaves=12)
