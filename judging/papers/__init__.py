"""The panel's papers as PDF, always in Thai."""

from judging.papers.minutes import minutes_pdf
from judging.papers.order import order_pdf
from judging.papers.scoresheets import scoresheets_pdf, signed_sheets_pdf

__all__ = ["minutes_pdf", "order_pdf", "scoresheets_pdf", "signed_sheets_pdf"]
