"""What f must be for D_f(P ‖ Q) = ∫ q f(p/q) to say how different two laws are."""

from derivations.chains import Chain, Fact, derivation
from derivations.language import (
    KL,
    TV,
    Conjugate,
    Convexity,
    Div,
    Rational,
    absolute,
    compare,
    densities,
    equality_case,
    exp,
    log,
    maximum,
    real,
    reals,
)
from derivations.reasons import normalisation, tangent

p, q = densities("P", "Q")
u, c = reals("u", "c")
flat = maximum(absolute(u - 1) - Rational(1, 2), 0)


@derivation
def convexity_is_needed():
    """With f(1) = 0 but f concave, that D_f is not negative is false."""
    f = (u - 1) * (2 - u)
    return (
        Fact(compare(Div(f, u, p, p), ("=", 0))),
        Fact(Convexity(f, u), given=(u > 0,), expects=False),
        Fact(compare(Div(f, u, p, q), (">=", 0)), by="f(1) = 0 is enough", expects=False),
    )


@derivation
def zero_at_one_is_needed():
    """With f convex but f(1) = 1, that D_f(P ‖ P) = 0 is false."""
    return (
        Fact(Convexity(u**2, u), given=(u > 0,)),
        Fact(compare(Div(u**2, u, p, p), ("=", 0)), by="f is convex", expects=False),
        Chain(Div(u**2, u, p, q) - 1).eq(Div(u**2 - 1, u, p, q), by=normalisation),
    )


@derivation
def lines_through_one_do_not_matter():
    """A multiple of u − 1 can be added to f: D_f stays the same, and f = c (u − 1) sees nothing.

    Source: Liese and Vajda (2006), On divergences and informations in statistics and information
    theory, Proposition 2.
    """
    return (
        Fact(compare(Div(c * (u - 1), u, p, q), ("=", 0)), by=normalisation),
        Fact(
            compare(Div(u * log(u) + c * (u - 1), u, p, q), ("=", KL(p, q))), by=normalisation
        ),
    )


@derivation
def affine_near_one_is_too_flat():
    """With f = 0 near 1, that D_f > 0 for laws that differ is false, though f is convex.

    D_f = 0 only at P = Q needs an f that is affine on no neighbourhood of 1.
    """
    return (
        Fact(Convexity(flat, u), given=(u > 0,)),
        Fact(compare(Div(flat, u, p, q), (">=", 0))),
        Fact(
            equality_case(Div(flat, u, p, q) >= 0, p, q),
            by="D_f measures how different two laws are",
            expects=False,
        ),
    )


@derivation
def a_kink_at_one_is_enough():
    """f″(1) > 0 is not needed: f = |u − 1|/2 has a kink at 1, and TV is 0 only at P = Q."""
    return (
        Fact(compare(Div(absolute(u - 1) / 2, u, p, q), ("=", TV(p, q)))),
        Fact(equality_case(TV(p, q) >= 0, p, q)),
    )


@derivation
def reversed_arguments():
    """D_f(Q ‖ P) is the divergence of u f(1/u): that of KL(Q ‖ P) is −log u."""
    return (
        Chain(KL(q, p)).eq(Div(u * log(u), u, q, p)).eq(Div(-log(u), u, p, q)),
        Chain(u * (1 / u * log(1 / u)), given=(u > 0,)).eq(-log(u)),
    )


@derivation
def kullback_leibler_is_not_symmetric():
    """That KL(P ‖ Q) = KL(Q ‖ P) is false."""
    return Fact(compare(KL(p, q), ("=", KL(q, p))), by="KL is a distance", expects=False)


@derivation
def conjugate_of_kullback_leibler():
    """The conjugate of u log u is exp(t − 1); the dual form needs f to be lower semicontinuous.

    Source: Nguyen, Wainwright and Jordan (2010), Estimating divergence functionals and the
    likelihood ratio by convex risk minimization, Lemma 1.
    """
    t = real("t")
    return Fact(Conjugate(u * log(u), u, t, exp(t - 1)), given=(u > 0,))


@derivation
def kullback_leibler_is_a_divergence():
    """KL(P ‖ Q) ≥ 0, with equality only at P = Q.

    Source: Kullback and Leibler (1951), On information and sufficiency, Lemma 3.1.
    """
    return Fact(equality_case(KL(p, q) >= 0, p, q), by=tangent)
