"""What the names of a text stand for: reading `--where`, resolving names, checking laws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from .claims import Claim, EqualityCase, Hypotheses, laws
from .divergences import FDivergence
from .measures import Density, Expectation, Integral, NullFunction, PointFunction, has_integral
from .tokens import ClaimError
from .written import (
    Binary,
    Constant,
    Derivative,
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
    names,
)

if TYPE_CHECKING:
    from .grammar import _Reader

_UNDECLARED: Final = (
    "'{name}' is not declared: add '{name} real', '{name} > 0' or '{name} density' to --where"
)
_TWICE: Final = "'{name}' is declared as {first} and as {second}: keep one of them"
_NO_KIND: Final = (
    "'{word}' is no kind of name: write {name} real, integer, density, function or null, "
    "or a relation such as {name} > 0"
)
_NOT_A_NAME: Final = "a declaration names one thing: write a relation, or 'x real'"
_RESERVED: Final = "'{name}' is a word of the claim language: choose another name"
_NOT_A_LAW: Final = (
    "{found} stands where a density is expected: write a density, or a mixture of densities "
    "whose weights are not negative and sum to 1"
)
_NESTED: Final = "an integral stands inside an integral: write it outside"

_KINDS: Final[dict[str, type[Name]]] = {
    "real": Real, "integer": Integer, "density": Density, "function": PointFunction,
    "null": NullFunction,
}  # fmt: skip


def read_hypotheses(reader: _Reader) -> Hypotheses:
    """The hypotheses in a reader's text: declarations and relations, separated by commas.

    Args:
        reader: at the start of its text.

    Raises:
        ClaimError: if the text is not well-formed.
    """
    declared: dict[str, Name] = {}
    relations: list[Relation] = []
    while reader.next.kind != "end":
        members, signs, spans = reader.chain()
        if signs:
            for left, sign, right, span in zip(members, signs, members[1:], spans, strict=False):
                relations.append(Relation(left, sign, right, span=span))
        else:
            _declare_one(reader, members[0], declared)
        if reader.next.kind != "end":
            reader.expect(",")
    for relation in relations:
        for side in (relation.left, relation.right):
            for name in names(side):
                declared.setdefault(name.name, replace(name, span=None))
    resolved = tuple(
        replace(r, left=resolve(r.left, declared, "where"),
                right=resolve(r.right, declared, "where"))
        for r in relations
    )
    return Hypotheses(tuple(declared.values()), resolved)


def _declare_one(reader: _Reader, named: Written, declared: dict[str, Name]) -> None:
    from .grammar import RESERVED

    word = reader.next
    if not isinstance(named, Name):
        column = (named.span or (0, 0))[0] + 1
        raise ClaimError(_NOT_A_NAME, column, "where")
    if named.name in RESERVED:
        raise ClaimError(_RESERVED.format(name=named.name), word.start + 1, "where")
    if word.text not in _KINDS:
        reader.fail(_NO_KIND.format(word=word.text, name=named.name))
    reader.take()
    made = _KINDS[word.text](named.name)
    earlier = declared.setdefault(named.name, made)
    if type(earlier) is not type(made):
        reader.fail(_TWICE.format(name=named.name, first=earlier.kind, second=made.kind), word)


def declare(claim: Claim, declared: Mapping[str, Name]) -> Claim:
    """The claim with every name resolved to what it was declared as.

    Args:
        claim: as it was read, every name a plain one.
        declared: the declared names by their spelling.

    Raises:
        ClaimError: at a name that is not declared.
    """
    known = dict(declared)
    changes: dict[str, object] = {}
    for field in ("variable", "dual"):
        name = getattr(claim, field, None)
        if isinstance(name, Name):
            if field == "dual":
                known[name.name] = Real(name.name)
            changes[field] = resolve(name, known)
    for field in ("body", "at", "limit", "result", "first", "second"):
        if hasattr(claim, field):
            changes[field] = resolve(getattr(claim, field), known)
    if isinstance(claim, EqualityCase):
        left, right = resolve(claim.relation.left, known), resolve(claim.relation.right, known)
        changes["relation"] = replace(claim.relation, left=left, right=right)
    if hasattr(claim, "members"):
        changes["members"] = tuple(resolve(member, known) for member in claim.members)
    return replace(claim, **changes)


def resolve(node: Written, declared: Mapping[str, Name], source: str = "claim") -> Written:
    """The tree with every name replaced by what it was declared as.

    Args:
        declared: the declared names by their spelling.
        source: which text it is, for errors.

    Raises:
        ClaimError: at a name that is not declared.
    """
    if isinstance(node, Name):
        found = declared.get(node.name)
        if found is None:
            column = None if node.span is None else node.span[0] + 1
            raise ClaimError(_UNDECLARED.format(name=node.name), column, source)
        return replace(found, span=node.span)
    if isinstance(node, FDivergence):
        variable = Real(node.variable.name)
        body = resolve(node.body, {**declared, variable.name: variable}, source)
        arguments = tuple(resolve(part, declared, source) for part in node.arguments)
        return replace(node, body=body, variable=variable, arguments=arguments)
    children = tuple(resolve(child, declared, source) for child in node.children)
    made = node if not children else node.rebuild(children)
    if isinstance(made, Derivative):
        variable = resolve(made.variable, declared, source)  # type: ignore[assignment]
        made = replace(made, variable=variable)
    return made


def check_laws(claim: Claim) -> None:
    """Refuses what can be seen at once to be no density where a density is expected.

    Args:
        claim: with resolved names.

    Raises:
        ClaimError: if a law has no density, or numeric weights that are negative or do not sum
            to 1, or if an integral stands inside another.
    """
    for part in claim.parts:
        for law in laws(part):
            weights = mixture_weights(law)
            numbers = [number for number in weights.values() if isinstance(number, Fraction)]
            wrong = not weights or any(number < 0 for number in numbers)
            if wrong or (len(numbers) == len(weights) and sum(numbers) != 1):
                column = None if law.span is None else law.span[0] + 1
                raise ClaimError(_NOT_A_LAW.format(found=f"'{law}'"), column)
        _check_nesting(part, inside=False)


def _check_nesting(node: Written, inside: bool) -> None:
    here = isinstance(node, Expectation | Integral) or getattr(node, "integrates", False)
    if here and inside:
        column = None if node.span is None else node.span[0] + 1
        raise ClaimError(_NESTED, column)
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
