"""The files of an entry: kept bytes, what is attached, what is on its way."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from submissions.models.entries import Entry
from submissions.previews import pages_of
from submissions.querysets import AttachmentQuerySet, UploadQuerySet


class StoredFile(models.Model):
    """The bytes of a file, kept once however often they are attached."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField(help_text="bytes")
    # As found by looking into the file, not as the browser said.
    content_type = models.CharField(max_length=100)
    # Of a PDF, counted when it was checked; empty for everything else.
    pages = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField()
    # When the virus scanner looked at it, and the name of the virus that it found.
    scanned_at = models.DateTimeField(null=True)
    virus = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="stored_file_with_a_virus_was_scanned",
                condition=Q(virus="") | Q(scanned_at__isnull=False),
            ),
        )

    def __str__(self):
        return self.sha256

    @property
    def path(self):
        """Where the storage keeps the bytes."""
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"


class Attachment(models.Model):
    """A file of an entry, under the field of the form that asked for it.

    One that is taken off stays, since a frozen version may hold it.
    """

    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="attachments"
    )
    field = models.CharField(max_length=40)
    stored = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="attachments"
    )
    name = models.CharField(_("file name"), max_length=255)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ("uploaded_at", "pk")

    def __str__(self):
        return self.name

    @property
    def has_preview(self):
        """Whether `submissions.previews` draws it; its stored file is loaded."""
        return pages_of(self.stored) > 0


class Upload(models.Model):
    """A file on its way to a field of an entry, piece by piece (the tus protocol).

    It belongs to whoever began it. `offset` counts the bytes that are there, and only
    grows by a compare-and-swap. What became of it stays for a while, so that a client
    which comes back is told.
    """

    class Outcome(models.TextChoices):
        ATTACHED = "attached"
        REFUSED = "refused"
        CANCELLED = "cancelled"
        EXPIRED = "expired"

    token = models.UUIDField(unique=True, default=uuid4, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="uploads")
    field = models.CharField(max_length=40)
    name = models.CharField(_("file name"), max_length=255)
    # As the client sent it; it is given back the same.
    metadata = models.TextField(blank=True)
    length = models.PositiveBigIntegerField(help_text="bytes in all")
    offset = models.PositiveBigIntegerField(default=0, help_text="bytes so far")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    # Since when a process joins and checks it. One that stopped is followed by another.
    finishing_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    refusal = models.TextField(blank=True)
    # Its pieces are out of the storage.
    is_cleared = models.BooleanField(default=False)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ("begun_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="upload_outcome_is_known",
                condition=Q(outcome="")
                | Q(outcome__in=("attached", "refused", "cancelled", "expired")),
            ),
            models.CheckConstraint(
                name="upload_has_ended_with_an_outcome",
                condition=Q(outcome="", ended_at__isnull=True)
                | ~Q(outcome="") & Q(ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="upload_that_is_refused_says_why",
                condition=~Q(outcome="refused") | ~Q(refusal=""),
            ),
            models.CheckConstraint(
                name="upload_is_not_empty", condition=Q(length__gt=0)
            ),
            models.CheckConstraint(
                name="upload_holds_no_more_than_its_length",
                condition=Q(offset__lte=F("length")),
            ),
        )

    def __str__(self):
        return self.name

    @property
    def is_whole(self):
        return self.offset == self.length

    @property
    def folder(self):
        """Where the storage keeps its pieces."""
        return f"uploads/{self.token}"

    def has_ended(self, *, at):
        """Say whether it takes no more: it has an outcome, or nobody came in time."""
        return bool(self.outcome) or self.expires_at <= at


class Piece(models.Model):
    """Bytes of an upload that came in together: an object of its own in the storage."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="pieces")
    start = models.PositiveBigIntegerField()
    size = models.PositiveBigIntegerField(help_text="bytes")
    path = models.CharField(max_length=100)

    class Meta:
        ordering = ("upload", "start")
        constraints = (
            models.UniqueConstraint(
                name="piece_starts_once_in_its_upload", fields=["upload", "start"]
            ),
            models.CheckConstraint(name="piece_is_not_empty", condition=Q(size__gt=0)),
        )

    def __str__(self):
        return self.path
