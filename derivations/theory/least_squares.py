"""Least squares GAN with codes a for samples, b for data, and c for what the generator wants."""

from derivations.chains import Chain, Fact, derivation
from derivations.language import (
    Convexity,
    Derivative,
    E,
    Int,
    Relation,
    argmin,
    compare,
    densities,
    equality_case,
    function,
    log,
    real,
    reals,
    written,
)
from derivations.reasons import algebra, pointwise

p, q = densities("P_data", "P_G")
D = function("D")
a, b, c = reals("a", "b", "c")
le_cam = Int((p - q) ** 2 / (p + q))


@derivation
def least_squares_discriminator():
    """½ E_P (D − b)² + ½ E_G (D − a)² is minimal at D* = (b P_data + a P_G)/(P_data + P_G) alone.

    Source: Mao et al. (2017), Least squares generative adversarial networks, Proposition 1.
    """
    loss = E(p, (D - b) ** 2) / 2 + E(q, (D - a) ** 2) / 2
    return Fact(argmin(loss, D, (b * p + a * q) / (p + q)), by=pointwise)


@derivation
def least_squares_divergence():
    """With b − c = 1, b − a = 2, D* moving and both terms, twice the loss is ∫ (p − q)²/(p + q).

    The paper calls it Pearson χ²(P_data + P_G ‖ 2 P_G): the Le Cam divergence.

    Source: Mao et al. (2017), Least squares generative adversarial networks, Theorem 1.
    """
    best = (b * p + a * q) / (p + q)
    codes = (Relation(b - c, "=", written(1)), Relation(b - a, "=", written(2)))
    return (
        Chain(E(p, (best - c) ** 2) + E(q, (best - c) ** 2), given=codes)
        .eq(le_cam, by="D* − c = (P_data − P_G)/(P_data + P_G)")
        .eq(Int((2 * q - (p + q)) ** 2 / (p + q)), by=algebra),
        Fact(equality_case(le_cam >= 0, p, q)),
    )


@derivation
def least_squares_gradient_with_zero_one_codes():
    """With a = 0, b = c = 1 and D held at D*, the loss ½ (D − 1)² follows f″ = 1/(u (1 + u)³).

    It never rises with D, so f is convex; f is that of 2 KL(P_data ‖ M) − LC/4, halved.
    """
    u, z = reals("u", "z")
    slope = Derivative((z - 1) ** 2 / 2, z)
    f = u * log(2 * u / (u + 1)) - (u - 1) ** 2 / (8 * (u + 1))
    return (
        Chain(slope, given=(z > 0, z < 1)).eq(z - 1).lt(0),
        Chain(Derivative(f, u, 2), given=(u > 0,)).eq(1 / (u * (1 + u) ** 3)).gt(0),
        Fact(Convexity(f, u), given=(u > 0,)),
    )


@derivation
def least_squares_gradient_of_the_paper():
    """With b − c = 1, b − a = 2 and D* held, the loss rises with D: it follows no f-divergence.

    In units of D = P_data/(P_data + P_G) the loss is ½ (2D − 1)², least at D = 1/2.
    """
    z = real("z")
    return Fact(
        compare(Derivative((2 * z - 1) ** 2 / 2, z), ("<=", 0)),
        given=(z > 0, z < 1),
        by="the generator minimises the Le Cam divergence",
        expects=False,
    )
