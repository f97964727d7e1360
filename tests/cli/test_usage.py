"""Wrong usage gets one clear line and status 4."""

from __future__ import annotations

import pytest

from derivations.cli import main

NAMES = ("'list', 'verify', 'prove', 'descends', 'latex', 'explain', 'divergence', "
         "'mutate'")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "a command is needed, such as list, verify or prove (see `derivations --help`)"),
        (["chek"], f"argument COMMAND: invalid choice: 'chek' (choose from {NAMES}) "
                   "(see `derivations --help`)"),
        (["prove"], "prove takes one of: a claim, --batch FILE, --recheck FILE "
                    "(see `derivations --help`)"),
        (["prove", "1 = 1", "--batch", "x"],
         "prove takes one of: a claim, --batch FILE, --recheck FILE (see `derivations --help`)"),
        (["prove", "--batch", "x", "--where", "a > 0"],
         "--where goes with a single claim: a batch's lines have their own "
         "(see `derivations --help`)"),
        (["prove", "1 = 1", "--timeout", "-3"],
         "argument --timeout: '-3' is no time: write a number of seconds above 0, such as 10 "
         "(see `derivations prove --help`)"),
        (["verify", "--timeout", "soon"],
         "argument --timeout: 'soon' is no time: write a number of seconds above 0, such as 10 "
         "(see `derivations verify --help`)"),
        (["verify", "--jobs", "0"],
         "argument --jobs: '0' is no number of processes: write a whole number from 1 to 64 "
         "(see `derivations verify --help`)"),
        (["prove", "--formt=json", "1 = 1"],
         "unrecognized arguments: --formt=json (see `derivations --help`)"),
        (["prove", "--batch", "nowhere.jsonl"],
         "nowhere.jsonl cannot be read: No such file or directory"),
        (["prove", "--batch", "."], ". cannot be read: Is a directory"),
        (["verify", "nowhere.py"],
         "nowhere.py does not exist: name a .py file, a folder or a derivation"),
        (["verify", "value_at_optimm"],
         "no derivation is called 'value_at_optimm'; did you mean 'value_at_optimum'?: "
         "`derivations list` names them all"),
        (["verify", "supports_are_disjoint::step-7"],
         "the derivation supports_are_disjoint has no step 'step-7': its steps are step-1"),
        (["latex", "supports_are_disjoint", "-o", "nowhere/a.tex"],
         "nowhere/a.tex cannot be written: No such file or directory"),
        (["prove", "KL(p, q >= 0", "--where", "p density, q density"],
         "claim, column 9: an operator, ',' or ')' is expected here, not '>='"),
        (["prove", "y = 1"],
         "claim, column 1: 'y' is not declared: add 'y real', 'y > 0' or 'y density' to --where"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_line(
    arguments: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 4
    assert capsys.readouterr() == ("", f"derivations: {line}\n")


def test_an_empty_folder_is_nothing_to_check(
    tmp_path: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(tmp_path)]) == 5
    line = f"{tmp_path} holds no derivation: decorate a function with @derivation"
    assert capsys.readouterr() == ("", f"derivations: {line}\n")


@pytest.mark.parametrize("claim", ["-log(2) <= 0", "-1 < 0", "--1 = 1", "-(1)=-1", "-pi<0"])
def test_a_claim_may_begin_with_a_minus_sign(
    claim: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["prove", claim]) == 0
    assert capsys.readouterr().out.startswith(f"proved  {claim}\n")
