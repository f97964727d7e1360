"""The sheet of an f-divergence: what holds of f, and what follows for training with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from ..language.written import Written
from .activations import activation, critic
from .checks import PROVED, Check, Desk, Propose, Settle
from .conditions import NO_SLOPES, Conditions, conditions
from .conjugates import Dual, dual
from .ranges import equality_case, extremes
from .slopes import Slopes, slopes

Own = Callable[[Desk, "Sheet", dict[str, Any]], dict[str, Check]]


@dataclass(frozen=True)
class Sheet:
    """What is settled of a divergence; `None` where nothing is.

    Args:
        f: the function.
        conditions: on f.
        slopes: of f, on its pieces.
        dual: the conjugate, with its domain.
        critic: f′(p/q).
        activation: in v.
        range: the least and the greatest value, as texts.
        equality_case: when the divergence is at its least.
        checks: every claim behind it.
        given: hypotheses on the parameters of f.
        own: what the user proposed, by what it is, each with its check.
    """

    f: Written
    conditions: Conditions
    slopes: Slopes | None
    dual: Dual | None
    critic: Written | None
    activation: Written | None
    range: tuple[str, str] | None
    equality_case: str | None
    checks: tuple[Check, ...]
    own: dict[str, Check] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether every claim came out as it should."""
        return all(check.holds for check in self.checks) and all(
            verdict == PROVED for verdict in self.conditions.plain.values())

    def plain(self) -> dict[str, Any]:
        """The sheet as the contract shows it."""
        from ..writing.sheets import sheet_latex

        dual = self.dual
        formula = None if dual is None or dual.formula is None else str(dual.formula)
        made: dict[str, Any] = {
            "f": str(self.f), **self.conditions.plain, "conjugate": formula,
            "conjugate_domain": (dual.domain or None) if dual is not None else None,
            "optimal_critic": None if self.critic is None else str(self.critic),
            "activation": None if self.activation is None else str(self.activation),
            "range": None if self.range is None else list(self.range),
            "equality_case": self.equality_case,
        }
        if dual is not None and dual.formula is None:
            slopes = () if self.slopes is None else self.slopes.pieces
            made["parametric"] = [
                {"t": str(slope), "conjugate": str(value), "where": self.slopes.between(place)}
                for place, (slope, value) in enumerate(zip(slopes, dual.parametric, strict=True))
                if self.slopes is not None]
        for what, check in self.own.items():
            made[f"own_{what}"] = check.plain()
        return made | {"checks": [check.plain() for check in self.checks],
                       "latex": sheet_latex(self)}


def make_sheet(f: Written, settle: Settle, propose: Propose, own: Own | None = None) -> Sheet:
    """The sheet of a function.

    Args:
        f: the function, in u.
        settle: the answer to a claim under hypotheses.
        propose: proposals of a kind for a function.
        own: checks what the user proposed.
    """
    desk = Desk(settle, propose)
    shape = propose("shape", str(f))
    known = conditions(desk, f, shape)
    made = Sheet(f, known, None, None, None, None, None, None, ())
    if known.convex.verdict == PROVED and not shape:
        desk.none("slope", NO_SLOPES)
    elif known.convex.verdict == PROVED:
        made = _filled(desk, f, shape, known)
    checked = own(desk, made, shape) if own is not None else {}
    return replace(made, checks=tuple(desk.checks), own=checked)


def _filled(desk: Desk, f: Written, shape: dict[str, Any], known: Conditions) -> Sheet:
    found = slopes(desk, f, shape)
    conjugate = dual(desk, f, shape, found, known.convex)
    best = critic(desk, f, shape, found, conjugate.formula)
    squeezed = activation(desk, f, found)
    between = extremes(desk, f, shape, found, known)
    equal = equality_case(desk, f, shape, known)
    return Sheet(f, known, found, conjugate, best, squeezed, between, equal, ())
