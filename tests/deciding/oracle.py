"""Between the engine's plain values and the oracle on instances, which share no code."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from derivations.language import Statement
from derivations.language.claims import Bound, Comparison, EqualityCase, Extremum
from derivations.language.measures import Density, NullFunction, PointFunction
from derivations.testing import Instance, judge
from derivations.testing.allowing import allows

TESTABLE = (Comparison, EqualityCase, Extremum, Bound)


def instance(stated: Statement, plain: dict[str, Any]) -> Instance:
    """The oracle's instance of a counterexample.

    A claim without integrals takes the values of densities and functions at one point; the oracle
    gets them on an atom of their own, beside one that bears the rest of the mass.
    """
    declared = stated.hypotheses.declared
    numbers = {n.name: plain["values"][n.name] for n in declared
               if not isinstance(n, Density | NullFunction | PointFunction)}
    atoms = plain["atoms"] or [{"weight": "1", **{
        n.name: plain["values"][n.name] for n in declared
        if isinstance(n, Density | NullFunction | PointFunction)}}]
    weights = [Fraction(atom["weight"]) for atom in atoms]

    def rows(kind: type, massive: bool) -> dict[str, list[Fraction]]:
        return {n.name: [Fraction(atom[n.name]) * (weight if massive else 1)
                         for atom, weight in zip(atoms, weights, strict=True)]
                for n in declared if isinstance(n, kind)}

    if not plain["atoms"]:
        # One value of a density says nothing of its mass: as a function it is just a number.
        values = {**rows(Density, False), **rows(PointFunction, False), **rows(NullFunction, False)}
        return Instance(weights, {}, values, {}, numbers)
    return Instance(weights, rows(Density, True), rows(PointFunction, False),
                    rows(NullFunction, True), numbers)


def confirmed(stated: Statement, plain: dict[str, Any]) -> bool:
    """Whether the oracle, too, finds that a counterexample refutes a claim."""
    made = instance(stated, plain)
    return allows(stated, made) and judge(stated, made).holds is False
