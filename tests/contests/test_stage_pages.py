"""Pages of a stage, its dates, its rules and its criteria."""

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import escape

from contests.actions import (
    change_round,
    freeze_rules,
)
from contests.dates import dates_of
from contests.models import Criterion, Stage
from tests.contests.conftest import DAY, MARCH
from tests.contests.typing import typed, typed_rows


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel(MARCH, tick=False):
        yield


def url(name, thing):
    return reverse(f"contests:{name}", args=[thing.pk])


def text(response):
    return response.content.decode()


# A stage ---------------------------------------------------------------------------


def test_moving_dates_shows_first_which_rounds_move(
    client_of, stage, round_, administrator
):
    client, address = client_of(administrator), url("stage-dates", stage)
    before = dates_of(stage)
    form = client.get(address).context["form"]
    data = typed(form, closes_at=stage.closes_at + DAY, reason="เลื่อน")

    preview = client.post(address, data)

    assert [office.code for office in preview.context["moved"]] == ["50", "33", "34"]
    assert round_.office.title in text(preview)
    stage.refresh_from_db()
    assert dates_of(stage) == before

    seen = preview.context["form"]["seen"].value()
    answer = client.post(address, data | {"seen": seen})

    assert answer.url == stage.get_absolute_url()
    stage.refresh_from_db()
    assert stage.closes_at == before["closes_at"] + DAY


def test_what_was_not_shown_is_not_confirmed(client_of, stage, administrator):
    client, address = client_of(administrator), url("stage-dates", stage)
    before = dates_of(stage)
    form = client.get(address).context["form"]
    preview = client.post(address, typed(form, closes_at=stage.closes_at + DAY))
    seen = preview.context["form"]["seen"].value()

    again = client.post(
        address, typed(form, closes_at=stage.closes_at + 2 * DAY, seen=seen)
    )

    assert again.status_code == 200
    assert again.context["is_preview"]
    stage.refresh_from_db()
    assert dates_of(stage) == before


def test_rounds_that_stand_in_the_way_are_named(
    client_of, stage, round_, staff, administrator
):
    change_round(
        round_,
        by=staff,
        own_opens_at=round_.opens_at + DAY,
        own_dates_reason="งานประเพณี",
    )
    client, address = client_of(administrator), url("stage-dates", stage)
    form = client.get(address).context["form"]
    later = {name: moment + 60 * DAY for name, moment in dates_of(stage).items()}

    preview = client.post(address, typed(form, **later))

    [(sentence, offices)] = preview.context["refused"]
    assert [office.code for office in offices] == ["33"]
    assert str(escape(sentence)) in text(preview)
    assert preview.context["form"]["seen"].value()

    given_up = client.post(address, typed(form, drops_own=True, **later))
    assert [office.code for office in given_up.context["give_up"]] == ["33"]
    assert not given_up.context["refused"]


def test_rules_and_chain_are_edited_in_boxes(client_of, stage, administrator):
    client, address = client_of(administrator), url("stage-rules", stage)
    form = client.get(address).context["form"]

    client.post(address, typed(form, quorum=4, step_0="median", step_1="", step_2=""))

    stage.refresh_from_db()
    assert (stage.quorum, stage.tiebreaks) == (4, ["median", "decision"])


def test_a_refused_rule_is_told_and_what_was_typed_stays(
    client_of, stage, administrator
):
    client, address = client_of(administrator), url("stage-rules", stage)
    form = client.get(address).context["form"]

    answer = client.post(address, typed(form, method="trimmed", trim=3, panel_size=5))

    assert answer.context["form"].non_field_errors()
    assert answer.context["form"]["trim"].value() == "3"
    stage.refresh_from_db()
    assert stage.method == "mean"


def test_rounds_being_judged_are_named_before_a_change_is_applied_to_them(
    client_of, stage, round_, administrator
):
    freeze_rules(round_, at=MARCH)
    client, address = client_of(administrator), url("stage-rules", stage)
    page = client.get(address)
    assert round_.office.title in text(page)
    form = page.context["form"]

    refused = client.post(address, typed(form, method="median"))
    assert list(refused.context["form"].errors) == ["reason"]

    client.post(
        address,
        typed(form, method="median", reason="มติ", applies_to_frozen=True),
    )
    round_.refresh_from_db()
    assert round_.rules["method"] == "median"


# Criteria --------------------------------------------------------------------------


