"""What a proof stands on, as one line for a reader and as marks for the check of reasons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ..kernel.theorem import Lemma, Numbers, Order, Reason, Refutation, Theorem
from ..language.claims import Comparison, Conjugate, Convexity, EqualityCase, Extremum
from ..language.divergences import Definition, unfold
from ..language.measures import Density, Expectation, Integral
from ..language.traversal import walk
from ..language.written import Written
from .certificates import plain_instance

_WAYS: Final = {
    "monotone from an end or a best value": {"from the start", "from zero", "from the end"},
    "by logarithms or powers of both sides": {"compared"},
    "by enclosures": {"box"},
    "a convex function lies above its supporting lines": {"supporting"},
}


def evidence(theorem: Theorem) -> str:
    """One line on how a statement is proved.

    Args:
        theorem: made by the kernel.
    """
    certificate = theorem.certificate
    integral = theorem.statement.integrates
    parts = {
        "comparison": ["at every point" if integral else "for all allowed values"],
        "equality case": ["bound, no tie elsewhere, equality there"],
        "second order": ["stationary, second derivative of one sign on the whole range"],
        "pointwise extremum": ["pointwise, no tie elsewhere"],
        "extremum over a density": ["bound, reached there and nowhere else"],
        "supremum": [f"bound, approached at {certificate.point}"],
        "supremum at an end": ["bound, approached at an end of the range"],
        "integrals as numbers": ["integrals read as numbers; lines beside a curve"],
        "convexity by pieces": ["slopes rise on every piece and at every joint"],
        "convexity by parts": ["sums, multiples and maxima of convex functions"],
        "conjugate": ["convex, and u t − f(u) at every subgradient t"],
    }.get(certificate.rule, [certificate.rule])
    for order in certificate.orders:
        parts += ["from the result named"] if order is None else _order_parts(order)
    return "; ".join(dict.fromkeys(parts))


def _order_parts(order: Order) -> list[str]:
    parts = []
    if order.cuts:
        parts.append("zero and positive masses apart" if order.multipliers else "by cases")
    for name, factor in order.multipliers:
        mass = "1" if isinstance(name, Density) else "0"
        parts.append(f"∫{name.name} = {mass} times {factor}")
    steps = {name for reason in order.reasons for name in _steps(reason)}
    if any(order.tangents) or "tangent" in steps:
        parts.append("log t ≤ t − 1")
    parts += [text for text, names in _WAYS.items() if steps & names]
    return parts


def _steps(reason: Reason) -> set[str]:
    return {reason.step}.union(*(_steps(part) for part in reason.parts))


def marks(theorem: Theorem) -> frozenset[str]:
    """What a proof uses: normalisation, tangent, definition, linearity, second-order, pointwise."""
    certificate, claim = theorem.certificate, theorem.statement.claim
    found = set()
    for order in filter(None, certificate.orders):
        if any(isinstance(name, Density) for name, _ in order.multipliers):
            found.add("normalisation")
        if any(order.tangents):
            found.add("tangent")
    if any(isinstance(node, Definition) for part in claim.parts for node in walk(part)):
        found.add("definition")
    if isinstance(claim, Comparison):
        counts = {_integrals(unfold(member)) for member in claim.members}
        if len(counts) > 1:
            found.add("linearity")
    for lemma in _lemmas(certificate.numbers):
        found |= {"integrals-as-numbers", *marks(lemma.theorem)}
    if certificate.rule == "second order":
        found.add("second-order")
    if certificate.rule == "pointwise extremum":
        found.add("pointwise")
    return frozenset(found)


def _lemmas(numbers: Numbers | None) -> Iterator[Lemma]:
    if numbers is not None:
        yield from numbers.lemmas
        for part in numbers.parts:
            yield from _lemmas(part)


def _integrals(node: Written) -> int:
    return sum(isinstance(part, Integral | Expectation) for part in walk(node))


def counterexample(refutation: Refutation) -> dict[str, Any]:
    """A counterexample as plain values: its kind, the values or atoms, and both sides.

    Args:
        refutation: made by the kernel.
    """
    claim, example = refutation.statement.claim, refutation.counterexample
    kind = "space" if example.instance.atoms else "point"
    if isinstance(claim, Conjugate):
        kind = "conjugate"
    elif example.bound is not None:
        kind = "bound"
    elif isinstance(claim, Extremum):
        kind = "better"
    elif isinstance(claim, Convexity):
        kind = "chord"
    elif isinstance(claim, EqualityCase):
        kind = "equality"
    plain = {"kind": kind, **plain_instance(example.instance)}
    if example.rival and isinstance(claim, Convexity):
        name = claim.variable.name
        plain["values"][f"{name}_2"], plain["values"]["weight"] = map(str, example.rival)
    if isinstance(claim, Conjugate):
        plain["values"][claim.dual.name] = str(example.slope)
    return {**plain, "left": refutation.left, "right": refutation.right}
