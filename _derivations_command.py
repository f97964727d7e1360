"""The command `derivations`, outside the package, so that it can tell when another one hides it."""

import os
import sys
from importlib.util import find_spec

_HIDES = "derivations: the folder {folder} has the name of this package and hides it: rename it"


def main() -> int:
    """Runs the command, or names the folder that stands in its way.

    Returns:
        The exit status.
    """
    found = find_spec("derivations")
    folder = os.path.dirname(found.origin or "") if found is not None else ""
    if not os.path.isfile(os.path.join(folder, "cli", "main.py")):
        print(_HIDES.format(folder=folder), file=sys.stderr)
        return 4
    from derivations.cli import main as run

    return run()
