"""LaTeX of names, signs and brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .written import Written

# How tightly an operation binds, from a sum to an atom.
SUM, PRODUCT, SIGN, POWER, ATOM = 1, 2, 3, 4, 5

SIGN_LATEX: Final = {"=": "=", "!=": r"\ne", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}
FUNCTION_LATEX: Final = {
    **{name: rf"\{name}" for name in ("log", "exp", "max", "min", "sin", "cos", "sinh", "cosh")},
    "tanh": r"\tanh",
    "sigmoid": r"\sigma",
    "LambertW": "W",
}
OPERATOR: Final = re.compile(r"\\(operatorname|log|exp|max|min|sinh?|cosh?|tanh)\b")
_GREEK: Final = frozenset((
    "alpha", "beta", "gamma", "delta", "epsilon", "eta", "theta", "kappa", "lambda", "mu", "nu",
    "xi", "pi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega", "Gamma", "Delta", "Theta",
    "Lambda", "Xi", "Sigma", "Phi", "Psi", "Omega",
))  # fmt: skip


def bracketed(node: Written, binding: int, point: bool) -> str:
    """The LaTeX of an operand, in brackets where it binds more loosely than asked.

    Args:
        binding: how tightly the operand must bind to stand without brackets.
    """
    text = node.latex(point)
    return text if node.binding >= binding else parenthesised(text)


def parenthesised(text: str) -> str:
    """LaTeX in round brackets that grow only with what is tall."""
    tall = any(command in text for command in (r"\frac", r"\int", r"\begin", r"\sqrt"))
    return rf"\left({text}\right)" if tall else f"({text})"


def name_latex(name: str) -> str:
    """A name in LaTeX: `p_data` has the subscript data, `alpha` is a Greek letter."""
    head, _, index = name.partition("_")
    stem = rf"\{head}" if head in _GREEK else head if len(head) == 1 else rf"\mathrm{{{head}}}"
    if not index:
        return stem
    plain = index.replace("_", r"\_")
    return rf"{stem}_{{{plain}}}" if len(plain) == 1 else rf"{stem}_{{\mathrm{{{plain}}}}}"
