"""The corpus of bad files, each brought to an entry as an officer would bring it."""

import pytest
from django.core.files.storage import default_storage

from submissions.models import StoredFile
from tests.submissions import bad_files
from tests.submissions.files import PROGRAM, pdf, upload

# What the officer reads; the message must say this, in both languages.
SAYS = {
    "empty": ("is empty", "ว่างเปล่า"),
    "type": ("is not taken", "ไม่รับ"),
    "mismatch": ("whatever its name says", "ตามชื่อไฟล์"),
    "broken": ("is damaged", "ชำรุด"),
    "encrypted": ("locked with a password", "รหัสผ่าน"),
    "macros": ("holds macros", "แมโคร"),
    "active": ("holds scripts", "สคริปต์"),
    "pixels": ("megapixels", "ล้านพิกเซล"),
}


@pytest.fixture
def attach(world, entry, client_of):
    """Send files as the entry page's form does; return what the page says."""

    def send(language, *uploads):
        client = client_of(world.officer)
        client.cookies["django_language"] = language
        page = client.post(
            f"/entries/{entry.pk}/",
            {
                "title": entry.title,
                "goals": "ข้อความที่พิมพ์ไว้",
                "revision": entry.revision,
                "evidence": list(uploads),
            },
            follow=True,
        )
        entry.refresh_from_db()
        return page

    return send


def kept_bytes(settings):
    """Return every file that the storage holds."""
    return [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_the_corpus_has_forty_bad_files_and_more():
    assert len(bad_files.BAD) + len(bad_files.HARMLESS) > 60


@pytest.mark.parametrize("language", ["en", "th"])
@pytest.mark.parametrize("case", bad_files.BAD)
def test_a_bad_file_is_refused_and_costs_nothing_else(
    case, language, entry, attach, settings
):
    name, content, code = bad_files.BAD[case]
    good = upload("ดี.pdf", pdf())

    page = attach(language, upload(name, content), good)

    errors = {each.shown.key: each.errors for each in page.context["fields"]}
    assert len(errors["evidence"]) == 1
    assert SAYS[code][language == "th"] in errors["evidence"][0]
    # The other file and the text stay, and of the bad one nothing.
    assert [each.name for each in entry.attachments.kept()] == ["ดี.pdf"]
    assert entry.answers["goals"] == "ข้อความที่พิมพ์ไว้"
    assert len(kept_bytes(settings)) == StoredFile.objects.count() == 1


@pytest.mark.parametrize("case", bad_files.HARMLESS)
def test_what_can_be_made_harmless_is_kept_so(case, entry, attach):
    name, content, kept = bad_files.HARMLESS[case]

    attach("th", upload(name, content))

    attachment = entry.attachments.kept().select_related("stored").get()
    assert attachment.name == kept
    with default_storage.open(attachment.stored.path) as file:
        data = file.read()
    assert PROGRAM not in data
    assert b"Phone" not in data
