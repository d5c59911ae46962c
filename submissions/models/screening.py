"""What the staff of a round keep: leave to hand in, ticks, reminders."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contests.models import Round
from offices.models import Office
from submissions.models.handed_in import Version
from submissions.querysets import LateDoorQuerySet


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
