"""What happens to a round's result, as verbs. One module per job."""

from results.actions.advancing import send_up_next
from results.actions.approving import approve, refuse
from results.actions.closing import close_without_entries
from results.actions.entering import enter_ranks
from results.actions.publishing import publish, withdraw
from results.actions.sealing import seal, seal_unopposed

__all__ = [
    "approve",
    "close_without_entries",
    "enter_ranks",
    "publish",
    "refuse",
    "seal",
    "seal_unopposed",
    "send_up_next",
    "withdraw",
]
