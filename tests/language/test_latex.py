"""The LaTeX of the notes' formulas, word for word."""

from __future__ import annotations

import pytest

from derivations.language import (
    JSD,
    KL,
    TV,
    Derivative,
    Div,
    E,
    Int,
    Rational,
    Written,
    absolute,
    densities,
    exp,
    function,
    log,
    maximum,
    optimal_discriminator,
    pi,
    real,
    reals,
    sqrt,
    value,
)
from derivations.language.grammar import parse, parse_expression

p, q = densities("P_data", "P_G")
P, Q = densities("P", "Q")
D, u = function("D"), real("u")
a, b, z = reals("a", "b", "z")
STAR = optimal_discriminator(p, q)


@pytest.mark.parametrize(
    ("formula", "latex"),
    [
        (E(p, log(D)), r"\mathbb{E}_{x \sim P_{\mathrm{data}}}\left[\log D(x)\right]"),
        (E(q, log(1 - D)), r"\mathbb{E}_{x \sim P_{G}}\left[\log(1 - D(x))\right]"),
        (KL(P, (P + Q) / 2), r"\mathrm{KL}\left(P\,\|\,\frac{P + Q}{2}\right)"),
        (KL(P, Q), r"\mathrm{KL}(P\,\|\,Q)"),
        (JSD(P, Q), r"\mathrm{JSD}(P\,\|\,Q)"),
        (-2 * log(2) + 2 * JSD(P, Q), r"-2 \log 2 + 2 \, \mathrm{JSD}(P\,\|\,Q)"),
        (TV(P, Q), r"\mathrm{TV}(P, Q)"),
        (value(p, q, D), "V(G, D)"),
        (value(p, q, STAR), "V(G, D^{*})"),
        (STAR, "D^{*}"),
        (E(p, log(STAR)),
         r"\mathbb{E}_{x \sim P_{\mathrm{data}}}\left[\log(D^{*}(x))\right]"),
        (Int(P * log(P / Q)),
         r"\int_x P(x) \log\left(\frac{P(x)}{Q(x)}\right) \, \mathrm{d}x"),
        (Int(P + Q), r"\int_x \left[P(x) + Q(x)\right] \, \mathrm{d}x"),
        (E(p, log(p / (p + q))),
         r"\mathbb{E}_{x \sim P_{\mathrm{data}}}\left[\log\left(\frac{P_{\mathrm{data}}(x)}"
         r"{P_{\mathrm{data}}(x) + P_{G}(x)}\right)\right]"),
        (Div(u * log(u), u, P, Q), r"D_f(P\,\|\,Q)"),
        (a * log(z) + b * log(1 - z), r"a \log z + b \log(1 - z)"),
        ((P / 2) / ((P + Q) / 2), r"\frac{P / 2}{(P + Q) / 2}"),
        (a / (b / z), r"\frac{a}{b / z}"),
        (Rational(1, 2) * a, r"\frac{1}{2} \, a"),
        (a * Rational(1, 2), r"a \cdot \frac{1}{2}"),
        (2 * a, r"2 \, a"),
        (a * 2, r"a \cdot 2"),
        (a * -b, r"a \, (-b)"),
        (-(a + b), "-(a + b)"),
        (-(a**2), "-a^{2}"),
        ((-a) ** 2, "(-a)^{2}"),
        ((a**b) ** 2, "(a^{b})^{2}"),
        (log(a) ** 2, r"\left(\log a\right)^{2}"),
        (log(a**2), r"\log(a^{2})"),
        (a**b**2, "a^{b^{2}}"),
        (a - (b - z), "a - (b - z)"),
        (a - (b + z), "a - (b + z)"),
        (a - b + z, "a - b + z"),
        (a * (b + z), r"a \, (b + z)"),
        (sqrt(a / b), r"\sqrt{\frac{a}{b}}"),
        (absolute(a - b), r"\left|a - b\right|"),
        (maximum(a, b), r"\max(a, b)"),
        (exp(-a), r"\exp(-a)"),
        (pi, r"\pi"),
        (Derivative(a**2, a), r"\frac{\mathrm{d}}{\mathrm{d}a} a^{2}"),
        (Derivative(a + b, a, 2), r"\frac{\mathrm{d}^{2}}{\mathrm{d}a^{2}} (a + b)"),
        (parse_expression("0.1"), "0.1"),
        (parse_expression("piecewise((1, a > 0), (2, true))"),
         r"\begin{cases} 1 & a > 0 \\ 2 & \text{otherwise} \end{cases}"),
        (real("alpha"), r"\alpha"),
        (real("alpha_1"), r"\alpha_{1}"),
        (real("x_max"), r"x_{\mathrm{max}}"),
        (real("x_a_b"), r"x_{\mathrm{a\_b}}"),
        (real("rate"), r"\mathrm{rate}"),
    ],
)  # fmt: skip
def test_formulas(formula: Written, latex: str) -> None:
    assert formula.latex() == latex
    assert formula._repr_latex_() == f"${latex}$"


@pytest.mark.parametrize(
    ("claim", "where", "latex"),
    [
        ("argmax(a*log(z) + b*log(1-z), z) = a/(a+b)", "a > 0, b > 0, 0 < z < 1",
         r"\operatorname*{arg\,max}_{z} \left\{ a \log z + b \log(1 - z) \right\} = "
         r"\frac{a}{a + b}"),
        ("argmin(z**2, z) = 0", "z real",
         r"\operatorname*{arg\,min}_{z} \left\{ z^{2} \right\} = 0"),
        ("sup(z, z) = oo", "z real", r"\sup_{z} \left\{ z \right\} = \infty"),
        ("inf(z, z) = -oo", "z real", r"\inf_{z} \left\{ z \right\} = -\infty"),
        ("convex(z**2, z)", "z real", r"z \mapsto z^{2} \text{ is convex}"),
        ("concave(log(z), z)", "z > 0", r"z \mapsto \log z \text{ is concave}"),
        ("conjugate(u*log(u), u, t) = exp(t-1)", "u > 0",
         r"\sup_{u} \left\{ u \, t - \left(u \log u\right) \right\} = \exp(t - 1)"),
        ("equality(KL(p, q) >= 0, p = q)", "p density, q density",
         r"\mathrm{KL}(p\,\|\,q) \ge 0, \quad \text{with equality exactly when } p = q"),
        ("0 <= JSD(p, q) < log(2)", "p density, q density",
         r"0 \le \mathrm{JSD}(p\,\|\,q) < \log 2"),
    ],
)
def test_claims(claim: str, where: str, latex: str) -> None:
    assert parse(claim, where).claim.latex() == latex


def test_a_relation_at_the_point() -> None:
    assert (p > 0).latex() == r"P_{\mathrm{data}} > 0"
    assert (D <= 1).latex(point=True) == r"D(x) \le 1"
