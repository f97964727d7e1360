"""Sums over batches of different sizes in the place of expectations."""

from derivations.chains import Chain, Fact, derivation
from derivations.language import KL, E, argmax, compare, densities, function, log, reals
from derivations.reasons import normalisation, pointwise, tangent

p, q = densities("P_data", "P_G")
D = function("D")
n, m = reals("n", "m")
sizes = (n > 0, m > 0)
whole = (D >= 0, D <= 1)
weighted = n * E(p, log(D)) + m * E(q, log(1 - D))
mixture = (n * p + m * q) / (n + m)
best_value = (
    n * log(n / (n + m)) + m * log(m / (n + m)) + n * KL(p, mixture) + m * KL(q, mixture)
)


@derivation
def batches_of_different_sizes():
    """Summed over n data and m samples, V is maximal at D* = n P_data/(n P_data + m P_G).

    A common factor 1/n changes nothing; leaving out 1/n and 1/m changes D* unless n = m.
    """
    return (
        Fact(argmax(weighted, D, n * p / (n * p + m * q)), given=(*whole, *sizes), by=pointwise),
        Fact(
            argmax(2 * E(p, log(D)) + E(q, log(1 - D)), D, p / (p + q)),
            given=whole,
            by="dividing by the number of samples has no effect",
            expects=False,
        ),
    )


@derivation
def value_of_weighted_batches():
    """That maximum is (n + m) (JS_π(P_data, P_G) − h(π)), π = n/(n + m), h the binary entropy.

    (n + m) JS_π is n KL(P_data ‖ M) + m KL(P_G ‖ M) with M = π P_data + (1 − π) P_G.

    Source: Lin (1991), Divergence measures based on the Shannon entropy, equation (4.1).
    """
    return (
        Chain(
            n * E(p, log(n * p / (n * p + m * q))) + m * E(q, log(m * q / (n * p + m * q))),
            given=sizes,
        ).eq(best_value, by=normalisation),
        Fact(compare(weighted, ("<=", best_value)), given=(*whole, *sizes), by=tangent),
    )
