"""What the chair decided where the tie-break chain ended."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from contests.models import Round


class TieDecision(models.Model):
    """The chair's order of submissions whom the chain left equal. Append-only."""

    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="tie_decisions"
    )
    # Primary keys of submissions, the best first.
    order = models.JSONField()
    reason = models.TextField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ("decided_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="tie_decision_has_a_reason", condition=~Q(reason="")
            ),
        )

    def __str__(self):
        return f"{self.round} · {self.decided_at:%Y-%m-%d}"
