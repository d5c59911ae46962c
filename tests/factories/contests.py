"""Seasons, categories, stages and rounds."""

from datetime import datetime, timedelta

from django.utils import timezone

from contests.blueprint import CATEGORIES
from contests.models import Category, Criterion, RegionProvince, Round, Season, Stage
from contests.phases import Phase
from offices.models import Office
from offices.roles import Level
from tests.factories.offices import make_office

# The days from now to a stage's four dates, so that its rounds are in a phase.
DAYS = {
    Phase.UPCOMING: (5, 20, 25, 40),
    Phase.OPEN: (-10, 10, 15, 30),
    Phase.SCREENING: (-20, -5, 5, 20),
    Phase.JUDGING: (-30, -15, -10, 10),
}


def make_season(year=2569, **columns):
    """Return the season of the year, with the regions of the provinces made so far."""
    if found := Season.objects.filter(year=year).first():
        return found
    season = Season.objects.create(
        year=year,
        **{
            "name_th": f"การประกวด {year}",
            "name_en": f"Contest {year}",
            "created_at": timezone.now() - timedelta(days=100),
            **columns,
        },
    )
    for province in Office.objects.filter(level=Level.PROVINCE):
        RegionProvince.objects.create(
            season=season, region=province.parent, province=province
        )
    return season


def make_category(number=2, season=None, **columns):
    """Return a category as the built-in template has it; number 2 is the districts'."""
    season = season or make_season()
    if found := Category.objects.filter(season=season, number=number).first():
        return found
    plan = CATEGORIES[number - 1]
    copied = (
        "name_th",
        "name_en",
        "is_individual",
        "entrant_level",
        "entries_per_office",
        "form",
        "screening",
    )
    return Category.objects.create(
        season=season,
        number=number,
        **{
            **{name: plan[name] for name in copied},
            "criteria_template": plan["criteria"],
            **columns,
        },
    )


def stage_dates(phase, now: datetime):
    names = ("opens_at", "closes_at", "judging_opens_at", "judging_due_at")
    return {
        name: now + timedelta(days=days)
        for name, days in zip(names, DAYS[phase], strict=True)
    }


def make_stage(category=None, level=Level.PROVINCE, phase=Phase.OPEN, **columns):
    """Return a stage whose dates put its rounds into `phase`, with two criteria."""
    stage = Stage.objects.create(
        category=category or make_category(),
        level=level,
        **{**stage_dates(phase, timezone.now()), **columns},
    )
    make_criterion(stage, "c1", weight=60)
    make_criterion(stage, "c2", weight=40)
    return stage


def make_criterion(stage, code, **columns):
    return Criterion.objects.create(
        stage=stage,
        code=code,
        **{
            "position": stage.criteria.count() + 1,
            "name_th": f"เกณฑ์ {code}",
            "name_en": f"Criterion {code}",
            "full_hundredths": 1000,
            "weight": 50,
            "step_hundredths": 50,
            **columns,
        },
    )


def make_round(stage=None, office=None, phase=Phase.OPEN, **columns):
    """Return the round of a stage in Si Sa Ket, unless told otherwise.

    `phase` counts where the stage is made along with it.
    """
    stage = stage or make_stage(phase=phase)
    codes = {Level.DISTRICT: "3317", Level.PROVINCE: "33", Level.REGION: "R14"}
    office = office or make_office(codes.get(stage.level, "CDD"))
    return Round.objects.create(stage=stage, office=office, **columns)
