"""Sheets of f-divergences, and the catalogue of those that have names."""

from .catalogue import CATALOGUE, Entry, Remark, named
from .checks import Check, Desk
from .own import own_checks
from .reading import read
from .sheet import Sheet, make_sheet

__all__ = ["CATALOGUE", "Check", "Desk", "Entry", "Remark", "Sheet", "make_sheet", "named",
           "own_checks", "read"]
