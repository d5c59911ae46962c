"""An entry's part in a round, and what was handed in there, frozen."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contests.models import Round
from submissions.models.entries import Entry
from submissions.querysets import SubmissionQuerySet, VersionQuerySet
from submissions.workflow import State


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
    # Running within the round, but drawn by lot for what came up from below (record
    # 27); and the whole number with year, category and office.
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
