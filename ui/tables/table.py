"""What a table is before anything is written: its columns, and rows that come in turn.

An app makes the value; the writers beside this module know nothing of any app.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

# The ends of the addresses of a table's files, as the pages offer them.
KINDS = ("xlsx", "csv", "json")
# What a program could take for a formula at the beginning of a cell; the wide forms
# too, which Excel reads as the narrow ones where the system's language writes so.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Holds(Enum):
    """What the cells of a column hold; None is an empty cell anywhere."""

    TEXT = auto()
    # As it is: 7, 7.5.
    NUMBER = auto()
    # Two decimals, already written out for people: "92.33". A sign in a total's place
    # ("–") is text to people and nothing to programs.
    SCORE = auto()
    MOMENT = auto()


@dataclass(frozen=True)
class Column:
    """A column: its name for programs, its heading for people, its width in letters.

    `says` turns a value into the words that people read; programs get the value. A
    column without a heading is for programs, and stands in the JSON alone.
    """

    name: str
    heading: str = ""
    width: int = 12
    holds: Holds = Holds.TEXT
    says: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class Table:
    """`name` is the sheet's, in the reader's language; a row has a value per column."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    # For programs: which table it is.
    kind: str = ""

    @property
    def shown(self) -> list[tuple[int, Column]]:
        """The columns that people read, each with its place in the rows."""
        return [
            (place, column)
            for place, column in enumerate(self.columns)
            if column.heading
        ]


def pieces(lines: Iterable[str], size: int = 16_384) -> Iterator[str]:
    """Yield the lines joined to pieces: each one that is sent costs a call."""
    waiting, length = [], 0
    for line in lines:
        waiting.append(line)
        length += len(line)
        if length >= size:
            yield "".join(waiting)
            waiting, length = [], 0
    if waiting:
        yield "".join(waiting)
