"""The whole story of a round in one file: what is in it, what never is, its check."""

import io
import zipfile

import pytest
from django.urls import reverse

from results.archive.checking import check
from results.archive.contents import contents_of
from results.archive.signing import public_pem
from results.archive.story import story_of

pytestmark = pytest.mark.usefixtures("people")


def exported(round_, *, by, at):
    return b"".join(contents_of(story_of(round_, by=by, at=at)))


@pytest.fixture
def download(contest, staff, client_of):
    def get():
        address = reverse("results:archive", args=[contest.province.pk])
        return client_of(staff).post(address)

    return get


@pytest.fixture
def opened(download):
    return zipfile.ZipFile(io.BytesIO(b"".join(download().streaming_content)))


def test_it_is_whole_and_says_so(sealed, opened):
    assert check(opened.fp, key=public_pem()).faults == []
