"""Statements: a claim with its hypotheses, and what can be seen at once to be none."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from .claims import Bound, Claim, Conjugate, Extremum, Hypotheses, Statement, free_names, laws
from .measures import Density, Expectation, Integral, has_integral
from .tokens import RESERVED, ClaimError
from .traversal import names, walk
from .written import (
    Binary,
    Constant,
    Difference,
    Integer,
    Name,
    Negation,
    Number,
    Product,
    Quotient,
    Real,
    Relation,
    Sum,
    Written,
)

_OWN_DUAL: Final = "the function speaks of {name}, the variable of its conjugate: rename one"
_OWN_VARIABLE: Final = (
    "the {part} speaks of {name}, the variable itself: write it in the other names"
)
_INTEGRAL_POINT: Final = "the {part} holds an integral: write it as an expression at the point"
_NOT_A_LAW: Final = (
    "{found} stands where a density is expected: write a density, or a mixture of densities "
    "whose weights are not negative and sum to 1"
)
_ENDLESS: Final = "oo is no number: it stands alone after sup(…) = or inf(…) ="
_NO_NAME: Final = "{name!r} cannot name anything: write letters, digits and '_'"
_TAKEN: Final = "'{name}' is a word of the claim language: choose another name"
_NESTED: Final = "an integral stands inside an integral: write it outside"


def statement(claim: Claim, given: Iterable[Relation] = ()) -> Statement:
    """A claim with its names declared as they occur.

    Args:
        claim: built in Python, its names being of the classes that they stand for.
        given: the hypotheses, each a relation such as `a > 0`.

    Raises:
        ClaimError: if it is no claim; see `check`.
    """
    check(claim)
    relations = tuple(given)
    found: dict[Name, None] = dict.fromkeys(claim.bound)
    for part in (*claim.parts, *(side for r in relations for side in (r.left, r.right))):
        found.update(dict.fromkeys(free_names(part)))
    unique: dict[str, Name] = {}
    for name in found:
        if not name.name.isidentifier():
            raise ClaimError(_NO_NAME.format(name=name.name))
        if name.name in RESERVED:
            raise ClaimError(_TAKEN.format(name=name.name))
        unique.setdefault(name.name, name)
    return Statement(Hypotheses(tuple(unique.values()), relations), claim)


def check(claim: Claim) -> None:
    """Refuses what can be seen at once to be no claim.

    Args:
        claim: with resolved names.

    Raises:
        ClaimError: if what stands for a density is none, an integral stands inside another, or an
            optimum is named by its own variable or by an integral.
    """
    if isinstance(claim, Conjugate):
        if claim.dual in free_names(claim.body):
            raise ClaimError(_OWN_DUAL.format(name=claim.dual.name))
        if claim.variable in free_names(claim.result):
            raise ClaimError(_OWN_VARIABLE.format(part="conjugate", name=claim.variable.name))
    for part in claim.parts:
        endless = part if part is not getattr(claim, "limit", None) else _inside_sign(part)
        for node in walk(endless) if endless is not None else ():
            if node == Constant("oo"):
                raise ClaimError(_ENDLESS, _column(node))
    if isinstance(claim, Extremum | Bound):
        point = isinstance(claim, Extremum)
        word = "point" if point else "bound"
        named = claim.at if isinstance(claim, Extremum) else claim.limit
        if claim.variable in names(named):
            raise ClaimError(_OWN_VARIABLE.format(part=word, name=claim.variable.name),
                             _column(named))
        if point and has_integral(named):
            raise ClaimError(_INTEGRAL_POINT.format(part=word), _column(named))
    for part in claim.parts:
        for law in laws(part):
            weights = mixture_weights(law)
            numbers = [number for number in weights.values() if isinstance(number, Fraction)]
            wrong = not weights or any(number < 0 for number in numbers)
            if wrong or (len(numbers) == len(weights) and sum(numbers) != 1):
                raise ClaimError(_NOT_A_LAW.format(found=f"'{law}'"), _column(law))
        _check_nesting(part, inside=False)


def _check_nesting(node: Written, inside: bool) -> None:
    here = isinstance(node, Expectation | Integral) or getattr(node, "integrates", False)
    if here and inside:
        raise ClaimError(_NESTED, _column(node))
    for child in node.children:
        _check_nesting(child, inside or here)


def mixture_weights(law: Written) -> dict[Density, Fraction | None]:
    """The weight of each density in a law; `None` where a weight is not a plain number.

    Args:
        law: what stands where a density is expected; an empty answer means that it is no mixture.
    """
    if isinstance(law, Density):
        return {law: Fraction(1)}
    if isinstance(law, Negation):
        return _scaled(mixture_weights(law.operand), Fraction(-1))
    if isinstance(law, Sum | Difference):
        left, right = mixture_weights(law.left), mixture_weights(law.right)
        if not left or not right:
            return {}
        if isinstance(law, Difference):
            right = _scaled(right, Fraction(-1))
        total = dict(left)
        for name, weight in right.items():
            before = total.get(name, Fraction(0))
            total[name] = None if before is None or weight is None else before + weight
        return total
    if isinstance(law, Product | Quotient):
        scale, inner = law.right, law.left
        if isinstance(law, Product) and not _mentions_density(law.right):
            inner, scale = law.left, law.right
        elif isinstance(law, Product):
            inner, scale = law.right, law.left
        if _mentions_density(scale) or has_integral(scale):
            return {}
        factor = _number(scale)
        if factor is not None and isinstance(law, Quotient):
            factor = 1 / factor if factor else None
        return _scaled(mixture_weights(inner), factor)
    return {}


def _scaled(
    weights: dict[Density, Fraction | None], factor: Fraction | None
) -> dict[Density, Fraction | None]:
    return {name: None if weight is None or factor is None else weight * factor
            for name, weight in weights.items()}


def _mentions_density(node: Written) -> bool:
    return any(not isinstance(name, Real | Integer) for name in names(node))


def _number(node: Written) -> Fraction | None:
    if isinstance(node, Number):
        return node.exact
    if isinstance(node, Negation):
        inner = _number(node.operand)
        return None if inner is None else -inner
    if isinstance(node, Binary) and not isinstance(node, Constant):
        left, right = _number(node.left), _number(node.right)
        if left is None or right is None:
            return None
        if isinstance(node, Quotient):
            return left / right if right else None
        table = {Sum: left + right, Difference: left - right, Product: left * right}
        return table.get(type(node))
    return None


def _inside_sign(limit: Written) -> Written | None:
    """What a bound holds besides a sign and ∞ alone."""
    inner = limit.operand if isinstance(limit, Negation) else limit
    return None if inner == Constant("oo") else limit


def _column(node: Written) -> int | None:
    return None if node.span is None else node.span[0] + 1
