"""What people type in the judging."""

from judging.forms.assignment import AssignmentFilter, DrawForm, HandForm
from judging.forms.marks import MarksForm
from judging.forms.panel import (
    InviteJudgeForm,
    InviteSubstituteForm,
    OrderForm,
    SeatForm,
    SubstituteForm,
)
from judging.forms.paper import KeyingForm, PaperCodeForm
from judging.forms.reasons import ReasonForm
from judging.forms.ties import TieForm

__all__ = [
    "AssignmentFilter",
    "DrawForm",
    "HandForm",
    "InviteJudgeForm",
    "InviteSubstituteForm",
    "KeyingForm",
    "MarksForm",
    "OrderForm",
    "PaperCodeForm",
    "ReasonForm",
    "SeatForm",
    "SubstituteForm",
    "TieForm",
]
