"""Regions with named parameters, and values in them as numbers, for the tests of what is proved."""

from __future__ import annotations

from typing import Any

import mpmath

from derivations.language.divergences import unfold
from derivations.language.grammar import parse_expression
from derivations.language.written import Name, Parameter, Written
from derivations.meaning.normal_form import SIZES, Field, Ratio
from derivations.meaning.regions import Region

FUNCTIONS = {"exp": mpmath.exp, "sin": mpmath.sin, "cos": mpmath.cos, "erf": mpmath.erf,
             "LambertW": mpmath.lambertw}


def region_of(**signs: int) -> Region:
    """A region with parameters of given signs, and no facts."""
    region = Region(Field(SIZES[-1]), {Parameter(name): sign for name, sign in signs.items()})
    assert set(region.values.values) == set(region.signs)
    return region


def tree_in(region: Region, text: str) -> Written:
    """An expression in the parameters of a region."""
    return unfold(parse_expression(text, {name.name: name for name in region.signs}))


def value_in(region: Region, text: str) -> Ratio:
    """The value of an expression in the parameters of a region."""
    return region.value(tree_in(region, text))


def only(region: Region, *others: str) -> Name:
    """The one parameter of a region that is none of some others."""
    (found,) = [name for name in region.signs if name.name not in others]
    return found


def number(field: Field, value: Ratio, **parameters: Any) -> Any:
    """The value of a normal form at a point, by mpmath."""
    def polynomial(part: Any) -> Any:
        total = mpmath.mpf(0)
        for exponents, coefficient in part.to_dict().items():
            term = mpmath.mpf(int(coefficient.p)) / int(coefficient.q)
            for place, exponent in enumerate(exponents):
                if exponent:
                    term *= generator(place) ** int(exponent)
            total += term
        return total

    def generator(place: int) -> Any:
        atom = field.atoms[place]
        if atom.kind == "parameter":
            return mpmath.mpf(parameters[atom.key])
        if atom.kind == "constant":
            return mpmath.pi
        if atom.kind in FUNCTIONS:
            return FUNCTIONS[atom.kind](ratio(atom.key)).real
        inner = polynomial(atom.key)
        return mpmath.log(abs(inner)) if atom.kind == "log" else mpmath.root(inner, atom.order)

    def ratio(part: Ratio) -> Any:
        return polynomial(part.above) / polynomial(part.below)

    return ratio(value)
