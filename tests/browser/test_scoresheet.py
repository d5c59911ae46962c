"""The scoresheet in a judge's hand: stepping, typing, a lost link, the keyboard."""

import re
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from contests.phases import Phase
from judging.models import Judge, Score, Scoresheet
from submissions.workflow import State
from tests.factories import (
    make_entry,
    make_judge,
    make_round,
    make_submission,
)

COUNT_WHAT_IS_SAID = """() => {
    window.said = 0;
    const count = new MutationObserver(() => { window.said += 1; });
    for (const place of document.querySelectorAll("[role=status], [role=alert]"))
        count.observe(place, { childList: true, characterData: true, subtree: true });
}"""


@pytest.fixture
def panel(offices, judge):
    round_ = make_round(phase=Phase.JUDGING)
    entry = make_entry(round_.stage.category, offices["3317"], title="Phu Sing model")
    return SimpleNamespace(
        round=round_,
        seat=make_judge(round_, judge, Judge.Capacity.CHAIR),
        work=make_submission(round_, entry, State.ACCEPTED),
    )


def held():
    return dict(Score.objects.values_list("criterion", "points"))


def test_two_windows_on_a_sheet_lose_no_mark(page_of, panel):
    first = page_of(panel.seat.user, language="en")
    first.goto(f"/judging/works/{panel.work.pk}/")
    second = first.context.new_page()
    second.goto(f"/judging/works/{panel.work.pk}/")

    first.get_by_label("Points for Criterion c1", exact=True).fill("7")
    expect(first.locator("[data-kept=c1]")).to_have_text("At the portal")
    for name, points in (("c1", "8"), ("c2", "9")):
        second.get_by_label(f"Points for Criterion {name}", exact=True).fill(points)
        expect(second.locator(f"[data-kept={name}]")).to_have_text("At the portal")
    first.get_by_role("button", name="Save marks").click()
    expect(first.locator("[data-state]")).to_have_text("At the portal")
    assert held() == {"c1": 800, "c2": 900}

    # What the other window changed is told of as soon as this one hears of it.
    first.get_by_label("Points for Criterion c2", exact=True).fill("6")
    expect(first.locator("#differed-points_c2")).to_contain_text("“9”")
    expect(first.locator("#differed-points_c1")).to_contain_text("Changed on another")
    expect(first.get_by_label("Points for Criterion c1", exact=True)).to_have_value("8")
    assert held() == {"c1": 800, "c2": 600}


def test_marks_are_saved_as_they_are_given_and_signed(page_of, panel):
    page = page_of(panel.seat.user, language="en")
    page.goto(f"/judging/works/{panel.work.pk}/")
    first = page.get_by_label("Points for Criterion c1", exact=True)
    saved = page.locator("[data-kept=c1]")

    first.fill("7")
    page.get_by_label("More for Criterion c1", exact=True).click()
    expect(saved).to_have_text("At the portal")
    expect(page.locator("[data-total]")).to_have_text("45.00")
    page.get_by_label("Points for Criterion c2", exact=True).fill("11")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Give at most 10 points")).to_be_visible()
    expect(page.locator("[data-bar=waiting]")).to_contain_text("correct what is marked")
    # What the portal will not take is no part of the total.
    page.get_by_label("Points for Criterion c2", exact=True).fill("8.2")
    expect(page.locator("[data-total]")).to_have_text("45.00")
    page.get_by_label("Points for Criterion c2", exact=True).fill("8")
    page.keyboard.press("Tab")
    expect(page.locator("[data-total]")).to_have_text("77.00")
    expect(page.get_by_text("Give at most 10 points")).to_be_hidden()
    assert held() == {"c1": 750, "c2": 800}

    page.get_by_role("button", name=re.compile("sign")).click()
    page.get_by_role("button", name="Sign", exact=True).click()

    expect(page).to_have_url(re.compile(rf"/judging/rounds/{panel.round.pk}/$"))
    assert Scoresheet.objects.get().state == "signed"


def test_the_way_back_leads_to_the_marks_as_they_are_and_gives_none(page_of, panel):
    page = page_of(panel.seat.user, language="en")
    page.goto(f"/judging/works/{panel.work.pk}/")
    first = page.get_by_label("Points for Criterion c1", exact=True)
    first.fill("7")
    page.get_by_label("Comment on the whole").fill("Clear.")
    expect(page.locator("[data-kept=comment]")).to_have_text("At the portal")
    page.get_by_role("button", name=re.compile("sign")).click()
    expect(page).to_have_url(re.compile("/sign/$"))
    Scoresheet.objects.update(comment="Clear and short.")
    sent = []
    page.on("request", lambda request: sent.append(request.method))

    page.go_back()

    expect(first).to_have_value("7")
    expect(page.get_by_label("Comment on the whole")).to_have_value("Clear and short.")
    page.get_by_role("button", name=re.compile("sign")).click()
    expect(page).to_have_url(re.compile("/sign/$"))
    assert "POST" not in sent


