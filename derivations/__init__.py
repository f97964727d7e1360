"""Derivations about generative models: stated as written, proved, printed and tested."""

from .derivation import Chain, Derivation, Fact, derivation
from .version import __version__

__all__ = ["Chain", "Derivation", "Fact", "__version__", "derivation"]
