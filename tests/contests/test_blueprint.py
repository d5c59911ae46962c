"""The built-in template is whole, in both languages, in every year."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contests.blueprint import CATEGORIES, fiscal_year_of, proposed_dates
from contests.blueprint.calendar import years_later
from contests.dates import check_order
from contests.entry_form import TITLE, Kind
from contests.rules import default_chain, hundredths
from ui.thai import BANGKOK


@pytest.mark.parametrize("category", CATEGORIES, ids=lambda each: each["number"])
def test_criteria_add_up_to_a_hundred_and_can_be_marked_in_steps(category):
    rows = category["criteria"]

    assert sum(Decimal(row["weight"]) for row in rows) == 100
    assert len({row["code"] for row in rows}) == len(rows)
    for row in rows:
        assert hundredths(row["full"]) % hundredths(row["step"]) == 0
        assert all(
            row[name] for name in ("name_th", "name_en", "guidance_th", "guidance_en")
        )


@pytest.mark.parametrize("category", CATEGORIES, ids=lambda each: each["number"])
def test_forms_have_a_title_labels_in_both_languages_and_keys_of_their_own(category):
    form = category["form"]

    assert [each["key"] for each in form].count(TITLE) == 1
    assert len({each["key"] for each in form}) == len(form)
    for each in form:
        assert each["kind"] in Kind.values
        assert each["label_th"]
        assert each["label_en"]
        assert bool(each["help_th"]) == bool(each["help_en"])
        assert bool(each.get("options")) == (
            each["kind"] in (Kind.CHOICE, Kind.CHOICES)
        )


def test_categories_are_those_of_2565():
    assert [
        (each["number"], each["entrant_level"], each["levels"]) for each in CATEGORIES
    ] == [
        (1, "district", ["district", "province", "region", "department"]),
        (2, "district", ["province", "region", "department"]),
        (3, "province", ["region", "department"]),
    ]


def test_the_default_chain_takes_the_two_weightiest_criteria_then_the_chair():
    rows = [
        {"code": "c1", "weight": "10"},
        {"code": "c2", "weight": "25"},
        {"code": "c3", "weight": "25"},
        {"code": "c4", "weight": "9"},
    ]

    assert default_chain(rows) == ["criterion:c2", "criterion:c3", "chair", "decision"]


@given(st.integers(2500, 2700))
def test_proposed_dates_follow_each_other_on_working_days_of_the_fiscal_year(year):
    for dates in proposed_dates(year).values():
        check_order(dates)
        for moment in dates.values():
            assert moment.weekday() < 5
            assert fiscal_year_of(moment.date()) == year


@given(st.dates(datetime.date(2020, 1, 1), datetime.date(2040, 1, 1)))
def test_the_lowest_level_opens_on_the_day_asked_for(day):
    dates = proposed_dates(2569, opens=day)

    first = dates["district"]["opens_at"].date()
    assert 0 <= (first - day).days <= 2
    for each in dates.values():
        check_order(each)


def test_the_fiscal_year_begins_in_october():
    assert fiscal_year_of(datetime.date(2026, 9, 30)) == 2569
    assert fiscal_year_of(datetime.date(2026, 10, 1)) == 2570


def test_a_leap_day_becomes_the_twenty_eighth():
    leap = datetime.datetime(2024, 2, 29, 8, 30, tzinfo=BANGKOK)

    assert years_later(leap, 1) == datetime.datetime(2025, 2, 28, 8, 30, tzinfo=BANGKOK)
