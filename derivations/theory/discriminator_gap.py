"""What a discriminator that is not optimal loses, and what its value still bounds.

P is the law of the data, Q that of the generator.
"""

from derivations.chains import Chain, Fact, derivation
from derivations.language import (
    JSD,
    E,
    Int,
    compare,
    densities,
    function,
    log,
    optimal_discriminator,
    value,
)
from derivations.reasons import algebra, definition, linearity, tangent

p, q = densities("P", "Q")
D = function("D")
best, rest = p / (p + q), q / (p + q)
inside = (D > 0, D < 1)


@derivation
def discriminator_gap():
    """V(G, D*) − V(G, D) = ∫ (P + Q) KL(Bern D* ‖ Bern D): what D misses, at each point.

    Source: Goodfellow et al. (2014), Generative Adversarial Nets, proof of Theorem 1.
    """
    return (
        Chain(value(p, q, optimal_discriminator(p, q)) - value(p, q, D), given=inside)
        .eq(
            E(p, log(best)) - E(p, log(D)) + E(q, log(1 - best)) - E(q, log(1 - D)),
            by=definition,
        )
        .eq(E(p, log(best / D)) + E(q, log(rest / (1 - D))), by=linearity)
        .eq(
            Int((p + q) * best * log(best / D))
            + Int((p + q) * rest * log(rest / (1 - D))),
            by=algebra,
        )
        .ge(0, by=tangent)
    )


@derivation
def value_is_a_lower_bound():
    """For every discriminator, (V(G, D) + 2 log 2)/2 ≤ JSD(P ‖ Q).

    Source: Goodfellow et al. (2014), Generative Adversarial Nets, Theorem 1.
    """
    return Fact(
        compare((value(p, q, D) + 2 * log(2)) / 2, ("<=", JSD(p, q))), given=inside, by=tangent
    )


@derivation
def value_is_no_upper_bound():
    """A discriminator that is not optimal gives a value that JSD(P ‖ Q) may exceed."""
    return Fact(
        compare((value(p, q, D) + 2 * log(2)) / 2, (">=", JSD(p, q))),
        given=inside,
        by="V measures the divergence",
        expects=False,
    )
