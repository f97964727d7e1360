"""Derivations in notebooks: Markdown with the same formulas that the LaTeX document has."""

from __future__ import annotations

import re
from typing import Final

from ..chains import Derivation
from .derivations import Results, derivation_latex
from .document import notes
from .prose import prose

_MARKDOWN: Final = (
    (re.compile(r"\\textbf\{([^{}]*)\}"), r"**\1**"),
    (re.compile(r"\\emph\{([^{}]*)\}"), r"*\1*"),
    (re.compile(r"\\texttt\{([^{}]*)\}"), r"`\1`"),
    (re.compile(r"\{\\small (.*)\}$", re.M), r"<small>\1</small>"),
    (re.compile(r"\\hfill"), ""),
    (re.compile(r"``|''(?=[\s.,;:)}]|$)"), '"'),
)


def markdown(derivation: Derivation, results: Results | None = None) -> str:
    """A derivation as a notebook shows it.

    Args:
        derivation: the derivation.
        results: what came of its steps, by place counted from 0.
    """
    parts = [f"**{prose(derivation.title)}**", *notes(derivation),
             derivation_latex(derivation, results)]
    text = "\n\n".join(parts)
    for pattern, replacement in _MARKDOWN:
        text = pattern.sub(replacement, text)
    return text


def mimebundle(derivation: Derivation) -> dict[str, str]:
    """What a notebook may choose from: Markdown, LaTeX or plain text.

    Args:
        derivation: the derivation.
    """
    return {
        "text/markdown": markdown(derivation),
        "text/latex": derivation_latex(derivation),
        "text/plain": f"{derivation.name}: {derivation.title}",
    }
