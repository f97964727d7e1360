"""The maximum of a log z + b log(1 − z)."""

from derivations.chains import Chain, Fact, derivation
from derivations.language import Derivative, argmax, log, real, reals, supremum
from derivations.reasons import first_and_second_order

a, b = reals("a", "b")
z = real("z")
objective = a * log(z) + b * log(1 - z)
inside = (z > 0, z < 1)


@derivation
def pointwise_maximiser():
    """For a, b > 0 the function a log z + b log(1 − z) has its only maximum at a/(a + b)."""
    given = (a > 0, b > 0, *inside)
    return (
        Chain(Derivative(objective, z), given=given)
        .eq(a / z - b / (1 - z), by="first derivative")
        .eq((a - (a + b) * z) / (z * (1 - z)), by="which is 0 at z = a/(a + b)"),
        Chain(Derivative(objective, z, 2), given=given)
        .eq(-a / z**2 - b / (1 - z) ** 2, by="second derivative")
        .lt(0, by="both terms are negative"),
        Fact(argmax(objective, z, a / (a + b)), given=given, by=first_and_second_order),
    )


@derivation
def supremum_without_data():
    """Where a = 0 the supremum over 0 < z < 1 is 0, approached as z goes to 0."""
    return Fact(supremum(b * log(1 - z), z, 0), given=(b > 0, *inside))


@derivation
def supremum_without_generator():
    """Where b = 0 the supremum over 0 < z < 1 is 0, approached as z goes to 1."""
    return Fact(supremum(a * log(z), z, 0), given=(a > 0, *inside))
