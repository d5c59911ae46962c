"""A list as a spreadsheet or as CSV, written row by row, for programs of any make.

Text stays text: what begins like a formula is not one. XlsxWriter loads when needed.
"""

import csv
from datetime import datetime
from importlib import import_module
from io import BytesIO

from ui import thai

# Excel and LibreOffice show the real date in the Buddhist era, in Thai: calendar 7
# (Thai Buddhist) with Arabic digits, and the language 41E.
MOMENT = "[$-107041E]d mmm yyyy hh:mm"
# What a program could take for a formula at the beginning of a cell.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Excel allows neither more letters in a sheet's name nor these.
LONGEST_NAME, NOT_IN_A_NAME = 31, str.maketrans("", "", "[]:*?/\\'")


def xlsx(columns, rows, *, name) -> bytes:
    """Return a workbook of one sheet.

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
    with import_module("xlsxwriter").Workbook(file, options) as book:
        sheet = book.add_worksheet(name.translate(NOT_IN_A_NAME)[:LONGEST_NAME])
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        moment = book.add_format({"num_format": MOMENT, "valign": "top"})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, str(column.heading), head)
        last = 0
        for last, row in enumerate(rows, start=1):
            for place, column in enumerate(columns):
                value = row[column.name]
                if isinstance(value, datetime):
                    clock = thai.in_bangkok(value).replace(tzinfo=None)
                    sheet.write_datetime(last, place, clock, moment)
                elif isinstance(value, int):
                    sheet.write_number(last, place, value, text)
                elif value:
                    sheet.write_string(last, place, str(value), text)
        sheet.autofilter(0, 0, last, len(columns) - 1)
    return file.getvalue()


class Echo:
    """A file that gives back what is written into it."""

    def write(self, text):
        return text


def csv_lines(columns, rows):
    """Yield the lines, the first with the mark by which Excel knows UTF-8."""
    writer = csv.writer(Echo())
    yield "\ufeff" + writer.writerow([str(column.heading) for column in columns])
    for row in rows:
        yield writer.writerow([in_csv(row[column.name]) for column in columns])


def in_csv(value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return thai.short_moment(value)
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
