"""Test items: a derivation as pytest collects it, its steps, and a derivation that is not built."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest
from _pytest._code.code import (
    ExceptionChainRepr,
    ReprEntry,
    ReprFileLocation,
    ReprTraceback,
    TerminalRepr,
)

from ..chains import Derivation, Step
from .failures import StepFailure, failure_lines, headline

_ONLY: Final = "    only this {what}:  pytest {node}"
_RESERVED: Final = (
    "the label 'property' of a step is the name of the derivation's property test: "
    "choose another label"
)
_TAKEN: Final = (
    "the module name {name} of {path} is taken by {other}: rename the file or its folder"
)
_PACKAGE: Final = Path(__file__).resolve().parent.parent
# Frames from here say nothing to the author of a derivation that does not build.
_OURS: Final = (str(_PACKAGE / "derivation.py"), str(_PACKAGE / "language") + os.sep)


def is_reexported(derivation: Derivation, name: str, module: ModuleType) -> bool:
    """Whether a derivation is collected elsewhere: in the module that it is imported from.

    Args:
        derivation: stands in `module` under `name`.
        name: of several names in one module, the first one counts.
        module: the module that is collected.
    """
    home = sys.modules.get(derivation.function.__module__)
    if home is not None and home is not module:
        return any(value is derivation for value in vars(home).values())
    return next(key for key, value in vars(module).items() if value is derivation) != name


def check_module(collector: pytest.Module) -> None:
    """Refuses a module that another file stands behind, whose steps would be run in its place.

    Args:
        collector: of a file whose module name may be that of a loaded module.

    Raises:
        pytest.Collector.CollectError: if the module comes from another file.
    """
    module: ModuleType = collector.obj
    found = module.__file__
    if found and Path(found).resolve() != collector.path.resolve():
        message = _TAKEN.format(name=module.__name__, path=collector.path, other=found)
        raise collector.CollectError(message)


class DerivationModule(pytest.Module):
    """A file of derivations; import mode, conftest files and `--lf` are as in any test module."""

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        """Only the derivations of the module, not what is named like a test in it."""
        check_module(self)
        for node in super().collect():
            if isinstance(node, DerivationCollector):
                yield node


class DerivationCollector(pytest.Collector):
    """A derivation, with an item for each of its steps.

    Args:
        derivation: as it stands in the module.
    """

    def __init__(self, *, derivation: Derivation, **keywords: Any) -> None:
        super().__init__(**keywords)
        self.derivation = derivation
        self.add_marker("derivation")

    def collect(self) -> Iterator[pytest.Item]:
        """The steps in the order in which they are written, then the property test if asked for.

        A derivation that raises while it is built is one failing item: a collection error would
        end the session for every other test.
        """
        try:
            steps = self.derivation.steps
            asked = self._property_test() if self._wants_property() else None
            if asked is not None and any(step.label == "property" for step in steps):
                raise ValueError(_RESERVED)
        except Exception as error:
            yield BuildItem.from_parent(self, name="build", error=error)
            return
        for index, step in enumerate(steps):
            yield StepItem.from_parent(self, name=step.label, index=index)
        if asked is not None:
            # A real Function, since Hypothesis's own plugin looks at nothing else.
            yield pytest.Function.from_parent(self, name="property", callobj=asked)

    def _wants_property(self) -> bool:
        option, setting = "derivation_properties", "derivation_properties"
        return bool(self.config.getoption(option) or self.config.getini(setting))

    def _property_test(self) -> Any:
        from .properties import collected_property

        return collected_property(self.derivation)


class _Item(pytest.Item):
    """What the items of a derivation share."""

    parent: DerivationCollector

    @property
    def derivation(self) -> Derivation:
        """The derivation that the item belongs to."""
        return self.parent.derivation

    def only_this(self, what: str) -> str:
        """The line with the command that runs this item alone, from where pytest was started.

        Args:
            what: how the item is called in that line.
        """
        path = os.path.relpath(self.path, self.config.invocation_params.dir).replace(os.sep, "/")
        node = f"{path}::{self.nodeid.partition('::')[2]}"
        quoted = shlex.quote(node)
        return _ONLY.format(what=what, node=quoted if quoted != node else f"'{node}'")

    def represent(self, path: str, line: int, lines: list[str], head: str) -> TerminalRepr:
        """A failure made of the classes of pytest's tracebacks.

        Others would reach the summary and junit files as bare text when pytest-xdist has sent
        them to another process.

        Args:
            path: the file of the failure.
            line: counted from 1.
            lines: the text; a line that starts with `E   ` begins the part in red.
            head: one line, for the summary.
        """
        crash = ReprFileLocation(path, line, head)
        entry = ReprEntry(lines, None, None, replace(crash, message=head.partition(":")[0]), "long")
        if self.config.getoption("tbstyle") in ("line", "no"):
            # pytest prints the entry and then the line that is asked for.
            entry = ReprEntry([], None, None, None, "short")
        return ExceptionChainRepr([(ReprTraceback([entry], None, "long"), crash, None)])


class StepItem(_Item):
    """One step of a derivation, settled from scratch, whatever became of the others.

    Args:
        index: which step, counted from 0.
    """

    def __init__(self, *, index: int, **keywords: Any) -> None:
        super().__init__(**keywords)
        self.index = index
        self.user_properties += [
            ("derivation", self.derivation.name),
            ("step", self.step.label),
            ("by", self.step.reason),
        ]

    @property
    def step(self) -> Step:
        """The step as it is written."""
        return self.derivation.steps[self.index]

    def runtest(self) -> None:
        """Settles the step.

        Raises:
            StepFailure: if the step is not as its author says.
        """
        result = self.derivation.check(self.index)
        self.user_properties += [
            ("verdict", result.outcome.verdict),
            ("evidence", result.outcome.evidence),
        ]
        if not result.holds:
            raise StepFailure(result)

    def reportinfo(self) -> tuple[str, int, str]:
        """The place of the step in its file, and its title in a report."""
        return self.step.path, self.step.line - 1, f"{self.parent.name} / {self.name}"

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None
    ) -> str | TerminalRepr:
        """The text of a failing step."""
        failure = excinfo.value
        if not isinstance(failure, StepFailure):
            excinfo.traceback = excinfo.traceback.cut(path=__file__)
            return super().repr_failure(excinfo, style or "short")
        lines = [*failure_lines(failure.result), "", self.only_this("step")]
        return self.represent(self.step.path, self.step.line, lines, headline(failure.result))


class BuildItem(_Item):
    """A derivation that raised while it was built; the item fails with what it raised.

    Args:
        error: what was raised.
    """

    def __init__(self, *, error: Exception, **keywords: Any) -> None:
        super().__init__(**keywords)
        self.error = error

    def runtest(self) -> None:
        """Raises what was raised when the derivation was built."""
        raise self.error

    def reportinfo(self) -> tuple[str, int, str]:
        """The place of the derivation in its file, and its title in a report."""
        return self.derivation.path, self.derivation.line - 1, f"{self.parent.name} / build"

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None
    ) -> str | TerminalRepr:
        """The error at the author's own line, without the frames of pytest and of the package."""
        path, line = self.derivation.path, self.derivation.line
        lines = [f"    {self.parent.name} could not be built"]
        # Without a frame of the author's, `cut` would keep every frame.
        known = any(str(entry.path) == path for entry in excinfo.traceback)
        for entry in excinfo.traceback.cut(path=path) if known else ():
            here = str(entry.path)
            if here.startswith(_OURS) or here == __file__:
                continue
            path, line = here, entry.lineno + 1
            lines.append(f">   {str(entry.statement).strip()}")
        message = str(self.error) or "(no message)"
        kind = type(self.error).__name__
        first, *rest = message.splitlines()
        lines += [f"E   {kind}: {first}", *(f"E   {text}" for text in rest)]
        lines += ["", self.only_this("derivation")]
        return self.represent(path, line, lines, f"{kind}: {first}")
