"""A round's panel: the seats, and the ties that bar a seat from an entry."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contests.models import Round
from judging.querysets import ConflictQuerySet, JudgeQuerySet
from submissions.models import Submission


class Judge(models.Model):
    """A seat on a round's panel. A person who has left it keeps the row."""

    class Capacity(models.TextChoices):
        CHAIR = "chair", _("Chair")
        MEMBER = "member", _("Member")
        SECRETARY = "secretary", _("Secretary")

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="judges")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats"
    )
    capacity = models.CharField(_("capacity"), max_length=10, choices=Capacity)
    # As the appointment order words it: "ประธานกรรมการ", "ผู้ทรงคุณวุฒิ", …
    committee_title = models.CharField(
        _("title in the committee"), max_length=150, blank=True
    )
    scores = models.BooleanField(_("scores"), default=True)
    appointed_at = models.DateTimeField()
    appointed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    left_at = models.DateTimeField(null=True)
    # When staff or chair last reminded them of sheets that are left.
    reminded_at = models.DateTimeField(null=True)

    objects = JudgeQuerySet.as_manager()

    class Meta:
        ordering = ("round", "appointed_at", "pk")
        constraints = (
            models.UniqueConstraint(
                name="judge_one_live_seat_per_person_and_round",
                fields=["round", "user"],
                condition=Q(left_at__isnull=True),
                violation_error_message=_("This person is on the panel already."),
            ),
            models.UniqueConstraint(
                name="judge_one_live_chair_per_round",
                fields=["round"],
                condition=Q(left_at__isnull=True, capacity="chair"),
                violation_error_message=_("This panel has a chair already."),
            ),
            models.CheckConstraint(
                name="judge_capacity_is_known",
                condition=Q(capacity__in=("chair", "member", "secretary")),
            ),
            models.CheckConstraint(
                name="judge_chair_and_members_score",
                condition=Q(scores=True) | Q(capacity__in=("chair", "secretary")),
            ),
        )

    def __str__(self):
        return f"{self.user} · {self.get_capacity_display()}"

    @property
    def is_chair(self):
        """Say whether this is the chair's seat today."""
        return self.capacity == self.Capacity.CHAIR and self.left_at is None

    @property
    def title(self):
        """What the committee calls the seat, in its own words or the capacity's."""
        return self.committee_title or self.get_capacity_display()


class Conflict(models.Model):
    """A judge's tie to a submission that the judge or the staff declared (rule 9).

    What follows from memberships and names is not stored: `judging.conflicts` finds it.
    """

    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="conflicts")
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="conflicts"
    )
    reason = models.TextField(_("reason"))
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = ConflictQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="conflict_once_per_judge_and_submission",
                fields=["judge", "submission"],
                violation_error_message=_("This conflict is declared already."),
            ),
            models.CheckConstraint(
                name="conflict_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say what the conflict is."),
            ),
        )

    def __str__(self):
        return f"{self.judge} × {self.submission}"
