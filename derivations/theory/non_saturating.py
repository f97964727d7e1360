"""The non-saturating loss −log D of the generator."""

from derivations.chains import Chain, Fact, derivation
from derivations.language import (
    JSD,
    KL,
    TV,
    Convexity,
    Derivative,
    Div,
    E,
    Int,
    argmin,
    compare,
    densities,
    equality_case,
    function,
    infimum,
    log,
    minimum,
    oo,
    optimal_discriminator,
    real,
    supremum,
)
from derivations.reasons import algebra, normalisation, tangent

p, q = densities("P_data", "P_G")
u = real("u")
held = (u + 1) * log((u + 1) / (2 * u))
moving = log((1 + u) / (2 * u))


@derivation
def held_divergence():
    """KL(P_G ‖ P_data) − 2 JSD = 2 KL(M ‖ P_data): what −log D follows with D held at D*.

    Source: Arjovsky and Bottou (2017), Towards principled methods for training generative
    adversarial networks, Theorem 2.5, which leaves the difference as it stands.
    """
    return (
        Chain(KL(q, p) - 2 * JSD(p, q))
        .eq(2 * KL((p + q) / 2, p), by=algebra)
        .eq(Div(held, u, p, q), by=algebra),
        Fact(equality_case(2 * KL((p + q) / 2, p) >= 0, p, q), by=tangent),
        Fact(argmin(2 * KL((p + q) / 2, p), q, p), by=tangent),
    )


@derivation
def gradient_of_the_held_divergence():
    """2 KL(M ‖ P_data) has the derivative −log D* + const in P_G, and f″ = 1/(u² (1 + u)).

    The derivative of ∫ q f(p/q) in q at a point is f(u) − u f′(u), with u = p/q = D*/(1 − D*).
    """
    return (
        Chain(held - u * Derivative(held, u), given=(u > 0,)).eq(
            -log(u / (1 + u)) + 1 - log(2), by="with D* = u/(1 + u)"
        ),
        Chain(Derivative(held, u, 2), given=(u > 0,)).eq(1 / (u**2 * (1 + u))).gt(0),
        Fact(Convexity(held, u), given=(u > 0,)),
    )


@derivation
def moving_divergence():
    """With D* moving along with P_G, E −log D* is log 2 + D_f with f = log((1 + u)/(2u))."""
    loss = E(q, -log(optimal_discriminator(p, q)))
    return (
        Chain(loss)
        .eq(log(2) + KL(q, p) - KL(q, (p + q) / 2), by=normalisation)
        .eq(log(2) + Div(moving, u, p, q), by=algebra),
        Fact(Convexity(moving, u), given=(u > 0,)),
        Fact(equality_case(Div(moving, u, p, q) >= 0, p, q), by=tangent),
        Fact(argmin(loss, q, p), by=tangent),
        Fact(infimum(loss, q, log(2)), by=tangent),
    )


@derivation
def two_divergences():
    """That the divergences with D* held and with D* moving are one and the same is false."""
    return Fact(
        compare(Div(moving, u, p, q), ("=", 2 * KL((p + q) / 2, p))),
        by="both are minimal at P_data alone",
        expects=False,
    )


@derivation
def another_divergence_than_jensen_shannon():
    """That −log D makes the generator minimise the Jensen-Shannon divergence is false."""
    return Fact(
        compare(2 * KL((p + q) / 2, p), ("=", 2 * JSD(p, q))),
        by="it satisfies the same objective",
        expects=False,
    )


@derivation
def no_longer_zero_sum():
    """With −log D the losses of the two players do not sum to a constant."""
    return Fact(
        compare(
            -E(p, log(optimal_discriminator(p, q)))
            - E(q, log(1 - optimal_discriminator(p, q)))
            + E(q, -log(optimal_discriminator(p, q))),
            ("=", 3 * log(2)),
        ),
        by="replacing a term of V changes nothing",
        expects=False,
    )


@derivation
def both_players_on_the_new_value():
    """Given to both players, V is unbounded: let D be z where P_data < P_G, and 1 elsewhere."""
    D = function("D")
    z, gap = real("z"), real("t")
    return (
        Chain(Int(minimum(p - q, 0) * log(z)), given=(z > 0, z < 1)).eq(
            -log(z) * TV(p, q), by=normalisation
        ),
        Fact(supremum(-log(z) * gap, z, oo), given=(gap > 0, z > 0, z < 1)),
        Fact(
            compare(E(p, log(D)) - E(q, log(D)), ("<=", 0)),
            given=(D > 0, D < 1),
            by="the second term of V can be replaced",
            expects=False,
        ),
    )
