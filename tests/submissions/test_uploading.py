"""Uploads as others see them: a real client, real links that drop, both storages."""

import socket
from hashlib import sha256
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from django.conf import settings as portal
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from tusclient.client import TusClient
from tusclient.exceptions import TusUploadFailed

from submissions import actions, pieces
from submissions.models import Attachment, Piece, StoredFile, Upload
from tests import factories
from tests.racing import at_once
from tests.submissions import files
from tests.submissions.scene import FORM
from tests.submissions.sending import BYTES, TUS

pytest_plugins = ["tests.submissions.storages"]
pytestmark = pytest.mark.django_db(transaction=True)

KIB = 1024
FILM = files.mp4() + files.box(b"free", bytes(range(256)) * 4 * KIB)  # 1 MiB
PIECE = 300 * KIB
TOKEN = "c" * 32


@pytest.fixture
def entry(officer, offices):
    category = factories.make_round().stage.category
    category.form = FORM
    category.save()
    return factories.make_entry(category, offices["3317"], by=officer)


@pytest.fixture
def headers(officer):
    """What a program of the officer's sends along: the session and the token."""
    client = Client()
    client.force_login(officer)
    session = client.cookies[portal.SESSION_COOKIE_NAME].value
    return {
        "Cookie": f"{portal.SESSION_COOKIE_NAME}={session}; csrftoken={TOKEN}",
        "X-CSRFToken": TOKEN,
    }


@pytest.fixture
def tuspy(live_server, headers, entry):
    """Return a function that makes an uploader of the third-party client."""
    place = reverse("submissions:entry-uploads", args=[entry.pk, "evidence"])
    client = TusClient(live_server.url + place, headers=headers)

    def uploader(**how):
        return client.uploader(
            file_stream=BytesIO(FILM),
            chunk_size=PIECE,
            metadata={"filename": "คลิป.mp4"},
            **how,
        )

    return uploader


def kept_bytes(attachment):
    with default_storage.open(attachment.stored.path) as file:
        return file.read()


def attached(entry, wait_for):
    """Return the attachment, made after the last piece was answered."""
    return wait_for(entry.attachments.first)


def lying_about():
    """Return the names of all pieces in the storage."""
    try:
        folders, _names = default_storage.listdir("uploads")
    except FileNotFoundError:
        return []
    return [
        name
        for folder in folders
        for name in default_storage.listdir(f"uploads/{folder}")[1]
    ]


# A client that is not ours ----------------------------------------------------------


@pytest.mark.parametrize("with_checksums", [False, True])
def test_tuspy_sends_a_file(storage, tuspy, entry, wait_for, with_checksums):
    tuspy(upload_checksum=with_checksums).upload()

    attachment = attached(entry, wait_for)
    assert attachment.name == "คลิป.mp4"
    assert kept_bytes(attachment) == FILM
    assert attachment.stored.sha256 == sha256(FILM).hexdigest()
    wait_for(lambda: not lying_about())


def test_tuspy_goes_on_where_another_stopped(storage, tuspy, entry, wait_for):
    first = tuspy()
    first.upload(stop_at=2 * PIECE)
    assert len(lying_about()) == 2
    assert not entry.attachments.exists()

    second = tuspy(url=first.url)
    assert second.offset == 2 * PIECE
    second.upload()

    assert kept_bytes(attached(entry, wait_for)) == FILM


def test_tuspy_is_told_that_its_upload_is_over(tuspy, entry):
    uploader = tuspy()
    uploader.upload(stop_at=PIECE)
    actions.cancel_upload(Upload.objects.get())

    with pytest.raises(TusUploadFailed) as refusal:
        uploader.upload()

    assert refusal.value.status_code == 410


# A link that drops ------------------------------------------------------------------


def begin_patch(live_server, headers, upload, offset, length):
    """Open a connection and send the head of a PATCH; return the socket."""
    address = urlsplit(live_server.url)
    link = socket.create_connection((address.hostname, address.port))
    lines = {
        "Host": address.netloc,
        "Content-Type": BYTES,
        "Content-Length": length,
        "Upload-Offset": offset,
        **TUS,
        **headers,
    }
    place = reverse("submissions:upload", args=[upload.token])
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    link.sendall(f"PATCH {place} HTTP/1.1\r\n{head}\r\n".encode())
    return link


def test_what_came_in_before_the_link_dropped_counts(
    storage, live_server, headers, tuspy, entry, officer, wait_for
):
    upload = factories.make_upload(entry, length=len(FILM), name="คลิป.mp4")

    link = begin_patch(live_server, headers, upload, 0, len(FILM))
    link.sendall(FILM[:PIECE])
    link.close()

    wait_for(lambda: Upload.objects.filter(offset=PIECE).exists())
    url = live_server.url + reverse("submissions:upload", args=[upload.token])
    uploader = tuspy(url=url)
    assert uploader.offset == PIECE
    uploader.upload()
    assert kept_bytes(attached(entry, wait_for)) == FILM


def test_a_slow_piece_holds_up_nobody_who_writes(
    live_server, headers, entry, officer, wait_for
):
    upload = factories.make_upload(entry, length=len(FILM), name="คลิป.mp4")
    link = begin_patch(live_server, headers, upload, 0, len(FILM))
    link.sendall(FILM[:PIECE])
    wait_for(lying_about)

    # In the middle of the piece somebody saves the same entry.
    actions.save_entry(entry, by=officer, title="ระหว่างนั้น", answers={}, revision=1)

    link.sendall(FILM[PIECE:])
    assert link.recv(12) == b"HTTP/1.1 204"
    link.close()
    assert kept_bytes(attached(entry, wait_for)) == FILM


