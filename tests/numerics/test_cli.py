"""The command line: exit statuses, messages word for word, JSON."""

import json
import subprocess
import sys
from types import SimpleNamespace

import pytest
import torch

from numerics import cli
from numerics.errors import NumericsError
from numerics.evidence import Row
from numerics.experiments import Experiment

GOOD = Row("a figure", 1.0, 1.001, 0.001, 0.01)
RIVAL = Row("a rival", 1.01, 1.001, 0.001, 0.0, rival=True)
WRONG = Row("a wrong figure", 2.0, 1.001, 0.001, 0.01)
EXACT = Row("an integral", 0.5, 0.5, 0.0, 1e-9, numerical_error=1e-12)


@pytest.fixture
def fake(monkeypatch):
    """Two experiments that take no time; `rows` is what they give or raise."""
    state = SimpleNamespace(rows=[GOOD, RIVAL, EXACT], asked=[])

    def run(settings):
        state.asked.append(settings)
        if isinstance(state.rows, BaseException):
            raise state.rows
        return state.rows

    monkeypatch.setitem(sys.modules, "an_experiment", SimpleNamespace(run=run))
    experiments = {
        name: Experiment(name, f"the title of {name}", f"theorem_of_{name}", "an_experiment")
        for name in ("first", "second")
    }
    monkeypatch.setattr(cli, "EXPERIMENTS", experiments)
    return state


def test_list_names_each_experiment_and_its_theorem(fake, capsys):
    assert cli.main(["list"]) == 0
    assert capsys.readouterr().out == (
        "first   the title of first  [theorem_of_first]\n"
        "second  the title of second  [theorem_of_second]\n"
    )


def test_first_light_is_listed(capsys):
    assert cli.main(["list"]) == 0
    assert capsys.readouterr().out.startswith("first-light  ")


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ([GOOD, RIVAL, EXACT], 0),
        ([GOOD, WRONG], 1),
        ([Row("a rival that is right", 1.0, 1.001, 0.001, 0.01, rival=True)], 1),
        ([Row("too vague", 1.0, 1.001, 1.0, 0.01)], 1),
        ([Row("not a number", 1.0, float("nan"), 0.001, 0.01)], 1),
        (KeyboardInterrupt(), 2),
        (RuntimeError("boom"), 3),
        (NumericsError("a clear line"), 4),
    ],
)
def test_exit_status(fake, rows, status):
    fake.rows = rows
    assert cli.main(["run", "first"]) == status


def test_nothing_to_run_has_a_status_of_its_own(monkeypatch, capsys):
    monkeypatch.setattr(cli, "EXPERIMENTS", {})
    assert cli.main(["run"]) == 5
    assert capsys.readouterr().err == "numerics: nothing to run\n"
    assert cli.main(["list"]) == 5


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["run", "nope"], "numerics: no experiment is called 'nope'; there is first, second"),
        (
            ["run", "--seed", "x"],
            "numerics run: argument --seed: 'x' is no seed: write a whole number such as 7 "
            "(see numerics run --help)",
        ),
        (
            ["run", "--seed", "-1"],
            "numerics run: argument --seed: '-1' is no seed: write a whole number such as 7 "
            "(see numerics run --help)",
        ),
        (
            ["run", "--resume"],
            "numerics: --resume needs --out DIR, the folder of the run to go on with",
        ),
        (
            [],
            "numerics: the following arguments are required: COMMAND (see numerics --help)",
        ),
        (
            ["run", "--nope"],
            "numerics: unrecognized arguments: --nope (see numerics --help)",
        ),
    ],
)
def test_wrong_usage_gets_one_clear_line(fake, arguments, line, capsys):
    assert cli.main(arguments) == 4
    captured = capsys.readouterr()
    assert captured.err == line + "\n"
    assert captured.out == ""
    assert fake.asked == []


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a CUDA device here")
def test_a_device_that_is_not_there_gets_one_clear_line(fake, capsys):
    assert cli.main(["run", "--device", "cuda"]) == 4
    assert capsys.readouterr().err == (
        "numerics: torch finds no CUDA device here: run with --device cpu\n"
    )


