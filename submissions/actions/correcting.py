"""The staff put right what they themselves put on record."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from audit.record import record
from contests.phases import phase_of
from submissions.actions.drafting import discard_entry
from submissions.actions.holding import held_submission, moved
from submissions.actions.versions import add_version, latest_version
from submissions.freezing import digest_of, frozen_content
from submissions.models import Entry
from submissions.ways_in import refuse_ended, refuse_marked
from submissions.workflow import State

CORRECTED = gettext_noop("Corrected the record")


@transaction.atomic
def correct_record(submission, *, title, by, reason, at=None):
    """Give an entry that was put on record another title, as its next version.

    What its office handed in is left as it is. Refuse where the result is sealed or a
    judge has marked it.
    """
    at = at or timezone.now()
    submission = held_submission(submission)
    old = submission.accepted_version
    if not is_on_record_only(submission) or old.content["title"] == title:
        return submission
    refuse_ended(phase_of(submission.round, at=at))
    refuse_marked(submission)
    put_right(submission, old, {"title": title}, by=by, reason=reason, at=at)
    return submission


def put_right(submission, old, changed, *, by, reason, at):
    """Accept the next version, which is the old one but for what changed."""
    content = old.content | changed
    submission.accepted_version = add_version(
        submission, content, digest_of(content), by=by, at=at
    )
    submission.title = content["title"]
    submission.save(update_fields=["accepted_version", "title"])
    record(
        submission,
        CORRECTED,
        by=by,
        reason=reason,
        at=at,
        changes={
            key: [old.content[key], new]
            for key, new in changed.items()
            if old.content[key] != new
        },
    )


def correct_past(submission, *, title, person_name, came_from, by, reason, at):
    """Let a work that came in of a past year say what the corrected record says.

    Of a round that is held. What says the same stays as it is; what was taken off is
    accepted again. `submission.named` is whom its version names. No query where nothing
    differs.
    """
    how = {"by": by, "reason": reason, "at": at}
    if submission.entry.person_name != person_name:
        rename(submission.entry, person_name, **how)
    if submission.state == State.WITHDRAWN:
        act = gettext_noop("Put back on record")
        changes = {"accepted_version": None}
        submission = moved(submission, State.HANDED_IN, act=act, **changes, **how)
    if submission.state != State.ACCEPTED:
        submission = moved(
            submission,
            State.ACCEPTED,
            act=gettext_noop("Entered for the record"),
            accepted_version=latest_version(submission),
            state_reason="",
            **how,
        )
    if (submission.title, submission.named or "") != (title, person_name):
        named = frozen_content(submission.entry, [])["person"]
        changed = {"title": title, "person": named}
        put_right(submission, submission.accepted_version, changed, **how)
    if came_from and submission.advanced_from_id is None:
        submission.advanced_from_id = came_from
        submission.save(update_fields=["advanced_from"])
    return submission


def rename(entry, person_name, *, by, reason, at):
    """Give an entry its person's name as the record has it by now; once."""
    old, entry.person_name = entry.person_name, person_name
    others = Entry.objects.filter(pk=entry.pk).exclude(person_name=person_name)
    if others.update(person_name=person_name):
        changes = {"person_name": [old, person_name]}
        record(entry, CORRECTED, by=by, reason=reason, at=at, changes=changes)


def take_off_record(submission, *, by, reason, at):
    """Take a past year's work out of a held round, whose corrected record lacks it.

    An entry that is in no other round is put away, so that whoever it names may stand
    elsewhere.
    """
    submission = moved(
        submission,
        State.WITHDRAWN,
        by=by,
        act=gettext_noop("Taken off the record"),
        reason=reason,
        at=at,
        state_reason=reason,
        advanced_from=None,
    )
    entry = submission.entry
    if not entry.submissions.exclude(state=State.WITHDRAWN).exists():
        discard_entry(entry, by=by, at=at)
    return submission


def is_on_record_only(submission) -> bool:
    """Say whether staff put the entry into the contest here, and nobody else did.

    What was named into a round was in another one before.
    """
    earlier = submission.entry.submissions.filter(pk__lt=submission.pk)
    return bool(
        submission.named_reason and submission.accepted_version and not earlier.exists()
    )
