"""A round that has nothing to judge is closed as 'no entries'."""

from django.db import transaction
from django.utils import timezone

from contests.actions import close_empty
from results.actions.storing import refuse_blocked
from results.readiness import what_blocks_closing
from submissions.actions.holding import held_round


@transaction.atomic
def close_without_entries(round_, *, by, at=None):
    """Close a round without accepted submissions; code "not_ready"."""
    at = at or timezone.now()
    round_ = held_round(round_)
    refuse_blocked(what_blocks_closing(round_, at=at), code="not_ready")
    return close_empty(round_, by=by, at=at)
