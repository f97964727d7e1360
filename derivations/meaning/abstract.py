"""Convex functions of which nothing but convexity is known, in normal forms.

A value f(u), a slope f′(u), a finite end f(0+) or lim f(u)/u, and a value of the conjugate where it
is finite are generators, keyed by the normal form of their argument; f(1) is 0.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, Final

from ..language.claims import Bound, Comparison, Hypotheses, Statement
from ..language.convex import ENDS, VALUE, Abstract, ConvexFunction
from ..language.forms import Piecewise
from ..language.measures import Density, NullFunction
from ..language.traversal import names, walk
from ..language.written import (
    Difference,
    Name,
    Negation,
    Product,
    Quotient,
    Relation,
    Sum,
    Written,
    written,
)
from .ratios import Ratio
from .signs import ANY, NEGATIVE, POSITIVE, ZERO, ProofError

if TYPE_CHECKING:
    from .evaluation import Evaluation

MOST_FUNCTIONS: Final = 2
End = tuple[str, str]
_NO_VALUE: Final = "a convex function that is not given has no value at a point"
_NO_DUAL: Final = "a conjugate may be infinite there"


def endless(hypotheses: Hypotheses) -> list[frozenset[End]]:
    """Which ends of the convex functions may be +∞ together, one case after the other.

    A hypothesis that speaks of an end says that it is a number.
    """
    functions = [n for n in hypotheses.declared if isinstance(n, ConvexFunction)]
    if len(functions) > MOST_FUNCTIONS:
        raise ProofError("a claim speaks of too many convex functions")
    finite = {(node.function.name, node.part) for relation in hypotheses.relations
              for side in (relation.left, relation.right)
              if not any(isinstance(part, Piecewise) for part in walk(side))
              for node in walk(side) if isinstance(node, Abstract) and node.part in ENDS}
    ends = [(name.name, part) for name in functions for part in ENDS]
    choices = [(False,) if end in finite else (False, True) for end in ends]
    return [frozenset(end for end, infinite in zip(ends, chosen, strict=True) if infinite)
            for chosen in product(*choices)]


def check_duals(statement: Statement) -> None:
    """Checks that conjugates stand only where an instance without a value is left out.

    Raises:
        ProofError: if one stands elsewhere, at what is not seen to be a slope.
    """
    if not isinstance(statement.claim, Comparison | Bound):
        for part in statement.claim.parts:
            check_finite_duals(part)


def check_finite_duals(node: Written) -> None:
    """Checks that every conjugate in a tree is taken at a slope, where it is a number."""
    for part in walk(node):
        if isinstance(part, Abstract) and part.part == "dual" and not (
            isinstance(part.argument, Abstract) and part.argument.part == "slope"
            and part.argument.function == part.function
        ):
            raise ProofError(_NO_DUAL)


def has_dual(relation: Relation) -> bool:
    """Whether a relation speaks of a conjugate."""
    return any(isinstance(node, Abstract) and node.part == "dual"
               for side in (relation.left, relation.right) for node in walk(side))


def admit(evaluation: Evaluation, relation: Relation) -> None:
    """Records that the conjugates in a hypothesis are numbers: it would not hold where one is not.

    Args:
        evaluation: of the names on a cell.
        relation: a hypothesis.
    """
    for side in (relation.left, relation.right):
        if any(isinstance(node, Piecewise) for node in walk(side)):
            continue
        for node in walk(side):
            if isinstance(node, Abstract) and node.part == "dual" and node.argument is not None:
                image(evaluation.field, "dual", node.function.name,
                      evaluation.finite(node.argument))


def value_of(evaluation: Evaluation, node: Abstract) -> Any:
    """What a convex function says, on a cell.

    Args:
        evaluation: of a proof; at an instance every function is given.
        node: a value, a slope, a conjugate or an end.
    """
    from .evaluation import PLUS, UNDEFINED, Extended, SignNeededError

    field, name = evaluation.field, node.function.name
    if not (field.symbolic and field.proving):
        raise ProofError(_NO_VALUE)
    if node.argument is None:
        if (name, node.part) in field.endless:
            return PLUS
        return field.generator(f"{node.part} {name}", "", ANY)
    argument = evaluation.value(node.argument)
    if argument is UNDEFINED:
        return UNDEFINED
    if isinstance(argument, Extended):
        raise ProofError("a convex function is taken at an infinite value")
    if node.part == "dual":
        _check_masses(evaluation)
        return _dual(field, name, argument, evaluation.extended)
    signs = field.signs_of(argument)
    if signs & POSITIVE and signs != POSITIVE:
        raise SignNeededError(node.argument)
    return image(field, node.part, name, argument) if signs == POSITIVE else UNDEFINED


def _check_masses(evaluation: Evaluation) -> None:
    """Asks whether each mass is 0: where one is, a conjugate beside it need not be a number."""
    from .evaluation import SignNeededError

    for name, value in evaluation.values.items():
        if evaluation.extended and isinstance(name, Density | NullFunction):
            signs = evaluation.field.signs_of(value)
            if signs & ZERO and signs != ZERO:
                raise SignNeededError(name)


def image(field: Any, part: str, name: str, argument: Ratio) -> Ratio:
    """A value or a slope at a positive argument, or a conjugate that is a number."""
    argument = Ratio(field.reduce(argument.above), argument.below)
    if part == VALUE and field.is_zero(argument - field.number(1)):
        return field.number(0)  # type: ignore[no-any-return]
    return field.generator(f"{part} {name}", argument, ANY)  # type: ignore[no-any-return]


def _dual(field: Any, name: str, argument: Ratio, extended: bool) -> Ratio:
    """f*(t), which is u t − f(u) for t = f′(u).

    Elsewhere it may be +∞, and then it is undefined: an integrand with it is left out there, and no
    certificate brings in one that the claim does not have.
    """
    argument = Ratio(field.reduce(argument.above), argument.below)
    point = _slope_point(field, name, argument)
    if point is not None:
        return point * argument - image(field, VALUE, name, point)
    if not extended and not field.has(f"dual {name}", argument):
        raise ProofError(_NO_DUAL)
    return image(field, "dual", name, argument)


def _slope_point(field: Any, name: str, argument: Ratio) -> Ratio | None:
    if argument.below.is_one() and len(argument.above) == 1 and (
        argument.above.total_degree() == 1 and argument.above.leading_coefficient() == 1
    ):
        atom = field.atoms[argument.above.degrees().index(1)]
        if atom.kind == f"slope {name}":
            return atom.key  # type: ignore[no-any-return]
    return None


def moved(target: Any, kind: str, argument: Ratio | str, inside: bool) -> Ratio:
    """A generator in another field, its argument carried there.

    Args:
        target: the other field.
        kind: of the generator.
        argument: in that field.
        inside: whether the generator is defined there; at the end of a range only what is
            continuous is.
    """
    part, name = kind.split(" ", 1)
    if isinstance(argument, str):
        return target.generator(kind, argument, ANY)  # type: ignore[no-any-return]
    still = argument.is_constant() or (part == VALUE and target.signs_of(argument) == POSITIVE)
    if not inside and not still:
        raise ProofError("a convex function may have no value at the end of a range")
    return image(target, part, name, argument)


def limit(evaluation: Evaluation, body: Written, variable: Name, at_zero: bool) -> Any:
    """The limit of a sum of multiples of f(u), u f(1/u) and what has a limit of its own.

    Args:
        evaluation: of the other names.
        body: in the variable; at +∞ the limit is that of body/variable.
        variable: positive.
        at_zero: whether it goes to 0 or to +∞.

    Returns:
        A value of the field, or 1 for +∞ and -1 for −∞.
    """
    from .evaluation import Evaluation, Extended, SignNeededError
    from .limits import limit_of

    strict = Evaluation(evaluation.field, evaluation.values, extended=False)
    total, infinite, plain = evaluation.field.number(0), set[int](), written(0)
    for scale, node in _terms(body, written(1), variable):
        if not isinstance(node, ConvexEnd):
            plain = plain + scale * node
            continue
        end = value_of(evaluation, node.end(at_zero))
        weight = strict.finite(scale)
        if not isinstance(end, Extended):
            total = total + weight * end
            continue
        signs = evaluation.field.signs_of(weight)
        if signs not in (NEGATIVE, ZERO, POSITIVE):
            raise SignNeededError(scale)
        infinite |= {1} if signs == POSITIVE else {-1} if signs == NEGATIVE else set()
    if plain != written(0):
        rest = limit_of(evaluation.field, plain if at_zero else plain / variable, variable,
                        evaluation.values, at_zero)
        if isinstance(rest, int):
            infinite.add(rest)
        else:
            total = total + rest
    if len(infinite) > 1:
        raise ProofError("a limit is not told where ∞ meets −∞")
    return infinite.pop() if infinite else total


class ConvexEnd:
    """f(u), or u f(1/u), whose ends are those of f the other way round."""

    def __init__(self, function: Name, turned: bool) -> None:
        self.function, self.turned = function, turned

    def end(self, at_zero: bool) -> Abstract:
        """The limit of f(u) at 0+, or that of f(u)/u at +∞."""
        return Abstract(ENDS[at_zero == self.turned], self.function)


def _terms(node: Written, scale: Written,
           variable: Name) -> list[tuple[Written, Any]]:
    if isinstance(node, Abstract) and node.part == VALUE and node.argument == variable:
        return [(scale, ConvexEnd(node.function, False))]
    if isinstance(node, Sum | Difference):
        turned = -scale if isinstance(node, Difference) else scale
        return [*_terms(node.left, scale, variable), *_terms(node.right, turned, variable)]
    if isinstance(node, Negation):
        return _terms(node.operand, -scale, variable)
    if isinstance(node, Quotient) and variable not in names(node.right):
        return _terms(node.left, scale / node.right, variable)
    if isinstance(node, Product):
        for factor, other in ((node.left, node.right), (node.right, node.left)):
            if variable not in names(factor):
                return _terms(other, scale * factor, variable)
            if factor == variable and isinstance(other, Abstract) and other.part == VALUE and (
                other.argument == written(1) / variable
            ):
                return [(scale, ConvexEnd(other.function, True))]
    if any(isinstance(part, Abstract) and variable in names(part) for part in walk(node)):
        raise ProofError("a limit of a convex function is not read off")
    return [(scale, node)]


def is_abstract(body: Written) -> bool:
    """Whether a tree speaks of a convex function that is not given."""
    return any(isinstance(part, Abstract) for part in walk(body))

