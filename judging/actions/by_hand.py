"""Who scores one entry, changed by hand, where a draw has been made."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import record
from judging.actions.assigning import must_be_drawn, tell_assigned
from judging.actions.holding import held_round, must_be_open, required
from judging.allotment import barred_in
from judging.models import Assignment, Judge, Scoresheet
from judging.progress import progress_of
from judging.workflow import State


@transaction.atomic
def change_by_hand(round_, submission, judges: Collection[int], *, by, reason, at=None):
    """Have these seats score a submission, and nobody else.

    Codes `over`, `not_drawn`, `no_reason`, `not_accepted`, `no_change`; `not_free` for
    a judge with a conflict, excused, or without a scoring seat; `signed` for one who
    is taken off what they signed.
    """
    at = at or timezone.now()
    reason = required(reason)
    round_ = held_round(round_)
    must_be_open(round_, at=at)
    must_be_drawn(round_)
    progress = progress_of(round_, at=at)
    if submission.pk not in {entrant.submission for entrant in progress.entrants}:
        raise ValidationError(
            _("This entry is not accepted for judging any more. Reload the page."),
            code="not_accepted",
        )
    held = set(
        Assignment.objects.select_for_update()
        .filter(submission=submission)
        .values_list("judge", flat=True)
    )
    added, removed = set(judges) - held, held - set(judges)
    if not added | removed:
        raise ValidationError(
            _("Tick or untick a judge to change who scores this entry."),
            code="no_change",
        )
    must_be_free(progress, submission, added)
    must_be_unsigned(submission, removed)
    Assignment.objects.filter(submission=submission, judge__in=removed).delete()
    Assignment.objects.bulk_create(
        [
            Assignment(
                judge_id=judge,
                submission=submission,
                reason=reason,
                made_at=at,
                made_by=by,
            )
            for judge in sorted(added)
        ]
    )
    seats = Judge.objects.in_bulk(added | removed)
    for pk, seat in sorted(seats.items()):
        is_new = pk in added
        record(
            seat,
            gettext_noop("Assigned an entry by hand")
            if is_new
            else gettext_noop("Took an entry off by hand"),
            by=by,
            reason=reason,
            at=at,
            changes={
                "entry": [None, submission.number]
                if is_new
                else [submission.number, None]
            },
        )
    tell_assigned(round_, added, at=at)
    return added, removed


def must_be_free(progress, submission, added):
    seats = {seat.pk: seat for seat in progress.scoring_seats}
    barred = barred_in(progress)
    for judge in added:
        if judge not in seats or (judge, submission.pk) in barred:
            name = seats[judge].user.get_full_name() if judge in seats else ""
            raise ValidationError(
                _("%(judge)s cannot score this entry. Reload the page.")
                if name
                else _("A judge whom you ticked has no scoring seat any more."),
                code="not_free",
                params={"judge": name},
            )


def must_be_unsigned(submission, removed):
    signed = (
        Scoresheet.objects.filter(
            submission=submission, judge__in=removed, state=State.SIGNED
        )
        .select_related("judge__user")
        .first()
    )
    if signed:
        raise ValidationError(
            _(
                "%(judge)s has signed the sheet for this entry, and it counts. The "
                "chair can open it again first."
            ),
            code="signed",
            params={"judge": signed.judge.user.get_full_name()},
        )
