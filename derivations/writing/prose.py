"""Plain text as LaTeX: titles, reasons and remarks, with the formulas in them set as formulas."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from ..language.typesetting import name_latex

_GREEK: Final = "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΦΨΩ"
_GREEK_NAMES: Final = (
    "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau "
    "upsilon varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega"
)
_SYMBOLS: Final = {
    "−": "-", "·": r"\cdot ", "×": r"\times ", "÷": r"\div ", "±": r"\pm ", "∓": r"\mp ",
    "≤": r"\le ", "≥": r"\ge ", "≠": r"\ne ", "≈": r"\approx ", "≡": r"\equiv ", "∼": r"\sim ",
    "≪": r"\ll ", "≫": r"\gg ", "∝": r"\propto ", "→": r"\to ", "←": r"\leftarrow ",
    "↦": r"\mapsto ", "⇒": r"\Rightarrow ", "⇔": r"\Leftrightarrow ", "↔": r"\leftrightarrow ",
    "∞": r"\infty ", "∫": r"\int ", "∑": r"\sum ", "∏": r"\prod ", "√": r"\surd ",
    "∂": r"\partial ", "∇": r"\nabla ", "∈": r"\in ", "∉": r"\notin ", "⊂": r"\subset ",
    "⊆": r"\subseteq ", "∪": r"\cup ", "∩": r"\cap ", "∅": r"\emptyset ", "∀": r"\forall ",
    "∃": r"\exists ", "¬": r"\neg ", "∧": r"\wedge ", "∨": r"\vee ", "‖": r"\,\|\,", "∥": r"\,\|\,",
    "′": "'", "″": "''", "½": r"\tfrac12 ", "⅓": r"\tfrac13 ", "¼": r"\tfrac14 ",
    "ℝ": r"\mathbb{R}", "ℕ": r"\mathbb{N}", "ℤ": r"\mathbb{Z}", "𝔼": r"\mathbb{E}", "∗": "*",
    "≔": ":=", "⊥": r"\perp ", "∘": r"\circ ", "…": r"\dots ", "⋯": r"\cdots ",
    **{c: f"^{{{d}}}" for c, d in zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+", strict=True)},
    **{c: f"_{{{d}}}" for c, d in zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True)},
    **{c: rf"\{name} " for c, name in zip(_GREEK, _GREEK_NAMES.split(), strict=True)},
}  # fmt: skip
_TEXT: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    "<": r"$<$", ">": r"$>$", "|": r"$|$", "“": "``", "”": "''", "‘": "`", "’": "'", '"': "''",
    "–": "--", "—": "---", "…": r"\dots{}", "\u00a0": "~", "ß": r"\ss{}", "§": r"\S{}",
    "ø": r"\o{}", "æ": r"\ae{}", "ł": r"\l{}",
}  # fmt: skip
_ACCENTS: Final = {"\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0308": '"',
                   "\u030a": "r", "\u030c": "v", "\u0327": "c", "\u030b": "H", "\u0304": "="}
_WORDS: Final = "log|exp|max|min|sup|inf|sqrt|KL|JSD|TV|Div|Int|arg"
_FUNCTIONS: Final = frozenset({"log", "exp", "max", "min", "sup", "inf", "arg"})
_OPERATORS: Final = re.escape("+-=/*<>|^'!,(){}[]" + "".join(_SYMBOLS))
_LETTER: Final = r"A-Za-z0-9_\u00c0-\u024f"
_PIECE: Final = re.compile(
    rf"(?P<number>\d+(?:\.\d+)?)(?![{_LETTER}])"
    r"|(?P<script>\b[A-Za-z]_\{[^{}\\$]*\})"
    rf"|(?P<word>(?<![{_LETTER}])(?:{_WORDS})(?![{_LETTER}]))"
    rf"|(?P<name>(?<![{_LETTER}'’])(?<![A-Za-z]\.)"
    rf"(?:[A-Za-z]{{1,2}}_[A-Za-z0-9]+|[A-Za-z])\*?(?![{_LETTER}’])(?!\.[A-Za-z]))"
    rf"|(?P<sign>[{_OPERATORS}])"
    r"|(?P<space> +)"
)
_NEVER_ALONE: Final = frozenset({"a", "A", "I"})
_OPEN, _CLOSE = "([{", ")]}"


def prose(text: str) -> str:
    """A text in LaTeX: special characters escaped, formulas in mathematics.

    What reads as a formula (single letters, numbers, `log`, `KL`, signs between them) becomes one;
    every other character that plain pdflatex does not have is named by its code.

    Args:
        text: what an author wrote, such as `log t ≤ t − 1`.
    """
    made: list[str] = []
    place = 0
    while place < len(text):
        run = _run(text, place)
        if run:
            end, formula = run
            made.append(f"${formula}$")
            place = end
        else:
            end = place + 1
            if text[place].isalnum():
                while end < len(text) and text[end].isalnum() and text[end].isascii():
                    end += 1
            made.append("".join(map(_character, text[place:end])))
            place = end
    return "".join(made)


def _run(text: str, start: int) -> tuple[int, str] | None:
    """The formula that begins here: where it ends and its LaTeX, or nothing."""
    pieces = _pieces(text, start)
    while pieces and not _balanced(pieces):
        pieces.pop()
    kinds = [kind for kind, found, _ in pieces if kind != "space"]
    if not kinds:
        return None
    only = [found for _, found, _ in pieces]
    if not any(kind in ("word", "name", "script") or found in _SYMBOLS
               for kind, found, _ in pieces):
        return None
    if len(kinds) == 1 and (only[0] in _NEVER_ALONE or kinds == ["word"]):
        return None
    if only[0] in _NEVER_ALONE and pieces[1][0] == "space" and pieces[2][0] == "name":
        return None
    return pieces[-1][2], _formula(pieces)


def _pieces(text: str, start: int = 0) -> list[tuple[str, str, int]]:
    """What reads as parts of formulas from here on: kind, text and end of each."""
    found: list[tuple[str, str, int]] = []
    while match := _PIECE.match(text, found[-1][2] if found else start):
        found.append((str(match.lastgroup), match.group(), match.end()))
    return found


def _balanced(pieces: list[tuple[str, str, int]]) -> bool:
    first, last = pieces[0][1], pieces[-1][1]
    if pieces[-1][0] == "space" or last in ",!'(" or first in ",!')" or pieces[0][0] == "space":
        return False
    if pieces[-1][0] == "name" and last in _NEVER_ALONE and len(pieces) > 1 \
            and pieces[-2][0] == "space" and pieces[-3][0] != "sign":
        return False
    depth = 0
    for _, found, _ in pieces:
        depth += (found in _OPEN) - (found in _CLOSE)
        if depth < 0:
            return False
    return depth == 0


def _formula(pieces: list[tuple[str, str, int]]) -> str:
    made = ""
    for place, (kind, found, _) in enumerate(pieces):
        if kind == "space":
            before, after = pieces[place - 1], pieces[place + 1]
            product = "sign" not in (before[0], after[0]) or before[1] == ")"
            plain = after[1] in _FUNCTIONS or before[1] in _FUNCTIONS or after[0] == "sign"
            made += r" \, " if product and not plain else " "
        else:
            made += _piece(kind, found)
    return re.sub(" +", " ", made).strip()


def _piece(kind: str, found: str) -> str:
    if kind == "word":
        return rf"\{found} " if found in _FUNCTIONS else rf"\mathrm{{{found}}}"
    if kind == "script":
        head = r"\mathbb{E}" if found[0] == "E" else found[0]
        inside = _pieces(found[3:-1])
        script = _formula(inside) if inside[-1:] and inside[-1][2] == len(found) - 4 else \
            rf"\text{{{prose(found[3:-1])}}}"
        return f"{head}_{{{script}}}"
    if kind == "name":
        return name_latex(found.rstrip("*")) + ("^{*}" if found.endswith("*") else "")
    return {"*": r"\cdot ", "{": r"\{", "}": r"\}", "^": r"\hat{}"}.get(
        found, _SYMBOLS.get(found, found))


def _character(character: str) -> str:
    if character in _TEXT:
        return _TEXT[character]
    if character in _SYMBOLS:
        return f"${_SYMBOLS[character].strip()}$"
    if character.isascii():
        return character if character.isprintable() else " "
    apart = unicodedata.normalize("NFD", character)
    if len(apart) == 2 and apart[0].isascii() and apart[1] in _ACCENTS:
        return rf"\{_ACCENTS[apart[1]]}{{{apart[0]}}}"
    return rf"\texttt{{U+{ord(character):04X}}}"
