"""Derivations: chains of claims with reasons, each step proved or refuted by itself."""

from __future__ import annotations

import inspect
import re
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from .deciding.outcome import Outcome
from .language import Claim, Comparison, Relation, Statement, Written, statement, written
from .reasons import Rule

_LABEL: Final = re.compile(r"[\w.-]+")
_BAD_LABEL: Final = "the label {label!r} of a step may hold only letters, digits, '_', '.' and '-'"
_TWICE: Final = "the label {label!r} stands twice in the derivation {name}"
_NOTHING: Final = "the derivation {name} returns no step: return a Chain or a Fact"
_NO_STEP: Final = "a Chain needs a step: write .eq(…), .le(…) or .ge(…) after its first member"
_FOREIGN: Final = "the derivation {name} returns {found!r}, which is neither a Chain nor a Fact"

Reason = "str | Rule | Derivation | None"


@dataclass(frozen=True)
class Step:
    """One claim of a derivation, with the reason that is given for it.

    Args:
        label: stable within its derivation, such as `step-2`.
        statement: what is said, under all its hypotheses.
        by: a remark, a rule or a result; the last two are checked.
        expects: whether the author says that it is true.
        path: the file in which the step is written.
        line: its line there, counted from 1.
    """

    label: str
    statement: Statement
    by: str | Rule | Derivation | None
    expects: bool
    path: str
    line: int
    continues: bool = False

    @property
    def relation(self) -> str:
        """The sign or the word that the step turns on."""
        claim = self.statement.claim
        return claim.signs[0] if isinstance(claim, Comparison) else getattr(claim, "head", "claim")

    @property
    def reason(self) -> str:
        """The reason as it is printed."""
        if isinstance(self.by, Derivation):
            return self.by.title.rstrip(".")
        return "" if self.by is None else str(self.by)


@dataclass(frozen=True)
class StepResult:
    """What came of settling a step."""

    step: Step
    outcome: Outcome
    milliseconds: float

    @property
    def holds(self) -> bool:
        """Whether the step is as its author says: proved, or refuted where it is said false."""
        return self.outcome.verdict == ("proved" if self.step.expects else "refuted")


class Fact:
    """A single claim as a derivation, or as one part of it.

    Args:
        claim: any claim of the language.
        given: the hypotheses, each a relation such as `a > 0`.
        by: a remark, a rule or a result.
        expects: False for a statement that the library holds to be false.
        label: how the step is called; `step-1`, `step-2`, … if nothing is said.
    """

    def __init__(
        self,
        claim: Claim,
        *,
        given: Iterable[Relation] = (),
        by: str | Rule | Derivation | None = None,
        expects: bool = True,
        label: str | None = None,
    ) -> None:
        self._step = (statement(claim, given), by, expects, label, *_caller())

    def steps(self) -> list[Step]:
        """The one step."""
        stated, by, expects, label, path, line = self._step
        return [Step(label or "", stated, by, expects, path, line)]


