"""The tus protocol, header by header: https://tus.io/protocols/resumable-upload 1.0."""

import socket
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from submissions import pieces
from submissions.actions import tidy_uploads
from submissions.models import StoredFile, Upload
from tests import factories
from tests.submissions import files
from tests.submissions.scene import FORM, NOW
from tests.submissions.sending import BYTES, TUS, Sender, checksum, metadata

FILM = files.mp4() + files.box(b"free", bytes(range(256)) * 40)
HALF = len(FILM) // 2


@pytest.fixture
def entry(officer, offices):
    category = factories.make_round().stage.category
    category.form = FORM
    category.save()
    return factories.make_entry(category, offices["3317"], by=officer)


@pytest.fixture
def sender(client_of, officer, entry):
    return Sender(client_of(officer), entry)


def kept():
    """Return what lies in the storage for uploads on their way."""
    try:
        folders, _files = default_storage.listdir("uploads")
    except FileNotFoundError:
        return []
    return [
        name
        for folder in folders
        for name in default_storage.listdir(f"uploads/{folder}")[1]
    ]


# Core -------------------------------------------------------------------------------


def test_a_file_comes_in_piece_by_piece_and_is_attached(sender, entry):
    begun = sender.begins(len(FILM), "คลิป ภูสิงห์.mp4")
    first = sender.sends(FILM[:HALF])
    between = sender.asks()
    last = sender.sends(FILM[HALF:], HALF)

    assert (begun.status_code, begun["Location"]) == (201, sender.url)
    assert (first.status_code, first["Upload-Offset"]) == (204, str(HALF))
    assert between.status_code == 200
    assert between["Upload-Offset"] == str(HALF)
    assert between["Upload-Length"] == str(len(FILM))
    assert between["Cache-Control"] == "no-store"
    assert between["Upload-Metadata"] == metadata(filename="คลิป ภูสิงห์.mp4")
    assert (last.status_code, last["Upload-Offset"]) == (204, str(len(FILM)))
    assert {each["Tus-Resumable"] for each in (begun, first, between, last)} == {
        "1.0.0"
    }
    attachment = entry.attachments.get()
    assert (attachment.name, attachment.field) == ("คลิป ภูสิงห์.mp4", "evidence")
    assert attachment.stored.sha256 == sha256(FILM).hexdigest()
    with default_storage.open(attachment.stored.path) as file:
        assert file.read() == FILM
    assert kept() == []


def test_each_piece_is_an_object_of_its_own_until_the_last(sender, monkeypatch):
    monkeypatch.setattr(pieces, "LONGEST", 3000)
    sender.begins(len(FILM))

    sender.sends(FILM[:HALF])

    upload = Upload.objects.get()
    sizes = list(upload.pieces.values_list("start", "size"))
    assert sizes == [(0, 3000), (3000, HALF - 3000)]
    assert len(kept()) == 2
    sender.sends(FILM[HALF:], HALF)
    assert sender.outcome()["outcome"] == "attached"
    assert kept() == []


def test_a_whole_upload_still_tells_how_much_is_there(sender):
    sender.begins(len(FILM))
    sender.sends(FILM)

    answer = sender.asks()

    assert (answer.status_code, answer["Upload-Offset"]) == (200, str(len(FILM)))
    assert sender.sends(b"x", len(FILM)).status_code == 410


def test_bytes_at_another_place_are_refused(sender):
    sender.begins(len(FILM))
    sender.sends(FILM[:HALF])

    again = sender.sends(FILM[:HALF])
    ahead = sender.sends(FILM[HALF + 1 :], HALF + 1)

    assert (again.status_code, ahead.status_code) == (409, 409)
    assert sender.asks()["Upload-Offset"] == str(HALF)
    assert len(kept()) == 1


def test_another_kind_of_content_is_refused(sender):
    sender.begins(len(FILM))

    assert sender.sends(FILM, kind="application/octet-stream").status_code == 415


@pytest.mark.parametrize("offset", ["", "-1", "1.5", "๑", "x", "9" * 40])
def test_an_offset_that_is_no_number_is_refused(sender, offset):
    sender.begins(len(FILM))

    assert sender.sends(FILM, offset).status_code == 400


