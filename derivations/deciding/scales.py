"""Parameters written in new ones: by scales, and by ratios where a value has one degree."""

from __future__ import annotations

from ..kernel.theorem import Reason
from ..language.written import Name, Written
from ..meaning.normal_form import Ratio
from ..meaning.regions import Region
from ..meaning.signs import (
    ANY,
    POSITIVE,
    is_open,
)
from .roots import within
from .sign_search import Search


def by_scale(search: Search, region: Region, value: Ratio, wanted: int,
             depth: int) -> Reason | None:
    """A parameter written in another one: its exponential, its logarithm, its root, a ratio."""
    used = within(region, value.above)
    for parameter in region.signs:
        way = _way(region, used, parameter)
        if way is None:
            continue
        piece, move = region.scaled(parameter, way, None)
        inner = search.find(piece, move(value), wanted, depth + 1)
        if inner is not None:
            return Reason(way, (inner,), parameter)
    return by_ratio(search, region, value, wanted, depth)


def _way(region: Region, used: list[int], parameter: Name) -> str | None:
    base, place, signs = region.field, region.place(parameter), region.signs[parameter]
    if signs not in (ANY, POSITIVE):
        return None
    kinds = {(base.atoms[other].kind, base.atoms[other].order) for other in used
             if other != place and base.depends(other, place)}
    if ("exp", 1) in kinds and _linear_in_exponents(region, used, place):
        return "log" if signs == ANY else "grown"
    if signs == ANY:
        return None
    if kinds and all(kind == "root" for kind, _ in kinds) and place in used:
        # Where the root of a parameter stands beside it, everything is a polynomial in the root.
        order = max(order for _, order in kinds)
        simple = all(base.atoms[other].key == base.generators[place] for other in used
                     if other != place and base.depends(other, place))
        return {2: "square", 3: "cube"}.get(order) if simple else None
    return "exp" if kinds and _in_its_logarithm(region, used, place) else None


def _in_its_logarithm(region: Region, used: list[int], place: int) -> bool:
    """Whether a parameter stands in exponentials, and in logarithms only by itself."""
    base, found = region.field, False
    for other in used:
        atom = base.atoms[other]
        if other == place or not base.depends(other, place):
            continue
        if atom.kind == "log" and atom.key != base.generators[place]:
            return False
        if atom.kind in ("root", "log"):
            found = True
        if atom.kind == "exp":
            if base.depends(other, place) and any(
                inner_degree and inner != place and base.atoms[inner].kind != "log"
                and base.depends(inner, place)
                for inner, inner_degree in enumerate(atom.key.above.degrees())
            ):
                return False
            found = True
    return found


def _linear_in_exponents(region: Region, used: list[int], place: int) -> bool:
    """Whether a parameter stands in exponentials with whole multiples only."""
    for other in used:
        atom = region.field.atoms[other]
        if atom.kind == "exp" and region.field.depends(other, place):
            key = atom.key
            if not key.below.is_one() or key.above != region.field.generators[place]:
                return False
    return True


def by_ratio(search: Search, region: Region, value: Ratio, wanted: int,
              depth: int) -> Reason | None:
    positive = [name for name, signs in region.signs.items() if signs == POSITIVE]
    if len(positive) < 2:
        return None
    for scale in positive:
        others = [name for name in positive if name != scale]
        for chosen in ([others] if len(others) < 2 else [others, *([o] for o in others)]):
            piece, moved, steps = region, value, []
            unit: Written = scale
            for name in chosen:
                steps.append((name, unit))
                piece, move = piece.scaled(name, "ratio", unit)
                moved = move(moved)
            _, factors = piece.field.factor(
                piece.field.in_roots(piece.field.reduce(moved.above)))
            left = [f for f, _ in factors if is_open(piece.field.factor_signs(f))]
            place = piece.place(scale)
            if any(degree and piece.field.depends(other, place)
                   for f in left for other, degree in enumerate(f.degrees())):
                continue
            inner = search.find(piece, moved, wanted, depth + 1)
            if inner is None:
                return None
            for name, by in reversed(steps):
                inner = Reason("ratio", (inner,), name, by)
            return inner
    return None
