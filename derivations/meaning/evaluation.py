"""The value of a written expression: a number of a field, or ±∞ inside an integral.

`Strict` values belong to claims without integrals: every subterm must be defined. Extended values
belong to integrands: log 0 = −∞, a/0 = +∞ for a > 0, and a density that is 0 as a factor makes its
product 0. Where a sign decides and is not known, `SignNeededError` names what to split on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import Enum
from fractions import Fraction
from typing import Any, Final, NoReturn

from ..language.convex import Abstract
from ..language.divergences import Perspective
from ..language.forms import Derivative, Piecewise
from ..language.measures import Pointwise
from ..language.traversal import names
from ..language.written import (
    Application,
    Constant,
    Difference,
    Integer,
    Name,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Written,
    apply,
    written,
)
from . import abstract
from .derivative import unrolled
from .kinks import Beside, has_kinks
from .signs import (
    ANY,
    NEGATIVE,
    NON_NEGATIVE,
    NON_POSITIVE,
    NON_ZERO,
    POSITIVE,
    RELATION_SIGNS,
    ZERO,
    ProofError,
    product_signs,
    sum_signs,
    turned_signs,
)
from .special import SPECIAL


class Extended(Enum):
    """What an integrand may be besides a number."""

    PLUS = "+∞"
    MINUS = "−∞"
    UNDEFINED = "undefined"


PLUS, MINUS, UNDEFINED = Extended.PLUS, Extended.MINUS, Extended.UNDEFINED
Value = Any
_NO_NUMBER: Final = "a negative base has an exponent that is no number"
_NO_SLOPE: Final = "a formula says nothing of a derivative"


class SignNeededError(ProofError):
    """The sign of an expression decides, and is not known on the cell."""

    def __init__(self, expression: Written) -> None:
        super().__init__("a sign is not known")
        self.expression = expression


class UndefinedSubtermError(ProofError):
    """A subterm is undefined at every point of the cell."""


class Evaluation:
    """Evaluates expressions, their definitions unfolded, on one cell or at one point.

    Args:
        field: in which the values live: normal forms, or balls.
        values: what each name is on the cell.
        extended: whether ±∞ may occur, as in integrands.
    """

    def __init__(self, field: Any, values: dict[Name, Any], extended: bool) -> None:
        self.field, self.values, self.extended = field, values, extended
        self._known: dict[Written, Value] = {}

    def finite(self, node: Written) -> Any:
        """The value of an expression that must be a number.

        Raises:
            UndefinedSubtermError: if it is not.
        """
        value = self.value(node)
        if isinstance(value, Extended):
            raise UndefinedSubtermError(f"{node} is {value.value}")
        return value

    def signs(self, node: Written) -> int:
        """The possible signs of an expression that must be a number."""
        return int(self.field.signs_of(self.finite(node)))

    def ask(self, expression: Written) -> NoReturn:
        """Asks for the sign of an expression, to split on."""
        raise SignNeededError(expression)

    def _signs_of(self, value: Any, node: Written) -> int:
        """The possible signs of a value, also as they are seen on its expression."""
        signs = int(self.field.signs_of(value))
        if signs in (POSITIVE, ZERO, NEGATIVE) or self.extended or not self.field.symbolic:
            return signs
        seen = self._seen(node)
        if signs & ~seen and self.field.assume(value, seen):
            signs = int(self.field.signs_of(value))
        return signs

    def _seen(self, node: Written) -> int:
        """The signs of a sum or a product by those of its parts: 1 + abs(a) is positive."""
        if isinstance(node, Negation):
            return turned_signs(self._seen(node.operand))
        if isinstance(node, Sum):
            return sum_signs(self._seen(node.left), self._seen(node.right))
        if isinstance(node, Difference):
            return sum_signs(self._seen(node.left), turned_signs(self._seen(node.right)))
        if isinstance(node, Product | Quotient):
            return product_signs(self._seen(node.left), self._seen(node.right))
        value = self.value(node)
        signs = ANY if isinstance(value, Extended) else int(self.field.signs_of(value))
        if isinstance(node, Application) and node.function in ("abs", "sqrt"):
            return signs & NON_NEGATIVE
        return signs

    def value(self, node: Written) -> Value:
        """The value of an expression on the cell."""
        known = self._known.get(node)
        if known is None:
            known = self._value(node)
            if not self.extended and isinstance(known, Extended):
                raise UndefinedSubtermError(f"{node} is {known.value}")
            self._known[node] = known
        return known

    def _value(self, node: Written) -> Value:
        if isinstance(node, Name):
            if node not in self.values:
                raise ProofError(f"{node.name} has no value on the cell")
            return self.values[node]
        rule = _RULES.get(type(node))
        if rule is None:
            raise ProofError(f"{type(node).__name__} has no value at a point")
        return rule(self, node)

    def _number(self, node: Number) -> Value:
        return self.field.number(node.exact)

    def _constant(self, node: Constant) -> Value:
        if node.name == "oo":
            return PLUS
        return self.field.generator("constant", "pi", POSITIVE)

    def _negation(self, node: Negation) -> Value:
        return negated(self.value(node.operand))

    def _sum(self, node: Sum) -> Value:
        right = self.value(node.right)
        return self.add(self.value(node.left), right)

    def _difference(self, node: Difference) -> Value:
        right = self.value(node.right)
        return self.add(self.value(node.left), negated(right))

    def _derivative(self, node: Derivative) -> Value:
        if has_kinks(node.body, node.variable):
            return self._derivative_beside(node)
        body, *slopes = unrolled(node)
        self.finite(body)
        try:
            return [self.finite(slope) for slope in slopes][-1]
        except UndefinedSubtermError as error:
            # A formula that is undefined there shows no kink.
            raise ProofError(_NO_SLOPE) from error

    def _derivative_beside(self, node: Derivative) -> Value:
        self.finite(unrolled(replace(node, order=0))[0])
        try:
            found = Beside(self, node.variable, node.point).derivative(node.body, node.order)
        except UndefinedSubtermError as error:
            raise ProofError(_NO_SLOPE) from error
        if found is None:
            raise UndefinedSubtermError(f"{node} does not exist")
        return found

    def add(self, left: Value, right: Value) -> Value:
        """The sum of two values; ∞ − ∞ is undefined."""
        if not isinstance(left, Extended) and not isinstance(right, Extended):
            return left + right
        infinite = [part for part in (left, right) if isinstance(part, Extended)]
        return infinite[0] if len(set(infinite)) == 1 else UNDEFINED

    def times(self, left: Value, right: Value, deciding: Written) -> Value:
        """The product of two values; `deciding` is split on where the sign of one is open."""
        if not isinstance(left, Extended) and not isinstance(right, Extended):
            return left * right
        if left is UNDEFINED or right is UNDEFINED:
            return UNDEFINED
        if isinstance(left, Extended) and isinstance(right, Extended):
            return PLUS if left is right else MINUS
        number, infinite = (left, right) if not isinstance(left, Extended) else (right, left)
        signs = self.field.signs_of(number)
        if signs not in (POSITIVE, NEGATIVE, ZERO):
            raise SignNeededError(deciding)
        if signs == ZERO:
            return UNDEFINED
        return infinite if signs == POSITIVE else negated(infinite)

    def _product(self, node: Product) -> Value:
        factors = tuple(_factors(node))
        if self.extended:
            for factor in _numerators(node) if self.field.proving else factors:
                if not isinstance(factor, Pointwise) or factor.kind == "function":
                    continue
                if self.field.signs_of(self.values[factor]) == ZERO:
                    return self.field.number(0)
        values = [self.value(factor) for factor in factors]
        total: Value = self.field.number(1)
        if any(isinstance(value, Extended) for value in values):
            self._settle_masses(node)
            if UNDEFINED in values:
                return UNDEFINED
            return self._infinite_product(factors, values)
        for value in values:
            total = total * value
        return total

    def _settle_masses(self, node: Product) -> None:
        """Asks for the sign of every density among the factors: where one is 0, so is the rest."""
        for factor in _numerators(node):
            if isinstance(factor, Pointwise) and factor.kind != "function":
                signs = self.field.signs_of(self.values[factor])
                if signs & ZERO and signs != ZERO:
                    raise SignNeededError(factor)

    def _infinite_product(self, factors: tuple[Written, ...], values: list[Value]) -> Value:
        total: Value = PLUS
        for factor, value in zip(factors, values, strict=True):
            total = self.times(value, total, factor) if value is not PLUS else total
            if total is UNDEFINED:
                return UNDEFINED
        return total

    def _quotient(self, node: Quotient) -> Value:
        above, below = self.value(node.left), self.value(node.right)
        if above is UNDEFINED or below is UNDEFINED:
            return UNDEFINED
        if isinstance(below, Extended):
            return UNDEFINED if isinstance(above, Extended) else self.field.number(0)
        signs = self._signs_of(below, node.right)
        if signs == ZERO:
            return self._over_zero(node, above)
        if signs & ZERO:
            raise SignNeededError(node.right)
        if not isinstance(above, Extended):
            return above / below
        if signs not in (POSITIVE, NEGATIVE):
            raise SignNeededError(node.right)
        return above if signs == POSITIVE else negated(above)

    def _over_zero(self, node: Quotient, above: Value) -> Value:
        if isinstance(above, Extended):
            raise ProofError("an infinite value is divided by 0")
        signs = self.field.signs_of(above)
        if signs not in (POSITIVE, NEGATIVE, ZERO):
            raise SignNeededError(node.left)
        # A negative number over 0 is left open by the meaning of a claim: a proof covers −∞, and a
        # refutation leaves the instance out.
        negative = MINUS if self.field.proving else UNDEFINED
        return {POSITIVE: PLUS, NEGATIVE: negative, ZERO: UNDEFINED}[signs]

    def _power(self, node: Power) -> Value:
        base, exponent = self.value(node.left), self.value(node.right)
        if isinstance(exponent, Extended) or isinstance(base, Extended):
            return self._infinite_power(base, exponent)
        whole = exponent.constant() if exponent.is_constant() else None
        if whole == 0:
            # Only the number 0 makes x**0 a 1 at x = 0, also as it is left by 2 − 1 − 1.
            known = self.field.signs_of(base)
            if not names(node.right) or not known & ZERO:
                return self.field.number(1)
            if known == ZERO:
                return UNDEFINED
            raise SignNeededError(node.left)
        if whole is not None and whole.denominator == 1 and whole > 0:
            return base ** int(whole)
        signs = self._signs_of(base, node.left)
        if whole is not None and whole.denominator == 1:
            if signs == ZERO:
                return PLUS if self.field.proving else UNDEFINED
            if signs & ZERO:
                raise SignNeededError(node.left)
            return base ** int(whole)
        if signs == ZERO:
            return self._zero_power(node, exponent)
        if whole is None and signs != POSITIVE and self.field.symbolic:
            return self._turned_power(node, base, exponent)
        if signs == NEGATIVE:
            if whole is None:
                raise ProofError(_NO_NUMBER)
            return UNDEFINED
        if signs != POSITIVE:
            raise SignNeededError(node.left)
        return self.field.power(base, exponent)

    def _turned_power(self, node: Power, base: Any, exponent: Any) -> Value:
        """((−1)**e · rest)**n for an integer n: (−1)**(e n) times a power of a positive rest."""
        turns, rest = self.field.turns_apart(base)
        signs = self.field.signs_of(rest)
        if signs not in (POSITIVE, NEGATIVE):
            raise SignNeededError(node.left)
        if signs == NEGATIVE:
            turns, rest = turns + self.field.number(1), negated(rest)
        if self.field.parity(exponent) is not None:
            sign = self.field.parity(turns * exponent)
        elif _is_even(node.right):
            sign = self.field.number(1)
        else:
            raise ProofError(_NO_NUMBER)
        return sign * self.field.power(rest, exponent)

    def _zero_power(self, node: Power, exponent: Any) -> Value:
        signs = self.field.signs_of(exponent)
        if signs == POSITIVE:
            return self.field.number(0)
        if signs in (NEGATIVE, ZERO):
            return UNDEFINED
        raise SignNeededError(node.right)

    def _infinite_power(self, base: Any, exponent: Any) -> Value:
        if base is UNDEFINED or exponent is UNDEFINED:
            return UNDEFINED
        if base is PLUS and not isinstance(exponent, Extended):
            signs = self.field.signs_of(exponent)
            if signs in (POSITIVE, NEGATIVE):
                return PLUS if signs == POSITIVE else self.field.number(0)
        whole = None if isinstance(exponent, Extended) or not exponent.is_constant() else (
            exponent.constant())
        if base is MINUS and whole and whole.denominator == 1:
            if whole < 0:
                return self.field.number(0)
            return MINUS if whole % 2 else PLUS
        raise ProofError("a power of an infinite value")

    def _application(self, node: Application) -> Value:
        function = node.function
        if function in ("max", "min"):
            return self._extreme(node)
        argument = self.value(node.arguments[0])
        if argument is UNDEFINED:
            return UNDEFINED
        if isinstance(argument, Extended):
            return self._at_infinity(function, argument)
        if function == "exp":
            return self.field.exp(argument)
        if function == "LambertW":
            return self._lambert(node.arguments[0], argument)
        if function in SPECIAL:
            return self.field.special(function, argument)
        signs = self._signs_of(argument, node.arguments[0])
        if function == "abs" and self.field.symbolic and signs not in (POSITIVE, ZERO, NEGATIVE):
            argument = self.field.turns_apart(argument)[1]
            signs = int(self.field.signs_of(argument))
        if function == "abs" and signs | NON_NEGATIVE == NON_NEGATIVE:
            return argument
        if function == "abs" and signs | NON_POSITIVE == NON_POSITIVE:
            return -argument
        if signs not in (POSITIVE, NEGATIVE, ZERO):
            raise SignNeededError(node.arguments[0])
        if function == "log":
            if signs == POSITIVE:
                return self.field.log(argument)
            return MINUS if signs == ZERO else UNDEFINED
        if function == "sqrt":
            if signs == POSITIVE:
                return self.field.power(argument, self.field.number(Fraction(1, 2)))
            return argument if signs == ZERO else UNDEFINED
        if function == "sign":
            return self.field.number({POSITIVE: 1, ZERO: 0, NEGATIVE: -1}[signs])
        raise ProofError(f"{function} has no normal form yet")

    def _lambert(self, node: Written, argument: Any) -> Value:
        """The principal branch, where the argument is at least −1/e and its sign is known."""
        field = self.field
        found = field.undone(argument)
        if found is not None:
            return found
        signs = field.signs_of(argument)
        if signs & NEGATIVE:
            above = field.signs_of(argument + field.exp(field.number(-1)))
            if above & NEGATIVE:
                if above == NEGATIVE:
                    return UNDEFINED
                raise SignNeededError(node + apply("exp", -written(1)))
        if signs not in (POSITIVE, NEGATIVE, ZERO):
            raise SignNeededError(node)
        return field.special("LambertW", argument)

    def _at_infinity(self, function: str, argument: Extended) -> Value:
        if function == "exp":
            return PLUS if argument is PLUS else self.field.number(0)
        if function == "abs" or (argument is PLUS and function in ("log", "sqrt")):
            return PLUS
        if function in ("log", "sqrt"):
            return UNDEFINED
        raise ProofError(f"{function} of an infinite value")

    def _extreme(self, node: Application) -> Value:
        best = node.arguments[0]
        for other in node.arguments[1:]:
            left, right = self.value(best), self.value(other)
            if isinstance(left, Extended) or isinstance(right, Extended):
                raise ProofError("a maximum or minimum of an infinite value")
            signs = self.field.signs_of(left - right)
            if signs == 7 or signs == NON_ZERO:
                raise SignNeededError(best - other)
            keeps = NON_NEGATIVE if node.function == "max" else NON_POSITIVE
            best = best if signs | keeps == keeps else other
        return self.value(best)

    def _piecewise(self, node: Piecewise) -> Value:
        for body, condition in node.branches:
            if condition is None or self.holds(condition):
                return self.value(body)
        return UNDEFINED

    def holds(self, relation: Relation) -> bool:
        """Whether a relation holds at every point of the cell, or at none.

        Raises:
            SignNeededError: if neither is known.
        """
        allowed = RELATION_SIGNS[relation.sign]
        signs = self.signs(relation.left - relation.right)
        if signs | allowed == allowed:
            return True
        if signs & allowed:
            raise SignNeededError(relation.left - relation.right)
        return False

    def _perspective(self, node: Perspective) -> Value:
        above, below = self.finite(node.numerator), self.finite(node.denominator)
        known = (self.field.signs_of(above), self.field.signs_of(below))
        for signs, part in zip(known, (node.numerator, node.denominator), strict=True):
            if signs not in (POSITIVE, ZERO):
                raise SignNeededError(part)
        if known == (POSITIVE, POSITIVE):
            return self.value(node.interior())
        if known == (ZERO, ZERO):
            return self.field.number(0)
        at_zero = known[0] == ZERO
        body = node.body if at_zero else node.body / node.variable
        end = abstract.limit(self, node.body, node.variable, at_zero) if (
            abstract.is_abstract(body)) else self.limit(body, node.variable, at_zero)
        mass, part = (below, node.denominator) if at_zero else (above, node.numerator)
        return self.times(mass, {1: PLUS, -1: MINUS}[end] if isinstance(end, int) else end, part)


    def limit(self, body: Written, variable: Name, at_zero: bool) -> Any:
        """The limit of an expression in a positive variable at 0+ or +∞; ±1 stands for ±∞."""
        from .limits import limit_of  # limits are read off evaluations in turn

        return limit_of(self.field, body, variable, self.values, at_zero)


_RULES: Final[dict[type, Callable[[Evaluation, Any], Value]]] = {
    Number: Evaluation._number,
    Constant: Evaluation._constant,
    Negation: Evaluation._negation,
    Sum: Evaluation._sum,
    Difference: Evaluation._difference,
    Product: Evaluation._product,
    Quotient: Evaluation._quotient,
    Power: Evaluation._power,
    Application: Evaluation._application,
    Derivative: Evaluation._derivative,
    Piecewise: Evaluation._piecewise,
    Perspective: Evaluation._perspective,
    Abstract: abstract.value_of,
}


def negated(value: Value) -> Value:
    """The value with its sign turned."""
    if not isinstance(value, Extended):
        return -value
    return {PLUS: MINUS, MINUS: PLUS, UNDEFINED: UNDEFINED}[value]


def _is_even(node: Written) -> bool:
    """Whether an exponent is an even integer whatever its names are."""
    if isinstance(node, Product):
        sides = (node.left, node.right)
        return any(_is_even(side) and _is_whole(other)
                   for side, other in (sides, sides[::-1]))
    if isinstance(node, Sum | Difference):
        return _is_even(node.left) and _is_even(node.right)
    if isinstance(node, Negation):
        return _is_even(node.operand)
    return isinstance(node, Number) and node.exact % 2 == 0


def _is_whole(node: Written) -> bool:
    if isinstance(node, Sum | Difference | Product):
        return _is_whole(node.left) and _is_whole(node.right)
    if isinstance(node, Negation):
        return _is_whole(node.operand)
    return isinstance(node, Integer) or (
        isinstance(node, Number) and node.exact.denominator == 1)


def _factors(node: Written) -> Iterator[Written]:
    if isinstance(node, Product):
        yield from _factors(node.left)
        yield from _factors(node.right)
    else:
        yield node


def _numerators(node: Written) -> Iterator[Written]:
    """The factors of a product, those above a fraction bar and under a minus sign included."""
    if isinstance(node, Product):
        yield from _numerators(node.left)
        yield from _numerators(node.right)
    elif isinstance(node, Quotient):
        yield from _numerators(node.left)
    elif isinstance(node, Negation):
        yield from _numerators(node.operand)
    else:
        yield node
