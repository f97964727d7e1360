"""Exact values of an instance, from what a person writes and back to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, NoReturn

Number = int | str | Fraction

_NO_NAME: Final = "the instance says nothing about {name}"


def exact(values: Sequence[Number]) -> tuple[Fraction, ...]:
    """The values as fractions.

    Raises:
        ValueError: if a text is no number.
    """
    return tuple(Fraction(value) for value in values)


def entry(rows: Mapping[str, Any], name: str) -> Any:
    """What a table says about a name.

    Raises:
        KeyError: if it says nothing.
    """
    if name not in rows:
        raise KeyError(_NO_NAME.format(name=name))
    return rows[name]


def fail(message: str, **parts: object) -> NoReturn:
    """Raises a `ValueError` with a message whose blanks are filled in."""
    raise ValueError(message.format(**parts))


def entries(values: Sequence[Number]) -> Iterator[str]:
    """Each value as Python text that reads back as it."""
    for value in values:
        exact = Fraction(value)
        yield str(exact) if exact.denominator == 1 else f'"{exact}"'


def row(values: Sequence[Number]) -> str:
    """The values as the text of a list."""
    return f"[{', '.join(entries(values))}]"


def table(rows: Mapping[str, Sequence[Number]], single: bool = False) -> str:
    """Rows of values as the text of a dictionary.

    Args:
        single: whether each row is one value, shown without a list around it.
    """
    cells = (
        f'"{name}": ' + (next(entries(values)) if single else row(values))
        for name, values in rows.items()
    )
    return f"{{{', '.join(cells)}}}"
