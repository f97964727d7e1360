"""Inequalities that are not linear in their integrals: Jensen, Cauchy-Schwarz, Pinsker and others.

A curve lies on one side of each line that touches it. For every point of contact c that is an
inequality between integrals, and so it holds where c is one of the integrals itself.
"""

from derivations.chains import Chain, Fact, derivation
from derivations.language import (
    JSD,
    KL,
    TV,
    E,
    Int,
    compare,
    densities,
    density,
    exp,
    function,
    log,
    real,
)
from derivations.reasons import touching_lines

p, q = densities("P", "Q")
f, g, T = function("f"), function("g"), function("T")
r = density("p")
c = real("c")


@derivation
def jensen_for_the_logarithm():
    """E[log f] ≤ log E[f] for f > 0.

    Source: Jensen (1906), Sur les fonctions convexes et les inégalités entre les valeurs moyennes.
    """
    return Chain(E(r, log(f)), given=(f > 0,)).le(log(E(r, f)), by=touching_lines)


@derivation
def second_moment_is_at_least_the_square():
    """E[f]² ≤ E[f²]."""
    return Chain(E(r, f) ** 2).le(E(r, f**2), by=touching_lines)


@derivation
def cauchy_schwarz():
    """E[f g]² ≤ E[f²] E[g²].

    Source: Cauchy (1821), Cours d'analyse, note II; Schwarz (1888) for integrals.
    """
    return Chain(E(r, f * g) ** 2).le(E(r, f**2) * E(r, g**2), by=touching_lines)


@derivation
def pinsker():
    """2 TV² ≤ KL(P ‖ Q), through ∫ 3(p − q)²/(2p + 4q).

    Source: Pinsker (1964); with this constant Csiszár (1967) and Kullback (1967).
    """
    return (
        Chain(2 * TV(p, q) ** 2)
        .le(Int(3 * (p - q) ** 2 / (2 * p + 4 * q)), by=touching_lines)
        .le(KL(p, q))
    )


@derivation
def a_larger_constant_than_pinskers():
    """3 TV² ≤ KL(P ‖ Q) is false."""
    return Fact(compare(3 * TV(p, q) ** 2, ("<=", KL(p, q))), expects=False)


@derivation
def donsker_varadhan():
    """E_P[T] ≤ KL(P ‖ Q) + log E_Q[exp T] for every T.

    Source: Donsker and Varadhan (1983), Asymptotic evaluation of certain Markov process
    expectations for large time IV, Theorem 2.1.
    """
    return Chain(E(p, T)).le(KL(p, q) + log(E(q, exp(T))), by=touching_lines)


@derivation
def kullback_leibler_and_the_logarithm_of_pearson():
    """KL(P ‖ Q) ≤ log(1 + χ²(P ‖ Q)).

    Source: Gibbs and Su (2002), On choosing and bounding probability metrics, Theorem 5.
    """
    return Chain(KL(p, q)).le(log(1 + Int((p - q) ** 2 / q)), by=touching_lines)


@derivation
def jensen_shannon_from_below():
    """JSD(P ‖ Q) lies above every line that touches log 2 − h((1 − c)/2) at c, taken at c = TV.

    Here h is the binary entropy; so log 2 − h((1 − TV)/2) ≤ JSD wherever 0 < TV < 1.

    Source: Lin (1991), Divergence measures based on the Shannon entropy, Theorem 4.
    """
    curve = log(2) + (1 - c) / 2 * log((1 - c) / 2) + (1 + c) / 2 * log((1 + c) / 2)
    line = curve + (TV(p, q) - c) / 2 * log((1 + c) / (1 - c))
    return Chain(line, given=(c > 0, c < 1)).le(JSD(p, q))
