"""Hand an entry in to a round, and withdraw it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import record
from contests.ladder import entry_round
from contests.phases import phase_of
from submissions.actions.drafting import refuse_discarded
from submissions.actions.holding import (
    held_category,
    held_entry,
    held_round,
    held_submission,
    held_submission_of,
    moved,
    required,
)
from submissions.actions.telling import send_receipt
from submissions.actions.versions import add_version, latest_version, new_submission
from submissions.freezing import digest_of, frozen_content
from submissions.models import LateDoor
from submissions.readiness import what_is_missing
from submissions.ways_in import refuse_ended, refuse_slow, way_in
from submissions.workflow import State


@transaction.atomic
def hand_in(entry, round_, *, by, at=None, arrived=None, digest=""):
    """Freeze the entry as it stands as the next version of its submission.

    `at` is when the request began, the moment that counts; `arrived`, when all of it
    was there. `digest` is that of what the person was shown; where the entry differs
    from it by now, refuse with "stale". Other codes: "missing" and "barred" (one
    error for each thing), "unchanged", "discarded", "category", "changed_after" and
    those of `submissions.ways_in`.
    """
    at = at or timezone.now()
    arrived = arrived or at
    round_, entry = held_round(round_), held_entry(entry)
    refuse_discarded(entry)
    if round_.stage.category_id != entry.category_id:
        raise ValidationError(
            _("This round is of another category than the entry."), code="category"
        )
    submission = held_submission_of(entry, round_)
    enters_here = entry_round(entry.category, entry.office) == round_
    way = way_in(
        round_,
        submission,
        LateDoor.objects.filter(round=round_, office=entry.office),
        at=at,
        enters_here=enters_here,
    )
    refuse_slow(way, round_, arrived)
    refuse_changed_after(entry, way, arrived)
    # Who comes in where it does not belong is named by the door's reason (rule 7).
    named_reason = way.door.reason if way.door and not enters_here else ""
    attachments = list(entry.attachments.kept().select_related("stored"))
    held_category(entry.category)
    if missing := what_is_missing(entry, attachments, at=at):
        raise ValidationError(
            [ValidationError(each.sentence, code=each.code) for each in missing]
        )
    content = frozen_content(entry, attachments)
    current = digest_of(content)
    if digest and digest != current:
        raise ValidationError(
            _("The entry changed after you looked at it. Look again, then hand it in."),
            code="stale",
        )
    if submission is None:
        number = 1
        submission = new_submission(
            entry,
            round_,
            title=entry.title,
            handed_in_at=at,
            is_late=way.is_late,
            named_reason=named_reason,
        )
        record(submission, gettext_noop("Handed in the entry"), by=by, at=at)
    else:
        number = latest_changed(submission, current).number + 1
        submission = moved(
            submission,
            State.HANDED_IN,
            by=by,
            act=gettext_noop("Handed in the entry again"),
            at=at,
            title=entry.title,
            handed_in_at=at,
            is_late=submission.is_late or way.is_late,
            named_reason=submission.named_reason or named_reason,
            state_reason="",
            accepted_version=None,
        )
    version = add_version(
        submission,
        content,
        current,
        by=by,
        at=at,
        number=number,
        is_late=way.is_late,
        arrived_at=arrived,
        due_at=way.until,
    )
    send_receipt(submission, version, by=by, at=arrived)
    return submission


def refuse_changed_after(entry, way, arrived):
    """Refuse, in the grace, a draft that somebody went on writing after the deadline.

    The grace is for the link: what counts is the work as it stood in time.
    """
    if arrived >= way.until and entry.updated_at >= way.until:
        raise ValidationError(
            _(
                "The draft was changed after the deadline, so it cannot count as "
                "handed in before it. Ask the staff of the round for the late door; "
                "your draft is kept."
            ),
            code="changed_after",
        )


def latest_changed(submission, digest):
    """Return the last version; refuse where a second press changes nothing of it."""
    version = latest_version(submission)
    is_waiting = submission.state in (State.HANDED_IN, State.ACCEPTED)
    if is_waiting and version.digest == digest:
        raise ValidationError(
            _(
                "Nothing has changed since version %(version)s, which was received. "
                "There is nothing to hand in again."
            ),
            code="unchanged",
            params={"version": version.number},
        )
    return version


@transaction.atomic
def withdraw(submission, *, by, reason, at=None):
    """Take the entry out of the round; until the seal, for an office may step back.

    While it could be handed in, it can be handed in again.
    """
    at = at or timezone.now()
    reason = required(reason)
    submission = held_submission(submission)
    refuse_ended(phase_of(submission.round, at=at))
    return moved(
        submission,
        State.WITHDRAWN,
        by=by,
        act=gettext_noop("Withdrew the entry"),
        reason=reason,
        at=at,
        state_reason=reason,
    )
