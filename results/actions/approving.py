"""The second act: a colleague of the round's office approves or refuses."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from contests.actions import record_approved, record_unsealed
from results import telling
from results.actions.storing import held_result, move_on, refuse_blocked
from results.acts import APPROVED
from results.readiness import what_blocks_approval, what_blocks_refusal
from results.workflow import State
from submissions.actions.holding import required


@transaction.atomic
def approve(result, *, by, at=None):
    """Approve a sealed result, which its own sealer cannot; code "not_ready"."""
    at = at or timezone.now()
    result = held_result(result)
    refuse_blocked(what_blocks_approval(result, by=by), code="not_ready")
    result = move_on(
        result,
        State.APPROVED,
        by=by,
        act=APPROVED,
        at=at,
        approved_at=at,
        approved_by=by,
    )
    record_approved(result.round, at=at)
    return result


@transaction.atomic
def refuse(result, *, by, reason, at=None):
    """Void a result that is not published; it is kept, and the round judged again."""
    at = at or timezone.now()
    reason = required(reason)
    result = held_result(result)
    refuse_blocked(what_blocks_refusal(result, by=by), code="not_ready")
    act = gettext_noop("Refused the result")
    result = move_on(
        result,
        State.REFUSED,
        by=by,
        act=act,
        reason=reason,
        at=at,
        state_reason=reason,
        undone_at=at,
    )
    record_unsealed(result.round)
    telling.tell_refused(result, reason=reason, at=at)
    return result
