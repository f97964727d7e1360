"""What a sheet may say, proposed by SymPy: slopes, their ends, conjugates, critics, activations.

Nothing here is believed: the sheet shows only what the engine then proves of these texts.
"""

from __future__ import annotations

import json
from typing import Any, Final

import sympy

from ..deciding.floats import UNDEFINED, compiled
from ..language.grammar import parse_expression
from ..language.printing import to_text
from ..language.symbolic import value
from ..language.written import Real
from ..meaning.signs import ProofError
from .forms import SIGMOID, NoFormError, attempt, shortest, text
from .inverses import conjugate_forms
from .logarithms import joined, softened, split
from .pieces import Piece, pieces

U: Final = Real("u")
_U: Final = sympy.Symbol("u", positive=True)
_T: Final = sympy.Symbol("t", real=True)
_V: Final = sympy.Symbol("v", real=True)
_P, _Q = (sympy.Symbol(name, positive=True) for name in ("p", "q"))
MOST_FORMS: Final = 3
LONGEST: Final = 45
Values = dict[str, Any]


def propose(kind: str, body: str) -> Values:
    """Proposals for a function f of u > 0.

    Args:
        kind: `shape`, `conjugate`, `critic` or `activation`.
        body: f in the claim language.

    Returns:
        Plain values; empty where nothing was found.
    """
    found = attempt(_PROPOSERS[kind], body)
    return {} if found is None else found


def _pieces(body: str) -> list[Piece]:
    return pieces(parse_expression(body, {"u": U}), U, _U)


def shape(body: str) -> Values:
    """The corners, the slope on each piece, and what f and its slope tend to at 0 and ∞.

    Args:
        body: f in the claim language.

    Raises:
        NoFormError: if they were not found.
    """
    parts = _pieces(body)
    slopes = [_slope(part) for part in parts]
    first, last = parts[0], parts[-1]
    start, low, high = (sympy.limit(form, _U, place, side) for form, place, side in (
        (first.body, 0, "+"), (slopes[0], 0, "+"), (slopes[-1], sympy.oo, "-")))
    beyond = None
    if high.is_finite:
        beyond = _number(sympy.limit(sympy.simplify(_U * high - last.body), _U, sympy.oo))
    inner = parts[:-1]
    edges = [(slopes[k].subs(_U, part.end), slopes[k + 1].subs(_U, part.end))
             for k, part in enumerate(inner)]
    return {
        "corners": [_number(part.end) for part in inner],
        "heights": [shortest([part.end * _T - part.body.subs(_U, part.end)])[0] for part in inner],
        "borders": [text(part.end * _Q) for part in inner],
        "edges": [[_number(left), _number(right)] for left, right in edges],
        "bodies": [to_text(part.tree) for part in parts],
        "slopes": [shortest([slope])[0] for slope in slopes],
        "straight": [_U not in slope.free_symbols for slope in slopes],
        "start": _number(start), "low": _number(low), "high": _number(high), "beyond": beyond,
        "upper": _number(sympy.oo if sympy.oo in (start, high) else start + high),
        **_around_one(body, parts, slopes, edges),
    }


def _around_one(body: str, parts: list[Piece], slopes: list[Any], edges: list[Any]) -> Values:
    """The value at 1, a slope of a line that supports f there, and where f is that line."""
    place = next(k for k, part in enumerate(parts) if part.end == sympy.oo or part.end >= 1)
    part, tangent = parts[place], slopes[place].subs(_U, 1)
    if part.end == 1:
        tangent = sum(edges[place]) / 2
    straight = _U not in slopes[place].free_symbols and part.end != 1
    whole = value(parse_expression(body, {"u": U})).subs(sympy.Symbol("u", real=True), 1)
    return {"at_one": _number(whole), "tangent": _number(tangent),
            "line": [_number(part.start), _number(part.end)] if straight else None}


def _slope(part: Piece) -> Any:
    raw = sympy.diff(part.body, _U)
    given = {_U: sympy.Float(part.places[1])}
    apart = sympy.expand(split(sympy.expand(raw), given))
    forms = [raw, sympy.expand(raw), sympy.simplify(raw), apart, joined(apart)]
    return min(forms, key=lambda form: (form.count_ops(), str(form)))


