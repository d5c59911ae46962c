"""A season, which province lay in which region then, and what is contested."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contests.querysets import CategoryQuerySet, SeasonQuerySet
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
    # Who may not enter, beyond that (`submissions.eligibility`).
    person_enters_once = models.BooleanField(
        _("a person may be named in one entry only"), default=False
    )
    winners_barred_years = models.PositiveSmallIntegerField(
        _("years for which a winner may not enter again"), default=0
    )
    winners_barred_level = models.CharField(
        _("… who won at this level or above"),
        max_length=10,
        choices=Level,
        default=Level.DEPARTMENT,
    )
    # A list of fields, see `contests.entry_form`.
    form = models.JSONField(default=list)
    # The criteria that a new stage starts with: a list of the columns of Criterion.
    criteria_template = models.JSONField(default=list)
    # Somebody began an entry: only what keeps its answers may change in the form.
    has_entries = models.BooleanField(default=False)
    # What the staff check, and their ready-made reasons: `contests.screening_lists`.
    screening = models.JSONField(default=dict)
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
            models.CheckConstraint(
                name="category_bars_winners_for_twenty_years_at_most",
                condition=Q(winners_barred_years__lte=20),
                violation_error_message=_("Bar winners for 20 years at most."),
            ),
            models.CheckConstraint(
                name="category_winners_barred_level_is_known",
                condition=Q(winners_barred_level__in=Level.values),
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

    @property
    def lines_th(self):
        """The name as the head of a paper breaks it: before ประเภท."""
        return self.name_th.replace(" ประเภท", "\nประเภท", 1).split("\n")