def test_without_torch_one_clear_line_says_how_to_get_it(fake, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "torch", None)
    assert cli.main(["run"]) == 4
    assert capsys.readouterr().err == (
        "numerics: torch is not installed: pip install 'gan-derivations[numerics]'\n"
    )


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (
            [],
            "numerics: interrupted; nothing was kept "
            "(with --out DIR, --resume could go on from here)\n",
        ),
        (
            ["--out", "."],
            "numerics: interrupted; the same command with --resume goes on from here\n",
        ),
    ],
)
def test_an_interruption_is_one_line_that_says_how_to_go_on(fake, options, line, capsys):
    fake.rows = KeyboardInterrupt()
    assert cli.main(["run", "first", *options]) == 2
    assert capsys.readouterr().err == line


def test_a_fault_of_the_program_is_named_as_one(fake, capsys):
    fake.rows = RuntimeError("boom")
    assert cli.main(["run", "first"]) == 3
    assert capsys.readouterr().err.endswith(
        "numerics: a fault of the program: RuntimeError: boom\n"
    )


def test_json_has_the_keys_of_the_contract(fake, capsys, tmp_path):
    arguments = ["run", "--seed", "7", "--quick", "--format", "json", "--out", str(tmp_path)]
    assert cli.main(arguments) == 0
    out = capsys.readouterr().out
    assert (tmp_path / "results.json").read_text() == out
    answer = json.loads(out)
    assert [entry["experiment"] for entry in answer] == ["first", "second"]
    assert answer[0].pop("seconds") >= 0
    assert answer[0] == {
        "experiment": "first",
        "theorem": "theorem_of_first",
        "seed": 7,
        "device": "cpu",
        "rows": [
            {
                "quantity": "a figure",
                "proved": 1.0,
                "measured": 1.001,
                "standard_error": 0.001,
                "tolerance": 0.01,
                "rival": False,
                "verdict": "agrees",
            },
            {
                "quantity": "a rival",
                "proved": 1.01,
                "measured": 1.001,
                "standard_error": 0.001,
                "tolerance": 0.0,
                "rival": True,
                "verdict": "disagrees",
            },
            {
                "quantity": "an integral",
                "proved": 0.5,
                "measured": 0.5,
                "standard_error": 0.0,
                "tolerance": 1e-9,
                "rival": False,
                "verdict": "agrees",
            },
        ],
    }


def test_the_settings_reach_the_experiment(fake, tmp_path):
    cli.main(["run", "second", "second", "--out", str(tmp_path), "--resume", "--seed", "3"])
    (settings,) = fake.asked
    assert (settings.seed, settings.quick, settings.device) == (3, False, "cpu")
    assert (settings.folder, settings.resume) == (tmp_path / "second", True)


def test_the_table_shows_every_row(fake, capsys):
    assert cli.main(["run", "first"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "first, held against theorem_of_first"
    assert lines[2:6] == [
        "quantity       proved  measured  standard error  tolerance  verdict",
        "a figure     1.000000  1.001000         1.0e-03    1.0e-02  agrees",
        "a rival      1.010000  1.001000         1.0e-03    0.0e+00  disagrees (as it must)",
        "an integral  0.500000  0.500000               -    1.0e-09  agrees",
    ]
    assert lines[7] == "first: 3 of 3 rows as they should be (seed 0, full, cpu, 0 s)"


def test_the_concise_form_shows_only_what_is_not_as_it_should_be(fake, capsys):
    fake.rows = [GOOD, WRONG]
    assert cli.main(["run", "first", "--format", "concise"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].endswith("disagrees   <-- not as it should be")
    assert lines[1].startswith("a wrong figure")
    assert lines[-1] == "first: 1 of 2 rows as they should be (seed 0, full, cpu, 0 s)"
    assert len(lines) == 4


def test_a_folder_that_cannot_be_written_gets_one_clear_line(fake, capsys, tmp_path):
    (tmp_path / "taken").write_text("a file")
    assert cli.main(["run", "first", "--out", str(tmp_path / "taken")]) == 4
    assert capsys.readouterr().err == (
        f"numerics: cannot write {tmp_path / 'taken' / 'results.json'}: File exists\n"
    )


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["list"]])
def test_help_and_list_import_neither_sympy_nor_torch(arguments):
    program = (
        "import sys\n"
        "from numerics.cli import main\n"
        f"status = main({arguments!r})\n"
        "heavy = {'sympy', 'torch', 'numpy', 'tqdm'} & sys.modules.keys()\n"
        "sys.exit(f'imported {heavy}' if heavy else status)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
