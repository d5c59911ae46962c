"""What one row can tell is wrong, the database refuses, whoever writes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from contests.models import Category, Criterion, RegionProvince, Round, Season, Stage
from tests.contests.conftest import MARCH
from tests.factories import (
    make_category,
    make_criterion,
    make_round,
    make_season,
    make_stage,
)


def refuses(name, write):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        write()
    text = str(caught.value)
    # SQLite names a check, but of a unique constraint only the columns.
    assert name in text or text.startswith("UNIQUE constraint failed")


@pytest.mark.parametrize(
    ("model", "make", "name", "columns"),
    [
        (Season, make_season, "season_year_is_of_the_buddhist_era", {"year": 2026}),
        (
            Category,
            make_category,
            "category_agency_enters_once",
            {"entries_per_office": 2},
        ),
        (
            Category,
            make_category,
            "category_entrant_level_is_known",
            {"entrant_level": "village"},
        ),
        (
            Category,
            lambda: make_category(1),
            "category_takes_at_least_one_entry",
            {"entries_per_office": 0},
        ),
        (
            Category,
            make_category,
            "category_bars_winners_for_twenty_years_at_most",
            {"winners_barred_years": 21},
        ),
        (
            Category,
            make_category,
            "category_winners_barred_level_is_known",
            {"winners_barred_level": "village"},
        ),
        (Stage, make_stage, "stage_level_is_known", {"level": "village"}),
        (Stage, make_stage, "stage_method_is_known", {"method": "guess"}),
        (Stage, make_stage, "stage_dates_are_in_order", {"closes_at": F("opens_at")}),
        (
            Stage,
            make_stage,
            "stage_dates_are_in_order",
            {"judging_opens_at": F("closes_at") - timedelta(hours=1)},
        ),
        (
            Stage,
            make_stage,
            "stage_dates_are_in_order",
            {"judging_due_at": F("judging_opens_at")},
        ),
        (Stage, make_stage, "stage_numbers_are_possible", {"places": 0}),
        (Stage, make_stage, "stage_numbers_are_possible", {"awards": 0}),
        (Stage, make_stage, "stage_numbers_are_possible", {"quorum": 0}),
        (Stage, make_stage, "stage_numbers_are_possible", {"panel_size": 1}),
        (
            Stage,
            make_stage,
            "stage_judges_per_entry_reach_the_quorum",
            {"judges_per_entry": 1},
        ),
        (
            Stage,
            make_stage,
            "stage_judges_per_entry_reach_the_quorum",
            {"judges_per_entry": 4},
        ),
        (
            Round,
            make_round,
            "round_assigns_an_entry_to_somebody",
            {"judges_per_entry": 0},
        ),
        (Stage, make_stage, "stage_grace_is_an_hour_at_most", {"grace_minutes": 61}),
        (
            Stage,
            make_stage,
            "stage_bars_an_area_smaller_than_its_rounds",
            {"barred_area": "province"},
        ),
        (
            Stage,
            make_stage,
            "stage_bars_an_area_smaller_than_its_rounds",
            {"barred_area": "country"},
        ),
        (
            Criterion,
            make_stage,
            "criterion_numbers_are_positive",
            {"full_hundredths": 0},
        ),
        (Criterion, make_stage, "criterion_numbers_are_positive", {"weight": 0}),
        (
            Criterion,
            make_stage,
            "criterion_numbers_are_positive",
            {"step_hundredths": 0},
        ),
        (
            Criterion,
            make_stage,
            "criterion_step_fits_into_full_marks",
            {"step_hundredths": 1001},
        ),
        (
            Criterion,
            make_stage,
            "criterion_levels_are_fifths_of_the_full_marks",
            {"levels": [{"th": "ดี", "en": "Good"}] * 5, "step_hundredths": 50},
        ),
        (Round, make_round, "round_own_dates_have_a_reason", {"own_closes_at": MARCH}),
        (
            Round,
            make_round,
            "round_rules_are_frozen_with_their_moment",
            {"rules_frozen_at": MARCH},
        ),
        (
            Round,
            make_round,
            "round_is_sealed_before_it_is_approved",
            {"approved_at": MARCH},
        ),
        (
            Round,
            make_round,
            "round_is_approved_before_it_is_published",
            {"published_at": MARCH, "public_from": MARCH},
        ),
        (
            Round,
            make_round,
            "round_published_says_from_when",
            {"sealed_at": MARCH, "approved_at": MARCH, "published_at": MARCH},
        ),
    ],
)
def test_a_row_that_cannot_be_is_refused(offices, model, make, name, columns):
    make()

    refuses(name, lambda: model.objects.update(**columns))


def test_at_most_one_of_each(offices):
    season, round_ = make_season(), make_round()
    stage = round_.stage

    refuses("season_year", lambda: Season.objects.create(year=2569, created_at=MARCH))
    refuses(
        "category_number_once_per_season",
        lambda: Category.objects.create(
            season=season, number=2, entrant_level="district"
        ),
    )
    refuses(
        "stage_one_per_category_and_level", lambda: make_stage(category=stage.category)
    )
    refuses("criterion_code_once_per_stage", lambda: make_criterion(stage, "c1"))
    refuses("round_one_per_stage_and_office", lambda: make_round(stage))
    refuses(
        "region_province_one_region_per_season",
        lambda: RegionProvince.objects.create(
            season=season, province=offices["33"], region=offices["CDD"]
        ),
    )
