"""Regions: free parameters of known sign, and the field of the values in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ..language.convex import ConvexFunction
from ..language.traversal import names
from ..language.written import Name, Parameter, Written
from .calculus import Move, Slopes
from .evaluation import Evaluation
from .normal_form import Field, Ratio
from .signs import ANY, NON_NEGATIVE, POSITIVE, ProofError

Image = Callable[[Ratio, Ratio, Field], Ratio]
_NO_PARAMETER: Final = "the region has no such parameter"
_NOT_POSITIVE: Final = "a parameter is cut, scaled or turned at a positive value only"
_TIED: Final = "a hypothesis ties a parameter to others"
_OTHERS: Final = "a cut speaks of other parameters only"


@dataclass(frozen=True)
class Region:
    """All values of the parameters with their signs at which the facts of the field hold.

    Args:
        field: with every parameter among its generators.
        signs: the possible signs of each parameter.
    """

    field: Field
    signs: dict[Name, int]

    @cached_property
    def values(self) -> Evaluation:
        """Evaluation of expressions in the parameters."""
        made = {name: self.field.parameter(name.name, signs) for name, signs in self.signs.items()}
        return Evaluation(self.field, made, extended=False)

    def value(self, node: Written) -> Ratio:
        """The value of an expression in the parameters."""
        if not {n for n in names(node) if not isinstance(n, ConvexFunction)} <= set(self.signs):
            raise ProofError(_NO_PARAMETER)
        found: Ratio = self.values.finite(node)
        return found

    def place(self, parameter: Name) -> int:
        """Where a parameter stands among the generators."""
        if parameter not in self.signs:
            raise ProofError(_NO_PARAMETER)
        return self.values.values[parameter].above.degrees().index(1)  # type: ignore[no-any-return]

    def check_free(self, parameter: Name) -> None:
        """Checks that no hypothesis ties a parameter to others, so that it takes all its values.

        Raises:
            ProofError: if one does.
        """
        place = self.place(parameter)
        if self.field.tied:
            raise ProofError(_TIED)
        for fact in self.field.facts.values():
            if fact.given and any(degree and self.field.depends(other, place)
                                  for other, degree in enumerate(fact.polynomial.degrees())):
                raise ProofError(_TIED)

    def slope(self, value: Ratio, parameter: Name) -> Ratio:
        """The derivative of a value in a parameter."""
        return Slopes(self.field, self.place(parameter)).of(value)

    def fresh(self) -> Name:
        """A parameter that the region does not have yet."""
        taken = {name.name for name in self.signs}
        return Parameter(next(f"s{k}" for k in range(len(taken) + 1) if f"s{k}" not in taken))

    def cut(self, parameter: Name, root: Written | None) -> list[tuple[Region, Move]]:
        """The pieces at, above and below a root, or at and above 0 where there is nothing below.

        The root is reached where the new parameter goes to 0.

        Args:
            parameter: non-negative, positive or of any sign.
            root: in the other parameters; positive if the parameter is; None stands for 0.
        """
        known = self.signs.get(parameter, 0)
        if known == NON_NEGATIVE and root is None:
            return [self._at(parameter, None),
                    self._moved(parameter, None, lambda base, new, field: new)]
        above = self._moved(parameter, root, lambda base, new, field: base + new)
        if known == ANY:
            below = self._moved(parameter, root, lambda base, new, field: base - new)
        elif known == POSITIVE and root is not None and (
            self.field.signs_of(self.value(root)) == POSITIVE
        ):
            below = self._moved(parameter, root,
                                lambda base, new, field: base / (field.number(1) + new))
        else:
            raise ProofError(_NOT_POSITIVE)
        return [self._at(parameter, root), above, below]

    def scaled(self, parameter: Name, way: str, by: Written | None) -> tuple[Region, Move]:
        """The whole region with a parameter written in a new one.

        Args:
            parameter: of any sign for `log`, else positive.
            way: `log` for log f, `grown` for log(1 + f), `turned` for 1/f, `square` for f², `cube`
                for f³, `ratio` for by · f, all with f > 0; `exp` for exp f with any f.
            by: a positive expression in the other parameters, for `ratio`.
        """
        if self.signs.get(parameter, 0) != (ANY if way == "log" else POSITIVE) or (
            way == "ratio" and (by is None or self.field.signs_of(self.value(by)) != POSITIVE)
        ):
            raise ProofError(_NOT_POSITIVE)
        return self._moved(parameter, by, _WAYS[way], ANY if way == "exp" else POSITIVE)

    def at_start(self, parameter: Name) -> tuple[Region, Move]:
        """The end of the region where a parameter is 0; values are continued there."""
        return self._at(parameter, None, inside=False)

    def _others(self, parameter: Name, other: Written | None) -> dict[Name, int]:
        if other is not None and parameter in names(other):
            raise ProofError(_OTHERS)
        return {name: signs for name, signs in self.signs.items() if name != parameter}

    def _at(self, parameter: Name, root: Written | None,
            inside: bool = True) -> tuple[Region, Move]:
        region = Region(Field(self.field.size), self._others(parameter, root))
        image = region.field.number(0) if root is None else region.value(root)
        return region, Move(self.field, region.field, {self.place(parameter): image}, inside)

    def _moved(self, parameter: Name, other: Written | None, image: Image,
               signs: int = POSITIVE) -> tuple[Region, Move]:
        free, others = self.fresh(), self._others(parameter, other)
        region = Region(Field(self.field.size), {**others, free: signs})
        base = region.field.number(0) if other is None else region.value(other)
        made = image(base, region.values.values[free], region.field)
        return region, Move(self.field, region.field, {self.place(parameter): made}, True)


_WAYS: Final[dict[str, Image]] = {
    "log": lambda base, new, field: field.log(new),
    "grown": lambda base, new, field: field.log(field.number(1) + new),
    "turned": lambda base, new, field: field.number(1) / new,
    "ratio": lambda base, new, field: base * new,
    "square": lambda base, new, field: new * new,
    "cube": lambda base, new, field: new * new * new,
    "exp": lambda base, new, field: field.exp(new),
}
