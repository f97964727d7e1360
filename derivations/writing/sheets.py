"""The sheet of a divergence in LaTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..language.grammar import parse_expression, parse_hypotheses

if TYPE_CHECKING:
    from ..divergences.sheet import Sheet

_CONDITIONS: Final = {
    "convex": ("$f$ is convex", "$f$ is not convex"),
    "zero_at_one": ("$f(1) = 0$", r"$f(1) \ne 0$"),
    "strict_at_one": ("$f$ is affine on no neighbourhood of $1$",
                      "$f$ is affine on a neighbourhood of $1$"),
    "lower_semicontinuous": ("$f$ is lower semicontinuous", "$f$ is not lower semicontinuous"),
}  # fmt: skip
_DIVERGENCE: Final = r"D_f(p\,\|\,q)"
_OPEN: Final = r"(undecided: {said})"


def sheet_latex(sheet: Sheet) -> str:
    """The sheet in LaTeX: what holds of f as a sentence, the formulas as a display.

    Args:
        sheet: as it was settled.
    """
    said = []
    for name, verdict in sheet.conditions.plain.items():
        proved, refuted = _CONDITIONS[name]
        said.append({"proved": proved, "refuted": refuted}.get(verdict, _OPEN.format(said=proved)))
    sentence = ", ".join(said[:-1]) + f" and {said[-1]}."
    display = " \\\\\n".join(f"  {row}" for row in _rows(sheet))
    return f"{sentence}\n\\begin{{align*}}\n{display}\n\\end{{align*}}"


def _rows(sheet: Sheet) -> list[str]:
    rows = [f"f(u) &= {sheet.f.latex()}"]
    dual = sheet.dual
    if dual is not None and dual.formula is not None:
        rows.append(f"f^{{*}}(t) &= {dual.formula.latex()}{_domain(dual.domain)}")
    elif dual is not None and sheet.slopes is not None:
        for slope, value in zip(sheet.slopes.pieces, dual.parametric, strict=True):
            rows.append(rf"f^{{*}}\left({slope.latex()}\right) &= {value.latex()}")
    if sheet.critic is not None:
        rows.append(f"T^{{*}} &= {sheet.critic.latex()}")
    if sheet.activation is not None:
        rows.append(f"g_f(v) &= {sheet.activation.latex()}")
    if sheet.range is not None:
        low, high = (_bound(text) for text in sheet.range)
        equal = rf", \quad {_DIVERGENCE} = {low} \iff p = q" if sheet.equality_case else ""
        rows.append(rf"{_DIVERGENCE} &\in \left[{low}, {high}\right]{equal}")
    return rows


def _domain(domain: str) -> str:
    if not domain:
        return ""
    relations = parse_hypotheses(domain).relations
    said = relations[0].latex() if relations else r"t \in \mathbb{R}"
    return r", \quad " + said


def _bound(text: str) -> str:
    return r"\infty" if text == "oo" else parse_expression(text).latex()
