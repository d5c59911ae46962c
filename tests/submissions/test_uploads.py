from hashlib import sha256

import pytest
from django.test import RequestFactory

from submissions import uploads
from tests.submissions import files
from tests.submissions.files import upload

DATA = files.mp4() + files.box(b"free", bytes(3 * 1024 * 1024))


@pytest.fixture
def received():
    """Return a function that gives a request's files as the portal takes them in."""
    requests = []

    def receive(*sent):
        requests.append(RequestFactory().post("/", {"evidence": list(sent)}))
        return requests[-1].FILES.getlist("evidence")

    yield receive
    for request in requests:
        request.close()


def test_a_large_file_goes_to_disk_and_is_hashed_on_its_way(received):
    [file] = received(upload("คลิป.mp4", DATA))

    assert file.temporary_file_path()
    assert file.read() == DATA
    assert file.sha256 == sha256(DATA).hexdigest()


def test_each_of_several_files_has_its_own_digest(received):
    one, two = DATA + b"1", DATA + b"2"

    digests = [f.sha256 for f in received(upload("1.mp4", one), upload("2.mp4", two))]

    assert digests == [sha256(data).hexdigest() for data in (one, two)]


def test_a_small_file_stays_in_memory(received):
    [file] = received(upload("a.pdf", files.pdf()))

    assert not hasattr(file, "temporary_file_path")


@pytest.fixture
def small_limit(monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST", 1024 * 1024)


def test_what_exceeds_every_limit_is_not_kept_but_counted(received, small_limit):
    [file] = received(upload("คลิป.mp4", DATA))

    assert file.size == len(DATA)
    assert len(file.read()) < 1.2 * 1024 * 1024
