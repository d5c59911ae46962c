"""The pages: what each person sees, and what happens on sending a form."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import escape

from contests.actions import (
    cancel_round,
    change_round,
    freeze_rules,
    record_approved,
    record_published,
    record_sealed,
)
from contests.dates import dates_of
from contests.models import Category, Criterion, Round, Season, Stage
from tests.contests.conftest import DAY, MARCH
from tests.contests.typing import typed, typed_rows
from tests.factories import make_event


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel(MARCH, tick=False):
        yield


def url(name, thing):
    return reverse(f"contests:{name}", args=[thing.pk])


def text(response):
    return response.content.decode()


# A season -----------------------------------------------------------------------------


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


# A stage ------------------------------------------------------------------------------


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


# Criteria -----------------------------------------------------------------------------


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
        typed_rows(formset, {0: {"full": "15", "step": "4"}, 1: {"weight": "0"}}),
    )

    assert [list(each) for each in answer.context["formset"].errors][:2] == [
        ["step"],
        ["weight"],
    ]
    assert stage.criteria.get(code="c1").step_hundredths == 50


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


# A category ---------------------------------------------------------------------------


def test_names_are_edited(client_of, season, administrator):
    category = Category.objects.get(number=1)
    client, address = client_of(administrator), url("category-edit", category)
    form = client.get(address).context["form"]

    client.post(address, typed(form, name_th="ชื่อใหม่", entries_per_office=2))

    category.refresh_from_db()
    assert (category.name_th, category.entries_per_office) == ("ชื่อใหม่", 2)


def test_the_entry_form_is_edited_in_rows(client_of, season, administrator):
    category = Category.objects.get(number=2)
    client, address = client_of(administrator), url("category-form", category)
    formset = client.get(address).context["formset"]
    tools = [each["key"] for each in category.form].index("tools")
    options = formset.forms[tools]["options"].initial + "\nสุนทรียสนทนา | Dialogue"

    client.post(address, typed_rows(formset, {tools: {"options": options}}))

    category.refresh_from_db()
    changed = category.form[tools]["options"]
    assert [(o["value"], o["label_en"]) for o in changed][-2:] == [
        ("aar", "After Action Review (AAR)"),
        ("1", "Dialogue"),
    ]


def test_the_same_entry_form_sent_again_is_the_same(client_of, season, administrator):
    category = Category.objects.get(number=2)
    client, address = client_of(administrator), url("category-form", category)
    formset = client.get(address).context["formset"]

    client.post(address, typed_rows(formset))

    before = category.form
    category.refresh_from_db()
    assert category.form == before
    assert category.has_default_form


def test_a_field_in_use_cannot_go(client_of, stage, administrator):
    category = stage.category
    client, address = client_of(administrator), url("category-form", category)
    formset = client.get(address).context["formset"]

    with time_machine.travel(stage.opens_at, tick=False):
        answer = client_of(administrator).post(
            address, typed_rows(formset, {3: {"DELETE": True}})
        )

    assert len(answer.context["refusals"]) == 1
    category.refresh_from_db()
    assert category.has_default_form


# A round ------------------------------------------------------------------------------


def test_staff_give_contact_instructions_and_dates(client_of, round_, staff):
    client, address = client_of(staff), url("round-edit", round_)
    form = client.get(address).context["form"]

    answer = client.post(
        address,
        typed(
            form,
            contact_name="นางสาวธนพร",
            contact_phone="045-611-111",
            own_closes_at=round_.closes_at + timedelta(hours=1),
            own_dates_reason="ไฟฟ้าดับ",
        ),
    )

    assert answer.url == round_.get_absolute_url()
    page = text(client.get(answer.url))
    for words in ("นางสาวธนพร", "tel:045-611-111", "ไฟฟ้าดับ", "17.30 น."):
        assert words in page


def test_a_refused_date_is_told_beside_it(client_of, round_, staff):
    client, address = client_of(staff), url("round-edit", round_)
    form = client.get(address).context["form"]

    answer = client.post(
        address,
        typed(
            form,
            instructions="พิมพ์ไว้แล้ว",
            own_opens_at=round_.opens_at - DAY,
            own_dates_reason="เร็ว",
        ),
    )

    assert list(answer.context["form"].errors) == ["own_opens_at"]
    assert "พิมพ์ไว้แล้ว" in text(answer)
    round_.refresh_from_db()
    assert round_.own_opens_at is None


def test_other_peoples_rounds_are_read_and_not_changed(
    client_of, round_, other_round, staff, officer, region_staff, administrator
):
    for user in (officer, region_staff):
        assert client_of(user).get(round_.get_absolute_url()).status_code == 200
        assert client_of(user).get(url("round-edit", round_)).status_code == 403
        assert client_of(user).get(url("round-cancel", round_)).status_code == 403
    assert client_of(staff).get(url("round-edit", other_round)).status_code == 403
    # The department may call a province's round off, yet does not run it.
    assert client_of(administrator).get(url("round-edit", round_)).status_code == 403
    assert client_of(administrator).get(url("round-cancel", round_)).status_code == 200


def test_the_province_runs_the_rounds_of_its_districts(client_of, find_round, staff):
    district = find_round(1, "district", "3317")

    assert client_of(staff).get(url("round-edit", district)).status_code == 200


def test_cancelling_asks_for_a_reason_that_everybody_reads(
    client_of, round_, staff, officer
):
    client, address = client_of(staff), url("round-cancel", round_)

    assert client.post(address, {"reason": ""}).context["form"].errors
    client.post(address, {"reason": "น้ำท่วม"})

    assert "น้ำท่วม" in text(client_of(officer).get(round_.get_absolute_url()))

    client.post(url("round-reinstate", round_), {"reason": "น้ำลด"})
    round_.refresh_from_db()
    assert round_.cancelled_at is None


def test_a_stale_page_is_told_and_not_obeyed(client_of, round_, staff):
    cancel_round(round_, by=staff, reason="น้ำท่วม")

    answer = client_of(staff).post(url("round-cancel", round_), {"reason": "อีกครั้ง"})

    assert answer.context["form"].non_field_errors()


def test_history_is_whole_for_those_who_look_after_the_area_alone(
    client_of, round_, staff, officer
):
    make_event(round_, act="Something of a higher app")

    assert "Something of a higher app" in text(
        client_of(staff).get(round_.get_absolute_url())
    )
    assert "Something of a higher app" not in text(
        client_of(officer).get(round_.get_absolute_url())
    )


def test_a_publication_under_embargo_is_known_to_its_own_staff_alone(
    client_of, round_, staff, region_staff, officer
):
    record_sealed(round_, at=MARCH)
    record_approved(round_, at=MARCH)
    record_published(round_, at=MARCH, public_from=MARCH + DAY)
    make_event(round_, act="Published it", at=MARCH, shown_from=MARCH + DAY)

    def told(user):
        page = client_of(user).get(round_.get_absolute_url())
        return page.context["phase"], "Published it" in text(page)

    assert told(staff) == ("approved", True)
    assert told(region_staff) == ("approved", False)
    assert told(officer) == ("approved", False)
    with time_machine.travel(MARCH + DAY, tick=False):
        assert told(region_staff) == ("published", True)


# The list of rounds -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("", ["3317", "3319", "3320", "3322", "5001"]),
        ("region=R14", ["3317", "3319", "3320", "3322"]),
        ("province=50", ["5001"]),
        ("province=33&phase=upcoming", ["3317", "3319", "3320", "3322"]),
        ("phase=open", []),
        ("region=R14&province=50", []),
    ],
)
def test_rounds_are_found_by_region_province_and_phase(
    client_of, season, officer, asked, codes
):
    stage = Stage.objects.get(category__number=1, level="district")

    page = client_of(officer).get(f"{url('rounds', stage)}?{asked}")

    found = [each.office.code for each in page.context["page"]]
    assert sorted(found) == codes


def test_rounds_are_in_dictionary_order(client_of, season, officer):
    stage = Stage.objects.get(category__number=1, level="district")

    page = client_of(officer).get(url("rounds", stage)).context["page"]

    assert [each.office.name_th for each in page] == [
        "เบญจลักษ์",
        "พยุห์",
        "ภูสิงห์",
        "เมืองเชียงใหม่",
        "ศิลาลาด",
    ]
