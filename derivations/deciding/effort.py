"""How much a search may spend: counted steps, shared by all that one claim sets off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass
class Effort:
    """What is left to a search.

    Args:
        steps: how many more values may be looked at.
        depths: how many reductions may follow each other, in one attempt after the other.
    """

    steps: int
    depths: tuple[int, ...]
    whole: int = field(init=False)

    def __post_init__(self) -> None:
        self.whole = self.steps

    def anew(self) -> Effort:
        """As much as there was to begin with, for a claim that another one is to rest on."""
        return Effort(self.whole, self.depths)


def quick() -> Effort:
    """Enough for most claims that hold; little is lost where one does not."""
    return Effort(50, (2, 4))


def thorough() -> Effort:
    """What a claim gets once nothing was found that refutes it."""
    return Effort(240, (3, 5, 8, 12))


_CURRENT: ContextVar[Effort | None] = ContextVar("effort", default=None)


def current() -> Effort:
    """The effort that is being spent."""
    return _CURRENT.get() or thorough()


@contextmanager
def spending(effort: Effort) -> Iterator[None]:
    """Makes everything that is searched for meanwhile share one effort.

    Args:
        effort: it is used up.
    """
    token = _CURRENT.set(effort)
    try:
        yield
    finally:
        _CURRENT.reset(token)
