from io import BytesIO
from urllib.parse import quote

import pytest
from django.core.files.storage import default_storage
from django.http import Http404
from django.test import RequestFactory
from PIL import Image

from submissions import small_pictures
from submissions.streaming import page_image, stream
from tests.factories import make_stored_file
from tests.submissions import files

DATA = bytes(range(256)) * 1200


@pytest.fixture
def film(db):
    return make_stored_file(DATA, "video/mp4")


def ask(stored, name="คลิป ภูสิงห์.mp4", *, inline=True, **headers):
    return stream(
        RequestFactory().get("/", headers=headers), stored, name, inline=inline
    )


def body(response):
    return b"".join(response.streaming_content)


def test_a_whole_file_is_sent_with_its_thai_name_and_may_not_act(film):
    response = ask(film)

    assert body(response) == DATA
    assert response.status_code == 200
    assert response["Content-Type"] == "video/mp4"
    assert response["Content-Length"] == str(len(DATA))
    assert response["Content-Disposition"] == (
        f"inline; filename*=utf-8''{quote('คลิป ภูสิงห์.mp4')}"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-1", 0, 2),
        ("bytes=100-", 100, len(DATA)),
        ("bytes=-10", len(DATA) - 10, len(DATA)),
        ("bytes=5-99999999", 5, len(DATA)),
        ("bytes=200000-300000", 200_000, 300_001),
    ],
)
def test_a_range_is_sent_as_safari_asks_for_it(film, asked, start, end):
    response = ask(film, range=asked)

    assert response.status_code == 206
    assert body(response) == DATA[start:end]
    assert response["Content-Range"] == f"bytes {start}-{end - 1}/{len(DATA)}"
    assert response["Content-Length"] == str(end - start)


@pytest.mark.parametrize(
    "asked",
    ["bytes=x", "bytes=9-5", "bytes=0-1,5-6", "bytes=-", f"bytes={'9' * 5000}-"],
)
def test_what_is_no_single_range_gets_the_whole(film, asked):
    response = ask(film, range=asked)

    assert (response.status_code, body(response)) == (200, DATA)


def test_a_range_past_the_end_is_refused_with_the_size(film):
    response = ask(film, range="bytes=999999-")

    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(DATA)}"


def test_a_range_of_another_file_gets_the_whole(film):
    response = ask(film, range="bytes=0-1", if_range='"another"')

    assert response.status_code == 200


def test_what_the_browser_has_is_not_sent_again(film):
    again = ask(film, if_none_match=ask(film)["ETag"])

    assert (again.status_code, again.content) == (304, b"")


def test_what_a_browser_should_not_open_is_saved(db):
    document = make_stored_file(files.office(), "application/vnd.openxmlformats")

    shown, saved = ask(document, "แผน.docx"), ask(document, "แผน.docx", inline=False)

    assert shown["Content-Disposition"].startswith("attachment")
    assert saved["Content-Disposition"].startswith("attachment")


def test_a_page_of_a_pdf_is_a_picture(db):
    pdf = make_stored_file(files.pdf(pages=2), pages=2)

    def page(number, width=""):
        request = RequestFactory().get("/", {"width": width} if width else {})
        return page_image(request, pdf, number)

    first, narrow = page(1), page(2, "400")

    assert first["Content-Type"] == "image/webp"
    assert first.content[8:12] == b"WEBP"
    assert len(narrow.content) < len(first.content)
    assert first["ETag"] != narrow["ETag"]
    for number in (0, 3):
        with pytest.raises(Http404):
            page(number)


def test_a_page_that_the_browser_has_is_not_drawn_again(db):
    pdf = make_stored_file(files.pdf(), pages=1)
    etag = page_image(RequestFactory().get("/"), pdf, 1)["ETag"]

    again = page_image(
        RequestFactory().get("/", headers={"if-none-match": etag}), pdf, 1
    )

    assert (again.status_code, again.content) == (304, b"")


def test_a_page_is_drawn_once_and_kept(db):
    pdf = make_stored_file(files.pdf(), pages=1)
    first = page_image(RequestFactory().get("/"), pdf, 1)
    default_storage.delete(pdf.path)

    again = page_image(RequestFactory().get("/"), pdf, 1)

    assert again.content == first.content


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photograph_is_shown_small_and_upright(db, kind):
    content = files.picture(kind, (1000, 300), exif=files.where_taken(orientation=6))
    photo = make_stored_file(content, f"image/{kind.lower()}")

    small = page_image(RequestFactory().get("/", {"width": "400"}), photo, 1)

    shown = Image.open(BytesIO(small.content))
    assert (shown.format, shown.size) == ("WEBP", (300, 1000))
    assert not shown.getexif()


def test_a_picture_that_cannot_be_made_small_is_shown_itself(db, monkeypatch):
    monkeypatch.setattr(small_pictures, "LARGEST_PNG", 100)
    content = files.picture("PNG")
    photo = make_stored_file(content, "image/png")

    shown = page_image(RequestFactory().get("/"), photo, 1)

    assert (shown["Content-Type"], body(shown)) == ("image/png", content)
