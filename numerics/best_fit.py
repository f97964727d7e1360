"""The affine generator that comes closest to the data, by quadrature instead of samples."""

from __future__ import annotations

import copy

import torch

from derivations.language.written import Written
from numerics.integrals import sum_of_integrals
from numerics.laws import Law
from numerics.lowering import lower
from numerics.networks import AffineGenerator
from numerics.quadrature import Grid


def best_fit(
    divergence: Written, names: tuple[str, str], data: Law, start: AffineGenerator
) -> AffineGenerator:
    """Minimises a divergence between the data and the generator's law, in double precision.

    Args:
        divergence: a written sum of integrals over the two densities.
        names: the densities of the data and of the generator in it.
        data: the law of the data.
        start: where the search starts; left as it is.

    Returns:
        The generator at the minimum that the search leads to.

    Source:
        Liu & Nocedal, On the limited memory BFGS method, Math. Program. 45 (1989).
    """
    generator = copy.deepcopy(start).double()
    grid = Grid([data, start.law()], nodes=None if data.dimension == 1 else 257)
    log_data = data.log_density(grid.points)
    form = sum_of_integrals(divergence)
    recipes = [
        (float(coefficient), lower(integrand, log_densities=names))
        for coefficient, integrand in form.integrands
    ]
    search = torch.optim.LBFGS(
        generator.parameters(),
        max_iter=100,
        tolerance_grad=1e-10,
        tolerance_change=1e-14,
        line_search_fn="strong_wolfe",
    )

    def objective() -> torch.Tensor:
        search.zero_grad()
        inputs = {names[0]: log_data, names[1]: generator.log_density(grid.points)}
        parts = [coefficient * recipe(inputs).sum() for coefficient, recipe in recipes]
        total = torch.stack(parts).sum() * grid.cell
        total.backward()  # type: ignore[no-untyped-call]
        return total

    search.step(objective)  # type: ignore[no-untyped-call]
    return generator
