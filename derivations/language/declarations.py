"""What the names of a text stand for: reading `--where`, resolving names, checking laws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from .claims import Claim, EqualityCase, Hypotheses
from .convex import Abstract, ConvexFunction, StrictFunction
from .divergences import FDivergence
from .forms import Derivative
from .measures import Density, NullFunction, PointFunction
from .tokens import RESERVED, ClaimError
from .traversal import names
from .written import Integer, Name, Real, Relation, Written

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
_IN_BRACKETS: Final = "'{name}' is a convex function: write {name}(u), or another of its values"
_NOT_CONVEX: Final = "'{name}' is no convex function here: rename what hides it"
_SAY: Final = "say what {name} is: write {name} real, {name} > 0 or {name} density"
_NOT_A_NAME: Final = "a declaration names one thing: write a relation, or 'x real'"
_RESERVED: Final = "'{name}' is a word of the claim language: choose another name"

_KINDS: Final[dict[str, type[Name]]] = {
    "real": Real, "integer": Integer, "density": Density, "function": PointFunction,
    "null": NullFunction, "convex": ConvexFunction, "strict": StrictFunction,
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
    word = reader.next
    if not isinstance(named, Name):
        column = (named.span or (0, 0))[0] + 1
        raise ClaimError(_NOT_A_NAME, column, "where")
    if named.name in RESERVED:
        raise ClaimError(_RESERVED.format(name=named.name), word.start + 1, "where")
    if word.kind == "end" or word.text == ",":
        reader.fail(_SAY.format(name=named.name))
    if word.text not in _KINDS:
        reader.fail(_NO_KIND.format(word=word.text, name=named.name))
    reader.take()
    made = _KINDS[word.text](named.name)
    if isinstance(made, ConvexFunction):
        reader.functions.add(named.name)
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
        if isinstance(found, ConvexFunction):
            column = None if node.span is None else node.span[0] + 1
            raise ClaimError(_IN_BRACKETS.format(name=node.name), column, source)
        return replace(found, span=node.span)
    if isinstance(node, Abstract):
        function = declared.get(node.function.name)
        if not isinstance(function, ConvexFunction):
            column = None if node.span is None else node.span[0] + 1
            raise ClaimError(_NOT_CONVEX.format(name=node.function.name), column, source)
        argument = None if node.argument is None else resolve(node.argument, declared, source)
        return replace(node, function=function, argument=argument)
    if isinstance(node, FDivergence):
        variable = Real(node.variable.name)
        body = resolve(node.body, {**declared, variable.name: variable}, source)
        arguments = tuple(resolve(part, declared, source) for part in node.arguments)
        return replace(node, body=body, variable=variable, arguments=arguments)
    children = tuple(resolve(child, declared, source) for child in node.children)
    made = node if not children else node.rebuild(children)
    if isinstance(made, Derivative):
        named = resolve(made.variable, declared, source)
        if isinstance(named, Name):
            made = Derivative(made.body, named, made.order, span=made.span)
    return made
