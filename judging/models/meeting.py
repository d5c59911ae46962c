"""What the minutes of a session are made of: who came, and the agenda."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from judging.models.panel import Judge
from judging.models.sessions import Session


class Attendance(models.Model):
    """Whether a seat of the panel was taken in a session."""

    class State(models.TextChoices):
        PRESENT = "present", _("Present")
        LATE = "late", _("Came late")
        ABSENT = "absent", _("Absent")

    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="attendances", db_index=False
    )
    judge = models.ForeignKey(
        Judge, on_delete=models.PROTECT, related_name="attendances"
    )
    state = models.CharField(max_length=7, choices=State)
    arrived_at = models.DateTimeField(null=True)
    # Why somebody is absent, or whom they sent.
    note = models.CharField(max_length=200, blank=True)
    noted_at = models.DateTimeField()
    # The judge, or whoever runs the session.
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("session", "judge")
        constraints = (
            models.UniqueConstraint(
                name="attendance_once_per_session_and_judge",
                fields=["session", "judge"],
            ),
            models.CheckConstraint(
                name="attendance_state_is_known",
                condition=Q(state__in=("present", "late", "absent")),
            ),
            models.CheckConstraint(
                name="attendance_only_who_came_arrived",
                condition=Q(state="absent", arrived_at__isnull=True)
                | Q(state__in=("present", "late"), arrived_at__isnull=False),
            ),
        )

    def __str__(self):
        return f"{self.judge}: {self.get_state_display()}"

    @property
    def came(self):
        return self.state != self.State.ABSENT


class AgendaItem(models.Model):
    """An item of a session's agenda (ระเบียบวาระ): what was said, what was resolved."""

    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="agenda", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    resolution = models.TextField(blank=True)

    class Meta:
        ordering = ("session", "number")
        constraints = (
            models.UniqueConstraint(
                name="agenda_number_once_per_session", fields=["session", "number"]
            ),
            models.CheckConstraint(
                name="agenda_item_has_a_title", condition=~Q(title="")
            ),
        )

    def __str__(self):
        return f"{self.number}. {self.title}"
