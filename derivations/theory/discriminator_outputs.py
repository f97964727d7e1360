"""How near to 1 and to 0 the optimal discriminator is, on average."""

from derivations.chains import Chain, Fact, derivation
from derivations.language import TV, E, Int, Rational, compare, densities
from derivations.reasons import algebra, normalisation

p, q = densities("P_data", "P_G")
best = p / (p + q)
overlap = Int(p * q / (p + q))


@derivation
def mean_outputs_of_the_optimal_discriminator():
    """E_P 1 − D* = E_G D* = ∫ P_data P_G/(P_data + P_G): D* errs alike on data and on samples."""
    return Chain(E(p, 1 - best)).eq(E(q, best), by=algebra).eq(overlap, by=algebra)


@derivation
def mean_outputs_and_total_variation():
    """That mean is between (1 − TV)/2 and (1 − TV²)/2: small exactly where TV is near 1."""
    return (
        Chain((1 - TV(p, q)) / 2)
        .le(overlap, by=normalisation)
        .le((1 - TV(p, q) ** 2) / 2),
        Chain(overlap).le(1 - TV(p, q), by=normalisation),
        Chain(overlap)
        .eq(Rational(1, 2) - Int((p - q) ** 2 / (p + q)) / 4, by=normalisation)
        .le(Rational(1, 2), by="a square is not negative"),
    )


@derivation
def outputs_where_the_laws_agree():
    """Where P_G is P_data, D* is 1/2 everywhere and says nothing of where a point comes from."""
    return (
        Chain(p / (p + p), given=(p > 0,)).eq(1 - p / (p + p)),
        Chain(E(p, p / (p + p))).eq(1 - E(p, p / (p + p)), by=normalisation),
    )


@derivation
def outputs_are_near_their_ends():
    """That D* is at least 3/4 on the data on average, whatever the generator, is false."""
    return Fact(
        compare(E(p, best), (">=", Int(3 * p) / 4)),
        by="after a few steps D is close to 1 on the data",
        expects=False,
    )
