"""A project of its own for each test, with a stand-in for the engine."""

from __future__ import annotations

import hypothesis  # noqa: F401  (these are imported once, not once for each project)
import pytest

import derivations.testing.items  # noqa: F401
from derivations.deciding import steps

# Settles a step by what its remark says, so that these tests hold whatever the engine can prove.
STAND_IN = '''
import derivations.deciding.steps as steps
from derivations.deciding.outcome import Outcome

ATOMS = {
    "kind": "integral",
    "values": {"a": "2"},
    "atoms": [
        {"weight": "1/2", "p": "2", "q": "0"},
        {"weight": "3", "p": "0", "q": "1/3"},
    ],
    "left": "0",
    "right": "log(2)",
}
OUTCOMES = {
    "refuted": Outcome("refuted", counterexample=ATOMS),
    "undecided": Outcome("undecided", reason="the search ran out of its 200 steps"),
    "proved": Outcome("proved", evidence="by the tangent rule, with multipliers 1 and -1"),
}

steps.settle_step = lambda statement, by: OUTCOMES.get(str(by).split()[0], OUTCOMES["proved"])
'''

FILE = """
from derivations import Chain, Fact, derivation
from derivations.language import KL, JSD, densities, log, reals, Comparison, Extremum, written

p, q = densities("p", "q")
a, = reals("a")


@derivation
def good():
    '''A good one.'''
    return Chain(JSD(p, q)).eq(JSD(q, p), by="proved").le(log(2), by="proved indeed")
"""

BAD = """

@derivation
def bad():
    '''One with wrong steps.'''
    return (
        Chain(a * KL(p, q), given=[a > 0])
        .eq(a * KL(q, p), by="refuted by symmetry")
        .le(a, by="undecided")
        .ge(0, by="proved at last", label="sign")
    )
"""


@pytest.fixture
def project(
    pytester: pytest.Pytester, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> pytest.Pytester:
    """A project with strict settings, importlib mode and the stand-in, but no derivations yet."""
    monkeypatch.setattr(steps, "settle_step", None, raising=False)  # put back afterwards
    # pytest prints its summary in full under these; the tests are about the short one.
    for name in ("CI", "BUILD_NUMBER"):
        monkeypatch.delenv(name, raising=False)
    # An installed distribution brings the plugin by its entry point.
    installed = request.config.pluginmanager.has_plugin("derivations")
    plugin = "" if installed else "-p _derivations_pytest"
    pytester.makeconftest(STAND_IN)
    pytester.makeini(
        f"""
        [pytest]
        addopts = --import-mode=importlib --strict-markers --strict-config {plugin}
        filterwarnings = error
        """
    )
    return pytester


def put(project: pytest.Pytester, **files: str) -> None:
    """Writes files into the folder `derivations` of the project."""
    folder = project.path / "derivations"
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text)
