"""A standalone document that plain pdflatex compiles, with amsmath and amssymb alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ..chains import Derivation
from .derivations import Results, derivation_latex
from .prose import prose

_OPENING: Final = r"""\documentclass[11pt]{article}
\usepackage{amsmath,amssymb}
\setlength{\textwidth}{6.5in}
\setlength{\textheight}{9.2in}
\setlength{\oddsidemargin}{0in}
\setlength{\topmargin}{-0.4in}
\setlength{\parindent}{0pt}
\setlength{\parskip}{0.5\baselineskip plus 2pt minus 1pt}
\setlength{\jot}{5pt}
\setlength{\emergencystretch}{3em}
\allowdisplaybreaks
\begin{document}
"""
_CLOSING: Final = "\\end{document}\n"


def document(found: Iterable[tuple[Derivation, Results | None]]) -> str:
    """The document with a section for each derivation.

    Args:
        found: derivations, each with what came of its steps, if they were settled.
    """
    parts = [_OPENING]
    for derivation, results in found:
        title = prose(derivation.title.rstrip("."))
        parts.append(f"\\section{{\\raggedright\\boldmath {title}}}\n")
        parts += [f"{paragraph}\n" for paragraph in notes(derivation)]
        parts.append(derivation_latex(derivation, results) + "\n")
    return "\n".join([*parts, _CLOSING])


def notes(derivation: Derivation) -> list[str]:
    """The paragraphs of the docstring after its first line, in LaTeX.

    Args:
        derivation: the derivation.
    """
    paragraphs = [" ".join(block.split()) for block in derivation.notes.split("\n\n")]
    return [rf"{{\small {prose(text)}}}" if text.startswith("Source:") else prose(text)
            for text in paragraphs if text]
