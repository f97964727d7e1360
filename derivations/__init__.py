"""Derivations about generative models: stated as written, proved, printed and tested."""

from importlib import import_module
from typing import TYPE_CHECKING

from .version import __version__

if TYPE_CHECKING:
    from .chains import Chain, Derivation, Fact, derivation
    from .language import *  # noqa: F403

__all__ = ["Chain", "Derivation", "Fact", "__version__", "derivation"]

_CHAINS = frozenset(__all__) - {"__version__"}


def __getattr__(name: str) -> object:
    # The command line starts without the language, which comes when it is asked for.
    if name.startswith("_"):
        raise AttributeError(f"module 'derivations' has no attribute {name!r}")
    room = import_module(".chains" if name in _CHAINS else ".language", __name__)
    return getattr(room, name)
