"""The entry of an office or person, its files, and what was handed in where."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contests.models import Category, Round, Season
from offices.models import Office
from submissions.querysets import (
    AttachmentQuerySet,
    EntryQuerySet,
    LateDoorQuerySet,
    SubmissionQuerySet,
    UploadQuerySet,
    VersionQuerySet,
)
from submissions.workflow import State


class Entry(models.Model):
    """The living work of an office or, in an individual category, of a person.

    It stays with its office when a person moves. `answers` maps the key of a field of
    the category's form to what was filled in. `revision` counts the saves, so that two
    people on one draft cannot overwrite each other unseen.
    """

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="entries")
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="entries"
    )
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="entries")
    # Whose knowledge it is; empty for an office's own entry.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="entries",
    )
    title = models.CharField(_("title of the entry"), max_length=300, blank=True)
    answers = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    updated_at = models.DateTimeField()
    discarded_at = models.DateTimeField(null=True)
    # Typed by staff from the office's paper, whose scan is attached under SCAN; every
    # page that shows the entry says so. Through `paper_round` its staff reach the draft
    # until the office takes it over.
    paper_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    paper_at = models.DateTimeField(null=True)
    paper_round = models.ForeignKey(
        Round, on_delete=models.PROTECT, null=True, related_name="paper_entries"
    )
    # Made up for the demo; every page that shows the entry says so.
    is_sample = models.BooleanField(default=False)

    # The field of an attachment that is the scan of the paper; no form has this key.
    SCAN = "paper-scan"

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ("-updated_at", "-pk")
        verbose_name = _("entry")
        constraints = (
            models.UniqueConstraint(
                name="entry_one_live_per_office_and_agency_category",
                fields=["category", "office"],
                condition=Q(person__isnull=True, discarded_at__isnull=True),
                violation_error_message=_(
                    "This office has an entry in this category already."
                ),
            ),
            models.UniqueConstraint(
                name="entry_one_live_per_person_and_season",
                fields=["season", "person"],
                condition=Q(person__isnull=False, discarded_at__isnull=True),
                violation_error_message=_(
                    "This person has an entry in this season already."
                ),
            ),
            models.CheckConstraint(
                name="entry_from_paper_says_by_whom_and_when",
                condition=Q(paper_by__isnull=True, paper_at__isnull=True)
                | Q(paper_by__isnull=False, paper_at__isnull=False),
            ),
            models.CheckConstraint(
                name="entry_opened_to_staff_came_from_paper",
                condition=Q(paper_round__isnull=True) | Q(paper_by__isnull=False),
            ),
        )

    def __str__(self):
        return self.title or str(_("Untitled entry"))


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


class Submission(models.Model):
    """An entry's part in one round: its number, its state, and what came of it.

    The columns from `marked_at` down are facts that higher apps record here. `award`
    and `advanced_at` are the result: they may be shown only as the result may.
    """

    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="submissions"
    )
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="submissions"
    )
    # Running within the round, and the whole number with year, category and office.
    serial = models.PositiveIntegerField()
    number = models.CharField(_("number"), max_length=40, unique=True)
    # As handed in last; the draft's own may have become another since.
    title = models.CharField(_("title of the entry"), max_length=300, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=State, default=State.HANDED_IN
    )
    handed_in_at = models.DateTimeField(_("handed in"))
    # Until when this submission may be handed in (again), whatever the round's phase.
    open_until = models.DateTimeField(null=True)
    is_late = models.BooleanField(default=False)
    # Why it was returned, disqualified or withdrawn; the history has the earlier ones.
    state_reason = models.TextField(blank=True)
    accepted_version = models.ForeignKey(
        "Version", on_delete=models.PROTECT, null=True, related_name="+"
    )
    # Where it came from: the round below, or staff who named it, with their reason.
    advanced_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="advanced_to"
    )
    named_reason = models.TextField(blank=True)
    # Under an embargo only the staff of the round below see that it is here (rule 8).
    visible_from = models.DateTimeField(null=True)

    # A judge has given the accepted version a mark: it is not replaced (rule 2).
    marked_at = models.DateTimeField(null=True)
    award = models.CharField(max_length=20, blank=True)
    advanced_at = models.DateTimeField(null=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ("round", "serial")
        constraints = (
            models.UniqueConstraint(
                name="submission_one_per_entry_and_round", fields=["entry", "round"]
            ),
            models.UniqueConstraint(
                name="submission_serial_once_per_round", fields=["round", "serial"]
            ),
            models.CheckConstraint(
                name="submission_state_is_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="submission_accepted_has_its_version",
                condition=~Q(state=State.ACCEPTED) | Q(accepted_version__isnull=False),
            ),
            models.CheckConstraint(
                name="submission_that_is_not_accepted_has_no_accepted_version",
                condition=~Q(state__in=(State.HANDED_IN, State.RETURNED))
                | Q(accepted_version__isnull=True),
            ),
            models.CheckConstraint(
                name="submission_that_is_marked_was_accepted",
                condition=Q(marked_at__isnull=True) | Q(accepted_version__isnull=False),
            ),
            models.CheckConstraint(
                name="submission_sent_back_or_out_has_a_reason",
                condition=~Q(
                    state__in=(State.RETURNED, State.DISQUALIFIED, State.WITHDRAWN)
                )
                | ~Q(state_reason=""),
                violation_error_message=_("Say why, so that the office understands."),
            ),
            models.CheckConstraint(
                name="submission_returned_says_until_when",
                condition=~Q(state=State.RETURNED) | Q(open_until__isnull=False),
            ),
        )

    def __str__(self):
        return self.number


class LateDoor(models.Model):
    """Leave for an office to hand in to a round where it otherwise could not.

    After closing it makes what comes in late for ever (rule 2); in a round above the
    office's own it is how staff name the office into it (rule 7).
    """

    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="late_doors"
    )
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="late_doors"
    )
    open_until = models.DateTimeField(_("open until"))
    reason = models.TextField(_("reason"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()

    objects = LateDoorQuerySet.as_manager()

    class Meta:
        ordering = ("-opened_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="late_door_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say why the late door is opened."),
            ),
            models.CheckConstraint(
                name="late_door_closes_after_it_opens",
                condition=Q(open_until__gt=F("opened_at")),
                violation_error_message=_("The late door must close in the future."),
            ),
        )

    def __str__(self):
        return f"{self.round} · {self.office}"


class Version(models.Model):
    """What was handed in, frozen: the database refuses to change one (rule 2).

    `content` holds title, office, person, answers, the form they were written with,
    and each file with its attachment, name, size and SHA-256; `digest` is the SHA-256
    of its canonical JSON (`submissions.freezing`).
    """

    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(_("version"))
    content = models.JSONField()
    # The names in the content, as `submissions.naming` writes them, to search in.
    people = models.TextField(default="")
    digest = models.CharField(max_length=64)
    # The moment that counts: when the request began, by the server's clock.
    handed_in_at = models.DateTimeField(_("handed in"))
    # When all of it was there, and by when it could be handed in as it stood then;
    # both empty for what no officer sent: brought up, named, or put on record.
    arrived_at = models.DateTimeField(_("arrived"), null=True)
    due_at = models.DateTimeField(null=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    is_late = models.BooleanField(default=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ("submission", "number")
        constraints = (
            models.UniqueConstraint(
                name="version_number_once_per_submission",
                fields=["submission", "number"],
            ),
            models.CheckConstraint(
                name="version_arrived_says_by_when_it_was_due",
                condition=Q(arrived_at__isnull=True, due_at__isnull=True)
                | Q(arrived_at__isnull=False, due_at__isnull=False),
            ),
            models.CheckConstraint(
                name="version_arrives_after_it_was_begun",
                condition=Q(arrived_at__isnull=True)
                | Q(arrived_at__gte=F("handed_in_at")),
            ),
            models.CheckConstraint(
                name="version_was_begun_before_it_was_due",
                condition=Q(due_at__isnull=True) | Q(due_at__gt=F("handed_in_at")),
            ),
        )

    def __str__(self):
        return f"{self.submission} / {self.number}"

    @property
    def came_in_grace(self):
        """Whether it was begun in time and was all there only after the deadline."""
        return self.arrived_at is not None and self.arrived_at >= self.due_at


class VersionText(models.Model):
    """The texts of a version, its files' too, as they are compared (`likeness`)."""

    version = models.OneToOneField(
        Version, on_delete=models.PROTECT, related_name="text"
    )
    # A list of [source, text].
    parts = models.JSONField()
    # Names of files that hold no text that can be read: scans, for the most part.
    silent_files = models.JSONField(default=list)
    read_at = models.DateTimeField()

    def __str__(self):
        return str(self.version)


class Fingerprint(models.Model):
    """A trace of a version's text, by which others with the same passage are found."""

    version = models.ForeignKey(
        Version, on_delete=models.PROTECT, related_name="fingerprints"
    )
    value = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="fingerprint_once_per_version", fields=["version", "value"]
            ),
        )

    def __str__(self):
        return str(self.value)


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


class Tick(models.Model):
    """A line of the category's checklist that somebody found right in a version.

    `item` is the line's key (`contests.screening_lists`). One that is taken back goes;
    the submission's history keeps who gave it and who took it.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="ticks")
    item = models.CharField(max_length=40)
    ticked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ticked_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="tick_once_per_version_and_item", fields=["version", "item"]
            ),
            models.CheckConstraint(name="tick_names_its_item", condition=~Q(item="")),
        )

    def __str__(self):
        return f"{self.version} · {self.item}"


class Reminder(models.Model):
    """Staff reminded an office that it has not entered; once a day, Bangkok's."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="reminders")
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, related_name="reminders"
    )
    day = models.DateField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="reminder_once_per_round_office_and_day",
                fields=["round", "office", "day"],
            ),
        )

    def __str__(self):
        return f"{self.round} · {self.office} · {self.day}"
