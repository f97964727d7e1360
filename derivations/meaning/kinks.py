"""Derivatives where absolute values, maxima, signs and branches meet, from both sides of a point.

On either side of a point each of these is one expression, analytic at the point itself. So the
derivative exists where the two agree with the function and with each other in every derivative up
to the one that is meant, and it does not where the first that do not agree are known to differ.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from ..language.forms import Derivative, Piecewise
from ..language.traversal import names, substitute, walk
from ..language.written import (
    Application,
    Difference,
    Integer,
    Name,
    Negation,
    Power,
    Product,
    Quotient,
    Sum,
    Written,
    apply,
    written,
)
from .derivative import derivative, unrolled
from .exact import exact_value
from .signs import NEGATIVE, POSITIVE, RELATION_SIGNS, ZERO, ProofError, turned_signs

HIGHEST: Final = 6
_BRANCHING: Final = ("abs", "max", "min", "sign")
_ARITHMETIC: Final = (Sum, Difference, Product, Quotient, Negation)
_ENTIRE: Final = ("exp", "log", "sin", "cos", "erf")
_NO_RULE: Final = "no rule tells what a function is beside a point"
_TOO_CLOSE: Final = "two pieces of a function meet too closely"


def has_kinks(node: Written, variable: Name) -> bool:
    """Whether an expression may have kinks or jumps where a variable moves.

    Args:
        node: any expression.
        variable: that moves.
    """
    return any(
        (isinstance(part, Piecewise) or _even_root(part) is not None
         or (isinstance(part, Application) and part.function in _BRANCHING))
        and variable in names(part)
        for part in walk(node)
    )


class Beside:
    """What a function is on either side of a point.

    Args:
        evaluation: of expressions at the point, or on a cell of points; `finite` gives a value.
        variable: that moves.
        point: where it stands; the variable itself if nothing is said.
    """

    def __init__(self, evaluation: Any, variable: Name, point: Written | None) -> None:
        self.evaluation, self.variable, self.point = evaluation, variable, point
        if isinstance(variable, Integer):
            raise ProofError("an integer does not move")

    def derivative(self, body: Written, order: int) -> Any:
        """The value of a derivative of a function at the point.

        Args:
            body: the function.
            order: how often it is differentiated.

        Returns:
            The value; None where the derivative does not exist.

        Raises:
            ProofError: where neither is known.
        """
        expected, formula = self._at(body), body
        sides = list(dict.fromkeys(self._side(body, way) for way in (1, -1)))
        for side in sides:
            self._check_analytic(side)
        for count in range(order + 1):
            if count:
                sides = [derivative(side, self.variable) for side in sides]
                expected, formula = self._at(sides[0]), sides[0]
            for side in sides:
                apart = int(self.evaluation.field.signs_of(self._at(side) - expected))
                if not apart & ZERO:
                    return None
                if apart != ZERO:
                    self.evaluation.ask(self._placed(side - formula))
        return expected

    def _placed(self, node: Written) -> Written:
        return node if self.point is None else substitute(node, {self.variable: self.point})

    def _at(self, node: Written) -> Any:
        return self.evaluation.finite(self._placed(node))

    def _sign_at(self, node: Written) -> int:
        """The one sign of an expression at the point."""
        signs = int(self.evaluation.signs(self._placed(node)))
        if signs not in (POSITIVE, ZERO, NEGATIVE):
            self.evaluation.ask(self._placed(node))
        return signs

    def _side(self, node: Written, way: int) -> Written:
        """The expression that a function is on one side; way is 1 above the point, −1 below it."""
        if self.variable not in names(node) or isinstance(node, Name):
            return node
        root = _even_root(node)
        if root is not None:
            return self._size(root[0], way) ** root[1]
        if isinstance(node, Piecewise):
            return self._branch(node, way)
        if isinstance(node, Application) and node.function in _BRANCHING:
            return self._chosen(node, way)
        if isinstance(node, Derivative):
            if node.variable != self.variable or node.point is not None:
                raise ProofError(_NO_RULE)
            inner = self._side(node.body, way)
            self._check_analytic(inner)
            return unrolled(Derivative(inner, node.variable, node.order))[-1]
        if isinstance(node, (*_ARITHMETIC, Power, Application)):
            return node.rebuild(tuple(self._side(child, way) for child in node.children))
        raise ProofError(_NO_RULE)

    def _chosen(self, node: Application, way: int) -> Written:
        if node.function == "abs":
            return self._size(node.arguments[0], way)
        best, *others = (self._side(part, way) for part in node.arguments)
        if node.function == "sign":
            return written({POSITIVE: 1, ZERO: 0, NEGATIVE: -1}[self._sign(best, way)])
        kept = POSITIVE if node.function == "max" else NEGATIVE
        for other in others:
            best = best if self._sign(best - other, way) in (kept, ZERO) else other
        return best

    def _size(self, node: Written, way: int) -> Written:
        inner = self._side(node, way)
        signs = self._sign(inner, way)
        return inner if signs == POSITIVE else -inner if signs == NEGATIVE else written(0)

    def _branch(self, node: Piecewise, way: int) -> Written:
        for body, condition in node.branches:
            if condition is None:
                return self._side(body, way)
            gap = self._side(condition.left - condition.right, way)
            if self._sign(gap, way) & RELATION_SIGNS[condition.sign]:
                return self._side(body, way)
        raise ProofError(_NO_RULE)

    def _sign(self, node: Written, way: int) -> int:
        """The sign of an expression just beside the point: that of its first derivative not 0."""
        self._check_analytic(node)
        highest = _degree(node, self.variable)
        for count in range(HIGHEST + 1):
            signs = self._sign_at(node)
            if signs != ZERO:
                return signs if way > 0 or count % 2 == 0 else turned_signs(signs)
            if highest is not None and count >= highest:
                return ZERO
            node = derivative(node, self.variable)
        raise ProofError(_TOO_CLOSE)

    def _check_analytic(self, node: Written) -> None:
        """Checks that an expression, where it has a value, is analytic in the variable."""
        if self.variable not in names(node) or isinstance(node, Name):
            self._at(node)
            return
        if isinstance(node, Power):
            exponent = exact_value(node.right, {})
            whole = exponent is not None and exponent.denominator == 1
            if not whole and self._sign_at(node.left) != POSITIVE:
                raise ProofError(_NO_RULE)
        elif isinstance(node, Application) and node.function in ("sqrt", "LambertW"):
            inner = node.arguments[0]
            if node.function == "LambertW":
                inner = inner + apply("exp", -written(1))
            if self._sign_at(inner) != POSITIVE:
                raise ProofError(_NO_RULE)
        elif not isinstance(node, _ARITHMETIC) and not (
            isinstance(node, Application) and node.function in _ENTIRE
        ):
            raise ProofError(_NO_RULE)
        for child in node.children:
            self._check_analytic(child)
        self._at(node)


def _even_root(node: Written) -> tuple[Written, int] | None:
    """The w and k of a square root of w**(2 k), which is abs(w)**k."""
    if isinstance(node, Application) and node.function == "sqrt":
        inside = node.arguments[0]
    elif isinstance(node, Power) and exact_value(node.right, {}) == Fraction(1, 2):
        inside = node.left
    else:
        return None
    if not isinstance(inside, Power):
        return None
    exponent = exact_value(inside.right, {})
    if exponent is None or exponent <= 0 or exponent % 2:
        return None
    return inside.left, int(exponent / 2)


def _degree(node: Written, variable: Name) -> int | None:
    """A bound of the degree of a polynomial in a variable; None for what is not seen to be one."""
    if variable not in names(node):
        return 0
    if isinstance(node, Name):
        return 1
    if isinstance(node, Negation):
        return _degree(node.operand, variable)
    if isinstance(node, Power):
        exponent, inner = exact_value(node.right, {}), _degree(node.left, variable)
        if inner is None or exponent is None or exponent.denominator != 1 or exponent < 0:
            return None
        return inner * int(exponent)
    if not isinstance(node, Sum | Difference | Product | Quotient):
        return None
    left, right = _degree(node.left, variable), _degree(node.right, variable)
    if left is None or right is None or (isinstance(node, Quotient) and right > 0):
        return None
    return max(left, right) if isinstance(node, Sum | Difference) else left + right
