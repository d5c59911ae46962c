"""How a placed entry comes into the round above, and back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from audit.record import record
from results import telling
from results.actions.storing import embargo_of, held_result, refuse_blocked
from results.outlook import way_up, went_up
from results.readiness import what_blocks_keeping, what_blocks_sending_up
from submissions.actions import advance, keep_here, record_awards, take_back
from submissions.actions.holding import required


def send_up(placing, above, *, by, at, visible_from):
    """Hand the placed entry in to the round above."""
    return advance(placing.submission, above, by=by, at=at, visible_from=visible_from)


@transaction.atomic
def send_up_next(placing, *, by, reason, at=None):
    """Send up the next placing, for one that advanced and has left the round above.

    Also who could not go up at the publication, once the round above takes entries
    again. Code "not_ready".
    """
    at = at or timezone.now()
    reason = required(reason)
    result = held_result(placing.result)
    placing = result.placings.for_list().get(pk=placing.pk)
    placing.result = result
    refuse_blocked(what_blocks_sending_up(placing, at=at), code="not_ready")
    way, above = way_up(result.round, at=at)
    embargo = embargo_of(result, at=at)
    sent = send_up(placing, above, by=by, at=at, visible_from=embargo)
    pk = placing.submission_id
    record_awards({pk: placing.award}, advanced={pk}, at=at)
    record(
        result,
        gettext_noop("Sent up the next placing"),
        by=by,
        reason=reason,
        at=at,
        changes={"submission": ["", placing.submission.number]},
        shown_from=embargo,
    )
    telling.tell_sent_up(result, [placing], above, late=way == "late", at=at)
    return sent


@transaction.atomic
def keep_left(submission, *, by, reason, at=None):
    """Keep an entry whose result below was withdrawn; code "not_ready"."""
    at = at or timezone.now()
    refuse_blocked(what_blocks_keeping(submission, at=at), code="not_ready")
    return keep_here(submission, by=by, reason=reason, at=at)


def take_back_what_went_up(result, *, by, reason, at):
    """Take back what this result sent up, where that is still possible (rule 6).

    Return what was taken back and what stays above, for its staff to decide.
    """
    taken, left = [], []
    for submission, can_come_back in went_up(result, at=at):
        if can_come_back:
            taken.append(take_back(submission, by=by, reason=reason, at=at))
        else:
            left.append(submission)
            act = gettext_noop("The result that sent it up was withdrawn")
            record(submission, act, by=by, reason=reason, at=at)
    return taken, left
