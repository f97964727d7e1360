"""What the library proves of the value of a GAN, as it is written there, and by quadrature.

Nothing is typed a second time: the loss that is trained, the optimum and the value at the optimum
are the members of the proved claims themselves.
"""

from __future__ import annotations

import functools

from torch import nn

from derivations.language.claims import Extremum
from derivations.language.functions import absolute, log
from derivations.language.measures import E, Int
from derivations.language.traversal import names
from derivations.language.written import Sum, Written
from derivations.theory.optimal_discriminator import optimal_discriminator_is_unique
from derivations.theory.value_at_optimum import value_at_optimum
from numerics.estimates import logits_of
from numerics.integrals import sum_of_integrals
from numerics.laws import Law
from numerics.quadrature import Integral, Quadrature
from numerics.value import SampledValue


def _proved_maximum() -> Extremum:
    claim = optimal_discriminator_is_unique.steps[0].statement.claim
    if not isinstance(claim, Extremum):
        raise TypeError(f"{optimal_discriminator_is_unique.name} no longer states an argmax")
    return claim


def _proved_value() -> Sum:
    last = value_at_optimum.steps[-1].statement.claim.parts[-1]
    if not isinstance(last, Sum):
        raise TypeError(f"{value_at_optimum.name} no longer ends in a sum")
    return last


VALUE, D, BEST = _proved_maximum().body, _proved_maximum().variable, _proved_maximum().at
# the densities of the data and of the generated points
P, Q = names(BEST)[:2]
AT_OPTIMUM = _proved_value()
TWICE_JSD = AT_OPTIMUM.right
# V(G, D*) - V(G, D), exactly: the divergence between two coins at every point
GAP = Int((P + Q) * (BEST * log(BEST / D) + (1 - BEST) * log((1 - BEST) / (1 - D))))
DISTANCE = E(P, absolute(D - BEST)) / 2 + E(Q, absolute(D - BEST)) / 2


def sampled_value() -> SampledValue:
    """The proved value, lowered to the logits of D."""
    return SampledValue(VALUE, P.name, Q.name, D.name)


class Measured:
    """Written expressions evaluated by quadrature, for two given laws and a discriminator.

    Args:
        data, generated: the two laws.
        discriminator: gives logits; only needed by expressions in D.
    """

    def __init__(self, data: Law, generated: Law, discriminator: nn.Module | None = None) -> None:
        functions = {D.name: functools.partial(logits_of, discriminator)} if discriminator else {}
        self.data, self.generated = data, generated
        self.quadrature = Quadrature({P.name: data, Q.name: generated}, functions)

    def value(self, expression: Written) -> Integral:
        """The value of a written sum of integrals."""
        form = sum_of_integrals(expression)
        integral = self.quadrature.integrate(form.integrands)
        return Integral(integral.value + float(form.constant), integral.error)
