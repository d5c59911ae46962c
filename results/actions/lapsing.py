"""What becomes of open appeals when their result goes, whatever the cause."""

from django.utils.translation import gettext_noop

from audit.record import move
from results import telling
from results.workflow import APPEAL_TRANSITIONS, AppealState


def close_appeals(result, *, by, at):
    """Close the appeals that nobody answered, and tell their offices."""
    for appeal in result.appeals.filter(state=AppealState.FILED):
        appeal.result = result
        appeal = move(
            appeal,
            AppealState.LAPSED,
            allowed=APPEAL_TRANSITIONS,
            by=by,
            act=gettext_noop("Closed the appeal, since the result was withdrawn"),
            at=at,
            answered_at=at,
            answered_by=by,
        )
        appeal.result = result
        telling.tell_answered(appeal, at=at)
