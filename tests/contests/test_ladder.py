"""Which round an office enters, and where its winner goes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contests import actions
from contests.ladder import (
    entry_round,
    entry_rounds,
    offices_entering,
    round_above,
    rounds_above,
    stage_above,
    stage_below,
)
from contests.models import Category, RegionProvince, Round, Stage
from offices.models import Office
from offices.roles import LADDER


@pytest.mark.parametrize(
    ("number", "code", "entered"),
    [
        (1, "3317", ("district", "3317")),
        (1, "33", ("province", "33")),
        (1, "R14", ("region", "R14")),
        (1, "CDD", ("department", "CDD")),
        (2, "3317", ("province", "33")),
        (2, "33", None),
        (2, "R14", None),
        (2, "CDD", None),
        (3, "3317", None),
        (3, "33", ("region", "R14")),
        (3, "R14", None),
    ],
)
def test_an_office_enters_the_round_of_its_area(season, number, code, entered):
    category = Category.objects.get(number=number)

    found = entry_round(category, Office.objects.get(code=code))

    assert (found and (found.stage.level, found.office.code)) == entered


def test_a_person_enters_the_next_level_up_where_their_office_has_none(season):
    category = Category.objects.get(number=1)
    Round.objects.filter(stage__category=category, stage__level="district").delete()
    district = category.stages.get(level="district")
    district.criteria.all().delete()
    district.delete()

    found = entry_round(category, Office.objects.get(code="3317"))

    assert (found.stage.level, found.office.code) == ("province", "33")


def test_an_individual_category_for_provinces_up_takes_no_districts(season):
    category = Category.objects.get(number=1)
    category.entrant_level = "province"

    assert entry_round(category, Office.objects.get(code="3317")) is None


def test_the_region_is_the_seasons_not_todays(season, offices):
    RegionProvince.objects.filter(province=offices["33"]).update(region=offices["CDD"])
    below = Round.objects.for_list().get(
        stage__category__number=2, stage__level="province", office__code="33"
    )

    assert round_above(below) is None

    RegionProvince.objects.filter(province=offices["33"]).update(region=offices["R14"])
    assert round_above(below).office.code == "R14"


def test_a_winner_climbs_rung_by_rung_to_the_top(season):
    category = Category.objects.get(number=1)
    round_ = entry_round(category, Office.objects.get(code="3317"))

    way = []
    while round_:
        way.append((round_.stage.level, round_.office.code))
        round_ = round_above(round_)

    assert way == [
        ("district", "3317"),
        ("province", "33"),
        ("region", "R14"),
        ("department", "CDD"),
    ]


def test_stages_above_and_below_skip_levels_without_a_stage(season):
    stages = list(Category.objects.get(number=2).stages.all())
    by_level = {stage.level: stage for stage in stages}

    assert stage_below(by_level["province"], stages) is None
    assert stage_above(by_level["province"], stages) == by_level["region"]
    assert stage_below(by_level["region"], stages) == by_level["province"]
    assert stage_above(by_level["department"], stages) is None


@pytest.mark.parametrize("number", [1, 2, 3])
def test_who_enters_a_round_and_which_round_they_enter_agree(season, number):
    category = Category.objects.get(number=number)
    rounds = Round.objects.for_list().filter(stage__category=category)

    entered = entry_rounds([category], Office.objects.all())

    for round_ in rounds:
        expected = {office for (_, office), r in entered.items() if r == round_}
        assert set(offices_entering(round_).values_list("pk", flat=True)) == expected


def test_offices_no_longer_in_use_are_not_awaited(season, find_round):
    Office.objects.filter(code="3317").update(is_active=False)

    awaited = offices_entering(find_round(2, "province", "33"))

    assert {office.code for office in awaited} == {"3319", "3320", "3322"}


def test_many_offices_cost_the_queries_of_one(season):
    categories = list(Category.objects.all())
    offices = list(Office.objects.all())
    rounds = list(Round.objects.for_list())

    def count(function, *args):
        with CaptureQueriesContext(connection) as queries:
            function(*args)
        return len(queries)

    assert count(entry_rounds, categories, offices[:1]) == 3
    assert count(entry_rounds, categories, offices) == 3
    assert count(rounds_above, rounds[:1]) == 3
    assert count(rounds_above, rounds) == 3


def test_make_rounds_makes_one_for_each_active_office_of_the_level(
    offices, administrator
):
    Office.objects.filter(code="34").update(is_active=False)
    season = actions.create_season(2569, by=administrator)
    stages = {s.level: s for s in Stage.objects.filter(category__number=1)}

    made = {
        level: actions.make_rounds(stages[level], by=administrator) for level in LADDER
    }
    again = [actions.make_rounds(stage, by=administrator) for stage in stages.values()]

    active = Office.objects.filter(is_active=True)
    assert made == {level: active.filter(level=level).count() for level in LADDER}
    assert again == [0, 0, 0, 0]
    assert season.categories.count() == 3
