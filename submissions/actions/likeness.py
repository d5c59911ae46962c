"""Read the texts of what was handed in, so that staff can see what is alike."""

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from offices.notices import notify
from submissions.giveaways import giveaways_of
from submissions.likeness import fingerprints
from submissions.likeness.texts import texts_of
from submissions.models import Fingerprint, Submission, Version, VersionText

# As many as a minute's timer can read while the next waits.
MOST_AT_ONCE = 50


def read_due(*, at=None) -> int:
    """Read each version that was not read yet, the oldest first; return how many.

    Safe to run twice and by several at once: one of them keeps what it read.
    """
    due = Version.objects.filter(text__isnull=True).select_related("submission")
    return sum(
        read_text(version, at=at) for version in due.order_by("pk")[:MOST_AT_ONCE]
    )


def read_text(version, *, at=None) -> bool:
    """Keep a version's texts and fingerprints; say whether somebody else had not yet.

    The files are read before the transaction, which on SQLite stops all other writers.
    """
    texts = texts_of(version)
    values = set().union(*(fingerprints(text) for _source, text in texts.parts))
    try:
        with transaction.atomic():
            VersionText.objects.create(
                version=version,
                parts=texts.parts,
                silent_files=texts.silent,
                properties=texts.properties,
                read_at=at or timezone.now(),
            )
            Fingerprint.objects.bulk_create(
                [Fingerprint(version=version, value=value) for value in values],
                batch_size=500,
            )
            warn_of_names(version, at=at or timezone.now())
    except IntegrityError:
        return False
    return True


def warn_of_names(version, *, at) -> None:
    """Tell who handed in that a file says whose it is, where that is to be hidden.

    The texts were warned of before they were handed in; the staff see all of it on the
    entry's page.
    """
    submission = Submission.objects.for_list().get(pk=version.submission_id)
    files = {each["name"] for each in version.content["files"]}
    found = [g.where for g in giveaways_of(submission, version) if g.where in files]
    if not found or submission.round.sealed_at:
        return
    notify(
        [version.handed_in_by],
        key=f"names-in-files:{version.pk}",
        message=gettext_noop(
            "%(number)s is judged without names, but a file names your office or "
            "people: %(file)s. While the round is open you can correct it and hand it "
            "in again."
        ),
        params={"number": submission.number, "file": found[0]},
        url=reverse("submissions:submission", args=[submission.pk]),
        at=at,
        due_at=submission.visible_from,
    )
