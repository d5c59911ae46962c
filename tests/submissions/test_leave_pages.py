"""The pages that say until when, and why, something may be handed in after all."""

import pytest
import time_machine
from django.urls import reverse

from offices.models import Notice
from submissions import actions
from submissions.models import Submission
from tests import factories
from tests.submissions.scene import DAY, NOW

CLOSES = NOW + 10 * DAY


@pytest.fixture
def door(world, province_round):
    return actions.open_late_door(
        province_round,
        world.office["3317"],
        until=CLOSES + 2 * DAY,
        by=world.staff,
        reason="น้ำท่วมสำนักงาน",
        at=CLOSES,
    )


def look(client, name, *args, at=CLOSES):
    with time_machine.travel(at, tick=False):
        return client.get(reverse(f"submissions:{name}", args=args))


def test_the_late_door_names_its_moment_and_its_reason(world, entry, door, client_of):
    page = look(client_of(world.officer), "late-door-opened", door.pk)

    text = page.content.decode()
    for fact in (
        "น้ำท่วมสำนักงาน",
        "วันจันทร์ที่ 18 พฤษภาคม พ.ศ. 2569 เวลา 10.00\N{NO-BREAK SPACE}น.",
        world.staff.get_full_name(),
        reverse("submissions:entry", args=[entry.pk]),
    ):
        assert fact in text, fact


def test_the_officers_are_led_to_it(world, door):
    notice = Notice.objects.get(user=world.officer)

    assert notice.url == reverse("submissions:late-door-opened", args=[door.pk])
    assert "น้ำท่วมสำนักงาน" in notice.text


def test_an_office_that_has_begun_nothing_is_led_to_begin(world, door, client_of):
    text = look(client_of(world.officer), "late-door-opened", door.pk).content.decode()

    assert reverse("submissions:entry-new") in text


def test_when_the_moment_has_passed_it_says_so(world, entry, door, client_of):
    page = look(
        client_of(world.officer), "late-door-opened", door.pk, at=CLOSES + 3 * DAY
    )

    assert page.context["is_over"]
    assert reverse("submissions:entry", args=[entry.pk]) not in page.content.decode()


def test_only_the_office_and_the_area_see_a_door(world, door, client_of):
    answers = {
        name: look(client_of(getattr(world, name)), "late-door-opened", door.pk)
        for name in ("staff", "region_staff", "auditor", "other_staff", "other_officer")
    }

    assert {name: answer.status_code for name, answer in answers.items()} == {
        "staff": 200,
        "region_staff": 200,
        "auditor": 200,
        "other_staff": 404,
        "other_officer": 404,
    }


def test_the_return_names_its_moment_and_its_reason(world, submission, client_of):
    before = look(client_of(world.officer), "returned", submission.pk)
    actions.return_for_correction(
        submission,
        by=world.staff,
        reason="ขาดภาพกิจกรรม",
        until=CLOSES + DAY,
        at=CLOSES,
    )

    page = look(client_of(world.officer), "returned", submission.pk)

    text = page.content.decode()
    for fact in (
        "ขาดภาพกิจกรรม",
        "วันอาทิตย์ที่ 17 พฤษภาคม พ.ศ. 2569 เวลา 10.00\N{NO-BREAK SPACE}น.",
        world.staff.get_full_name(),
        reverse("submissions:entry", args=[submission.entry_id]),
    ):
        assert fact in text, fact
    assert before.status_code == 404


def test_a_door_costs_the_same_for_many_entries(
    world, province_round, queries_do_not_grow
):
    late = actions.open_late_door(
        world.rounds[1, "3317"],
        world.office["3317"],
        until=CLOSES + 200 * DAY,
        by=world.staff,
        reason="x",
        at=CLOSES,
    )

    queries_do_not_grow(
        reverse("submissions:late-door-opened", args=[late.pk]),
        lambda: factories.make_entry(
            world.category[1],
            world.office["3317"],
            by=world.officer,
            person=factories.make_user(),
        ),
        by=world.officer,
    )


def test_what_came_up_is_improved_and_the_round_below_keeps_its_own(
    world, accepted, region_round, client_of, rewrite
):
    above = actions.advance(accepted, region_round, by=world.staff, at=NOW)
    open_at = region_round.opens_at + DAY
    portal = client_of(world.officer)

    offered = look(portal, "entry", above.entry_id, at=open_at).content.decode()
    shown = look(portal, "submission", above.pk, at=open_at).content.decode()
    rewrite(above.entry, "โมเดลที่ดีขึ้น", at=open_at)
    with time_machine.travel(open_at, tick=False):
        answer = portal.post(
            reverse("submissions:entry-hand-in", args=[above.entry_id]),
            {"round": region_round.pk},
        )

    assert "ปรับปรุง" in offered
    assert "ปรับปรุง" in shown
    assert answer.url == reverse("submissions:receipt", args=[above.pk, 2])
    below = Submission.objects.get(pk=accepted.pk)
    assert below.accepted_version.content["title"] == "โมเดลภูสิงห์เสวนา"
    assert [v.content["title"] for v in below.versions.all()] == ["โมเดลภูสิงห์เสวนา"]
    assert [v.content["title"] for v in above.versions.all()] == [
        "โมเดลภูสิงห์เสวนา",
        "โมเดลที่ดีขึ้น",
    ]
