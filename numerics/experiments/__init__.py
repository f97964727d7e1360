"""The experiments: each holds a proved result against training."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass

from numerics.evidence import Row
from numerics.settings import Settings


@dataclass(frozen=True)
class Experiment:
    """A proved result and the training that it is held against.

    Args:
        name: what the user types.
        title: one line for the list.
        theorem: the derivation in the library that gives the proved values.
        module: where its function `run` is; imported when it runs, for the sake of `--help`.
    """

    name: str
    title: str
    theorem: str
    module: str

    @property
    def run(self) -> Callable[[Settings], list[Row]]:
        """Trains and measures: from the settings to the rows."""
        run: Callable[[Settings], list[Row]] = importlib.import_module(self.module).run
        return run


EXPERIMENTS = {
    experiment.name: experiment
    for experiment in (
        Experiment(
            "first-light",
            "D alone, then a whole GAN: V(G, D) comes out as -2 log 2 + 2 JSD(p_data, p_G)",
            "value_at_optimum",
            "numerics.experiments.first_light",
        ),
    )
}
