"""The value as the generator sees it: with the discriminator held fixed."""

from derivations.chains import Chain, Fact, derivation
from derivations.language import (
    Derivative,
    E,
    Int,
    compare,
    densities,
    function,
    log,
    null_function,
    real,
    reals,
    value,
)
from derivations.reasons import linearity, normalisation

p, q, r = densities("P_data", "P_G", "P_H")
D = function("D")
inside = (D > 0, D < 1)


@derivation
def value_is_linear_in_the_generator():
    """With D fixed, V is linear along the mixtures of two generators: it has no curvature."""
    t = real("t")
    return Fact(
        compare(
            value(p, (1 - t) * q + t * r, D),
            ("=", (1 - t) * value(p, q, D) + t * value(p, r, D)),
        ),
        given=(*inside, t >= 0, t <= 1),
        by=linearity,
    )


@derivation
def first_term_has_no_gradient():
    """With D fixed, the generator changes the second term of V alone."""
    return Fact(
        compare(
            value(p, q, D) - value(p, r, D), ("=", E(q, log(1 - D)) - E(r, log(1 - D)))
        ),
        given=(D > 0, D < 1),
    )


@derivation
def constant_discriminator():
    """A constant discriminator gives a V that no generator changes."""
    c = real("c")
    return (
        Chain(value(p, q, c), given=(c > 0, c < 1))
        .eq(log(c) + log(1 - c), by=normalisation)
        .eq(value(p, r, c), by=normalisation)
    )


@derivation
def fixed_discriminator_is_not_a_divergence():
    """With D fixed, that V is at least −2 log 2 is false: P_G runs to where D is largest."""
    return Fact(
        compare(value(p, q, D), (">=", -2 * log(2))),
        given=inside,
        by="minimising V over G minimises the Jensen-Shannon divergence",
        expects=False,
    )


@derivation
def collapse_on_the_best_point():
    """With D ≤ m fixed, no law makes E log(1 − D) smaller than a law that sits where D = m."""
    m = real("m")
    return (
        Fact(compare(E(q, log((1 - D) / (1 - m))), (">=", 0)), given=(D > 0, m >= D, m < 1)),
        Fact(compare(E(q, log(1 - m)), ("=", log(1 - m))), given=(m > 0, m < 1), by=normalisation),
    )


@derivation
def envelope_gradient():
    """At D*, the gradient of V with D held is that of −2 log 2 + 2 JSD: D* moves at no first order.

    The gradient in P_G at a point is taken up to a constant, which no change dP of mass 0 feels.

    Source: Milgrom and Segal (2002), Envelope theorems for arbitrary choice sets.
    """
    a, b = reals("a", "b")
    jsd = a * log(2 * a / (a + b)) + b * log(2 * b / (a + b))
    null = null_function("dP")
    return (
        Chain(Derivative(jsd, b), given=(a > 0, b > 0))
        .eq(log(2 * b / (a + b)), by="the terms of D* itself cancel")
        .eq(log(1 - a / (a + b)) + log(2), by="the gradient of E log(1 − D), D held at D*"),
        Fact(
            compare(
                Int(null * log(2 * q / (p + q))), ("=", Int(null * log(1 - p / (p + q))))
            ),
            given=(q > 0,),
            by="dP has mass 0",
        ),
    )
