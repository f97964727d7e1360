"""Reasons that a step may give and that are checked against its proof."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Rule:
    """A rule of the kernel as a reason: the step's proof must use what it names, and no more.

    Args:
        name: how the rule is called.
        text: how it is printed beside a step.
        uses: marks of the proof of which at least one must be there; empty means none needed.
        avoids: marks of the proof that must not be there.
    """

    name: str
    text: str
    uses: frozenset[str] = frozenset()
    avoids: frozenset[str] = frozenset()

    def covers(self, marks: frozenset[str]) -> bool:
        """Whether a proof with these marks goes by this rule."""
        return (not self.uses or bool(self.uses & marks)) and not self.avoids & marks

    def __str__(self) -> str:
        return self.text


_MASS: Final = frozenset({"normalisation"})

definition: Final = Rule("definition", "by definition", frozenset({"definition"}), _MASS)
algebra: Final = Rule("algebra", "the same at every point", frozenset(), _MASS)
linearity: Final = Rule("linearity", "linearity of the integral", frozenset({"linearity"}), _MASS)
normalisation: Final = Rule("normalisation", "densities integrate to 1", _MASS)
tangent: Final = Rule("tangent", "log t ≤ t − 1", frozenset({"tangent"}))
first_and_second_order: Final = Rule(
    "first and second order", "first and second derivative", frozenset({"second-order"})
)
touching_lines: Final = Rule(
    "touching lines", "lines that touch a curve, with the integrals as numbers",
    frozenset({"integrals-as-numbers"})
)
pointwise: Final = Rule("pointwise", "pointwise, for every measurable function",
                        frozenset({"pointwise"}))
