"""Between the written tree and SymPy: `value` goes there, `from_sympy` comes back.

The kernel never reads SymPy: SymPy simplifies while it builds. Its expressions serve the lowering
to torch, further symbolic work by the user, and expressions that a user already has.
"""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from typing import Any, Final

import sympy

from . import divergences, measures
from .forms import Derivative, Piecewise
from .written import (
    Application,
    Constant,
    Difference,
    Integer,
    Name,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Real,
    Relation,
    Sum,
    Written,
    apply,
    written,
)

_NO_TREE: Final = "the SymPy expression {expression} has no written form here: {head} is not known"

_SYMPY: Final[dict[str, Any]] = {
    "log": sympy.log,
    "exp": sympy.exp,
    "sqrt": sympy.sqrt,
    "abs": sympy.Abs,
    "max": sympy.Max,
    "min": sympy.Min,
    "sign": sympy.sign,
    "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
    "softplus": lambda x: sympy.log(1 + sympy.exp(x)),
    **{name: getattr(sympy, name) for name in (
        "tanh", "sinh", "cosh", "atanh", "asinh", "sin", "cos", "erf", "erfc", "LambertW")},
}
_BINARY: Final[dict[type[Written], Any]] = {
    Sum: lambda a, b: a + b,
    Difference: lambda a, b: a - b,
    Product: lambda a, b: a * b,
    Quotient: lambda a, b: a / b,
    Power: lambda a, b: a**b,
}
_RELATION: Final[dict[str, Any]] = {
    "=": sympy.Eq, "!=": sympy.Ne, "<": sympy.Lt, "<=": sympy.Le, ">": sympy.Gt, ">=": sympy.Ge,
}


def symbol(name: Name) -> sympy.Symbol:
    """The SymPy symbol of a name; it promises no sign, since densities may be zero."""
    return sympy.Symbol(name.name, integer=True) if isinstance(name, Integer) else sympy.Symbol(
        name.name, real=True
    )


def value(node: Written) -> Any:
    """The SymPy expression of a tree.

    An integral becomes the undefined function `Integral` of its integrand.

    Args:
        node: a tree of any kind.
    """
    if isinstance(node, Number):
        return sympy.Rational(node.exact.numerator, node.exact.denominator)
    if isinstance(node, Name):
        return symbol(node)
    if isinstance(node, Constant):
        return {"pi": sympy.pi, "oo": sympy.oo}[node.name]
    if isinstance(node, Negation):
        return -value(node.operand)
    if type(node) in _BINARY:
        left, right = node.children
        return _BINARY[type(node)](value(left), value(right))
    if isinstance(node, Application):
        return _SYMPY[node.function](*(value(argument) for argument in node.arguments))
    if isinstance(node, Derivative):
        slope = sympy.diff(value(node.body), symbol(node.variable), node.order)
        return slope if node.point is None else slope.subs(symbol(node.variable),
                                                           value(node.point))
    if isinstance(node, Piecewise):
        return sympy.Piecewise(*((value(e), _condition(c)) for e, c in node.branches))
    if isinstance(node, measures.Expectation):
        return sympy.Function("Integral")(value(node.density) * value(node.integrand))
    if isinstance(node, measures.Integral):
        return sympy.Function("Integral")(value(node.integrand))
    if isinstance(node, divergences.Perspective):
        return value(node.interior())
    if isinstance(node, divergences.Definition):
        return value(node.unfold())
    raise TypeError(f"{type(node).__name__} has no SymPy expression")


def _condition(condition: Relation | None) -> Any:
    if condition is None:
        return True
    return _RELATION[condition.sign](value(condition.left), value(condition.right))


def from_sympy(expression: Any) -> Written:
    """The tree of a SymPy expression, in the order in which SymPy keeps its arguments.

    Args:
        expression: built from rational numbers, symbols and the functions of the claim language.

    Raises:
        TypeError: for a float or a function that the claim language does not have.
    """
    if isinstance(expression, sympy.Float):
        return written(float(expression))
    if isinstance(expression, sympy.Rational):
        return written(Fraction(int(expression.p), int(expression.q)))
    if isinstance(expression, sympy.Symbol):
        return Integer(expression.name) if expression.is_integer else Real(expression.name)
    if expression is sympy.pi:
        return Constant("pi")
    if expression in (sympy.oo, -sympy.oo):
        return Constant("oo") if expression is sympy.oo else Negation(Constant("oo"))
    if expression is sympy.E:
        return apply("exp", 1)
    if isinstance(expression, sympy.Add):
        return reduce(Sum, map(from_sympy, expression.as_ordered_terms()))
    if isinstance(expression, sympy.Mul):
        below, above = sympy.fraction(expression)[1], sympy.fraction(expression)[0]
        if below != 1:
            return Quotient(from_sympy(above), from_sympy(below))
        return reduce(Product, map(from_sympy, expression.as_ordered_factors()))
    if isinstance(expression, sympy.Pow):
        return Power(from_sympy(expression.base), from_sympy(expression.exp))
    arguments = expression.args
    for name, known in _SYMPY.items():
        if isinstance(known, type) and isinstance(expression, known):
            return apply(name, *map(from_sympy, arguments))
    head = type(expression).__name__
    raise TypeError(_NO_TREE.format(expression=expression, head=head))
