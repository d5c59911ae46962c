"""Read the texts of what was handed in, so that staff can see what is alike."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from submissions.likeness import fingerprints
from submissions.likeness.texts import texts_of
from submissions.models import Fingerprint, Version, VersionText

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
    parts, silent = texts_of(version)
    values = set().union(*(fingerprints(text) for _source, text in parts))
    try:
        with transaction.atomic():
            VersionText.objects.create(
                version=version,
                parts=parts,
                silent_files=silent,
                read_at=at or timezone.now(),
            )
            Fingerprint.objects.bulk_create(
                [Fingerprint(version=version, value=value) for value in values],
                batch_size=500,
            )
    except IntegrityError:
        return False
    return True
