"""The tables of a panel that are to be had as files: its marks, and how far it is."""

from judging.tables.marks import SignedSheets, marks_table, signed_sheets
from judging.tables.progress import progress_table

__all__ = ["SignedSheets", "marks_table", "progress_table", "signed_sheets"]
