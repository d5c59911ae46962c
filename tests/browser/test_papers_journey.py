"""From the approved result of Si Sa Ket to its certificate, and back by its QR code."""

import io
import re

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import expect

from contests.phases import Phase
from kmchallenge.demo.season_2565 import PHU_SING
from offices.roles import Level
from results import actions
from tests.browser.person import Person
from tests.factories import make_category, make_round, make_season, make_stage

PLACED = ("3317", "3322", "3320", "3319")
TITLE = "โมเดลภูสิงห์เสวนา"
NAME = "สำนักงานพัฒนาชุมชนอำเภอภูสิงห์ จังหวัดศรีสะเกษ"


@pytest.fixture
def approved(offices, staff, other_staff):
    """The ranks of 2565, as they were announced, up to the approval."""
    category = make_category(2, make_season(2565))
    stage = make_stage(category, Level.PROVINCE, Phase.JUDGING)
    make_round(make_stage(category, Level.REGION, Phase.OPEN))
    rows = [
        (offices[code], rank, TITLE if code == "3317" else "")
        for rank, code in enumerate(PLACED, start=1)
    ]
    result = actions.enter_ranks(
        make_round(stage),
        rows,
        by=staff,
        source="ประกาศจังหวัด 1/2565",
        answers={"3317": PHU_SING},
    )
    return actions.approve(result, by=other_staff)


@pytest.mark.django_db(transaction=True)
def test_from_the_result_to_its_certificate_and_back(
    approved, staff, officer, page_of, live_server, settings
):
    settings.SITE_URL = live_server.url
    at_the_province = Person(page_of(staff))
    at_the_province.goes(f"/results/rounds/{approved.round_id}/")
    at_the_province.follows("See what publishing does").presses("Publish the result")
    pdf = paper(at_the_province, "Announcement (PDF)")
    assert "ชนะเลิศ ได้แก่ สำนักงานพัฒนาชุมชนอำเภอภูสิงห์" in text_of(pdf)

    at_the_province.follows("Certificates").follows("Issue certificates")
    at_the_province.reads_text(NAME).presses("Issue the chosen ones")
    at_the_province.reads(
        "%(n)d certificate is issued.", many="%(n)d certificates are issued.", n=4
    )

    winner = Person(page_of(officer, width=390))
    winner.goes("/my-work/").follows("Your certificates")
    pdf = paper(winner, f"ชนะเลิศ · {NAME}")
    [code] = zxingcpp.read_barcodes(picture_of(pdf))

    anybody = Person(page_of(width=390)).goes(code.text)
    expect(anybody.page).to_have_url(re.compile("/verify/[0-9A-Z]{12}"))
    anybody.reads("What it says").reads_text(NAME).reads_text("ชนะเลิศ")
    expect(anybody.page.get_by_role("link", name="ระดับจังหวัด")).to_be_visible()

    for words in ("ภูสิง", "เรียนรู้", "CoP"):
        anybody.goes("/library/")
        search = anybody.page.get_by_role("searchbox")
        search.fill(words)
        search.press("Enter")
        found = anybody.page.get_by_role("link", name=TITLE).first
        expect(found).to_be_visible()


def paper(person, link):
    """Return the PDF to which a link of the page leads."""
    found = person.page.get_by_role("link", name=person.words(link)).first
    answer = person.page.request.get(found.get_attribute("href"))
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()


def text_of(pdf):
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return document[0].get_textpage().get_text_range()


def picture_of(pdf):
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return document[0].render(scale=2).to_pil()
