"""A visitor on a small phone: from the map to the winner, by keys alone."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from contests.phases import Phase
from tests.factories import (
    make_category,
    make_entry,
    make_placing,
    make_result,
    make_round,
    make_stage,
    make_submission,
    make_user,
)

WINNER = "สำนักงานพัฒนาชุมชนอำเภอภูสิงห์ จังหวัดศรีสะเกษ"


@pytest.fixture
def published(transactional_db, offices):
    now = timezone.now()
    category = make_category(2)
    done = {"sealed_at": now, "approved_at": now, "published_at": now}
    round_ = make_round(
        make_stage(category, phase=Phase.JUDGING), **done, public_from=now
    )
    result = make_result(
        round_,
        state="published",
        approved_at=now,
        approved_by=make_user(),
        published_at=now,
        published_by=make_user(),
        public_from=now,
    )
    # As wide as somebody types who puts no blank anywhere.
    entry = make_entry(category, offices["3317"], title="KM_" * 40)
    make_placing(result, make_submission(round_, entry, "accepted"))
    return result


def test_a_visitor_goes_from_the_map_to_the_winner_by_keyboard(published, page_of):
    page = page_of(width=320, language="th")
    page.goto("/")
    page.get_by_role("button", name="แสดง").focus()
    for _link in ("the category", "skip the map", "the first province, Chiang Mai"):
        page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="เชียงใหม่: ยังไม่มี")).to_be_focused()
    page.keyboard.press("Tab")
    tile = page.get_by_role("link", name="ศรีสะเกษ: ประกาศผลแล้ว")
    expect(tile).to_be_focused()

    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(reverse("results:area", args=["33"]) + "$"))
    page.get_by_role("main").get_by_role("link", name=WINNER).first.press("Enter")
    expect(page).to_have_url(
        re.compile(reverse("results:result", args=[published.pk]) + "$")
    )
    expect(page.get_by_role("main")).to_contain_text("ชนะเลิศ")
    expect(page.get_by_role("main")).to_contain_text("KM_" * 40)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
