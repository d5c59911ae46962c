"""A season is made from the template or from an earlier one."""

from datetime import UTC, date, datetime

from audit.models import Event
from contests import acts
from contests.actions import copy_season, create_season, make_all_rounds, set_criteria
from contests.blueprint import CATEGORIES
from contests.models import Category, Criterion, RegionProvince, Round, Stage
from contests.phases import DATES
from contests.rules import rows_of
from tests.contests.conftest import MARCH


def test_the_template_brings_categories_stages_and_criteria(season, administrator):
    assert [
        (c.number, c.is_individual, [s.level for s in c.stages.all()])
        for c in season.categories.all()
    ] == [(c["number"], c["is_individual"], c["levels"]) for c in CATEGORIES]
    for stage in Stage.objects.select_related("category"):
        template = CATEGORIES[stage.category.number - 1]["criteria"]
        assert rows_of(stage) == template
    event = Event.objects.about(season).get()
    assert (event.act, event.by, event.at) == (acts.MADE_SEASON, administrator, MARCH)


def test_the_regions_are_todays_tree(season, offices):
    copied = RegionProvince.objects.values_list("province__code", "region__code")

    assert sorted(copied) == [
        (code, offices[code].parent.code) for code in ("33", "34", "50")
    ]


def test_a_year_has_one_season(season, administrator, refused):
    assert refused(create_season, 2569, by=administrator) == {"year": ["unique"]}


def test_a_year_of_the_common_era_is_refused(offices, administrator, refused):
    codes = refused(create_season, 2026, by=administrator)

    assert list(codes) == ["__all__"]


def test_dates_can_be_given_for_a_level_and_for_one_stage(offices, administrator):
    level = {"closes_at": datetime(2026, 6, 16, tzinfo=UTC)}
    stage = {"closes_at": datetime(2026, 6, 17, tzinfo=UTC)}

    create_season(
        2569, by=administrator, dates={"province": level, (2, "province"): stage}
    )

    closes = Stage.objects.filter(level="province").order_by("category")
    assert [each.closes_at for each in closes] == [
        level["closes_at"],
        stage["closes_at"],
    ]


def test_dates_out_of_order_are_refused(offices, administrator, refused):
    wrong = {"province": {"closes_at": datetime(2026, 1, 1, tzinfo=UTC)}}

    codes = refused(create_season, 2569, by=administrator, dates=wrong)

    assert codes == ["dates_out_of_order"]
    assert not Stage.objects.exists()


def test_a_copy_has_all_that_was_changed_and_moves_by_the_years_between(
    season, stage, administrator
):
    rows = rows_of(stage)
    rows[0]["name_th"] = "ชื่อใหม่"
    set_criteria(stage, rows, by=administrator, at=MARCH)
    Category.objects.filter(number=2).update(name_en="Changed")

    season.categories.filter(number=2).update(
        winners_barred_years=2, person_enters_once=True
    )
    copy = copy_season(season, 2571, by=administrator)

    copied = copy.categories.get(number=2).stages.get(level=stage.level)
    assert copied.category.name_en == "Changed"
    assert (
        copied.category.winners_barred_years,
        copied.category.person_enters_once,
    ) == (2, True)
    assert rows_of(copied) == rows_of(stage)
    assert [each.is_default for each in copied.criteria.all()][:2] == [False, True]
    assert copied.tiebreaks == stage.tiebreaks
    for name in DATES:
        before, after = getattr(stage, name), getattr(copied, name)
        assert (after.year, after.month, after.day, after.hour) == (
            before.year + 2,
            before.month,
            before.day,
            before.hour,
        )
    assert Stage.objects.filter(category__season=copy).count() == 9
    assert not Round.objects.filter(stage__category__season=copy).exists()
    assert copy.region_provinces.count() == season.region_provinces.count()


def test_making_all_rounds_again_makes_none(season, administrator):
    before = Round.objects.count()

    assert make_all_rounds(season, by=administrator) == 0
    assert Round.objects.count() == before


def test_every_round_has_its_beginning_in_its_history(round_, administrator):
    event = Event.objects.about(round_).get()

    assert (event.act, event.by) == (acts.MADE_ROUND, administrator)


def test_a_season_opens_on_the_day_asked_for(offices, administrator):
    create_season(2569, by=administrator, opens=date(2026, 3, 2))

    lowest = Stage.objects.get(level="district")
    assert lowest.opens_at == datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
    assert Criterion.objects.count() == 61
