"""Laws that share no point: no f-divergence sees how far apart they are.

Every pair of different point masses is such a pair, and all these divergences are the same on all
of them; the Wasserstein distance W₁ of masses at x and y is |x − y|.
"""

from derivations.chains import Chain, Fact, derivation
from derivations.language import (
    JSD,
    KL,
    TV,
    Int,
    Relation,
    compare,
    densities,
    log,
    minimum,
    real,
    sqrt,
    written,
)
from derivations.reasons import normalisation

p, q = densities("P", "Q")
apart = (Relation(p * q, "=", written(0)),)
miss = Int(p * log((p + q) / p) + q * log((p + q) / q))


@derivation
def jensen_shannon_of_laws_apart():
    """JSD = log 2 for any two laws that share no point: it has no gradient there.

    Source: Arjovsky, Chintala and Bottou (2017), Wasserstein GAN, Example 1.
    """
    return (
        Chain(JSD(p, q)).eq(log(2) - miss / 2, by=normalisation),
        Chain(miss, given=apart).eq(0, by="one of the masses is 0 at every point"),
    )


@derivation
def total_variation_of_laws_apart():
    """TV = 1 for any two laws that share no point.

    Source: Arjovsky, Chintala and Bottou (2017), Wasserstein GAN, Example 1.
    """
    return (
        Chain(TV(p, q)).eq(1 - Int(minimum(p, q)), by=normalisation),
        Chain(Int(minimum(p, q)), given=apart).eq(0),
    )


@derivation
def hellinger_of_laws_apart():
    """∫ (√p − √q)² = 2 for any two laws that share no point."""
    return (
        Chain(Int((sqrt(p) - sqrt(q)) ** 2)).eq(2 - 2 * Int(sqrt(p) * sqrt(q)), by=normalisation),
        Chain(Int(sqrt(p) * sqrt(q)), given=apart).eq(0),
    )


@derivation
def le_cam_of_laws_apart():
    """∫ (p − q)²/(p + q) = 2 for any two laws that share no point."""
    return (
        Chain(Int((p - q) ** 2 / (p + q))).eq(2 - 4 * Int(p * q / (p + q)), by=normalisation),
        Chain(Int(p * q / (p + q)), given=apart).eq(0),
    )


@derivation
def kullback_leibler_of_laws_apart():
    """KL(P ‖ Q) is above every number for two laws that share no point."""
    c = real("c")
    return Fact(compare(KL(p, q), (">=", c)), given=apart)


@derivation
def variety_is_lost_in_one_direction():
    """Where P is half Q, KL(Q ‖ P) ≤ log 2, although Q may miss the other half of P."""
    r = densities("R")[0]
    return Fact(compare(KL(q, (q + r) / 2), ("<=", log(2))), by=normalisation)
