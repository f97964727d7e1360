"""The same claim gets the same answer in every process, whatever its hashes and flags."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.deciding.statements import answered, statements

ROOT = Path(__file__).parents[2]
CLAIMS = [
    *statements("integrals"),
    *(line for line in statements("wall") if line["id"] in (
        "cancel-hole", "sqrt-square", "contradiction", "argmax-min", "d-varies", "strict-jsd",
        "atom-weight", "not-a-mixture")),
    {"claim": "argmax(E(p, log(D)) + E(q, log(1-D)), D) = p/(p+q)",
     "where": "p density, q density, D function, 0 <= D <= 1"},
    {"claim": "argmin(KL(p, q), q) = p", "where": "p density, q density"},
    {"claim": "equality(JSD(p, q) >= 0, p = q)", "where": "p density, q density"},
    {"claim": "TV(p, q) = Int(max(p, q)) - 1", "where": "p density, q density"},
    {"claim": "sup(log(z), z) = 0", "where": "0 < z < 1"},
    {"claim": "log(x) <= x - 1", "where": "x > 0"},
]
SCRIPT = """
import json, sys
from derivations.deciding.answers import answer
for line in json.load(sys.stdin):
    found = answer(line["claim"], line["where"])
    print(json.dumps({key: value for key, value in found.items() if key != "ms"}))
"""


def elsewhere(flags: list[str], seed: str) -> list[dict[str, Any]]:
    """The answers of another process."""
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, *flags, "-c", SCRIPT], input=json.dumps(CLAIMS),
                          capture_output=True, text=True, check=False, timeout=120,
                          env=environment, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("flags", "seed"), [([], "0"), ([], "1"), (["-W", "error"], "4294967295"), (["-O"], "random")]
)
def test_every_process_gives_the_same_answers(flags: list[str], seed: str) -> None:
    here = [{key: value for key, value in answered(line["claim"], line["where"]).items()
             if key != "ms"} for line in CLAIMS]
    assert elsewhere(flags, seed) == json.loads(json.dumps(here))
