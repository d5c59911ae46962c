"""A session in three browsers: the secretary's, a judge's, the projector's."""

import re
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from contests.phases import Phase
from judging.models import Judge, Session
from submissions.workflow import State
from tests.browser.test_accessibility import cut_off, faults
from tests.factories import (
    make_entry,
    make_judge,
    make_round,
    make_session,
    make_submission,
)


@pytest.fixture
def hall(offices, judge, other_judge, chair):
    round_ = make_round(phase=Phase.JUDGING)
    category = round_.stage.category
    works = [
        make_submission(
            round_, make_entry(category, offices[code], title=title), State.ACCEPTED
        )
        for code, title in (("3317", "Phu Sing model"), ("3322", "Sila Lat model"))
    ]
    make_judge(round_, judge)
    make_judge(round_, other_judge)
    make_judge(round_, chair, Judge.Capacity.SECRETARY)
    session = make_session(
        round_, turns=works, presentation_minutes=1, question_minutes=1
    )
    return SimpleNamespace(
        round=round_,
        url=f"/judging/sessions/{session.pk}/",
        works=works,
    )


def test_three_screens_go_together_also_after_a_lost_link(
    page_of, hall, judge, other_judge, chair
):
    secretary = page_of(chair, language="en")
    at_list = page_of(judge, language="en", width=390)
    projector = page_of(other_judge, language="en", width=1920, height=1080)
    secretary.goto(f"{hall.url}control/")
    at_list.goto(f"/judging/rounds/{hall.round.pk}/")
    projector.goto(f"{hall.url}projector/")

    def press(name):
        secretary.get_by_role("button", name=name, exact=True).click()

    press("Open the session")
    press("Next entry")
    press("Start the presentation")
    expect(projector.locator("h2.hall-office")).to_contain_text("Phu Sing")
    expect(at_list.locator("#hall-strip")).to_contain_text("Phu Sing model")
    expect(at_list.locator("[data-say]")).to_have_text(
        "1. Phu Sing District CD Office, Si Sa Ket · Presentation"
    )
    sheet = at_list.get_by_role("link", name="Open its scoresheet")
    expect(sheet).to_have_attribute("href", f"/judging/works/{hall.works[0].pk}/")
    # The last minute has begun: in words, not in colour alone.
    expect(projector.locator("[data-warning]")).to_have_text("Less than a minute left")
    expect(projector.locator("[data-time]")).to_have_text(re.compile(r"0:5\d"))
    # The clock alone takes the colour, not the page.
    expect(projector.locator(".clock-soon")).to_have_count(1)

    # The projector's link is lost: its clock goes on, and it catches up.
    projector.context.set_offline(True)
    expect(projector.locator("[data-lost-note]")).to_contain_text("No connection since")
    then = projector.locator("[data-time]").inner_text()
    expect(projector.locator("[data-time]")).not_to_have_text(then)
    press("Pause")
    expect(at_list.locator("#hall-strip")).to_contain_text("Paused")
    press("Next entry")
    projector.context.set_offline(False)
    expect(projector.locator("h2.hall-office")).to_contain_text("Sila Lat")
    expect(projector.locator("[data-lost-note]")).to_be_hidden()

    # The secretary's own link is lost: nothing is done, and the page stays.
    secretary.context.set_offline(True)
    press("Start the presentation")
    expect(secretary.get_by_text("nothing was done")).to_be_visible()
    secretary.context.set_offline(False)
    press("Start the presentation")
    expect(secretary.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    assert Session.objects.get().phase == "presenting"

    # A judge says that they are here: the desk shows it without being loaded again.
    at_list.goto(hall.url)
    at_list.get_by_role("button", name="I am here").click()
    expect(secretary.locator("#hall-came")).to_contain_text("Present")


def test_the_screens_are_fit_for_everybody_and_work_without_javascript(
    page_of, hall, client, chair, new_context, live_server
):
    client.force_login(chair)
    context = new_context(base_url=live_server.url, java_script_enabled=False)
    cookies = {"sessionid": client.cookies["sessionid"].value, "django_language": "en"}
    context.add_cookies(
        [{"name": k, "value": v, "url": live_server.url} for k, v in cookies.items()]
    )
    plain = context.new_page()
    plain.goto(f"{hall.url}control/")
    plain.get_by_role("button", name="Open the session").click()
    plain.get_by_role("button", name="Next entry").click()
    plain.get_by_role("button", name="Start the presentation").click()
    expect(plain.locator("[data-time]")).to_have_text(re.compile(r"^[01]:\d\d$"))

    page, axe, found = page_of(chair), Axe(), []
    names = ("", "control/", "projector/", "projector/?look=light", "order/")
    for name in (*names, "attendance/", "minutes/", "minutes/write/", "order/change/"):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(hall.url + name)
        found += [f"{name}: {fault}" for fault in faults(axe.run(page))]
        found += [f"{name}: {fault}" for fault in cut_off(page)]

    assert not found, "\n".join(found)