def _number(form: Any) -> str:
    """A number, in its shortest form."""
    if not form.is_number or form.has(sympy.AccumBounds):
        raise NoFormError("a limit is no number")
    return text(form) if form.is_infinite or form.is_Rational else shortest([form])[0]


def conjugate(body: str) -> Values:
    """Forms of u t − f(u) at f′(u) = t on each piece, those first that read best.

    Args:
        body: f in the claim language.
    """
    return {"pieces": [_forms(part) for part in _pieces(body)]}


def _forms(part: Piece) -> list[str]:
    slope = _slope(part)
    if _U not in slope.free_symbols:
        return []
    known = [tuple(float(sympy.N(form.subs(_U, u))) for form in (slope, _U * slope - part.body))
             for u in part.places]
    gradient, height = _line(part.body)
    bent = part.body - gradient * _U - height
    candidates = (form.subs(_T, _T - gradient) - height for form in conjugate_forms(
        bent, slope - gradient, _U, _T, part.places[1]))
    return [said for said in shortest(candidates) if _fits(said, known)][:MOST_FORMS]


def _line(body: Any) -> tuple[Any, Any]:
    """The multiple of u and the number among the terms; both only move the conjugate."""
    terms = sympy.Add.make_args(body)
    gradient = sympy.Add(*(term / _U for term in terms if (term / _U).is_number))
    return gradient, sympy.Add(*(term for term in terms if term.is_number))


def _fits(said: str, known: list[tuple[float, ...]]) -> bool:
    dual = Real("t")
    try:
        function = compiled(parse_expression(said, {"t": dual}))
        return all(abs(function({dual: t}) - best) < 1e-7 * (1 + abs(best))
                   for t, best in known)
    except (*UNDEFINED, ProofError):
        return False


def critic(body: str) -> Values:
    """f′(p/q) on each piece.

    Args:
        body: f in the claim language.
    """
    found = []
    for part in _pieces(body):
        form = _slope(part).subs(_U, _P / _Q)
        given = {_P: sympy.Float(part.places[1]), _Q: sympy.Float(1)}
        apart = split(form, given)
        found.append(shortest([form, sympy.together(form), apart, joined(apart)])[:MOST_FORMS])
    return {"pieces": found}


def activation(body: str) -> Values:
    """Increasing functions of v whose values are those between the slopes at 0 and at ∞.

    The first is f′(exp(v)), where f has no corner: with it, v is log(p/q) at the optimum. The
    others depend on the ends alone.

    Args:
        body: f in the claim language.
    """
    parts = _pieces(body)
    low = sympy.limit(_slope(parts[0]), _U, 0, "+")
    high = sympy.limit(_slope(parts[-1]), _U, sympy.oo)
    forms = _natural(parts[0]) if len(parts) == 1 else []
    said = [text(form) for form in [*forms, *_plain(low, high)]]
    short = [one for one in said if len(one) <= LONGEST and "exp(exp" not in one]
    return {"forms": list(dict.fromkeys([*short, *said]))}


def _natural(part: Piece) -> list[Any]:
    form = sympy.expand(split(_slope(part), {_U: sympy.Float(part.places[1])}))
    form = sympy.powsimp(sympy.expand(form.subs(_U, sympy.exp(_V))))
    return [softened(form, _V), *([] if form.has(sympy.log) else [sympy.simplify(form)]), form]


def _plain(low: Any, high: Any) -> list[Any]:
    if low.is_infinite and high.is_infinite:
        return [_V]
    if low.is_infinite:
        return [high - sympy.exp(-_V)]
    if high.is_infinite:
        return [low + sympy.exp(_V)]
    if sympy.expand(low + high) == 0:
        return [high * sympy.tanh(_V)]
    return [low + (high - low) * SIGMOID(_V)]


_PROPOSERS: Final = {"shape": shape, "conjugate": conjugate, "critic": critic,
                     "activation": activation}


def serve(request: bytes) -> bytes:
    """Proposals for one request of a sheet, as a task of a worker process.

    Args:
        request: an object with kind and body.
    """
    asked = json.loads(request)
    return json.dumps(propose(asked["kind"], asked["body"])).encode()
