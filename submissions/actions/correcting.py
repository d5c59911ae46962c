"""The staff put right what they themselves put on record."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from audit.record import record
from contests.phases import phase_of
from submissions.actions.holding import held_submission
from submissions.actions.versions import add_version
from submissions.freezing import digest_of
from submissions.ways_in import refuse_ended, refuse_marked


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
    content = old.content | {"title": title}
    submission.accepted_version = add_version(
        submission, content, digest_of(content), by=by, at=at
    )
    submission.title = title
    submission.save(update_fields=["accepted_version", "title"])
    record(
        submission,
        gettext_noop("Corrected the record"),
        by=by,
        reason=reason,
        at=at,
        changes={"title": [old.content["title"], title]},
    )
    return submission


def is_on_record_only(submission) -> bool:
    """Say whether staff put the entry into the contest here, and nobody else did.

    What was named into a round was in another one before.
    """
    earlier = submission.entry.submissions.filter(pk__lt=submission.pk)
    return bool(
        submission.named_reason and submission.accepted_version and not earlier.exists()
    )
