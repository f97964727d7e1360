"""Maxima as an engine: `radcan` and `is(equal(…))` under the hypotheses, in its own process."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import time
from typing import Any, Final

import sympy
from sympy.printing.str import StrPrinter

from .reduction import Part, Reduced

_COMMAND: Final = ("maxima", "--very-quiet")
_MARK: Final = "benchmark-answer"
_WARM_UP: Final = "is(equal(radcan(log(x^2) - 2*log(x)), 0))"
_RELATIONS: Final = {"=": "equal({}, {})", "!=": "notequal({}, {})", "<": "{} < {}",
                     "<=": "{} <= {}", ">": "{} > {}", ">=": "{} >= {}"}
_EQUAL: Final = "if radcan(({0}) - ({1})) = 0 then true else is(equal({0}, {1}))"
_ORDER: Final = "block([d: radcan(({2}) - ({0}))], is(d {1} 0))"
_TURNED: Final = {"<": ">", "<=": ">="}
_FUNCTIONS: Final = {"Abs": "abs", "Max": "max", "Min": "min", "sign": "signum",
                     "LambertW": "lambert_w"}
_KNOWN: Final = {*_FUNCTIONS, "log", "exp", "tanh", "sinh", "cosh", "atanh", "asinh", "sin", "cos",
                 "erf", "erfc"}


class SilentError(RuntimeError):
    """Maxima gave no answer, in time or at all."""


def installed() -> bool:
    """Whether the command is there."""
    return shutil.which(_COMMAND[0]) is not None


class Printer(StrPrinter):
    """SymPy's expressions in Maxima's language; names are numbered.

    Args:
        names: every symbol that may occur.
    """

    def __init__(self, names: tuple[Any, ...]) -> None:
        super().__init__()
        self._numbers = {name: f"v{place}" for place, name in enumerate(names, 1)}

    def _print_Symbol(self, node: Any) -> str:  # noqa: N802
        return self._numbers.setdefault(node, f"v{len(self._numbers) + 1}")

    def _print_Pi(self, node: Any) -> str:  # noqa: N802
        return "%pi"

    def _print_Exp1(self, node: Any) -> str:  # noqa: N802
        return "%e"

    def _print_Function(self, node: Any) -> str:  # noqa: N802
        name = type(node).__name__
        if name not in _KNOWN:
            raise SilentError(f"{name} has no name in Maxima")
        return f"{_FUNCTIONS.get(name, name)}({self.stringify(node.args, ', ')})"

    _print_Max = _print_Min = _print_Abs = _print_LambertW = _print_Function  # noqa: N815

    def text(self, expression: Any) -> str:
        """The text of an expression.

        Args:
            expression: finite and in the functions of the claim language.

        Raises:
            SilentError: for any other.
        """
        if expression.has(sympy.oo, -sympy.oo, sympy.zoo, sympy.nan, sympy.I):
            raise SilentError("the expression is not finite")
        return f"({self.doprint(expression)})"


class Maxima:
    """A process of Maxima for one statement.

    Args:
        reduced: the statement; its hypotheses are assumed.
        seconds: the time for all questions together.
    """

    def __init__(self, reduced: Reduced, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._printer, self._read = Printer(reduced.names), b""
        given = [_RELATIONS[sign].format(self._printer.text(left), self._printer.text(right))
                 for left, sign, right in reduced.given]
        self._process = subprocess.Popen(_COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         stderr=subprocess.DEVNULL, bufsize=0)
        try:
            self._ask(_WARM_UP)
            for hypothesis in given:
                self._ask(f"assume({hypothesis})")
        except SilentError:
            self.close()
            raise

    def __enter__(self) -> Maxima:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process."""
        self._process.kill()
        self._process.communicate()

    def check(self, part: Part) -> str:
        """The verdict on a part.

        Args:
            part: of the statement.

        Raises:
            SilentError: if there is no answer.
        """
        left, right = self._printer.text(part.left), self._printer.text(part.right)
        if part.sign == "=":
            question = _EQUAL.format(left, right)
        else:
            question = _ORDER.format(left, _TURNED[part.sign], right)
        return {"true": "proved", "false": "refuted"}.get(self._ask(question), "undecided")

    def _ask(self, question: str) -> str:
        line = f'(answer: ({question}), print("{_MARK}", answer))$ print("{_MARK}-end")$\n'
        end = f"{_MARK}-end".encode()
        try:
            self._process.stdin.write(line.encode())
        except OSError as error:
            raise SilentError("Maxima has ended") from error
        while end not in self._read:
            left = self._end - time.monotonic()
            if left <= 0 or not select.select([self._process.stdout], [], [], left)[0]:
                raise SilentError("Maxima is out of time")
            chunk = os.read(self._process.stdout.fileno(), 1 << 16)
            if not chunk:
                raise SilentError("Maxima has ended")
            self._read += chunk
        said, _, self._read = self._read.partition(end)
        return said.decode(errors="replace").rpartition(_MARK)[2].strip()
