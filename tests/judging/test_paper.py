"""Paper scoresheets: printed, keyed in by two people, and what then counts."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from judging import actions
from judging.models import Judge, PaperKeying, PaperSheet, Scoresheet
from judging.paper_codes import code_of
from judging.papers import scoresheets
from judging.progress import progress_of
from judging.workflow import State
from offices.models import Notice
from tests.factories import make_judge, make_paper_keying, make_paper_sheet
from tests.judging.conftest import fill
from tests.racing import at_once
from tests.submissions import files
from ui import paper

READ = {"c1": "8", "c2": "7.5"}


def scan():
    return SimpleUploadedFile("ใบคะแนน.pdf", files.pdf(), "application/pdf")


@pytest.fixture
def colleague(make_colleague):
    return make_colleague("33", "staff")


@pytest.fixture
def key_in(panel):
    def key(by, points=READ, **given):
        return actions.key_in(panel.judge, panel.phu_sing, points, by=by, **given)

    return key


def refused(code, act, *args, **kwargs):
    with pytest.raises(ValidationError) as refusal:
        act(*args, **kwargs)
    errors = getattr(refusal.value, "error_dict", None)
    codes = {each.code for one in errors.values() for each in one} if errors else None
    assert (codes or {refusal.value.code}) == {code}


def test_what_two_read_and_the_scan_shows_counts_as_signed(
    panel, staff, colleague, key_in
):
    key_in(staff, scan=scan(), comment="ดีมาก")
    assert not Scoresheet.objects.filter(judge=panel.judge).exists()

    # How the words are spaced is nobody's hand.
    paper = key_in(colleague, comment=" ดีมาก\n")

    sheet = Scoresheet.objects.get(judge=panel.judge, submission=panel.phu_sing)
    assert (sheet.state, sheet.paper) == (State.SIGNED, paper)
    assert dict(sheet.scores.values_list("criterion", "points")) == {
        "c1": 800,
        "c2": 750,
    }
    assert sheet.comment == "ดีมาก"
    names = f"{staff.get_full_name()}, {colleague.get_full_name()}"
    assert paper.keyed_by == names
    assert Notice.objects.filter(user=panel.judge.user, key=f"paper-{paper.pk}")
    progress = progress_of(panel.round, at=timezone.now())
    assert progress.signed_sheets[panel.phu_sing.pk] == 1
    panel.round.refresh_from_db()
    assert panel.round.rules_frozen_at


def test_where_they_differ_who_was_wrong_keys_it_in_again(
    panel, staff, colleague, key_in
):
    key_in(staff, scan=scan())
    paper = key_in(colleague, {**READ, "c2": "7"})
    assert paper.settled_at is None

    assert key_in(colleague).settled_at
    assert PaperKeying.objects.count() == 3


def test_where_the_comments_differ_it_is_settled_too(
    panel, staff, colleague, key_in, client_of
):
    key_in(staff, scan=scan(), comment="ควรขยายผล")
    assert key_in(colleague).settled_at is None
    assert key_in(colleague, comment="ควรขยาย").settled_at is None

    address = reverse("judging:key-in", args=[panel.judge.pk, panel.phu_sing.pk])
    *marks, comment = client_of(staff).get(address).context["lines"]
    assert [line[2] for line in marks] == [False, False]
    assert comment[1:] == (["ควรขยายผล", "ควรขยาย"], True)

    assert key_in(colleague, comment="ควรขยายผล").settled_at
    assert Scoresheet.objects.get().comment == "ควรขยายผล"


def test_without_the_scan_nothing_counts(panel, staff, colleague, key_in):
    key_in(staff)
    assert key_in(colleague).settled_at is None
    assert key_in(staff, scan=scan()).settled_at


def test_one_person_alone_is_not_two(panel, staff, key_in):
    key_in(staff, scan=scan())

    assert key_in(staff).settled_at is None


def test_who_may_not_key_in(panel, staff, key_in):
    refused("own_sheet", key_in, panel.judge.user)
    refused("has_seat", key_in, panel.chair.user)
    refused("incomplete", key_in, staff, {"c1": "8", "c2": ""})
    refused("too_high", key_in, staff, {"c1": "11", "c2": "5"})
    fill(panel.judge, panel.phu_sing, 5)
    refused("begun", key_in, staff)
    assert not PaperSheet.objects.exists()


def test_a_sheet_opened_again_is_the_judges_own(panel, staff, colleague, key_in):
    key_in(staff, scan=scan())
    key_in(colleague)
    sheet = Scoresheet.objects.get(judge=panel.judge)

    actions.reopen(sheet, by=panel.chair.user, reason="A mark was misread.")

    sheet.refresh_from_db()
    assert (sheet.paper, sheet.state) == (None, State.OPEN)
    assert actions.sign(panel.judge, panel.phu_sing, by=panel.judge.user).signed_at


def test_a_paper_opened_again_is_keyed_in_anew_until_the_judge_goes_on(
    panel, staff, colleague, key_in, client_of
):
    key_in(staff, scan=scan(), comment="ดี")
    old = key_in(colleague, comment="ดี")
    sheet = Scoresheet.objects.get(judge=panel.judge)
    reopened = {"by": panel.chair.user, "reason": "A mark was misread."}
    actions.reopen(sheet, **reopened)

    portal = client_of(staff)
    list_ = portal.get(reverse("judging:papers", args=[panel.round.pk]))
    assert [row[1][1] for row in list_.context["rows"]] == ["info"]
    pair = [panel.judge.pk, panel.phu_sing.pk]
    address = reverse("judging:key-in", args=pair)
    asked = portal.get(address).context
    assert (asked["is_settled"], asked["lines"], asked["may_key"]) == (False, (), True)

    key_in(staff, {**READ, "c2": "7"}, scan=scan())
    new = key_in(colleague, {**READ, "c2": "7"})
    assert new.settled_at and new != old
    assert sheet.scores.get(criterion="c2").points == 700

    actions.reopen(Scoresheet.objects.get(pk=sheet.pk), **reopened)
    fill(panel.judge, panel.phu_sing, 6)
    refused("begun", key_in, staff)
    assert portal.get(address).context["may_key"] is False


def test_the_paper_of_a_judge_who_left_waits_for_nobody(
    panel, staff, key_in, client_of
):
    key_in(staff, scan=scan())
    actions.leave(panel.judge, by=staff, reason="Ill.")

    portal = client_of(staff)
    list_ = portal.get(reverse("judging:papers", args=[panel.round.pk]))
    address = reverse("judging:key-in", args=[panel.judge.pk, panel.phu_sing.pk])

    assert [row[1][1] for row in list_.context["rows"]] == ["neutral"]
    assert portal.get(address).context["may_key"] is False


@pytest.mark.django_db(transaction=True)
def test_two_who_key_in_at_the_same_moment_sign_once(panel, staff, colleague):
    pair = (panel.judge, panel.phu_sing)
    make_paper_sheet(*pair)
    actions.key_in(*pair, READ, by=staff, scan=scan())

    at_once(*[lambda: actions.key_in(*pair, READ, by=colleague)] * 2)

    assert PaperSheet.objects.exclude(settled_at=None).count() == 1
    assert Scoresheet.objects.get(judge=panel.judge).scores.count() == 2


def test_the_database_keeps_what_counts(panel, staff):
    paper = make_paper_sheet(panel.judge, panel.phu_sing)
    rows = PaperSheet.objects.filter(pk=paper.pk)
    for columns in (
        {"first_by": staff, "second_by": staff},
        {"settled_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**columns)
    keying = make_paper_keying(paper, staff)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperKeying.objects.filter(pk=keying.pk).update(comment="x")


# The pages ----------------------------------------------------------------------------


def test_from_the_code_to_the_signed_sheet(panel, staff, colleague, client_of):
    code = code_of(panel.judge.pk, panel.phu_sing.pk)
    papers = reverse("judging:papers", args=[panel.round.pk])
    first, second = client_of(staff), client_of(colleague)
    wrong = first.get(papers, {"code": code[:-2] + "00"})
    assert wrong.context["form"].errors
    asked = first.get(papers, {"code": code})
    first.post(asked.url, {**READ, "comment": "", "scan": scan()})

    blind = second.get(asked.url)
    assert blind.context["lines"] == ()
    assert blind.context["form"]["c1"].value() == ""
    second.post(asked.url, {**READ, "c1": "๙", "comment": ""})
    differing = second.get(asked.url)
    assert [line[2] for line in differing.context["lines"]] == [True, False]
    second.post(asked.url, {**READ, "comment": ""})

    paper = PaperSheet.objects.get()
    assert paper.settled_at
    own = client_of(panel.judge.user)
    page = own.get(reverse("judging:sheet", args=[panel.phu_sing.pk]))
    assert paper.keyed_by in page.content.decode()
    assert own.get(reverse("judging:scan", args=[paper.pk])).status_code == 200
    other = client_of(panel.other_judge.user)
    assert other.get(reverse("judging:scan", args=[paper.pk])).status_code == 404


def test_a_level_is_keyed_in_as_a_level(panel, staff, client_of):
    words = [{"th": f"คำ {n}", "en": f"Words {n}"} for n in range(1, 6)]
    rows = panel.round.stage.criteria
    rows.filter(code="c1").update(levels=words, step_hundredths=200)
    url = reverse("judging:key-in", args=[panel.judge.pk, panel.phu_sing.pk])
    portal = client_of(staff)

    box = portal.get(url).context["form"].fields["c1"].widget
    wrong = portal.post(url, {"c1": "5", "c2": "7"})
    portal.post(url, {"c1": "8", "c2": "7"})

    assert [points for points, _ in box.choices] == ["", "2", "4", "6", "8", "10"]
    assert box.choices[4][1] == "ระดับ 4 (8 คะแนน): คำ 4"
    assert wrong.context["form"].errors.as_data()["c1"][0].code == "no_level"
    assert PaperKeying.objects.get().points == {"c1": 800, "c2": 700}


def test_the_secretary_keys_in_too(panel, client_of, outsider):
    make_judge(panel.round, outsider, Judge.Capacity.SECRETARY, scores=False)

    page = client_of(outsider).get(reverse("judging:papers", args=[panel.round.pk]))

    assert page.status_code == 200


def test_the_pages_cost_the_same_for_any_number_of_papers(
    queries_do_not_grow, panel, staff
):
    def add_row():
        for work in (panel.phu_sing, panel.sila_lat):
            paper = make_paper_sheet(
                make_judge(panel.round), work, scan=None, scan_name=""
            )
            make_paper_keying(paper, staff)

    url = reverse("judging:papers", args=[panel.round.pk])
    queries_do_not_grow(url, add_row, by=staff)
    pair = [panel.judge.pk, panel.phu_sing.pk]
    queries_do_not_grow(reverse("judging:key-in", args=pair), lambda: None, by=staff)


def test_the_blank_sheet_on_paper(panel, staff, client_of, paper_of, monkeypatch):
    monkeypatch.setattr(scoresheets, "code_of", lambda *pair: "12-345-07")
    for number, work in enumerate((panel.phu_sing, panel.sila_lat), 1):
        work.number = f"2569-2-33-{number:03d}"
        work.save()
    user = panel.judge.user
    user.given_name, user.surname = "นายตัวอย่าง", "ทดสอบ"
    user.save()
    panel.judge.position = "นักวิชาการพัฒนาชุมชนชำนาญการ"
    panel.judge.save()
    url = reverse("judging:scoresheets", args=[panel.judge.pk])

    paper = paper_of(client_of(staff).get(url).content)

    assert paper.pages == 2
    paper.looks_like("scoresheets")
    paper.says(
        "แบบให้คะแนน",
        "นายตัวอย่าง ทดสอบ",
        "เกณฑ์ c๑",
        "๑๐",
        "รวม",
    )


@pytest.fixture
def signed(panel):
    """Phu Sing's sheet of the judge, signed with words to two marks of three."""
    panel.phu_sing.number = "2569-2-33-001"
    panel.phu_sing.save()
    user = panel.judge.user
    user.given_name, user.surname = "นายตัวอย่าง", "ทดสอบ"
    user.save()
    fill(panel.judge, panel.phu_sing, 8, 7.5)
    sheet = Scoresheet.objects.get(judge=panel.judge)
    sheet.comment = "ทำได้จริง และอำเภออื่นนำไปใช้ได้"
    sheet.save()
    sheet.scores.filter(criterion="c2").update(comment="หลักฐานชัดเจน")
    actions.sign(panel.judge, panel.phu_sing, by=user)
    Scoresheet.objects.update(signed_at=datetime(2026, 7, 21, 3, 30, tzinfo=UTC))