def test_criteria_are_edited_in_rows(client_of, stage, administrator):
    client, address = client_of(administrator), url("criteria", stage)
    formset = client.get(address).context["formset"]
    region = Stage.objects.get(category=stage.category, level="region")

    data = typed_rows(
        formset,
        {0: {"weight": "12.5"}, 1: {"ORDER": "9"}, 2: {"DELETE": True}},
        copy_to=region.pk,
    )
    answer = client.post(address, data)

    assert answer.url == stage.get_absolute_url()
    for each in (stage, region):
        assert [c.code for c in each.criteria.all()] == [
            "c1", "c4", "c5", "c6", "c7", "c2",
        ]  # fmt: skip
    assert str(stage.criteria.get(code="c1").weight) == "12.50"


def test_a_row_is_added_without_javascript(client_of, stage, administrator):
    client, address = client_of(administrator), url("criteria", stage)
    formset = client.get(address).context["formset"]

    more = client.post(
        address, typed_rows(formset, {0: {"name_th": "พิมพ์ค้างไว้"}}, add="1")
    )

    assert len(more.context["formset"].forms) == 8
    assert more.context["formset"].forms[0]["name_th"].value() == "พิมพ์ค้างไว้"
    assert Criterion.objects.filter(name_th="พิมพ์ค้างไว้").count() == 0

    new = {
        "name_th": "ใหม่",
        "name_en": "New",
        "full": "๑๐",
        "weight": "10",
        "step": "1",
    }
    bound = more.context["formset"]
    data = bound.data.dict() | typed(bound.forms[7], **new)
    del data["add"]
    client.post(address, data)

    assert stage.criteria.get(code="c8").full_hundredths == 1000


def test_a_wrong_row_is_told_beside_the_box_and_nothing_is_saved(
    client_of, stage, administrator
):
    client, address = client_of(administrator), url("criteria", stage)
    formset = client.get(address).context["formset"]

    answer = client.post(
        address,
        typed_rows(
            formset,
            {0: {"full": "15", "step": "4"}, 1: {"weight": "0"}, 2: {"step": ""}},
        ),
    )

    assert [list(each) for each in answer.context["formset"].errors][:3] == [
        ["step"],
        ["weight"],
        ["step"],
    ]
    assert stage.criteria.get(code="c1").step_hundredths == 50


LEVELS = "ปรับปรุง\nพอใช้\nปานกลาง\nดี\nดีมาก"


def test_a_criterion_is_given_levels_and_a_level_is_a_fifth(
    client_of, stage, administrator
):
    client, address = client_of(administrator), url("criteria", stage)
    formset = client.get(address).context["formset"]
    levels = {"levels_th": LEVELS, "levels_en": "Poor\nFair\nMiddling\nGood\nBest"}

    # The box of the step is not shown beside levels, whatever stands in it.
    row = {**levels, "full": "0.05", "step": "x"}
    client.post(address, typed_rows(formset, {0: row}))

    first = stage.criteria.get(code="c1")
    assert (first.full_hundredths, first.step_hundredths) == (5, 1)
    assert first.levels[4] == {"th": "ดีมาก", "en": "Best"}
    again = client.get(address).context["formset"].forms[0]
    assert again["levels_th"].value() == LEVELS


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"levels_th": "หนึ่ง\nสอง", "levels_en": "One\nTwo"}, "levels_th"),
        ({"levels_th": LEVELS}, "levels_en"),
        ({"levels_th": LEVELS, "levels_en": LEVELS, "full": "10.01"}, "full"),
    ],
)
def test_levels_that_no_judge_could_mark_by_are_refused(
    client_of, stage, administrator, row, field
):
    client, address = client_of(administrator), url("criteria", stage)
    formset = client.get(address).context["formset"]

    answer = client.post(address, typed_rows(formset, {0: row}))

    assert field in answer.context["formset"].errors[0]
    assert stage.criteria.get(code="c1").levels == []


def test_the_template_is_edited_too(client_of, stage, administrator):
    category = stage.category
    client, address = client_of(administrator), url("category-criteria", category)
    formset = client.get(address).context["formset"]

    client.post(address, typed_rows(formset, {0: {"name_en": "Changed"}}))

    category.refresh_from_db()
    assert category.criteria_template[0]["name_en"] == "Changed"
    assert stage.criteria.get(code="c1").name_en != "Changed"


def test_entrants_read_the_criteria_from_the_day_the_round_opens(
    client_of, round_, officer, staff
):
    words = round_.stage.criteria.get(code="c1").name_th
    pages = [round_.get_absolute_url(), round_.stage.get_absolute_url()]

    def readers(user):
        return [words in text(client_of(user).get(page)) for page in pages]

    assert readers(officer) == [False, False]
    assert readers(staff) == [True, True]
    with time_machine.travel(round_.opens_at, tick=False):
        assert readers(officer) == [True, True]
