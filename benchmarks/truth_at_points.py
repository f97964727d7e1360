"""The truth of an equality, by looking at many points that its hypotheses allow."""

from __future__ import annotations

import itertools
from fractions import Fraction

from mpmath import mp

if __package__:
    from .claim_reader import names_in, read
    from .point_evaluation import UndefinedError, UnsureError, holds
else:
    from claim_reader import names_in, read
    from point_evaluation import UndefinedError, UnsureError, holds

KINDS = ("real", "integer")
_NICE = [Fraction(text) for text in ("0", "1", "-1", "2", "1/2", "-2", "1/3", "3", "-1/2")]


def points(names, integers, conditions, draw):
    """Allowed points: simple ones, so that holes are met, equal values, and random fractions."""
    names = sorted(names)
    simple = list(itertools.product(_NICE, repeat=len(names)))
    tied = [[value] * len(names) for value in _NICE]
    wild = [[_fraction(draw, 400, 150) for _ in names] for _ in range(40)]
    small = [[Fraction(draw.randint(1, 99), 100) for _ in names] for _ in range(15)]
    pairs = draw.sample(list(itertools.product(small, wild)), 150)
    mixed = [[draw.choice(values) for values in zip(*pair, strict=True)] for pair in pairs]
    whole = [[Fraction(draw.randint(-9, 9)) for _ in names] for _ in range(20 if integers else 0)]

    def allowed(point):
        if any(point[name].denominator != 1 for name in integers):
            return False
        return all(holds(condition, point) for condition in conditions)

    kept = []
    simple = draw.sample(simple, min(len(simple), 150))
    for group, most in ((tied, 4), (simple, 14), (small, 6), (wild + mixed, 14), (whole, 9)):
        candidates = (dict(zip(names, values, strict=True)) for values in group)
        kept += itertools.islice(filter(allowed, candidates), most)
    return kept


def _fraction(draw, largest, denominator):
    return Fraction(draw.randint(-largest, largest), draw.randint(1, denominator))


def fails(claim, point):
    """Whether a claim is false or undefined at a point; UnsureError where this is not clear."""
    try:
        return not holds(claim, point)
    except UndefinedError:
        return True


def truth_of(claim, where, draw):
    """True if the claim holds at every point tried, False if it fails at one, None if unclear."""
    declarations = [part for part in where.split(", ") if part]
    conditions = [read(part) for part in declarations if part.split()[-1] not in KINDS]
    integers = [part.split()[0] for part in declarations if part.endswith(" integer")]
    names = names_in(claim)
    tried = 0
    for point in points(names, integers, conditions, draw):
        try:
            if fails(claim, point):
                # once more with far more digits: the failure must not be one of rounding
                with mp.workdps(1200):
                    return False if fails(claim, point) else None
            tried += 1
        except UnsureError:
            continue
    return True if tried >= (8 if names else 1) else None
