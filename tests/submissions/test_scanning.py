"""Viruses: refused where the scanner answers, waited for where it does not."""

import socket
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import IntegrityError
from django.http import Http404
from django.test import RequestFactory

from offices.models import Notice
from submissions import actions
from submissions.file_checks.virus import PIECE, ScannerDown, virus_in
from submissions.models import StoredFile
from submissions.scanning import scan_of
from submissions.streaming import page_image, stream
from tests import factories
from tests.submissions import files
from tests.submissions.files import upload
from tests.submissions.scanner import NAME, SIGNATURE, scanner
from tests.submissions.scene import DAY, NOW

BAD = files.pdf() + b"\n%" + SIGNATURE


@pytest.fixture
def clamav(settings):
    with scanner() as server:
        settings.CLAMAV_URL = server.url
        yield server


@pytest.fixture
def down(settings):
    """A scanner that is set up and does not answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.CLAMAV_URL = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        yield


def attach(entry, content=None, name="แผน.pdf"):
    return actions.attach(
        entry, "evidence", upload(name, content or files.pdf()), by=entry.created_by
    )


def handed_in(world, entry, round_):
    return actions.hand_in(entry, round_, by=world.officer, at=NOW)


# The daemon ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", ""), (b"x" * (3 * PIECE + 1), ""), (b"x" * PIECE + SIGNATURE, NAME)],
)
def test_a_file_is_sent_in_pieces_and_wound_back(clamav, content, name):
    file = BytesIO(content)

    assert virus_in(file, clamav.url) == name
    assert clamav.seen == [len(content)]
    assert file.tell() == 0


def test_a_file_that_the_daemon_does_not_take_is_not_called_clean():
    with scanner(most=10) as server, pytest.raises(ScannerDown, match="size limit"):
        virus_in(BytesIO(b"x" * 11), server.url)


@pytest.mark.parametrize("url", ["unix:///no/such/socket", "tcp://127.0.0.1:9"])
def test_a_daemon_that_is_not_there_is_down(url):
    with pytest.raises(ScannerDown):
        virus_in(BytesIO(b"x"), url)


# As a file comes in -------------------------------------------------------------------


def test_a_virus_is_refused_and_not_kept(clamav, entry, settings):
    with pytest.raises(ValidationError) as refused:
        attach(entry, BAD)

    assert refused.value.code == "virus"
    assert NAME in refused.value.messages[0]
    assert not StoredFile.objects.exists()
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_a_clean_file_is_marked_so(clamav, entry):
    stored = attach(entry).stored

    assert (stored.virus, stored.scanned_at is None) == ("", False)


def test_the_same_bytes_are_marked_when_they_come_again(entry, settings):
    first = attach(entry).stored
    assert first.scanned_at is None

    with scanner() as server:
        settings.CLAMAV_URL = server.url
        actions.attach(
            entry, "pictures", upload("อีกครั้ง.pdf", files.pdf()), by=entry.created_by
        )

    first.refresh_from_db()
    assert first.scanned_at is not None


# While it is down ---------------------------------------------------------------------


def test_handing_in_counts_and_accepting_waits(down, world, entry, province_round):
    attach(entry)

    submission = handed_in(world, entry, province_round)

    version = submission.versions.get()
    assert version.handed_in_at == NOW
    assert scan_of(version.content).waiting == ["แผน.pdf"]
    with pytest.raises(ValidationError) as refused:
        actions.accept(submission, by=world.staff, at=NOW + DAY)
    assert refused.value.code == "unscanned"


def test_the_timer_scans_when_it_is_back(down, world, entry, province_round, settings):
    attach(entry)
    submission = handed_in(world, entry, province_round)
    assert actions.scan_due() == (0, 0)

    with scanner() as server:
        settings.CLAMAV_URL = server.url
        call_command("run_due")
        assert actions.scan_due() == (0, 0)

        accepted = actions.accept(submission, by=world.staff, at=NOW + DAY)

    assert accepted.state == "accepted"


def test_a_file_that_is_lost_keeps_no_other_from_being_scanned(
    down, entry, settings, caplog
):
    lost = attach(entry).stored
    default_storage.delete(lost.path)
    other = factories.make_stored_file(b"of another entry")

    with scanner() as server:
        settings.CLAMAV_URL = server.url
        assert actions.scan_due() == (1, 0)

    other.refresh_from_db()
    lost.refresh_from_db()
    assert other.scanned_at and lost.scanned_at is None
    assert lost.sha256 in caplog.text


def test_a_virus_found_later_is_taken_off_and_told(
    down, world, entry, province_round, settings
):
    attachment = attach(entry, BAD)
    submission = handed_in(world, entry, province_round)

    with scanner() as server:
        settings.CLAMAV_URL = server.url
        assert actions.scan_due() == (1, 1)
        with pytest.raises(ValidationError) as refused:
            actions.accept(submission, by=world.staff, at=NOW + DAY)

    assert refused.value.code == "virus"
    assert not entry.attachments.kept().exists()
    heard = Notice.objects.filter(key=f"virus-{attachment.pk}")
    assert {notice.user for notice in heard} == {world.officer, world.colleague}
    # What was handed in still names the file, but nobody is given it.
    [frozen] = submission.versions.get().content["files"]
    assert frozen["name"] == "แผน.pdf"
    stored = StoredFile.objects.get()
    for give in (
        lambda request: stream(request, stored, "แผน.pdf", inline=True),
        lambda request: page_image(request, stored, 1),
    ):
        with pytest.raises(Http404):
            give(RequestFactory().get("/"))


def test_the_scan_of_a_paper_entry_counts_too(db):
    stored = factories.make_stored_file(virus="Test.Virus-1", scanned_at=NOW)
    scan = {"name": "กระดาษ.pdf", "sha256": stored.sha256}

    found = scan_of({"files": [], "paper": {"by": "วิไล ใจดี", "scans": [scan]}})

    assert (found.infected, found.is_clean) == (["กระดาษ.pdf"], False)


def test_a_file_with_a_virus_was_scanned(db):
    with pytest.raises(IntegrityError):
        factories.make_stored_file(virus="x")


# The pages ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "is_on", "says"),
    [
        ("staff", False, "ยังไม่ได้ตรวจไวรัส"),
        ("officer", False, ""),
        ("officer", True, "ยังไม่ตอบ"),
        ("staff", True, "ยังไม่ตอบ"),
    ],
)
def test_the_page_says_how_it_stands(
    who, is_on, says, down, world, entry, province_round, settings, client_of
):
    attach(entry)
    submission = handed_in(world, entry, province_round)
    if not is_on:
        settings.CLAMAV_URL = ""

    page = client_of(getattr(world, who)).get(f"/entries/submissions/{submission.pk}/")

    text = page.content.decode()
    for words in ("ยังไม่ได้ตรวจไวรัส", "ยังไม่ตอบ"):
        assert (words in text) is (words == says)