class Chain:
    """Members joined by relations, each with its reason; every link is one step.

    Args:
        first: the first member.
        given: hypotheses for every step of the chain.
    """

    def __init__(self, first: object, *, given: Iterable[Relation] = ()) -> None:
        self.first = written(first)
        self.given = tuple(given)
        self._steps: list[Step] = []
        self._last = self.first

    def _link(self, sign: str, member: object, by: str | Rule | Derivation | None,
              expects: bool, label: str | None) -> Chain:
        right = written(member)
        claim = Comparison((self._last, right), (sign,))
        path, line = _caller(3)
        self._steps.append(Step(label or "", statement(claim, self.given), by, expects, path, line,
                                continues=bool(self._steps)))
        self._last = right
        return self

    def eq(self, member: object, *, by: str | Rule | Derivation | None = None,
           expects: bool = True, label: str | None = None) -> Chain:
        """… = member."""
        return self._link("=", member, by, expects, label)

    def le(self, member: object, *, by: str | Rule | Derivation | None = None,
           expects: bool = True, label: str | None = None) -> Chain:
        """… ≤ member."""
        return self._link("<=", member, by, expects, label)

    def ge(self, member: object, *, by: str | Rule | Derivation | None = None,
           expects: bool = True, label: str | None = None) -> Chain:
        """… ≥ member."""
        return self._link(">=", member, by, expects, label)

    def lt(self, member: object, *, by: str | Rule | Derivation | None = None,
           expects: bool = True, label: str | None = None) -> Chain:
        """… < member."""
        return self._link("<", member, by, expects, label)

    def gt(self, member: object, *, by: str | Rule | Derivation | None = None,
           expects: bool = True, label: str | None = None) -> Chain:
        """… > member."""
        return self._link(">", member, by, expects, label)

    @property
    def members(self) -> tuple[Written, ...]:
        """Every member, from the first to the last."""
        return (self.first, *(step.statement.claim.parts[1] for step in self._steps))

    def steps(self) -> list[Step]:
        """A step for each link.

        Raises:
            ValueError: if there is no link.
        """
        if not self._steps:
            raise ValueError(_NO_STEP)
        return list(self._steps)


@dataclass(frozen=True, eq=False)
class Derivation:
    """A named derivation; its steps are built when they are first asked for.

    Args:
        function: returns a `Chain`, a `Fact` or a sequence of them; its docstring's first line is
            the title.
    """

    function: Callable[[], object] = field(repr=False)

    @property
    def name(self) -> str:
        """The name of the function."""
        return self.function.__name__

    @property
    def title(self) -> str:
        """The first line of the docstring."""
        return (inspect.getdoc(self.function) or self.name).partition("\n")[0]

    @property
    def notes(self) -> str:
        """The docstring after its first line."""
        return (inspect.getdoc(self.function) or "").partition("\n")[2].strip()

    @property
    def path(self) -> str:
        """The file in which the derivation is written."""
        return self.function.__code__.co_filename

    @property
    def line(self) -> int:
        """Its line there, counted from 1."""
        return self.function.__code__.co_firstlineno

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps, in the order in which they are written.

        Raises:
            ValueError: if the function returns no step, or a label is unfit or stands twice.
        """
        made = self.function()
        parts = made if isinstance(made, tuple | list) else (made,)
        found: list[Step] = []
        for part in parts:
            if not isinstance(part, Chain | Fact):
                raise ValueError(_FOREIGN.format(name=self.name, found=part))
            found += part.steps()
        if not found:
            raise ValueError(_NOTHING.format(name=self.name))
        labels: dict[str, None] = {}
        labelled = []
        for index, step in enumerate(found, 1):
            label = step.label or f"step-{index}"
            if not _LABEL.fullmatch(label):
                raise ValueError(_BAD_LABEL.format(label=label))
            if label in labels:
                raise ValueError(_TWICE.format(label=label, name=self.name))
            labels[label] = None
            labelled.append(Step(label, step.statement, step.by, step.expects, step.path,
                                 step.line, step.continues))
        return tuple(labelled)

    def check(self, index: int) -> StepResult:
        """Settles one step from scratch, independently of the others.

        Args:
            index: counted from 0.
        """
        from .deciding.steps import settle_step

        step = self.steps[index]
        started = time.perf_counter()
        outcome = settle_step(step.statement, step.by)
        return StepResult(step, outcome, 1000 * (time.perf_counter() - started))

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        from .writing import mimebundle

        return mimebundle(self)

    def verify(self) -> tuple[StepResult, ...]:
        """Settles every step."""
        return tuple(self.check(index) for index in range(len(self.steps)))


def derivation(function: Callable[[], object]) -> Derivation:
    """Makes a derivation of a function that returns a `Chain`, a `Fact` or several of them."""
    return Derivation(function)


def _caller(depth: int = 2) -> tuple[str, int]:
    frame = sys._getframe(depth)
    return frame.f_code.co_filename, frame.f_lineno
