"""What the short names in a display stand for, where nothing beside them says it."""

from __future__ import annotations

from collections.abc import Iterable

from ..language.claims import Claim, Comparison
from ..language.convex import Abstract
from ..language.divergences import Definition, FDivergence, GanValue, OptimalDiscriminator
from ..language.traversal import walk
from ..language.typesetting import POWER, PRODUCT, bracketed
from ..language.written import (
    Written,
)


def definitions_sentence(claims: Iterable[Claim]) -> str:
    """`Here $D^{*}(x) = …$.`, or nothing where every name explains itself.

    Args:
        claims: what is shown together.
    """
    shown: dict[str, str] = {}
    for claim in claims:
        # A chain that opens with a name goes on to say what it is.
        explained = claim.members[0] if isinstance(claim, Comparison) else None
        for part in claim.parts:
            for node in walk(part):
                if isinstance(node, Definition) and node != explained:
                    said = _said(node)
                    shown.setdefault(said.partition("=")[0], said)
    formulas = [f"${text}$" for text in shown.values() if text]
    return f"Here {' and '.join(formulas)}." if formulas else ""


def _said(node: Written) -> str:
    if isinstance(node, OptimalDiscriminator):
        p, q = node.arguments
        ratio = f"{bracketed(p, PRODUCT, True)} / {bracketed(p + q, POWER, True)}"
        return f"{node.latex(point=True)} = {ratio}"
    if isinstance(node, GanValue):
        return f"{node.latex()} = {node.unfold().latex()}"
    if isinstance(node, FDivergence) and not any(isinstance(part, Abstract)
                                                 for part in walk(node.body)):
        return f"f({node.variable.latex()}) = {node.body.latex()}"
    return ""
