"""The generator that minimises max_D V(G, D)."""

from derivations.chains import Fact, derivation
from derivations.language import JSD, argmin, densities, infimum, log
from derivations.theory.jensen_shannon import jensen_shannon_is_not_negative


@derivation
def minimum_over_generators():
    """Over all laws P_G the value −2 log 2 + 2 JSD is at least −2 log 2, reached only at P_data.

    Source: Goodfellow et al. (2014), Generative Adversarial Nets, Theorem 1.
    """
    p, q = densities("P_data", "P_G")
    best_response = -2 * log(2) + 2 * JSD(p, q)
    return (
        Fact(infimum(best_response, q, -2 * log(2)), by=jensen_shannon_is_not_negative),
        Fact(argmin(best_response, q, p), by=jensen_shannon_is_not_negative),
    )
