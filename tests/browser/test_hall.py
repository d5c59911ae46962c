"""A session in the hall on three screens: the secretary's, a judge's, the projector."""

import re
from datetime import timedelta

from axe_playwright_python.sync_playwright import Axe
from django.db.models import F
from django.utils import timezone
from playwright.sync_api import expect

from contests.phases import Phase
from judging.models import Judge, Session
from submissions.workflow import State
from tests.factories import (
    make_entry,
    make_judge,
    make_round,
    make_session,
    make_submission,
    make_user,
)

RULES = {"runOnly": ["wcag2a", "wcag2aa"]}


def test_the_screens_follow_and_find_back_after_a_lost_link(
    page_of, offices, judge, wait_for
):
    round_ = make_round(phase=Phase.JUDGING)
    secretary = make_user()
    make_judge(round_, secretary, Judge.Capacity.SECRETARY, scores=False)
    make_judge(round_, judge)
    works = [
        make_submission(
            round_, make_entry(round_.stage.category, offices[code]), State.ACCEPTED
        )
        for code in ("3317", "3322")
    ]
    session = make_session(round_, turns=works)
    desk = page_of(secretary, language="en")
    tablet = page_of(judge, language="en", width=820)
    wall = page_of(secretary, language="en", width=1920)
    desk.goto(f"/judging/sessions/{session.pk}/control/")
    wall.goto(f"/judging/sessions/{session.pk}/projector/")
    first, second = (work.entry.office.title_en for work in works)

    desk.get_by_role("button", name="Open the session").click()
    desk.get_by_role("button", name="Next entry").click()
    expect(wall.locator(".projector-now")).to_contain_text(first)

    tablet.goto(f"/judging/rounds/{round_.pk}/")
    desk.get_by_role("button", name="Start the presentation").click()
    expect(wall.locator("[data-time]")).to_have_text(re.compile(r"^(10:00|9:[45]\d)$"))
    link = tablet.get_by_role("link", name="Open its scoresheet")
    expect(link).to_have_attribute("href", f"/judging/works/{works[0].pk}/")
    for page in (desk, wall):
        assert not Axe().run(page, options=RULES).response["violations"]

    # The clock goes on by itself; the next turn comes when the link is back.
    tablet.context.set_offline(True)
    expect(tablet.locator(".hall-lost")).to_be_visible()
    desk.get_by_role("button", name="Next entry").click()
    expect(wall.locator(".projector-now")).to_contain_text(second)
    tablet.context.set_offline(False)
    expect(link).to_have_attribute("href", f"/judging/works/{works[1].pk}/")

    # A minute before the end the wall says so in words.
    desk.get_by_role("button", name="Start the presentation").click()
    running = Session.objects.filter(started_at__isnull=False)
    wait_for(running.exists)
    began = timezone.now() - timedelta(minutes=9, seconds=30)
    running.update(started_at=began, version=F("version") + 1)
    expect(wall.locator(".projector-now")).to_contain_text("Less than a minute left")
