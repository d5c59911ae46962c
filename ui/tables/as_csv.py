"""A table as CSV, line by line, as Excel opens it by a double click."""

import csv
from collections.abc import Iterator

from ui import thai
from ui.tables.table import FORMULA, Column, Holds, Table, pieces

CONTENT_TYPE = "text/csv; charset=utf-8"


class Echo:
    """A file that gives back what is written into it."""

    def write(self, text):
        return text


def csv_pieces(table: Table) -> Iterator[str]:
    return pieces(lines_of(table))


def lines_of(table: Table) -> Iterator[str]:
    """Yield the lines, the first with the mark by which Excel knows UTF-8.

    Every text is quoted: a program that parts cells by semicolons would otherwise cut a
    cell in two, and find a formula in the second half.
    """
    writer = csv.writer(Echo(), quoting=csv.QUOTE_NONNUMERIC)
    shown = table.shown
    heads = [disarmed(str(column.heading)) for _place, column in shown]
    yield "\ufeff" + writer.writerow(heads)
    for row in table.rows:
        yield writer.writerow([cell(row[place], column) for place, column in shown])


def cell(value, column: Column):
    if value is None:
        return ""
    if column.says:
        value = column.says(value)
    if column.holds is Holds.NUMBER or column.holds is Holds.SCORE:
        return value
    if column.holds is Holds.MOMENT:
        return thai.short_moment(value)
    return disarmed(str(value))


def disarmed(text: str) -> str:
    """Return a text that no program takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
