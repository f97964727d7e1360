"""A derivation with a mistake: `derivations verify examples/wrong_step.py`."""

from derivations import Chain, derivation
from derivations.language import JSD, E, densities, log
from derivations.reasons import normalisation


@derivation
def value_with_one_log_too_few():
    """At the optimal discriminator the value is −log 2 + 2 JSD(p ‖ q)."""
    p, q = densities("p", "q")
    return Chain(E(p, log(p / (p + q))) + E(q, log(q / (p + q)))).eq(
        -log(2) + 2 * JSD(p, q), by=normalisation
    )
