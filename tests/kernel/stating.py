"""Certificates made by hand, for the tests of the kernel's rules."""

from __future__ import annotations

from derivations.deciding.counterexamples import find_witness
from derivations.kernel.rules import prove
from derivations.kernel.theorem import Certificate, Order, Reason, Theorem
from derivations.language.divergences import unfold
from derivations.language.grammar import parse, parse_expression
from derivations.language.written import Parameter, Written
from derivations.meaning.cells import Cut

NAMES = [f"s{k}" for k in range(5)] + list("nxyzwh")
PARAMETERS = {name: Parameter(name) for name in NAMES}
CutRow = tuple[int, str, str | None]


def tree(text: str | None) -> Written | None:
    """An expression in parameters."""
    return None if text is None else unfold(parse_expression(text, PARAMETERS))


def step(name: str, *parts: Reason, of: str | None = None, at: str | None = None,
         other: str | None = None) -> Reason:
    """A reason, its parameter and expressions written as text."""
    return Reason(name, parts, None if of is None else Parameter(of), tree(at), tree(other))


def cuts(*rows: CutRow) -> tuple[Cut, ...]:
    """Cuts of cells, written as text."""
    return tuple((index, Parameter(name), tree(root)) for index, name, root in rows)


def proved(claim: str, where: str, rule: str, *orders: Order | None) -> Theorem:
    """What a rule proves of a claim by some orders."""
    stated = parse(claim, where)
    witness = find_witness(stated)
    assert witness is not None
    return prove(stated, Certificate(rule, witness, orders))
