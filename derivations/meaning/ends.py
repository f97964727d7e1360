"""What values tend to at the ends of a parameter's range."""

from __future__ import annotations

from collections.abc import Sequence

from ..language.divergences import unfold
from ..language.traversal import substitute
from ..language.written import Constant, Name, Written
from .cells import Cell
from .limits import limit
from .normal_form import Ratio
from .signs import POSITIVE, ProofError


def tends(cell: Cell, own: Name, value: Ratio, ways: Sequence[str], target: Written) -> bool:
    """Whether a value on a cell tends to a target at an end of one parameter.

    Args:
        cell: on all of which the value is defined.
        own: the parameter; the hypotheses do not tie it to others.
        value: in the cell's field.
        ways: to write the parameter, see `Region.scaled`, and at last which end: from the start,
            from zero, or from the end.
        target: in names that do not depend on the parameter, or ±∞.

    Raises:
        ProofError: if the limit cannot be told.
    """
    region = cell.region
    region.check_free(own)
    *scales, end = ways
    for way in scales:
        others = set(region.signs) - {own}
        region, move = region.scaled(own, way, None)
        value = move(value)
        own = next(name for name in region.signs if name not in others)
    infinite = {Constant("oo"): 1, -Constant("oo"): -1}.get(target)
    if region.signs[own] != POSITIVE:
        raise ProofError("an end is one of a positive parameter")
    found: Ratio | int
    if end == "from the start":
        region, move = region.at_start(own)
        found = move(value)
    elif end in ("from zero", "from the end"):
        free = region.values.values[own]
        found = limit(region.field, value, free, at_zero=end == "from zero")
    else:
        raise ProofError(f"{end} is no end")
    if isinstance(found, int) or infinite is not None:
        return found == infinite
    expected = region.value(substitute(unfold(target), cell.values))
    return region.field.is_zero(found - expected)
