"""What the engine says of a claim that is built here, asked once."""

from __future__ import annotations

from functools import lru_cache

from ..deciding.answers import settle_statement
from ..deciding.outcome import Outcome
from ..deciding.settling import NoWitnessError
from ..language.claims import Claim, Statement, compare
from ..language.statements import statement
from ..language.tokens import ClaimError
from ..language.written import Relation


def settled(claim: Claim, given: tuple[Relation, ...] = ()) -> Outcome:
    """The outcome of a claim under hypotheses; `undecided` where it cannot be stated.

    Args:
        claim: built from trees.
        given: the hypotheses.
    """
    try:
        return _settled(statement(claim, given))
    except ClaimError as error:
        return Outcome("undecided", reason=str(error))


def holds(left: object, sign: str, right: object, given: tuple[Relation, ...] = ()) -> bool:
    """Whether a relation is proved.

    Args:
        left: a tree or a number.
        sign: one of = <= < >= >.
        right: a tree or a number.
        given: the hypotheses.
    """
    return settled(compare(left, (sign, right)), given).verdict == "proved"


@lru_cache(maxsize=512)
def _settled(stated: Statement) -> Outcome:
    try:
        return settle_statement(stated)
    except NoWitnessError as error:
        return Outcome("undecided", reason=str(error))
