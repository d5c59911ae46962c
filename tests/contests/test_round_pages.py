"""Pages of a round and of the rounds of a stage."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from contests.actions import (
    cancel_round,
    record_approved,
    record_published,
    record_sealed,
)
from contests.models import Stage
from tests.contests.conftest import DAY, MARCH
from tests.contests.typing import typed
from tests.factories import make_event


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel(MARCH, tick=False):
        yield


def url(name, thing):
    return reverse(f"contests:{name}", args=[thing.pk])


def text(response):
    return response.content.decode()


# A round ---------------------------------------------------------------------------


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
    for words in ("นางสาวธนพร", "tel:045-611-111", "ไฟฟ้าดับ", "17.30\u00a0น."):
        assert words in page


def test_who_cancels_what_was_sealed_meanwhile_is_told_why_not(
    client_of, round_, staff
):
    record_sealed(round_, at=MARCH)

    answer = client_of(staff).post(url("round-cancel", round_), {"reason": "น้ำท่วม"})

    errors = answer.context["form"].non_field_errors().as_data()
    assert [error.code for error in errors] == ["sealed"]
    page = client_of(staff).get(round_.get_absolute_url())
    assert url("round-cancel", round_) not in text(page)


def test_two_colleagues_do_not_undo_each_other_unseen(
    client_of, round_, staff, other_staff
):
    address = url("round-edit", round_)
    mine, theirs = client_of(staff), client_of(other_staff)
    begun = theirs.get(address).context["form"]
    mine.post(address, typed(mine.get(address).context["form"], contact_name="ธนพร"))

    refused = theirs.post(address, typed(begun, instructions="ส่งก่อนเที่ยง"))

    round_.refresh_from_db()
    assert (round_.contact_name, round_.instructions) == ("ธนพร", "")
    form = refused.context["form"]
    assert [error.code for error in form.non_field_errors().as_data()] == ["stale"]
    assert form["instructions"].value() == "ส่งก่อนเที่ยง"
    # Having looked, they may: the page that told them sends it.
    seen = form["seen"].value()
    again = {**typed(begun, instructions="ส่งก่อนเที่ยง"), "seen": seen}
    assert theirs.post(address, again).url == round_.get_absolute_url()
    round_.refresh_from_db()
    assert (round_.contact_name, round_.instructions) == ("", "ส่งก่อนเที่ยง")


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


# The list of rounds ----------------------------------------------------------------


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
