"""Pages of seasons and categories, and what sending their forms does."""

import pytest
import time_machine
from django.urls import reverse

from contests.models import Category, Round, Season, Stage
from tests.contests.conftest import DAY, MARCH
from tests.contests.typing import typed


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel(MARCH, tick=False):
        yield


def url(name, thing):
    return reverse(f"contests:{name}", args=[thing.pk])


def text(response):
    return response.content.decode()


# A season --------------------------------------------------------------------------


def test_a_season_is_set_up_from_the_template(client_of, offices, administrator):
    client = client_of(administrator)
    page = client.get(reverse("contests:season-new"))
    assert page.context["asked"]["year"].value() == 2569
    data = typed(page.context["form"]) | {"source": "", "year": "2569"}

    answer = client.post(reverse("contests:season-new"), data)

    season = Season.objects.get()
    assert answer.url == season.get_absolute_url()
    assert Stage.objects.count() == 9
    assert not Round.objects.exists()

    client.post(url("season-make-rounds", season))
    assert Round.objects.count() == 20


def test_changed_dates_hold_for_every_category(client_of, offices, administrator):
    client = client_of(administrator)
    form = client.get(reverse("contests:season-new")).context["form"]
    closes = form["region-closes_at"].initial + DAY
    data = typed(form, **{"region-closes_at": closes})

    client.post(reverse("contests:season-new"), data | {"source": "", "year": "๒๕๖๙"})

    stages = Stage.objects.filter(level="region")
    assert {stage.closes_at for stage in stages} == {closes}
    assert len(stages) == 3


def test_the_next_season_is_proposed_as_a_copy(client_of, season, administrator):
    client = client_of(administrator)
    page = client.get(reverse("contests:season-new"))
    asked = page.context["asked"]
    assert (asked["year"].value(), asked["source"].value()) == (2570, str(season.pk))

    client.post(
        reverse("contests:season-new"),
        typed(page.context["form"]) | {"source": season.pk, "year": "2570"},
    )

    copy = Season.objects.get(year=2570)
    assert copy.categories.count() == 3


def test_a_copy_says_where_the_categories_had_dates_of_their_own(
    client_of, season, administrator
):
    client, address = client_of(administrator), reverse("contests:season-new")
    client.cookies["django_language"] = "en"
    assert "dates of their own here" not in text(client.get(address))
    region = Stage.objects.get(
        category__season=season, category__number=3, level="region"
    )
    Stage.objects.filter(pk=region.pk).update(closes_at=region.closes_at - DAY)

    page = text(client.get(address))

    assert "dates of their own here: Region level." in page
    template = client.get(address, {"source": "", "year": "2575"})
    assert "dates of their own here" not in text(template)


def test_a_year_taken_is_answered_beside_the_year_and_the_dates_stay(
    client_of, season, administrator
):
    client = client_of(administrator)
    form = client.get(reverse("contests:season-new")).context["form"]
    closes = form["region-closes_at"].initial + DAY
    data = typed(form, **{"region-closes_at": closes})

    answer = client.post(
        reverse("contests:season-new"), data | {"source": "", "year": "2569"}
    )

    assert answer.status_code == 200
    assert answer.context["asked"].errors["year"]
    assert Season.objects.count() == 1
    assert answer.context["form"]["region-closes_at"].value()[0] == str(closes.day)


def test_dates_out_of_order_are_told_beside_their_level(
    client_of, offices, administrator
):
    client = client_of(administrator)
    form = client.get(reverse("contests:season-new")).context["form"]
    closes = form["region-opens_at"].initial - DAY
    data = typed(form, **{"region-closes_at": closes})

    answer = client.post(
        reverse("contests:season-new"), data | {"source": "", "year": "2569"}
    )

    assert list(answer.context["form"].errors) == ["region-opens_at"]


def test_a_sample_season_says_so_on_every_page(client_of, round_, officer):
    Season.objects.update(is_sample=True)
    client = client_of(officer)
    stage = round_.stage
    pages = [
        reverse("contests:seasons"),
        stage.category.season.get_absolute_url(),
        stage.category.get_absolute_url(),
        stage.get_absolute_url(),
        url("rounds", stage),
        round_.get_absolute_url(),
    ]

    assert [
        page for page in pages if 'class="sample"' not in text(client.get(page))
    ] == []


# A category ------------------------------------------------------------------------


def test_names_are_edited(client_of, season, administrator):
    category = Category.objects.get(number=1)
    client, address = client_of(administrator), url("category-edit", category)
    form = client.get(address).context["form"]

    client.post(address, typed(form, name_th="ชื่อใหม่", entries_per_office=2))

    category.refresh_from_db()
    assert (category.name_th, category.entries_per_office) == ("ชื่อใหม่", 2)


def test_who_may_enter_is_edited_and_shown(client_of, season, administrator):
    category = Category.objects.get(number=2)
    client, address = client_of(administrator), url("category-edit", category)
    form = client.get(address).context["form"]

    client.post(
        address,
        typed(
            form,
            person_enters_once=True,
            winners_barred_years=3,
            winners_barred_level="region",
        ),
    )

    category.refresh_from_db()
    assert (
        category.person_enters_once,
        category.winners_barred_years,
        category.winners_barred_level,
    ) == (True, 3, "region")
    shown = text(client.get(category.get_absolute_url()))
    assert "บุคคลหนึ่งมีชื่อในผลงานของประเภทนี้ได้เพียงผลงานเดียว" in shown
    assert "เป็นเวลา 3 ปี" in shown
