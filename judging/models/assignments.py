"""Who is to score what, where a round does not have everybody score everything."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contests.models import Round
from judging.models.panel import Judge
from judging.querysets import AssignmentQuerySet
from submissions.models import Submission


class Draw(models.Model):
    """A draw by lot, told by its seed. Append-only: one that was undone stays."""

    class Kind(models.TextChoices):
        ALL = "all", _("All entries")
        REST = "rest", _("Only what was not assigned yet")

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="draws")
    kind = models.CharField(max_length=4, choices=Kind)
    seed = models.PositiveBigIntegerField()
    judges_per_entry = models.PositiveSmallIntegerField()
    # What it was drawn for, as far as a line of the history tells.
    entries = models.PositiveIntegerField()
    judges = models.PositiveIntegerField()
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-drawn_at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="draw_kind_is_known", condition=Q(kind__in=("all", "rest"))
            ),
            models.CheckConstraint(
                name="draw_gives_an_entry_to_somebody",
                condition=Q(judges_per_entry__gte=1),
            ),
        )

    def __str__(self):
        return f"{self.round} · {self.seed}"


class Assignment(models.Model):
    """A submission that a judge is to score: by a draw, or by hand with a reason."""

    judge = models.ForeignKey(
        Judge, on_delete=models.PROTECT, related_name="assignments", db_index=False
    )
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="assignments"
    )
    draw = models.ForeignKey(
        Draw, on_delete=models.PROTECT, null=True, related_name="assignments"
    )
    reason = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="assignment_once_per_judge_and_submission",
                fields=["judge", "submission"],
            ),
            models.CheckConstraint(
                name="assignment_is_drawn_or_has_a_reason",
                condition=Q(draw__isnull=False) | ~Q(reason=""),
                violation_error_message=_("Say why."),
            ),
        )

    def __str__(self):
        return f"{self.judge} → {self.submission}"