def test_another_version_of_the_protocol_is_refused(sender):
    sender.begins(len(FILM))

    answers = [
        sender.sends(FILM, **{"Tus-Resumable": "0.2.2"}),
        sender.client.head(sender.url),
        sender.client.delete(sender.url, headers={"Tus-Resumable": "2"}),
        sender.client.post(sender.place, headers={"Upload-Length": "10"}),
    ]

    assert [each.status_code for each in answers] == [412] * 4
    assert {each["Tus-Version"] for each in answers} == {"1.0.0"}
    assert Upload.objects.get().offset == 0


def test_more_than_was_said_is_refused(sender):
    sender.begins(len(FILM))

    assert sender.sends(FILM + b"x").status_code == 413
    assert sender.asks()["Upload-Offset"] == "0"
    assert kept() == []


def test_a_client_behind_an_old_proxy_names_the_method_in_a_header(sender):
    sender.begins(len(FILM))
    headers = {**TUS, "Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"}

    answer = sender.client.post(
        sender.url, FILM[:HALF], content_type=BYTES, headers=headers
    )

    assert (answer.status_code, answer["Upload-Offset"]) == (204, str(HALF))
    assert sender.client.post(sender.url, headers=TUS).status_code == 405


def test_a_page_of_another_site_cannot_send(officer, entry):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    sender = Sender(client, entry)

    assert sender.begins(len(FILM)).status_code == 403
    client.cookies["csrftoken"] = "c" * 32
    assert sender.begins(len(FILM), **{"X-CSRFToken": "c" * 32}).status_code == 201


def test_a_phone_that_falls_silent_holds_no_thread(sender, monkeypatch):
    monkeypatch.setattr("submissions.views.uploading.SILENCE_SECONDS", 0.2)
    sender.begins(len(FILM))
    here, there = socket.socketpair()
    there.sendall(FILM[:HALF])

    with here, there, here.makefile("rb", buffering=0) as body:
        answer = sender.client.generic(
            "PATCH",
            sender.url,
            headers={**TUS, "Upload-Offset": "0"},
            **{
                "CONTENT_TYPE": BYTES,
                "CONTENT_LENGTH": str(len(FILM)),
                "wsgi.input": body,
                "gunicorn.socket": here,
            },
        )
        patience_afterwards = here.gettimeout()

    assert (answer.status_code, answer["Upload-Offset"]) == (204, str(HALF))
    assert patience_afterwards is None


def test_a_piece_costs_few_queries(sender, django_assert_max_num_queries):
    sender.begins(len(FILM))

    with django_assert_max_num_queries(10):
        sender.sends(FILM[:HALF])


def test_a_field_costs_the_same_for_many_uploads(
    sender, entry, officer, queries_do_not_grow
):
    def add_row():
        factories.make_upload(entry, by=officer, offset=10)
        stored = factories.make_stored_file(b"%d" % entry.attachments.count())
        factories.make_attachment(entry, stored)

    queries_do_not_grow(sender.place, add_row, by=officer)


# Creation ---------------------------------------------------------------------------


def test_the_server_tells_what_it_can(sender):
    sender.begins(len(FILM))

    for url in (sender.place, sender.url):
        answer = sender.client.options(url)

        assert answer.status_code == 204
        assert answer["Tus-Version"] == "1.0.0"
        assert answer["Tus-Max-Size"] == str(200 * 1024 * 1024)
        assert answer["Tus-Checksum-Algorithm"] == "sha1,sha256,md5"
        assert answer["Tus-Extension"] == (
            "creation,creation-with-upload,checksum,termination,expiration"
        )


def test_the_first_bytes_may_come_with_the_creation(sender, entry):
    begun = sender.begins(len(FILM), data=FILM[:HALF])

    assert (begun.status_code, begun["Upload-Offset"]) == (201, str(HALF))
    sender.sends(FILM[HALF:], HALF)
    assert entry.attachments.get().stored.size == len(FILM)


def test_a_whole_small_file_may_come_with_the_creation(sender, entry):
    begun = sender.begins(len(FILM), data=FILM)

    assert (begun.status_code, begun["Upload-Offset"]) == (201, str(len(FILM)))
    assert entry.attachments.get().stored.size == len(FILM)


def test_a_creation_whose_bytes_are_refused_leaves_nothing(sender):
    wrong = checksum(b"something else")

    answer = sender.begins(len(FILM), data=FILM, **{"Upload-Checksum": wrong})

    assert answer.status_code == 460
    assert Upload.objects.get().outcome == "cancelled"
    assert kept() == []


