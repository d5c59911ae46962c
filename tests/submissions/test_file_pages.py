import json
from hashlib import sha256

import pytest
from django.urls import reverse

from submissions import actions
from tests import factories
from tests.submissions import files
from tests.submissions.files import upload


@pytest.fixture
def round_(offices):
    return factories.make_round()


@pytest.fixture
def entry(round_, officer, offices):
    return factories.make_entry(round_.stage.category, offices["3317"], by=officer)


@pytest.fixture
def attachment(entry, officer):
    content = files.pdf(pages=2)
    return actions.attach(entry, "evidence", upload("แผน.pdf", content), by=officer)


@pytest.fixture
def submission(round_, entry, attachment):
    return factories.make_submission(round_, entry)


def doors_of(submission, attachment):
    draft = [submission.entry.pk, attachment.pk]
    version = [submission.pk, 1, attachment.pk]
    return {
        "draft": reverse("submissions:entry-file", args=draft),
        "draft page": reverse("submissions:entry-page", args=[*draft, 1]),
        "version": reverse("submissions:version-file", args=version),
        "version page": reverse("submissions:version-page", args=[*version, 2]),
        "content": reverse("submissions:version-content", args=version[:2]),
    }


def test_each_door_opens_to_those_it_is_for(client_of, people, submission, attachment):
    doors = doors_of(submission, attachment)

    def opened(user):
        portal = client_of(user)
        answers = {name: portal.get(url).status_code for name, url in doors.items()}
        assert set(answers.values()) <= {200, 404}
        return {name for name, status in answers.items() if status == 200}

    assert opened(people.officer) == set(doors)
    for user in (people.staff, people.region_staff, people.auditor):
        assert opened(user) == {"version", "version page", "content"}
    for user in (people.other_officer, people.outsider, people.judge):
        assert opened(user) == set()


def test_a_draft_file_that_was_not_handed_in_is_no_part_of_the_version(
    client_of, people, submission, entry
):
    later = actions.attach(
        entry, "evidence", upload("ใหม่.pdf", files.pdf(pages=3)), by=people.officer
    )
    url = reverse("submissions:version-file", args=[submission.pk, 1, later.pk])

    assert client_of(people.staff).get(url).status_code == 404


def test_a_file_that_was_taken_off_stays_in_the_version(
    client_of, people, submission, attachment
):
    actions.remove_attachment(attachment, by=people.officer)
    doors = doors_of(submission, attachment)
    portal = client_of(people.officer)

    assert portal.get(doors["draft"]).status_code == 404
    assert portal.get(doors["version"]).status_code == 200


def test_a_file_is_opened_or_saved(client_of, officer, submission, attachment):
    url = doors_of(submission, attachment)["version"]
    portal = client_of(officer)

    opened, saved = portal.get(url), portal.get(url, {"download": "1"})

    assert b"".join(opened.streaming_content).startswith(b"%PDF-")
    assert opened["Content-Disposition"].startswith("inline")
    assert saved["Content-Disposition"].startswith("attachment")
    assert "default-src 'none'" in opened["Content-Security-Policy"]


def test_anybody_can_check_the_digest(client_of, officer, submission, attachment):
    answer = client_of(officer).get(doors_of(submission, attachment)["content"])

    assert sha256(answer.content).hexdigest() == submission.versions.get().digest
    assert json.loads(answer.content)["files"][0]["name"] == "แผน.pdf"


def test_files_have_no_public_path(client, submission, attachment):
    for url in doors_of(submission, attachment).values():
        assert client.get(url).status_code == 302
