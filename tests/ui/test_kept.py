"""Public pages are kept for a moment, for visitors who are nobody in particular."""

import gzip

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ui import kept


@pytest.fixture
def clock(settings, monkeypatch, db):
    """A clock that stands still until it is set on."""
    settings.PUBLIC_PAGES_KEPT_SECONDS = 3
    now = [100.0]
    monkeypatch.setattr(kept, "monotonic", lambda: now[0])
    monkeypatch.setattr(kept, "BELIEVED", 0)
    return now


def queries_of(client, path="/", **headers):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path, **headers)
    assert response.status_code == 200
    return len(queries), response


def test_a_page_is_made_once_in_a_moment_and_is_the_same(client, clock):
    first, page = queries_of(client)
    second, again = queries_of(client)

    assert first > 1
    assert second == 1  # the stamp
    assert again.content == page.content
    assert again.headers["Content-Type"] == page.headers["Content-Type"]
    assert "Content-Security-Policy" in again.headers
    assert not again.cookies


def test_it_is_compressed_for_who_takes_it_so(client, clock):
    plain = client.get("/")
    made, kept_ = (client.get("/", headers={"Accept-Encoding": "gzip"}) for _ in "ab")

    for each in (made, kept_):
        assert each.headers["Content-Encoding"] == "gzip"
        assert int(each.headers["Content-Length"]) == len(each.content)
        assert len(each.content) < len(plain.content) / 2
        assert gzip.decompress(each.content) == plain.content
        assert each.headers["ETag"] == plain.headers["ETag"]
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert client.get("/").content == plain.content


@pytest.mark.parametrize(
    ("asked", "is_packed"),
    [
        ("br;q=1, GZIP;q=0.5", True),
        ("gzip;q=0.001", True),
        ("gzip;q=0", False),
        ("br, gzip; q=0.000", False),
        ("x-not-gzip, *", False),
    ],
)
def test_who_refuses_gzip_gets_the_page_plain(client, clock, asked, is_packed):
    page = client.get("/", headers={"Accept-Encoding": asked})

    assert page.has_header("Content-Encoding") == is_packed


def test_the_head_of_a_page_is_that_of_the_page(client, clock, rf):
    page = client.get("/")
    head = client.head("/")
    bare = kept.KeptPagesMiddleware(lambda request: HttpResponse(request.method))

    assert (head.status_code, head.headers) == (200, page.headers)
    assert bare(rf.head("/")).content == b""
    assert bare(rf.get("/")).content == b"GET"


def test_after_the_moment_it_is_made_anew(client, clock):
    queries_of(client)
    clock[0] += 3.1

    assert queries_of(client)[0] > 1


def test_each_language_has_its_own(client, clock):
    queries_of(client)
    client.cookies["django_language"] = "en"

    assert b'lang="en"' in queries_of(client)[1].content


def test_whoever_is_signed_in_gets_their_own_page(client, clock, officer):
    _, public = queries_of(client)
    client.force_login(officer)

    number, own = queries_of(client)

    assert number > 1
    assert "ETag" not in own.headers
    assert "private" in own["Cache-Control"]
    assert own.content != public.content
    client.logout()
    client.cookies.clear()
    assert queries_of(client)[1].content == public.content


def test_a_page_that_is_not_marked_is_never_kept(client, clock):
    tokens = set()
    for _ in range(2):
        client.cookies.clear()
        page = client.get("/account/sign-in/")
        tokens.add(page.cookies["csrftoken"].value)

    assert len(tokens) == 2


def test_who_has_the_page_is_told_so_by_any_process(clock):
    tags = set()
    for _process in range(2):
        client = Client()
        clock[0] += 60  # and the moment in the page is another
        tags.add(client.get("/")["ETag"])
    [tag] = tags

    with CaptureQueriesContext(connection) as queries:
        response = client.get("/", headers={"if-none-match": tag})

    assert (response.status_code, response.content, len(queries)) == (304, b"", 1)
    assert "Cookie" in response["Vary"]


def test_only_the_queries_that_a_page_reads_are_kept(client, clock):
    assert queries_of(client, "/?map=2569-2")[0] > 1
    assert queries_of(client, "/?map=2569-2")[0] == 1
    assert queries_of(client, "/?any=thing")[0] > 1
    assert queries_of(client, "/?any=thing")[0] > 1


@pytest.mark.parametrize("path", ["/library/?q=km", "/results/search/?q=km"])
def test_what_is_looked_for_is_compressed_too_though_not_kept(client, clock, path):
    for _time in "ab":
        page = client.get(path, headers={"Accept-Encoding": "gzip"})
        assert page.headers["Content-Encoding"] == "gzip"
        assert "km" in gzip.decompress(page.content).decode()
        assert queries_of(client, path)[0] > 1


def test_what_is_kept_has_a_bound(client, clock, monkeypatch):
    size = len(client.get("/").content)
    monkeypatch.setattr(kept, "MOST", int(size * 1.5))
    client.get("/results/")

    assert queries_of(client)[0] > 1


def test_a_rush_asks_for_the_stamp_once_in_a_moment(client, clock, monkeypatch):
    queries_of(client)
    monkeypatch.setattr(kept, "BELIEVED", 0.1)

    assert queries_of(client)[0] == 0
    clock[0] += 0.2
    assert queries_of(client)[0] == 1
