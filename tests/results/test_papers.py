"""The papers of a result: the announcement for everybody, the scores for the panel."""

from datetime import UTC, datetime

import pypdfium2
import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from contests.models import Season, Stage
from offices.models import Letterhead, Signer
from results import actions
from results.models import Result
from results.papers import announcement_of, summary_of
from submissions.models import Submission
from tests.factories import (
    make_entry,
    make_letterhead,
    make_office,
    make_placing,
    make_signer,
    make_submission,
)

PUBLISHED = datetime(2022, 7, 21, 2, tzinfo=UTC)
# As the announcement of 2565 read, in the digits of official papers.
PLACED = (
    "๑. ชนะเลิศ ได้แก่ สำนักงานพัฒนาชุมชนอำเภอภูสิงห์",
    "๒. รองชนะเลิศอันดับ ๑ ได้แก่ สำนักงานพัฒนาชุมชนอำเภอศิลาลาด",
    "๓. รองชนะเลิศอันดับ ๒ ได้แก่ สำนักงานพัฒนาชุมชนอำเภอพยุห์",
    "๔. รองชนะเลิศอันดับ ๓ ได้แก่ สำนักงานพัฒนาชุมชนอำเภอเบญจลักษ์",
)


@pytest.fixture(autouse=True)
def in_earnest(settings):
    """No demo, whose papers all say that they are samples."""
    settings.DEMO = False


@pytest.fixture
def letterhead(contest):
    """Si Sa Ket's letterhead, and who signs."""
    make_signer(
        contest.province.office,
        name="นางสาวตัวอย่าง ใจดี",
        position="พัฒนาการจังหวัดศรีสะเกษ",
        signs_first=True,
    )
    return make_letterhead(contest.province.office, address="ศาลากลางจังหวัด")


@pytest.fixture
def dated(letterhead, published):
    """Return a function that gives the published result as it was on its day."""

    def load(**columns):
        Season.objects.update(year=2565)
        moments = {"public_from": PUBLISHED, "published_at": PUBLISHED}
        Result.objects.filter(pk=published.pk).update(**moments, **columns)
        Result.objects.filter(pk=published.pk).update(sealed_at=PUBLISHED)
        return Result.objects.for_list().get(pk=published.pk)

    return load


def address(result, name="announcement"):
    return reverse(f"results:{name}", args=[result.pk])


def test_the_announcement_is_worded_as_that_of_2565(dated, paper_of):
    paper = paper_of(announcement_of(dated()))

    paper.looks_like("announcement")
    paper.says(
        "ประกาศสำนักงานพัฒนาชุมชนจังหวัดศรีสะเกษ",
        "ผลการคัดเลือกองค์ความรู้ดีเด่น ระดับหน่วยงาน ประเภทสุดยอดสำนักงานพัฒนาชุมชนอำเภอ"
        "แห่งการเรียนรู้ ระดับจังหวัด ประจำปี ๒๕๖๕",
        *PLACED,
        "ให้สำนักงานพัฒนาชุมชนอำเภอภูสิงห์ เป็นตัวแทนจังหวัดศรีสะเกษ "
        "เข้าสู่การคัดเลือกในระดับเขตตรวจราชการ",
        "ประกาศ ณ วันที่ ๒๑ กรกฎาคม พ.ศ. ๒๕๖๕",
        "(นางสาวตัวอย่าง ใจดี) พัฒนาการจังหวัดศรีสะเกษ",
    )
    assert not any(digit in paper.text for digit in "0123456789")


def test_two_tied_for_second_are_both_runner_up_1(enter, paper_of):
    result = enter({"3317": 1, "3322": 2, "3320": 2, "3319": 4})

    text = paper_of(announcement_of(Result.objects.for_list().get(pk=result.pk))).text

    assert text.count("รองชนะเลิศอันดับ ๑ ได้แก่") == 2
    assert "อันดับ ๒" not in text


def test_who_goes_up_without_an_award_represents_the_area_too(contest, enter, paper_of):
    Stage.objects.filter(pk=contest.province.stage_id).update(places=2, awards=1)
    result = enter({"3317": 1, "3322": 2, "3320": 3})

    paper = paper_of(announcement_of(Result.objects.for_list().get(pk=result.pk)))

    paper.says("ให้สำนักงานพัฒนาชุมชนอำเภอภูสิงห์ และสำนักงานพัฒนาชุมชนอำเภอศิลาลาด เป็นตัวแทน")
    assert "ศิลาลาด" not in paper.text.split("ทั้งนี้")[0]


def test_a_draft_says_so_and_has_no_date(
    approved, letterhead, client_of, staff, paper_of
):
    answer = client_of(staff).get(address(approved))

    paper_of(answer.content).says("ร่าง", "ประกาศ ณ วันที่ ....", *PLACED)
    assert answer["Cache-Control"] == "private, no-store"


