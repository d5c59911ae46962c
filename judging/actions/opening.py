"""Whether a hand may write on a sheet now, and the sheet it writes on (rule 3)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from contests.phases import Phase, phase_of
from judging.actions.holding import seat_now
from judging.conflicts import Bar, bar_of
from judging.dues import is_due
from judging.models import Scoresheet
from judging.workflow import State
from submissions.models import Submission
from submissions.workflow import State as SubmissionState
from ui.language import page_language
from ui.thai import full_moment


def open_to(judge, submission, *, by, at):
    """Return seat and submission as they are now, or refuse to let this hand write."""
    if judge.user_id != by.pk:
        raise ValidationError(
            _("Only the judge can write on this sheet."), code="not_yours"
        )
    return open_pair(judge, submission, at=at)


def open_pair(judge, submission, *, at):
    """Return seat and submission as they are now, or refuse that marks be written."""
    judge = seat_now(judge)
    if judge.left_at or not judge.scores:
        raise ValidationError(
            _("You have no scoring seat on this panel any more. Ask its staff."),
            code="no_seat",
        )
    if judge.awaits_answer:
        raise ValidationError(
            _("Answer your appointment first: accept or decline it."),
            code="unanswered",
        )
    must_be_judging(judge.round, at)
    submission = Submission.objects.select_related("entry", "accepted_version").get(
        pk=submission.pk
    )
    is_here = submission.round_id == judge.round_id
    if not is_here or submission.state != SubmissionState.ACCEPTED:
        raise ValidationError(
            _("This entry is not accepted for judging any more. Reload the page."),
            code="not_accepted",
        )
    bar = bar_of(judge, submission, at=at)
    if bar == Bar.SIGNED_BEFORE:
        raise ValidationError(
            _("The judge whose place you took has signed this entry; it counts."),
            code="signed_before",
        )
    if bar:
        raise ValidationError(
            _("You have a conflict of interest with this entry."), code="conflict"
        )
    if not is_due(judge, submission, hold=True):
        raise ValidationError(
            _("This entry is not assigned to you any more. Ask the panel's staff."),
            code="not_assigned",
        )
    return judge, submission


def must_be_judging(round_, at):
    phase = phase_of(round_, at=at)
    if phase == Phase.JUDGING:
        return
    if phase in (Phase.UPCOMING, Phase.OPEN, Phase.SCREENING):
        begins = full_moment(round_.judging_opens_at, page_language())
        raise ValidationError(
            _("Judging begins on %(begins)s; marks can be given from then on."),
            code="not_judging",
            params={"begins": begins},
        )
    raise ValidationError(
        _("The result of this round is sealed; its marks do not change any more."),
        code="not_judging",
    )


def own_sheet(judge, submission, *, at, begin=True) -> Scoresheet:
    """Return the sheet, held; refuse one that is closed.

    Where there is none it is made or, unless it is to `begin`, returned unsaved.
    """
    version = submission.accepted_version
    held = Scoresheet.objects.select_for_update()
    key = {"judge": judge, "submission": submission}
    new = {"version": version, "created_at": at}
    if begin:
        sheet, _is_new = held.get_or_create(**key, defaults=new)
    else:
        sheet = held.filter(**key).first() or Scoresheet(**key, **new)
    # Both are at hand, as they are now: nobody has to ask for them again.
    sheet.judge, sheet.submission = judge, submission
    if sheet.state == State.SIGNED:
        raise ValidationError(
            _(
                "You signed this sheet on %(when)s. Only the chair can open it again, "
                "with a reason; the chair's own, only the staff."
            ),
            code="signed",
            params={"when": full_moment(sheet.signed_at, page_language())},
        )
    if sheet.state == State.EXCUSED:
        raise ValidationError(
            _("You are excused from this entry: %(reason)s"),
            code="excused",
            params={"reason": sheet.excused_reason},
        )
    if sheet.pk and sheet.version_id != version.pk:
        # Nothing but comments was given on the version before.
        sheet.version = version
        sheet.save(update_fields=["version"])
    return sheet
