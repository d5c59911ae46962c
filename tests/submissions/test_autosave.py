"""What the page of a draft sends while it is being written, and what it is told."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from submissions import actions
from submissions.merging import fingerprint, fingerprints, texts_of
from submissions.models import Entry
from tests import factories
from tests.submissions.scene import FORM


@pytest.fixture
def entry(officer, offices):
    category = factories.make_round().stage.category
    category.form = FORM
    category.save()
    return factories.make_entry(
        category, offices["3317"], by=officer, answers={"goals": "เดิม"}
    )


def post(client, entry, pairs):
    url = reverse("submissions:entry-autosave", args=[entry.pk])
    return client.post(url, pairs, content_type="application/json")


@pytest.fixture
def send(client_of, officer, entry):
    """Send some fields, as the page did that was opened before the test."""
    client = client_of(officer)
    began = fingerprints(FORM, texts_of(entry))

    def send(**texts):
        pairs = [(f"{key}-began", mark) for key, mark in began.items()]
        pairs += [("sent-field", key.partition("-")[0]) for key in texts]
        pairs += [("signed-in", str(officer.pk)), *texts.items()]
        answer = post(client, entry, pairs)
        began.update(answer.json().get("stored", {}))
        entry.refresh_from_db()
        return answer

    return send


@pytest.fixture
def theirs(entry, offices):
    """Save as a colleague."""
    colleague = factories.make_membership(office=offices["3317"]).user

    def save(**answers):
        entry.refresh_from_db()
        revision = entry.revision
        actions.save_entry(entry, by=colleague, answers=answers, revision=revision)

    return save


def test_a_field_is_saved_and_the_others_stay(send, entry):
    answer = send(steps="ก\nข").json()

    assert entry.answers == {"goals": "เดิม", "steps": ["ก", "ข"]}
    assert answer["stored"] == {"steps": fingerprint("list", ["ก", "ข"])}
    assert (answer["errors"], answer["clashes"], answer["fresh"]) == ({}, {}, {})
    assert "บันทึกแล้ว" in answer["state"]


def test_what_is_missing_follows_every_save(send):
    missing = send(goals="").json()["readiness"]
    there = send(goals="เป้าหมาย").json()["readiness"]

    assert 'href="#field-goals"' in missing
    assert "<li>" not in there


def test_a_fault_is_told_and_the_rest_is_saved(send, entry):
    answer = send(**{"clips-url": "คลิป", "title": "ชื่อใหม่"}).json()

    assert list(answer["errors"]) == ["clips"]
    assert list(answer["stored"]) == ["title"]
    assert (entry.title, "clips" in entry.answers) == ("ชื่อใหม่", False)


def test_what_a_colleague_changed_elsewhere_comes_along(send, theirs, entry):
    theirs(steps=["ของเพื่อน"])

    answer = send(goals="ของฉัน").json()

    assert list(answer["fresh"]) == ["steps"]
    assert "ของเพื่อน" in answer["fresh"]["steps"]
    assert entry.answers == {"goals": "ของฉัน", "steps": ["ของเพื่อน"]}


def test_a_field_typed_back_to_what_it_was_takes_the_colleagues_text(
    send, theirs, entry
):
    theirs(goals="ของเพื่อน")

    answer = send(goals="เดิม").json()

    assert (answer["stored"], list(answer["fresh"])) == ({}, ["goals"])
    assert entry.answers["goals"] == "ของเพื่อน"


def test_a_clash_shows_the_other_text_with_a_choice(send, theirs, entry):
    theirs(goals="ของเพื่อน")

    answer = send(goals="ของฉัน", steps="หนึ่ง").json()

    assert list(answer["stored"]) == ["steps"]
    assert "ของเพื่อน" in answer["clashes"]["goals"]
    assert 'name="keep-mine"' in answer["clashes"]["goals"]
    assert "ของเพื่อน" in answer["fresh"]["goals"]
    assert entry.answers == {"goals": "ของเพื่อน", "steps": ["หนึ่ง"]}


def test_another_person_at_the_same_browser_saves_nothing(client_of, entry, offices):
    colleague = factories.make_membership(office=offices["3317"]).user
    sent = [
        ("signed-in", str(entry.created_by_id)),
        ("sent-field", "goals"),
        ("goals", "x"),
        ("goals-began", fingerprint("longtext", "เดิม")),
    ]

    answer = post(client_of(colleague), entry, sent)

    entry.refresh_from_db()
    assert (answer.status_code, list(answer.json())) == (403, ["refused"])
    assert entry.answers == {"goals": "เดิม"}


@pytest.mark.parametrize("body", ["", "{}", "[1]", '[["goals"]]', '[["goals", 1]]'])
def test_what_is_no_list_of_boxes_saves_nothing(client_of, officer, entry, body):
    url = reverse("submissions:entry-autosave", args=[entry.pk])

    answer = client_of(officer).post(url, body, content_type="application/json")

    entry.refresh_from_db()
    assert answer.json()["stored"] == {}
    assert entry.answers == {"goals": "เดิม"}


def test_half_a_character_is_no_reason_to_lose_the_rest(send, entry):
    send(goals="ก่อน \ud83d หลัง")

    assert entry.answers["goals"] == "ก่อน ? หลัง"


def test_whoever_may_open_a_draft_may_write_in_it_and_nobody_else(people, entry):
    individual = factories.make_entry(
        factories.make_category(1, entry.season), entry.office, person=people.outsider
    )
    ended = factories.make_membership(office=entry.office, ended_at=timezone.now())

    for person in (*vars(people).values(), ended.user):
        opens = set(Entry.objects.visible_to(person))
        assert set(Entry.objects.owned_by(person)) == opens
    assert set(Entry.objects.owned_by(people.officer)) == {entry, individual}
    assert set(Entry.objects.owned_by(people.outsider)) == {individual}


def test_a_discarded_entry_says_so(send, entry, officer):
    actions.discard_entry(entry, by=officer)

    answer = send(goals="x")

    assert (answer.status_code, list(answer.json())) == (409, ["refused"])


def test_saving_costs_few_queries_whatever_is_attached(send, entry):
    def count(text):
        ContentType.objects.clear_cache()
        with CaptureQueriesContext(connection) as queries:
            assert send(goals=text).status_code == 200
        return len(queries)

    with_none = count("หนึ่ง")
    for number in range(5):
        stored = factories.make_stored_file(b"%d" % number)
        factories.make_attachment(entry, stored)

    assert count("หนึ่ง สอง") <= with_none <= 20
