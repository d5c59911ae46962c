"""Hand an entry in to a round, and withdraw it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import move, record
from contests.ladder import entry_round
from contests.phases import phase_of
from submissions.actions.drafting import refuse_discarded
from submissions.actions.holding import (
    held_entry,
    held_round,
    held_submission,
    required,
)
from submissions.actions.versions import add_version, latest_version, new_submission
from submissions.freezing import digest_of, frozen_content
from submissions.models import LateDoor
from submissions.readiness import what_is_missing
from submissions.ways_in import refuse_ended, way_in
from submissions.workflow import TRANSITIONS, State


@transaction.atomic
def hand_in(entry, round_, *, by, at=None, digest=""):
    """Freeze the entry as it stands as the next version of its submission.

    `digest` is that of what the person was shown; where the entry differs from it by
    now, refuse with "stale". Other codes: "missing" (one error for each thing),
    "unchanged", "discarded", and those of `submissions.ways_in`.
    """
    at = at or timezone.now()
    round_, entry = held_round(round_), held_entry(entry)
    refuse_discarded(entry)
    submission = entry.submissions.filter(round=round_).first()
    submission = submission and held_submission(submission)
    way = way_in(
        round_,
        submission,
        LateDoor.objects.filter(round=round_, office=entry.office),
        at=at,
        enters_here=entry_round(entry.category, entry.office) == round_,
    )
    attachments = list(entry.attachments.kept().select_related("stored"))
    if missing := what_is_missing(entry, attachments):
        raise ValidationError(
            [ValidationError(each.sentence, code="missing") for each in missing]
        )
    content = frozen_content(entry, attachments)
    current = digest_of(content)
    if digest and digest != current:
        raise ValidationError(
            _("The entry changed after you looked at it. Look again, then hand it in."),
            code="stale",
        )
    if submission is None:
        submission = new_submission(
            entry,
            round_,
            handed_in_at=at,
            is_late=way.is_late,
            named_reason=named_reason(entry, round_, way),
        )
        record(submission, gettext_noop("Handed in the entry"), by=by, at=at)
    else:
        refuse_unchanged(submission, current)
        submission = move(
            submission,
            State.HANDED_IN,
            allowed=TRANSITIONS,
            by=by,
            act=gettext_noop("Handed in the entry again"),
            at=at,
            handed_in_at=at,
            is_late=submission.is_late or way.is_late,
            state_reason="",
            accepted_version=None,
        )
    add_version(submission, content, current, by=by, at=at, is_late=way.is_late)
    return submission


def named_reason(entry, round_, way):
    """Return why staff let the entry into a round that is not its office's own."""
    if way.door and entry_round(entry.category, entry.office) != round_:
        return way.door.reason
    return ""


def refuse_unchanged(submission, digest):
    """Refuse a second press of the button: a new version has something new."""
    if submission.state not in (State.HANDED_IN, State.ACCEPTED):
        return
    version = latest_version(submission)
    if version.digest == digest:
        raise ValidationError(
            _(
                "Nothing has changed since version %(version)s, which was received. "
                "There is nothing to hand in again."
            ),
            code="unchanged",
            params={"version": version.number},
        )


@transaction.atomic
def withdraw(submission, *, by, reason, at=None):
    """Take the entry out of the round; until the seal, for an office may step back.

    While it could be handed in, it can be handed in again.
    """
    at = at or timezone.now()
    reason = required(reason)
    submission = held_submission(submission)
    refuse_ended(phase_of(submission.round, at=at))
    return move(
        submission,
        State.WITHDRAWN,
        allowed=TRANSITIONS,
        by=by,
        act=gettext_noop("Withdrew the entry"),
        reason=reason,
        at=at,
        state_reason=reason,
    )
