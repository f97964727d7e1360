"""Which supporting lines of a convex function to take off a difference, and where they touch."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product
from typing import Any, Final

from ..kernel.sign_proofs import prove_sign
from ..kernel.theorem import PLAIN, Reason
from ..language.convex import ENDS, VALUE, Abstract, ConvexFunction
from ..language.written import Written, written
from ..meaning.lines import gap
from ..meaning.normal_form import NoRoomError, Ratio
from ..meaning.regions import Region
from ..meaning.signs import NEGATIVE, NON_NEGATIVE, ProofError, turned_signs
from .sign_reasons import find_reason
from .tangents import written_out

MOST_CHOICES: Final = 16
Line = tuple[Written, Written, Written | None]


def speaks(region: Region, value: Ratio) -> bool:
    """Whether a convex function that is not given stands in a value."""
    return any(atom.abstract and part.degrees()[place] > 0
               for place, atom in enumerate(region.field.atoms)
               for part in (value.above, value.below))


def ways(region: Region, difference: Ratio) -> Iterator[tuple[list[Line], Ratio]]:
    """Lines to take off a difference, and what each choice leaves.

    Args:
        region: on which the difference lives.
        difference: linear in the values of convex functions.
    """
    yield [], difference
    yield from _matched(region, difference)
    options = [(_touching(region, difference, name), name) for name in _named(region, difference)]
    for chosen in islice(product(*(found for found, _ in options)), MOST_CHOICES):
        lines: list[Line] = []
        rest = difference
        try:
            for touch, (_, name) in zip(chosen, options, strict=True):
                for line in _lines(region, rest, name, touch):
                    weight, first, second = line
                    rest = rest - region.value(weight) * gap(region.values, first, second)[0]
                    lines.append(line)
                if touch is not None:
                    more, rest = _at_one(region, rest, name, touch)
                    lines += more
        except NoRoomError:
            raise
        except ProofError:
            continue
        if lines:
            yield lines, rest


def _matched(region: Region, difference: Ratio) -> Iterator[tuple[list[Line], Ratio]]:
    """For one value that is bounded below: a line for each value or slope taken off it."""
    for name in _named(region, difference):
        function, lines, rest = ConvexFunction(name), list[Line](), difference
        atoms = _atoms(region, difference, name)
        above = [atom for atom in atoms if atom[0] in (VALUE, *ENDS) and not _coefficient_signs(
            region, difference, atom[2]) & NEGATIVE]
        if len(above) != 1:
            continue
        part, key, _ = above[0]
        first = Abstract(part, function, *() if part in ENDS else (written_out(region, key),))
        for other, point, place in atoms:
            signs = _coefficient_signs(region, difference, place)
            if other != ("slope" if part == "recession" else VALUE) or (
                turned_signs(signs) | NON_NEGATIVE != NON_NEGATIVE
            ):
                continue
            weight, touch = -_coefficient(region, difference, place), written_out(region, point)
            try:
                rest = rest - weight * gap(region.values, first, touch)[0]
            except NoRoomError:
                raise
            except ProofError:
                continue
            lines.append((written_out(region, weight), first, touch))
        if len(lines) > 1:
            yield lines, rest


def find_lines(region: Region, difference: Ratio, wanted: int, deep: bool) -> Reason | None:
    """A reason by supporting lines.

    Args:
        region: on which the difference lives.
        difference: of two sides.
        wanted: the signs that are allowed.
        deep: whether to search for the sign of what is left.
    """
    for lines, rest in ways(region, difference):
        signs = region.field.signs_of(rest)
        inner: Reason | None = PLAIN
        if signs | NON_NEGATIVE != NON_NEGATIVE:
            inner = find_reason(region, rest, NON_NEGATIVE) if (
                deep and not speaks(region, rest)) else None
        if inner is None:
            continue
        for weight, first, second in reversed(lines):
            inner = Reason("supporting", (inner, Reason("of", at=weight)), at=first, other=second)
        try:
            if prove_sign(region, difference, inner) | wanted == wanted:
                return inner
        except NoRoomError:
            raise
        except ProofError:
            continue
    return None


def _named(region: Region, difference: Ratio) -> list[str]:
    degrees = difference.above.degrees()
    return list(dict.fromkeys(atom.kind.split(" ", 1)[1]
                              for place, atom in enumerate(region.field.atoms)
                              if atom.abstract and degrees[place] > 0))


def _atoms(region: Region, difference: Ratio, name: str) -> list[tuple[str, Any, int]]:
    """Part, argument and place of what a function says in a difference."""
    found, degrees = [], difference.above.degrees()
    for place, atom in enumerate(region.field.atoms):
        if degrees[place] > 0 and atom.abstract and atom.kind.split(" ", 1)[1] == name:
            found.append((atom.kind.split(" ", 1)[0], atom.key, place))
    return found


def _touching(region: Region, difference: Ratio, name: str) -> list[Written | None]:
    """Where lines may touch: at 1, and where a slope or a value to be bounded above stands."""
    found: dict[Written | None, None] = {written(1): None}
    atoms = _atoms(region, difference, name)
    for part, key, place in atoms:
        if part == "slope" or (part == VALUE and _coefficient_signs(
                region, difference, place) & NEGATIVE):
            found[written_out(region, key)] = None
    for atom in region.field.atoms:
        if atom.kind == f"dual {name}":
            found[Abstract("dual", ConvexFunction(name), written_out(region, atom.key))] = None
    found[None] = None
    return list(found)


def _coefficient(region: Region, difference: Ratio, place: int) -> Ratio:
    return Ratio(difference.above.derivative(place), difference.below)


def _coefficient_signs(region: Region, difference: Ratio, place: int) -> int:
    return int(region.field.signs_of(_coefficient(region, difference, place)))


def _at_one(region: Region, rest: Ratio, name: str,
            touch: Written) -> tuple[list[Line], Ratio]:
    """The line at 1, where a value is 0 and so not seen, as often as one is still to be bounded."""
    if isinstance(touch, Abstract):
        return [], rest
    point, first = region.value(touch), Abstract(VALUE, ConvexFunction(name), written(1))
    for part, key, place in _atoms(region, rest, name):
        weight = -_coefficient(region, rest, place)
        if part == VALUE and region.field.is_zero(key - point) and (
            region.field.signs_of(weight) | NON_NEGATIVE == NON_NEGATIVE
        ):
            return [(written_out(region, weight), first, touch)], (
                rest - weight * gap(region.values, first, touch)[0])
    return [], rest


def _lines(region: Region, difference: Ratio, name: str,
           touch: Written | None) -> Iterator[Line]:
    """A line for each value and each end that may be bounded below; at no point, the upper one."""
    function = ConvexFunction(name)
    for part, key, place in _atoms(region, difference, name):
        weight = _coefficient(region, difference, place)
        signs = region.field.signs_of(weight)
        if touch is None:
            signs, weight = turned_signs(signs), -weight
        if signs | NON_NEGATIVE != NON_NEGATIVE or part not in (VALUE, *ENDS):
            continue
        if touch is None and part != VALUE:
            continue
        argument = None if part in ENDS else written_out(region, key)
        if argument is not None and argument == touch:
            continue
        yield written_out(region, weight), Abstract(part, function, argument), touch
