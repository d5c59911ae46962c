import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.utils.translation import override

from audit.models import Event
from contests.entry_form.file_types import MB
from submissions import actions
from submissions.models import StoredFile
from tests.submissions import files
from tests.submissions.files import upload
from tests.submissions.scene import NOW


@pytest.fixture
def attach(world, entry):
    def run(name="รายงาน.pdf", content=None, field="evidence"):
        content = files.pdf() if content is None else content
        return actions.attach(
            entry, field, upload(name, content), by=world.officer, at=NOW
        )

    return run


def test_a_file_is_attached_under_its_field(attach, entry):
    attachment = attach("โมเดลภูสิงห์.pdf", files.pdf(pages=2))

    stored = attachment.stored
    assert (attachment.name, attachment.field) == ("โมเดลภูสิงห์.pdf", "evidence")
    assert (stored.content_type, stored.pages) == ("application/pdf", 2)
    assert default_storage.size(stored.path) == stored.size
    assert Event.objects.about(entry).first().act == "Attached a file"


def test_the_same_bytes_are_kept_once(attach):
    content = files.pdf()

    first, second = attach("a.pdf", content), attach("b.pdf", content, "pictures")

    assert first.stored == second.stored
    assert StoredFile.objects.count() == 1


def test_bytes_that_a_crash_cut_off_are_written_anew(attach):
    content = files.pdf()
    first = attach("a.pdf", content)
    with default_storage.open(first.stored.path, "wb") as file:
        file.write(content[:10])

    attach("b.pdf", content, "pictures")

    assert default_storage.size(first.stored.path) == len(content)


def test_the_same_file_is_attached_once_under_a_field(attach, refused):
    content = files.pdf()
    attach("a.pdf", content)

    assert refused(attach, "b.pdf", content) == ["twice"]


def test_only_fields_for_files_take_files(attach, refused):
    assert refused(attach, field="goals") == ["field"]
    assert refused(attach, field="nowhere") == ["field"]


def asks(entry, **limits):
    """Let the field for evidence set limits."""
    category = entry.category
    category.form = [
        {**each, **limits} if each["key"] == "evidence" else each
        for each in category.form
    ]
    category.save()


def test_a_field_takes_twenty_files_where_it_does_not_say(attach, refused, monkeypatch):
    monkeypatch.setattr("submissions.file_limits.MOST_FILES", 1)
    attach("a.pdf", files.pdf(pages=1))

    assert refused(attach, "b.pdf", files.pdf(pages=2)) == ["too_many"]


def sentence_of(action, *args):
    with override("en"):
        with pytest.raises(ValidationError) as caught:
            action(*args)
        return caught.value.messages


def test_a_field_takes_as_many_files_as_it_says(attach, entry):
    asks(entry, most_files=2)
    attach("a.pdf", files.pdf(pages=1))
    attach("b.pdf", files.pdf(pages=2))

    assert sentence_of(attach, "c.pdf", files.pdf(pages=3)) == [
        "Here are 2 files already. Take one off, or join several to one."
    ]


def test_a_field_takes_the_types_that_it_says(attach, entry):
    asks(entry, types=["jpeg", "png"])

    assert sentence_of(attach) == ["“รายงาน.pdf” is not taken here. Attach JPEG, PNG."]
    assert sentence_of(attach, "รายงาน", b"x") == [
        "“รายงาน” is not taken here. Attach JPEG, PNG."
    ]
    assert not StoredFile.objects.exists()


def test_a_picture_is_taken_by_what_it_is_and_not_by_its_name(attach, entry):
    asks(entry, types=["jpeg"])

    assert sentence_of(attach, "ภาพ.jpg", files.picture("PNG")) == [
        "“ภาพ.jpg.png” is not taken here. Attach JPEG."
    ]
    assert not StoredFile.objects.exists()


def test_a_field_takes_files_as_large_as_it_says(attach, entry):
    asks(entry, mb_each=1)
    attach("a.pdf", padded(MB))

    assert sentence_of(attach, "b.pdf", padded(MB + 1)) == [
        "“b.pdf” has 1.1 MB; a file here may have up to 1 MB. Make it smaller."
    ]


def test_the_files_of_a_field_are_together_as_large_as_it_says(attach, entry):
    asks(entry, mb_total=2)
    first = attach("a.pdf", padded(MB + MB // 2))

    assert sentence_of(attach, "b.pdf", padded(MB)) == [
        "“b.pdf” has 1 MB; of the 2 MB that all files here may have together, 0.5 MB "
        "are left. Take a file off, or make this one smaller."
    ]
    attach("b.pdf", padded(MB), "pictures")
    actions.remove_attachment(first, by=first.uploaded_by, at=NOW)
    attach("c.pdf", padded(MB))


def padded(size):
    """Make a PDF of exactly so many bytes."""
    content = files.pdf()
    return content.replace(b"%%EOF", b"%" * (size - len(content)) + b"\n%%EOF")[:size]


def test_a_file_is_taken_off_once_and_versions_keep_it(
    world, attach, entry, province_round, refused
):
    attachment = attach()
    submission = actions.hand_in(entry, province_round, by=world.officer, at=NOW)

    actions.remove_attachment(attachment, by=world.officer, at=NOW)

    again = refused(actions.remove_attachment, attachment, by=world.officer, at=NOW)
    assert again == ["stale"]
    assert not entry.attachments.kept().exists()
    assert [f["name"] for f in submission.versions.get().content["files"]] == [
        "รายงาน.pdf"
    ]


def test_a_bad_file_leaves_nothing_behind(attach, refused):
    assert refused(attach, "renamed.pdf", files.PROGRAM) == ["mismatch"]
    assert not StoredFile.objects.exists()
