"""The range of the Jensen-Shannon divergence."""

from derivations.chains import Fact, derivation
from derivations.language import JSD, compare, densities, equality_case, log
from derivations.reasons import tangent


@derivation
def jensen_shannon_is_not_negative():
    """JSD(P_data ‖ P_G) ≥ 0, with equality only at P_data = P_G.

    Source: Lin (1991), Divergence measures based on the Shannon entropy.
    """
    p, q = densities("P_data", "P_G")
    return Fact(equality_case(JSD(p, q) >= 0, p, q), by=tangent)


@derivation
def jensen_shannon_is_at_most_log_two():
    """JSD(P_data ‖ P_G) ≤ log 2, whatever the two laws are.

    Source: Lin (1991), Divergence measures based on the Shannon entropy, Theorem 4.
    """
    p, q = densities("P_data", "P_G")
    return Fact(compare(JSD(p, q), ("<=", log(2))), by=tangent)
