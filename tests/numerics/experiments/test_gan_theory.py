"""What is trained and measured is what the library proves."""

from derivations.language.divergences import JSD, optimal_discriminator, value
from derivations.language.functions import log
from derivations.theory.value_at_optimum import value_at_optimum
from numerics.experiments import EXPERIMENTS
from numerics.experiments.gan_theory import AT_OPTIMUM, BEST, TWICE_JSD, VALUE, D, P, Q


def test_the_expressions_are_those_of_the_notes():
    assert (P.name, Q.name, D.name) == ("P_data", "P_G", "D")
    assert value(P, Q, D) == VALUE
    assert optimal_discriminator(P, Q) == BEST
    assert -2 * log(2) + 2 * JSD(P, Q) == AT_OPTIMUM
    assert 2 * JSD(P, Q) == TWICE_JSD


def test_first_light_is_held_against_that_theorem():
    assert EXPERIMENTS["first-light"].theorem == value_at_optimum.name
    assert value_at_optimum.steps[0].statement.claim.parts[0] == value(P, Q, BEST)
