"""An officer with a phone, in English: a file is refused, the rest stays."""

import pytest
from playwright.sync_api import expect

from contests.phases import Phase
from submissions.workflow import State
from tests import factories
from tests.browser.person import Person
from tests.browser.works import document, fill_in
from tests.judging.conftest import fill_and_sign

TITLE = "Learning together in Phu Sing"


@pytest.fixture
def officer_on_a_phone(page_of, officer, offices):
    factories.make_round(factories.make_stage(), offices["33"])
    page = page_of(language="en", width=390, height=800)
    return Person(page, officer.email, language="en")


def test_a_refused_file_costs_nothing_of_the_rest(officer_on_a_phone, tmp_path):
    officer = officer_on_a_phone.signs_in()
    page = officer.page
    fits(page)
    officer.task("Start the entry").presses("Begin an entry")
    fill_in(page, TITLE)

    program = tmp_path / "evidence.pdf"
    program.write_bytes(b"MZ\x90\x00" + b"This program cannot be run in DOS mode." * 20)
    attach(page, program)

    field = page.locator("#field-evidence")
    expect(field.locator(".invalid-feedback")).to_be_visible()
    expect(field.get_by_role("link", name="evidence.pdf")).to_have_count(0)
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    fits(page)

    attach(page, document(tmp_path / "paper.pdf", pages=1))
    expect(field.get_by_role("link", name="paper.pdf")).to_be_visible()
    page.locator("button[name=hand-in]").click()
    officer.reads_text(TITLE).reads_text("paper.pdf")
    fits(page)
    officer.presses("Hand in now").reads("Received. Here is your receipt.")

    receipt = page.locator(".receipt")
    expect(receipt).to_contain_text("KM2569-2-33-0001")
    expect(receipt).to_contain_text("SHA-256")
    fits(page)


def attach(page, path):
    page.locator("input[type=file][name=evidence]").set_input_files(path)


def fits(page):
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_title_of_one_long_word_pushes_no_list_off_a_tablet(page_of, staff, offices):
    round_ = factories.make_round(phase=Phase.JUDGING)
    entry = factories.make_entry(round_.stage.category, offices["3317"], title="ก" * 60)
    factories.make_submission(round_, entry, State.ACCEPTED)
    page = page_of(staff, width=820)

    page.goto(f"/entries/rounds/{round_.pk}/")

    expect(page.get_by_role("link", name="ก" * 60)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 820


def test_a_ranking_is_read_on_a_phone_without_pushing_it_along(page_of, staff, offices):
    round_ = factories.make_round(phase=Phase.JUDGING)
    entry = factories.make_entry(round_.stage.category, offices["3317"], title=TITLE)
    work = factories.make_submission(round_, entry, State.ACCEPTED)
    for mark in (5, 6, 7, 8):
        seat = factories.make_judge(round_)
        fill_and_sign(seat, work, mark, mark)
    page = page_of(staff, language="en", width=390)

    page.goto(f"/judging/rounds/{round_.pk}/ranking/")

    row = page.locator(".ranking tbody tr")
    expect(row).to_contain_text("65.00")
    widths = "e => [e.scrollWidth, e.clientWidth]"
    inner, outer = page.locator(".table-responsive").evaluate(widths)
    assert inner == outer
    row.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("main")).to_contain_text("80.00")
