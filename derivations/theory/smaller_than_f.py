"""What is thrown away lowers D_f: data processing for a randomised test."""

from derivations.chains import Fact, derivation
from derivations.language import Div, E, compare, convex_function, densities, function, real

p, q = densities("P", "Q")
u = real("u")
D = function("D")
f = convex_function("f")
divergence = Div(f(u), u, p, q)


@derivation
def tests_lower_the_divergence():
    """Data processing for a randomised test D: what it tells of P and Q is at most D_f(P ‖ Q).

    The test says yes with probability D(x); its two outcomes have the laws (E_P[D], E_P[1 − D])
    and (E_Q[D], E_Q[1 − D]). Lines that support f at any two numbers give a bound that is linear in
    these, and at their ratios it is the divergence of the outcomes.

    Source: Csiszár (1967), Information-type measures of difference of probability distributions;
    Liese and Vajda (2006), Theorem 14.
    """
    yes = E(q, D) * f(E(p, D) / E(q, D))
    no = E(q, 1 - D) * f(E(p, 1 - D) / E(q, 1 - D))
    inside = (D > 0, D < 1)
    return (
        Fact(compare(yes + no, ("<=", divergence)), given=inside),
        Fact(compare(yes + no, (">=", divergence)), given=inside, by="nothing is lost",
             expects=False),
        Fact(compare(yes, ("<=", divergence)), given=inside, by="one outcome is enough",
             expects=False),
    )
