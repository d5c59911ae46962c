"""A table as a workbook of one sheet, made while it is sent.

XlsxWriter makes the workbook with its formats, widths and heads, without the rows; it
loads when needed. The rows are written here, since the library takes four times as
long for each, and could begin to send only when the last is written.

Text stays text: what begins like a formula is not one, nor becomes one when somebody
edits the cell.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib import import_module
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from ui import thai
from ui.tables.table import FORMULA, Column, Holds, Table, pieces

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Excel and LibreOffice show the real date in the Buddhist era, in Thai: calendar 7
# (Thai Buddhist) with Arabic digits, and the language 41E.
MOMENT = "[$-107041E]d mmm yyyy hh:mm"
# Excel allows neither more letters in a sheet's name nor these.
LONGEST_NAME, NOT_IN_A_NAME = 31, str.maketrans("", "", "[]:*?/\\'")
LONGEST_TEXT = 32_767
# The sheet's own part of the workbook, and in it the row that shows the formats.
SHEET = "xl/worksheets/sheet1.xml"
EXAMPLE = re.compile(r'<row r="2".*?</row>', re.DOTALL)
STYLE = re.compile(r' s="(\d+)"')
DIMENSION = re.compile(r"<dimension [^>]*/>")
# Days are counted from here, the hours as a part of one.
FIRST_DAY = datetime(1899, 12, 30)
# What XML does not allow, or Excel reads as the code of a letter.
UNWRITABLE = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
FORMATS = {
    "text": {"text_wrap": True},
    # As if it had been typed behind an apostrophe.
    "quoted": {"text_wrap": True, "quote_prefix": True},
    "number": {},
    "score": {"num_format": "0.00", "align": "right"},
    "moment": {"num_format": MOMENT},
}


def xlsx(table: Table) -> bytes:
    return b"".join(xlsx_pieces(table))


class Sink:
    """What has been written and not sent yet."""

    def __init__(self):
        self.waiting = []

    def write(self, data):
        self.waiting.append(bytes(data))
        return len(data)

    def flush(self):
        """Do nothing: `taken` empties it."""

    def taken(self) -> bytes:
        data = b"".join(self.waiting)
        self.waiting.clear()
        return data


def xlsx_pieces(table: Table) -> Iterator[bytes]:
    """Yield the workbook; nothing is held but the piece that is being sent."""
    parts = shell(table, 0)
    head, _end = around_rows(parts)
    lines, sink, count = rows_of(table, styles_of(parts)), Sink(), Count()
    # More than level 3 takes twice as long for a twentieth less.
    with ZipFile(sink, "w", ZIP_DEFLATED, compresslevel=3) as archive:
        with archive.open(SHEET, "w") as sheet:
            sheet.write(head.encode())
            for piece in pieces(count.of(lines), size=1 << 16):
                sheet.write(piece.encode())
                if data := sink.taken():
                    yield data
            # How far its filter reaches is known only now.
            parts = shell(table, count.rows)
            sheet.write(around_rows(parts)[1].encode())
        for name, part in parts.items():
            if name != SHEET:
                archive.writestr(name, part)
    yield sink.taken()


class Count:
    def __init__(self):
        self.rows = 0

    def of(self, lines):
        for line in lines:
            self.rows += 1
            yield line


def shell(table: Table, rows: int) -> dict[str, bytes]:
    """Return the parts of the workbook for so many rows, without the rows.

    Its second row has a cell of each format.
    """
    file, shown = BytesIO(), table.shown
    options = {"constant_memory": True, "strings_to_formulas": False}
    with import_module("xlsxwriter").Workbook(file, options) as book:
        sheet = book.add_worksheet(table.name.translate(NOT_IN_A_NAME)[:LONGEST_NAME])
        bold = {"bold": True, "text_wrap": True, "valign": "top"}
        heads = [
            book.add_format({**bold, "quote_prefix": is_quoted})
            for is_quoted in (False, True)
        ]
        for at, (_place, column) in enumerate(shown):
            sheet.set_column(at, at, column.width)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for at, (_place, column) in enumerate(shown):
            head = str(column.heading)
            sheet.write_string(0, at, head, heads[head.startswith(FORMULA)])
        for at, form in enumerate(FORMATS.values()):
            sheet.write_blank(1, at, None, book.add_format({**form, "valign": "top"}))
        sheet.autofilter(0, 0, rows, len(shown) - 1)
    with ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def styles_of(parts: dict[str, bytes]) -> dict[str, str]:
    """Return by which number a cell names each of FORMATS."""
    example = EXAMPLE.search(parts[SHEET].decode())[0]
    return dict(zip(FORMATS, STYLE.findall(example), strict=True))


def around_rows(parts: dict[str, bytes]) -> tuple[str, str]:
    """Return what stands before the rows, with the heads, and what comes after.

    Without the size of the sheet, which may be left out.
    """
    head, _example, end = EXAMPLE.sub("\0", parts[SHEET].decode()).partition("\0")
    return DIMENSION.sub("", head), end


def rows_of(table: Table, styles: dict[str, str]) -> Iterator[str]:
    cells = [
        (place, letters_of(at), writer_of(column, styles))
        for at, (place, column) in enumerate(table.shown)
    ]
    for number, row in enumerate(table.rows, start=2):
        written = [
            write(f'<c r="{letters}{number}"', value)
            for place, letters, write in cells
            if (value := row[place]) is not None
        ]
        yield f'<row r="{number}">{"".join(written)}</row>'


def letters_of(at: int) -> str:
    """Return a column's letters: A to Z, AA, AB, …"""
    letters = ""
    at += 1
    while at:
        at, letter = divmod(at - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


def writer_of(column: Column, styles: dict[str, str]) -> Callable[[str, object], str]:
    """Return what writes a cell of the column, given its beginning and its value."""

    def text(cell, value, style=styles["text"]):
        value = str(value)[:LONGEST_TEXT]
        if not value:
            return ""
        if value.startswith(FORMULA):
            style = styles["quoted"]
        if UNWRITABLE.search(value):
            value = UNWRITABLE.sub(escaped, value)
        space = "" if value == value.strip() else ' xml:space="preserve"'
        return f'{cell} s="{style}" t="inlineStr"><is><t{space}>{value}</t></is></c>'

    def number(cell, value, style=styles["number"]):
        return f'{cell} s="{style}"><v>{value}</v></c>'

    def score(cell, value):
        write = number if is_number(value) else text
        return write(cell, value, styles["score"])

    def moment(cell, value):
        clock = thai.in_bangkok(value).replace(tzinfo=None)
        days = (clock - FIRST_DAY).total_seconds() / 86_400
        return number(cell, days, styles["moment"])

    write = {
        Holds.TEXT: text,
        Holds.NUMBER: number,
        Holds.SCORE: score,
        Holds.MOMENT: moment,
    }[column.holds]
    if says := column.says:
        return lambda cell, value: write(cell, says(value))
    return write


def escaped(match: re.Match) -> str:
    found = match[0]
    if found.startswith("_x"):
        return f"_x005F{found}"
    return NAMED.get(found) or f"_x{ord(found):04X}_"


def is_number(score: str) -> bool:
    """Say whether a score is one, not a sign in its place."""
    return score[-1:].isdigit()
