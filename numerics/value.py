"""The value of a GAN on samples: the lowered expectations of a written value."""

from __future__ import annotations

import torch
from torch import Tensor

from derivations.language.written import Written
from numerics.errors import NumericsError
from numerics.integrals import sum_of_integrals
from numerics.lowering import lower
from numerics.recipes import Recipe


class SampledValue:
    """V(G, D) = sum of coefficient * E_law[integrand(D)], lowered to the logits of D.

    Args:
        value: a written value of two laws and a discriminator.
        data, generated, discriminator: their names in it.

    Raises:
        NumericsError: an expectation is under another law, or depends on more than D.
    """

    def __init__(self, value: Written, data: str, generated: str, discriminator: str) -> None:
        form = sum_of_integrals(value)
        self.constant = float(form.constant)
        self.sides: dict[str, list[tuple[float, Recipe]]] = {data: [], generated: []}
        self.names = (data, generated)
        self.discriminator = discriminator
        for term in form.terms:
            law = str(term.density)
            free = {symbol.name for symbol in term.integrand.free_symbols}
            if law not in self.sides or not free <= {discriminator}:
                raise NumericsError(f"E_{law}[{term.integrand}] cannot be sampled with D alone")
            recipe = lower(term.integrand, logits=[discriminator])
            self.sides[law].append((float(term.coefficient), recipe))

    def on(self, law: str, logits: Tensor) -> Tensor:
        """The integrand of one law at each of its points, from the logits of D there."""
        inputs = {self.discriminator: logits}
        parts = [coefficient * recipe(inputs) for coefficient, recipe in self.sides[law]]
        return torch.stack(parts).sum(dim=0)

    def __call__(self, on_data: Tensor, weights: Tensor, on_generated: Tensor) -> Tensor:
        """The value of (logits on the data, their weights of sum 1, logits on generated points)."""
        data, generated = self.names
        first = (weights * self.on(data, on_data)).sum()
        return first + self.on(generated, on_generated).mean() + self.constant
