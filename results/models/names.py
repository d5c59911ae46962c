"""Names that are taken off the public pages of an entry, and who asked for it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from results.querysets import StandingQuerySet
from submissions.models import Entry


class NameRemoval(models.Model):
    """A person's name that no public page shows with an entry any more.

    What was handed in, and the result's digest, stay as they are.
    """

    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="name_removals"
    )
    # Given name and surname as `submissions.naming.line_of` writes them.
    name = models.CharField(_("given name and surname"), max_length=300)
    # Files cannot be rewritten: with the name they may go too.
    hides_files = models.BooleanField(default=False)
    reason = models.TextField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="name_removal_one_standing_per_entry_and_name",
                fields=["entry", "name"],
                condition=Q(ended_at__isnull=True),
                violation_error_message=_("This name has been taken off already."),
            ),
            models.CheckConstraint(
                name="name_removal_says_whose_and_why",
                condition=~Q(name="") & ~Q(reason=""),
            ),
        )

    def __str__(self):
        return f"{self.entry} #{self.pk}"


class NameRequest(models.Model):
    """Somebody asks that a name be taken off an entry; staff answer once.

    `contact` is how to reach them, for the staff alone.
    """

    class Answer(models.TextChoices):
        TAKEN_OFF = "taken_off", _("Taken off")
        DECLINED = "declined", _("Declined")

    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, related_name="name_requests"
    )
    name = models.CharField(_("given name and surname"), max_length=300)
    contact = models.CharField(_("telephone or e-mail"), max_length=200)
    message = models.TextField(_("what you ask for, and why"), blank=True)
    at = models.DateTimeField()
    answer = models.CharField(max_length=9, choices=Answer, blank=True)
    answer_reason = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                name="name_request_answered_says_what_why_when_and_by_whom",
                condition=Q(
                    answer="",
                    answer_reason="",
                    answered_at__isnull=True,
                    answered_by__isnull=True,
                )
                | Q(answer__in=("taken_off", "declined"))
                & ~Q(answer_reason="")
                & Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
        )

    def __str__(self):
        return f"{self.entry} #{self.pk}"
