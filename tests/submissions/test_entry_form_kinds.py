"""An entry of a form of every kind is filled in, shown and read."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from submissions.editing import edit_fields
from submissions.models import Entry
from submissions.reading import read
from tests import factories
from tests.contests.every_kind import EVERY_KIND

TYPED = {
    "title": "โมเดล",
    "longtext": "น้ำ" * 11,
    "words": "กขค",
    "number": "๑,๒๕๐",
    "income": "1.50",
    "date": "15/7/2568",
    "link-url": "https://example.org/a",
    "link-label": "",
    "videos-url": "https://youtu.be/a",
    "videos-label": "",
}


@pytest.fixture
def entry(offices, officer):
    category = factories.make_round().stage.category
    category.form = EVERY_KIND
    category.save()
    return factories.make_entry(category, offices["3317"], by=officer, answers={})


@pytest.fixture
def portal(client_of, officer):
    return client_of(officer)


def url(entry):
    return reverse("submissions:entry", args=[entry.pk])


def send(portal, entry, **more):
    return portal.post(url(entry), {**TYPED, "revision": entry.revision, **more})


def test_every_kind_is_filled_in_and_shown_again(portal, entry):
    assert send(portal, entry).status_code == 302

    answers = Entry.objects.get().answers
    assert answers["number"] == "1250"
    assert answers["income"] == "1.5"
    assert answers["date"] == "2025-07-15"
    page = portal.get(url(entry)).content.decode()
    assert 'value="15 ก.ค. 2568"' in page
    assert "11 จาก 10 ตัวอักษร" in page


def test_what_is_wrong_stays_as_typed_and_the_rest_is_saved(portal, entry):
    page = send(portal, entry, number="สิบสอง", date="เมื่อวาน")

    assert page.status_code == 200
    assert [f.shown.key for f in page.context["fields"] if f.errors] == [
        "number",
        "date",
    ]
    content = page.content.decode()
    assert 'value="สิบสอง"' in content
    assert 'value="เมื่อวาน"' in content
    assert Entry.objects.get().answers["income"] == "1.5"


def test_what_oversteps_a_limit_is_saved_and_missing(portal, entry):
    send(portal, entry)

    page = portal.get(url(entry))

    assert [gap.field for gap in page.context["missing"]] == ["longtext"]


def test_one_link_has_one_row_and_files_their_own_types(portal, entry):
    send(portal, entry)

    fields = {f.shown.key: f for f in portal.get(url(entry)).context["fields"]}

    assert [len(fields[key].rows) for key in ("link", "videos")] == [1, 2]
    assert fields["files"].accept == ".pdf,.jpg,.jpeg"


@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        ("longtext", "น้ำ" * 10, "10 of 10 characters"),
        ("longtext", "ก" * 11, "11 of 10 characters"),
        ("words", "ab cd กขค", "about 3 of 3 words"),
    ],
)
def test_a_text_tells_how_much_of_its_limit_is_used(key, text, words):
    with override("en"):
        fields = {f.shown.key: f for f in edit_fields(EVERY_KIND, "", {key: text})}

        assert fields[key].count.words == words
        assert fields[key].count.is_over == (text == "ก" * 11)
        assert fields[key].described_by == f"count-{key}"


def test_files_are_left_out_with_their_field():
    file = {
        "attachment": 1,
        "field": "files",
        "name": "ลับ.pdf",
        "size": 1,
        "sha256": "0" * 64,
        "content_type": "application/pdf",
        "pages": 1,
    }
    content = {"form": EVERY_KIND, "title": "", "answers": {}, "files": [file]}

    everything = read(content, lambda each: "/file/")
    blind = read(content, lambda each: "/file/", is_blind=True)

    assert "ลับ.pdf" in str(everything)
    assert "ลับ.pdf" not in str(blind)
