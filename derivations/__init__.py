"""Derivations about generative models: stated as written, proved, printed and tested."""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from .version import __version__

if TYPE_CHECKING:
    from .derivation import Chain, Derivation, Fact, derivation

__all__ = ["Chain", "Derivation", "Fact", "__version__", "derivation"]


class _Package(ModuleType):
    """The package; the command line starts without the language, which comes when asked for."""

    def __getattr__(self, name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module 'derivations' has no attribute {name!r}")
        return getattr(import_module(".derivation", __name__), name)

    def __setattr__(self, name: str, value: object) -> None:
        # The decorator and the file that it stands in have one name; the decorator is meant.
        if name == "derivation" and isinstance(value, ModuleType):
            value = value.derivation
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
