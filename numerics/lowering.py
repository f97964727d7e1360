"""A SymPy expression as a torch function, stable in the logits and in the log-densities.

`log(D)` with D = sigmoid(a) becomes `logsigmoid(a)`, `log(1 - D)` becomes `logsigmoid(-a)`, and
whatever is positive by its form is computed from logarithms: `log(p/(p + q))` from log p and
log q. A product with a density that is 0 is 0, whatever its other factors are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce

import sympy
import torch
from sympy import Add, Expr, Mul, Pow, Symbol
from torch.nn.functional import logsigmoid

from numerics.errors import NumericsError
from numerics.log_space import add_in_log_space, log_of_share, product_with_mass
from numerics.positive import is_positive_by_form, take_out_odds, take_out_shares, with_complements
from numerics.recipes import FUNCTIONS, Recipe, constant, given, scaled


def lower(
    expression: Expr, *, logits: Iterable[str] = (), log_densities: Iterable[str] = ()
) -> Recipe:
    """Turns a SymPy expression into a function from named tensors to a tensor.

    Args:
        expression: the SymPy expression; its symbols are matched by name.
        logits: names D that are given by their logit a, with D = sigmoid(a).
        log_densities: names p >= 0 that are given by log p; -inf stands for p = 0.
            Every other name is given by its value.

    Returns:
        A function of a mapping from names to tensors that broadcast; differentiable in all.

    Raises:
        NumericsError: the expression holds a function that has no torch form here.
    """
    complements = {name: sympy.Dummy(f"1 - {name}") for name in logits}
    lowering = _Lowering(complements, tuple(log_densities))
    return lowering.value(with_complements(expression, complements))


class _Lowering:
    """The recipes for an expression and for its logarithm, for one choice of what is given."""

    def __init__(self, complements: Mapping[str, Symbol], log_densities: Iterable[str]) -> None:
        self.complements = complements
        self.logit_of: dict[str, tuple[str, int]] = {}
        for name, complement in complements.items():
            self.logit_of[name] = (name, 1)
            self.logit_of[complement.name] = (name, -1)
        self.densities = frozenset(log_densities)
        self.known_by_log = self.densities | self.logit_of.keys()

    def is_positive(self, expression: Expr) -> bool:
        return is_positive_by_form(expression, self.known_by_log)

    def in_log_space(self, expression: Expr) -> bool:
        names = {symbol.name for symbol in expression.free_symbols}
        through_logs = bool(names & self.known_by_log) or expression.has(sympy.exp)
        return through_logs and self.is_positive(expression)

    def value(self, expression: Expr) -> Recipe:
        """The recipe of the expression itself."""
        if expression.is_number:
            return constant(expression)
        if isinstance(expression, Symbol):
            return self._symbol(expression.name)
        if isinstance(expression, sympy.log):
            return self.log(expression.args[0])
        if isinstance(expression, sympy.exp):
            exponent = self.value(expression.args[0])
            return lambda inputs: torch.exp(exponent(inputs))
        if isinstance(expression, Mul):
            return self._product(expression)
        if isinstance(expression, Pow):
            return self._power(expression)
        parts = [self.value(part) for part in expression.args]
        if isinstance(expression, Add):
            return lambda inputs: reduce(torch.add, (part(inputs) for part in parts))
        if isinstance(expression, sympy.Max):
            return lambda inputs: reduce(torch.maximum, (part(inputs) for part in parts))
        if isinstance(expression, sympy.Min):
            return lambda inputs: reduce(torch.minimum, (part(inputs) for part in parts))
        function = FUNCTIONS.get(expression.func)
        if function is None:
            raise NumericsError(f"{expression.func.__name__} in {expression} has no torch form")
        return lambda inputs: function(parts[0](inputs))

    def log(self, expression: Expr) -> Recipe:
        """The recipe of the logarithm of the expression."""
        if not expression.is_number and self.is_positive(expression):
            if isinstance(expression, Symbol):
                return self._log_symbol(expression.name)
            if isinstance(expression, sympy.exp):
                return self.value(expression.args[0])
            if isinstance(expression, Mul | Pow):
                return self._log_product(expression)
            parts = [self.log(part) for part in expression.args]
            return lambda inputs: reduce(add_in_log_space, (part(inputs) for part in parts))
        if expression.is_number:
            return constant(sympy.log(expression))
        plain = self.value(expression)
        return lambda inputs: torch.log(plain(inputs))

    def _symbol(self, name: str) -> Recipe:
        if name in self.logit_of:
            logit, sign = self.logit_of[name]
            return lambda inputs: torch.sigmoid(sign * inputs[logit])
        if name in self.densities:
            return lambda inputs: torch.exp(inputs[name])
        return given(name)

    def _log_symbol(self, name: str) -> Recipe:
        if name in self.logit_of:
            logit, sign = self.logit_of[name]
            return lambda inputs: logsigmoid(sign * inputs[logit])
        return given(name)

    def _log_product(self, expression: Expr) -> Recipe:
        powers: dict[Expr, Expr] = {}
        for factor in Mul.make_args(expression):
            base, exponent = factor.as_base_exp()
            powers[base] = powers.get(base, sympy.Integer(0)) + exponent
        # log D - log(1 - D) is the logit itself, and cancels badly if it is computed as it stands
        terms = [
            scaled(constant(power), given(name))
            for name, power in take_out_odds(powers, self.complements)
        ]
        for power, part, rest in take_out_shares(powers, self.known_by_log):
            terms.append(scaled(constant(power), self._log_share(part, rest)))
        for base, exponent in powers.items():
            if exponent != 0 and base != 1:
                terms.append(scaled(self.value(exponent), self.log(base)))
        return lambda inputs: reduce(torch.add, (term(inputs) for term in terms))

    def _log_share(self, part: Expr, rest: Expr) -> Recipe:
        log_part, log_rest = self.log(part), self.log(rest)
        return lambda inputs: log_of_share(log_part(inputs), log_rest(inputs))

    def _product(self, expression: Expr) -> Recipe:
        masses = [factor for factor in expression.args if self.in_log_space(factor)]
        if not masses:
            parts = [self.value(part) for part in expression.args]
            return lambda inputs: reduce(torch.mul, (part(inputs) for part in parts))
        others = [self.value(part) for part in expression.args if part not in masses]
        log_mass = self._log_product(Mul(*masses, evaluate=False))
        densities = [
            base.name
            for base, exponent in (mass.as_base_exp() for mass in masses)
            if isinstance(base, Symbol) and base.name in self.densities and exponent.is_positive
        ]
        return lambda inputs: product_with_mass(
            log_mass(inputs),
            [part(inputs) for part in others],
            [inputs[name] for name in densities],
        )

    def _power(self, expression: Expr) -> Recipe:
        base, exponent = expression.args
        if self.in_log_space(base):
            log_power = scaled(self.value(exponent), self.log(base))
            return lambda inputs: torch.exp(log_power(inputs))
        power, root = self.value(base), self.value(exponent)
        if exponent.is_number:
            number = int(exponent) if exponent.is_Integer else float(exponent)
            return lambda inputs: power(inputs) ** number
        return lambda inputs: power(inputs) ** root(inputs)
