"""A draft in an officer's hand: a weak link, a second window, the end of a session."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from submissions.models import Entry
from tests import factories
from tests.factories import PASSWORD
from tests.submissions.scene import FORM

LONG = "ก่อนสัญญาณหาย พวกเราสรุปบทเรียนไว้ว่า ความรู้อยู่ที่คนทำงาน " * 20
KEPT = "Kept on this device; it will be sent when there is a signal."


@pytest.fixture
def round_(offices):
    round_ = factories.make_round()
    category = round_.stage.category
    category.form = FORM
    category.save()
    return round_


@pytest.fixture
def entry(round_, officer, offices):
    return factories.make_entry(round_.stage.category, offices["3317"], by=officer)


@pytest.fixture
def opened(page_of, officer, entry):
    """Return a function that opens the draft in a browser of its own."""

    def open_(user=officer, **how):
        page = page_of(user, language="en", **how)
        page.goto(f"/entries/{entry.pk}/")
        return page

    return open_


def box(page, name):
    return page.locator(f"[name={name}]")


def state(page):
    return page.locator("[data-state]")


def saved(page):
    expect(state(page)).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))


def stored(entry, key):
    return Entry.objects.get(pk=entry.pk).answers.get(key)


def is_kept(page):
    """Wait until this device has a copy."""
    page.wait_for_function(
        "async () => (await kept.of(document.getElementById('draft').dataset.draft))"
        ".length"
    )


def copies(page, draft):
    return page.evaluate("draft => kept.of(draft)", draft)


# Saving -----------------------------------------------------------------------------


def test_what_is_typed_is_saved_by_itself(opened, entry):
    page = opened()
    expect(page.locator("#readiness a")).to_have_count(1)

    box(page, "goals").fill(LONG)
    box(page, "steps").fill("หนึ่ง\nสอง")

    saved(page)
    expect(page.locator("#readiness a")).to_have_count(0)
    assert stored(entry, "goals") == LONG.strip()
    assert stored(entry, "steps") == ["หนึ่ง", "สอง"]
    page.reload()
    expect(box(page, "goals")).to_have_value(LONG.strip())


def test_what_is_typed_before_the_scripts_are_here_is_saved_too(opened, entry):
    page = opened()
    held = []
    page.route("**/drafts.js", lambda route: held.append(route))
    page.goto(f"/entries/{entry.pk}/", wait_until="commit")
    box(page, "goals").fill("typed early")

    held[0].continue_()

    saved(page)
    assert stored(entry, "goals") == "typed early"


def test_a_fault_is_shown_in_place_and_goes_when_it_is_mended(opened, entry):
    page = opened()
    field = page.locator("#field-clips")

    box(page, "clips-url").first.fill("คลิป")
    expect(field.locator(".invalid-feedback")).to_be_visible()
    expect(state(page)).to_contain_text("Mend that")
    box(page, "clips-url").first.fill("https://example.org/1")

    expect(field.locator(".invalid-feedback")).to_have_count(0)
    saved(page)
    assert stored(entry, "clips") == [{"url": "https://example.org/1", "label": ""}]


def test_a_field_with_a_fault_outlives_a_reload(opened):
    page = opened()
    box(page, "clips-url").first.fill("คลิป")
    expect(page.locator("#field-clips .invalid-feedback")).to_be_visible()
    is_kept(page)

    page.reload()

    expect(box(page, "clips-url").first).to_have_value("คลิป")
    expect(page.locator("#field-clips .invalid-feedback")).to_be_visible()


def test_what_is_missing_leads_to_its_box_and_the_button_says_it(opened):
    page = opened()

    page.get_by_role("button", name="Check and hand in").click()
    expect(page.locator("#readiness")).to_be_focused()
    page.locator("#readiness a").click()
    expect(box(page, "goals")).to_be_focused()
    page.keyboard.type("people")
    page.get_by_role("button", name="Check and hand in").click()

    expect(page).to_have_url(re.compile("/hand-in/"))
    expect(page.get_by_text("people", exact=True)).to_be_visible()


def test_the_buttons_work_when_everything_is_saved_already(opened):
    page = opened()
    box(page, "goals").fill("people")
    saved(page)

    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("The draft is saved.")).to_be_visible()
    page.get_by_role("button", name="Check and hand in").click()

    expect(page).to_have_url(re.compile("/hand-in/"))


def test_a_list_that_is_out_of_date_keeps_nobody_from_handing_in(opened):
    page = opened()
    before = page.locator("#readiness").evaluate("list => list.outerHTML")
    box(page, "goals").fill("people")
    saved(page)
    # As the answer to an upload does that was on its way meanwhile.
    page.evaluate(
        "html => document.getElementById('readiness').outerHTML = html", before
    )

    page.get_by_role("button", name="Check and hand in").click()

    expect(page).to_have_url(re.compile("/hand-in/"))


# Without a link ---------------------------------------------------------------------


def test_what_is_typed_without_a_link_is_kept_and_sent_when_it_is_back(opened, entry):
    page = opened()
    page.context.set_offline(True)

    box(page, "goals").fill(LONG)
    box(page, "steps").fill("หนึ่ง")
    expect(state(page)).to_have_text(KEPT)
    box(page, "title").fill("ชื่อที่พิมพ์ตอนไม่มีสัญญาณ")
    expect(state(page)).to_have_text(KEPT)
    assert stored(entry, "goals") is None
    page.context.set_offline(False)

    saved(page)
    entry.refresh_from_db()
    assert entry.title == "ชื่อที่พิมพ์ตอนไม่มีสัญญาณ"
    assert (stored(entry, "goals"), stored(entry, "steps")) == (LONG.strip(), ["หนึ่ง"])
    assert copies(page, f"{entry.created_by_id}/{entry.pk}") == []


def test_a_reload_without_a_link_loses_nothing(opened, entry):
    page = opened()
    page.context.set_offline(True)
    box(page, "goals").fill(LONG)
    box(page, "clips-url").first.fill("https://example.org/1")
    box(page, "clips-label").first.fill("คลิปของเรา")
    expect(state(page)).to_have_text(KEPT)
    is_kept(page)

    # The page itself is not there without a link: the browser shows its own.
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()
    page.context.set_offline(False)
    page.goto(f"/entries/{entry.pk}/")

    expect(box(page, "goals")).to_have_value(LONG)
    saved(page)
    assert stored(entry, "goals") == LONG.strip()
    assert stored(entry, "clips") == [
        {"url": "https://example.org/1", "label": "คลิปของเรา"}
    ]


def test_an_answer_that_was_lost_is_no_clash_with_oneself(opened, entry):
    page = opened()
    arrived = []

    def lose_the_answer(route):
        arrived.append(route.fetch())
        route.abort()

    page.route("**/draft/", lose_the_answer, times=1)
    box(page, "goals").fill("หนึ่ง")
    expect(state(page)).to_have_text(KEPT)
    assert stored(entry, "goals") == "หนึ่ง"

    box(page, "goals").fill("หนึ่ง สอง")

    saved(page)
    assert (len(arrived), stored(entry, "goals")) == (1, "หนึ่ง สอง")


def test_a_lost_answer_and_a_reload_are_no_clash_either(opened, entry):
    page = opened()
    page.route("**/draft/", lambda route: (route.fetch(), route.abort()), times=1)
    box(page, "goals").fill("หนึ่ง")
    expect(state(page)).to_have_text(KEPT)
    page.context.set_offline(True)
    box(page, "goals").fill("หนึ่ง สอง")
    expect(state(page)).to_have_text(KEPT)
    is_kept(page)
    page.goto("about:blank")
    page.context.set_offline(False)

    page.goto(f"/entries/{entry.pk}/")

    saved(page)
    assert stored(entry, "goals") == "หนึ่ง สอง"


# A second window --------------------------------------------------------------------


def test_two_windows_merge_and_one_field_is_chosen(opened, entry):
    one, other = opened(), opened()
    box(other, "goals").fill("จากอีกหน้าต่าง")
    box(other, "steps").fill("ของอีกหน้าต่าง")
    saved(other)

    box(one, "goals").fill("จากหน้าต่างนี้")
    box(one, "title").fill("ชื่อใหม่")

    field = one.locator("#field-goals")
    expect(field.locator(".theirs")).to_contain_text("จากอีกหน้าต่าง")
    expect(box(one, "goals")).to_have_value("จากหน้าต่างนี้")
    expect(box(one, "steps")).to_have_value("ของอีกหน้าต่าง")
    entry.refresh_from_db()
    assert (entry.title, entry.answers["goals"]) == ("ชื่อใหม่", "จากอีกหน้าต่าง")

    field.get_by_role("button", name="Keep my text").click()
    saved(one)
    expect(field.locator(".theirs")).to_have_count(0)
    assert stored(entry, "goals") == "จากหน้าต่างนี้"


def test_the_other_text_is_taken_instead_of_mine(opened, entry):
    one, other = opened(), opened()
    box(other, "goals").fill("จากอีกหน้าต่าง")
    saved(other)
    box(one, "goals").fill("จากหน้าต่างนี้")

    one.get_by_role("button", name="Take the saved text").click()

    expect(box(one, "goals")).to_have_value("จากอีกหน้าต่าง")
    expect(box(one, "goals")).to_be_focused()
    box(one, "goals").press("End")
    one.keyboard.type(" แล้วเขียนต่อ")
    saved(one)
    assert stored(entry, "goals") == "จากอีกหน้าต่าง แล้วเขียนต่อ"


def test_a_choice_is_made_without_javascript(new_context, live_server, client, entry):
    client.force_login(entry.created_by)
    context = new_context(base_url=live_server.url, java_script_enabled=False)
    cookies = {"sessionid": client.cookies["sessionid"].value, "django_language": "en"}
    context.add_cookies(
        [{"name": k, "value": v, "url": live_server.url} for k, v in cookies.items()]
    )
    one, other = context.new_page(), context.new_page()
    for page in (one, other):
        page.goto(f"/entries/{entry.pk}/")
    box(other, "goals").fill("theirs")
    box(other, "goals").press("Enter")
    other.locator(".action-bar").get_by_role("button", name="Save the draft").click()
    box(one, "goals").fill("mine")
    box(one, "title").fill("A new title")

    # The Enter key saves; it presses no button of a field.
    box(one, "title").press("Enter")
    expect(one.locator(".theirs")).to_contain_text("theirs")
    entry.refresh_from_db()
    assert (entry.title, entry.answers["goals"]) == ("A new title", "theirs")
    one.get_by_role("button", name="Keep my text").click()

    expect(one.get_by_text("The draft is saved.")).to_be_visible()
    assert stored(entry, "goals") == "mine"


# The session, and other people ------------------------------------------------------


def test_a_session_that_ended_costs_nothing(opened, entry, officer):
    page = opened()
    Session.objects.all().delete()

    box(page, "goals").fill(LONG)
    expect(state(page)).to_contain_text("You are signed out.")
    other = page.context.new_page()
    other.goto("/account/sign-in/")
    other.locator("input[name=login]").fill(officer.email)
    other.locator("input[name=password]").fill(PASSWORD)
    other.locator("input[name=password]").press("Enter")
    expect(other).to_have_url(re.compile("/my-work/$"))

    saved(page)
    assert stored(entry, "goals") == LONG.strip()


def test_another_person_on_the_device_is_not_shown_what_was_kept(
    opened, entry, offices, client, live_server
):
    page = opened()
    box(page, "clips-url").first.fill("คลิปของฉัน")
    expect(page.locator("#field-clips .invalid-feedback")).to_be_visible()
    is_kept(page)
    colleague = factories.make_membership(office=offices["3317"]).user
    client.force_login(colleague)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    page.context.add_cookies([{**session, "url": live_server.url}])

    page.goto(f"/entries/{entry.pk}/")

    assert copies(page, f"{colleague.pk}/{entry.pk}") == []
    expect(box(page, "clips-url").first).to_have_value("")
    assert len(copies(page, f"{entry.created_by_id}/{entry.pk}")) == 1


def test_what_was_kept_is_forgotten_when_the_entry_is_discarded(opened, entry):
    page = opened()
    box(page, "clips-url").first.fill("คลิป")
    expect(page.locator("#field-clips .invalid-feedback")).to_be_visible()
    is_kept(page)

    page.get_by_role("button", name="Discard this entry").click()
    page.get_by_role("button", name="Yes, go on").click()

    expect(page.get_by_text("The entry was discarded.")).to_be_visible()
    draft = f"{entry.created_by_id}/{entry.pk}"
    page.wait_for_function(f"async () => !(await kept.of('{draft}')).length")


# The deadline -----------------------------------------------------------------------


def close_in(round_, **span):
    round_.stage.closes_at = timezone.now() + timedelta(**span)
    round_.stage.save()


def test_the_countdown_follows_the_portals_clock(page_of, officer, entry, round_):
    close_in(round_, minutes=30)
    page = page_of(officer, language="en")
    # The device is a day behind.
    page.add_init_script("const now = Date.now; Date.now = () => now() - 86400000;")
    page.goto(f"/entries/{entry.pk}/")

    left = page.locator("#handing-in [data-until]")

    expect(left).to_have_text(re.compile(r"^in (29|30) min \d+ s$"))


def test_the_end_is_told_when_it_comes_and_the_text_stays(opened, entry, round_):
    close_in(round_, seconds=5)
    page = opened()
    expect(page.get_by_role("button", name="Check and hand in")).to_be_visible()
    box(page, "goals").fill("ยังเขียนไม่เสร็จ")

    over = re.compile("The time to hand in is over")
    expect(page.locator("#time-left")).to_have_text(over, timeout=20_000)
    expect(page.locator("#handing-in")).to_contain_text("This round is closed.")

    expect(page.get_by_role("button", name="Check and hand in")).to_have_count(0)
    expect(box(page, "goals")).to_have_value("ยังเขียนไม่เสร็จ")
    box(page, "goals").fill("เขียนต่อจนเสร็จ")
    saved(page)
    assert stored(entry, "goals") == "เขียนต่อจนเสร็จ"


def test_the_last_page_before_handing_in_tells_the_end_too(opened, entry, round_):
    page = opened()
    box(page, "goals").fill("เขียนเสร็จแล้ว")
    saved(page)
    close_in(round_, seconds=5)
    page.goto(f"/entries/{entry.pk}/hand-in/")
    hand_in = page.get_by_role("button", name="Hand in now")
    expect(hand_in).to_be_visible()

    expect(page.get_by_text("This round is closed.")).to_be_visible(timeout=20_000)
    expect(hand_in).to_have_count(0)


def test_the_time_that_is_left_is_said_a_few_times_only(opened, round_, entry):
    close_in(round_, minutes=10, seconds=2)
    page = opened()
    said = page.locator("#time-left")
    expect(said).to_have_text("")

    expect(said).to_have_text("Time left to hand in: 10 min")
