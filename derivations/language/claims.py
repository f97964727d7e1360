"""Claims and the hypotheses under which they are made."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import ClassVar, Final

from .divergences import Definition
from .forms import Derivative
from .measures import Density, Expectation, NullFunction, has_integral
from .traversal import moved, names, walk
from .typesetting import SIGN_LATEX
from .written import Name, Real, Relation, Span, Written, written

_NOT_IN_RANGE: Final = "{sign!r} is no relation between members of a chain"


@dataclass(frozen=True)
class Claim:
    """What is said to hold wherever the hypotheses do."""

    @property
    def parts(self) -> tuple[Written, ...]:
        """The expressions of the claim, in the order in which they are written."""
        return ()

    @property
    def sides(self) -> tuple[Written, ...]:
        """The expressions that leave an instance out where they have no value."""
        return ()

    @property
    def bound(self) -> tuple[Name, ...]:
        """The names that the claim itself ranges over."""
        return ()

    def latex(self) -> str:
        """The claim in LaTeX."""
        raise TypeError(f"{type(self).__name__} has no LaTeX")

    def __str__(self) -> str:
        from .printing import claim_text

        return claim_text(self)


@dataclass(frozen=True)
class Comparison(Claim):
    """Members joined by relation signs: a = b <= c.

    Args:
        members: at least two expressions.
        signs: one of = <= < >= > between each two neighbours.
        spans: the place of each sign in the text that was read, if any.
    """

    members: tuple[Written, ...]
    signs: tuple[str, ...]
    spans: tuple[Span, ...] = field(default=(), compare=False, repr=False)

    @property
    def parts(self) -> tuple[Written, ...]:
        return self.members

    @property
    def sides(self) -> tuple[Written, ...]:
        return self.members

    @property
    def relations(self) -> tuple[Relation, ...]:
        """The chain as relations between neighbours."""
        neighbours = zip(self.members, self.signs, self.members[1:], strict=False)
        return tuple(Relation(left, sign, right) for left, sign, right in neighbours)

    def latex(self) -> str:
        rest = (f"{SIGN_LATEX[s]} {m.latex()}" for s, m in zip(self.signs, self.members[1:],
                                                               strict=True))
        return " ".join((self.members[0].latex(), *rest))


@dataclass(frozen=True)
class Convexity(Claim):
    """`body` is convex (or concave) in `variable` on its whole range."""

    body: Written
    variable: Name
    concave: bool = False

    @property
    def parts(self) -> tuple[Written, ...]:
        return (self.body,)

    @property
    def bound(self) -> tuple[Name, ...]:
        return (self.variable,)

    @property
    def head(self) -> str:
        """The word of the claim language."""
        return "concave" if self.concave else "convex"

    def latex(self) -> str:
        return rf"{self.variable.latex()} \mapsto {self.body.latex()} \text{{ is {self.head}}}"


@dataclass(frozen=True)
class Extremum(Claim):
    """`at` lies in the range of `variable` and beats every other value of it."""

    body: Written
    variable: Name
    at: Written
    maximum: bool = True

    @property
    def parts(self) -> tuple[Written, ...]:
        return (self.body, self.at)

    @property
    def bound(self) -> tuple[Name, ...]:
        return (self.variable,)

    @property
    def head(self) -> str:
        """The word of the claim language."""
        return "argmax" if self.maximum else "argmin"

    def latex(self) -> str:
        operator = rf"\operatorname*{{arg\,{self.head[3:]}}}_{{{self.variable.latex()}}}"
        return rf"{operator} \left\{{ {self.body.latex()} \right\}} = {self.at.latex()}"


@dataclass(frozen=True)
class Bound(Claim):
    """The supremum (or infimum) of `body` over the range of `variable`, reached or not."""

    body: Written
    variable: Name
    limit: Written
    upper: bool = True

    @property
    def parts(self) -> tuple[Written, ...]:
        return (self.body, self.limit)

    @property
    def sides(self) -> tuple[Written, ...]:
        return (self.limit,)

    @property
    def bound(self) -> tuple[Name, ...]:
        return (self.variable,)

    @property
    def head(self) -> str:
        """The word of the claim language."""
        return "sup" if self.upper else "inf"

    def latex(self) -> str:
        return (
            rf"\{self.head}_{{{self.variable.latex()}}} \left\{{ {self.body.latex()} \right\}} = "
            + self.limit.latex()
        )


@dataclass(frozen=True)
class Conjugate(Claim):
    """The Fenchel conjugate of `body`: sup over `variable` of (variable · dual − body)."""

    body: Written
    variable: Name
    dual: Name
    result: Written

    @property
    def parts(self) -> tuple[Written, ...]:
        return (self.body, self.result)

    @property
    def bound(self) -> tuple[Name, ...]:
        return (self.variable, self.dual)

    def latex(self) -> str:
        variable, dual = self.variable.latex(), self.dual.latex()
        return (
            rf"\sup_{{{variable}}} \left\{{ {variable} \, {dual} - \left({self.body.latex()}"
            rf"\right) \right\}} = {self.result.latex()}"
        )


@dataclass(frozen=True)
class EqualityCase(Claim):
    """left ≥ right (or ≤), with equality exactly when `first` = `second` almost everywhere."""

    relation: Relation
    first: Written
    second: Written

    @property
    def parts(self) -> tuple[Written, ...]:
        return (self.relation.left, self.relation.right, self.first, self.second)

    @property
    def sides(self) -> tuple[Written, ...]:
        return (self.relation.left, self.relation.right)

    def latex(self) -> str:
        when = f"{self.first.latex()} = {self.second.latex()}"
        return rf"{self.relation.latex()}, \quad \text{{with equality exactly when }} {when}"


@dataclass(frozen=True)
class Hypotheses:
    """The declared names and what is assumed of them.

    Args:
        declared: every name that a claim may use.
        relations: what holds between them; almost everywhere, for densities and functions.
    """

    declared: tuple[Name, ...] = ()
    relations: tuple[Relation, ...] = ()
    empty: ClassVar[Hypotheses]

    def __str__(self) -> str:
        from .printing import hypotheses_text

        return hypotheses_text(self)

    def substitute(self, replacement: dict[Name, Written]) -> Hypotheses:
        """The hypotheses on what replaces the names; the replaced names are dropped."""
        relations = tuple(moved(r, replacement) for r in self.relations)
        return Hypotheses(tuple(n for n in self.declared if n not in replacement), relations)

    def about(self, name: Name) -> tuple[Relation, ...]:
        """The relations in which a name occurs."""
        return tuple(r for r in self.relations if name in (*names(r.left), *names(r.right)))

    def is_interval(self, variable: Name) -> bool:
        """Whether the range of a variable is an interval between bounds free of it."""
        for relation in self.about(variable):
            sides = (relation.left, relation.right)
            if relation.sign in ("=", "!=") or variable not in sides or sides[0] == sides[1] or any(
                side != variable and variable in names(side) for side in sides
            ):
                return False
        return isinstance(variable, Real)

    def inside(self, variable: Name) -> Hypotheses:
        """The hypotheses with the ends of a variable's range, which is an interval, left out."""
        about = self.about(variable)
        return replace(self, relations=tuple(
            replace(r, sign=r.sign.rstrip("=")) if r in about else r for r in self.relations))


