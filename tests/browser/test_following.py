"""Progress and ranking follow the judges by themselves, also after a lost link."""

from playwright.sync_api import expect

from contests.phases import Phase
from judging.models import Judge, Scoresheet
from submissions.workflow import State
from tests.factories import make_entry, make_judge, make_round, make_sheet
from tests.factories import make_submission as make_work

ASK = "document.querySelector('[data-follow-url]').dispatchEvent(new Event('follow'))"


def test_the_page_follows_the_judges_and_a_lost_link(page_of, offices, judge, staff):
    round_ = make_round(phase=Phase.JUDGING)
    seat = make_judge(round_, judge, Judge.Capacity.CHAIR)
    entry = make_entry(round_.stage.category, offices["3317"])
    work = make_work(round_, entry, State.ACCEPTED)
    page = page_of(staff, language="en")
    page.goto(f"/judging/rounds/{round_.pk}/progress/")
    cell, said = page.locator(".matrix td[class]"), page.locator("[data-follow-state]")
    expect(cell).to_have_class("n")
    expect(said).to_contain_text("As of")
    link = page.get_by_role("link", name="Judge Test").first
    link.focus()

    make_sheet(seat, work)

    # By itself, within its few seconds.
    expect(cell).to_have_class("b", timeout=15_000)
    # Who hears the page hears a word, not the sign.
    expect(page.get_by_role("cell", name="begun", exact=True)).to_be_visible()
    expect(link).to_be_focused()

    page.context.set_offline(True)
    Scoresheet.objects.update(state="excused", excused_reason="Ill.")
    for _ in range(2):
        with page.expect_event("requestfailed"):
            page.evaluate(ASK)
    expect(said).to_contain_text("No answer since")

    page.context.set_offline(False)
    expect(cell).to_have_class("e")
    expect(said).to_contain_text("As of")

    # The ranking follows too, and takes nobody's place in it.
    page.goto(f"/judging/rounds/{round_.pk}/ranking/")
    page.locator("#ranking-table").focus()
    page.keyboard.press("Tab")
    expect(page.locator("#ranking-table a")).to_be_focused()
    Scoresheet.objects.update(state="open", excused_reason="")
    page.evaluate(ASK)
    expect(page.locator(".finished")).to_contain_text("0 of 1")
    expect(page.locator("#ranking-table a")).to_be_focused()
