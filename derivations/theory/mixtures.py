"""Mixtures of several laws: several generators, or one discriminator for several sources."""

from derivations.chains import Chain, Fact, derivation
from derivations.language import (
    JSD,
    KL,
    E,
    compare,
    densities,
    equality_case,
    log,
    optimal_discriminator,
    reals,
    value,
)
from derivations.reasons import normalisation, tangent

p, q, r = densities("P", "Q", "R")
mean = (p + q + r) / 3
spread = (KL(p, mean) + KL(q, mean) + KL(r, mean)) / 3


@derivation
def several_generators():
    """Against a mixture M of generators V(G, D*) is −2 log 2 + 2 JSD(P ‖ M), and M is driven to P.

    Source: Hoang et al. (2018), MGAN: training generative adversarial nets with multiple
    generators, Theorem 1.
    """
    mixture = (q + r) / 2
    return (
        Chain(value(p, mixture, optimal_discriminator(p, mixture))).eq(
            -2 * log(2) + 2 * JSD(p, mixture), by=normalisation
        ),
        Fact(equality_case(JSD(p, mixture) >= 0, p, mixture), by=tangent),
        Fact(equality_case(JSD(p, mixture) >= 0, q, r), by="every generator is P", expects=False),
    )


@derivation
def jensen_shannon_of_three_laws():
    """The mean of KL(Pᵢ ‖ M), M the mean of three laws, lies between 0 and log 3.

    Source: Lin (1991), Divergence measures based on the Shannon entropy, Theorem 4.
    """
    return Chain(spread).ge(0, by=tangent), Chain(spread).le(log(3), by=normalisation)


@derivation
def classifier_of_three_laws():
    """The classifier pᵢ/(p₁ + p₂ + p₃) has the value −3 log 3 + 3 times that mean."""
    total = p + q + r
    return Chain(E(p, log(p / total)) + E(q, log(q / total)) + E(r, log(r / total))).eq(
        -3 * log(3) + 3 * spread, by=normalisation
    )


@derivation
def mixture_with_any_weights():
    """KL(P ‖ v P + w Q + (1 − v − w) R) ≤ −log v: a mixture is never far from its parts."""
    v, w = reals("v", "w")
    mixture = v * p + w * q + (1 - v - w) * r
    return Fact(
        compare(KL(p, mixture), ("<=", -log(v))),
        given=(v > 0, w > 0, v + w < 1),
        by=normalisation,
    )
