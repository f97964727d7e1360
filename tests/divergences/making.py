"""Sheets made in this process, and an oracle for conjugates that shares no code with them."""

from __future__ import annotations

import math
from functools import cache, lru_cache

from derivations.deciding import answers
from derivations.deciding.floats import UNDEFINED, compiled
from derivations.divergences import Sheet, make_sheet, own_checks, proposals, read
from derivations.divergences.reading import T, U, V
from derivations.language.grammar import parse_expression

answer = lru_cache(maxsize=None)(answers.answer)
propose = lru_cache(maxsize=None)(proposals.propose)


@cache
def sheet(f: str, conjugate: str = "", activation: str = "") -> Sheet:
    """The sheet of a function, and what it says of one's own conjugate and activation."""
    own = own_checks(read(conjugate, T, "a conjugate", "--conjugate") if conjugate else None,
                     read(activation, V, "an activation", "--activation") if activation else None)
    return make_sheet(read(f, U, "f", "EXPR"), answer, propose, own)


def number(text: str, **values: float) -> float:
    """The value of a formula in floating point."""
    if text in ("oo", "-oo"):
        return math.inf if text == "oo" else -math.inf
    names = {name: read(name, type(U)(name), "it", "it") for name in values}
    tree = parse_expression(text)
    return compiled(tree)({names[name]: value for name, value in values.items()})  # type: ignore[index]


def largest(f: str, t: float) -> float:
    """The supremum of u t − f(u) over u > 0, f being convex, by golden section in log u."""
    def height(x: float) -> float:
        u = math.exp(x)
        try:
            return u * t - number(f, u=u)
        except UNDEFINED:
            return -math.inf

    low, high, share = -45.0, 16.0, (math.sqrt(5) - 1) / 2
    for _ in range(140):
        left, right = high - share * (high - low), low + share * (high - low)
        if height(left) < height(right):
            low = left
        else:
            high = right
    return max(height(low), height(high), height(-45.0))


def holds(domain: str, t: float) -> bool:
    """Whether a number satisfies the hypothesis that a sheet shows."""
    if domain == "t real":
        return True
    _, sign, bound = domain.split(" ", 2)
    return t <= number(bound) - 1e-3 if sign == "<" else t <= number(bound)
