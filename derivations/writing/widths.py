"""How wide a formula will be, in em, so that lines can be broken before TeX has seen them."""

from __future__ import annotations

import re
from typing import Final

_TOKEN: Final = re.compile(r"\\[A-Za-z]+\*?|\\.|[{}^_]|\s+|.", re.S)
_COMMANDS: Final = {
    r"\,": 0.17, r"\;": 0.28, r"\quad": 1.0, r"\qquad": 2.0, r"\left": 0.1, r"\right": 0.1,
    r"\infty": 1.0, r"\int": 1.0, r"\mathbb": 0.0, r"\mathrm": 0.0, r"\text": 0.0, r"\sim": 1.33,
    r"\operatorname": 0.17, r"\limits": 0.0, r"\cdot": 0.72, r"\to": 1.5, r"\mapsto": 1.5,
    r"\le": 1.33, r"\ge": 1.33, r"\ne": 1.33, r"\approx": 1.33, r"\{": 0.5, r"\}": 0.5, r"\|": 0.5,
    r"\mathbin": 0.0, r"\displaystyle": 0.0, r"\tfrac": 0.2,
}  # fmt: skip
_WIDE: Final = {"+": 1.22, "-": 1.22, "=": 1.33, "<": 1.33, ">": 1.33, "(": 0.45, ")": 0.45,
                "[": 0.4, "]": 0.4, ",": 0.44, ".": 0.28, "|": 0.28, "*": 0.5, "/": 0.5, "'": 0.3,
                "i": 0.35, "j": 0.4, "l": 0.32, "m": 0.87, "w": 0.7, "V": 0.66, "D": 0.83}
_SCRIPT: Final = 0.72


def width(latex: str) -> float:
    """The estimated width of a formula, in em of its own size.

    Args:
        latex: a formula as this package writes them.
    """
    tokens = [token for token in _TOKEN.findall(latex) if not token.isspace()]
    return _row(tokens, 0)[0]


def prose_width(text: str) -> float:
    """The estimated width of a plain text, in em."""
    return 0.48 * len(text)


def _row(tokens: list[str], place: int) -> tuple[float, int]:
    total = 0.0
    while place < len(tokens) and tokens[place] != "}":
        found, place = _one(tokens, place)
        total += found
    return total, place


def _one(tokens: list[str], place: int) -> tuple[float, int]:
    token = tokens[place]
    place += 1
    if token == "{":
        inside, place = _row(tokens, place)
        return inside, place + 1
    if token in ("^", "_"):
        inside, place = _one(tokens, place) if place < len(tokens) else (0.0, place)
        return _SCRIPT * inside, place
    if token == r"\frac":
        over, place = _one(tokens, place)
        under, place = _one(tokens, place)
        return max(over, under) + 0.24, place
    if token == r"\sqrt":
        inside, place = _one(tokens, place)
        return inside + 0.85, place
    if token in _COMMANDS:
        return _COMMANDS[token], place
    if token.startswith("\\"):
        return 0.5 * (len(token) - 1) + 0.17, place
    return _WIDE.get(token, 0.55 if token.isalpha() else 0.5), place
