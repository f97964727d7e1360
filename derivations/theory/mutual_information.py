"""The Jensen-Shannon divergence as what a point tells of where it comes from."""

from derivations.chains import Chain, derivation
from derivations.language import JSD, KL, E, densities, log
from derivations.reasons import definition, normalisation

p, q = densities("P_data", "P_G")
mean = (p + q) / 2
best = p / (p + q)


@derivation
def jensen_shannon_is_mutual_information():
    """JSD is I(X; B): B is a fair coin, X comes from P_data for heads and from P_G for tails.

    I(X; B) = H(B) − H(B | X) is log 2 minus the mean entropy of Bern D*(X), and E KL(X | B ‖ X).

    Source: Lin (1991), Divergence measures based on the Shannon entropy, section IV.
    """
    return (
        Chain(JSD(p, q))
        .eq((KL(p, mean) + KL(q, mean)) / 2, by=definition)
        .eq(
            log(2) + E(mean, best * log(best)) + E(mean, (1 - best) * log(1 - best)),
            by=normalisation,
        )
    )
