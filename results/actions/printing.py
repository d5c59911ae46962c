"""All certificates of a result as one file: asked for on a page, made by a process.

A web process makes none: it would take seconds, and memory that it never gives back.
`begin_making` starts a process that runs `manage.py make_certificates`; what it leaves
half-done, or never began, the timer makes a minute later.
"""

import logging
import subprocess
import sys
from threading import Thread

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from results.actions.certifying import refuse_unpublished
from results.certificates import MOST_TRIES, PATIENCE, digest_now, issued_of
from results.models import CertificateFile
from results.papers import certificate as papers

logger = logging.getLogger(__name__)


@transaction.atomic
def ask_for_file(result, *, by, at=None):
    """Ask for the file of all certificates of a result that stand now.

    Asked for twice it is made once. One that was given up is tried again. Codes:
    "not_ready", "nobody".
    """
    at = at or timezone.now()
    refuse_unpublished(result)
    pages = issued_of(result).count()
    if not pages:
        raise ValidationError(_("No certificate is issued yet"), code="nobody")
    asked, is_new = CertificateFile.objects.get_or_create(
        result=result,
        digest=digest_now(result),
        defaults={
            "pages": pages,
            "asked_at": at,
            "asked_by": by,
        },
    )
    if not is_new and asked.tries >= MOST_TRIES:
        CertificateFile.objects.filter(pk=asked.pk, made_at=None).update(tries=0)
    transaction.on_commit(begin_making)
    return asked


def begin_making():
    """Start the process that makes what was asked for, and do not wait for it."""
    if not settings.MAKES_FILES_AT_ONCE:
        return
    command = [sys.executable, settings.BASE_DIR / "manage.py", "make_certificates"]
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    # So that the ended process does not stay in the table of the system.
    Thread(target=process.wait, daemon=True).start()


def make_files(*, at=None) -> int:
    """Make all files that were asked for and that nobody makes; return how many."""
    at = at or timezone.now()
    count = 0
    waiting = CertificateFile.objects.waiting(before=at - PATIENCE, tries=MOST_TRIES)
    for file in waiting.order_by("asked_at"):
        # Of two processes one finds the row as it was.
        held = CertificateFile.objects.filter(
            pk=file.pk, heard_at=file.heard_at, made_at=None
        ).update(heard_at=at, made=0, tries=F("tries") + 1)
        if held:
            try:
                make(file)
            except Exception:
                logger.exception(
                    "cannot make certificates of result %s", file.result_id
                )
            else:
                count += 1
    return count


def make(file):
    """Make one file, and take away those of the same result that it replaces."""
    certificates = list(
        issued_of(file.result_id).for_list().with_versions().order_by("year", "number")
    )
    mine = CertificateFile.objects.filter(pk=file.pk)
    if papers.digest_of((c.pk, c.latest.number) for c in certificates) != file.digest:
        # Something was corrected after it was asked for: this one is of no use.
        mine.delete()
        return

    def tell(made):
        mine.update(made=made, heard_at=timezone.now())

    pdf = papers.bound(papers.in_parts(certificates, tell))
    path = default_storage.save(
        f"papers/certificates/{file.digest}.pdf", ContentFile(pdf)
    )
    mine.update(path=path, made_at=timezone.now())
    for other in CertificateFile.objects.filter(result=file.result_id).exclude(
        pk=file.pk
    ):
        other.delete()
        if other.path:
            default_storage.delete(other.path)
