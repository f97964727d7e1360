"""The pytest plugin of `derivations`: each step of each derivation is a test.

pytest imports this module whenever it starts, so it stands outside the package and imports nothing
of it before a file with a derivation is met.
"""

from __future__ import annotations

import fnmatch
import os
import re
import sys
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from derivations.testing.items import DerivationCollector, DerivationModule

_FILES: Final = ["derivations/*.py"]
_FILES_HELP: Final = (
    "globs, relative to the root folder, of the files that are searched for derivations; "
    "a * also crosses folders"
)
_PROPERTIES_HELP: Final = (
    "also test each derivation about densities on random laws, as the item ::property"
)
_NO_HELP: Final = "do not collect derivations"
_MARKER: Final = "derivation: a step of a derivation, or its property test; added by itself"
_HIDDEN: Final = (
    "the folder {folder} hides the installed package 'derivations': "
    "rename it, or remove its __init__.py"
)
_WORD: Final = re.compile(rb"\bderivation\b")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the options and the settings of the plugin."""
    group = parser.getgroup("derivations")
    group.addoption("--no-derivations", action="store_true", help=_NO_HELP)
    group.addoption("--derivation-properties", action="store_true", help=_PROPERTIES_HELP)
    parser.addini("derivation_files", _FILES_HELP, type="args", default=_FILES)
    parser.addini("derivation_properties", _PROPERTIES_HELP, type="bool", default=False)


def pytest_configure(config: pytest.Config) -> None:
    """Declares the marker, for `-m derivation` under strict markers."""
    config.addinivalue_line("markers", _MARKER)


def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> DerivationModule | None:
    """Collects a file of derivations that pytest's own Python collector leaves alone."""
    config = parent.config
    if file_path.suffix != ".py" or config.getoption("no_derivations"):
        return None
    # pytest collects these two itself; a second module would run every step twice.
    if parent.session.isinitpath(file_path):
        return None
    if any(_matches(file_path, glob, None) for glob in config.getini("python_files")):
        return None
    if not any(_matches(file_path, g, config.rootpath) for g in config.getini("derivation_files")):
        return None
    if not _WORD.search(file_path.read_bytes()):
        return None
    _rewrite_assertions(file_path, config.rootpath)
    made: DerivationModule = _items().DerivationModule.from_parent(parent, path=file_path)
    return made


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Adds why `import derivations` failed, where a folder hides the package."""
    report = yield
    hidden = _hidden() if report.failed else None
    if hidden is not None and hidden not in str(report.longrepr):
        report.sections.append(("derivations", hidden))
    return report


def pytest_pycollect_makeitem(
    collector: pytest.Collector, name: str, obj: object
) -> list[DerivationCollector] | None:
    """Makes the items of a derivation that stands in a module, once and where it is written."""
    written = sys.modules.get("derivations.chains")
    kind = getattr(written, "Derivation", None)
    if kind is None or not isinstance(obj, kind) or not isinstance(collector, pytest.Module):
        return None
    if collector.config.getoption("no_derivations"):
        return []
    items = _items()
    items.check_module(collector)
    if items.is_reexported(obj, name, collector.obj):
        return []
    return [items.DerivationCollector.from_parent(collector, name=name, derivation=obj)]


def _matches(path: Path, glob: str, root: Path | None) -> bool:
    if "/" not in glob:
        return fnmatch.fnmatch(path.name, glob)
    if root is not None and path.is_relative_to(root):
        return fnmatch.fnmatch(path.relative_to(root).as_posix(), glob)
    return fnmatch.fnmatch(path.as_posix(), glob if os.path.isabs(glob) else f"*/{glob}")


def _rewrite_assertions(path: Path, root: Path) -> None:
    base = root if path.is_relative_to(root) else path.parent
    parts = path.relative_to(base).with_suffix("").parts
    # Which of these is the module's name depends on the import mode and on __init__.py files.
    candidates = {".".join(parts[start:]) for start in range(len(parts))}
    pytest.register_assert_rewrite(*(name for name in candidates if name not in sys.modules))


def _items() -> Any:
    try:
        from derivations.testing import items
    except ImportError:
        hidden = _hidden()
        if hidden is None:
            raise
        raise pytest.Collector.CollectError(hidden) from None
    return items


def _hidden() -> str | None:
    """What to say if a folder of the user's stands where the package is looked for."""
    place = list(getattr(sys.modules.get("derivations"), "__path__", ()))
    if not place or Path(place[0], "language").is_dir():
        return None
    return _HIDDEN.format(folder=place[0])
