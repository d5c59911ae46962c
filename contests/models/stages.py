"""A category at one level of the ladder, and the rows of its scoresheet."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contests.models.seasons import Category
from contests.querysets import CriterionQuerySet, StageQuerySet
from offices.roles import Level


class Stage(models.Model):
    """A category at one level of the ladder: its dates and how it is judged."""

    class Method(models.TextChoices):
        MEAN = "mean", _("Mean of the judges' totals")
        TRIMMED = "trimmed", _("Mean without the highest and the lowest totals")
        MEDIAN = "median", _("Median of the judges' totals")
        STANDARDISED = "standardised", _("Mean of standardised totals")
        RANK_SUM = "rank_sum", _("Sum of the judges' ranks")

    class BarredArea(models.TextChoices):
        NONE = "none", _("Only people of the entering office itself")
        DISTRICT = "district", _("Everybody of the entering office's district")
        PROVINCE = "province", _("Everybody of the entering office's province")

    class Bands(models.TextChoices):
        """Levels by score, beside the awards: the two scales that are in use."""

        OFF = "off", _("none")
        MEDALS = "medals", _("gold from 80 %, silver from 70 %, bronze from 60 %")
        MEDALS_AND_MENTION = (
            "medals_and_mention",
            _("gold from 80 %, silver from 70 %, bronze from 60 %, mention from 50 %"),
        )

    # Whose scores are points out of the full marks.
    METHODS_IN_POINTS = (Method.MEAN, Method.TRIMMED, Method.MEDIAN)

    NAMES = {
        Level.DISTRICT: _("District level"),
        Level.PROVINCE: _("Province level"),
        Level.REGION: _("Region level"),
        Level.DEPARTMENT: _("National level"),
    }

    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="stages"
    )
    level = models.CharField(_("level"), max_length=10, choices=Level)
    opens_at = models.DateTimeField(_("opens for entries"))
    closes_at = models.DateTimeField(_("closes for entries"))
    judging_opens_at = models.DateTimeField(_("judging begins"))
    judging_due_at = models.DateTimeField(_("judging is due"))
    places = models.PositiveSmallIntegerField(_("how many advance"), default=1)
    awards = models.PositiveSmallIntegerField(_("how many are placed"), default=4)
    mentions = models.PositiveSmallIntegerField(
        _("how many honourable mentions after them"), default=0
    )
    # Own names of awards: {"winner": {"th": …, "en": …}}, see `contests.award_names`.
    award_names = models.JSONField(_("names of the awards"), default=dict, blank=True)
    bands = models.CharField(
        _("levels by score"), max_length=20, choices=Bands, default=Bands.OFF
    )
    appeal_days = models.PositiveSmallIntegerField(
        _("working days for appeals"), default=5, validators=[MaxValueValidator(60)]
    )
    panel_size = models.PositiveSmallIntegerField(_("judges on the panel"), default=3)
    quorum = models.PositiveSmallIntegerField(_("signed sheets needed"), default=2)
    # Empty: every judge scores every entry.
    judges_per_entry = models.PositiveSmallIntegerField(
        _("judges for each entry"), null=True, blank=True
    )
    # Whom rule 9 keeps from an entry beyond the entering office's own people.
    barred_area = models.CharField(
        _("who may not judge an entry"),
        max_length=8,
        choices=BarredArea,
        default=BarredArea.NONE,
    )
    method = models.CharField(
        _("scoring method"), max_length=12, choices=Method, default=Method.MEAN
    )
    trim = models.PositiveSmallIntegerField(_("totals left out at each end"), default=1)
    # The steps in order, as `docs/scoring.md` names them: "criterion:c1", "median", …
    tiebreaks = models.JSONField(_("tie-break chain"), default=list)
    lets_unopposed_up = models.BooleanField(
        _("lets a round with no more entries than places go up without marks"),
        default=False,
    )
    lets_tied_up = models.BooleanField(_("lets all tied go up"), default=False)
    allows_improvement = models.BooleanField(
        _("lets an advanced entry be improved"), default=True
    )
    # Where the button was pressed before the deadline, the link may take so long.
    grace_minutes = models.PositiveSmallIntegerField(
        _("minutes of grace for what was begun in time"), default=5
    )
    # Frozen with the rules: what judges have read once cannot be unread.
    is_blind = models.BooleanField(
        _("judged without names: judges do not see whose an entry is"), default=False
    )
    # Rule 3 still holds: not before all their own sheets are signed or excused.
    members_see_ranking = models.BooleanField(
        _("lets a judge who has finished see the ranking and the others' marks"),
        default=False,
    )
    # What a published result shows beyond rank and score; judges are never named.
    figures_for_offices = models.BooleanField(
        _("shows an office the judges' marks for its own entry, without their names"),
        default=False,
    )
    # Frozen with the rules, so that judges know it before they write.
    comments_for_offices = models.BooleanField(
        _(
            "shows an office the judges' comments on its own entry and the mean of "
            "each criterion, without names"
        ),
        default=False,
    )
    ledger_for_offices = models.BooleanField(
        _("lets entering offices download all marks, under the judges' codes"),
        default=False,
    )
    ledger_for_public = models.BooleanField(
        _("lets everybody download all marks, under the judges' codes"), default=False
    )

    objects = StageQuerySet.as_manager()

    class Meta:
        ordering = ("category", "pk")
        constraints = (
            models.UniqueConstraint(
                name="stage_one_per_category_and_level", fields=["category", "level"]
            ),
            models.CheckConstraint(
                name="stage_level_is_known", condition=Q(level__in=Level.values)
            ),
            models.CheckConstraint(
                name="stage_dates_are_in_order",
                condition=Q(closes_at__gt=F("opens_at"))
                & Q(judging_opens_at__gte=F("closes_at"))
                & Q(judging_due_at__gt=F("judging_opens_at")),
                violation_error_message=_(
                    "The dates must follow each other: opens, closes, judging begins, "
                    "judging is due."
                ),
            ),
            models.CheckConstraint(
                name="stage_numbers_are_possible",
                condition=Q(places__gte=1)
                & Q(awards__gte=1)
                & Q(quorum__gte=1)
                & Q(panel_size__gte=F("quorum")),
                violation_error_message=_(
                    "At least one place, one award and one signed sheet; and no more "
                    "signed sheets than judges."
                ),
            ),
            models.CheckConstraint(
                name="stage_judges_per_entry_reach_the_quorum",
                condition=Q(judges_per_entry__isnull=True)
                | Q(judges_per_entry__gte=F("quorum"))
                & Q(judges_per_entry__lte=F("panel_size")),
                violation_error_message=_(
                    "Each entry needs at least as many judges as signed sheets, and no "
                    "more than the panel has."
                ),
            ),
            models.CheckConstraint(
                name="stage_bars_an_area_smaller_than_its_rounds",
                condition=Q(barred_area="none")
                | Q(barred_area="district")
                & Q(level__in=("province", "region", "department"))
                | Q(barred_area="province") & Q(level__in=("region", "department")),
                violation_error_message=_(
                    "The area must be smaller than a round of this stage: in a round "
                    "of one province, everybody is of that province."
                ),
            ),
            models.CheckConstraint(
                name="stage_grace_is_an_hour_at_most",
                condition=Q(grace_minutes__lte=60),
                violation_error_message=_("The grace is an hour at most."),
            ),
            models.CheckConstraint(
                name="stage_appeals_take_60_days_at_most",
                condition=Q(appeal_days__lte=60),
            ),
            models.CheckConstraint(
                name="stage_bands_are_known_and_need_points",
                condition=Q(bands="off")
                | Q(
                    bands__in=("medals", "medals_and_mention"),
                    method__in=("mean", "trimmed", "median"),
                ),
                violation_error_message=_(
                    "Levels by score need a method whose scores are points: a mean or "
                    "the median."
                ),
            ),
            models.CheckConstraint(
                name="stage_method_is_known",
                condition=Q(
                    method__in=("mean", "trimmed", "median", "standardised", "rank_sum")
                ),
            ),
        )

    def __str__(self):
        return f"{self.category} · {self.name}"

    def get_absolute_url(self):
        return reverse("contests:stage", args=[self.pk])

    @property
    def name(self):
        """The stage within its category, in the reader's language."""
        return self.NAMES[self.level]


