"""Finding derivations: in the library, or in a user's own files, which are run as programs."""

from __future__ import annotations

import difflib
import importlib
import importlib.util
import os
import pkgutil
import sys
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Final

from .chains import Derivation, Step

LIBRARY: Final = "derivations.theory"

_NO_NAME: Final = "no derivation is called '{name}'{hint}: `derivations list` names them all"
_NO_LABEL: Final = "the derivation {name} has no step '{label}': its steps are {labels}"
_NO_FILE: Final = "{path} does not exist: name a .py file, a folder or a derivation"
_EMPTY: Final = "{path} holds no derivation: decorate a function with @derivation"
_TWICE: Final = "two derivations are called '{name}', in {first} and in {second}: rename one"
_HIDES: Final = (
    "{path}: the folder {folder} has the name of the package derivations and hides it: "
    "rename the folder"
)


class LoadError(Exception):
    """Derivations that cannot be had, in a line or two for the person who asked for them."""


class EmptyError(LoadError):
    """A file or a folder that holds no derivation."""


@dataclass(frozen=True)
class Selected:
    """A derivation with the steps that are asked for.

    Args:
        derivation: the derivation.
        origin: the module of the library, or the path of the file, that it comes from.
        label: the one step that is asked for; empty for all of them.
    """

    derivation: Derivation
    origin: str
    label: str = ""

    @property
    def indices(self) -> tuple[int, ...]:
        """The places of the steps that are asked for, counted from 0.

        Raises:
            LoadError: if the derivation cannot be built, or has no step of that label.
        """
        labels = [step.label for step in built(self.derivation)]
        if not self.label:
            return tuple(range(len(labels)))
        if self.label not in labels:
            raise LoadError(_NO_LABEL.format(name=self.derivation.name, label=self.label,
                                             labels=", ".join(labels)))
        return (labels.index(self.label),)


def built(derivation: Derivation) -> tuple[Step, ...]:
    """The steps of a derivation.

    Raises:
        LoadError: with the author's own line, if building them raises an error.
    """
    try:
        return derivation.steps
    except Exception as error:
        raise LoadError(_account(error, derivation.path, derivation.line)) from error


def library_folder() -> Path:
    """The folder that holds the library's files."""
    return Path(__file__).resolve().parent / "theory"


def library() -> list[Selected]:
    """Every derivation of the library, in the order of its files."""
    package = importlib.import_module(LIBRARY)
    found = []
    for name in getattr(package, "PAGES", sorted(m.name for m in _modules(package))):
        origin = f"{LIBRARY}.{name}"
        found += [Selected(made, origin) for made in _members(importlib.import_module(origin))]
    return _unique(found)


def select(names: Iterable[str]) -> list[Selected]:
    """The derivations that are named; the whole library if nothing is.

    Args:
        names: each a derivation's name, a `.py` file or a folder; `::` and a name, and `::` and
            the label of a step, may follow.

    Raises:
        LoadError: if there is nothing of that name, or a file cannot be run.
    """
    wanted = list(names)
    if not wanted:
        return library()
    return _unique(list(dict.fromkeys(found for name in wanted for found in _select(name))))


def fetch(origin: str, name: str) -> Derivation:
    """One derivation of a module of the library or of a file.

    Args:
        origin: as `Selected` gives it.
        name: the name of the derivation.
    """
    module = load(Path(origin)) if origin.endswith(".py") else importlib.import_module(origin)
    return next(made for made in _members(module) if made.name == name)


def load(path: Path) -> ModuleType:
    """The module of a user's file, run once however often it is asked for.

    Raises:
        LoadError: with the author's own line, if the file raises an error.
    """
    path = path.resolve()
    if path.parent == library_folder():
        return importlib.import_module(f"{LIBRARY}.{path.stem}")
    name = f"_derivations_of_{path.stem}_{abs(hash(str(path))):x}"
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise LoadError(_NO_FILE.format(path=shown(path)))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    if str(path.parent) not in sys.path:
        sys.path.insert(0, str(path.parent))
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        del sys.modules[name]
        hidden = _hiding_folder(error, path)
        if hidden:
            raise LoadError(_HIDES.format(path=shown(path), folder=shown(hidden))) from error
        raise LoadError(_account(error, str(path), 1)) from error
    return module


def _select(name: str) -> Iterator[Selected]:
    head, _, rest = name.partition("::")
    if head.endswith(".py") or os.sep in head or Path(head).is_dir():
        inner, _, label = rest.partition("::")
        found = list(_of_path(Path(head)))
    else:
        inner, label = head, rest
        found = library()
    if not inner:
        yield from found
        return
    chosen = [entry for entry in found if entry.derivation.name == inner]
    if not chosen:
        near = difflib.get_close_matches(inner, [entry.derivation.name for entry in found], 1)
        hint = f"; did you mean '{near[0]}'?" if near else ""
        raise LoadError(_NO_NAME.format(name=inner, hint=hint))
    for entry in chosen:
        yield Selected(entry.derivation, entry.origin, label)


def _of_path(path: Path) -> Iterator[Selected]:
    if not path.exists():
        raise LoadError(_NO_FILE.format(path=path))
    files = sorted(filter(_is_page, path.rglob("*.py"))) if path.is_dir() else [path]
    found = [Selected(made, str(file.resolve())) for file in files for made in _members(load(file))]
    if not found:
        raise EmptyError(_EMPTY.format(path=path))
    yield from found


def _is_page(file: Path) -> bool:
    """Whether a file of a folder is asked for: no test, and nothing hidden or private."""
    return not file.name.startswith(("test_", "conftest")) and not any(
        part.startswith((".", "_")) for part in file.parts if part not in (".", "..")
    )


def _modules(package: ModuleType) -> Iterator[pkgutil.ModuleInfo]:
    return pkgutil.iter_modules(package.__path__)


def _members(module: ModuleType) -> list[Derivation]:
    made = [value for value in vars(module).values()
            if isinstance(value, Derivation) and value.function.__module__ == module.__name__]
    return sorted(dict.fromkeys(made), key=lambda derivation: derivation.line)


def _unique(found: list[Selected]) -> list[Selected]:
    seen: dict[tuple[str, str], Selected] = {}
    for entry in found:
        earlier = seen.setdefault((entry.derivation.name, entry.label), entry)
        if earlier.origin != entry.origin:
            raise LoadError(_TWICE.format(
                name=entry.derivation.name, first=shown(Path(earlier.derivation.path)),
                second=shown(Path(entry.derivation.path))))
    return found


def _account(error: Exception, path: str, line: int) -> str:
    """The author's own line and the error's message: what a traceback says, in one line."""
    own = Path(path).resolve()
    for frame in traceback.extract_tb(error.__traceback__):
        if Path(frame.filename).resolve() == own:
            path, line = frame.filename, frame.lineno or line
    if isinstance(error, SyntaxError) and error.filename:
        path, line = error.filename, error.lineno or 1
    text = str(getattr(error, "msg", "") or error).splitlines()
    return f"{shown(Path(path))}:{line}: {type(error).__name__}: {text[0] if text else ''}"


def _hiding_folder(error: Exception, path: Path) -> Path | None:
    if not isinstance(error, ImportError) or not (error.name or "").startswith("derivations"):
        return None
    own = Path(__file__).resolve().parent
    places = (Path.cwd(), *path.parents)
    folders = (place if place.name == "derivations" else place / "derivations" for place in places)
    return next((f for f in folders if f.is_dir() and f.resolve() != own), None)


def shown(path: Path | str) -> str:
    """A path as a user reads it: from here, if it lies below."""
    try:
        return str(Path(path).resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
