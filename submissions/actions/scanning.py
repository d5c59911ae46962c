"""Let the virus scanner look at what it could not look at when it came in."""

import logging

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from audit.record import record
from submissions.actions.telling import tell_officers
from submissions.file_checks.virus import ScannerDown, virus_in
from submissions.models import Attachment, StoredFile

logger = logging.getLogger(__name__)


def scan_due(*, at=None) -> tuple[int, int]:
    """Scan each file that was not scanned; return how many, and how many were bad.

    Stops where the scanner is down, and goes on at the next run. Safe to run twice.
    """
    at = at or timezone.now()
    scanned = infected = 0
    if not settings.CLAMAV_URL:
        return 0, 0
    for stored in StoredFile.objects.filter(scanned_at=None).order_by("pk"):
        try:
            with default_storage.open(stored.path) as file:
                virus = virus_in(file, settings.CLAMAV_URL)
        except ScannerDown:
            break
        except Exception:
            # A file that the storage has lost keeps no other from being scanned.
            logger.exception("cannot scan %s", stored.sha256)
            continue
        scanned += 1
        infected += bool(virus)
        note_scan(stored, virus, at=at)
    return scanned, infected


@transaction.atomic
def note_scan(stored, virus, *, at):
    """Keep what the scanner said; take a bad file off the drafts that hold it.

    Versions keep it, since what was handed in does not change; nobody is given it.
    """
    unscanned = StoredFile.objects.filter(pk=stored.pk, scanned_at=None)
    if not unscanned.update(scanned_at=at, virus=virus[:200]) or not virus:
        return
    kept = Attachment.objects.kept().filter(stored=stored)
    for attachment in kept.select_related("entry__office"):
        Attachment.objects.filter(pk=attachment.pk).update(removed_at=at)
        record(
            attachment.entry,
            gettext_noop("Took a file off"),
            by=None,
            at=at,
            reason=virus,
            changes={attachment.field: [attachment.name, ""]},
        )
        tell_officers(
            attachment.entry.office,
            gettext_noop(
                "“%(name)s” holds a virus (%(virus)s) and was taken off your entry. "
                "Clean the computer it comes from, attach the file anew, and hand in "
                "again."
            ),
            key=f"virus-{attachment.pk}",
            url=reverse("submissions:entry", args=[attachment.entry_id]),
            at=at,
            name=attachment.name,
            virus=virus,
        )
