"""A round's result, from the seal to the publication, and each submission's place."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contests.award_names import LONGEST, Award
from contests.models import Round
from results.bands import Band
from results.models.past import PastImport
from results.querysets import PlacingQuerySet, ResultQuerySet
from results.workflow import STANDING, State
from submissions.models import Submission
from ui.language import page_language


class Result(models.Model):
    """A sealed tabulation of a round. A refused or withdrawn one is kept."""

    class Basis(models.TextChoices):
        MARKS = "marks", _("by the judges' marks")
        UNOPPOSED = "unopposed", _("unopposed, without marks")
        RANKS = "ranks", _("ranks entered by staff, without marks")

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="results")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State, default=State.SEALED)
    basis = models.CharField(max_length=9, choices=Basis, default=Basis.MARKS)
    # What was tabulated, as `manage.py tabulate` reads it, and the digest over both;
    # empty where there were no marks.
    ledger = models.TextField(blank=True)
    rules = models.JSONField(default=dict)
    digest = models.CharField(max_length=71, blank=True)
    # The random code that stands in the ledger for each scoring seat: {"j1": 17}, the
    # primary key of its judge. For the round's staff and chair alone.
    seats = models.JSONField(default=dict)
    # How sure it is (`judging.certainty`), under the same codes. Never public.
    certainty = models.JSONField(default=dict)
    # Where the ranks of a result without marks come from.
    source = models.TextField(blank=True)
    # The file that it came in by, of a year before the portal.
    past_import = models.ForeignKey(
        PastImport, on_delete=models.PROTECT, null=True, related_name="results"
    )
    sealed_at = models.DateTimeField()
    sealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    public_from = models.DateTimeField(null=True)
    # What its announcement bears (`offices.letterheads.Head`), as it was published.
    letterhead = models.JSONField(default=dict)
    # For so many working days from `public_from` it can be appealed against: what the
    # stage said at the seal.
    appeal_days = models.PositiveSmallIntegerField(default=0)
    # Why and when it was refused or withdrawn.
    state_reason = models.TextField(blank=True)
    undone_at = models.DateTimeField(null=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by"
    )

    objects = ResultQuerySet.as_manager()

    class Meta:
        ordering = ("-public_from", "-pk")
        # What the public sees, the newest first; and `results.public.stamp`.
        indexes = (
            models.Index(fields=["state", "public_from"], name="result_public_from"),
        )
        constraints = (
            models.UniqueConstraint(
                name="result_number_once_per_round", fields=["round", "number"]
            ),
            models.UniqueConstraint(
                name="result_one_standing_per_round",
                fields=["round"],
                condition=Q(state__in=STANDING),
                violation_error_message=_("This round is sealed already."),
            ),
            models.CheckConstraint(
                name="result_state_is_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="result_is_not_approved_by_its_sealer",
                condition=Q(approved_by__isnull=True)
                | ~Q(approved_by=models.F("sealed_by")),
                violation_error_message=_(
                    "Whoever sealed the result cannot approve it; a colleague must."
                ),
            ),
            models.CheckConstraint(
                name="result_approved_says_when_and_by_whom",
                condition=~Q(state__in=(State.APPROVED, State.PUBLISHED))
                | Q(approved_at__isnull=False, approved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="result_published_says_when_and_by_whom",
                condition=~Q(state__in=(State.PUBLISHED, State.WITHDRAWN))
                | Q(
                    published_at__isnull=False,
                    published_by__isnull=False,
                    public_from__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="result_undone_has_a_reason",
                condition=~Q(state__in=(State.REFUSED, State.WITHDRAWN))
                | ~Q(state_reason=""),
                violation_error_message=_("Say why; it stays on record."),
            ),
            models.CheckConstraint(
                name="result_undone_says_when",
                condition=Q(
                    state__in=(State.REFUSED, State.WITHDRAWN), undone_at__isnull=False
                )
                | Q(state__in=STANDING, undone_at__isnull=True),
            ),
            models.CheckConstraint(
                name="result_by_marks_has_its_ledger_and_digest",
                condition=Q(basis="marks") & ~Q(ledger="") & ~Q(digest="")
                | ~Q(basis="marks") & Q(ledger="", digest=""),
            ),
            models.CheckConstraint(
                name="result_of_entered_ranks_names_its_source",
                condition=~Q(basis="ranks") | ~Q(source=""),
                violation_error_message=_("Say where these ranks come from."),
            ),
            models.CheckConstraint(
                name="result_brought_in_is_of_ranks",
                condition=Q(past_import__isnull=True) | Q(basis="ranks"),
            ),
            models.CheckConstraint(
                name="result_is_public_no_earlier_than_published",
                condition=Q(public_from__isnull=True)
                | Q(public_from__gte=models.F("published_at")),
            ),
            models.CheckConstraint(
                name="result_basis_is_known",
                condition=Q(basis__in=("marks", "unopposed", "ranks")),
            ),
        )

    def __str__(self):
        return f"{self.round} #{self.number}"


class Placing(models.Model):
    """A submission's place in a result. Written once, at the seal; append-only."""

    result = models.ForeignKey(
        Result, on_delete=models.PROTECT, related_name="placings"
    )
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="placings"
    )
    rank = models.PositiveIntegerField()
    # "92.33" and "277/3"; empty where there are no marks.
    score = models.CharField(max_length=40, blank=True)
    exact = models.TextField(blank=True)
    sheets = models.PositiveSmallIntegerField(default=0)
    decided_by = models.CharField(max_length=40, blank=True)
    award = models.CharField(max_length=12, choices=Award)
    # What the stage called it at the seal; a later change renames nothing.
    award_th = models.CharField(max_length=LONGEST)
    award_en = models.CharField(max_length=LONGEST)
    # The level by score, where the stage has levels; independent of rank and award.
    band = models.CharField(max_length=9, choices=Band, blank=True)
    advances = models.BooleanField(default=False)

    objects = PlacingQuerySet.as_manager()

    class Meta:
        ordering = ("result", "rank", "submission__serial")
        constraints = (
            models.UniqueConstraint(
                name="placing_once_per_submission", fields=["result", "submission"]
            ),
            models.CheckConstraint(
                name="placing_rank_starts_at_one", condition=Q(rank__gte=1)
            ),
            models.CheckConstraint(
                name="placing_award_is_known", condition=Q(award__in=Award.values)
            ),
            models.CheckConstraint(
                name="placing_award_has_its_names",
                condition=~Q(award_th="") & ~Q(award_en=""),
            ),
            models.CheckConstraint(
                name="placing_band_is_known",
                condition=Q(band="") | Q(band__in=Band.values),
            ),
        )

    def __str__(self):
        return f"{self.rank}. {self.submission}"

    def award_in(self, language):
        """Return what the award was called at the seal, "th" or "en"."""
        return self.award_en if language == "en" else self.award_th

    def get_award_display(self):
        """Return the same in the language of the page: the one way to name an award."""
        return self.award_in(page_language())
