"""Exact places to try: where a part of a claim vanishes, where a slope does, mirrored optima."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from ..kernel.theorem import Counterexample
from ..language.claims import Bound, Extremum, Statement
from ..language.divergences import unfold
from ..language.traversal import names, substitute, walk
from ..language.written import (
    Application,
    Constant,
    Difference,
    Name,
    Sum,
    Written,
    written,
)
from ..meaning.derivative import derivative
from ..meaning.exact import exact_value
from ..meaning.instances import Instance
from ..meaning.signs import ProofError
from .multipliers import tidied
from .places import stationary
from .sampling import points

INSTANCES: Final = 4
MOST_PLACES: Final = 6
# Of half a period.
_TURNS: Final = (2, -2, 1, -1, 4, -4)


def landmarks(statement: Statement) -> Iterator[Counterexample]:
    """Instances at which a part of a claim that is linear in a name vanishes.

    Args:
        statement: without integrals.
    """
    claim = statement.claim
    for name in statement.hypotheses.declared:
        roots = list(islice(dict.fromkeys(root for part in claim.parts
                                          for root in _linear_roots(unfold(part), name)),
                            MOST_PLACES))
        yield from _placed(statement, name, roots)


def _linear_roots(body: Written, name: Name) -> Iterator[Written]:
    for node in walk(body):
        root = linear_root(node, name) if isinstance(node, Sum | Difference) else None
        if root is not None:
            yield root


def linear_root(node: Written, name: Name) -> Written | None:
    """Where an expression vanishes that is linear in a name; None if it is not.

    Args:
        node: without definitions.
        name: a number.
    """
    if node == name:
        return written(0)
    if name not in names(node):
        return None
    if isinstance(node, Sum | Difference):
        turned = isinstance(node, Sum)
        for side, other in ((node.left, node.right), (node.right, node.left)):
            if side == name and name not in names(other):
                return -other if turned else other
    try:
        slope = unfold(derivative(node, name))
    except ProofError:
        return None
    if name in names(slope):
        return None
    return tidied(-substitute(node, {name: written(0)}) / slope)


def rivals(statement: Statement, claim: Extremum) -> Iterator[Counterexample]:
    """Instances whose optimum is claimed elsewhere, exact where they are irrational.

    Args:
        statement: with its hypotheses, without integrals.
        claim: its argmax or argmin.
    """
    objective = Bound(claim.body, claim.variable, written(0))
    places = [*_moved(claim), *islice(stationary(statement, objective), MOST_PLACES)]
    yield from _placed(statement, claim.variable, places)


def _placed(statement: Statement, name: Name, places: list[Written]) -> Iterator[Counterexample]:
    """Instances with a name at places that speak of the others."""
    for instance in islice(points(statement.hypotheses, 12), INSTANCES) if places else ():
        others = {other: written(value) for other, value in instance.values.items()
                  if other != name}
        for place in places:
            value = substitute(place, others)
            if not names(value):
                exact = exact_value(value, {})
                yield Counterexample(Instance({**instance.values,
                                               name: value if exact is None else exact}))


def _moved(claim: Extremum) -> Iterator[Written]:
    at = unfold(claim.at)
    yield -at
    for node in walk(unfold(claim.body)):
        if not isinstance(node, Application) or node.function not in ("sin", "cos"):
            continue
        try:
            pace = derivative(node.arguments[0], claim.variable)
        except ProofError:
            continue
        if claim.variable not in names(pace) and pace != written(0):
            for turns in _TURNS:
                way = turns * Constant("pi")
                yield at + (way if pace == written(1) else way / pace)
