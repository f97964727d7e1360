"""The claims that stand behind a sheet, each with what the engine said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

Settle = Callable[[str, str], dict[str, Any]]
Propose = Callable[[str, str], dict[str, Any]]

PROVED, REFUTED, UNDECIDED = "proved", "refuted", "undecided"
_DERIVED: Final = "follows from {names}: {why}"


@dataclass(frozen=True)
class Check:
    """A claim behind a sheet.

    Args:
        name: what of the sheet it is about.
        claim: in the claim language.
        where: its hypotheses.
        answer: as `prove` gives it.
        expects: false where the claim is to be refuted, such as a strict bound that is reached.
    """

    name: str
    claim: str
    where: str
    answer: dict[str, Any] = field(repr=False)
    expects: bool = True

    @property
    def verdict(self) -> str:
        """proved, refuted or undecided; a claim that is in error is undecided."""
        said = str(self.answer.get("verdict"))
        return said if said in (PROVED, REFUTED) else UNDECIDED

    @property
    def holds(self) -> bool:
        """Whether the engine said what was expected."""
        return self.verdict == (PROVED if self.expects else REFUTED)

    @property
    def witness(self) -> dict[str, Any] | None:
        """The counterexample, where there is one."""
        found: dict[str, Any] | None = self.answer.get("counterexample")
        return found

    def plain(self) -> dict[str, Any]:
        """The check as plain values; with its certificate it can be replayed."""
        return {"id": self.name, "claim": self.claim, "where": self.where,
                "expects": self.expects, "verdict": self.verdict,
                **{key: self.answer.get(key) for key in ("evidence", "reason", "counterexample",
                                                         "certificate", "ms")}}


class Desk:
    """Where the claims of one sheet are settled and kept.

    Args:
        settle: the answer to a claim under hypotheses.
        propose: proposals of a kind for a function; empty where there are none.
    """

    def __init__(self, settle: Settle, propose: Propose) -> None:
        self._settle, self.propose = settle, propose
        self.checks: list[Check] = []
        self._known: dict[tuple[str, str], dict[str, Any]] = {}

    def ask(self, name: str, claim: object, where: str = "", expects: bool = True) -> Check:
        """A claim settled, and not kept.

        Args:
            name: what of the sheet it is about.
            claim: in the claim language.
            where: its hypotheses.
            expects: false where it is to be refuted.
        """
        key = (str(claim), where)
        if key not in self._known:
            self._known[key] = self._settle(*key)
        return Check(name, *key, self._known[key], expects)

    def keep(self, check: Check) -> Check:
        """The check, kept on the sheet."""
        if check not in self.checks:
            self.checks.append(check)
        return check

    def settle(self, name: str, claim: object, where: str = "", expects: bool = True) -> Check:
        """A claim settled and kept; see `ask`."""
        return self.keep(self.ask(name, claim, where, expects))

    def derive(self, name: str, claim: object, where: str, why: str, *grounds: Check) -> Check:
        """What follows from proved checks by a theorem, kept; see `derived`."""
        return self.keep(self.derived(name, claim, where, why, *grounds))

    def derived(self, name: str, claim: object, where: str, why: str, *grounds: Check) -> Check:
        """What follows from proved checks by a theorem.

        Args:
            name: what of the sheet it is about.
            claim: what follows.
            where: its hypotheses.
            why: the theorem, in a few words.
            grounds: the checks that it follows from.
        """
        proved = all(ground.holds for ground in grounds)
        names = ", ".join(dict.fromkeys(f"'{ground.name}'" for ground in grounds))
        said = _DERIVED.format(names=names, why=why)
        answer = {"verdict": PROVED if proved else UNDECIDED, "evidence": said if proved else "",
                  "reason": "" if proved else said}
        return Check(name, str(claim), where, answer)

    def none(self, name: str, reason: str) -> Check:
        """A line that says why the sheet holds nothing here."""
        return self.keep(Check(name, "", "", {"verdict": UNDECIDED, "reason": reason}))
