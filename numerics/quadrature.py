"""Reference values: integrals over the plane or the line by the trapezoid rule, with an error."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import torch
from sympy import Expr
from torch import Tensor

from numerics.errors import NumericsError
from numerics.laws import Law
from numerics.lowering import lower

Terms = Sequence[tuple[Expr, Expr]]
Logit = Callable[[Tensor], Tensor]

_NODES_PER_AXIS = {1: 16_385, 2: 513}
_LOG_OF_NOTHING = -700.0


class Integral(NamedTuple):
    """A value by quadrature.

    Args:
        value: the integral.
        error: the difference to the rule on every second node; the rule converges faster than
            any power of the spacing here, so that this bounds the error generously.
    """

    value: float
    error: float


class Grid:
    """A tensor grid for the trapezoid rule, wide enough for all of the given laws.

    Args:
        laws: the laws, all of one dimension (1 or 2).
        nodes: nodes on an axis; odd, so that every second node is a grid too.
        deviations: how many standard deviations the grid reaches beyond the laws' centres.

    Raises:
        NumericsError: laws of different dimensions, or of more than two.
    """

    def __init__(
        self, laws: Sequence[Law], *, nodes: int | None = None, deviations: float = 8.0
    ) -> None:
        dimensions = {law.dimension for law in laws}
        if len(dimensions) != 1 or not dimensions <= _NODES_PER_AXIS.keys():
            raise NumericsError(f"no quadrature for laws of dimensions {sorted(dimensions)}")
        self.dimension = dimensions.pop()
        self.nodes = nodes or _NODES_PER_AXIS[self.dimension]
        boxes = [law.box(deviations) for law in laws]
        axes = [
            torch.linspace(
                min(box[axis][0] for box in boxes),
                max(box[axis][1] for box in boxes),
                self.nodes,
                dtype=torch.float64,
            )
            for axis in range(self.dimension)
        ]
        self.points = torch.cartesian_prod(*axes).reshape(-1, self.dimension)
        self.cell = float(torch.tensor([axis[1] - axis[0] for axis in axes]).double().prod())

    def integrate(self, values: Tensor) -> Integral:
        """The trapezoid sum of values on the nodes; the integrand must vanish at the edge."""
        cube = values.double().reshape([self.nodes] * self.dimension)
        coarse = cube[tuple([slice(None, None, 2)] * self.dimension)]
        fine_sum = float(cube.sum()) * self.cell
        coarse_sum = float(coarse.sum()) * self.cell * 2**self.dimension
        rounding = 1e-15 * float(cube.abs().sum()) * self.cell
        return Integral(fine_sum, abs(fine_sum - coarse_sum) + rounding)


class Quadrature:
    """Integrals over given laws, with given functions; each of them is evaluated only once.

    Args:
        laws: the law of each density's name.
        functions: for the name of each function with values in (0, 1), its logit: points of shape
            (n, d) to shape (n,).
        grid: the nodes; a wide grid is made if there is none.
    """

    def __init__(
        self,
        laws: Mapping[str, Law],
        functions: Mapping[str, Logit] | None = None,
        *,
        grid: Grid | None = None,
    ) -> None:
        self.grid = grid or Grid(list(laws.values()))
        self.densities = {name: law.log_density(self.grid.points) for name, law in laws.items()}
        self.logits: dict[str, Tensor] = {}
        # a quotient of densities that have all underflowed is 0/0, and contributes nothing
        largest = torch.stack(list(self.densities.values())).amax(dim=0)
        self.nothing = largest < _LOG_OF_NOTHING
        self.take(functions or {})

    def take(self, functions: Mapping[str, Logit]) -> None:
        """Evaluates further functions, given by their logits, on the nodes."""
        points = self.grid.points
        self.logits |= {name: logit(points).double() for name, logit in functions.items()}

    def integrate(self, terms: Terms) -> Integral:
        """The sum of coefficients times integrals.

        Args:
            terms: pairs (coefficient, integrand); an integrand is an expression in the names of
                the densities and functions, integrated over the whole space.

        Raises:
            NumericsError: an integrand holds a name that is neither a law nor a function.
        """
        inputs = self.densities | self.logits
        value = error = 0.0
        for coefficient, integrand in terms:
            names = {symbol.name for symbol in integrand.free_symbols}
            if not names <= inputs.keys():
                missing = ", ".join(sorted(names - inputs.keys()))
                raise NumericsError(f"no law and no function is given for {missing}")
            recipe = lower(integrand, logits=self.logits, log_densities=self.densities)
            values = recipe(inputs).expand(self.nothing.shape)
            part = self.grid.integrate(values.masked_fill(self.nothing, 0.0))
            value += float(coefficient) * part.value
            error += abs(float(coefficient)) * part.error
        return Integral(value, error)
