"""The hinge losses: max(0, 1 − D) on data, max(0, 1 + D) on samples, and −D for the generator."""

from derivations.chains import Chain, Fact, derivation
from derivations.language import (
    TV,
    Derivative,
    E,
    Int,
    absolute,
    compare,
    densities,
    equality_case,
    function,
    infimum,
    maximum,
    minimum,
    reals,
    sign,
)
from derivations.reasons import normalisation

p, q = densities("P_data", "P_G")
D = function("D")
a, b = reals("a", "b")


@derivation
def hinge_discriminator():
    """The least hinge loss of D is 2 (1 − TV(P_data, P_G)), reached at D = sign(P_data − P_G).

    Source: Lim and Ye (2017), Geometric GAN, section 3; Nguyen, Wainwright and Jordan (2009), On
    surrogate loss functions and f-divergences, section 2.
    """
    loss = E(p, maximum(0, 1 - D)) + E(q, maximum(0, 1 + D))
    critic = sign(p - q)
    least = 2 * (1 - TV(p, q))
    return (
        Fact(infimum(loss, D, least), by=normalisation),
        Chain(E(p, maximum(0, 1 - critic)) + E(q, maximum(0, 1 + critic)))
        .eq(2 * Int(minimum(p, q)))
        .eq(least, by=normalisation),
    )


@derivation
def hinge_gradient():
    """With D held at sign(P_data − P_G), the generator's −D has the gradient of 2 TV."""
    return (
        Chain(Derivative(absolute(a - b), b), given=(a > b, b > 0)).eq(-sign(a - b)),
        Chain(Derivative(absolute(a - b), b), given=(b > a, a > 0)).eq(-sign(a - b)),
        Fact(equality_case(2 * TV(p, q) >= 0, p, q)),
    )


@derivation
def hinge_generator_is_bounded():
    """With −1 ≤ D ≤ 1 the generator's loss E −D is at least −1."""
    return Fact(compare(E(q, -D), (">=", -1)), given=(D >= -1, D <= 1), by=normalisation)


@derivation
def hinge_generator_is_not_minimal_at_the_data():
    """With D = sign(P_data − P_G) moving along, that E −D is least at P_G = P_data is false.

    There it is 0, and it is negative for a P_G that lies below P_data on most of its mass.
    """
    return Fact(
        compare(E(q, -sign(p - q)), (">=", 0)),
        by="the hinge loss of the generator minimises TV",
        expects=False,
    )
