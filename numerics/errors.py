"""The one exception that is shown to the user as a single line."""

from __future__ import annotations


class NumericsError(Exception):
    """Says in one line what is wrong with the input, where, and what to write instead."""
