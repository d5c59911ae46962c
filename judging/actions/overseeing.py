"""What others than its judge may do to a sheet: open it again, or excuse from it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import move, record
from judging.actions.holding import (
    held_round,
    held_sheet,
    must_be_open,
    required,
    seat_now,
)
from judging.conflicts import bar_of
from judging.dues import is_due
from judging.models import Judge, Scoresheet
from judging.permissions import can_run_panel
from judging.workflow import TRANSITIONS, State
from offices.notices import notify
from submissions.models import Submission
from submissions.workflow import State as SubmissionState


@transaction.atomic
def reopen(sheet, *, by, reason, at=None):
    """Let a judge go on with a signed or excused sheet; they sign again (rule 3).

    The chair's act alone, before the seal; a sheet of the chair's own is opened by the
    staff of the round's office. The marks stay as they were signed, and the record
    keeps every change. Codes `over`, `own_sheet`, `not_staff`, `not_chair`,
    `no_reason`, `left`, `not_allowed`.
    """
    at = at or timezone.now()
    reason = required(reason)
    round_ = held_round(sheet.judge.round)
    must_be_open(round_, at=at)
    sheet = held_sheet(sheet)
    must_reopen(sheet.judge, round_, by)
    if sheet.judge.left_at:
        raise ValidationError(
            _("This judge has left the panel and could not sign again."), code="left"
        )
    sheet = move(
        sheet,
        State.OPEN,
        allowed=TRANSITIONS,
        by=by,
        act=gettext_noop("Opened the sheet again"),
        reason=reason,
        at=at,
        signed_at=None,
        excused_reason="",
        paper=None,
    )
    record(
        sheet.judge,
        gettext_noop("Opened a sheet again"),
        by=by,
        reason=reason,
        at=at,
        changes={"entry": [None, sheet.submission.number]},
    )
    notify(
        [sheet.judge.user],
        key=f"reopened-{sheet.pk}-{at:%Y%m%d%H%M%S}",
        message=gettext_noop(
            "Your sheet for %(number)s was opened again. Change what you need to, then "
            "sign it again. Reason: %(reason)s"
        ),
        params={"number": sheet.submission.number, "reason": reason},
        url=reverse("judging:sheet", args=[sheet.submission_id]),
        at=at,
    )
    return sheet


@transaction.atomic
def excuse(judge, submission, *, by, reason, at=None):
    """Take a sheet off what a judge has to do; its marks, if any, do not count.

    Codes `over`, `no_reason`, `left`, `not_accepted`, `conflict`, `not_assigned`,
    `not_allowed` for a sheet that is signed.
    """
    at = at or timezone.now()
    reason = required(reason)
    round_ = held_round(judge.round)
    must_be_open(round_, at=at)
    judge = seat_now(judge)
    if judge.left_at or not judge.scores:
        raise ValidationError(_("This judge has no sheets to sign."), code="left")
    submission = Submission.objects.select_related("entry", "accepted_version").get(
        pk=submission.pk
    )
    is_here = submission.round_id == judge.round_id
    if not is_here or submission.state != SubmissionState.ACCEPTED:
        raise ValidationError(
            _("This entry is not accepted for judging any more. Reload the page."),
            code="not_accepted",
        )
    if bar_of(judge, submission, at=at):
        raise ValidationError(
            _("This judge does not score this entry anyway."),
            code="conflict",
        )
    if not is_due(judge, submission, hold=True):
        raise ValidationError(
            _("This entry is not assigned to this judge."), code="not_assigned"
        )
    sheet, _is_new = Scoresheet.objects.get_or_create(
        judge=judge,
        submission=submission,
        defaults={"version": submission.accepted_version, "created_at": at},
    )
    sheet = move(
        held_sheet(sheet),
        State.EXCUSED,
        allowed=TRANSITIONS,
        by=by,
        act=gettext_noop("Excused the judge from the sheet"),
        reason=reason,
        at=at,
        excused_reason=reason,
    )
    record(
        judge,
        gettext_noop("Excused from a sheet"),
        by=by,
        reason=reason,
        at=at,
        changes={"entry": [None, submission.number]},
    )
    return sheet


def must_chair(round_, by):
    """Refuse anybody but today's chair: code `not_chair`."""
    chairs = Judge.objects.sitting().filter(round=round_, capacity=Judge.Capacity.CHAIR)
    if not chairs.filter(user=by).exists():
        raise ValidationError(
            _("Only the chair of the panel can do this."), code="not_chair"
        )


def must_reopen(seat, round_, by):
    """Refuse who may not open this seat's sheets: `permissions.can_reopen` says why."""
    if not seat.is_chair:
        must_chair(round_, by)
    if seat.user_id == by.pk:
        raise ValidationError(
            _("Nobody opens their own sheet again. Ask the staff of the round."),
            code="own_sheet",
        )
    if seat.is_chair and not can_run_panel(by, round_):
        raise ValidationError(
            _("Only the staff of the round can open a sheet of its chair again."),
            code="not_staff",
        )
