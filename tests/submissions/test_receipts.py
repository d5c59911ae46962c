"""The receipt on paper and by mail; its page is in `test_entry_pages`."""

import pypdfium2
import pytest
from django.urls import reverse

from offices.models import Mail
from submissions import actions
from submissions.receipts import receipt_pdf
from tests import factories
from tests.submissions import files
from tests.submissions.scene import DAY, NOW


def text_of(pdf):
    pages = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_bounded() for page in pages)


def without_spaces(text):
    return "".join(text.split())


@pytest.fixture
def received(world, entry, province_round):
    factories.make_attachment(
        entry, factories.make_stored_file(files.pdf(), pages=1), name="ปั๊มน้ำที่ดี.pdf"
    )
    return actions.hand_in(entry, province_round, by=world.officer, at=NOW)


def test_the_paper_says_what_was_received(received, paper_of):
    version = received.versions.get()

    paper = paper_of(receipt_pdf(received, version))

    [file] = version.content["files"]
    paper.says(
        "ใบรับผลงาน",
        "KM2569-2-33-0001",
        "โมเดลภูสิงห์เสวนา",
        "สำนักงานภูสิงห์",
        "วันพุธที่๖พฤษภาคมพ.ศ.๒๕๖๙เวลา๑๐.๐๐น.",
        "ปั๊มน้ำที่ดี.pdf",
        "๑KB",
        file["sha256"],
        version.digest,
    )


def test_the_paper_looks_as_it_did(received, paper_of, settings):
    settings.SITE_URL = "https://km.example.org"
    version = received.versions.get()
    # What differs from one database to the next.
    received.pk, version.digest = 1, "0" * 64
    version.content["files"][0]["sha256"] = "a" * 64

    paper_of(receipt_pdf(received, version)).looks_like("receipt")


def test_nothing_typed_is_markup(world, received, rewrite):
    title = "#strong[ก] $x$ *ข* \\ </script> @ref"
    rewrite(received.entry, title, at=NOW)
    again = actions.hand_in(received.entry, received.round, by=world.officer, at=NOW)

    text = text_of(receipt_pdf(again, again.versions.get(number=2)))

    assert without_spaces(title) in without_spaces(text)


def test_the_same_receipt_is_the_same_bytes(received):
    version = received.versions.get()

    assert receipt_pdf(received, version) == receipt_pdf(received, version)


def test_the_paper_is_served_to_who_sees_the_receipt(world, received, client_of):
    url = reverse("submissions:receipt-paper", args=[received.pk, 1])

    own = client_of(world.officer).get(url)
    other = client_of(world.other_officer).get(url)

    assert own["Content-Type"] == "application/pdf"
    assert own["Content-Disposition"] == 'attachment; filename="KM2569-2-33-0001-1.pdf"'
    assert own.content.startswith(b"%PDF-")
    assert other.status_code == 404


def test_the_receipt_is_mailed_to_all_officers_with_every_fact(world, received):
    mails = Mail.objects.filter(subject__contains="KM2569-2-33-0001")

    version = received.versions.get()
    [file] = version.content["files"]
    assert sorted(mail.to for mail in mails) == [
        "colleague@example.org",
        "officer@example.org",
    ]
    body = mails[0].body
    for fact in (
        "โมเดลภูสิงห์เสวนา",
        "วันพุธที่ ๖ พฤษภาคม พ.ศ. ๒๕๖๙ เวลา ๑๐.๐๐\N{NO-BREAK SPACE}น.",
        f"ปั๊มน้ำที่ดี.pdf · ๑ KB\n  SHA-256 {file['sha256']}",
        version.digest,
        reverse("submissions:receipt", args=[received.pk, 1]),
    ):
        assert fact in body, fact


def test_the_receipt_of_what_an_embargo_hides_waits_for_its_end(
    world, accepted, region_round, rewrite
):
    hidden = actions.advance(
        accepted, region_round, by=world.staff, at=NOW, visible_from=NOW + DAY
    )
    Mail.objects.all().delete()

    actions.telling.send_receipt(
        hidden, hidden.versions.get(), by=world.officer, at=NOW
    )

    assert {mail.due_at for mail in Mail.objects.all()} == {NOW + DAY}
