"""All the ways to a sign, in the order in which they are tried."""

from __future__ import annotations

from typing import Final

from ..kernel.theorem import PLAIN, Reason
from ..meaning.normal_form import NoRoomError, Ratio
from ..meaning.regions import Region
from ..meaning.signs import ProofError
from .arranged import by_arrangement
from .effort import current
from .elimination import by_slope
from .means import by_means
from .one_variable import by_box, by_pieces
from .scales import by_ratio, by_scale
from .sign_search import Search, Way, by_comparison, by_tangents

WAYS: Final[tuple[Way, ...]] = (
    by_tangents, by_comparison, by_means, by_arrangement, by_scale, by_slope, by_pieces, by_box,
)  # fmt: skip


def find_reason(region: Region, value: Ratio, wanted: int) -> Reason | None:
    """A reason why a value has one of the signs that are wanted, if one is found.

    Short ones come first: most are, and a long way in the wrong direction costs most.

    Args:
        region: on all of which the value is defined.
        value: in the region's field.
        wanted: the signs that are allowed.

    Raises:
        NoRoomError: if the region's field is small, and too small for a step.
    """
    if region.field.signs_of(value) | wanted == wanted:
        return PLAIN
    effort = current()
    for deepest in effort.depths:
        try:
            reason = Search(WAYS, deepest, effort, first=(by_ratio,)).find(region, value, wanted)
        except NoRoomError:
            raise
        except ProofError:
            return None
        if reason is not None:
            return reason
    return None
