import pytest
from django.core.files.storage import default_storage

from audit.models import Event
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


def test_a_field_takes_twenty_files(attach, refused, monkeypatch):
    monkeypatch.setattr("submissions.actions.attaching.MOST_FILES", 1)
    attach("a.pdf", files.pdf(pages=1))

    assert refused(attach, "b.pdf", files.pdf(pages=2)) == ["too_many"]


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
