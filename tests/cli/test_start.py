"""The command starts without what it does not need, and ends cleanly."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
COMMAND = [sys.executable, "-m", "derivations"]


def run(*arguments: str, cwd: Path = ROOT, env: dict[str, str] = ENVIRONMENT
        ) -> subprocess.CompletedProcess[str]:
    """The command as a user runs it."""
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, cwd=cwd, env=env,
                          timeout=120)


def test_help_imports_neither_the_language_nor_anything_heavy() -> None:
    code = (
        "import sys\n"
        "from derivations.cli import main\n"
        "status = main(['--help'])\n"
        "heavy = {'sympy', 'torch', 'flint', 'numpy', 'derivations.language', 'multiprocessing'}\n"
        "print(sorted(heavy & set(sys.modules)), status)\n"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True,
                          env=ENVIRONMENT, timeout=60)
    assert made.stdout.splitlines()[-1] == "[] 0"


def test_help_is_quick_beside_the_import_of_sympy() -> None:
    def least(*command: str) -> float:
        times = []
        for _ in range(3):
            started = time.perf_counter()
            subprocess.run([sys.executable, *command], capture_output=True, env=ENVIRONMENT,
                           check=True, timeout=60)
            times.append(time.perf_counter() - started)
        return min(times)

    assert least("-m", "derivations", "--help") < least("-c", "import sympy") / 2


def test_verify_imports_neither_sympy_nor_torch() -> None:
    code = (
        "import sys\n"
        "from derivations.cli import tasks\n"
        "tasks.check(b'{\"origin\": \"derivations.theory.value_at_optimum\", '\n"
        "            b'\"name\": \"value_at_optimum\", \"index\": 3}')\n"
        "print(sorted({'sympy', 'torch'} & set(sys.modules)))\n"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True,
                          env=ENVIRONMENT, timeout=60)
    assert made.stdout == "[]\n"


def test_the_version_is_told() -> None:
    assert run("--version").stdout == "derivations 0.1.0\n"


def test_a_reader_that_goes_away_is_no_fault() -> None:
    line = f"{' '.join(COMMAND)} list | head -c 1"
    made = subprocess.run(line, shell=True, capture_output=True, text=True, cwd=ROOT,
                          env=ENVIRONMENT, timeout=60)
    assert made.stderr == ""


def listen_to_interrupts() -> None:
    """What a shell starts in the background ignores interrupts, and so would its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_ends_with_status_two(tmp_path: Path) -> None:
    with subprocess.Popen([*COMMAND, "prove", "--batch", "-"], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT,
                          text=True, preexec_fn=listen_to_interrupts) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write('{"id": 1, "claim": "1 = 1", "where": ""}\n')
        process.stdin.flush()
        assert '"proved"' in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 2
        assert process.stderr is not None
        assert process.stderr.read() == "derivations: interrupted\n"


def test_a_folder_that_hides_the_package_is_named(tmp_path: Path) -> None:
    (tmp_path / "derivations").mkdir()
    (tmp_path / "derivations" / "__init__.py").touch()
    code = "import sys, _derivations_command\nsys.exit(_derivations_command.main())"
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True,
                          env={**ENVIRONMENT, "PYTHONPATH": path}, cwd=tmp_path, timeout=60)
    folder = tmp_path / "derivations"
    assert made.returncode == 4
    assert made.stderr == (
        f"derivations: the folder {folder} has the name of this package and hides it: rename it\n"
    )


def test_a_file_that_imports_from_a_hiding_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "derivations").mkdir()
    (tmp_path / "mine.py").write_text("from derivations.parts import x\n", encoding="utf-8")
    made = run("verify", "mine.py", cwd=tmp_path)
    assert made.returncode == 4
    assert made.stderr == (
        "derivations: mine.py: the folder derivations has the name of the package derivations and "
        "hides it: rename the folder\n"
    )


@pytest.mark.parametrize(
    ("source", "status", "line"),
    [
        ("def (\n", 4, "own.py:1: SyntaxError: invalid syntax"),
        ("import nowhere\n", 4, "own.py:1: ModuleNotFoundError: No module named 'nowhere'"),
        ("from derivations import derivation, Chain\nfrom derivations.language import KL, densities"
         "\n\n@derivation\ndef half():\n    p, q = densities('p', 'q')\n"
         "    return Chain(KL(p, q)).ge(0.5)\n", 1,
         "own.py:7: TypeError: 0.5 is a float, which is not exact: write Rational(1, 2) instead"),
        ("from derivations import derivation\n\n@derivation\ndef empty():\n    return ()\n", 1,
         "own.py:3: ValueError: the derivation empty returns no step: return a Chain or a Fact"),
    ],
)  # fmt: skip
def test_an_error_of_the_author_is_told_at_its_line(
    source: str, status: int, line: str, tmp_path: Path
) -> None:
    (tmp_path / "own.py").write_text(source, encoding="utf-8")
    made = run("verify", "own.py", cwd=tmp_path)
    assert made.returncode == status
    assert made.stderr == f"derivations: {line}\n"
