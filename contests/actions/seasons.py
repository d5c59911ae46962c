"""A season is made: from the built-in template, or from an earlier one."""

import datetime
from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.record import record
from contests import acts
from contests.blueprint import CATEGORIES, proposed_dates
from contests.blueprint.calendar import years_later
from contests.blueprint.categories import STAGES
from contests.dates import check_order, dates_of
from contests.models import Category, Criterion, RegionProvince, Season, Stage
from contests.phases import DATES
from contests.rules import COLUMNS, default_chain, hundredths, levels_of, rows_of
from offices.models import Office
from offices.roles import Level

OPTIONS = (
    "lets_unopposed_up",
    "lets_tied_up",
    "allows_improvement",
    "grace_minutes",
    "figures_for_offices",
    "ledger_for_offices",
    "ledger_for_public",
    "award_names",
    "bands",
    "appeal_days",
)
ELIGIBILITY = ("person_enters_once", "winners_barred_years", "winners_barred_level")


@transaction.atomic
def create_season(
    year: int,
    *,
    by,
    opens: datetime.date | None = None,
    dates: Mapping | None = None,
    is_sample: bool = False,
    at: datetime.datetime | None = None,
) -> Season:
    """Make the season of a fiscal year (B.E.) from the built-in template.

    The dates are the proposed ones; `opens` moves all so that the lowest level opens on
    that day; `dates` replaces the four of a level, or of one stage under the key
    (category number, level). Rounds are made by `make_rounds`.
    """
    proposed = proposed_dates(year, opens=opens)
    dates = dates or {}
    plan = [
        {
            **{key: category[key] for key in CATEGORY_FIELDS},
            "criteria_template": category["criteria"],
            "stages": [
                {
                    "level": level,
                    "tiebreaks": default_chain(category["criteria"]),
                    "criteria": category["criteria"],
                    **STAGES[level],
                    **proposed[level],
                    **dates.get(level, {}),
                    **dates.get((category["number"], level), {}),
                }
                for level in category["levels"]
            ],
        }
        for category in CATEGORIES
    ]
    season = begin(year, is_sample=is_sample, at=at)
    build(season, plan)
    record(season, acts.MADE_SEASON, by=by, at=at)
    return season


@transaction.atomic
def copy_season(
    season: Season,
    year: int,
    *,
    by,
    dates: Mapping | None = None,
    is_sample: bool = False,
    at: datetime.datetime | None = None,
) -> Season:
    """Make the season of another year with the categories, stages and criteria of one.

    All dates move by the years between; `dates` replaces them as in `create_season`.
    Regions are today's; rounds are made by `make_rounds`.
    """
    dates = dates or {}
    stages = Stage.objects.prefetch_related("criteria")
    categories = season.categories.prefetch_related(Prefetch("stages", stages))
    plan = [
        {
            **{key: getattr(category, key) for key in (*CATEGORY_FIELDS, *ELIGIBILITY)},
            "criteria_template": category.criteria_template,
            "has_default_form": category.has_default_form,
            "stages": [
                {
                    "level": stage.level,
                    **{key: getattr(stage, key) for key in (*COLUMNS, *OPTIONS)},
                    **{
                        name: years_later(moment, year - season.year)
                        for name, moment in dates_of(stage).items()
                    },
                    **dates.get(stage.level, {}),
                    **dates.get((category.number, stage.level), {}),
                    "criteria": rows_of(stage),
                }
                for stage in category.stages.all()
            ],
        }
        for category in categories
    ]
    copy = begin(year, is_sample=is_sample, at=at)
    build(copy, plan)
    record(
        copy,
        acts.COPIED_SEASON,
        by=by,
        at=at,
        changes={"year": [season.year, year]},
    )
    return copy


CATEGORY_FIELDS = (
    "number",
    "name_th",
    "name_en",
    "is_individual",
    "entrant_level",
    "entries_per_office",
    "form",
    "screening",
)


def begin(year, *, is_sample, at) -> Season:
    """Make the season itself, with the regions as they are today."""
    season = Season(
        year=year,
        name_th=f"การประกวดองค์ความรู้ดีเด่น (KM Challenge) ประจำปี {year}",
        name_en=f"KM Challenge {year - 543}",
        created_at=at or timezone.now(),
        is_sample=is_sample,
    )
    season.full_clean()
    try:
        with transaction.atomic():
            season.save()
    except IntegrityError as error:
        # Somebody made it since `full_clean` looked.
        taken = season.unique_error_message(Season, ("year",))
        raise ValidationError({"year": taken}) from error
    provinces = Office.objects.filter(
        level=Level.PROVINCE, is_active=True, parent__level=Level.REGION
    )
    RegionProvince.objects.bulk_create(
        RegionProvince(season=season, region_id=each.parent_id, province=each)
        for each in provinces
    )
    return season


def build(season, plan) -> None:
    """Make the planned categories, stages and criteria, each kind in one query."""
    categories = Category.objects.bulk_create(
        Category(
            season=season,
            **{key: value for key, value in each.items() if key != "stages"},
        )
        for each in plan
    )
    stages, criteria = [], []
    for category, planned in zip(categories, plan, strict=True):
        for each in planned["stages"]:
            columns = {key: value for key, value in each.items() if key != "criteria"}
            stage = Stage(category=category, **columns)
            check_stage_dates(stage)
            stages.append(stage)
            criteria += [
                new_criterion(stage, position, row)
                for position, row in enumerate(each["criteria"], 1)
            ]
    Stage.objects.bulk_create(stages)
    Criterion.objects.bulk_create(criteria)


def check_stage_dates(stage) -> None:
    missing = [name for name in DATES if getattr(stage, name) is None]
    if missing:
        raise ValidationError(_("Give all four dates."), code="dates_missing")
    check_order(dates_of(stage))


def new_criterion(stage, position, row) -> Criterion:
    """Return an unsaved criterion from a row whose numbers are decimals in points."""
    return Criterion(
        stage=stage,
        code=row["code"],
        position=position,
        name_th=row["name_th"],
        name_en=row["name_en"],
        guidance_th=row["guidance_th"],
        guidance_en=row["guidance_en"],
        full_hundredths=hundredths(row["full"]),
        weight=Decimal(row["weight"]),
        step_hundredths=hundredths(row["step"]),
        levels=levels_of(row),
        is_default=row.get("is_default", False),
    )
