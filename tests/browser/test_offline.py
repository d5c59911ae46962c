"""A judge without a link: pages, marks and files on the device, and whose they are."""

import re
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from contests.models import Criterion
from contests.phases import Phase
from judging.models import Note, Score, Scoresheet
from submissions.workflow import State
from tests.factories import (
    make_attachment,
    make_entry,
    make_judge,
    make_round,
    make_submission,
    make_user,
)

LEVELS = [{"th": f"ระดับ {n}", "en": f"Words {n}"} for n in range(1, 6)]


@pytest.fixture
def panel(offices, judge):
    round_ = make_round(phase=Phase.JUDGING)
    stage = round_.stage
    Criterion.objects.filter(stage=stage, code="c2").update(
        levels=LEVELS, step_hundredths=200
    )
    entry = make_entry(stage.category, offices["3317"], title="Phu Sing model")
    make_attachment(entry)
    return SimpleNamespace(
        round=round_,
        judge=judge,
        seat=make_judge(round_, judge),
        other=make_judge(round_, make_user()).user,
        work=make_submission(round_, entry, State.ACCEPTED),
    )


def held():
    return dict(Score.objects.values_list("criterion", "points"))


def points(page):
    return page.get_by_label("Points for Criterion c1", exact=True)


@pytest.fixture
def is_kept(wait_for):
    """Return a function that waits until this device has the page that is open.

    Playwright's own wait takes a promise for what it promises.
    """
    found = "async () => Boolean(await caches.match(location.href))"
    return lambda page: wait_for(lambda: page.evaluate(found))


def whose_pages(page):
    """Return the keys of those of whom this device has pages or files."""
    return page.evaluate(
        "async () => (await caches.keys()).filter((each) => each.startsWith('judging'))"
        ".map((each) => each.split('/')[1])"
    )


def sign_in(page, user):
    """Let somebody else sign in on the same device."""
    client = Client()
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    url = page.evaluate("location.origin")
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": url}]
    )


def test_an_hour_without_a_link_loses_nothing(page_of, panel, is_kept):
    page = page_of(panel.judge, language="en")
    sheet, entries = (
        f"/judging/works/{panel.work.pk}/",
        f"/judging/rounds/{panel.round.pk}/",
    )
    page.goto(entries)
    is_kept(page)
    page.goto(sheet)
    is_kept(page)
    page.get_by_role("button", name="Keep this entry's files").click()
    expect(page.get_by_text("open without a connection")).to_be_visible()
    points(page).fill("5")
    expect(page.locator("[data-kept=c1]")).to_have_text("At the portal")

    page.context.set_offline(True)
    page.reload()
    expect(page.locator("[data-bar=old]")).to_be_visible()
    expect(page.locator(".scoresheet-total")).to_have_css("position", "sticky")
    expect(points(page)).to_have_value("5")
    points(page).fill("6")
    page.get_by_role("radio", name="4 Words 4").check()
    page.get_by_label("Private note").fill("Ask about the budget.")
    for name in ("c1", "c2", "note"):
        expect(page.locator(f"[data-kept={name}]")).to_have_text("On this device")
    assert held() == {"c1": 500}
    # A page that is being left sends its last words, which no playing at being
    # offline keeps back; that they arrived, nobody here has heard.
    page.reload()
    expect(points(page)).to_have_value("6")
    expect(page.get_by_role("radio", name="4 Words 4")).to_be_checked()
    expect(page.locator("[data-total]")).to_have_text("68.00")
    page.get_by_role("button", name="once more and sign").click()
    expect(page.locator("[data-state]")).to_contain_text("You can sign as soon as")
    file = page.locator(".file figcaption a").first.get_attribute("href")
    assert page.evaluate("async (url) => (await fetch(url)).status", file) == 200
    # A page that was never open says so, and leads to those that were.
    page.goto(f"/judging/works/{panel.work.pk}/conflict/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("not on this device")
    page.get_by_role("link", name="My entries").click()
    expect(page.get_by_text("On this device: 3")).to_be_visible()

    # Sent from whichever page is open.
    page.context.set_offline(False)
    expect(page.locator("[data-bar=waiting]")).to_be_hidden()
    assert held() == {"c1": 600, "c2": 800}
    assert Note.objects.get().text == "Ask about the budget."
    page.goto(sheet)
    assert not Axe().run(page).response["violations"]
    page.get_by_role("button", name="once more and sign").click()
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page).to_have_url(re.compile(f"{entries}$"))
    assert Scoresheet.objects.get().state == "signed"


def test_a_shared_tablet_shows_nobody_elses_pages_or_marks(
    page_of, panel, is_kept, wait_for
):
    page = page_of(panel.judge, language="en")
    page.goto(f"/judging/works/{panel.work.pk}/")
    is_kept(page)
    page.context.set_offline(True)
    points(page).fill("6")
    expect(page.locator("[data-kept=c1]")).to_have_text("On this device")

    # The page of one is still open when the other signs in.
    sign_in(page, panel.other)
    page.context.set_offline(False)
    expect(page.get_by_role("alert").get_by_text("Somebody else is")).to_be_visible()
    # Nor does the sheet itself blame the link, down where the judge reads.
    expect(page.locator("[data-state]")).to_contain_text("Somebody else is signed in")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Look at it once more and sign").click()
    expect(page.locator("[data-state]")).to_contain_text("You are signed out")
    sign_in(page, panel.other)
    page.goto(f"/judging/works/{panel.work.pk}/")
    expect(points(page)).to_have_value("")
    expect(page.locator("[data-bar=waiting]")).to_be_hidden()
    wait_for(lambda: set(whose_pages(page)) == {str(panel.other.pk)})
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    wait_for(lambda: not whose_pages(page))
    assert held() == {}

    sign_in(page, panel.judge)
    page.goto(f"/judging/works/{panel.work.pk}/")
    expect(page.locator("[data-kept=c1]")).to_have_text("At the portal")
    assert held() == {"c1": 600}

    # The session ends; the page says so, and goes on when there is another one.
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    points(page).fill("7")
    expect(page.get_by_text("Sign in again in another tab")).to_be_visible()
    expect(page.locator("[data-kept=c1]")).to_have_text("On this device")
    sign_in(page, panel.judge)
    expect(page.locator("[data-kept=c1]")).to_have_text("At the portal")
    assert held() == {"c1": 700}


def test_of_two_devices_the_later_mark_counts_whichever_arrives_first(page_of, panel):
    tablet, desk = (page_of(panel.judge, language="en") for _ in range(2))
    for page in (tablet, desk):
        page.goto(f"/judging/works/{panel.work.pk}/")
    tablet.context.set_offline(True)
    points(tablet).fill("6")
    expect(tablet.locator("[data-kept=c1]")).to_have_text("On this device")

    points(desk).fill("8")
    expect(desk.locator("[data-kept=c1]")).to_have_text("At the portal")
    tablet.context.set_offline(False)

    expect(tablet.locator("#differed-points_c1")).to_contain_text("“8”")
    expect(points(tablet)).to_have_value("8")
    assert held() == {"c1": 800}
