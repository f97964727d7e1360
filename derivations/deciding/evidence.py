"""What a proof stands on, as one line for a reader and as marks for the check of reasons."""

from __future__ import annotations

from typing import Any

from ..kernel.theorem import Order, Refutation, Theorem
from ..language.claims import Comparison, Convexity, EqualityCase, Extremum
from ..language.divergences import Definition, unfold
from ..language.measures import Density, Expectation, Integral
from ..language.traversal import walk
from ..language.written import Written
from .certificates import plain_instance


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
    if any(order.tangents):
        parts.append("log t ≤ t − 1")
    return parts


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
    if certificate.rule == "second order":
        found.add("second-order")
    if certificate.rule == "pointwise extremum":
        found.add("pointwise")
    return frozenset(found)


def _integrals(node: Written) -> int:
    return sum(isinstance(part, Integral | Expectation) for part in walk(node))


def counterexample(refutation: Refutation) -> dict[str, Any]:
    """A counterexample as plain values: its kind, the values or atoms, and both sides.

    Args:
        refutation: made by the kernel.
    """
    claim, example = refutation.statement.claim, refutation.counterexample
    kind = "space" if example.instance.atoms else "point"
    if example.bound is not None:
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
    return {**plain, "left": refutation.left, "right": refutation.right}
