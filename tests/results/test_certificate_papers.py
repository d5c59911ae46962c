"""Certificates on paper: what one looks like, and files of many."""

import io
import zipfile
from datetime import UTC, date, datetime, timedelta

import pypdfium2
import pytest
import zxingcpp
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from contests.models import Season
from results import actions
from results.certificates import file_of, issued_of
from results.models import Certificate, CertificateFile, Result
from results.papers import certificate as papers
from results.papers import certificate_pdf
from tests.factories import make_signer

PAST = datetime(2022, 7, 21, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_earnest(settings):
    """No demo, whose papers all say that they are samples."""
    settings.DEMO = False
    settings.SITE_URL = "https://km.example.go.th"


def loaded(**which):
    return Certificate.objects.for_list().with_versions().get(**which)


# The paper ------------------------------------------------------------------------


def test_the_certificate_of_2565(published, issue, contest, paper_of):
    Season.objects.update(year=2565)
    signer = make_signer(
        contest.province.office,
        name="นางสาวตัวอย่าง ใจดี",
        position="พัฒนาการจังหวัดศรีสะเกษ",
        signs_first=True,
    )
    result = Result.objects.for_list().get(pk=published.pk)
    [certificate] = issue(result, 2, given_on=date(2022, 7, 21), signer=signer, at=PAST)
    Certificate.objects.filter(pk=certificate.pk).update(code="2345679ACEF2")

    paper = paper_of(certificate_pdf(loaded(pk=certificate.pk)))

    assert paper.pages == 1
    paper.looks_like("certificate")
    paper.says(
        "เลขที่ ๑/๒๕๖๕",
        "สำนักงานพัฒนาชุมชนจังหวัดศรีสะเกษ",
        "ขอมอบเกียรติบัตรฉบับนี้ให้ไว้เพื่อแสดงว่า",
        "สำนักงานพัฒนาชุมชนอำเภอศิลาลาด จังหวัดศรีสะเกษ",
        "ได้รับรางวัลรองชนะเลิศอันดับ ๑",
        "ประเภทสุดยอดสำนักงานพัฒนาชุมชนอำเภอแห่งการเรียนรู้ ระดับจังหวัด ประจำปี ๒๕๖๕",
        "ให้ไว้ ณ วันที่ ๒๑ เดือนกรกฎาคม พุทธศักราช ๒๕๖๕",
        "(นางสาวตัวอย่าง ใจดี) พัฒนาการจังหวัดศรีสะเกษ",
        "ตรวจสอบได้ที่ km.example.go.th/verify",
        "รหัส 2345-679A-CEF2",
    )


def test_a_long_name_stays_on_one_page_and_whole(published, issue, staff, paper_of):
    [certificate] = issue(published, 1)
    name = "ว่าที่ร้อยตรีหญิงสมหญิงรัตน์ ศรีสะเกษบูรพารัตนโชติวัฒนกุลวงศ์"
    actions.correct_certificate(
        certificate,
        name=name,
        detail="นักวิชาการพัฒนาชุมชนชำนาญการ\nสำนักงานพัฒนาชุมชนอำเภอภูสิงห์ จังหวัดศรีสะเกษ",
        by=staff,
        reason="ทดลอง",
    )

    paper = paper_of(certificate_pdf(loaded(pk=certificate.pk)))

    assert paper.pages == 1
    assert [line for line in paper.text.splitlines() if line in name.split()] == (
        name.split()
    )


def test_every_qr_code_leads_to_its_certificate(published, issue):
    issue(published)
    certificates = list(issued_of(published).for_list().with_versions())

    document = pypdfium2.PdfDocument(papers.certificates_pdf(certificates))
    read = [
        zxingcpp.read_barcodes(page.render(scale=2).to_pil())[0].text
        for page in document
    ]
    document.close()

    assert read == [
        f"https://km.example.go.th/verify/{each.code}?v=1" for each in certificates
    ]


# The file of all ------------------------------------------------------------------


def test_the_file_of_all_is_made_in_parts_by_another_process(
    published, issue, staff, client_of, monkeypatch
):
    issue(published)
    monkeypatch.setattr(papers, "AT_A_TIME", 3)
    client, page = (
        client_of(staff),
        reverse("results:certificates", args=[published.pk]),
    )
    pdf, zip_ = (
        reverse(f"results:certificates-{kind}", args=[published.pk])
        for kind in ("pdf", "zip")
    )

    client.post(reverse("results:ask-for-certificates", args=[published.pk]))
    part = client.get(page, headers={"HX-Request": "true"})
    assert 'hx-trigger="every 1s"' in part.content.decode()
    assert client.get(pdf).status_code == 404
    call_command("make_certificates", stdout=io.StringIO())

    whole = client.get(page, headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in whole
    made = client.get(pdf).getvalue()
    assert len(pypdfium2.PdfDocument(made)) == 4
    archive = zipfile.ZipFile(io.BytesIO(client.get(zip_).getvalue()))
    assert archive.namelist()[0] == (
        "เกียรติบัตร 1-2569 สำนักงานพัฒนาชุมชนอำเภอภูสิงห์ จังหวัดศรีสะเกษ.pdf"
    )
    assert len(archive.namelist()) == 4
    assert len(pypdfium2.PdfDocument(archive.read(archive.namelist()[3]))) == 1


def test_a_correction_makes_the_file_anew_and_takes_the_old_away(
    published, issue, staff
):
    [certificate] = issue(published, 1)
    old = actions.ask_for_file(published, by=staff)
    assert actions.make_files() == 1
    old.refresh_from_db()

    actions.correct_certificate(
        certificate, name="ชื่อใหม่", detail="", by=staff, reason="x"
    )
    assert file_of(published) is None
    actions.ask_for_file(published, by=staff)
    assert actions.make_files() == 1

    assert CertificateFile.objects.count() == 1
    assert not default_storage.exists(old.path)
    assert actions.make_files() == 0


def test_there_is_no_file_of_nothing_nor_of_a_withdrawn_result(
    published, issue, staff, refused, client_of
):
    assert refused(actions.ask_for_file, published, by=staff) == ["nobody"]
    issue(published, 1)
    actions.ask_for_file(published, by=staff)
    actions.make_files()
    url = reverse("results:certificates-pdf", args=[published.pk])
    assert client_of(staff).get(url).getvalue()

    withdrawn = actions.withdraw(published, by=staff, reason="ผิด")

    assert refused(actions.ask_for_file, withdrawn, by=staff) == ["not_ready"]
    assert client_of(staff).get(url).status_code == 404


def test_a_file_that_was_left_is_made_by_another_and_given_up_in_the_end(
    published, issue, staff
):
    issue(published, 1)
    now = timezone.now()
    asked = actions.ask_for_file(published, by=staff)
    mine = CertificateFile.objects.filter(pk=asked.pk)
    mine.update(heard_at=now, tries=1)
    assert actions.make_files(at=now) == 0
    mine.update(tries=3)
    assert actions.make_files(at=now + timedelta(hours=1)) == 0

    actions.ask_for_file(published, by=staff)

    assert actions.make_files(at=now + timedelta(hours=1)) == 1
