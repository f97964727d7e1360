"""A derivation of one's own: `derivations verify examples/own_derivation.py`."""

from derivations import Chain, derivation
from derivations.language import KL, E, Int, densities, log
from derivations.reasons import algebra, definition, linearity


@derivation
def jeffreys_divergence():
    """KL(p ‖ q) + KL(q ‖ p) is one integral, of (p − q) log(p/q)."""
    p, q = densities("p", "q")
    return (
        Chain(KL(p, q) + KL(q, p))
        .eq(E(p, log(p / q)) + E(q, log(q / p)), by=definition)
        .eq(Int(p * log(p / q) + q * log(q / p)), by=linearity)
        .eq(Int((p - q) * log(p / q)), by=algebra)
    )
