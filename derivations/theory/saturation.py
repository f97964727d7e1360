"""Where the losses of both players stop giving a gradient, in D and in the logit of D."""

from derivations.chains import Chain, Fact, derivation
from derivations.language import (
    Derivative,
    Rational,
    compare,
    infimum,
    log,
    real,
    sigmoid,
    supremum,
)

D, a = real("D"), real("a")
inside = (D > 0, D < 1)


@derivation
def both_terms_in_the_output():
    """In D itself neither term saturates: the slopes of log D and log(1 − D) are mirror images.

    At D = 1 the first has slope 1, and at D = 0 the second has slope −1.
    """
    return (
        Chain(Derivative(log(D), D), given=inside).eq(1 / D).gt(1),
        Chain(Derivative(log(1 - D), D), given=inside).eq(-1 / (1 - D)).lt(-1),
        Fact(infimum(1 / D, D, 1), given=inside),
        Fact(supremum(-1 / (1 - D), D, -1), given=inside),
    )


@derivation
def slope_is_small_where_samples_are_rejected():
    """That the slope of log(1 − D) in D is small near D = 0 is false: it is −1 there.

    Source: Goodfellow et al. (2014), Generative Adversarial Nets, section 3, which means the logit.
    """
    return Fact(
        compare(-Derivative(log(1 - D), D), ("<=", Rational(1, 2))),
        given=(D > 0, Rational(1, 10) > D),
        by="log(1 − D) is flat near D = 0",
        expects=False,
    )


@derivation
def both_terms_in_the_logit():
    """With D = σ(a) both terms saturate where D is right: the slopes are 1 − D and −D."""
    return (
        Chain(Derivative(log(sigmoid(a)), a)).eq(1 - sigmoid(a)).gt(0),
        Chain(Derivative(log(1 - sigmoid(a)), a)).eq(-sigmoid(a)).lt(0),
        Fact(infimum(1 - sigmoid(a), a, 0), by="where D is 1 on the data"),
        Fact(supremum(-sigmoid(a), a, 0), by="where D is 0 on the samples"),
    )


@derivation
def losses_of_the_generator_in_the_logit():
    """Where D rejects the samples, log(1 − D) has slope 0 in the logit and −log D has slope −1."""
    return (
        Chain(Derivative(log(1 - sigmoid(a)), a)).eq(-sigmoid(a)),
        Chain(Derivative(-log(sigmoid(a)), a)).eq(-(1 - sigmoid(a))).lt(0),
        Fact(infimum(-(1 - sigmoid(a)), a, -1), by="as D goes to 0"),
    )


@derivation
def first_term_is_steeper_for_the_discriminator():
    """That the first term gives D a larger slope than the second one everywhere is false."""
    return Fact(
        compare(Derivative(log(D), D), (">=", -Derivative(log(1 - D), D))),
        given=inside,
        by="the first term is moderate and the second one small",
        expects=False,
    )
