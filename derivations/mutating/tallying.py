"""What the engine says of mutants, held against an oracle that shares no code with it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from ..language.claims import Statement
from ..language.grammar import parse
from ..meaning.grounding import functions_of, groundings
from ..testing.truth import FALSE, TRUE, UNKNOWN, WANTED, Truth, find_truth
from .mutants import Mutant

MOST_FUNCTIONS: Final = 6
ORACLE: Final = f"{__name__}:judge_request"
# What an instance cannot be judged by is said in these errors: a name outside every integral, a
# function without a derivative here, a tree that is too deep.
_UNREADABLE: Final = (TypeError, KeyError, RecursionError)
_NO_ANSWER: Final = "the oracle cannot read it: {error}"


@dataclass(frozen=True)
class Survivor:
    """A mutant that was proved, and that the oracle does not find true.

    Args:
        mutant: the broken step.
        oracle: `false` or `unknown`.
        note: why.
    """

    mutant: Mutant
    oracle: str
    note: str = ""

    def plain(self) -> dict[str, str]:
        """The survivor as an object of JSON."""
        mutant = self.mutant
        return {"derivation": mutant.derivation, "step": mutant.step, "change": mutant.change,
                "claim": mutant.claim, "where": mutant.where, "oracle": self.oracle,
                "note": self.note}


@dataclass
class Tally:
    """How many mutants came to what; every mutant is in one of the four places.

    Args:
        true: proved, and true by the oracle.
        refuted: refuted.
        undecided: neither proved nor refuted.
        survivors: proved, but not true by the oracle.
    """

    true: int = 0
    refuted: int = 0
    undecided: int = 0
    survivors: list[Survivor] = field(default_factory=list)

    @property
    def mutants(self) -> int:
        """How many there are."""
        return self.true + self.refuted + self.undecided + len(self.survivors)

    @property
    def proved_false(self) -> int:
        """How many were proved although the oracle finds them false: there must be none."""
        return sum(survivor.oracle == FALSE for survivor in self.survivors)

    def count(self, mutant: Mutant, verdict: str, oracle: dict[str, Any] | None = None) -> None:
        """Notes what came of a mutant.

        Args:
            mutant: the broken step.
            verdict: `proved`, `refuted` or `undecided`.
            oracle: the oracle's answer on what was proved; none is as good as `unknown`.
        """
        if verdict == "refuted":
            self.refuted += 1
        elif verdict != "proved":
            self.undecided += 1
        elif oracle is not None and oracle["truth"] == TRUE:
            self.true += 1
        else:
            said = oracle or {"truth": UNKNOWN, "note": ""}
            self.survivors.append(Survivor(mutant, said["truth"], said["note"]))

    def plain(self) -> dict[str, Any]:
        """The tally as an object of JSON."""
        return {"mutants": self.mutants, "true": self.true, "refuted": self.refuted,
                "undecided": self.undecided, "proved_false": self.proved_false,
                "survivors": [survivor.plain() for survivor in self.survivors]}


def _truth(statement: Statement) -> Truth:
    """What the oracle finds; for a claim about convex functions, at some that are known.

    It is false if it is so for one of them, and true if it is for one and false for none.
    """
    if not functions_of(statement):
        return find_truth(statement)
    found = Truth(UNKNOWN)
    for ground, _ in islice(groundings(statement), MOST_FUNCTIONS):
        judged = find_truth(ground, wanted=WANTED // 4)
        if judged.word == FALSE:
            return judged
        found = judged if judged.word == TRUE else found
    return found


def judge_request(request: bytes) -> bytes:
    """The oracle's answer on one claim, as a worker process gives it.

    Args:
        request: an object with claim and where.
    """
    asked = json.loads(request)
    try:
        found = _truth(parse(asked["claim"], asked["where"]))
    except _UNREADABLE as error:
        return json.dumps({"truth": UNKNOWN, "note": _NO_ANSWER.format(error=error)}).encode()
    note = f"{found.note} at {found.instance!r}" if found.instance is not None else found.note
    return json.dumps({"truth": found.word, "note": note}).encode()
