"""A chain as one aligned display: members as written, reasons as text at the right.

A reason is set as a tag: TeX puts it at the right margin, and below the row where it does not fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..language.typesetting import SIGN_LATEX
from ..language.written import Written
from .breaking import rows
from .prose import prose
from .widths import prose_width, width

LINE: Final = 42.0
_SHORT: Final = 9.0
_SIGN: Final = 1.6
_INDENT: Final = 2.0

Link = tuple[str, str, bool]


def chain(members: Sequence[Written], links: Sequence[Link], line: float = LINE) -> str:
    """The display of a chain.

    Args:
        members: from the first to the last.
        links: between each two members: the sign, the reason as plain text, and whether the author
            says that it holds.
        line: the width of a line, in em.
    """
    first = members[0].latex()
    short = _stands_beside(width(first), members, links, line)
    indent = _SIGN + (width(first) if short else _INDENT)
    indentation = "" if short else r"\qquad "
    lines: list[str] = [] if short else [_member(_opening(members[0], line))]
    for place, (member, (sign, reason, holds)) in enumerate(zip(members[1:], links, strict=True)):
        head, *rest = rows(member, line - indent)
        left = f"{first} " if short and place == 0 else ""
        made = [rf"{left}&{indentation}{_sign(sign, holds)} {head}",
                *(rf"&{indentation}\qquad {row}" for row in rest)]
        made[-1] += tagged(reason, line)
        lines.append(_member(made))
    body = " \\\\\n  ".join(lines)
    return f"\\begin{{align*}}\n  {body}\n\\end{{align*}}"


def tagged(reason: str, line: float = LINE) -> str:
    """A reason at the right margin, on several lines where it is longer than one.

    Args:
        reason: plain text; nothing is set for an empty one.
        line: the width of a line, in em.
    """
    if not reason:
        return ""
    lines: list[str] = []
    for word in reason.split():
        if lines and prose_width(f"{lines[-1]} {word}") <= line - _INDENT:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) == 1:
        return rf" \tag*{{\text{{{prose(lines[0])}}}}}"
    inside = r" \\ ".join(rf"&\text{{{prose(text)}}}" for text in lines)
    return rf" \tag*{{$\begin{{aligned}} {inside} \end{{aligned}}$}}"


def _stands_beside(first: float, members: Sequence[Written], links: Sequence[Link],
                   line: float) -> bool:
    """Whether the first member and the second share a row."""
    if first <= _SHORT:
        return True
    longest = max(width(member.latex()) for member in members[1:])
    reasons = max((prose_width(reason) for _, reason, _ in links), default=0.0)
    return first + _SIGN + longest + (reasons + _INDENT if reasons else 0.0) <= line


def _member(made: Sequence[str]) -> str:
    """The rows of a member, which no page break parts."""
    return " \\\\*\n  ".join(made)


def _opening(member: Written, line: float) -> list[str]:
    first, *rest = rows(member, line)
    return [f"& {first}", *(rf"&\quad {row}" for row in rest)]


def _sign(sign: str, holds: bool) -> str:
    plain = SIGN_LATEX[sign]
    return plain if holds else rf"\mathrel{{\overset{{\text{{false}}}}{{{plain}}}}}"
