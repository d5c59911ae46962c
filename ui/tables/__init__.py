"""A table of any app as a file: XLSX, CSV or JSON, written row by row."""

from ui.tables.as_csv import csv_pieces
from ui.tables.as_json import json_pieces
from ui.tables.as_xlsx import xlsx, xlsx_pieces
from ui.tables.table import KINDS, Column, Holds, Table

__all__ = [
    "KINDS",
    "Column",
    "Holds",
    "Table",
    "csv_pieces",
    "json_pieces",
    "xlsx",
    "xlsx_pieces",
]
