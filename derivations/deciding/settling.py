"""Settling a statement: instances first, then a proof, then more instances."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from ..kernel.rules import prove
from ..kernel.theorem import (
    Certificate,
    Order,
    Refutation,
    Theorem,
)
from ..language.claims import (
    Bound,
    Comparison,
    Conjugate,
    Convexity,
    EqualityCase,
    Extremum,
    Statement,
)
from ..language.measures import PointFunction
from ..meaning.grounding import functions_of
from ..meaning.instances import Instance
from ..meaning.laws import check_laws
from ..meaning.normal_form import SIZES
from ..meaning.signs import ProofError
from . import conjugates, extrema, functions, grounds, numbers, supporting, suprema
from .counterexamples import allowed_instance, at_first_sight, find_witness, survey
from .critics import over_critics
from .effort import Effort, quick, spending, thorough
from .narrow import narrowed
from .orders import NotFoundError, find_order
from .reach import out_of_reach

_NO_WITNESS: Final = (
    "nothing was found that satisfies the hypotheses: write hypotheses that some values satisfy"
)
_NO_LAW: Final = (
    "{error}: where a density is expected, write a density, or a mixture whose weights the "
    "hypotheses make non-negative with sum 1"
)
MOST_NAMES: Final = 40
_MANY_NAMES: Final = "more than {most} names are declared: declare those that the claim speaks of"
_LEFT_OUT: Final = "no instance was found at which the sides have values"
_NO_RULE: Final = "no rule settles this kind of claim yet"


class NoWitnessError(ValueError):
    """The hypotheses hold for nothing that was tried."""


class NoLawError(ValueError):
    """What stands where a density is expected is not proved to be a density or a mixture."""


def settle(statement: Statement) -> Theorem | Refutation | str:
    """A theorem, a refutation, or one line on why neither was found.

    Args:
        statement: the claim and its hypotheses.

    Raises:
        NoLawError: if a law of the claim is not proved to be one.
        NoWitnessError: if no instance was found that the hypotheses allow.
    """
    try:
        check_laws(statement, SIZES[-1])
    except ProofError as error:
        raise NoLawError(_NO_LAW.format(error=error)) from error
    if len(statement.hypotheses.declared) > MOST_NAMES:
        return _MANY_NAMES.format(most=MOST_NAMES)
    if functions_of(statement):
        return _abstract(statement)
    witness = find_witness(statement)
    if witness is None:
        if allowed_instance(statement) is None:
            raise NoWitnessError(_NO_WITNESS)
        return _LEFT_OUT
    refuted = at_first_sight(statement)
    if refuted is not None:
        return refuted
    found = _proved(statement, witness, quick())
    if isinstance(found, Theorem):
        return found
    deeper = None
    if statement.integrates and isinstance(statement.claim, Bound):
        with spending(quick()):
            deeper = out_of_reach(statement, statement.claim)
    deeper = deeper or survey(statement) or narrowed(statement)
    if deeper is None and isinstance(statement.claim, Conjugate):
        with spending(quick()):
            deeper = supporting.refuted(statement, statement.claim)
    if deeper is None and isinstance(statement.claim, Bound) and not statement.integrates:
        with spending(quick()):
            deeper = out_of_reach(statement, statement.claim)
    return _proved(statement, witness, thorough()) if deeper is None else deeper


def _abstract(statement: Statement) -> Theorem | Refutation | str:
    """The same for a claim about convex functions; each instance gives them."""
    witness = grounds.witness(statement)
    if witness is None:
        return _LEFT_OUT
    refuted = grounds.refuted(statement, deep=False)
    if refuted is not None:
        return refuted
    found = _proved(statement, witness, quick())
    if isinstance(found, Theorem):
        return found
    return grounds.refuted(statement, deep=True) or _proved(statement, witness, thorough())


def _proved(statement: Statement, witness: Instance, effort: Effort) -> Theorem | str:
    reason = _NO_RULE
    try:
        with spending(effort):
            for certificate in _certificates(statement, witness):
                try:
                    return prove(statement, certificate)
                except ProofError as error:
                    reason = str(error)
    except (NotFoundError, ProofError) as error:
        reason = str(error)
    return reason


def _certificates(statement: Statement, witness: Instance) -> Iterator[Certificate]:
    claim = statement.claim
    if isinstance(claim, Comparison):
        if not statement.integrates and set(claim.signs) == {"="}:
            # Most equalities need nothing that would have to be looked for.
            yield Certificate("comparison", witness, (Order(loose=True),) * len(claim.signs))
        if statement.integrates and not numbers.is_linear(claim):
            yield from numbers.as_numbers(statement, claim, witness)
            return
        orders = tuple(find_order(statement.hypotheses, r) for r in claim.relations)
        yield Certificate("comparison", witness, orders)
    elif isinstance(claim, EqualityCase):
        yield from extrema.equality_case(statement, claim, witness)
    elif isinstance(claim, Convexity):
        with suppress(NotFoundError):
            yield Certificate("convexity", witness, (extrema.defined(statement, claim.body),
                                                     extrema.curvature(statement, claim)))
        yield from conjugates.convexity(statement, claim, witness)
    elif isinstance(claim, Conjugate):
        yield from conjugates.conjugate(statement, claim, witness)
    elif isinstance(claim, Extremum):
        yield from extrema.extremum(statement, claim, witness)
    elif isinstance(claim, Bound) and functions_of(statement):
        if statement.integrates and isinstance(claim.variable, PointFunction):
            yield from over_critics(statement, claim, witness)
    elif isinstance(claim, Bound):
        if statement.integrates and isinstance(claim.variable, PointFunction):
            with suppress(NotFoundError):
                yield from functions.over_functions(statement, claim, witness)
        yield from suprema.bound(statement, claim, witness)
