"""Inequalities between divergences, each from one inequality between numbers.

H² is ∫ (√p − √q)², without a factor 1/2; LC is the Le Cam divergence ∫ (p − q)²/(p + q).
"""

from derivations.chains import Chain, Fact, derivation
from derivations.language import JSD, KL, TV, Div, Int, compare, densities, log, real, sqrt
from derivations.reasons import algebra, tangent

p, q = densities("P", "Q")
hellinger = Int((sqrt(p) - sqrt(q)) ** 2)
le_cam = Int((p - q) ** 2 / (p + q))
u = real("u")
twice_jsd_f = u * log(u) - (u + 1) * log((u + 1) / 2)


@derivation
def generators_of_the_three():
    """The f of 2 JSD, H² and LC: where one f is below another, so are the divergences."""
    return (
        Chain(2 * JSD(p, q)).eq(Div(twice_jsd_f, u, p, q), by=algebra),
        Chain(hellinger).eq(Div((sqrt(u) - 1) ** 2, u, p, q), by=algebra),
        Chain(le_cam).eq(Div((u - 1) ** 2 / (u + 1), u, p, q), by=algebra),
    )


@derivation
def jensen_shannon_and_total_variation():
    """JSD(P ‖ Q) ≤ log 2 · TV(P, Q).

    Source: Lin (1991), Divergence measures based on the Shannon entropy, Theorem 3.
    """
    return Fact(compare(JSD(p, q), ("<=", log(2) * TV(p, q))), by=tangent)


@derivation
def jensen_shannon_and_le_cam():
    """LC/4 ≤ JSD ≤ (log 2/2) LC: an inequality between the f of the three divergences.

    Source: Topsøe (2000), Some inequalities for information divergence and related measures of
    discrimination, Theorem 5.
    """
    le_cam_f = (u - 1) ** 2 / (u + 1)
    return Chain(le_cam_f / 2, given=(u > 0,)).le(twice_jsd_f).le(log(2) * le_cam_f)


@derivation
def jensen_shannon_and_hellinger():
    """log 2 · H² ≤ 2 JSD ≤ H²: an inequality between the f of the three divergences, with v = √u.

    Source: Österreicher and Vajda (2003), A new class of metric divergences on probability spaces.
    """
    v = real("v")
    return (
        Chain(log(2) * (v - 1) ** 2, given=(v > 0,))
        .le(2 * v**2 * log(v) - (v**2 + 1) * log((v**2 + 1) / 2))
        .le((v - 1) ** 2)
    )


@derivation
def hellinger_and_le_cam():
    """H² ≤ LC ≤ 2 H², and LC ≤ 2 TV.

    Source: Le Cam (1986), Asymptotic methods in statistical decision theory, chapter 4.
    """
    return (
        Chain(hellinger).le(le_cam).le(2 * hellinger),
        Chain(le_cam).le(2 * TV(p, q)),
    )


@derivation
def kullback_leibler_and_the_others():
    """H² ≤ KL(P ‖ Q) ≤ χ²(P ‖ Q) = ∫ (p − q)²/q.

    Source: Tsybakov (2009), Introduction to nonparametric estimation, Lemmas 2.4 and 2.7.
    """
    return Chain(hellinger).le(KL(p, q), by=tangent).le(Int((p - q) ** 2 / q), by=tangent)


@derivation
def jensen_shannon_and_jeffreys():
    """JSD ≤ (KL(P ‖ Q) + KL(Q ‖ P))/8: an inequality between the f of both sides.

    Source: Crooks (2008), Inequalities between the Jenson-Shannon and Jeffreys divergences.
    """
    return (
        Chain(KL(p, q) + KL(q, p)).eq(Div((u - 1) * log(u), u, p, q), by=algebra),
        Chain(twice_jsd_f, given=(u > 0,)).le((u - 1) * log(u) / 4),
    )


@derivation
def le_cam_is_not_above_hellinger():
    """That LC ≤ H² is false, so that the factor 2 in LC ≤ 2 H² cannot be left out."""
    return Fact(compare(le_cam, ("<=", hellinger)), by="both are near each other", expects=False)