@pytest.mark.parametrize(
    ("name", "length", "status"),
    [
        ("คลิป.mp4", 200 * 1024 * 1024 + 1, 413),
        ("แผน.pdf", 50 * 1024 * 1024 + 1, 413),
        ("โปรแกรม.exe", 1000, 422),
        ("", 1000, 422),
        ("คลิป.mp4", 0, 422),
    ],
)
def test_what_could_never_be_attached_is_refused_at_once(sender, name, length, status):
    answer = sender.begins(length, name)

    assert answer.status_code == status
    assert answer.content.decode()
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        {"Upload-Length": ""},
        {"Upload-Length": "many"},
        {"Upload-Metadata": "filename ไทย".encode().decode("latin-1")},
        {"Upload-Metadata": "filename !!"},
        {"Upload-Metadata": "filename /w=="},
        {"Upload-Metadata": "filename YQ==,filename YQ=="},
        {"Upload-Metadata": "filename " + "YWFh" * 2000},
    ],
)
def test_a_garbled_creation_is_refused(sender, words):
    assert sender.begins(10, **words).status_code == 400


def test_a_person_leaves_only_so_many_lying_about(sender, monkeypatch):
    monkeypatch.setattr("submissions.actions.uploading.MOST_UNFINISHED", 1)
    sender.begins(len(FILM))

    assert sender.begins(len(FILM)).status_code == 422


def test_a_discarded_entry_takes_nothing(sender, entry):
    entry.discarded_at = timezone.now()
    entry.save()

    assert sender.begins(len(FILM)).status_code == 422


def test_only_a_field_for_files_has_uploads(sender, entry):
    place = reverse("submissions:entry-uploads", args=[entry.pk, "goals"])

    assert sender.client.get(place).status_code == 404


# Checksum ---------------------------------------------------------------------------


@pytest.mark.parametrize("algorithm", ["sha1", "sha256", "md5"])
def test_a_piece_with_its_checksum_counts(sender, algorithm):
    sender.begins(len(FILM))
    right = checksum(FILM[:HALF], algorithm)

    answer = sender.sends(FILM[:HALF], **{"Upload-Checksum": right})

    assert (answer.status_code, answer["Upload-Offset"]) == (204, str(HALF))


def test_a_piece_that_was_changed_on_its_way_is_thrown_away(sender, monkeypatch):
    monkeypatch.setattr(pieces, "LONGEST", 1000)
    sender.begins(len(FILM))

    answer = sender.sends(FILM, **{"Upload-Checksum": checksum(FILM[:-1])})

    assert (answer.status_code, answer.reason_phrase) == (460, "Checksum Mismatch")
    assert sender.asks()["Upload-Offset"] == "0"
    assert kept() == []


@pytest.mark.parametrize("words", ["crc32 AAAA", "sha1", "sha1 !", "x"])
def test_a_checksum_that_cannot_be_read_is_refused(sender, words):
    sender.begins(len(FILM))

    answer = sender.sends(FILM, **{"Upload-Checksum": words})

    assert answer.status_code in (400, 460)
    assert sender.asks()["Upload-Offset"] == "0"


# Termination and expiration ---------------------------------------------------------


def test_an_upload_is_given_up(sender):
    sender.begins(len(FILM))
    sender.sends(FILM[:HALF])

    assert sender.gives_up().status_code == 204

    assert kept() == []
    answers = [sender.asks(), sender.sends(FILM[HALF:], HALF), sender.gives_up()]
    assert [each.status_code for each in answers] == [410] * 3


def test_seven_days_without_a_byte_end_an_upload(sender, time_machine):
    time_machine.move_to(NOW)
    begun = sender.begins(len(FILM))
    time_machine.shift(timedelta(days=6))
    first = sender.sends(FILM[:HALF])
    assert begun["Upload-Expires"] == "Wed, 13 May 2026 03:00:00 GMT"
    assert first["Upload-Expires"] == "Tue, 19 May 2026 03:00:00 GMT"
    time_machine.shift(timedelta(days=6))
    assert sender.asks().status_code == 200

    time_machine.shift(timedelta(days=1, minutes=1))

    assert sender.asks().status_code == 410
    assert sender.sends(FILM[HALF:], HALF).status_code == 410


def test_the_timer_clears_expired_uploads_away_once(sender, time_machine):
    time_machine.move_to(NOW)
    sender.begins(len(FILM))
    sender.sends(FILM[:HALF])
    assert len(kept()) == 1
    time_machine.shift(timedelta(days=7, minutes=1))

    assert tidy_uploads(at=timezone.now()) == (0, 1)
    assert tidy_uploads(at=timezone.now()) == (0, 0)

    upload = Upload.objects.get()
    assert (upload.outcome, upload.is_cleared, kept()) == ("expired", True, [])
    assert not upload.pieces.exists()
    assert sender.asks().status_code == 410
    time_machine.shift(timedelta(days=31))
    tidy_uploads(at=timezone.now())
    assert sender.asks().status_code == 404


