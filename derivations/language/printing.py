"""Trees and claims as text in the claim language; what is printed reads back as the same claim."""

from __future__ import annotations

from .claims import (
    Bound,
    Claim,
    Comparison,
    Conjugate,
    Convexity,
    EqualityCase,
    Extremum,
    Hypotheses,
)
from .convex import VALUE, Abstract
from .divergences import Definition, FDivergence, GanValue, OptimalDiscriminator, Perspective
from .forms import Derivative, Piecewise
from .measures import Expectation, Integral
from .typesetting import ATOM, POWER, PRODUCT, SIGN, SUM
from .written import (
    Application,
    Binary,
    Constant,
    Name,
    Negation,
    Number,
    Power,
    Written,
)


def to_text(node: Written) -> str:
    """A tree as text that the grammar reads back as the same tree.

    Names of Python alone, such as the GAN value, are printed unfolded.

    Args:
        node: a tree of any kind.
    """
    return _text(node, SUM)


def _text(node: Written, least: int) -> str:
    text, binding = _bare(node)
    return text if binding >= least else f"({text})"


def _bare(node: Written) -> tuple[str, int]:
    if isinstance(node, Number):
        if node.exact.denominator == 1 or node.text:
            return node.text or str(node.exact), ATOM
        return str(node.exact), PRODUCT
    if isinstance(node, Name | Constant):
        return node.name, ATOM
    if isinstance(node, Negation):
        return "-" + _text(node.operand, SIGN), SIGN
    if isinstance(node, Power):
        return f"{_text(node.left, ATOM)}**{_text(node.right, SIGN)}", POWER
    if isinstance(node, Binary):
        left = _text(node.left, node.binding)
        right = _text(node.right, node.binding + 1)
        spaced = f" {node.symbol} " if node.binding == SUM else node.symbol
        return left + spaced + right, node.binding
    if isinstance(node, OptimalDiscriminator | GanValue):
        return _bare(node.unfold())
    return _call(node), ATOM


def _call(node: Written) -> str:
    if isinstance(node, Application):
        head, arguments = node.function, list(map(to_text, node.arguments))
    elif isinstance(node, Abstract):
        head = node.function.name if node.part == VALUE else node.part
        arguments = list(map(to_text, node.children[node.part == VALUE:]))
    elif isinstance(node, Expectation):
        head, arguments = "E", [to_text(node.density), to_text(node.integrand)]
    elif isinstance(node, Integral):
        if isinstance(node.integrand, Perspective):
            return _call(_divergence(node.integrand))
        head, arguments = "Int", [to_text(node.integrand)]
    elif isinstance(node, FDivergence):
        head = "Div"
        arguments = [to_text(node.body), node.variable.name, *map(to_text, node.arguments)]
    elif isinstance(node, Definition):
        head, arguments = node.word, list(map(to_text, node.arguments))
    elif isinstance(node, Derivative) and node.point is None:
        head, arguments = "diff", [to_text(node.body), node.variable.name]
        arguments += [str(node.order)] if node.order != 1 else []
    elif isinstance(node, Piecewise):
        head = "piecewise"
        arguments = [f"({to_text(e)}, {'true' if c is None else c})" for e, c in node.branches]
    else:
        raise TypeError(f"{type(node).__name__} has no text in the claim language")
    return f"{head}({', '.join(arguments)})"


def _divergence(node: Perspective) -> FDivergence:
    return FDivergence(
        (node.numerator, node.denominator), body=node.body, variable=node.variable
    )


def claim_text(claim: Claim) -> str:
    """A claim as text in the claim language.

    Args:
        claim: a claim of any kind.
    """
    if isinstance(claim, Comparison):
        members = [to_text(member) for member in claim.members]
        return members[0] + "".join(
            f" {sign} {member}" for sign, member in zip(claim.signs, members[1:], strict=True)
        )
    if isinstance(claim, Convexity):
        return f"{claim.head}({to_text(claim.body)}, {claim.variable.name})"
    if isinstance(claim, Extremum):
        return f"{claim.head}({to_text(claim.body)}, {claim.variable.name}) = {to_text(claim.at)}"
    if isinstance(claim, Bound):
        body = to_text(claim.body)
        return f"{claim.head}({body}, {claim.variable.name}) = {to_text(claim.limit)}"
    if isinstance(claim, Conjugate):
        head = f"conjugate({to_text(claim.body)}, {claim.variable.name}, {claim.dual.name})"
        return f"{head} = {to_text(claim.result)}"
    if isinstance(claim, EqualityCase):
        first, second = to_text(claim.first), to_text(claim.second)
        return f"equality({claim.relation}, {first} = {second})"
    raise TypeError(f"{type(claim).__name__} has no text in the claim language")


def hypotheses_text(hypotheses: Hypotheses) -> str:
    """Hypotheses as the text of `--where`.

    Args:
        hypotheses: declared names and relations.
    """
    declared = [f"{name.name} {name.kind}" for name in hypotheses.declared]
    return ", ".join([*declared, *map(str, hypotheses.relations)])
