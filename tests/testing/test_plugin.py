"""The pytest plugin: what is collected, under which ids, and how it is selected."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from .conftest import BAD, FILE, put

ROOT = Path(__file__).resolve().parents[2]
GOOD_IDS = ["derivations/mine.py::good::step-1", "derivations/mine.py::good::step-2"]
BAD_IDS = [f"derivations/mine.py::bad::{label}" for label in ("step-1", "step-2", "sign")]
IDS = GOOD_IDS + BAD_IDS


def collected(project: pytest.Pytester, *arguments: str) -> list[str]:
    """The ids that pytest collects."""
    result = project.runpytest_inprocess("--collect-only", "-q", *arguments)
    return [line for line in result.outlines if "::" in line]


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        ([], IDS),
        (["derivations"], IDS),
        (["derivations/mine.py"], IDS),
        (["derivations", "derivations/mine.py"], IDS),
        (["derivations/mine.py::bad"], BAD_IDS),
        (["derivations/mine.py::bad::sign"], BAD_IDS[2:]),
        (["-k", "good"], GOOD_IDS),
        (["-k", "step-1"], [IDS[0], IDS[2]]),
        (["-m", "derivation"], IDS),
        (["-m", "not derivation"], []),
        (["--deselect", IDS[3]], [*IDS[:3], IDS[4]]),
        (["--no-derivations"], []),
        (["-o", "python_files=derivations/*.py"], IDS),
        (["-o", "derivation_files=theory/*.py"], []),
        (["-o", "derivation_files=mi*.py"], IDS),
        (["--import-mode=prepend"], IDS),
    ],
    ids=" ".join,
)
def test_every_step_is_one_item(
    project: pytest.Pytester, arguments: list[str], ids: list[str]
) -> None:
    put(project, mine=FILE + BAD)
    assert collected(project, *arguments) == ids


def test_a_derivation_is_collected_once_where_it_is_written(project: pytest.Pytester) -> None:
    put(project, mine=FILE + "\nagain = good\n")
    put(project, other="from derivations import derivation\nfrom mine import good, again\n")
    project.makepyfile(test_uses="from mine import good\n\ndef test_uses():\n    pass\n")
    assert collected(project, "-o", "pythonpath=derivations", "--import-mode=prepend") == [
        *GOOD_IDS, "test_uses.py::test_uses",
    ]  # fmt: skip


def test_a_derivation_from_a_factory_is_collected_where_it_is_named(
    project: pytest.Pytester,
) -> None:
    factory = FILE.partition("@derivation")[0] + (
        "def symmetric(f):\n"
        "    def stated():\n        return Fact(Comparison((f(p, q), f(q, p)), ('=',)))\n"
        "    return derivation(stated)\n"
    )
    project.makepyfile(factory=factory)
    use = "from derivations.language import JSD, TV\nfrom factory import symmetric\n"
    put(project, mine=f"# A derivation each.\n{use}\njsd = symmetric(JSD)\ntv = symmetric(TV)\n")
    sources = ["derivations/mine.py::jsd::step-1", "derivations/mine.py::tv::step-1"]
    assert collected(project, "-o", "pythonpath=.", "derivations") == sources


def test_files_of_the_same_name_do_not_clash(project: pytest.Pytester) -> None:
    for folder in ("gan", "wgan"):
        path = project.path / "derivations" / folder
        path.mkdir(parents=True)
        (path / "value.py").write_text(FILE)
    result = project.runpytest_inprocess("-q")
    result.assert_outcomes(passed=4)
    assert collected(project) == [
        f"derivations/{folder}/value.py::good::step-{n}"
        for folder in ("gan", "wgan")
        for n in (1, 2)
    ]


def test_a_file_without_derivations_is_not_imported(project: pytest.Pytester) -> None:
    put(project, helper="raise RuntimeError('imported')\n", mine=FILE)
    project.runpytest_inprocess("-q").assert_outcomes(passed=2)


def test_a_module_name_of_the_package_is_not_mistaken_for_it(project: pytest.Pytester) -> None:
    put(project, chains=FILE)
    result = project.runpytest_inprocess("-q")
    expected = (
        f"the module name derivations.chains of {project.path}/derivations/chains.py is "
        f"taken by {ROOT}/derivations/chains.py: rename the file or its folder"
    )
    assert expected in result.outlines
    assert result.ret == 2


def test_a_step_said_to_be_false_passes_only_when_refuted(project: pytest.Pytester) -> None:
    put(project, mine=FILE + BAD.replace("by=", "expects=False, by="))
    result = project.runpytest_inprocess("-q", "-rA", "-k", "bad")
    assert [line for line in result.outlines if line.startswith(("PASSED", "FAILED"))] == [
        f"PASSED {BAD_IDS[0]}",
        f"FAILED {BAD_IDS[1]} - said to be false, but undecided: th...",
        f"FAILED {BAD_IDS[2]} - said to be false, but proved",
    ]


def test_last_failed_runs_every_failure_again(project: pytest.Pytester) -> None:
    put(project, mine=FILE + BAD)
    project.runpytest_inprocess("-q").assert_outcomes(passed=3, failed=2)
    result = project.runpytest_inprocess("-q", "--lf", "-rA")
    result.assert_outcomes(failed=2)
    assert [line.split()[1] for line in result.outlines if line.startswith("FAILED")] == BAD_IDS[:2]


@pytest.mark.parametrize("dist", ["load", "loadscope"])
def test_two_processes_report_the_same(project: pytest.Pytester, dist: str) -> None:
    put(project, mine=FILE + BAD)
    arguments = ("-q", "-n", "2", "--dist", dist, "--junitxml=out.xml")
    result = project.runpytest_inprocess(*arguments)
    result.assert_outcomes(passed=3, failed=2)
    failed = sorted(line for line in result.outlines if line.startswith("FAILED"))
    assert failed == [
        f"FAILED {BAD_IDS[0]} - refuted: left = 0, right = log(2)",
        f"FAILED {BAD_IDS[1]} - undecided: the search ran out of it...",
    ]
    cases = list(ElementTree.parse(project.path / "out.xml").iter("testcase"))
    messages = [found.get("message") for case in cases for found in case.iter("failure")]
    assert sorted(map(str, messages)) == [
        "refuted: left = 0, right = log(2)",
        "undecided: the search ran out of its 200 steps",
    ]


def test_junit_tells_derivation_step_reason_and_verdict(project: pytest.Pytester) -> None:
    put(project, mine=FILE)
    project.runpytest_inprocess("-q", "--junitxml=out.xml", GOOD_IDS[1])
    (case,) = ElementTree.parse(project.path / "out.xml").iter("testcase")
    assert (case.get("classname"), case.get("name")) == ("derivations.mine.good", "step-2")
    assert {p.get("name"): p.get("value") for p in case.iter("property")} == {
        "derivation": "good",
        "step": "step-2",
        "by": "proved indeed",
        "verdict": "proved",
        "evidence": "by the tangent rule, with multipliers 1 and -1",
    }


def test_the_plugin_imports_nothing_heavy_at_start_up(tmp_path: Path) -> None:
    program = (
        "import pytest, sys\n"
        "class After:\n"
        "    def pytest_sessionfinish(self):\n"
        "        heavy = {'sympy', 'flint', 'hypothesis', 'torch', 'numpy', 'mpmath'}\n"
        "        print('loaded', sorted(heavy & set(sys.modules)), 'derivations' in sys.modules)\n"
        "plugins = ['_derivations_pytest', After()]\n"
        "options = ['-q', '-p', 'no:hypothesispytest', '-p', 'no:cacheprovider', '--rootdir=.']\n"
        "pytest.main([*options, '--collect-only', 'nothing'], plugins=plugins)\n"
    )
    environment = {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment,
        cwd=tmp_path, check=False,
    )  # fmt: skip
    assert "loaded [] False" in found.stdout


@pytest.mark.parametrize("named", ["", "derivations/mine.py"])
def test_a_folder_that_hides_the_package_is_named(project: pytest.Pytester, named: str) -> None:
    put(project, __init__="", mine=FILE)
    (project.path / "conftest.py").unlink()
    found = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "_derivations_pytest", "-q", *named.split()],
        capture_output=True, text=True, check=False, cwd=project.path,
        env={"PYTHONPATH": f"{project.path}:{ROOT}", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    )  # fmt: skip
    expected = (
        f"the folder {project.path}/derivations hides the installed package 'derivations': "
        "rename it, or remove its __init__.py"
    )
    assert expected in found.stdout.splitlines()
    assert found.returncode == 2
