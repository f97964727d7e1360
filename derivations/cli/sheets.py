"""`derivations divergence`: the sheet of an f-divergence, or the catalogue as a table."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any, Final

from ..deciding.workers import Reply, Workers
from ..divergences import CATALOGUE, Check, Entry, Sheet, make_sheet, named, own_checks, read
from ..divergences.reading import T, U, V
from ..language.tokens import ClaimError
from ..language.written import Written
from .status import AS_IT_SHOULD_BE, FAULT, NOT_AS_IT_SHOULD_BE, UsageError
from .tables import counterexample_lines, table
from .tasks import ENGINE, SETTLE, encode, no_answer

_PROPOSE: Final = "derivations.divergences.proposals:serve"
_HEADER: Final = ("name", "f(u)", "conjugate", "domain", "activation", "range", "sheet")
_CONDITIONS: Final = {
    "convex": "convex on u > 0", "zero_at_one": "f(1) = 0",
    "strict_at_one": "affine on no neighbourhood of 1",
    "lower_semicontinuous": "lower semicontinuous",
}  # fmt: skip


class _Desks:
    """The two sets of workers behind sheets: one settles claims, one proposes formulas.

    Args:
        seconds: the bound on each claim and on each proposal.
    """

    def __init__(self, seconds: float) -> None:
        self.faults: list[str] = []
        tasks = __package__ + ".tasks"
        self._settlers = Workers(SETTLE, jobs=1, seconds=seconds, preload=(tasks, *ENGINE))
        self._proposers = Workers(_PROPOSE, jobs=1, seconds=seconds,
                                  preload=(tasks, *ENGINE, "derivations.divergences.proposals"))

    def __enter__(self) -> _Desks:
        self._settlers.__enter__()
        return self

    def __exit__(self, *raised: object) -> None:
        self._proposers.close()
        self._settlers.__exit__(*raised)

    def settle(self, claim: str, where: str) -> dict[str, Any]:
        """The answer to a claim."""
        reply = self._one(self._settlers, {"id": None, "claim": claim, "where": where})
        if reply.body is None:
            return no_answer(None, "undecided", reply.reason or "a fault of the program")
        answer: dict[str, Any] = json.loads(reply.body)
        return answer

    def propose(self, kind: str, body: str) -> dict[str, Any]:
        """Proposals for a function."""
        reply = self._one(self._proposers, {"kind": kind, "body": body})
        found: dict[str, Any] = {} if reply.body is None else json.loads(reply.body)
        return found

    def _one(self, workers: Workers, request: dict[str, Any]) -> Reply:
        reply = next(workers.run(iter([encode(request)])))
        if reply.fault:
            self.faults.append(reply.fault)
        return reply


def divergence_command(read_arguments: argparse.Namespace) -> int:
    """Runs `derivations divergence`.

    Args:
        read_arguments: the arguments.
    """
    asked = read_arguments
    try:
        entry = None if asked.expression is None else named(asked.expression)
        f = entry.tree if entry else None if asked.expression is None else read(
            asked.expression, U, "f", "EXPR")
        conjugate = _optional(asked.conjugate, T, "a conjugate", "--conjugate")
        activation = _optional(asked.activation, V, "an activation", "--activation")
    except ClaimError as error:
        raise UsageError(str(error)) from None
    with _Desks(asked.timeout) as desks:
        if f is None:
            status = _catalogue(desks, asked.format)
        else:
            sheet = make_sheet(f, desks.settle, desks.propose,
                               own=own_checks(conjugate, activation))
            facts = [] if entry is None else _facts(desks, entry)
            _print(sheet, asked.format, entry, facts)
            good = sheet.holds and all(check.holds for check in facts)
            status = AS_IT_SHOULD_BE if good else NOT_AS_IT_SHOULD_BE
    for fault in desks.faults:
        sys.stderr.write(fault)
    return FAULT if desks.faults else status


def _optional(text: str | None, variable: Any, what: str, source: str) -> Written | None:
    return None if text is None else read(text, variable, what, source)


def _facts(desks: _Desks, entry: Entry) -> list[Check]:
    """What an entry of the catalogue stands for, and what papers print instead."""
    claims = [("integral", f"Div({entry.f}, u, p, q) = {entry.integral}", "p density, q density",
               True)]
    claims += [(remark.text, remark.claim, remark.where, remark.holds)
               for remark in entry.remarks]
    return [Check(name, claim, where, desks.settle(claim, where), expects)
            for name, claim, where, expects in claims]


def _catalogue(desks: _Desks, form: str) -> int:
    rows = [_HEADER]
    made, notes = [], []
    good = True
    for entry in CATALOGUE:
        sheet = make_sheet(entry.tree, desks.settle, desks.propose)
        facts = _facts(desks, entry)
        whole = _as_said(entry, sheet) and all(check.holds for check in facts)
        good = good and whole
        plain = _plain(sheet, entry, facts)
        made.append(plain)
        rows.append((entry.name, plain["f"], plain["conjugate"] or "at t = f'(u): u f'(u) - f(u)",
                     plain["conjugate_domain"] or "undecided", plain["activation"] or "undecided",
                     _interval(plain["range"]), "proved" if whole else "undecided"))
        notes += [f"{entry.name}: {check.name} ({check.claim}: {check.verdict})"
                  for check in facts[1:]]
        notes += [f"{entry.name}: {_CONDITIONS[name]} is refuted, as it should be"
                  for name in entry.refuted if plain[name] == "refuted"]
    if form == "json":
        print(json.dumps(made, ensure_ascii=False, indent=1))
    elif form == "concise":
        print("\n".join(f"{row[0]}  {row[-1]}" for row in rows[1:]))
    else:
        print("\n".join([*table(rows), "", *notes]))
    return AS_IT_SHOULD_BE if good else NOT_AS_IT_SHOULD_BE


def _as_said(entry: Entry, sheet: Sheet) -> bool:
    """Whether a sheet comes out as its entry says: all of it proved, but what does not hold."""
    verdicts = sheet.conditions.plain
    return all(check.holds for check in sheet.checks if check.name not in entry.refuted) and all(
        verdict == ("refuted" if name in entry.refuted else "proved")
        for name, verdict in verdicts.items())


def _plain(sheet: Sheet, entry: Entry | None, facts: list[Check]) -> dict[str, Any]:
    plain = sheet.plain()
    if entry is None:
        return plain
    return {"name": entry.name, "title": entry.title, "integral": entry.integral, **plain,
            "remarks": [check.plain() for check in facts]}


def _print(sheet: Sheet, form: str, entry: Entry | None, facts: list[Check]) -> None:
    plain = _plain(sheet, entry, facts)
    if form == "json":
        print(json.dumps(plain, ensure_ascii=False, indent=1))
        return
    if form == "full":
        title = f"  ({entry.title}: {entry.integral})" if entry else ""
        print(f"f(u) = {plain['f']}{title}\n")
    rows = [(words, plain[name]) for name, words in _CONDITIONS.items()]
    for words, name in (("conjugate f*(t)", "conjugate"), ("where", "conjugate_domain"),
                        ("optimal critic T*", "optimal_critic"),
                        ("activation of v", "activation")):
        if plain[name] is not None:
            rows.append((words, plain[name]))
        if name == "conjugate":
            rows += [("conjugate, parametric", f"f*({part['t']}) = {part['conjugate']}")
                     for part in plain.get("parametric", ())]
    if plain["range"] is not None:
        rows.append(("range of D_f(p, q)", _interval(plain["range"])))
    if plain["equality_case"] is not None and plain["range"] is not None:
        rows.append((f"D_f(p, q) = {plain['range'][0]}", f"exactly when {plain['equality_case']}"))
    rows += [(f"your {what}", check.verdict) for what, check in sheet.own.items()]
    print("\n".join("  " + line for line in table(rows)))
    if form == "concise":
        return
    for check in (*facts[1:], *sheet.checks):
        if not check.holds or check in facts[1:]:
            print("\n".join(["", *_open_lines(check)]))
    print(f"\n{len(sheet.checks)} claims, {sum(c.verdict == 'proved' for c in sheet.checks)} "
          "proved; --format json shows them")


def _open_lines(check: Check) -> list[str]:
    lines = [f"{check.name}: {check.verdict}" + (", as it should be" if check.holds else "")]
    if check.claim:
        lines.append(f"  {check.claim}" + (f"  where {check.where}" if check.where else ""))
    said = check.answer.get("reason") or ("" if check.witness else check.answer.get("evidence"))
    if said:
        lines.append(f"  {said}")
    return lines + [f"  {line}" for line in counterexample_lines(check.witness)]


def _interval(between: list[str] | None) -> str:
    if between is None:
        return "undecided"
    low, high = between
    return f"[{low}, {high}]"
