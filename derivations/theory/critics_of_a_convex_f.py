"""The variational bound on D_f by critics T, for every convex f with f(1) = 0."""

from derivations.chains import Fact, derivation
from derivations.language import (
    Div,
    E,
    Int,
    compare,
    convex_function,
    densities,
    dual,
    function,
    log,
    reals,
    slope,
    supremum,
)

p, q = densities("P", "Q")
u, v = reals("u", "v")
T, S, D = function("T"), function("S"), function("D")
f = convex_function("f")
divergence = Div(f(u), u, p, q)
objective = E(p, T) - E(q, dual(f, T))
best = slope(f, p / q)


@derivation
def fenchel_young():
    """f(u) + f*(t) ≥ u t, with equality at t = f′(u).

    Source: Rockafellar (1970), Convex Analysis, Theorem 23.5.
    """
    return (
        Fact(compare(f(u) + dual(f, slope(f, v)), (">=", u * slope(f, v))),
             given=(u > 0, v > 0)),
        Fact(compare(f(u) + dual(f, slope(f, u)), ("=", u * slope(f, u))), given=(u > 0,)),
        Fact(compare(f(u) + dual(f, slope(f, v)), ("=", u * slope(f, v))),
             given=(u > 0, v > 0), expects=False),
    )


@derivation
def critics_stay_below_the_divergence():
    """E_P[T] − E_Q[f*(T)] ≤ D_f(P ‖ Q) for every critic T at which f* is finite.

    Where Q has no mass f*(T) is not looked at, so that T has to be told to stay where f* is finite
    there, too.

    Source: Nguyen, Wainwright and Jordan (2010), Estimating divergence functionals and the
    likelihood ratio by convex risk minimization, Lemma 1.
    """
    return (
        Fact(compare(objective, ("<=", divergence)), given=(dual(f, T) <= S,)),
        Fact(compare(objective, ("<=", divergence)), given=(q > 0,)),
        Fact(compare(objective, ("<=", divergence)), by="f* is finite where Q has mass",
             expects=False),
        Fact(compare(E(q, T) - E(p, dual(f, T)), ("<=", divergence)), given=(p > 0, q > 0),
             by="the laws are swapped", expects=False),
    )


@derivation
def gap_of_a_critic():
    """D_f minus the objective is the integral of q (f(u) + f*(T) − u T) at u = p/q.

    Source: Nowozin, Cseke and Tomioka (2016), Training generative neural samplers using variational
    divergence minimization, section 2.
    """
    lost = Int(q * (f(p / q) + dual(f, T) - p / q * T))
    below = divergence - E(p, T) + E(q, dual(f, T))
    return Fact(compare(below, ("=", lost)), given=(p > 0, q > 0))


@derivation
def best_critic():
    """T* = f′(p/q) reaches D_f if its two expectations have a difference, and approaches it always.

    The supremum over all critics is D_f, finite or not. It is reached at T* as soon as E_P[T*] and
    E_Q[f*(T*)] are not infinite together.

    Source: Nguyen, Wainwright and Jordan (2010), Estimating divergence functionals and the
    likelihood ratio by convex risk minimization, Lemma 1.
    """
    reached = E(p, best) - E(q, dual(f, best))
    given = (p > 0, q > 0)
    return (
        Fact(compare(reached, ("=", divergence)), given=given),
        Fact(supremum(objective, T, divergence), given=given),
        Fact(supremum(objective, T, Div(f(u), u, q, p)), given=given, expects=False),
    )


@derivation
def gan_value_as_an_instance():
    """The GAN value is the objective of u log u − (u + 1) log(u + 1) at T = log D.

    Its conjugate is −log(1 − exp t), so that −f*(log D) = log(1 − D), and its divergence is what
    the best discriminator gives.

    Source: Nowozin, Cseke and Tomioka (2016), Training generative neural samplers using variational
    divergence minimization, Table 2.
    """
    value = E(p, log(D)) + E(q, log(1 - D))
    gan = Div(u * log(u) - (u + 1) * log(u + 1), u, p, q)
    inside = (D >= 0, D <= 1)
    return (
        Fact(compare(value, ("<=", gan)), given=inside),
        Fact(supremum(value, D, gan), given=inside),
    )
