"""The expression as its author wrote it: a small tree of numbers, names and operations.

Nothing is simplified when a tree is built: `x / x` stays a quotient and `(p/2) / ((p + q)/2)` keeps
its halves, so that what is printed, proved and trained is what stands on the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from fractions import Fraction
from math import isfinite
from typing import Any, ClassVar, Final

from .typesetting import (
    ATOM,
    FUNCTION_LATEX,
    OPERATOR,
    POWER,
    PRODUCT,
    SIGN,
    SIGN_LATEX,
    SUM,
    bracketed,
    name_latex,
    parenthesised,
)

Span = tuple[int, int]

_FLOAT: Final = "{value!r} is a float, which is not exact: write Rational({num}, {den}) instead"
_NOT_AN_EXPRESSION: Final = "{value!r} cannot stand in an expression: write a number or a name"
_CHAINED: Final = (
    "a relation has no truth value of its own: write `0 < D < 1` as two relations, (D > 0, D < 1)"
)

# The fields that tell two nodes of a class apart, by the class.
_COMPARED: dict[Any, tuple[str, ...]] = {}


@dataclass(frozen=True, eq=False)
class Written:
    """A node of the tree; every operator of Python builds the node that it is written as."""

    span: Span | None = field(default=None, compare=False, repr=False, kw_only=True)
    binding: ClassVar[int] = ATOM

    # Trees are keys everywhere: the hash is kept, and equality asks for it first.
    def __hash__(self) -> int:
        known: int | None = self.__dict__.get("_hash")
        if known is None:
            known = hash((type(self).__name__, self._content()))
            object.__setattr__(self, "_hash", known)
        return known

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(self) is not type(other) or hash(self) != hash(other):
            return False
        return isinstance(other, Written) and self._content() == other._content()

    def _content(self) -> tuple[object, ...]:
        kind: Any = type(self)
        if kind not in _COMPARED:
            _COMPARED[kind] = tuple(part.name for part in fields(self) if part.compare)
        return tuple(getattr(self, name) for name in _COMPARED[kind])

    @property
    def children(self) -> tuple[Written, ...]:
        """The operands, in the order in which they are written."""
        return ()

    def rebuild(self, children: tuple[Written, ...]) -> Written:
        """The same node over other operands.

        Args:
            children: as many operands as `children` has.
        """
        return self

    def latex(self, point: bool = False) -> str:
        """The node in LaTeX.

        Args:
            point: whether densities and functions are shown at the point, as p(x).
        """
        raise TypeError(f"{type(self).__name__} has no LaTeX")

    def value(self) -> Any:
        """The SymPy expression of the node; SymPy may simplify it."""
        from .symbolic import value

        return value(self)

    def _repr_latex_(self) -> str:
        return f"${self.latex()}$"

    def __str__(self) -> str:
        from .printing import to_text

        return to_text(self)

    def __add__(self, other: object) -> Written:
        return Sum(self, written(other))

    def __radd__(self, other: object) -> Written:
        return Sum(written(other), self)

    def __sub__(self, other: object) -> Written:
        return Difference(self, written(other))

    def __rsub__(self, other: object) -> Written:
        return Difference(written(other), self)

    def __mul__(self, other: object) -> Written:
        return Product(self, written(other))

    def __rmul__(self, other: object) -> Written:
        return Product(written(other), self)

    def __truediv__(self, other: object) -> Written:
        return Quotient(self, written(other))

    def __rtruediv__(self, other: object) -> Written:
        return Quotient(written(other), self)

    def __pow__(self, other: object) -> Written:
        return Power(self, written(other))

    def __rpow__(self, other: object) -> Written:
        return Power(written(other), self)

    def __neg__(self) -> Written:
        return Negation(self)

    def __lt__(self, other: object) -> Relation:
        return Relation(self, "<", written(other))

    def __le__(self, other: object) -> Relation:
        return Relation(self, "<=", written(other))

    def __gt__(self, other: object) -> Relation:
        return Relation(self, ">", written(other))

    def __ge__(self, other: object) -> Relation:
        return Relation(self, ">=", written(other))


@dataclass(frozen=True, eq=False)
class Number(Written):
    """An exact rational number; `text` keeps its spelling, such as `0.1`."""

    exact: Fraction
    text: str = field(default="", compare=False)

    def latex(self, point: bool = False) -> str:
        if self.exact.denominator == 1 or "." in self.text:
            return self.text or str(self.exact)
        return rf"\frac{{{self.exact.numerator}}}{{{self.exact.denominator}}}"


@dataclass(frozen=True, eq=False)
class Constant(Written):
    """A named number: `pi`, or `oo` for +∞."""

    name: str

    def latex(self, point: bool = False) -> str:
        return {"pi": r"\pi", "oo": r"\infty"}[self.name]


@dataclass(frozen=True, eq=False)
class Name(Written):
    """A declared name; what it stands for is told by its class."""

    name: str
    kind: ClassVar[str] = "real"

    def __hash__(self) -> int:
        known: int | None = self.__dict__.get("_hash")
        if known is None:
            known = hash((type(self), self.name))
            object.__setattr__(self, "_hash", known)
        return known

    def __eq__(self, other: object) -> bool:
        return self is other or (
            type(self) is type(other) and self.name == other.name)

    def latex(self, point: bool = False) -> str:
        return name_latex(self.name)


class Real(Name):
    """A real number."""


class Integer(Name):
    """An integer."""

    kind = "integer"


class Parameter(Name):
    """A free value that a proof introduces; no text of a user names one."""

    kind = "parameter"


@dataclass(frozen=True, eq=False)
class Unary(Written):
    """An operation on one operand."""

    operand: Written

    @property
    def children(self) -> tuple[Written, ...]:
        return (self.operand,)

    def rebuild(self, children: tuple[Written, ...]) -> Written:
        return replace(self, operand=children[0])


@dataclass(frozen=True, eq=False)
class Negation(Unary):
    """The operand with its sign turned."""

    binding: ClassVar[int] = SIGN

    def latex(self, point: bool = False) -> str:
        return "-" + bracketed(self.operand, PRODUCT, point)


@dataclass(frozen=True, eq=False)
class Binary(Written):
    """An operation between a left and a right operand."""

    left: Written
    right: Written
    symbol: ClassVar[str]

    @property
    def children(self) -> tuple[Written, ...]:
        return (self.left, self.right)

    def rebuild(self, children: tuple[Written, ...]) -> Written:
        return replace(self, left=children[0], right=children[1])

    def latex(self, point: bool = False) -> str:
        left = bracketed(self.left, self.binding, point)
        return f"{left} {self.symbol} {bracketed(self.right, self.binding, point)}"


class Sum(Binary):
    """left + right."""

    symbol, binding = "+", SUM


class Difference(Binary):
    """left − right."""

    symbol, binding = "-", SUM

    def latex(self, point: bool = False) -> str:
        return f"{self.left.latex(point)} - {bracketed(self.right, PRODUCT, point)}"


class Product(Binary):
    """left · right."""

    symbol, binding = "*", PRODUCT

    def latex(self, point: bool = False) -> str:
        left = bracketed(self.left, PRODUCT, point)
        right = bracketed(self.right, PRODUCT, point)
        if isinstance(self.right, Negation):
            right = parenthesised(right)
        if right[0].isdigit() or right.startswith(r"\frac"):
            return rf"{left} \cdot {right}"
        # TeX itself sets a thin space before the name of a function.
        return left + (" " if OPERATOR.match(right) else r" \, ") + right


class Quotient(Binary):
    """left / right."""

    symbol, binding = "/", PRODUCT

    def latex(self, point: bool = False) -> str:
        return rf"\frac{{{_flat(self.left, point)}}}{{{_flat(self.right, point)}}}"


def _flat(node: Written, point: bool) -> str:
    """The LaTeX of a part of a fraction; a fraction in it is written with a stroke."""
    if not isinstance(node, Quotient):
        return node.latex(point)
    return f"{bracketed(node.left, PRODUCT, point)} / {bracketed(node.right, POWER, point)}"


class Power(Binary):
    """left to the power right."""

    symbol, binding = "^", POWER

    def latex(self, point: bool = False) -> str:
        base = bracketed(self.left, ATOM, point)
        if isinstance(self.left, Application) and self.left.function not in ("sqrt", "abs"):
            # An exponent after log x would be read as that of x.
            base = rf"\left({base}\right)"
        return f"{base}^{{{self.right.latex(point)}}}"


@dataclass(frozen=True, eq=False)
class Application(Written):
    """A function of the field applied to its arguments: log, exp, max, …"""

    function: str
    arguments: tuple[Written, ...]

    @property
    def children(self) -> tuple[Written, ...]:
        return self.arguments

    def rebuild(self, children: tuple[Written, ...]) -> Written:
        return replace(self, arguments=children)

    def latex(self, point: bool = False) -> str:
        inside = ", ".join(argument.latex(point) for argument in self.arguments)
        if self.function == "sqrt":
            return rf"\sqrt{{{inside}}}"
        if self.function == "abs":
            return rf"\left|{inside}\right|"
        simple = isinstance(self.arguments[0], Number | Name) and len(self.arguments) == 1
        simple = simple and self.function not in ("sigmoid", "LambertW")
        head = FUNCTION_LATEX.get(self.function, rf"\operatorname{{{self.function}}}")
        return f"{head} {inside}" if simple else head + parenthesised(inside)


@dataclass(frozen=True)
class Relation:
    """A relation sign between two expressions; also a hypothesis.

    Args:
        sign: one of = != < <= > >=.
    """

    left: Written
    sign: str
    right: Written
    span: Span | None = field(default=None, compare=False, repr=False, kw_only=True)

    def __bool__(self) -> bool:
        raise TypeError(_CHAINED)

    def __str__(self) -> str:
        return f"{self.left} {self.sign} {self.right}"

    def latex(self, point: bool = False) -> str:
        """The relation in LaTeX."""
        return f"{self.left.latex(point)} {SIGN_LATEX[self.sign]} {self.right.latex(point)}"


def written(value: object) -> Written:
    """The tree of a Python or SymPy value.

    Args:
        value: a tree, an integer, a `fractions.Fraction` or a SymPy expression.

    Raises:
        TypeError: for a float, and for what is no expression.
    """
    if isinstance(value, Written):
        return value
    if isinstance(value, bool) or value is None:
        raise TypeError(_NOT_AN_EXPRESSION.format(value=value))
    if isinstance(value, int | Fraction):
        exact = Fraction(value)
        if exact < 0:
            return Negation(written(-exact))
        if exact.denominator == 1:
            return Number(exact, str(exact))
        return Quotient(written(exact.numerator), written(exact.denominator))
    if isinstance(value, float) and isfinite(value):
        near = Fraction(value).limit_denominator(1000)
        raise TypeError(_FLOAT.format(value=value, num=near.numerator, den=near.denominator))
    if type(value).__module__.partition(".")[0] == "sympy":
        from .symbolic import from_sympy

        return from_sympy(value)
    raise TypeError(_NOT_AN_EXPRESSION.format(value=value))


def apply(function: str, *arguments: object) -> Application:
    """A function of the field applied to arguments, as written."""
    return Application(function, tuple(written(argument) for argument in arguments))
