"""V(G, D) as one integral."""

from derivations.chains import Chain, Fact, derivation
from derivations.language import E, Int, compare, densities, function, log, value
from derivations.reasons import definition, linearity


@derivation
def value_as_integral():
    """The value V(G, D) is one integral over all inputs of D.

    Source: Goodfellow et al. (2014), Generative Adversarial Nets, equation (3).
    """
    p, q = densities("P_data", "P_G")
    D = function("D")
    return (
        Chain(value(p, q, D), given=(D >= 0, D <= 1))
        .eq(E(p, log(D)) + E(q, log(1 - D)), by=definition)
        .eq(Int(p * log(D)) + Int(q * log(1 - D)), by="an expectation is an integral")
        .eq(Int(p * log(D) + q * log(1 - D)), by=linearity)
    )


@derivation
def supports_are_disjoint():
    """That no point of the data belongs to the generator is false, and merging does not need it."""
    p, q = densities("P_data", "P_G")
    return Fact(
        compare(q, ("=", 0)),
        given=(p > 0,),
        by="a point that comes from the data does not belong to the generator",
        expects=False,
    )
