"""Who judges what, and the marks they gave."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contests.models import Round
from judging.querysets import (
    ConflictQuerySet,
    JudgeQuerySet,
    ScoresheetQuerySet,
)
from judging.workflow import State
from submissions.models import Submission, Version


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


class Scoresheet(models.Model):
    """One judge's sheet for one submission, over the version that was accepted."""

    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="sheets")
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="sheets", db_index=False
    )
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    comment = models.TextField(_("comment on the whole"), blank=True)
    created_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    excused_reason = models.TextField(blank=True)

    objects = ScoresheetQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="scoresheet_one_per_judge_and_submission",
                fields=["judge", "submission"],
            ),
            models.CheckConstraint(
                name="scoresheet_state_is_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="scoresheet_signed_has_its_moment",
                condition=Q(state=State.SIGNED, signed_at__isnull=False)
                | ~Q(state=State.SIGNED) & Q(signed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="scoresheet_excused_has_a_reason",
                condition=~Q(state=State.EXCUSED) | ~Q(excused_reason=""),
            ),
        )
        # Holds all that the live ranking reads of a sheet.
        indexes = (models.Index(fields=["submission", "judge", "state"]),)

    def __str__(self):
        return f"{self.judge} → {self.submission}"


class Score(models.Model):
    """A mark on a sheet, in whole hundredths of a point, so that sums are exact."""

    sheet = models.ForeignKey(
        Scoresheet, on_delete=models.PROTECT, related_name="scores", db_index=False
    )
    # The criterion's code in the round's frozen rules.
    criterion = models.SlugField(max_length=20, db_index=False)
    # Empty where a comment came before its mark, or the judge took the mark back.
    points = models.PositiveIntegerField(null=True)
    # The full marks in force when it was given, so that the database can refuse more.
    full = models.PositiveIntegerField()
    comment = models.TextField(blank=True)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("sheet", "criterion")
        constraints = (
            models.UniqueConstraint(
                name="score_one_per_sheet_and_criterion",
                fields=["sheet", "criterion"],
            ),
            models.CheckConstraint(
                name="score_lies_within_full_marks", condition=Q(points__lte=F("full"))
            ),
        )
        # Marks are added up from this index alone; with an index on the sheet beside
        # it, SQLite would take that one and fetch every row: four times slower.
        indexes = (models.Index(fields=["sheet", "criterion", "points"]),)

    def __str__(self):
        return f"{self.criterion}: {self.points}"


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
