"""One place of a tree changed: a constant, a sign, an argument, a term, a base, a power."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from ..language.convex import ConvexFunction
from ..language.divergences import (
    Definition,
    FDivergence,
    JensenShannon,
    KullbackLeibler,
    TotalVariation,
)
from ..language.forms import Derivative, Piecewise
from ..language.measures import Density, Expectation, Integral
from ..language.written import (
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
    apply,
    written,
)

Change = tuple[Written, Written, Written]

SIGNS: Final = ("=", "<=", "<", ">=", ">")
# Near enough to be mistaken for the truth by whoever compares with a tolerance.
_LITTLE: Final = Fraction(1, 1000)
_TWO_LAWS: Final = (KullbackLeibler, JensenShannon, TotalVariation)


def broken(node: Written, known: Sequence[Name]) -> Iterator[Change]:
    """Every tree that differs from a tree in one place.

    Args:
        node: a tree of any kind.
        known: the names that may stand for one another.

    Returns:
        What stood in the place, what stands there now, and the whole tree.
    """
    for kind, rule in _RULES:
        if isinstance(node, kind):
            for made in rule(node, known):
                if (new := written(made)) != node and _has_text(node) and _has_text(new):
                    yield node, new, new
    children = node.children
    # A derivative at a point other than its variable cannot be written in the claim language.
    open_places = 1 if isinstance(node, Derivative) else len(children)
    for place, child in enumerate(children[:open_places]):
        if isinstance(child, ConvexFunction):
            continue
        for old, new, changed in broken(child, known):
            yield old, new, node.rebuild((*children[:place], changed, *children[place + 1:]))


def _has_text(node: Written) -> bool:
    """Whether a tree can be written in the claim language: the integrand of a divergence cannot."""
    try:
        return bool(str(node))
    except TypeError:
        return False


def broken_relation(relation: Relation, known: Sequence[Name]) -> Iterator[tuple[str, Relation]]:
    """Every relation that differs from a relation in its sign or in one place of a side.

    Args:
        relation: two sides and a sign.
        known: the names that may stand for one another.
    """
    for sign in SIGNS:
        if sign != relation.sign:
            made = replace(relation, sign=sign)
            yield f"{relation} → {made}", made
    for side in ("left", "right"):
        for old, new, changed in broken(getattr(relation, side), known):
            sides: dict[str, Any] = {side: changed}
            yield f"{old} → {new}", replace(relation, **sides)


def _anything(node: Written, known: Sequence[Name]) -> Iterator[object]:
    yield node + _LITTLE
    if node != written(0):
        yield from (-node, 2 * node)
    if not isinstance(node, Number):
        yield node**2


def _number(node: Number, known: Sequence[Name]) -> Iterator[object]:
    yield from (node.exact + 1, node.exact - 1, node.exact / 2, node.exact * (1 + _LITTLE))


def _constant(node: Constant, known: Sequence[Name]) -> Iterator[object]:
    yield from (written(0), written(1))


def _name(node: Name, known: Sequence[Name]) -> Iterator[object]:
    yield from (other for other in known if type(other) is type(node) and other != node)


def _negation(node: Negation, known: Sequence[Name]) -> Iterator[object]:
    yield node.operand


def _sum(node: Sum, known: Sequence[Name]) -> Iterator[object]:
    left, right = node.left, node.right
    yield from (left - right, right - left, left, right, right + left, left * right)


def _difference(node: Difference, known: Sequence[Name]) -> Iterator[object]:
    left, right = node.left, node.right
    yield from (left + right, right - left, left, -right)


def _product(node: Product, known: Sequence[Name]) -> Iterator[object]:
    left, right = node.left, node.right
    yield from (left / right, left, right, right * left, left + right)


def _quotient(node: Quotient, known: Sequence[Name]) -> Iterator[object]:
    left, right = node.left, node.right
    yield from (left * right, right / left, left, 1 / right, left - right)


def _power(node: Power, known: Sequence[Name]) -> Iterator[object]:
    left, right = node.left, node.right
    yield from (left, right**left, left * right, left ** (-right))


def _application(node: Application, known: Sequence[Name]) -> Iterator[object]:
    first = node.arguments[0]
    yield from node.arguments
    if len(node.arguments) == 1:
        yield apply(node.function, 1 + first)
        yield apply(node.function, 1 / first)
    if node.function == "log":
        yield from (node / apply("log", 2), apply("sqrt", first), first - 1)
    for other in _PEERS.get(node.function, ()):
        yield replace(node, function=other)


def _expectation(node: Expectation, known: Sequence[Name]) -> Iterator[object]:
    yield Integral(node.integrand)
    for law in _laws(known):
        yield Expectation(law, node.integrand)


def _integral(node: Integral, known: Sequence[Name]) -> Iterator[object]:
    for law in _laws(known):
        yield Expectation(law, node.integrand)


def _definition(node: Definition, known: Sequence[Name]) -> Iterator[object]:
    first, second, *rest = node.arguments
    yield replace(node, arguments=(second, first, *rest))
    if isinstance(node, _TWO_LAWS):
        mixture = (first + second) / 2
        yield from (type(node)((first, mixture)), type(node)((mixture, second)))
        yield from (kind(node.arguments) for kind in _TWO_LAWS)
    # The integrand of an f-divergence has no text of its own; f is broken in its place.
    if not isinstance(node, FDivergence):
        yield from (whole for _, _, whole in broken(node.unfold(), known))


def _derivative(node: Derivative, known: Sequence[Name]) -> Iterator[object]:
    yield replace(node, order=node.order + 1)
    yield node.body if node.order == 1 else replace(node, order=node.order - 1)


def _piecewise(node: Piecewise, known: Sequence[Name]) -> Iterator[object]:
    bodies = [body for body, _ in node.branches]
    conditions = [condition for _, condition in node.branches]
    yield from bodies
    yield Piecewise(tuple(zip(reversed(bodies), conditions, strict=True)))
    for place, condition in enumerate(conditions):
        for sign in SIGNS if condition is not None else ():
            turned = list(conditions)
            turned[place] = replace(condition, sign=sign)  # type: ignore[type-var]
            yield Piecewise(tuple(zip(bodies, turned, strict=True)))


def _laws(known: Sequence[Name]) -> list[Written]:
    laws: list[Written] = [name for name in known if isinstance(name, Density)]
    return [*laws, (laws[0] + laws[1]) / 2] if len(laws) > 1 else laws


_PEERS: Final[dict[str, tuple[str, ...]]] = {
    "log": ("exp",), "exp": ("log", "softplus"), "sqrt": ("abs", "exp"), "abs": ("sign",),
    "max": ("min",), "min": ("max",), "sigmoid": ("tanh", "softplus"), "softplus": ("exp", "abs"),
    "tanh": ("sigmoid", "atanh"), "sinh": ("cosh", "asinh"), "cosh": ("sinh",), "sin": ("cos",),
    "cos": ("sin",), "erf": ("erfc", "tanh"), "erfc": ("erf",), "atanh": ("tanh",),
    "asinh": ("sinh",), "LambertW": ("log",), "sign": ("abs",),
}  # fmt: skip
_RULES: Final[tuple[tuple[Any, Callable[[Any, Sequence[Name]], Iterator[object]]], ...]] = (
    (Written, _anything), (Number, _number), (Constant, _constant), (Name, _name),
    (Negation, _negation), (Sum, _sum), (Difference, _difference), (Product, _product),
    (Quotient, _quotient), (Power, _power), (Application, _application),
    (Expectation, _expectation), (Integral, _integral), (Definition, _definition),
    (Derivative, _derivative), (Piecewise, _piecewise),
)  # fmt: skip
