"""What happens to a round's result, as verbs. One module per job."""

from results.actions.advancing import keep_left, send_up_next
from results.actions.appealing import (
    add_to_appeal,
    file_appeal,
    grant_appeal,
    reject_appeal,
)
from results.actions.approving import approve, refuse
from results.actions.certifying import (
    cancel_certificate,
    correct_certificate,
    day_of,
    issue_certificates,
)
from results.actions.closing import close_without_entries
from results.actions.entering import enter_ranks
from results.actions.printing import ask_for_file, file_of, issued_of, make_files
from results.actions.publishing import publish, withdraw
from results.actions.sealing import seal, seal_unopposed

__all__ = [
    "add_to_appeal",
    "approve",
    "ask_for_file",
    "cancel_certificate",
    "close_without_entries",
    "correct_certificate",
    "day_of",
    "enter_ranks",
    "file_appeal",
    "file_of",
    "grant_appeal",
    "issue_certificates",
    "issued_of",
    "keep_left",
    "make_files",
    "publish",
    "refuse",
    "reject_appeal",
    "seal",
    "seal_unopposed",
    "send_up_next",
    "withdraw",
]
