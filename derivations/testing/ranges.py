"""The range of one name under the hypotheses, once the names before it have their values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, Protocol, TypeVar

from ..language.written import Relation

T = TypeVar("T")

# Of the way from the low end to the high one, the plainest first.
_BETWEEN: Final = tuple(map(Fraction, ("1/2", "1/4", "3/4", "1/3", "2/3", "1/10", "9/10", "1/99")))
# Above a lone low end, or below a lone high one.
_BEYOND: Final = tuple(map(Fraction, ("1", "2", "3", "1/2", "1/3", "5", "10", "1/10", "1/99")))
_ANYWHERE: Final = tuple(map(Fraction, ("0", "1", "-1", "2", "-2", "1/2", "-1/2", "3", "-3", "10")))


class Choices(Protocol):
    """A source of choices; a smaller number is a plainer choice."""

    def integer(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""


def one_of(choices: Choices, options: Sequence[T]) -> T:
    """One of the options, the first being the plainest."""
    return options[choices.integer(0, len(options) - 1)]


@dataclass(frozen=True)
class Range:
    """Where a number may lie; an end that is `None` is infinite.

    Args:
        low, high: the ends.
        low_closed, high_closed: whether an end belongs to the range.
        whole: whether only integers do.
    """

    low: Fraction | None = None
    high: Fraction | None = None
    low_closed: bool = False
    high_closed: bool = False
    whole: bool = False

    def draw(self, choices: Choices) -> Fraction | None:
        """A number in the range, its closed ends included; `None` if it is empty."""
        found = self._candidates()
        if self.whole:
            shifts = {Fraction(round(value)) for value in found}
            found = sorted(filter(self._contains, shifts), key=lambda v: (abs(v), -v))
        return one_of(choices, found) if found else None

    def _candidates(self) -> list[Fraction]:
        ends = [end for end, closed in ((self.low, self.low_closed), (self.high, self.high_closed))
                if end is not None and closed]  # fmt: skip
        if self.low is not None and self.high is not None:
            width = self.high - self.low
            inner = [self.low + width * part for part in _BETWEEN] if width > 0 else []
            return inner + (ends if width > 0 else ends[: len(ends) // 2] if width == 0 else [])
        if self.low is not None:
            return [self.low + part for part in _BEYOND] + ends
        if self.high is not None:
            return [self.high - part for part in _BEYOND] + ends
        return list(_ANYWHERE)

    def _contains(self, value: Fraction) -> bool:
        above = self.low is None or value > self.low or (value == self.low and self.low_closed)
        below = self.high is None or value < self.high or (value == self.high and self.high_closed)
        return above and below

    def narrowed(self, bound: Fraction, sign: str) -> Range:
        """The part of the range in which `value sign bound` holds.

        Args:
            sign: one of = < <= > >=.
        """
        made = self
        if sign in (">", ">=", "=") and (made.low is None or (bound, sign == ">") >
                                         (made.low, not made.low_closed)):  # fmt: skip
            made = replace(made, low=bound, low_closed=sign != ">")
        if sign in ("<", "<=", "=") and (made.high is None or (-bound, sign == "<") >
                                         (-made.high, not made.high_closed)):  # fmt: skip
            made = replace(made, high=bound, high_closed=sign != "<")
        return made


def range_under(
    relations: Iterable[Relation],
    difference: Callable[[Relation, Fraction], Fraction | None],
    whole: bool = False,
) -> Range:
    """The range that those relations give which are of first degree in the name.

    Args:
        relations: the hypotheses about the name; those of higher degree are left to a later check.
        difference: left − right of a relation at a value of the name, `None` if it has none.
        whole: whether the name is an integer.
    """
    found = Range(whole=whole)
    for relation in relations:
        values = [difference(relation, Fraction(k)) for k in (1, 2, 3)]
        if any(value is None for value in values):
            continue
        first, second, third = (value or Fraction(0) for value in values)
        slope = second - first
        if slope == 0 or third - second != slope or relation.sign == "!=":
            continue
        root = 1 - first / slope
        turned = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}
        found = found.narrowed(root, relation.sign if slope > 0 else turned[relation.sign])
    return found
