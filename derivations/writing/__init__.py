"""Derivations as LaTeX: documents that plain pdflatex compiles, and notebooks."""

from .derivations import derivation_latex
from .display import markdown, mimebundle
from .document import document

__all__ = ["derivation_latex", "document", "markdown", "mimebundle"]
