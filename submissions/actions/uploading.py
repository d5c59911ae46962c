"""Files on their way: begun, brought piece by piece, finished, or given up.

No process knows anything of an upload that the database and the storage do not know:
any other may take the next piece, or finish what a crash left. The bytes are written
before the row, and never within a transaction, so that a slow link holds up nobody.
On record is only that a file was attached: until then nothing happened to the entry.
"""

import logging
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from submissions import pieces
from submissions.actions.attaching import (
    add_attachment,
    check_and_keep,
    field_of,
    refuse_promise,
)
from submissions.actions.drafting import refuse_discarded
from submissions.file_names import harmless
from submissions.models import Piece, Upload

logger = logging.getLogger(__name__)

# As long as the browser keeps the file itself: KEPT_DAYS in kept_files.js.
LIFE = timedelta(days=7)
# How long a client that comes back is told what became of its upload.
REMEMBERED = timedelta(days=30)
# Whoever finishes an upload and is not heard of for so long has stopped.
PATIENCE = timedelta(minutes=2)
MOST_UNFINISHED = 60
Outcome = Upload.Outcome


@transaction.atomic
def begin_upload(entry, field, *, name, length, by, metadata="", at=None):
    """Promise room for a file of `length` bytes under a field of the entry's form.

    Refuse at once what could never be attached: with the codes of `refuse_promise`,
    "discarded", or "too_many" where the person has left too many lying about.
    """
    at = at or timezone.now()
    refuse_discarded(entry)
    name = harmless(name)
    refuse_promise(entry, field, name, length)
    mine = Upload.objects.filter(by=by)
    if mine.unfinished().filter(expires_at__gt=at).count() >= MOST_UNFINISHED:
        raise ValidationError(
            _("Too many files are on their way. Let some arrive, or cancel them."),
            code="too_many",
        )
    # Whoever tries a refused file again has read why.
    again = mine.filter(entry=entry, field=field, name=name, outcome=Outcome.REFUSED)
    again.update(outcome=Outcome.CANCELLED)
    return Upload.objects.create(
        entry=entry,
        field=field,
        name=name,
        metadata=metadata,
        length=length,
        by=by,
        begun_at=at,
        expires_at=at + LIFE,
    )


def receive(upload, read, *, size, checksum=None):
    """Keep `size` bytes that `read` brings, at the upload's offset; return the upload.

    What arrives before the link drops counts, unless the bytes have a `checksum`
    (`submissions.tus.Checksum`): then all of them count or none. Refuse with
    "too_large", "moved" where somebody else brought these bytes, "gone" or "checksum".
    """
    if size > upload.length - upload.offset:
        raise ValidationError(_("The file is longer than was said."), code="too_large")
    waiting = []
    digest = checksum and checksum.digest
    for piece in pieces.incoming_pieces(
        upload.folder, upload.offset, read, size, digest
    ):
        waiting.append(piece)
        if checksum is None:
            count_in(upload, waiting)
            waiting = []
    if checksum and not checksum.holds():
        pieces.take_away(waiting)
        raise ValidationError(
            _("The bytes were changed on their way. Send them again."), code="checksum"
        )
    if waiting:
        count_in(upload, waiting)
    return upload


def count_in(upload, brought):
    """Move the offset over what was brought, if nobody has moved it since."""
    at = timezone.now()
    end = brought[-1].end
    coming = Upload.objects.unfinished().filter(pk=upload.pk, expires_at__gt=at)
    with transaction.atomic():
        is_next = coming.filter(offset=brought[0].start).update(
            offset=end, expires_at=at + LIFE
        )
        if is_next:
            Piece.objects.bulk_create(
                Piece(upload=upload, start=each.start, size=each.size, path=each.path)
                for each in brought
            )
    if not is_next:
        pieces.take_away(brought)
        raise moved() if coming.exists() else gone()
    upload.offset = end
    upload.expires_at = at + LIFE


def moved() -> ValidationError:
    return ValidationError(
        _("The upload is at another place than this piece."), code="moved"
    )


def gone() -> ValidationError:
    return ValidationError(
        _("This upload is over. Attach the file once more."), code="gone"
    )


def finish(upload, *, at=None):
    """Join a whole upload, check it, keep it and attach it; or note why it is refused.

    Of several who come to it at once one does it; so it may be called at any time.
    """
    at = at or timezone.now()
    if not is_ours_to_finish(upload, at):
        return
    brought = list(upload.pieces.order_by("start"))
    try:
        with pieces.joined(upload.folder, upload.name, brought) as file:
            stored, name = check_and_keep(
                file, at=at, asked=field_of(upload.entry, upload.field)
            )
        with transaction.atomic():
            if end(upload, Outcome.ATTACHED, at=at):
                add_attachment(
                    upload.entry, upload.field, stored, name, by=upload.by, at=at
                )
    except ValidationError as refusal:
        end(upload, Outcome.REFUSED, refusal=" ".join(refusal.messages), at=at)
    except Exception:
        if Upload.objects.unfinished().filter(pk=upload.pk).exists():
            raise
        # Pieces went away meanwhile: it was cancelled, or somebody who was taken for
        # lost has finished it after all.
    clear(upload)


def is_ours_to_finish(upload, at) -> bool:
    """Claim the work, unless somebody is at it."""
    unfinished = Upload.objects.unfinished().filter(pk=upload.pk, offset=F("length"))
    return bool(unfinished.filter(nobody_at_it(at)).update(finishing_at=at))


def nobody_at_it(at):
    """Return the condition that nobody is finishing the upload."""
    return Q(finishing_at__isnull=True) | Q(finishing_at__lt=at - PATIENCE)


def end(upload, outcome, *, at, refusal="") -> bool:
    """Give the upload its outcome, if it has none."""
    unfinished = Upload.objects.unfinished().filter(pk=upload.pk)
    return bool(unfinished.update(outcome=outcome, refusal=refusal, ended_at=at))


def cancel_upload(upload, *, at=None):
    """Give an upload up, or put a refusal out of sight. Refuse with "gone"."""
    at = at or timezone.now()
    refused = Upload.objects.filter(pk=upload.pk, outcome=Outcome.REFUSED)
    if not end(upload, Outcome.CANCELLED, at=at) and not refused.update(
        outcome=Outcome.CANCELLED
    ):
        raise gone()
    clear(upload)


def clear(upload):
    """Take the pieces of an upload that is over out of the storage."""
    pieces.clear_away(upload.folder)
    upload.pieces.all().delete()
    Upload.objects.filter(pk=upload.pk).update(is_cleared=True)


def tidy_uploads(*, at):
    """Finish what a crash left whole, end what nobody went on with, clear up after it.

    Run by a timer, as often as one likes, on several machines too. Return how many
    were finished and how many expired.
    """
    unfinished = Upload.objects.unfinished().with_entry()
    whole = unfinished.filter(expires_at__gt=at, offset=F("length"))
    finished = 0
    for upload in whole.filter(nobody_at_it(at)):
        try:
            finish(upload, at=at)
            finished += 1
        except Exception:
            # One that cannot be finished now holds up no other, and is tried again.
            logger.exception("upload %s is not finished", upload.token)
    expired = Upload.objects.unfinished().filter(expires_at__lte=at)
    number = expired.update(outcome=Outcome.EXPIRED, ended_at=at)
    over = Upload.objects.exclude(outcome="")
    for upload in over.filter(is_cleared=False):
        clear(upload)
    for upload in over.filter(is_cleared=True, ended_at__lt=at - REMEMBERED):
        pieces.clear_away(upload.folder)
        upload.delete()
    return finished, number
