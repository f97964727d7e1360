"""Polynomials in positive parameters, by the order in which these come: each is cut at others."""

from __future__ import annotations

from itertools import combinations
from typing import Final

from ..kernel.theorem import PLAIN, Reason
from ..language.written import Name, Written, written
from ..meaning.normal_form import Ratio
from ..meaning.regions import Region
from ..meaning.signs import NON_NEGATIVE
from .sign_search import Search

MOST_TERMS: Final = 60
MOST_TRIED: Final = 1


def by_arrangement(search: Search, region: Region, value: Ratio, wanted: int,
                   depth: int) -> Reason | None:
    """A parameter below, at and above another one or 1, with the difference in its place.

    Args:
        search: with the effort that is left.
        region: with positive parameters.
        value: a polynomial in them.
        wanted: the signs that are allowed.
        depth: of the search.

    Source: successive difference substitution, Yang (2005).
    """
    base = region.field
    used = [k for k, degree in enumerate(value.above.degrees()) if degree]
    if len(value.above) > MOST_TERMS or not value.below.is_one() or any(
        base.atoms[k].kind != "parameter" for k in used
    ):
        return None
    free = [name for name in region.signs if region.place(name) in used]
    if len(free) < 2 or any(region.signs[name] | NON_NEGATIVE != NON_NEGATIVE for name in free):
        return None
    for parameter, root in _cuts(region, value, free)[:MOST_TRIED]:
        parts = []
        for piece, move in region.cut(parameter, root):
            part: Reason | None = PLAIN
            if not piece.field.impossible:
                part = search.find(piece, move(value), wanted, depth + 1)
            if part is None:
                break
            parts.append(part)
        else:
            return Reason("cut", tuple(parts), parameter, root)
    return None


def _cuts(region: Region, value: Ratio, free: list[Name]) -> list[tuple[Name, Written | None]]:
    """Pairs to compare: those of the same degree first, as parts alike have them."""
    starting = [name for name in free if region.signs[name] == NON_NEGATIVE]
    if starting:
        return [(starting[0], None)]
    degrees = {name: int(value.above.degrees()[region.place(name)]) for name in free}
    pairs = sorted(combinations(free, 2), key=lambda pair: degrees[pair[0]] != degrees[pair[1]])
    if len({int(sum(row)) for row in value.above.monoms()}) == 1:
        return list(pairs)
    return [(name, written(1)) for name in free]
