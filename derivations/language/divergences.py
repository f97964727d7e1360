"""Divergences and the GAN value: names that unfold to integrals over the common measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import ClassVar, Final

from .convex import Abstract
from .measures import Expectation, Integral
from .traversal import substitute, under_binder, walk
from .typesetting import parenthesised
from .written import Application, Name, Quotient, Real, Sum, Written, apply, written


@dataclass(frozen=True, eq=False)
class Definition(Written):
    """A name of the field for a longer expression.

    Args:
        arguments: what the name is applied to; densities may be mixtures.
    """

    arguments: tuple[Written, ...]
    integrates: ClassVar[bool] = True
    word: ClassVar[str] = ""
    mark: ClassVar[str] = r"\,\|\,"

    @property
    def children(self) -> tuple[Written, ...]:
        return self.arguments

    def rebuild(self, children: tuple[Written, ...]) -> Written:
        return replace(self, arguments=children)

    def unfold(self) -> Written:
        """What the name stands for."""
        raise TypeError(f"{type(self).__name__} does not unfold")

    @property
    def laws(self) -> tuple[Written, ...]:
        """The arguments that stand where a density is expected."""
        return self.arguments

    def latex(self, point: bool = False) -> str:
        inside = self.mark.join(argument.latex() for argument in self.arguments)
        return rf"\mathrm{{{self.word}}}" + parenthesised(inside)


class KullbackLeibler(Definition):
    """KL(p ‖ q) = E_p[log(p/q)]."""

    word = "KL"

    def unfold(self) -> Written:
        p, q = self.arguments
        return Expectation(p, apply("log", p / q))


class JensenShannon(Definition):
    """JSD(p ‖ q) = ½ KL(p ‖ m) + ½ KL(q ‖ m) with m = (p + q)/2.

    Source: Lin (1991), Divergence measures based on the Shannon entropy.
    """

    word = "JSD"

    def unfold(self) -> Written:
        p, q = self.arguments
        mixture = (p + q) / 2
        half = Quotient(written(1), written(2))
        return half * KL(p, mixture) + half * KL(q, mixture)


class TotalVariation(Definition):
    """TV(p, q) = ½ ∫|p − q|."""

    word, mark = "TV", ", "

    def unfold(self) -> Written:
        p, q = self.arguments
        return Integral(apply("abs", p - q)) / 2


class GanValue(Definition):
    """V(G, D) = E_p[log D] + E_q[log(1 − D)] for the data law p and the generator's law q.

    Source: Goodfellow et al. (2014), Generative Adversarial Nets, equation (1).
    """

    word = "V"

    @property
    def laws(self) -> tuple[Written, ...]:
        return self.arguments[:2]

    def unfold(self) -> Written:
        p, q, discriminator = self.arguments
        one_minus = written(1) - discriminator
        return Sum(
            Expectation(p, apply("log", discriminator)), Expectation(q, apply("log", one_minus))
        )

    def latex(self, point: bool = False) -> str:
        return rf"V(G, {self.arguments[2].latex()})"


class OptimalDiscriminator(Definition):
    """D*(x) = p(x) / (p(x) + q(x)).

    Source: Goodfellow et al. (2014), Generative Adversarial Nets, Proposition 1.
    """

    integrates: ClassVar[bool] = False

    def unfold(self) -> Written:
        p, q = self.arguments
        return p / (p + q)

    def latex(self, point: bool = False) -> str:
        return "D^{*}(x)" if point else "D^{*}"


@dataclass(frozen=True, eq=False)
class FDivergence(Definition):
    """D_f(p ‖ q) = ∫ q f(p/q), with q f(0+) where p = 0 and p lim f(u)/u where q = 0.

    Args:
        body: f as an expression in `variable`, which is positive.
        arguments: p and q.
    """

    body: Written = field(default_factory=lambda: written(0))
    variable: Name = field(default_factory=lambda: Real("u"))
    word: ClassVar[str] = "D_f"

    @property
    def children(self) -> tuple[Written, ...]:
        return (*self.arguments, self.body)

    def rebuild(self, children: tuple[Written, ...]) -> Written:
        return replace(self, arguments=children[:2], body=children[2])

    def substituted(self, replacement: Mapping[Name, Written]) -> Written:
        """The divergence with names replaced; the variable of f stays its own."""
        variable, body = under_binder(self.variable, self.body, replacement)
        laws = tuple(substitute(law, replacement) for law in self.arguments)
        return replace(self, arguments=laws, body=body, variable=variable)

    def unfold(self) -> Written:
        p, q = self.arguments
        return Integral(Perspective(p, q, self.body, self.variable))

    def latex(self, point: bool = False) -> str:
        inside = self.mark.join(argument.latex() for argument in self.arguments)
        index = self._index()
        return (f"D_{index}" if len(index) == 1 else f"D_{{{index}}}") + parenthesised(inside)

    def _index(self) -> str:
        """The function that is meant, where it is one of several that are not given."""
        if isinstance(self.body, Abstract) and self.body.argument == self.variable:
            return self.body.function.latex()
        if any(isinstance(part, Abstract) for part in walk(self.body)):
            return self.body.latex()
        return "f"


@dataclass(frozen=True, eq=False)
class Perspective(Written):
    """The integrand q f(p/q) of an f-divergence, with its limits where p or q is 0."""

    numerator: Written
    denominator: Written
    body: Written
    variable: Name

    @property
    def children(self) -> tuple[Written, ...]:
        return (self.numerator, self.denominator, self.body)

    def rebuild(self, children: tuple[Written, ...]) -> Written:
        numerator, denominator, body = children
        return replace(self, numerator=numerator, denominator=denominator, body=body)

    def substituted(self, replacement: Mapping[Name, Written]) -> Written:
        """The integrand with names replaced; the variable of f stays its own."""
        variable, body = under_binder(self.variable, self.body, replacement)
        above = substitute(self.numerator, replacement)
        return Perspective(above, substitute(self.denominator, replacement), body, variable)

    def interior(self) -> Written:
        """q f(p/q) as it stands where p and q are positive."""
        ratio = self.numerator / self.denominator
        return self.denominator * substitute(self.body, {self.variable: ratio})

    def latex(self, point: bool = False) -> str:
        return self.interior().latex(point)


def KL(p: object, q: object) -> KullbackLeibler:
    """The Kullback-Leibler divergence KL(p ‖ q)."""
    return KullbackLeibler((written(p), written(q)))


def JSD(p: object, q: object) -> JensenShannon:
    """The Jensen-Shannon divergence, the half-half one."""
    return JensenShannon((written(p), written(q)))


def TV(p: object, q: object) -> TotalVariation:
    """The total variation distance, with the factor ½."""
    return TotalVariation((written(p), written(q)))


def Div(body: object, variable: Name, p: object, q: object) -> FDivergence:
    """The f-divergence D_f(p ‖ q) of an f given as an expression in a variable."""
    return FDivergence((written(p), written(q)), body=written(body), variable=variable)


def value(p: object, q: object, D: object) -> GanValue:
    """The GAN value V(G, D), p the data density, q the generator's, D the discriminator."""
    return GanValue((written(p), written(q), written(D)))


