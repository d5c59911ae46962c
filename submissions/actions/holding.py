"""Hold rows still while an action decides about them, move them, ask for a reason.

On PostgreSQL by row locks; on SQLite a writing transaction is alone anyway.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from audit.record import move
from contests.models import Category, Round
from offices.models import Office
from submissions.models import Entry, Submission
from submissions.workflow import TRANSITIONS


def held_round(round_):
    """Return the round as the database has it now, held until the action is done."""
    return (
        Round.objects.for_list()
        .select_for_update(of=("self",), no_key=True)
        .get(pk=round_.pk)
    )


def held_rounds(rounds):
    """Return these rounds, each held likewise, in one order whoever holds them."""
    return list(
        Round.objects.for_list()
        .select_for_update(of=("self",), no_key=True)
        .filter(pk__in=[round_.pk for round_ in rounds])
        .order_by("pk")
    )


def held_entry(entry):
    """Return the entry, held likewise."""
    return (
        Entry.objects.select_for_update(of=("self",), no_key=True)
        .select_related("category__season", "office", "person", "paper_by")
        .get(pk=entry.pk)
    )


def held_category(category):
    """Hold the category, so that who is in one entry only is not in two at once."""
    if category.is_individual or category.person_enters_once:
        Category.objects.select_for_update(of=("self",), no_key=True).get(
            pk=category.pk
        )


def held_submission(submission):
    """Return the submission, held likewise, after its round: a seal waits for both."""
    round_ = held_round(Round(pk=submission.round_id))
    held = held_submissions().get(pk=submission.pk)
    held.round = round_
    return held


def held_submission_of(entry, round_):
    """Return the entry's submission in a round that is held, or None."""
    held = held_submissions().filter(entry=entry, round=round_).first()
    if held is not None:
        held.round = round_
    return held


def held_submissions():
    return Submission.objects.select_for_update(
        of=("self",), no_key=True
    ).select_related("entry__office", "entry__person", "accepted_version")


def moved(submission, to, *, act, **how):
    """Move a submission to a state; what was loaded with it stays loaded."""
    entry, round_ = submission.entry, submission.round
    submission = move(submission, to, allowed=TRANSITIONS, act=act, **how)
    submission.entry, submission.round = entry, round_
    return submission


def held_office(office):
    """Hold the office, so that what it begins is counted one after the other."""
    Office.objects.select_for_update(of=("self",), no_key=True).get(pk=office.pk)


def required(reason, field="reason"):
    """Return the reason without blanks around it, or refuse an empty one."""
    reason = reason.strip()
    if not reason:
        raise ValidationError(
            {field: ValidationError(_("Say why; it stays on record."), "no_reason")}
        )
    return reason