class Criterion(models.Model):
    """A row of a stage's scoresheet; marks and steps are in hundredths of a point."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="criteria")
    # Stable within the stage: "c1". Marks, rules and tie-breaks name it.
    code = models.SlugField(max_length=20)
    position = models.PositiveSmallIntegerField()
    name_th = models.CharField(_("name in Thai"), max_length=250)
    name_en = models.CharField(_("name in English"), max_length=250)
    guidance_th = models.TextField(_("guidance in Thai"), blank=True)
    guidance_en = models.TextField(_("guidance in English"), blank=True)
    full_hundredths = models.PositiveIntegerField()
    weight = models.DecimalField(_("weight"), max_digits=7, decimal_places=2)
    step_hundredths = models.PositiveIntegerField(default=100)
    # Words for the levels 1 to 5, {"th": …, "en": …} each; empty for free points.
    levels = models.JSONField(default=list)
    # Still as the portal proposed it; false once an administrator changed it.
    is_default = models.BooleanField(default=False)

    objects = CriterionQuerySet.as_manager()

    class Meta:
        ordering = ("stage", "position")
        constraints = (
            models.UniqueConstraint(
                name="criterion_code_once_per_stage", fields=["stage", "code"]
            ),
            models.CheckConstraint(
                name="criterion_numbers_are_positive",
                condition=Q(full_hundredths__gt=0)
                & Q(weight__gt=0)
                & Q(step_hundredths__gt=0),
                violation_error_message=_(
                    "Full marks, weight and step must each be more than 0."
                ),
            ),
            models.CheckConstraint(
                name="criterion_step_fits_into_full_marks",
                condition=Q(step_hundredths__lte=F("full_hundredths")),
                violation_error_message=_(
                    "The step cannot be larger than the full marks."
                ),
            ),
            # Level L is full × L ÷ 5 points, so a level is a step.
            models.CheckConstraint(
                name="criterion_levels_are_fifths_of_the_full_marks",
                condition=Q(levels=[]) | Q(full_hundredths=F("step_hundredths") * 5),
            ),
        )

    def __str__(self):
        return self.name

    @property
    def name(self):
        """The criterion in the reader's language."""
        return self.name_th if get_language() == "th" else self.name_en

    @property
    def guidance(self):
        """The guidance in the reader's language."""
        return self.guidance_th if get_language() == "th" else self.guidance_en