def optimal_discriminator(p: object, q: object) -> OptimalDiscriminator:
    """D* = p/(p + q), under its usual name."""
    return OptimalDiscriminator((written(p), written(q)))


_FUNCTIONS: Final[dict[str, Callable[[Written], Written]]] = {
    "sigmoid": lambda x: 1 / (1 + apply("exp", -x)),
    "softplus": lambda x: apply("log", 1 + apply("exp", x)),
    "tanh": lambda x: (apply("exp", 2 * x) - 1) / (apply("exp", 2 * x) + 1),
    "sinh": lambda x: (apply("exp", x) - apply("exp", -x)) / 2,
    "cosh": lambda x: (apply("exp", x) + apply("exp", -x)) / 2,
    "atanh": lambda x: apply("log", (1 + x) / (1 - x)) / 2,
    "asinh": lambda x: apply("log", x + apply("sqrt", x**2 + 1)),
    "erfc": lambda x: 1 - apply("erf", x),
}


@lru_cache(maxsize=8192)
def unfold(node: Written) -> Written:
    """The tree with every definition unfolded: divergences to integrals, sigmoid to exp, …

    Args:
        node: a tree of any kind.
    """
    if isinstance(node, Definition):
        return unfold(node.unfold())
    children = tuple(unfold(child) for child in node.children)
    # Equal parts become one object, so that trees are compared and looked up at a glance.
    same = all(new is old for new, old in zip(children, node.children, strict=True))
    made = node if same else node.rebuild(children)
    if isinstance(made, Application) and made.function in _FUNCTIONS:
        return _FUNCTIONS[made.function](made.arguments[0])
    return made
