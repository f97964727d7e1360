"""What a fresh machine gets: commands, pins and modules that fit together."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from derivations import __version__

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINS = dict(re.findall(r"^([\w.-]+)==(\S+)$",
                       (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.M))


def plain(name: str) -> str:
    """A distribution's name as comparisons need it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_dependency_is_pinned_without_a_local_suffix() -> None:
    extras = PROJECT["project"]["optional-dependencies"].values()
    asked = [*PROJECT["project"]["dependencies"], *(one for extra in extras for one in extra)]
    names = {plain(re.split(r"[<>=!~ ;\[]", requirement)[0]) for requirement in asked}
    assert names <= set(map(plain, PINS))
    assert not [pin for pin in PINS.values() if "+" in pin]


def test_the_commands_stand_in_modules_that_the_wheel_holds() -> None:
    held = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    for target in PROJECT["project"]["scripts"].values():
        module = target.partition(":")[0].partition(".")[0]
        assert module in held or f"{module}.py" in held
    assert all((ROOT / name).exists() for name in held)


def test_the_changelog_speaks_of_this_version() -> None:
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_readme_shows_what_the_examples_hold() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in ("own_derivation.py", "wrong_step.py"):
        source = (ROOT / "examples" / name).read_text(encoding="utf-8")
        body = source[source.index("@derivation"):].strip()
        assert body in readme
