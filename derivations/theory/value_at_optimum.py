"""V(G, D*), line by line."""

from derivations.chains import Chain, derivation
from derivations.language import (
    JSD,
    KL,
    E,
    Int,
    Rational,
    densities,
    log,
    optimal_discriminator,
    value,
)
from derivations.reasons import algebra, definition, linearity, normalisation


@derivation
def value_at_optimum():
    """At the optimal discriminator the value is −2 log 2 + 2 JSD(P_data ‖ P_G).

    Source: Goodfellow et al. (2014), Generative Adversarial Nets, Theorem 1.
    """
    p, q = densities("P_data", "P_G")
    best = optimal_discriminator(p, q)
    return (
        Chain(value(p, q, best))
        .eq(E(p, log(p / (p + q))) + E(q, log(q / (p + q))), by=definition)
        .eq(Int(p * log(p / (p + q)) + q * log(q / (p + q))), by=linearity)
        .eq(
            Int(p * log((p / 2) / ((p + q) / 2)) + q * log((q / 2) / ((p + q) / 2))),
            by=algebra,
        )
        .eq(
            2 * log(Rational(1, 2)) + Int(p * log(p / ((p + q) / 2)) + q * log(q / ((p + q) / 2))),
            by=normalisation,
        )
        .eq(
            -2 * log(2) + Int(p * log(p / ((p + q) / 2))) + Int(q * log(q / ((p + q) / 2))),
            by=linearity,
        )
        .eq(-2 * log(2) + KL(p, (p + q) / 2) + KL(q, (p + q) / 2), by=definition)
        .eq(-2 * log(2) + 2 * JSD(p, q), by=definition)
    )
