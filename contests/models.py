"""A fiscal year's contest: what is contested, by which criteria, where and when."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contests.querysets import (
    CategoryQuerySet,
    CriterionQuerySet,
    RoundQuerySet,
    SeasonQuerySet,
    StageQuerySet,
)
from offices.models import Office
from offices.roles import Level


class Season(models.Model):
    """The contest of one fiscal year, which runs from October to September."""

    year = models.PositiveSmallIntegerField(
        _("fiscal year (B.E.)"),
        unique=True,
        error_messages={"unique": _("There is a season for this year already.")},
    )
    name_th = models.CharField(_("name in Thai"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    created_at = models.DateTimeField()
    # Made up for the demo; every page that shows the season says so.
    is_sample = models.BooleanField(default=False)

    objects = SeasonQuerySet.as_manager()

    class Meta:
        ordering = ("-year",)
        constraints = (
            models.CheckConstraint(
                name="season_year_is_of_the_buddhist_era",
                condition=Q(year__gte=2500, year__lte=2700),
                violation_error_message=_(
                    "Give the year of the Buddhist era, such as 2569."
                ),
            ),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("contests:season", args=[self.pk])

    @property
    def name(self):
        """The season's name in the reader's language."""
        return self.name_th if get_language() == "th" else self.name_en


class RegionProvince(models.Model):
    """Which province lay in which inspection region in a season."""

    season = models.ForeignKey(
        Season, on_delete=models.PROTECT, related_name="region_provinces"
    )
    region = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    province = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="region_province_one_region_per_season",
                fields=["season", "province"],
            ),
        )

    def __str__(self):
        return f"{self.season.year} {self.region.code} {self.province.code}"


class Category(models.Model):
    """What is contested in a season, who may enter, its form, its criteria."""

    season = models.ForeignKey(
        Season, on_delete=models.PROTECT, related_name="categories"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    name_th = models.CharField(_("name in Thai"), max_length=250)
    name_en = models.CharField(_("name in English"), max_length=250)
    # An individual's entry, through their office; otherwise the office's own.
    is_individual = models.BooleanField(_("entered by a person"), default=False)
    # The level of the offices that enter; for individuals the lowest such level.
    entrant_level = models.CharField(_("who enters"), max_length=10, choices=Level)
    entries_per_office = models.PositiveSmallIntegerField(
        _("entries per office"), default=1
    )
    # A list of fields, see `contests.entry_form`.
    form = models.JSONField(default=list)
    # The criteria that a new stage starts with: a list of the columns of Criterion.
    criteria_template = models.JSONField(default=list)
    # Still as the portal proposed it; false once an administrator changed it.
    has_default_form = models.BooleanField(default=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ("season", "number")
        constraints = (
            models.UniqueConstraint(
                name="category_number_once_per_season", fields=["season", "number"]
            ),
            models.CheckConstraint(
                name="category_agency_enters_once",
                condition=Q(is_individual=True) | Q(entries_per_office=1),
            ),
            models.CheckConstraint(
                name="category_entrant_level_is_known",
                condition=Q(entrant_level__in=Level.values),
            ),
            models.CheckConstraint(
                name="category_takes_at_least_one_entry",
                condition=Q(entries_per_office__gte=1),
            ),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("contests:category", args=[self.pk])

    @property
    def name(self):
        """The category's name in the reader's language."""
        return self.name_th if get_language() == "th" else self.name_en


class Stage(models.Model):
    """A category at one level of the ladder: its dates and how it is judged."""

    class Method(models.TextChoices):
        MEAN = "mean", _("Mean of the judges' totals")
        TRIMMED = "trimmed", _("Mean without the highest and the lowest totals")
        MEDIAN = "median", _("Median of the judges' totals")
        STANDARDISED = "standardised", _("Mean of standardised totals")
        RANK_SUM = "rank_sum", _("Sum of the judges' ranks")

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
    panel_size = models.PositiveSmallIntegerField(_("judges on the panel"), default=3)
    quorum = models.PositiveSmallIntegerField(_("signed sheets needed"), default=2)
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
    # What a published result shows beyond rank and score; judges are never named.
    figures_for_offices = models.BooleanField(
        _("shows an office the judges' marks for its own entry, without their names"),
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


class Round(models.Model):
    """A stage in one office's area.

    A date of its own that is empty is its stage's. The moments further down are facts
    that the acts of this and of higher apps record here; the phase follows from all of
    them (`contests.phases`), and no job moves it.
    """

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="rounds")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="rounds")
    own_opens_at = models.DateTimeField(_("opens for entries"), null=True, blank=True)
    own_closes_at = models.DateTimeField(_("closes for entries"), null=True, blank=True)
    own_judging_opens_at = models.DateTimeField(
        _("judging begins"), null=True, blank=True
    )
    own_judging_due_at = models.DateTimeField(
        _("judging is due"), null=True, blank=True
    )
    own_dates_reason = models.TextField(_("reason for own dates"), blank=True)
    contact_name = models.CharField(_("contact person"), max_length=150, blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    instructions = models.TextField(_("instructions"), blank=True)

    # The rulebook as it stood at the first mark (rule 11).
    rules = models.JSONField(null=True)
    rules_frozen_at = models.DateTimeField(null=True)
    sealed_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    # Published, yet shown to its own staff only until this moment (rule 8).
    public_from = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    # Closed without one accepted submission.
    closed_empty_at = models.DateTimeField(null=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ("stage", "office__sort_key")
        constraints = (
            models.UniqueConstraint(
                name="round_one_per_stage_and_office", fields=["stage", "office"]
            ),
            models.CheckConstraint(
                name="round_own_dates_have_a_reason",
                condition=Q(
                    own_opens_at__isnull=True,
                    own_closes_at__isnull=True,
                    own_judging_opens_at__isnull=True,
                    own_judging_due_at__isnull=True,
                )
                | ~Q(own_dates_reason=""),
                violation_error_message=_(
                    "Say why this round has dates of its own; entrants will read it."
                ),
            ),
            models.CheckConstraint(
                name="round_rules_are_frozen_with_their_moment",
                condition=Q(rules__isnull=True, rules_frozen_at__isnull=True)
                | Q(rules__isnull=False, rules_frozen_at__isnull=False),
            ),
            models.CheckConstraint(
                name="round_is_sealed_before_it_is_approved",
                condition=Q(approved_at__isnull=True) | Q(sealed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="round_is_approved_before_it_is_published",
                condition=Q(published_at__isnull=True) | Q(approved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="round_published_says_from_when",
                condition=Q(published_at__isnull=True, public_from__isnull=True)
                | Q(published_at__isnull=False, public_from__isnull=False),
            ),
        )

    def __str__(self):
        return f"{self.stage} · {self.office}"

    def get_absolute_url(self):
        return reverse("contests:round", args=[self.pk])

    @property
    def opens_at(self):
        """The moment from which it takes entries: its own or its stage's."""
        return self.own_opens_at or self.stage.opens_at

    @property
    def closes_at(self):
        """The moment at which it stops taking entries: its own or its stage's."""
        return self.own_closes_at or self.stage.closes_at

    @property
    def judging_opens_at(self):
        """The moment from which judges may mark: its own or its stage's."""
        return self.own_judging_opens_at or self.stage.judging_opens_at

    @property
    def judging_due_at(self):
        """The moment by which judges should have signed: its own or its stage's."""
        return self.own_judging_due_at or self.stage.judging_due_at
