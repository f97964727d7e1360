"""Densities, functions of the point and null functions on a common unnamed measure; integrals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from .typesetting import SUM, name_latex
from .written import (
    Name,
    Written,
    written,
)


class Pointwise(Name):
    """A name whose value depends on the point."""

    def latex(self, point: bool = False) -> str:
        return name_latex(self.name) + ("(x)" if point else "")


class Density(Pointwise):
    """A non-negative function that integrates to 1; it may be zero anywhere."""

    kind = "density"


class PointFunction(Pointwise):
    """A measurable function of the point, with a range that hypotheses give."""

    kind = "function"


class NullFunction(Pointwise):
    """A signed integrable function that integrates to 0."""

    kind = "null"


@dataclass(frozen=True, eq=False)
class Integral(Written):
    """∫ integrand over the common measure."""

    integrand: Written
    binding: ClassVar[int] = SUM + 1

    @property
    def children(self) -> tuple[Written, ...]:
        return (self.integrand,)

    def rebuild(self, children: tuple[Written, ...]) -> Written:
        return replace(self, integrand=children[0])

    def latex(self, point: bool = False) -> str:
        body = self.integrand.latex(point=True)
        if self.integrand.binding <= SUM:
            body = rf"\left[{body}\right]"
        return rf"\int_x {body} \, \mathrm{{d}}x"


@dataclass(frozen=True, eq=False)
class Expectation(Written):
    """The expectation of `integrand` under the law whose density (or mixture) is `density`."""

    density: Written
    integrand: Written

    @property
    def children(self) -> tuple[Written, ...]:
        return (self.density, self.integrand)

    def rebuild(self, children: tuple[Written, ...]) -> Written:
        return replace(self, density=children[0], integrand=children[1])

    def latex(self, point: bool = False) -> str:
        law = self.density.latex(point=False)
        body = self.integrand.latex(point=True)
        return rf"\mathbb{{E}}_{{x \sim {law}}}\left[{body}\right]"


def density(name: str) -> Density:
    """A density with respect to the common measure."""
    return Density(name)


def densities(*declared: str) -> tuple[Density, ...]:
    """Several densities on the same measure, in the order in which they are named."""
    return tuple(Density(name) for name in declared)


def function(name: str) -> PointFunction:
    """A measurable function of the point; give its range as hypotheses."""
    return PointFunction(name)


def null_function(name: str) -> NullFunction:
    """A signed function that integrates to 0, such as a variation of a density."""
    return NullFunction(name)


def E(law: object, integrand: object) -> Expectation:
    """The expectation of an expression under a density or a mixture of densities."""
    return Expectation(written(law), written(integrand))


def Int(integrand: object) -> Integral:
    """The integral of an expression over the common measure."""
    return Integral(written(integrand))


def has_integral(node: Written) -> bool:
    """Whether an integral, an expectation or a divergence occurs in the tree."""
    known: bool | None = node.__dict__.get("_integral")
    if known is None:
        known = getattr(node, "integrates", isinstance(node, Integral | Expectation)) or any(
            has_integral(child) for child in node.children)
        object.__setattr__(node, "_integral", known)
    return known
