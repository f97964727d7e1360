"""D_f(P ‖ Q) for every convex f with f(1) = 0: its range, its symmetries, its joint convexity."""

from derivations.chains import Fact, derivation
from derivations.language import (
    Div,
    at_zero,
    compare,
    convex_function,
    densities,
    equality_case,
    real,
    reals,
    recession,
    slope,
    strict_function,
)

p, q = densities("P", "Q")
u, c, a = reals("u", "c", "a")
f, g = convex_function("f"), convex_function("g")
strict = strict_function("f")


@derivation
def divergences_are_not_negative():
    """D_f(P ‖ Q) ≥ 0: the line of slope f′(1) through 1 lies below f.

    Source: Csiszár (1967), Information-type measures of difference of probability distributions.
    """
    return (
        Fact(compare(f(u), (">=", slope(f, 1) * (u - 1))), given=(u > 0,)),
        Fact(compare(Div(f(u), u, p, q), (">=", 0)), by="the line integrates to 0"),
        Fact(compare(Div(f(u) - g(u), u, p, q), (">=", 0)), by="f and g are convex",
             expects=False),
    )


@derivation
def divergences_tell_laws_apart():
    """If f lies above a line through 1 elsewhere, D_f(P ‖ Q) = 0 only at P = Q.

    Every f with a kink at 1 or strictly convex near 1 on both sides is such. For one that is affine
    on one side of 1 alone the statement still holds, but not by one line, and is not proved here.

    Source: Liese and Vajda (2006), On divergences and informations in statistics and information
    theory, Theorem 5.
    """
    case = equality_case
    return (
        Fact(case(Div(strict(u), u, p, q) >= 0, p, q)),
        Fact(case(Div(f(u), u, p, q) >= 0, p, q), by="f is convex", expects=False),
    )


@derivation
def upper_end_of_the_range():
    """D_f ≤ f(0) + f′(∞), and where that is finite and f not affine only disjoint laws reach it.

    That f is not affine is f(0) + f′(∞) > f(1) = 0. Where an end is +∞ there is nothing to bound.

    Source: Liese and Vajda (2006), On divergences and informations in statistics and information
    theory, Theorem 5.
    """
    top = at_zero(f) + recession(f)
    return (
        Fact(compare(f(u), ("<=", at_zero(f) + u * recession(f))), given=(u > 0, top >= 0)),
        Fact(compare(f(u), ("<=", recession(f) + u * at_zero(f))), given=(u > 0, top >= 0),
             by="the ends are swapped", expects=False),
        Fact(compare(Div(f(u), u, p, q), ("<=", top)), given=(top >= 0,)),
        Fact(equality_case(Div(f(u), u, p, q) <= top, p * q, 0), given=(top > 0,)),
        Fact(equality_case(Div(f(u), u, p, q) <= top, p * q, 0), given=(top >= 0,),
             by="f may be affine", expects=False),
    )


@derivation
def functions_of_one_divergence():
    """f and f + c (u − 1) have the same divergence, and u f(1/u) has that of the laws swapped.

    Source: Liese and Vajda (2006), On divergences and informations in statistics and information
    theory.
    """
    swapped = Div(f(u), u, q, p)
    return (
        Fact(compare(Div(f(u) + c * (u - 1), u, p, q), ("=", Div(f(u), u, p, q)))),
        Fact(compare(Div(u * f(1 / u), u, p, q), ("=", swapped))),
        Fact(compare(Div(f(u), u, p, q), ("=", swapped)), by="D_f is a distance", expects=False),
    )


@derivation
def divergences_are_jointly_convex():
    """D_f is convex in both laws together, and mixing P with Q shrinks it.

    Source: Csiszár (1967), Information-type measures of difference of probability distributions.
    """
    p1, p2, q1, q2 = densities("P_1", "P_2", "Q_1", "Q_2")
    between = Div(f(u), u, a * p1 + (1 - a) * p2, a * q1 + (1 - a) * q2)
    chord = a * Div(f(u), u, p1, q1) + (1 - a) * Div(f(u), u, p2, q2)
    near = Div(f(u), u, a * p + (1 - a) * q, q)
    inside = (a > 0, a < 1)
    return (
        Fact(compare(between, ("<=", chord)), given=inside),
        Fact(compare(between, (">=", chord)), given=inside, expects=False),
        Fact(compare(near, ("<=", a * Div(f(u), u, p, q))), given=inside),
    )


@derivation
def small_distances():
    """Near P = Q D_f is f″(1)/2 times χ², up to the bounds of f″.

    If f − m (u − 1)²/2 is convex, which is f″ ≥ m, then D_f is at least m/2 χ²; if f + h is
    M (u − 1)²/2 with a convex h, which is f″ ≤ M, then D_f is at most M/2 χ². At (1 − λ) Q + λ P
    χ² is λ² χ²(P ‖ Q). Where p/q is bounded only f on an interval around 1 counts, which shrinks
    with λ, so that for a continuous f″ both bounds tend to f″(1); this limit is said, not proved.

    Source: Csiszár and Shields (2004), Information theory and statistics, Theorem 4.1.
    """
    m, h = real("m"), convex_function("h")
    chi = Div((u - 1) ** 2, u, p, q)
    near = a * p + (1 - a) * q
    inside = (a > 0, a < 1)
    return (
        Fact(compare(Div((u - 1) ** 2, u, near, q), ("=", a**2 * chi)), given=inside),
        Fact(compare(Div(g(u) + m / 2 * (u - 1) ** 2, u, near, q), (">=", m / 2 * a**2 * chi)),
             given=(m > 0, *inside)),
        Fact(compare(Div(f(u), u, p, q), ("<=", Div(f(u) + h(u), u, p, q)))),
        Fact(compare(Div(f(u) + h(u), u, p, q), ("<=", Div(f(u), u, p, q))), expects=False),
    )
