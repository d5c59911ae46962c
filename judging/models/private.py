"""What belongs to one judge alone, and to nobody else whatever their role.

No other page, export, count or history reads these rows (rule 3).
"""

from django.conf import settings
from django.db import models

from submissions.models import Submission


class Note(models.Model):
    """A judge's private note on an entry; it is no part of their sheet."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="note_one_per_judge_and_submission", fields=["user", "submission"]
            ),
        )

    def __str__(self):
        return f"{self.user} · {self.submission}"


class MarkSetAside(models.Model):
    """A mark, comment or note that came when its place was closed; it never counts."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="+"
    )
    # As the scoresheet's form names it: "points_c1", "comment", "note".
    field = models.CharField(max_length=40)
    value = models.TextField(blank=True)
    # The code of the refusal, as `judging.actions.marking` lists them.
    why = models.CharField(max_length=20)
    set_aside_at = models.DateTimeField()

    class Meta:
        ordering = ("submission", "field")
        constraints = (
            models.UniqueConstraint(
                name="mark_set_aside_once_per_field",
                fields=["user", "submission", "field"],
            ),
        )

    def __str__(self):
        return f"{self.submission}: {self.field}"