def test_a_signed_sheet_on_paper(
    panel, signed, client_of, paper_of, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(scoresheets, "code_of", lambda *pair: "12-345-07")
    pair = [panel.judge.pk, panel.phu_sing.pk]
    url = reverse("judging:signed-sheet", args=pair)

    portal = client_of(panel.judge.user)

    with django_assert_max_num_queries(12):
        answer = portal.get(url)

    paper = paper_of(answer.content)
    assert paper.pages == 1
    paper.looks_like("signed-sheet")
    paper.says("2569-2-33-001", "๗.๕", "หลักฐานชัดเจน", "รวมตามน้ำหนัก", "๗๘.๐๐")
    paper.says("ทำได้จริง และอำเภออื่นนำไปใช้ได้", "ลงนามในระบบเมื่อวันที่ ๒๑ กรกฎาคม พ.ศ. ๒๕๖๙")


def test_a_signed_sheet_is_read_by_its_judge_and_who_reads_the_ranking(
    panel, signed, staff, client_of
):
    url = reverse("judging:signed-sheets", args=[panel.judge.pk])
    fill(panel.chair, panel.phu_sing, 1, 1)

    def opens(user):
        return client_of(user).get(url).status_code

    assert opens(panel.judge.user) == opens(staff) == 200
    assert opens(panel.chair.user) == 403  # not before their own are signed (rule 3)
    assert opens(panel.other_judge.user) == 404
    Scoresheet.objects.update(state=State.OPEN, signed_at=None)
    assert opens(panel.judge.user) == 404


def test_with_levels_a_row_stays_whole_and_each_page_bears_the_code(panel, paper_of):
    sheets = [scoresheets.on_sheet(panel.judge, panel.phu_sing, False)]
    words = scoresheets.in_words(panel.judge) | {"sheets": sheets}
    levels = [f"ระดับ {n} (3 คะแนน) เป็นระบบและนำไปใช้จริงในพื้นที่" for n in range(1, 6)]
    words["rows"] = [[str(n), f"เกณฑ์ที่ {n}", levels, "15"] for n in range(1, 8)]
    words["font"] = "Sarabun"

    made = paper_of(paper.pdf(scoresheets.TEMPLATE, words, at=timezone.now()))

    assert made.pages == 2
    _head, first, second = made.text.split(sheets[0]["code"])
    assert [text.count("ระดับ 1 ") for text in (first, second)] == [
        text.count("ระดับ 5 ") for text in (first, second)
    ]


def test_seven_criteria_and_the_line_to_sign_are_on_one_page(panel, paper_of):
    works = (panel.phu_sing, panel.sila_lat)
    sheets = [scoresheets.on_sheet(panel.judge, work, False) for work in works]
    words = scoresheets.in_words(panel.judge) | {"sheets": sheets}
    long, short = "การวิเคราะห์คนและองค์กร " * 3, "ผลลัพธ์"
    names = (long, long, long, short, short, short, short)
    words["rows"] = [["๑", name, [], "๑๐"] for name in names]
    words["font"] = "Sarabun"

    made = paper_of(paper.pdf(scoresheets.TEMPLATE, words, at=timezone.now()))

    assert made.pages == 2
