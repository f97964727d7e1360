"""The tally of verdicts and the oracle's answers."""

from __future__ import annotations

import json

from derivations.mutating import Mutant, Survivor, Tally
from derivations.mutating.tallying import judge_request

MUTANT = Mutant("made_up", "step-1", "1 → 2", "log(t) <= t - 2", "t > 0")
PLAIN = {"derivation": "made_up", "step": "step-1", "change": "1 → 2", "claim": "log(t) <= t - 2",
         "where": "t > 0"}


def test_every_mutant_is_in_one_place() -> None:
    tally = Tally()
    for verdict in ("refuted", "refuted", "undecided", "error"):
        tally.count(MUTANT, verdict)
    tally.count(MUTANT, "proved", {"truth": "true", "note": ""})
    tally.count(MUTANT, "proved", {"truth": "false", "note": "left = 0, right = -1"})
    tally.count(MUTANT, "proved", {"truth": "unknown", "note": "few"})
    tally.count(MUTANT, "proved")
    assert (tally.true, tally.refuted, tally.undecided) == (1, 2, 2)
    assert tally.survivors == [Survivor(MUTANT, "false", "left = 0, right = -1"),
                               Survivor(MUTANT, "unknown", "few"), Survivor(MUTANT, "unknown")]
    assert (tally.proved_false, tally.mutants) == (1, 8)


def test_a_tally_as_json() -> None:
    tally = Tally(true=3, refuted=2, survivors=[Survivor(MUTANT, "false", "why")])
    assert tally.plain() == {
        "mutants": 6, "true": 3, "refuted": 2, "undecided": 0, "proved_false": 1,
        "survivors": [PLAIN | {"oracle": "false", "note": "why"}]}


def asked(claim: str, where: str) -> dict[str, str]:
    """The oracle's answer as a worker gives it."""
    found: dict[str, str] = json.loads(
        judge_request(json.dumps({"claim": claim, "where": where}).encode()))
    return found


def test_the_oracle_answers_a_request() -> None:
    assert asked("log(t) <= t - 1", "t > 0") == {"truth": "true", "note": ""}
    false = asked("2 + 2 = 5", "")
    assert false["truth"] == "false"
    assert false["note"].startswith("left = 4, right = 5 at Instance(")


def test_what_the_oracle_cannot_read_is_not_known() -> None:
    assert asked("diff(abs(x), x) = sign(x)", "x != 0") == {
        "truth": "unknown",
        "note": "the oracle cannot read it: there is no rule here for the derivative of abs(x)"}