def test_a_mark_given_without_a_link_is_sent_when_it_is_back(page_of, panel):
    page = page_of(panel.seat.user, language="en")
    page.goto(f"/judging/works/{panel.work.pk}/")
    page.context.set_offline(True)

    page.get_by_label("Points for Criterion c1", exact=True).fill("6")
    expect(page.locator("[data-state]")).to_have_text(re.compile("keeps trying"))
    assert held() == {}
    # Another try in vain is no news to who listens.
    page.evaluate(COUNT_WHAT_IS_SAID)
    with page.expect_event("requestfailed"):
        page.evaluate("dispatchEvent(new Event('online'))")
    with page.expect_event("requestfailed"):
        page.evaluate("dispatchEvent(new Event('online'))")
    assert page.evaluate("said") == 0
    page.context.set_offline(False)

    expect(page.locator("[data-kept=c1]")).to_have_text("At the portal")
    assert held() == {"c1": 600}


def test_a_sheet_that_is_closed_meanwhile_says_so_and_keeps_what_was_typed(
    page_of, panel
):
    page = page_of(panel.seat.user, language="en")
    page.goto(f"/judging/works/{panel.work.pk}/")
    Judge.objects.update(scores=False)
    first = page.get_by_label("Points for Criterion c1", exact=True)

    first.fill("6")

    expect(page.get_by_text("no scoring seat on this panel any more")).to_be_visible()
    expect(page.locator("[data-kept=c1]")).to_have_text("Set aside")
    expect(first).to_have_value("6")
    page.goto("/judging/set-aside/")
    expect(page.locator("dd")).to_have_text("6")


def test_the_keyboard_alone_does_it_all(page_of, panel):
    page = page_of(panel.seat.user, language="en")
    page.goto(f"/judging/works/{panel.work.pk}/")

    page.get_by_label("Points for Criterion c1", exact=True).focus()
    page.keyboard.type("5")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    tab_to(page, "[name=points_c2]")
    page.keyboard.type("8")
    tab_to(page, "button[name=sign]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sign my scoresheet")).to_be_visible()
    tab_to(page, "form[data-signs] button")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(rf"/judging/rounds/{panel.round.pk}/$"))
    assert held() == {"c1": 550, "c2": 800}
    assert Scoresheet.objects.get().state == "signed"


def test_a_level_left_out_is_found_from_the_page_to_sign(page_of, panel):
    rows = panel.round.stage.criteria
    words = [{"th": f"ระดับ {n}", "en": f"Words {n}"} for n in range(1, 6)]
    rows.update(levels=words, step_hundredths=200)
    page = page_of(panel.seat.user, width=390, height=844, language="en")
    page.goto(f"/judging/works/{panel.work.pk}/")
    page.get_by_text("My scoresheet", exact=True).click()
    page.get_by_text("Words 3").first.click()
    expect(page.locator("[data-kept=c1]")).to_have_text("At the portal")

    page.goto(f"/judging/works/{panel.work.pk}/sign/")
    expect(page.get_by_text("Level 3: Words 3")).to_be_visible()
    page.get_by_role("link", name="2. Criterion c2").click()

    # It is before the eyes, and the keyboard goes on from there.
    expect(page.locator("#criterion-c2")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator("#criterion-c2 :focus")).to_be_visible()
    page.get_by_text("Words 5").last.click()
    expect(page.locator("[data-kept=c2]")).to_have_text("At the portal")
    assert held() == {"c1": 600, "c2": 1000}


def tab_to(page, selector):
    """Press Tab until something has the focus, as who has no mouse does."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("all => document.activeElement.matches(all)", selector):
            return
    pytest.fail(f"Tab does not lead to {selector}")


def test_without_javascript_the_button_saves(new_context, live_server, panel, client):
    client.force_login(panel.seat.user)
    context = new_context(base_url=live_server.url, java_script_enabled=False)
    cookies = {"sessionid": client.cookies["sessionid"].value, "django_language": "en"}
    context.add_cookies(
        [{"name": k, "value": v, "url": live_server.url} for k, v in cookies.items()]
    )
    page = context.new_page()
    page.goto(f"/judging/works/{panel.work.pk}/")

    page.get_by_label("Points for Criterion c1", exact=True).fill("7")
    page.get_by_label("Points for Criterion c2", exact=True).fill("99")
    page.get_by_role("button", name="Save marks").click()

    expect(page.get_by_text("Give at most 10 points")).to_be_visible()
    expect(page.get_by_label("Points for Criterion c2", exact=True)).to_have_value("99")
    assert held() == {"c1": 700}


def test_everything_to_tap_is_large_enough_on_a_phone(page_of, panel):
    page = page_of(panel.seat.user, width=390, height=844)
    page.goto(f"/judging/works/{panel.work.pk}/")
    page.locator("label[for=pane-sheet]").click()

    controls = page.locator(
        ".scoresheet button, .scoresheet input:not([type=hidden]), .scoresheet summary"
    )
    heights = controls.evaluate_all(
        "all => all.filter(e => e.checkVisibility())"
        ".map(e => e.getBoundingClientRect().height)"
    )

    assert min(heights) >= 44
