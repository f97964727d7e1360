"""The discriminator of an old generator, met by a new one."""

from derivations.chains import Chain, Fact, derivation
from derivations.language import (
    JSD,
    KL,
    E,
    Int,
    compare,
    densities,
    log,
    optimal_discriminator,
    value,
)
from derivations.reasons import tangent

p, q0, q1 = densities("P_data", "Q_0", "Q_1")
stale = value(p, q1, optimal_discriminator(p, q0))
fresh = value(p, q1, optimal_discriminator(p, q1))
error = KL(q1, q0) - 2 * KL((p + q1) / 2, (p + q0) / 2)


@derivation
def stale_discriminator():
    """The D* of Q₀ misses V by KL(Q₁ ‖ Q₀) − 2 KL(M₁ ‖ M₀), with Mᵢ = (P_data + Qᵢ)/2.

    Where KL(Q₁ ‖ Q₀) is infinite there may be nothing to subtract from: mutual absolute continuity
    is not enough for the old discriminator to be near.
    """
    return (
        Chain(fresh - stale)
        .eq(
            E(p, log((p + q0) / (p + q1))) + E(q1, log(q1 / (p + q1) / (q0 / (p + q0)))),
            by="the definition of V, with the logarithms joined",
        )
        .eq(error, by="with M₁/M₀ = (P_data + Q₁)/(P_data + Q₀)")
    )


@derivation
def stale_discriminator_bounds_from_below():
    """The value at an old discriminator is never above −2 log 2 + 2 JSD(P_data ‖ Q₁)."""
    return (
        Fact(compare(error, (">=", 0)), by=tangent),
        Fact(compare(stale, ("<=", -2 * log(2) + 2 * JSD(p, q1))), by=tangent),
    )


@derivation
def stale_discriminator_is_second_order():
    """The error of an old discriminator is at most χ²(Q₁ ‖ Q₀): of second order in the step.

    It is of second order where χ²(Q₁ ‖ Q₀) is, for a step of size ε of order ε².
    """
    return Fact(compare(error, ("<=", Int((q1 - q0) ** 2 / q0))), by=tangent)


@derivation
def stale_discriminator_is_not_optimal():
    """That the old discriminator measures the new generator exactly is false."""
    return Fact(
        compare(stale, ("=", -2 * log(2) + 2 * JSD(p, q1))),
        by="D* was found once, and G is updated afterwards",
        expects=False,
    )
