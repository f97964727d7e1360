"""Broken steps: a claim or its hypotheses changed in one place, and drawn from a seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import cycle
from random import Random
from typing import Final

from ..language.claims import Claim, Hypotheses, Statement
from ..language.grammar import parse
from ..language.printing import claim_text, hypotheses_text
from ..language.tokens import ClaimError
from ..language.written import Name, Relation, Written
from .breaking import SIGNS, broken, broken_relation

Text = tuple[str, str]

# So many changes of two places are tried in vain before a step is taken to have no more of them.
_IN_VAIN: Final = 200


@dataclass(frozen=True)
class Source:
    """A step that is to be broken.

    Args:
        derivation: the name of its derivation.
        step: its label there.
        statement: what it says.
    """

    derivation: str
    step: str
    statement: Statement


@dataclass(frozen=True)
class Mutant:
    """A broken step as text in the claim language.

    Args:
        derivation: the name of the derivation that was broken.
        step: the label of its step.
        change: what was changed into what.
        claim: what is said now.
        where: the hypotheses now.
    """

    derivation: str
    step: str
    change: str
    claim: str
    where: str


def draw(sources: Sequence[Source], seed: int = 0) -> Iterator[Mutant]:
    """Distinct mutants of the sources in turn, until there are no more of them.

    A step is first changed in one place, and in two when it has no more such places. What comes of
    a step does not hang on which other steps there are, except that none is drawn twice.

    Args:
        sources: the steps that are broken; what they say themselves is no mutant.
        seed: the same seed gives the same mutants.
    """
    seen = {text for source in sources if (text := text_of(source.statement)) is not None}
    streams = [_mutants(source, Random(f"{seed} {source.derivation} {source.step}"), seen)
               for source in sources]
    dry: set[int] = set()
    for place in cycle(range(len(streams))):
        if len(dry) == len(streams):
            return
        if place not in dry:
            made = next(streams[place], None)
            if made is None:
                dry.add(place)
            else:
                yield made


def changes(statement: Statement) -> Iterator[tuple[str, Statement]]:
    """Every statement that differs from a statement in one place, with what was changed.

    Args:
        statement: what comes of it need not be well-formed.
    """
    known = statement.hypotheses.declared
    for change, claim in _claims(statement.claim, known):
        yield change, replace(statement, claim=claim)
    for change, hypotheses in _hypotheses(statement.hypotheses):
        yield change, replace(statement, hypotheses=hypotheses)


def text_of(statement: Statement) -> Text | None:
    """A statement as claim and hypotheses in the claim language; `None` if it is not well-formed.

    Args:
        statement: a claim of any kind.
    """
    try:
        claim, where = claim_text(statement.claim), hypotheses_text(statement.hypotheses)
        parse(claim, where)
    except (ClaimError, TypeError):
        # A derivative at a point, and the like, have no text.
        return None
    return claim, where


def _mutants(source: Source, random: Random, seen: set[Text]) -> Iterator[Mutant]:
    """The mutants of one step; what was seen is left out, and what is given is noted as seen."""

    def fresh(change: str, changed: Statement) -> Mutant | None:
        text = text_of(changed)
        if text is None or text in seen:
            return None
        seen.add(text)
        return Mutant(source.derivation, source.step, change, *text)

    single = [*changes(source.statement), *_unfolded(source.statement)]
    random.shuffle(single)
    for change, changed in single:
        if (made := fresh(change, changed)) is not None:
            yield made
    vain = 0
    while single and vain < _IN_VAIN:
        first, changed = random.choice(single)
        second, twice = random.choice(list(changes(changed)))
        made = fresh(f"{first}; {second}", twice)
        vain = 0 if made is not None else vain + 1
        if made is not None:
            yield made


def _unfolded(statement: Statement) -> Iterator[tuple[str, Statement]]:
    """The changes of a statement as it reads once its names of Python alone are unfolded."""
    text = text_of(statement)
    return iter(()) if text is None else changes(parse(*text))


def _claims(claim: Claim, known: Sequence[Name]) -> Iterator[tuple[str, Claim]]:
    known = tuple(dict.fromkeys((*known, *claim.bound)))
    for part in fields(claim):
        value = getattr(claim, part.name)
        if value in claim.bound or not part.compare:
            continue
        for change, changed in _values(value, known):
            made = replace(claim, **{part.name: changed})
            yield change or f"{claim} → {made}", made


def _values(value: object, known: Sequence[Name]) -> Iterator[tuple[str, object]]:
    """A field of a claim in every broken form; a change without words is one of the whole claim."""
    if isinstance(value, bool):
        yield "", not value
    elif isinstance(value, str) and value in SIGNS:
        yield from (("", sign) for sign in SIGNS if sign != value)
    elif isinstance(value, Written):
        yield from ((f"{old} → {new}", whole) for old, new, whole in broken(value, known))
    elif isinstance(value, Relation):
        yield from broken_relation(value, known)
    elif isinstance(value, tuple):
        if len(value) > 1:
            yield "", value[::-1]
        for place, part in enumerate(value):
            for change, changed in _values(part, known):
                yield change, (*value[:place], changed, *value[place + 1:])


def _hypotheses(hypotheses: Hypotheses) -> Iterator[tuple[str, Hypotheses]]:
    relations = hypotheses.relations
    for place, relation in enumerate(relations):
        before, after = relations[:place], relations[place + 1:]
        yield f"without {relation}", replace(hypotheses, relations=before + after)
        for change, changed in broken_relation(relation, hypotheses.declared):
            yield f"where {change}", replace(hypotheses, relations=(*before, changed, *after))
