"""A table as a workbook of one sheet. XlsxWriter loads when needed.

Text stays text: what begins like a formula is not one, nor becomes one when somebody
edits the cell.
"""

from importlib import import_module
from io import BytesIO

from ui import thai
from ui.tables.table import FORMULA, Holds, Table

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Excel and LibreOffice show the real date in the Buddhist era, in Thai: calendar 7
# (Thai Buddhist) with Arabic digits, and the language 41E.
MOMENT = "[$-107041E]d mmm yyyy hh:mm"
# Excel allows neither more letters in a sheet's name nor these.
LONGEST_NAME, NOT_IN_A_NAME = 31, str.maketrans("", "", "[]:*?/\\'")


def xlsx(table: Table) -> bytes:
    """Return the workbook.

    The rows go to the disk as they are written; what is held in the end is the packed
    file, some hundred bytes a row.
    """
    file = BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    shown = table.shown
    with import_module("xlsxwriter").Workbook(file, options) as book:
        sheet = book.add_worksheet(table.name.translate(NOT_IN_A_NAME)[:LONGEST_NAME])
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for at, (_place, column) in enumerate(shown):
            sheet.set_column(at, at, column.width)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for at, (_place, column) in enumerate(shown):
            sheet.write_string(0, at, str(column.heading), head)
        write = writer_of(sheet, book)
        cells = [
            (at, place, column.holds, column.says)
            for at, (place, column) in enumerate(shown)
        ]
        last = 0
        for last, row in enumerate(table.rows, start=1):
            for at, place, holds, says in cells:
                value = row[place]
                if says and value is not None:
                    value = says(value)
                if value is not None and value != "":
                    write(last, at, value, holds)
        sheet.autofilter(0, 0, last, len(shown) - 1)
    return file.getvalue()


def writer_of(sheet, book):
    """Return what writes a cell by what its column holds."""
    top = {"valign": "top"}
    moment = book.add_format({**top, "num_format": MOMENT})
    text = book.add_format({**top, "text_wrap": True})
    # As if it had been typed behind an apostrophe.
    quoted = book.add_format({**top, "text_wrap": True, "quote_prefix": True})
    number = book.add_format(top)
    score = book.add_format({**top, "num_format": "0.00", "align": "right"})

    def write(row, at, value, holds):
        if holds is Holds.TEXT:
            value = str(value)
            form = quoted if value.startswith(FORMULA) else text
            sheet.write_string(row, at, value, form)
        elif holds is Holds.NUMBER:
            sheet.write_number(row, at, value, number)
        elif holds is Holds.MOMENT:
            clock = thai.in_bangkok(value).replace(tzinfo=None)
            sheet.write_datetime(row, at, clock, moment)
        elif is_number(value):
            sheet.write_number(row, at, float(value), score)
        else:
            sheet.write_string(row, at, value, score)

    return write


def is_number(score: str) -> bool:
    """Say whether a score is one, not a sign in its place."""
    return score[-1:].isdigit()