# At once ----------------------------------------------------------------------------


class Body:
    """The body of a request, as `request.read`."""

    def __init__(self, data):
        self.data = data

    def read(self, size):
        data, self.data = self.data[:size], self.data[size:]
        return data


def sends(upload, data):
    """Return an act: somebody brings these bytes to the upload as they know it."""
    known = Upload.objects.with_entry().get(pk=upload.pk)
    return lambda: actions.receive(known, Body(data).read, size=len(data))


def test_of_two_who_send_the_same_bytes_one_counts(storage, entry):
    upload = factories.make_upload(entry, length=len(FILM))
    half = FILM[: len(FILM) // 2]

    outcomes = at_once(sends(upload, half), sends(upload, half))

    upload.refresh_from_db()
    assert outcomes == ["done", "moved"]
    assert upload.offset == sum(piece.size for piece in upload.pieces.all())
    assert len(lying_about()) == upload.pieces.count()


def test_of_two_who_finish_one_does(storage, entry):
    upload = factories.make_upload(entry, length=len(FILM), name="คลิป.mp4")
    sends(upload, FILM)()

    at_once(*[lambda: actions.finish(upload)] * 2)

    assert kept_bytes(entry.attachments.get()) == FILM
    assert Upload.objects.get().outcome == "attached"
    assert lying_about() == []


def test_whoever_was_taken_for_lost_attaches_nothing_twice(entry, monkeypatch):
    upload = factories.make_upload(entry, length=len(FILM), name="คลิป.mp4")
    sends(upload, FILM)()
    plain = pieces.joined

    def joined_slowly(*what):
        """Another finishes while the first has only just begun."""
        monkeypatch.setattr(pieces, "joined", plain)
        Upload.objects.update(finishing_at=None)
        actions.finish(upload)
        return plain(*what)

    monkeypatch.setattr(pieces, "joined", joined_slowly)
    actions.finish(upload)

    assert entry.attachments.count() == 1
    assert Upload.objects.get().outcome == "attached"


def test_given_up_while_it_is_finished_leaves_nothing(entry, monkeypatch):
    upload = factories.make_upload(entry, length=len(FILM), name="คลิป.mp4")
    sends(upload, FILM)()
    plain = pieces.joined

    def joined_too_late(*what):
        actions.cancel_upload(upload)
        return plain(*what)

    monkeypatch.setattr(pieces, "joined", joined_too_late)
    actions.finish(upload)

    assert not Attachment.objects.exists()
    assert Upload.objects.get().outcome == "cancelled"
    assert lying_about() == []


# The storage ------------------------------------------------------------------------


def test_a_refused_file_leaves_no_bytes(storage, entry):
    upload = factories.make_upload(entry, length=504, name="แผน.pdf")
    sends(upload, files.PROGRAM)()

    actions.finish(upload)

    assert Upload.objects.get().outcome == "refused"
    assert (lying_about(), StoredFile.objects.count()) == ([], 0)


def test_a_piece_that_a_crash_left_is_cleared_away_too(storage, entry):
    upload = factories.make_upload(entry, length=len(FILM), name="คลิป.mp4")
    pieces.keep(upload.folder, 0, pieces.Incoming(Body(b"lost").read, 4))
    sends(upload, FILM)()

    actions.finish(upload)

    assert kept_bytes(entry.attachments.get()) == FILM
    assert lying_about() == []


def test_a_storage_that_is_full_keeps_no_half_piece(entry, monkeypatch):
    upload = factories.make_upload(entry, length=len(FILM))

    class Full(pieces.Incoming):
        def chunks(self, chunk_size=None):
            yield b"half"
            raise MemoryError

    monkeypatch.setattr(pieces, "Incoming", Full)
    with pytest.raises(MemoryError):
        sends(upload, FILM)()

    assert lying_about() == []
    assert Upload.objects.get().offset == 0


def test_a_piece_that_the_storage_lost_makes_no_file(entry):
    upload = factories.make_upload(entry, length=len(FILM), name="คลิป.mp4")
    sends(upload, FILM)()
    with default_storage.open(upload.pieces.get().path, "wb") as file:
        file.write(FILM[:-1])

    with pytest.raises(OSError, match="lost 1 bytes"):
        actions.finish(upload)

    assert Upload.objects.get().outcome == ""
    assert not StoredFile.objects.exists()


# What the database keeps ------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"outcome": "lost", "ended": True},
        {"outcome": "attached"},
        {"outcome": "", "ended": True},
        {"outcome": "refused", "ended": True},
        {"offset": 1001},
        {"length": 0, "offset": 0},
    ],
)
def test_an_upload_that_cannot_be_is_refused(entry, wrong):
    upload = factories.make_upload(entry)
    ended_at = upload.begun_at if wrong.pop("ended", False) else None

    with pytest.raises(IntegrityError), transaction.atomic():
        Upload.objects.update(**wrong, ended_at=ended_at)


def test_a_piece_has_bytes_and_starts_where_no_other_does(entry):
    piece = factories.make_piece(factories.make_upload(entry, offset=10))

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_piece(piece.upload)
    with pytest.raises(IntegrityError), transaction.atomic():
        Piece.objects.update(size=0)