@dataclass(frozen=True)
class Statement:
    """A claim under hypotheses: what a theorem proves and a witness refutes."""

    hypotheses: Hypotheses
    claim: Claim

    @property
    def integrates(self) -> bool:
        """Whether the claim speaks of integrals."""
        return any(has_integral(part) for part in self.claim.parts)

    @property
    def needs_space(self) -> bool:
        """Whether a counterexample is a space: for integrals, and for densities that are bounded.

        What is assumed of densities holds almost everywhere, so that not every single value that
        fits is one that they take.
        """
        return self.integrates or any(
            isinstance(name, Density | NullFunction) for relation in self.hypotheses.relations
            for name in (*names(relation.left), *names(relation.right)))

    def __str__(self) -> str:
        where = str(self.hypotheses)
        return f"{self.claim}  where {where}" if where else str(self.claim)


def free_names(node: Written) -> tuple[Name, ...]:
    """The names of a tree that no divergence binds."""
    if isinstance(node, Name):
        return (node,)
    if isinstance(node, Derivative):
        inner = (name for name in free_names(node.body) if name != node.variable)
        return tuple(dict.fromkeys((*inner, *free_names(node.children[1]))))
    bound = getattr(node, "variable", None) if isinstance(node, Definition) else None
    found = dict.fromkeys(name for child in node.children for name in free_names(child))
    return tuple(name for name in found if name != bound)


@lru_cache(maxsize=4096)
def laws(node: Written) -> tuple[Written, ...]:
    """Every expression that stands where a density is expected."""
    found: list[Written] = []
    for part in walk(node):
        if isinstance(part, Definition):
            found += part.laws
        elif isinstance(part, Expectation):
            found.append(part.density)
    return tuple(dict.fromkeys(found))


def compare(first: object, *rest: tuple[str, object]) -> Comparison:
    """A chain from its first member and (sign, member) pairs."""
    for sign, _ in rest:
        if sign not in SIGN_LATEX or sign == "!=":
            raise ValueError(_NOT_IN_RANGE.format(sign=sign))
    members = (written(first), *(written(member) for _, member in rest))
    return Comparison(members, tuple(sign for sign, _ in rest))


def argmax(body: object, variable: Name, at: object) -> Extremum:
    """`at` is the only value of the variable at which the body is largest."""
    return Extremum(written(body), variable, written(at), True)


def argmin(body: object, variable: Name, at: object) -> Extremum:
    """`at` is the only value of the variable at which the body is smallest."""
    return Extremum(written(body), variable, written(at), False)


def supremum(body: object, variable: Name, limit: object) -> Bound:
    """`limit` is the least upper bound of the body over the range of the variable."""
    return Bound(written(body), variable, written(limit), True)


def infimum(body: object, variable: Name, limit: object) -> Bound:
    """`limit` is the greatest lower bound of the body over the range of the variable."""
    return Bound(written(body), variable, written(limit), False)


def equality_case(relation: Relation, first: object, second: object) -> EqualityCase:
    """The relation holds, with equality exactly when first = second almost everywhere."""
    return EqualityCase(relation, written(first), written(second))


Hypotheses.empty = Hypotheses()
