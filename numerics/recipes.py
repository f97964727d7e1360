"""Recipes: functions from named tensors to a tensor, and the simplest of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import sympy
import torch
from sympy import Expr
from torch import Tensor

from numerics.errors import NumericsError

Inputs = Mapping[str, Tensor]
Recipe = Callable[[Inputs], Tensor]

FUNCTIONS: dict[type, Callable[[Tensor], Tensor]] = {
    sympy.Abs: torch.abs,
    sympy.sign: torch.sign,
    sympy.sin: torch.sin,
    sympy.cos: torch.cos,
    sympy.sinh: torch.sinh,
    sympy.cosh: torch.cosh,
    sympy.tanh: torch.tanh,
    sympy.asinh: torch.asinh,
    sympy.atanh: torch.atanh,
    sympy.erf: torch.erf,
    sympy.erfc: torch.erfc,
}


def given(name: str) -> Recipe:
    """The tensor of that name itself."""
    return lambda inputs: inputs[name]


def scaled(factor: Recipe, recipe: Recipe) -> Recipe:
    """The product of two recipes."""
    return lambda inputs: factor(inputs) * recipe(inputs)


def constant(expression: Expr) -> Recipe:
    """A number, in the precision and on the device of the inputs.

    Args:
        expression: a SymPy number; may be infinite.

    Raises:
        NumericsError: the number is not real.
    """
    try:
        number = float(expression)
    except TypeError:
        raise NumericsError(f"{expression} is not a real number") from None

    def recipe(inputs: Inputs) -> Tensor:
        like = next(iter(inputs.values()))
        return torch.tensor(number, dtype=like.dtype, device=like.device)

    return recipe
