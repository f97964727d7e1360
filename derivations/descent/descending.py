"""The answer of `derivations descends`: verdict, divergence, f, minimiser and witness."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from ..language.claims import Convexity, compare
from ..language.forms import Derivative
from ..language.traversal import substitute
from ..language.written import Product, Quotient, Real, Relation, Written, written
from .falling import Order, order
from .integrating import closed_form, joined_pieces, literal, second_derivative, shortest
from .known import Match, U, distance, match
from .losses import INSIDE, D, read_loss
from .pieces import Piece, pieces
from .settled import holds, settled

_T: Final = Real("t")
_CENTRE: Final = (Relation(D, "=", written(Fraction(1, 2))),)
_HALF: Final = (Relation(_T, ">", written(0)), Relation(_T, "<", written(Fraction(1, 2))))

HELD: Final = "the gradients agree at the q that D is held at, and not on the way from it"
NO_GRADIENT: Final = "the loss is constant: with D held it gives the generator no gradient"
NO_FORM: Final = "no closed form of f was found; f'' is the one given, with f(1) = f'(1) = 0"
NOT_SMOOTH: Final = "no closed form of f was looked for: the loss is not known piece by piece"
JUMPS: Final = "the loss jumps up there: f has a kink, at which its slope falls"
FALLS: Final = "f' is smaller at u = {high} than at u = {low}, which no convex f allows"
MOVING: Final = (
    "where D = p/(p + q) moves along with q, E(q, loss) is {start} + Div(g, u, p, q) on q > 0, "
    "with g = {g}, which is {convex}"
)
_CONVEX: Final = {"proved": "convex", "refuted": "not convex", "undecided": "perhaps convex"}


def descends(text: str) -> dict[str, Any]:
    """The divergence that a generator descends, all but a closed form that must be integrated.

    Args:
        text: the loss as typed.

    Raises:
        ClaimError: if it is no loss.
    """
    loss = read_loss(text)
    parts = pieces(loss)
    blank = unsettled(text, "")
    if holds(loss, "=", _at(loss, Fraction(1, 2)), INSIDE):
        return {**blank, "verdict": "proved", "divergence": "0", "f": "0", "minimiser": "every q",
                "second_derivative": "0", "notes": [NO_GRADIENT]}
    found = order(loss, parts)
    blank |= {"verdict": found.verdict, "reason": found.reason,
              "second_derivative": _branches(tuple(map(literal, parts)), parts),
              "notes": [HELD]}
    start, g = _moving(loss)
    blank["moving"] = {"start": str(start), "f": str(g), "convex": _convex(g)}
    if found.verdict == "refuted":
        _tell_witness(found, blank)
    if found.verdict == "proved":
        blank["minimiser"] = _minimiser(loss)
        named = _named(parts)
        if named is not None:
            blank |= {"divergence": named.divergence, "name": named.name or None, "f": named.f}
    return blank


def unsettled(text: str, reason: str) -> dict[str, Any]:
    """The answer where nothing was settled.

    Args:
        text: the loss as typed.
        reason: why.
    """
    return {"loss": text.strip(), "verdict": "undecided", "divergence": None, "name": None,
            "f": None, "minimiser": None, "witness": None, "second_derivative": None,
            "moving": None, "notes": [], "reason": reason}


def shapes_of(text: str) -> dict[str, Any]:
    """Short shapes of f″ and of what the loss is where D moves.

    Args:
        text: the loss as typed.
    """
    loss = read_loss(text)
    parts = pieces(loss)
    start, g = _moving(loss)
    return {"start": str(shortest(start)), "g": str(shortest(g)),
            "second_derivative": _branches(tuple(map(second_derivative, parts)), parts)}


def integral_of(text: str) -> dict[str, Any]:
    """f in closed form, and the divergence of it; nothing where none is found.

    Args:
        text: the loss as typed.
    """
    loss = read_loss(text)
    parts = pieces(loss)
    made = closed_form(loss, parts) if parts else None
    if made is None:
        return {}
    flat = distance(made) or Match("", f"Div({made}, u, p, q)", str(made))
    return {"f": flat.f, "divergence": flat.divergence, "name": flat.name or None}


def complete(answer: dict[str, Any], shapes: dict[str, Any], integral: dict[str, Any]
             ) -> dict[str, Any]:
    """The answer with what SymPy was asked for, and in words what it means.

    Args:
        answer: as `descends` gives it.
        shapes: as `shapes_of` gives it; empty where it came to no end.
        integral: as `integral_of` gives it; empty where it came to no end.
    """
    if answer["moving"] is None:
        return answer
    made, notes = dict(answer), list(answer["notes"])
    if shapes:
        made["second_derivative"] = shapes["second_derivative"] or made["second_derivative"]
        made["moving"] = {**made["moving"], "start": shapes["start"], "f": shapes["g"]}
    if made["f"] is None and integral:
        made["f"] = integral["f"]
        if made["verdict"] == "proved":
            made |= {"divergence": integral["divergence"], "name": integral["name"]}
    moving = made["moving"]
    notes.append(MOVING.format(start=moving["start"], g=moving["f"],
                               convex=_CONVEX[moving["convex"]]))
    if made["f"] is None:
        notes.append(NO_FORM if made["second_derivative"] else NOT_SMOOTH)
    return {**made, "notes": notes}


def _at(loss: Written, place: object) -> Written:
    return substitute(loss, {D: written(place)})


def _branches(bodies: tuple[Written, ...], parts: tuple[Piece, ...]) -> str | None:
    if not parts:
        return None
    joined = joined_pieces(bodies, parts)
    return str(joined)


def _moving(loss: Written) -> tuple[Written, Written]:
    """h(1/2), and g with E(q, h(D)) = h(1/2) + Div(g, u, p, q) where D moves."""
    start = _at(loss, Fraction(1, 2))
    return start, substitute(loss, {D: U / (U + 1)}) - start


def _tell_witness(found: Order, answer: dict[str, Any]) -> None:
    if found.place is not None:
        answer["witness"] = str(found.place / (1 - found.place))
    if found.jumps:
        answer["notes"].append(JUMPS)
    elif found.place is None and len(found.rise) == 2:
        low, high = (place / (1 - place) for place in found.rise)
        answer["notes"].append(FALLS.format(low=low, high=high))


def _convex(g: Written) -> str:
    return settled(Convexity(g, U), (Relation(U, ">", written(0)),)).verdict


def _minimiser(loss: Written) -> str:
    """Which laws q minimise the divergence, where the loss never rises."""
    if holds(Derivative(loss, D), "<", 0, _CENTRE):
        return "q = p"
    half = written(Fraction(1, 2))
    left = substitute(loss, {D: half - _T})
    right = substitute(loss, {D: half + _T})
    said = settled(compare(left, (">", right)), _HALF).verdict
    if said == "proved":
        return "q = p"
    return "q = p, and other laws near it" if said == "refuted" else "q = p, perhaps among others"


def _named(parts: tuple[Piece, ...]) -> Match | None:
    if len(parts) != 1:
        return None
    body = parts[0].body
    return match(Quotient(Product(-Derivative(body, D), (1 - D) ** 3), D))