# What becomes of it -----------------------------------------------------------------


def test_a_refused_file_says_why_and_leaves_no_bytes(sender, entry):
    program = files.PROGRAM
    sender.begins(len(program), "แผน.pdf")

    answer = sender.sends(program)

    assert answer.status_code == 204
    told = sender.outcome()
    assert told["outcome"] == "refused"
    assert "แผน.pdf" in told["refusal"]
    assert sender.asks().status_code == 410
    assert (kept(), StoredFile.objects.count()) == ([], 0)
    assert not entry.attachments.exists()
    # It stands beside its field until it is put out of sight, or tried again.
    assert told["refusal"] in sender.client.get(sender.place).content.decode()
    assert sender.gives_up().status_code == 204
    assert told["refusal"] not in sender.client.get(sender.place).content.decode()


def test_the_refusal_goes_when_the_file_is_tried_again(sender):
    program = files.PROGRAM
    sender.begins(len(program), "แผน.pdf")
    sender.sends(program)
    refusal = sender.outcome()["refusal"]

    sender.begins(len(FILM), "แผน.pdf")

    assert refusal not in sender.client.get(sender.place).content.decode()


def test_the_same_file_under_the_same_field_is_refused(sender, entry):
    for _ in range(2):
        sender.begins(len(FILM))
        sender.sends(FILM)

    assert sender.outcome()["outcome"] == "refused"
    assert entry.attachments.count() == 1
    assert StoredFile.objects.count() == 1


def test_what_a_crash_left_whole_the_timer_finishes(sender, entry, monkeypatch):
    with monkeypatch.context() as crash:
        crash.setattr("submissions.actions.finish", lambda upload: None)
        sender.begins(len(FILM))
        sender.sends(FILM)
    assert not entry.attachments.exists()

    assert tidy_uploads(at=timezone.now()) == (1, 0)
    assert tidy_uploads(at=timezone.now()) == (0, 0)

    assert entry.attachments.get().stored.sha256 == sha256(FILM).hexdigest()
    assert kept() == []


def test_nobody_is_asked_for_a_file_that_is_all_here(sender, monkeypatch):
    monkeypatch.setattr("submissions.actions.finish", lambda upload: None)
    sender.begins(len(FILM))
    sender.sends(FILM[:HALF])
    half = sender.client.get(sender.place).content.decode()
    sender.sends(FILM[HALF:], HALF)
    whole = sender.client.get(sender.place).content.decode()

    asked = "เลือกไฟล์เดิมอีกครั้ง"
    assert half.count(asked) == whole.count(asked) + 1


def test_whoever_is_at_it_is_left_alone_for_a_while(sender, entry, monkeypatch):
    with monkeypatch.context() as crash:
        crash.setattr("submissions.actions.finish", lambda upload: None)
        sender.begins(len(FILM))
        sender.sends(FILM)
    now = timezone.now()
    Upload.objects.update(finishing_at=now)

    assert tidy_uploads(at=now) == (0, 0)
    assert tidy_uploads(at=now + timedelta(minutes=3)) == (1, 0)


# Whose it is ------------------------------------------------------------------------


def test_somebody_elses_upload_is_not_there(sender, client_of, offices, entry):
    colleague = factories.make_membership(office=offices["3317"]).user
    sender.begins(len(FILM))
    mine, sender.client = sender.client, client_of(colleague)

    answers = [
        sender.asks(),
        sender.sends(FILM),
        sender.gives_up(),
        sender.client.get(sender.url),
    ]

    assert [each.status_code for each in answers] == [404] * 4
    assert {each["Tus-Resumable"] for each in answers} == {"1.0.0"}
    assert "data-upload-url" not in sender.client.get(sender.place).content.decode()
    assert sender.url in mine.get(sender.place).content.decode()


def test_who_left_the_office_sends_nothing_more(sender, officer):
    sender.begins(len(FILM))
    officer.memberships.update(ended_at=timezone.now())

    assert sender.sends(FILM).status_code == 404


def test_whoever_is_not_signed_in_is_asked_to(sender):
    sender.begins(len(FILM))
    sender.client = Client()

    assert sender.asks().status_code == 302
