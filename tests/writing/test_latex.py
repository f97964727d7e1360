"""Derivations as LaTeX: as in the notes, with reasons, and honest about what is not proved."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from derivations import Chain, Derivation, Fact, derivation
from derivations.chains import StepResult
from derivations.deciding.outcome import Outcome
from derivations.language import (
    JSD,
    KL,
    E,
    Int,
    argmax,
    compare,
    densities,
    function,
    log,
    reals,
    value,
)
from derivations.loading import library
from derivations.reasons import definition, linearity
from derivations.writing import derivation_latex, document, markdown, mimebundle

P, Q = densities("P_data", "P_G")


def made(*parts: Chain | Fact) -> Derivation:
    """A derivation of some parts."""

    def example() -> tuple[Chain | Fact, ...]:
        """An example."""
        return parts

    return derivation(example)


def results(found: Derivation, *outcomes: Outcome) -> dict[int, StepResult]:
    """Results for the steps of a derivation."""
    return {place: StepResult(found.steps[place], outcome, 1.0)
            for place, outcome in enumerate(outcomes)}


def test_a_chain_prints_as_in_the_notes() -> None:
    critic = function("D")
    latex = derivation_latex(made(
        Chain(value(P, Q, critic), given=(critic > 0, critic < 1))
        .eq(E(P, log(critic)) + E(Q, log(1 - critic)), by=definition)
        .eq(Int(P * log(critic) + Q * log(1 - critic)), by=linearity)
    ))
    assert latex == (
        r"Let $P_{\mathrm{data}}$ and $P_{G}$ be densities and $D$ a measurable function, "
        "with $0 < D < 1$.\n"
        r"\begin{align*}" "\n"
        r"  V(G, D) &= \mathbb{E}_{x \sim P_{\mathrm{data}}}\left[\log D(x)\right] + "
        r"\mathbb{E}_{x \sim P_{G}}\left[\log(1 - D(x))\right] \tag*{\text{by definition}} \\" "\n"
        r"  &= \int_x \left[P_{\mathrm{data}}(x) \log D(x) + P_{G}(x) \log(1 - D(x))\right] "
        r"\, \mathrm{d}x \tag*{\text{linearity of the integral}}" "\n"
        r"\end{align*}"
    )  # fmt: skip


def test_mixtures_print_as_written() -> None:
    latex = derivation_latex(made(Fact(compare(KL(P, (P + Q) / 2), (">=", 0)))))
    assert (r"\mathrm{KL}\left(P_{\mathrm{data}}\,\|\,\frac{P_{\mathrm{data}} + P_{G}}{2}\right)"
            in latex)


def test_a_fraction_within_a_fraction_has_a_stroke() -> None:
    assert ((P / 2) / ((P + Q) / 2)).latex() == (
        r"\frac{P_{\mathrm{data}} / 2}{(P_{\mathrm{data}} + P_{G}) / 2}")


def test_a_long_member_is_broken_before_a_sign() -> None:
    a, b, c = reals("a", "b", "c")
    term = (a + b + c) ** 2 * (a - b - c) ** 2
    latex = derivation_latex(made(Chain(a).eq(term + term + term + term)))
    assert latex.count(r"\\*") == 1
    assert r"&\qquad {} + " in latex


def test_a_false_step_is_marked_and_has_its_witness() -> None:
    false = made(Fact(compare(Int(P * Q), ("=", 0)), expects=False, by="so they say"))
    outcome = Outcome("refuted", counterexample={
        "kind": "atoms", "values": {}, "atoms": [{"weight": "1/2", "P_data": "2", "P_G": "2"}],
        "left": "2", "right": "0"})
    latex = derivation_latex(false, results(false, outcome))
    assert latex.startswith(r"\textbf{False as stated.} Let ")
    assert (r"\emph{Witness:} $P_{\mathrm{data}} = 2$, $P_{G} = 2$ on an atom of weight "
            r"$\frac{1}{2}$; there the left side is $2$ and the right side $0$.") in latex
    assert r"\textbf{Not proved" not in latex


def test_a_false_link_of_a_chain_is_marked_at_its_sign() -> None:
    latex = derivation_latex(made(
        Chain(JSD(P, Q)).ge(0).eq(1, expects=False, by="wrong").le(2)))
    assert latex.count(r"\overset{\text{false}}{=}") == 1


def test_what_is_not_proved_and_what_is_assumed_is_said() -> None:
    found = made(Chain(JSD(P, Q)).ge(0).le(log(2)))
    latex = derivation_latex(found, results(
        found, Outcome("proved", assumes=("the integral exists",)),
        Outcome("undecided", reason="ran past 10 seconds")))
    assert latex.endswith(
        r"\textbf{Assumed, not proved:} the integral exists. "
        r"\textbf{Not proved:} step-2 is undecided (ran past 10 seconds).")
    assert r"$\square$" not in latex


def test_a_step_that_was_not_looked_at_is_not_passed_over() -> None:
    found = made(Chain(JSD(P, Q)).ge(0).le(log(2)))
    latex = derivation_latex(found, results(found, Outcome("proved")))
    assert latex.endswith(r"\textbf{Not proved:} 1 of 2 steps not looked at.")


def test_names_that_hide_a_formula_are_explained() -> None:
    critic = function("D")
    latex = derivation_latex(made(Fact(argmax(value(P, Q, critic), critic, P / (P + Q)))))
    assert "Here $V(G, D) = \\mathbb{E}" in latex


def test_notebooks_get_markdown() -> None:
    found = made(Fact(compare(Int(P * Q), ("=", 0)), expects=False))
    assert markdown(found).startswith("**An example.**\n\n**False as stated.** Let $P_")
    assert set(mimebundle(found)) == {"text/markdown", "text/latex", "text/plain"}


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="pdflatex is not installed")
def test_the_library_compiles_without_a_line_that_is_too_wide(tmp_path: Path) -> None:
    hostile = made(Fact(compare(Int(P * Q), ("=", 0)), expects=False,
                        by=r"\undefined{ 100% #1 & ^_ ~ « 因为 √ ≤ ∥ − → ∞ ’ and so on " * 3))
    pages = [(entry.derivation, None) for entry in library()]
    (tmp_path / "book.tex").write_text(document([*pages, (hostile, None)]), encoding="ascii")
    done = subprocess.run(["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "book.tex"],
                          cwd=tmp_path, capture_output=True, text=True, errors="replace",
                          timeout=120)
    assert done.returncode == 0, done.stdout[-2000:]
    assert "Overfull" not in done.stdout
