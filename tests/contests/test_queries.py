"""What the pages cost: the same however many rows there are, and within the budget."""

from itertools import cycle

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contests.models import Criterion, Round, Season, Stage
from offices.models import Office
from tests.contests.conftest import MARCH
from tests.contests.typing import typed, typed_rows
from tests.factories import make_event, make_office, make_season

DISTRICTS = cycle(["3301", "3302", "3303", "3304", "3305", "3306", "3307", "3308"])


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel(MARCH, tick=False):
        yield


def page_of(name, thing):
    return reverse(f"contests:{name}", args=[thing.pk])


def test_all_seasons(queries_do_not_grow, season, administrator):
    years = iter(range(2570, 2580))

    def add_season():
        for each in Season.objects.filter(pk=season.pk):
            make_season(next(years), name_en=each.name_en)

    queries_do_not_grow(reverse("contests:seasons"), add_season, by=administrator)


def test_a_season_with_more_rounds(queries_do_not_grow, season, administrator):
    stage = Stage.objects.get(category__number=1, level="district")

    def add_round():
        Round.objects.create(stage=stage, office=make_office(next(DISTRICTS)))

    queries_do_not_grow(season.get_absolute_url(), add_round, by=administrator)
    queries_do_not_grow(stage.get_absolute_url(), lambda: None, by=administrator)


def test_the_rounds_of_a_stage(queries_do_not_grow, season, officer):
    stage = Stage.objects.get(category__number=1, level="district")

    def add_round():
        Round.objects.get_or_create(stage=stage, office=make_office(next(DISTRICTS)))

    queries_do_not_grow(page_of("rounds", stage), add_round, by=officer)
    queries_do_not_grow(
        f"{page_of('rounds', stage)}?region=R14&province=33&phase=upcoming",
        add_round,
        by=officer,
    )


def test_a_stage_and_a_category_with_more_criteria_and_history(
    queries_do_not_grow, stage, administrator
):
    numbers = iter(range(10, 99))

    def add_row():
        number = next(numbers)
        Criterion.objects.create(
            stage=stage,
            code=f"c{number}",
            position=number,
            full_hundredths=100,
            weight=1,
        )
        make_event(stage, by=administrator)
        make_event(stage.category, by=administrator)

    queries_do_not_grow(stage.get_absolute_url(), add_row, by=administrator)
    queries_do_not_grow(stage.category.get_absolute_url(), add_row, by=administrator)
    queries_do_not_grow(page_of("criteria", stage), add_row, by=administrator)
    queries_do_not_grow(page_of("stage-rules", stage), add_row, by=administrator)


def test_a_round_with_more_history(queries_do_not_grow, round_, staff):
    queries_do_not_grow(
        round_.get_absolute_url(), lambda: make_event(round_, by=staff), by=staff
    )
    queries_do_not_grow(page_of("round-edit", round_), lambda: None, by=staff)


def test_saving_stays_within_the_budget(client_of, stage, round_, administrator, staff):
    """A page that saves may cost 20; savepoints are the tests' own."""
    administrators, staffs = client_of(administrator), client_of(staff)

    def cost(client, name, thing, data):
        ContentType.objects.clear_cache()
        with CaptureQueriesContext(connection) as queries:
            answer = client.post(page_of(name, thing), data)
        assert answer.status_code == 302, answer.context["form"].errors
        return sum("SAVEPOINT" not in query["sql"] for query in queries)

    form = staffs.get(page_of("round-edit", round_)).context["form"]
    assert cost(staffs, "round-edit", round_, typed(form, contact_name="ก")) <= 20
    form = administrators.get(page_of("stage-rules", stage)).context["form"]
    assert cost(administrators, "stage-rules", stage, typed(form, quorum=4)) <= 20
    formset = administrators.get(page_of("criteria", stage)).context["formset"]
    data = typed_rows(formset, {0: {"weight": "3"}, 1: {"DELETE": True}})
    assert cost(administrators, "criteria", stage, data) <= 20


def test_making_rounds_costs_no_query_for_each(
    client_of, season, administrator, django_assert_max_num_queries
):
    """Rows go in by the hundred: the number of offices hardly matters."""
    stage = Stage.objects.get(category__number=1, level="district")
    Round.objects.filter(stage=stage).delete()
    client = client_of(administrator)
    for code in ("3301", "3302", "3303", "3304", "3305"):
        make_office(code)

    with django_assert_max_num_queries(20):
        client.post(page_of("make-rounds", stage))

    assert stage.rounds.count() == Office.objects.filter(level="district").count() == 10
