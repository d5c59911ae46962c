"""One judge's sheet for one submission, and the marks on it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from judging.models.panel import Judge
from judging.models.paper import PaperSheet
from judging.querysets import ScoresheetQuerySet
from judging.workflow import State
from submissions.models import Submission, Version


class Scoresheet(models.Model):
    """One judge's sheet for one submission, over the version that was accepted."""

    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="sheets")
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="sheets", db_index=False
    )
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    comment = models.TextField(_("comment on the whole"), blank=True)
    commented_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    excused_reason = models.TextField(blank=True)
    # Where its marks were keyed in from; none once it is opened again.
    paper = models.OneToOneField(
        PaperSheet, on_delete=models.PROTECT, null=True, related_name="sheet"
    )

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
            models.CheckConstraint(
                name="scoresheet_from_paper_is_signed",
                condition=Q(paper__isnull=True) | Q(state=State.SIGNED),
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
    # When the judge gave each, not when it arrived: of two devices the later counts.
    given_at = models.DateTimeField()
    commented_at = models.DateTimeField(null=True)

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
