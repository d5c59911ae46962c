"""Reading back what the portal writes as a table."""

import csv
import io
import json

from openpyxl import load_workbook


def sheet_in(response):
    """Return the one sheet of a workbook."""
    [sheet] = load_workbook(io.BytesIO(response.getvalue())).worksheets
    return sheet


def cells_in(response):
    """Return the rows of a workbook, the heads first; nothing is None."""
    return [list(row) for row in sheet_in(response).values]


def lines_in(response):
    """Return the rows of a CSV, the heads first."""
    text = response.getvalue().decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def objects_in(response):
    """Return the rows of a JSON, as objects by the names of the columns."""
    return json.loads(response.getvalue())["rows"]
