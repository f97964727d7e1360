"""The library's steps broken on purpose, to see that nothing false is called proved."""

from .mutants import Mutant as Mutant
from .mutants import Source as Source
from .mutants import draw as draw
from .tallying import Survivor as Survivor
from .tallying import Tally as Tally
