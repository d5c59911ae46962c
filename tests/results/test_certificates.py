"""Certificates: issued in one act, numbered without gaps, corrected, cancelled."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from offices.models import Notice
from results import actions
from results.models import Certificate, CertificateVersion, Result
from results.papers import certificate_pdf
from tests.factories import (
    make_category,
    make_certificate,
    make_certificate_file,
    make_entry,
    make_office,
    make_placing,
    make_result,
    make_round,
    make_season,
    make_stage,
    make_submission,
    make_user,
)
from tests.racing import at_once

DAY = date(2026, 11, 25)
PAST = datetime(2022, 7, 21, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_earnest(settings):
    """No demo, whose papers all say that they are samples."""
    settings.DEMO = False
    settings.SITE_URL = "https://km.example.go.th"


def loaded(**which):
    return Certificate.objects.for_list().with_versions().get(**which)


def published_by_hand(round_):
    moments = dict.fromkeys(("approved_at", "published_at", "public_from"), PAST)
    people = {"approved_by": make_user(), "published_by": make_user()}
    return make_result(round_, state="published", **moments, **people)


def numbers():
    return list(Certificate.objects.values_list("year", "number"))


def where(certificate, page="certificate"):
    return reverse(f"results:{page}", args=[certificate.pk])


# Issuing --------------------------------------------------------------------------


def test_numbers_run_on_through_the_acts_of_an_office_and_year(published, issue):
    issue(published, 1)
    issue(published, 3, 2)
    issue(published, 4, given_on=date(2027, 1, 2))

    assert numbers() == [(2569, 1), (2569, 2), (2569, 3), (2570, 1)]
    ranks = Certificate.objects.filter(year=2569).values_list(
        "placing__rank", flat=True
    )
    assert list(ranks) == [1, 2, 3]


def test_what_a_certificate_says_is_kept_as_it_was_issued(published, issue, contest):
    [certificate] = issue(published, 1)
    contest.offices["3317"].title_th = "สำนักงานใหม่"
    contest.offices["3317"].save()

    assert loaded(pk=certificate.pk).latest.name == (
        "สำนักงานพัฒนาชุมชนอำเภอภูสิงห์ จังหวัดศรีสะเกษ"
    )


def test_what_cannot_be_issued_is_refused(published, sealed, issue, refused, staff):
    issue(published, 1)

    assert refused(issue, published, 1, 2) == ["stale"]
    assert refused(issue, published, 9) == ["nobody"]
    assert refused(issue, published, 2, given_on=date(2022, 1, 1)) == ["given_on"]
    actions.withdraw(published, by=staff, reason="ผิด")
    assert refused(issue, Result.objects.get(pk=sealed.pk), 2) == ["not_ready"]
    assert numbers() == [(2569, 1)]


@pytest.mark.django_db(transaction=True)
def test_two_issue_at_once_and_no_number_is_doubled_or_left_out(
    published, issue, staff, other_staff
):
    outcomes = at_once(
        lambda: issue(published, 1, 2, by=staff),
        lambda: issue(published, 3, 4, by=other_staff),
        lambda: issue(published, 1, by=other_staff),
    )

    # The first rank is issued by one of two; the other act is refused as a whole.
    assert outcomes == ["done", "done", "stale"]
    assert numbers() == [(2569, n) for n in range(1, len(numbers()) + 1)]
    assert len(numbers()) in (3, 4)


@pytest.mark.parametrize(
    "columns",
    [
        {"number": 0},
        {"year": 2026},
        {"state": "lost"},
        {"state": "cancelled"},
        {"state": "cancelled", "cancelled_at": PAST, "state_reason": ""},
        {"state_reason": "why"},
    ],
)
def test_the_database_refuses_what_cannot_be(columns, published, issue):
    [certificate] = issue(published, 1)

    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(**columns)


def test_the_database_keeps_certificates_and_what_they_said(published, issue):
    [certificate] = issue(published, 1)
    version = certificate.versions.get()

    for change in (
        lambda: Certificate.objects.filter(pk=certificate.pk)._raw_delete("default"),
        lambda: CertificateVersion.objects.filter(pk=version.pk).update(name="x"),
        lambda: CertificateVersion.objects.create(
            certificate=certificate,
            number=1,
            name="x",
            words={},
            letterhead={},
            issued_at=PAST,
            issued_by=make_user(),
        ),
        lambda: make_certificate(certificate.placing),
        lambda: make_certificate(
            published.placings.get(rank=2), number=1, given_on=DAY
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


@pytest.mark.parametrize("columns", [{"number": 0}, {"name": ""}, {"number": 2}])
def test_a_version_names_somebody_and_says_why_it_corrects(columns, published, issue):
    [certificate] = issue(published, 1)
    version = certificate.versions.get()
    version.pk, version.number = None, 3
    version.reason = "" if columns == {"number": 2} else "why"
    for name, value in columns.items():
        setattr(version, name, value)

    with pytest.raises(IntegrityError), transaction.atomic():
        version.save(force_insert=True)


@pytest.mark.parametrize("columns", [{"made": 2}, {"pages": 0}, {"path": "papers/x"}])
def test_a_file_holds_no_more_than_its_pages(columns, published):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_certificate_file(published, **columns)


def test_a_person_stands_there_with_position_and_office(contest, issue, officer):
    officer.title, officer.given_name, officer.surname = "นาย", "สมชาย", "ใจดี"
    officer.position, officer.position_level = "นักวิชาการพัฒนาชุมชน", "ชำนาญการ"
    officer.save()
    category = make_category(1, contest.category.season)
    round_ = make_round(make_stage(category), contest.province.office)
    office = contest.offices["3317"]
    entry = make_entry(category, office, by=officer, person=officer)
    result = published_by_hand(round_)
    make_placing(result, make_submission(round_, entry, "accepted"), rank=5)

    [certificate] = issue(result, 5)

    latest = loaded(pk=certificate.pk).latest
    assert latest.name == "นายสมชาย ใจดี"
    assert latest.detail == f"นักวิชาการพัฒนาชุมชนชำนาญการ\n{office.title_th}"
    assert latest.words["award"] == "ได้เข้าร่วมการประกวด"


# Correcting and cancelling --------------------------------------------------------


def test_a_correction_keeps_number_and_code_and_what_was_said(
    published, issue, staff, refused, paper_of
):
    [certificate] = issue(published, 1)
    how = {"by": staff, "reason": "สะกดผิด"}

    actions.correct_certificate(certificate, name=" ชื่อ  ที่ถูก", detail="", **how)

    corrected = loaded(pk=certificate.pk)
    assert (corrected.number, corrected.code) == (certificate.number, certificate.code)
    assert [v.name for v in corrected.versions.all()] == [
        "ชื่อ ที่ถูก",
        "สำนักงานพัฒนาชุมชนอำเภอภูสิงห์ จังหวัดศรีสะเกษ",
    ]
    paper_of(certificate_pdf(corrected)).says("ชื่อ ที่ถูก", "ฉบับแก้ไขครั้งที่ ๑")
    same = {"name": "ชื่อ ที่ถูก", "detail": "", **how}
    assert refused(actions.correct_certificate, certificate, **same) == ["unchanged"]


def test_line_ends_of_a_browser_are_no_correction(published, issue, staff, refused):
    [certificate] = issue(published, 1)
    how = {"name": "ชื่อ", "by": staff, "reason": "x"}

    actions.correct_certificate(certificate, detail="ตำแหน่ง \r\nสำนักงาน\r\n", **how)

    assert loaded(pk=certificate.pk).latest.detail == "ตำแหน่ง\nสำนักงาน"
    same = {"detail": "ตำแหน่ง\r\nสำนักงาน", **how}
    assert refused(actions.correct_certificate, certificate, **same) == ["unchanged"]


def test_a_cancelled_one_leaves_its_number_taken(
    published, issue, staff, refused, paper_of
):
    [certificate] = issue(published, 1)

    actions.cancel_certificate(certificate, by=staff, reason="ซ้ำ")

    [another] = issue(published, 1)
    assert another.number == 2
    cancelled = loaded(pk=certificate.pk)
    paper_of(certificate_pdf(cancelled)).says("ยกเลิก")
    how = {"name": "ใหม่", "detail": "", "by": staff, "reason": "x"}
    assert refused(actions.correct_certificate, cancelled, **how) == ["not_ready"]
    how = {"by": staff, "reason": "x"}
    assert refused(actions.cancel_certificate, cancelled, **how) == ["not_allowed"]


# Who sees what --------------------------------------------------------------------


def test_receivers_hear_of_it_and_fetch_it_after_the_embargo(
    embargoed, issue, client_of, officer, other_officer, staff, now
):
    issue(embargoed, 1)
    certificate = loaded()
    own = reverse("results:own-certificates")
    paper = where(certificate, "certificate-pdf")

    assert client_of(staff).get(paper).status_code == 200
    assert client_of(officer).get(paper).status_code == 404
    assert certificate.code not in client_of(officer).get(own).content.decode()
    due = Notice.objects.filter(key__contains="certificates").values_list(
        "user", "due_at"
    )
    assert list(due) == [(officer.pk, embargoed.public_from)]
    Result.objects.update(public_from=now, published_at=now - timedelta(minutes=1))

    assert client_of(officer).get(paper).status_code == 200
    assert certificate.code in client_of(officer).get(own).content.decode()
    assert client_of(other_officer).get(paper).status_code == 404


def test_the_page_names_exactly_whom_and_issues_to_the_chosen(
    published, client_of, staff, other_staff, issue
):
    url = reverse("results:issue-certificates", args=[published.pk])
    client = client_of(staff)
    page = client.get(url)
    sent = {
        "awards": ["winner", "runner_up_1"],
        "seen": page.context["form"]["seen"].value(),
        "given_on_day": "25",
        "given_on_month": "11",
        "given_on_year": "2569",
    }

    issue(published, 4, by=other_staff)
    stale = client.post(url, sent)
    sent["seen"] = stale.context["form"].shown_now
    client.post(url, sent)

    assert stale.status_code == 200
    ranks = Certificate.objects.values_list("number", "placing__rank")
    assert list(ranks) == [(1, 4), (2, 1), (3, 2)]


@pytest.mark.parametrize("name", ["certificates", "issue-certificates"])
def test_pages_cost_the_same_queries_however_many_certificates(
    name, published, contest, officer, staff, queries_do_not_grow
):
    offices = map(make_office, [f"33{n:02}" for n in range(1, 16)])

    def add():
        for _one in ("certified", "not yet"):
            entry = make_entry(contest.category, next(offices), by=officer)
            work = make_submission(contest.province, entry, "accepted")
            placing = make_placing(published, work, rank=5)
        make_certificate(placing)

    url = reverse(f"results:{name}", args=[published.pk])
    queries_do_not_grow(url, add, by=staff)


def test_own_certificates_cost_the_same_queries(
    officer, contest, published, queries_do_not_grow
):
    years = iter(range(2560, 2566))

    def add():
        category = make_category(2, make_season(next(years)))
        round_ = make_round(make_stage(category), contest.province.office)
        entry = make_entry(category, contest.offices["3317"], by=officer)
        work = make_submission(round_, entry, "accepted")
        make_certificate(make_placing(published_by_hand(round_), work))

    queries_do_not_grow(reverse("results:own-certificates"), add, by=officer)
