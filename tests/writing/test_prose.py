"""Plain text in LaTeX: formulas as formulas, everything else escaped."""

from __future__ import annotations

import pytest

from derivations.writing.prose import prose


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("log t ≤ t − 1", r"$\log t \le t - 1$"),
        ("densities integrate to 1", "densities integrate to 1"),
        ("numerator and denominator divided by 2", "numerator and denominator divided by 2"),
        ("with equality only at p = q", "with equality only at $p = q$"),
        ("the value is −2 log 2 + 2 JSD(p_data ‖ p_G).",
         r"the value is $-2 \log 2 + 2 \, \mathrm{JSD}(p_{\mathrm{data}} \,\|\, p_{G})$."),
        ("a log z + b log(1 − z) is largest at a/(a + b)",
         r"$a \log z + b \log (1 - z)$ is largest at $a/(a + b)$"),
        ("A is a set, I am a density p", "A is a set, I am a density $p$"),
        ("definition of KL", "definition of KL"),
        ("KL → ∞", r"$\mathrm{KL} \to \infty$"),
        ("TV² ≤ KL/2", r"$\mathrm{TV}^{2} \le \mathrm{KL}/2$"),
        ("f″(u) ≥ 0 (second derivative)", r"$f''(u) \ge 0$ (second derivative)"),
        ("E_{x∼P_data}[…]", r"$\mathbb{E}_{x\sim P_{\mathrm{data}}}[\dots ]$"),
        ("step-3 of value_at_optimum", r"step-3 of value\_at\_optimum"),
        ("Goodfellow et al. (2014), e.g. 5% & more",
         r"Goodfellow et al. (2014), e.g. 5\% \& more"),
        ("the notes’ own “reason”", "the notes' own ``reason''"),
        ("Lévy, Poincaré, Čech", r"L\'{e}vy, Poincar\'{e}, \v{C}ech"),
        (r"\input{x} $y$ #1 ~ ^", r"\textbackslash{}input$\{x\}$ \$$y$\$ \#1 \textasciitilde{} "
                                  r"\textasciicircum{}"),
        ("因为", r"\texttt{U+56E0}\texttt{U+4E3A}"),
        ("", ""),
    ],
)  # fmt: skip
def test_prose(text: str, latex: str) -> None:
    assert prose(text) == latex


def test_every_character_becomes_ascii() -> None:
    text = "".join(map(chr, (*range(0x20, 0x250), *range(0x370, 0x3FF), *range(0x2000, 0x2300))))
    assert prose(text).isascii()