def test_everybody_opens_the_published_one_under_its_names(published, client):
    answer = client.get(address(published))

    assert answer["Content-Type"] == "application/pdf"
    year = published.round.stage.category.season.year
    assert f'filename="announcement-{year}-2-33.pdf"' in answer["Content-Disposition"]
    assert "filename*=UTF-8''%E0%B8%9B%E0%B8%A3" in answer["Content-Disposition"]
    known = client.get(
        address(published), headers={"If-None-Match": f'"x", W/{answer["ETag"]}'}
    )
    assert (known.status_code, known.content) == (304, b"")


def test_it_is_made_once(published, client):
    client.get(address(published))
    made = default_storage.listdir("papers")[1]
    client.get(address(published))

    assert default_storage.listdir("papers")[1] == made
    assert len(made) == 1


def test_nobody_outside_opens_it_during_the_embargo(
    embargoed, client_of, people, client
):
    assert client.get(address(embargoed)).status_code == 404
    for name in ("officer", "region_staff", "administrator", "auditor", "outsider"):
        answer = client_of(getattr(people, name)).get(address(embargoed))
        assert answer.status_code == 404, name
    for name in ("chair", "judge"):
        answer = client_of(getattr(people, name)).get(address(embargoed))
        assert answer.status_code == 403, name
    assert client_of(people.staff).get(address(embargoed)).status_code == 200


def test_a_published_one_keeps_its_letterhead(dated, paper_of):
    result = dated()
    Letterhead.objects.update(address="ที่ใหม่")
    Signer.objects.update(name="นายคนใหม่ มาแทน")

    paper_of(announcement_of(result)).says("(นางสาวตัวอย่าง ใจดี)")


def test_a_withdrawn_one_says_so(published, staff, client, paper_of):
    actions.withdraw(published, by=staff, reason="คะแนนผิด")

    paper_of(client.get(address(published)).content).says("ยกเลิก")


def test_a_result_without_marks_says_where_it_comes_from(enter, paper_of):
    result = enter({"3317": 1, "3322": 2})
    result = Result.objects.for_list().get(pk=result.pk)

    paper_of(announcement_of(result)).says("ที่มา: ประกาศจังหวัด ๑/๒๕๖๕")


def test_the_scores_have_a_line_for_each_of_the_panel(dated, paper_of):
    numbers = list(Submission.objects.order_by("serial").values_list("pk", flat=True))
    for serial, pk in enumerate(numbers, start=1):
        Submission.objects.filter(pk=pk).update(number=f"KM2565-2-33-000{serial}")

    paper = paper_of(summary_of(dated(digest="sha256:" + "0" * 64)))

    paper.looks_like("summary")
    paper.says("สรุปผลคะแนน", "ประธาน", "(Chair Test)", "(Judge Test)", "๙๐.๐๐")
    assert paper.text.count("ลงชื่อ") == 2


def test_there_are_no_scores_to_sign_where_there_were_no_marks(enter, client_of, staff):
    result = enter({"3317": 1})

    assert client_of(staff).get(address(result, "summary")).status_code == 404


@pytest.mark.parametrize("paper", [announcement_of, summary_of])
def test_a_paper_of_a_demo_says_so(paper, dated, settings, paper_of):
    settings.DEMO = True

    paper_of(paper(dated())).says("จากระบบสาธิต มีข้อมูลตัวอย่าง ไม่ใช่เอกสารราชการ")


def test_what_a_demo_says_stands_beside_the_emblem_not_across_it(dated, settings):
    settings.DEMO = True
    Season.objects.update(is_sample=True)

    with pypdfium2.PdfDocument(announcement_of(dated())) as document:
        page = document[0]
        text = page.get_textpage()
        marks = [text.get_rect(n) for n in range(text.count_rects())]
    # The emblem is 3 cm wide in the middle between margins of 3 and 2 cm.
    emblem_ends, emblem_begins = (11 + 1.5) / 2.54 * 72, (29.7 - 1.5) / 2.54 * 72
    above = [left for left, _b, _r, top in marks if top > emblem_begins - 3 / 2.54 * 72]
    assert above and min(above) >= emblem_ends


@pytest.mark.parametrize("name", ["announcement", "summary"])
def test_a_paper_costs_the_same_queries_however_many_were_placed(
    name, published, contest, officer, staff, queries_do_not_grow
):
    offices = map(make_office, ("3301", "3302", "3303", "3304", "3305"))

    def add():
        entry = make_entry(contest.category, next(offices), by=officer)
        work = make_submission(contest.province, entry, "accepted")
        make_placing(published, work, rank=2, award="runner_up_1", score="80.00")

    queries_do_not_grow(address(published, name), add, by=staff)
