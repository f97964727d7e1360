"""Losses of the generator with D held at P_data/(P_data + P_G), and the f that each one follows.

The loss E h(D) has the derivative h(D) in P_G at a point, and D_f has f(u) − u f′(u) there, with
u = D/(1 − D). So h(D) = f(u) − u f′(u) + const, f″(u) = −h′(D)/(u (1 + u)²): f is convex exactly
when h never rises. It is the gradient at the present P_G alone that is the same.
"""

from derivations.chains import Chain, Fact, derivation
from derivations.language import (
    KL,
    Convexity,
    Derivative,
    Div,
    Int,
    Rational,
    compare,
    densities,
    log,
    real,
)
from derivations.reasons import algebra

p, q = densities("P_data", "P_G")
u = real("u")
positive = (u > 0,)
D = u / (u + 1)


@derivation
def held_minimax_loss():
    """log(1 − D) follows 2 JSD, with f = u log u − (u + 1) log((u + 1)/2)."""
    f = u * log(u) - (u + 1) * log((u + 1) / 2)
    return Chain(f - u * Derivative(f, u), given=positive).eq(log(1 - D) + log(2))


@derivation
def held_logit_loss():
    """−log(D/(1 − D)) follows KL(P_G ‖ P_data), with f = −log u."""
    f = -log(u)
    return (
        Chain(f - u * Derivative(f, u), given=positive).eq(-log(D / (1 - D)) + 1),
        Chain(Div(f, u, p, q)).eq(KL(q, p), by=algebra),
    )


@derivation
def held_ratio_loss():
    """(1 − D)/D follows half of ∫ (p − q)²/p, with f = (u − 1)²/(2u)."""
    f = (u - 1) ** 2 / (2 * u)
    return (
        Chain(f - u * Derivative(f, u), given=positive).eq((1 - D) / D - 1),
        Chain(Div(f, u, p, q)).eq(Int((p - q) ** 2 / p) / 2, by=algebra),
    )


@derivation
def held_linear_loss():
    """−D follows KL(P_data ‖ M), with f = u log(2u/(u + 1))."""
    f = u * log(2 * u / (u + 1))
    return (
        Chain(f - u * Derivative(f, u), given=positive).eq(-D),
        Chain(Div(f, u, p, q)).eq(KL(p, (p + q) / 2), by=algebra),
    )


@derivation
def held_square_loss():
    """−D² follows a quarter of ∫ (p − q)²/(p + q), with f = (u − 1)²/(4 (u + 1))."""
    f = (u - 1) ** 2 / (4 * (u + 1))
    return (
        Chain(f - u * Derivative(f, u), given=positive).eq(Rational(1, 4) - D**2),
        Chain(Div(f, u, p, q)).eq(Int((p - q) ** 2 / (p + q)) / 4, by=algebra),
    )


@derivation
def held_odds_loss():
    """−D/(1 − D) follows KL(P_data ‖ P_G), with f = u log u."""
    f = u * log(u)
    return (
        Chain(f - u * Derivative(f, u), given=positive).eq(-D / (1 - D)),
        Chain(Div(f, u, p, q)).eq(KL(p, q), by=algebra),
    )


@derivation
def held_loss_that_rises():
    """log D rises with D: the f that it follows, that of −2 KL(M ‖ P_data), is not convex."""
    f = -(u + 1) * log((u + 1) / (2 * u))
    return (
        Chain(f - u * Derivative(f, u), given=positive).eq(log(D) - 1 + log(2)),
        Fact(Convexity(f, u), given=positive, expects=False),
    )


@derivation
def held_loss_and_moving_loss():
    """That −D² still follows the Le Cam divergence with D moving along is false."""
    return Fact(
        compare(
            -Int(q * (p / (p + q)) ** 2),
            ("=", Int((p - q) ** 2 / (p + q)) / 4 - Int(q) / 4),
        ),
        by="the gradient is that of the divergence",
        expects=False,
    )
