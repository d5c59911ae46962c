"""A round's archive, unpacked and read from a folder without any network."""

import zipfile
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from contests.phases import Phase
from offices.roles import Level
from results import actions
from results.models import Result
from submissions.models import Submission
from tests.browser.person import Person
from tests.factories import (
    make_attachment,
    make_category,
    make_round,
    make_season,
    make_stage,
    make_stored_file,
    make_version,
)
from tests.submissions.files import picture

PLACED = ("3317", "3322")


@pytest.fixture
def round_(offices, staff):
    """A round of the past, whose winner has a picture among its files."""
    category = make_category(2, make_season(2565))
    round_ = make_round(make_stage(category, Level.PROVINCE, Phase.JUDGING))
    rows = [
        (offices[code], rank, f"ผลงาน {code}") for rank, code in enumerate(PLACED, 1)
    ]
    actions.enter_ranks(round_, rows, by=staff, source="ประกาศจังหวัด 1/2565")
    winner = Result.objects.get().placings.get(rank=1).submission
    stored = make_stored_file(picture("PNG"), "image/png")
    make_attachment(winner.entry, stored, name="ภาพ กลุ่ม #1 100%.png")
    version = make_version(winner)
    Submission.objects.filter(pk=winner.pk).update(accepted_version=version)
    return round_


@pytest.mark.django_db(transaction=True)
def test_staff_export_a_round_and_read_it_without_a_network(
    round_, staff, page_of, new_context, tmp_path
):
    at_work = Person(page_of(staff)).goes(f"/results/rounds/{round_.pk}/")
    with at_work.page.expect_download() as download:
        at_work.presses("Export the round (ZIP)")
    with zipfile.ZipFile(download.value.path()) as archive:
        archive.extractall(tmp_path)

    page = new_context(offline=True).new_page()
    asked = []
    page.on("request", lambda request: asked.append(unquote(request.url)))
    page.goto((tmp_path / "index.html").as_uri())
    expect(page.get_by_role("heading", level=1)).to_contain_text("ระดับจังหวัด")
    # The sheet of styles was found, too.
    expect(page.locator("body")).to_have_css("max-width", "992px")

    page.get_by_role("link", name="ผลงาน 3317").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ผลงาน 3317")
    page.get_by_role("link", name="ภาพ กลุ่ม #1 100%.png").click()
    expect(page.locator("img")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="กลับไปหน้าแรกของชุดไฟล์").click()
    page.get_by_role("link", name="บัญชีผลงาน (PDF)").click()
    paper = (tmp_path / "เอกสาร" / "บัญชีผลงาน.pdf").as_uri()
    expect(page).to_have_url(paper)

    assert unquote(paper) in asked
    assert not [url for url in asked if url.startswith("http")]
