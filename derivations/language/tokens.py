"""The signs of the claim language, each with its place, and the error that points at one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

LONGEST = 20_000
MOST_DIGITS = 400

FUNCTIONS: Final = {
    **dict.fromkeys(
        ("log", "exp", "sqrt", "abs", "sign", "sigmoid", "softplus", "tanh", "sinh", "cosh",
         "atanh", "asinh", "sin", "cos", "erf", "erfc", "LambertW"), 1),
    "max": 0, "min": 0,
}  # fmt: skip
INTEGRALS: Final = {"E": 2, "Int": 1, "KL": 2, "JSD": 2, "TV": 2, "Div": 4}
CLAIMS: Final = {"convex": 2, "concave": 2, "argmax": 2, "argmin": 2, "sup": 2, "inf": 2,
                  "conjugate": 3, "equality": 2}
RESERVED: Final = frozenset({*FUNCTIONS, *INTEGRALS, *CLAIMS, "diff", "piecewise", "pi", "oo",
                             "weight"})

_TOO_LONG: Final = "the text has {length} characters; at most {longest} are read: write it shorter"
_UNKNOWN: Final = "{shown} is not part of the claim language: remove it or write a name for it"
_ATTRIBUTE: Final = "'.' after a name is not part of the claim language: write * between factors"
_TOO_MANY_DIGITS: Final = "the number has more than {most} digits: write it as a power"

_SPELLINGS: Final = {"−": "-", "·": "*", "×": "*", "≤": "<=", "≥": ">=", "≠": "!=", "^": "**",
                     "∞": "oo", "==": "="}
_TOKEN: Final = re.compile(
    r"(?P<space>[ \t\r\n]+)"
    r"|(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+(?![A-Za-z0-9_]))?)"
    r"|(?P<name>[^\W\d]\w*)"
    r"|(?P<sign>\*\*|<=|>=|!=|==|[-+*/^=<>(),−·×≤≥≠∞])"
)


class ClaimError(ValueError):
    """A text that is no claim: one line that says what, where and what to write instead.

    Args:
        message: what is wrong and what to write instead.
        column: where, counted from 1.
        source: which text, `claim` or `where`.
    """

    def __init__(self, message: str, column: int | None = None, source: str = "claim") -> None:
        self.message, self.column, self.source = message, column, source
        place = "" if column is None else f", column {column}"
        super().__init__(f"{source}{place}: {message}")


@dataclass(frozen=True)
class Token:
    """A sign, a name, a number or the end of the text, from `start` to `end`."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def shown(self) -> str:
        """The token as an error names it."""
        return "the end of the text" if self.kind == "end" else f"'{self.text}'"


def tokenize(text: str, source: str = "claim") -> list[Token]:
    """The tokens of a text, closed by one of kind `end`.

    Args:
        text: what a user typed, of any length and content.
        source: which text it is, for errors.

    Raises:
        ClaimError: at the first character that the language does not have.
    """
    if len(text) > LONGEST:
        raise ClaimError(_TOO_LONG.format(length=len(text), longest=LONGEST), None, source)
    tokens: list[Token] = []
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise ClaimError(_describe(text, place), place + 1, source)
        kind = str(match.lastgroup)
        if kind != "space":
            written = match.group()
            if kind == "name" and not written.isidentifier():
                raise ClaimError(_describe(text, place + _foreign(written)),
                                 place + _foreign(written) + 1, source)
            kind = "name" if written == "∞" else kind
            if kind == "number" and len(written) > MOST_DIGITS:
                raise ClaimError(_TOO_MANY_DIGITS.format(most=MOST_DIGITS), place + 1, source)
            tokens.append(Token(kind, _SPELLINGS.get(written, written), place, match.end()))
        place = match.end()
    tokens.append(Token("end", "", len(text), len(text)))
    return tokens


def _foreign(name: str) -> int:
    """The place of the first character that no name can hold."""
    return next(k for k in range(len(name)) if not name[: k + 1].isidentifier())


def _describe(text: str, place: int) -> str:
    character = text[place]
    if character == "." and place and (text[place - 1].isalnum() or text[place - 1] in "_)"):
        return _ATTRIBUTE
    shown = f"'{character}'" if character.isprintable() else f"the character U+{ord(character):04X}"
    return _UNKNOWN.format(shown=shown)
