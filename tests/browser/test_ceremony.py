"""The ceremony at the projector: without a network the winner comes all the same."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from contests.award_names import Award
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

# The first two are tied.
PLACED = (("3322", 2), ("3320", 2), ("3317", 1))
NAMES = {"3322": "ศิลาลาด", "3320": "พยุห์", "3317": "ภูสิงห์"}


@pytest.fixture
def approved(transactional_db, offices):
    now = timezone.now()
    category = make_category(2)
    round_ = make_round(
        make_stage(category, phase=Phase.JUDGING), sealed_at=now, approved_at=now
    )
    result = make_result(
        round_, state="approved", approved_at=now, approved_by=make_user()
    )
    for code, rank in PLACED:
        submission = make_submission(
            round_, make_entry(category, offices[code]), "accepted"
        )
        award = Award.WINNER if rank == 1 else Award.RUNNER_UP_1
        make_placing(result, submission, rank, award=award)
    return result


def test_places_are_revealed_to_the_winner_without_a_network(approved, staff, page_of):
    page = page_of(staff, language="th")
    page.emulate_media(reduced_motion="reduce")
    page.goto(reverse("results:ceremony", args=[approved.pk]))
    seen = page.locator(".scene.is-shown")
    expect(seen).to_contain_text("ประกาศผล")
    page.context.set_offline(True)

    page.keyboard.press(" ")
    expect(seen).to_contain_text(NAMES["3322"])
    expect(seen).to_contain_text(NAMES["3320"])
    expect(page.get_by_text(NAMES["3317"]).first).not_to_be_visible()
    page.mouse.click(900, 300)
    expect(seen).to_contain_text(NAMES["3317"])
    expect(seen).to_contain_text("ชนะเลิศ")
    # Nothing moves for who asked for that.
    expect(seen.locator(".sparks i").first).to_have_css("animation-name", "none")

    page.keyboard.press("ArrowLeft")
    expect(seen).to_contain_text(NAMES["3322"])
    page.keyboard.press("PageDown")
    expect(seen).to_contain_text(NAMES["3317"])
    page.keyboard.press("Enter")
    expect(seen).to_contain_text("สรุปผลรางวัล")
    page.keyboard.press("Enter")
    expect(seen).to_have_count(1)
