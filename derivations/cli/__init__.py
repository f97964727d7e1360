"""The command `derivations`."""

from .main import main

__all__ = ["main"]
