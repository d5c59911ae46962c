"""Who judges what, and the marks they gave."""

from judging.models.assignments import Assignment, Draw
from judging.models.conflicts import StatedConflict
from judging.models.meeting import AgendaItem, Attendance
from judging.models.orders import AppointmentOrder
from judging.models.panel import Conflict, Judge
from judging.models.paper import PaperKeying, PaperSheet
from judging.models.private import MarkSetAside, Note
from judging.models.sessions import Session, Turn
from judging.models.sheets import Score, Scoresheet
from judging.models.ties import TieDecision

__all__ = [
    "AgendaItem",
    "AppointmentOrder",
    "Assignment",
    "Attendance",
    "Conflict",
    "Draw",
    "Judge",
    "MarkSetAside",
    "Note",
    "PaperKeying",
    "PaperSheet",
    "Score",
    "Scoresheet",
    "Session",
    "StatedConflict",
    "TieDecision",
    "Turn",
]
