"""Statements whose truth is known, from files and drawn at random."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from derivations.cli.status import UsageError
from derivations.language.claims import Comparison
from derivations.language.grammar import parse
from derivations.language.tokens import ClaimError

EQUALITIES: Final = "equalities"
REST: Final = "the rest"
INTEGRALS: Final = "integrals"
RANDOM: Final = "random equalities"
_FIELDS: Final = {"id": str, "claim": str, "where": str, "truth": bool}
_BAD_LINE: Final = "{path}, line {number}: write {{\"id\": …, \"claim\": …, \"where\": …, " \
    "\"truth\": true or false}}"
_NO_FILE: Final = "{path} cannot be read: {why}"
_NO_RANDOM: Final = "no statements can be drawn: benchmarks/random_equalities.py is missing"
_LEFT_OUT: Final = "{id} is left out: {error}"


@dataclass(frozen=True)
class Line:
    """A statement whose truth is known.

    Args:
        section: the table that it counts in.
    """

    id: str
    claim: str
    where: str
    truth: bool
    section: str


def read_file(path: str) -> list[dict[str, Any]]:
    """The objects of a file, one a line.

    Args:
        path: of a file of JSON lines with id, claim, where and truth.

    Raises:
        UsageError: if the file cannot be read or holds anything else.
    """
    try:
        with open(path, encoding="utf-8") as file:
            texts = list(file)
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8"
        raise UsageError(_NO_FILE.format(path=path, why=why)) from None
    rows = []
    for number, text in enumerate(texts, 1):
        if not text.strip():
            continue
        try:
            row = json.loads(text)
        except ValueError:
            row = None
        if not isinstance(row, dict) or any(
                not isinstance(row.get(name), kind) for name, kind in _FIELDS.items()):
            raise UsageError(_BAD_LINE.format(path=path, number=number))
        rows.append(row)
    return rows


def draw(count: int, seed: int) -> list[dict[str, Any]]:
    """Random equalities, true and false.

    Args:
        count: how many.
        seed: of the drawing.

    Raises:
        UsageError: if there is nothing to draw them with.
    """
    try:
        from .random_equalities import generate
    except ImportError:
        raise UsageError(_NO_RANDOM) from None
    return [{**row, "section": RANDOM} for row in generate(count, seed)]


def sort(rows: Iterable[dict[str, Any]]) -> tuple[list[Line], list[str]]:
    """The statements with their sections, and a remark on each that cannot be read.

    Args:
        rows: objects with id, claim, where and truth, and section if it is known.
    """
    lines, remarks = [], []
    for row in rows:
        claim, where = row["claim"], row["where"]
        try:
            section = row.get("section") or section_of(claim, where)
        except ClaimError as error:
            remarks.append(_LEFT_OUT.format(id=row["id"], error=error))
            continue
        lines.append(Line(row["id"], claim, where, row["truth"], section))
    return lines, remarks


def section_of(claim: str, where: str) -> str:
    """The table that a statement counts in.

    Args:
        claim: in the claim language.
        where: its hypotheses.

    Raises:
        ClaimError: if it is no claim.
    """
    stated = parse(claim, where)
    if stated.integrates:
        return INTEGRALS
    only = isinstance(stated.claim, Comparison) and set(stated.claim.signs) == {"="}
    return EQUALITIES if only else REST
