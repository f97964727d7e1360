"""Lower bounds of a divergence by a critic T: E_P T − E_Q f*(T) ≤ D_f(P ‖ Q)."""

from derivations.chains import Chain, Fact, derivation
from derivations.language import (
    JSD,
    KL,
    TV,
    Conjugate,
    E,
    Int,
    Rational,
    absolute,
    argmax,
    compare,
    densities,
    exp,
    function,
    log,
    reals,
    supremum,
)
from derivations.reasons import first_and_second_order

p, q = densities("P", "Q")
T = function("T")
u, t = reals("u", "t")


@derivation
def nguyen_wainwright_jordan():
    """E_P T − E_Q exp(T − 1) ≤ KL(P ‖ Q) for every T, with equality at T = 1 + log(p/q).

    Source: Nguyen, Wainwright and Jordan (2010), Estimating divergence functionals and the
    likelihood ratio by convex risk minimization, section II.
    """
    a, b = reals("a", "b")
    critic = 1 + log(p / q)
    return (
        Fact(compare(E(p, T) - E(q, exp(T - 1)), ("<=", KL(p, q)))),
        Fact(
            argmax(a * t - b * exp(t - 1), t, 1 + log(a / b)),
            given=(a > 0, b > 0),
            by=first_and_second_order,
        ),
        Fact(compare(E(p, critic) - E(q, exp(critic - 1)), ("=", KL(p, q)))),
        Fact(supremum(E(p, T) - E(q, exp(T - 1)), T, KL(p, q))),
    )


@derivation
def dual_of_jensen_shannon():
    """2 JSD(P ‖ Q) is the supremum of E_P T + E_Q log(2 − exp T) over T < log 2.

    2 JSD is what the paper calls Jensen-Shannon.

    Source: Nowozin, Cseke and Tomioka (2016), f-GAN, Table 2.
    """
    f = u * log(u) - (u + 1) * log((u + 1) / 2)
    return (
        Fact(Conjugate(f, u, t, -log(2 - exp(t))), given=(u > 0,)),
        Fact(
            supremum(E(p, T) + E(q, log(2 - exp(T))), T, 2 * JSD(p, q)), given=(log(2) > T,)
        ),
    )


@derivation
def dual_of_pearson():
    """E_P T − E_Q (T²/4 + T) ≤ ∫ (p − q)²/q for every T, with f = (u − 1)².

    The table prints ∫ (q − p)²/p beside this f: there the arguments are the other way round.

    Source: Nowozin, Cseke and Tomioka (2016), f-GAN, Table 2.
    """
    return (
        Fact(Conjugate((u - 1) ** 2, u, t, t**2 / 4 + t), given=(u > 0,)),
        Fact(compare(E(p, T) - E(q, T**2 / 4 + T), ("<=", Int((p - q) ** 2 / q)))),
    )


@derivation
def dual_of_total_variation():
    """TV(P, Q) is the supremum of E_P T − E_Q T over −1/2 ≤ T ≤ 1/2.

    Source: Nowozin, Cseke and Tomioka (2016), f-GAN, Table 2.
    """
    half = Rational(1, 2)
    return (
        Fact(Conjugate(absolute(u - 1) / 2, u, t, t), given=(u > 0,)),
        Fact(supremum(E(p, T) - E(q, T), T, TV(p, q)), given=(-half <= T, half >= T)),
    )


@derivation
def a_critic_out_of_range():
    """That E_P T − E_Q T ≤ TV(P, Q) holds for critics of any size is false."""
    return Chain(E(p, T) - E(q, T)).le(
        TV(p, q), by="the dual form holds for every critic", expects=False
    )
