"""The discriminator that maximises V(G, D) for a fixed generator."""

from derivations.chains import Fact, derivation
from derivations.language import (
    JSD,
    argmax,
    densities,
    function,
    log,
    optimal_discriminator,
    supremum,
    value,
)
from derivations.reasons import pointwise


@derivation
def optimal_discriminator_is_unique():
    """Among all measurable D the value is largest at D* = P_data/(P_data + P_G) alone.

    Unique almost everywhere on P_data + P_G > 0; elsewhere D does not matter.

    Source: Goodfellow et al. (2014), Generative Adversarial Nets, Proposition 1.
    """
    p, q = densities("P_data", "P_G")
    D = function("D")
    return Fact(
        argmax(value(p, q, D), D, optimal_discriminator(p, q)), given=(D >= 0, D <= 1), by=pointwise
    )


@derivation
def supremum_over_discriminators():
    """Over discriminators with values strictly between 0 and 1 the supremum is the same."""
    p, q = densities("P_data", "P_G")
    D = function("D")
    return Fact(
        supremum(value(p, q, D), D, -2 * log(2) + 2 * JSD(p, q)), given=(D > 0, D < 1)
    )
