"""The saddle point of V, and what its value is not."""

from derivations.chains import Chain, Fact, derivation
from derivations.language import (
    JSD,
    Rational,
    argmax,
    argmin,
    compare,
    densities,
    function,
    infimum,
    log,
    optimal_discriminator,
    reals,
    value,
)
from derivations.reasons import first_and_second_order, normalisation, tangent
from derivations.theory.jensen_shannon import jensen_shannon_is_not_negative

p, q, r = densities("P_data", "P_G", "P_H")
D = function("D")
half = Rational(1, 2)


@derivation
def saddle_point():
    """At P_G = P_data and D = 1/2 the value is −2 log 2, and neither player can do better.

    Source: Goodfellow et al. (2014), Generative Adversarial Nets, Theorem 1.
    """
    best = -2 * log(2) + 2 * JSD(p, q)
    return (
        Chain(value(p, q, half)).eq(-2 * log(2), by=normalisation),
        Chain(value(p, p, D), given=(D > 0, D < 1)).le(-2 * log(2), by="D (1 − D) ≤ 1/4"),
        Fact(infimum(best, q, -2 * log(2)), by=jensen_shannon_is_not_negative),
        Fact(argmin(best, q, p), by=jensen_shannon_is_not_negative),
    )


@derivation
def discriminator_at_the_saddle_point():
    """Where both laws have the same mass, D = 1/2 alone is best; D does not matter elsewhere."""
    a, z = reals("a", "z")
    return Fact(
        argmax(a * log(z) + a * log(1 - z), z, half),
        given=(a > 0, z > 0, z < 1),
        by=first_and_second_order,
    )


@derivation
def value_is_not_the_divergence():
    """V(G, D*) is 2 JSD − 2 log 2, so that it is the Jensen-Shannon divergence is false.

    It is an increasing function of it, with the same minimiser.
    """
    return Fact(
        compare(value(p, q, optimal_discriminator(p, q)), ("=", JSD(p, q))),
        by="V at D* is the JS distance",
        expects=False,
    )


@derivation
def jensen_shannon_is_symmetric():
    """JSD(P ‖ Q) = JSD(Q ‖ P), and it is convex along the mixtures of the second law."""
    return (
        Fact(compare(JSD(p, q), ("=", JSD(q, p)))),
        Fact(compare(JSD(p, (q + r) / 2), ("<=", (JSD(p, q) + JSD(p, r)) / 2)), by=tangent),
    )


@derivation
def jensen_shannon_is_no_metric():
    """That the Jensen-Shannon divergence satisfies the triangle inequality is false.

    Its square root does: Endres and Schindelin (2003), A new metric for probability distributions.
    """
    return Fact(
        compare(JSD(p, r), ("<=", JSD(p, q) + JSD(q, r))),
        by="JSD is a distance",
        expects=False,
    )
