"""Two people at once: nothing is lost, counted twice or half-done."""

import pytest

from submissions import actions
from submissions.merging import fingerprints, texts_of
from submissions.models import Entry, Submission, Version
from tests import factories
from tests.racing import at_once
from tests.submissions import files
from tests.submissions.files import upload
from tests.submissions.scene import FORM

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def round_(offices):
    round_ = factories.make_round()
    category = round_.stage.category
    category.form = FORM
    category.save()
    return round_


def ready(round_, code):
    return factories.make_entry(
        round_.stage.category,
        factories.make_office(code),
        answers={"goals": "พัฒนาคน"},
    )


def test_entries_handed_in_at_once_get_numbers_of_their_own(round_):
    entries = [ready(round_, code) for code in ("3317", "3319", "3320", "3322")]

    outcomes = at_once(
        *[
            lambda entry=entry: actions.hand_in(entry, round_, by=entry.created_by)
            for entry in entries
        ]
    )

    assert outcomes == ["done"] * 4
    serials = Submission.objects.values_list("serial", flat=True)
    assert sorted(serials) == [1, 2, 3, 4]


def test_two_colleagues_hand_in_the_same_entry_once(round_):
    entry = ready(round_, "3317")

    outcomes = at_once(
        *[lambda: actions.hand_in(entry, round_, by=entry.created_by)] * 2
    )

    assert outcomes == ["done", "unchanged"]
    assert Version.objects.count() == 1


def test_of_two_texts_for_one_field_one_is_saved_and_one_is_told(round_):
    entry = ready(round_, "3317")
    clashes = []

    def save(title, answers):
        saved = actions.save_entry(
            Entry.objects.get(pk=entry.pk),
            by=entry.created_by,
            title=title,
            answers=answers,
            revision=1,
        )
        clashes.append(saved.clashes)

    at_once(
        lambda: save("หนึ่ง", entry.answers),
        lambda: save("สอง", entry.answers),
    )

    entry.refresh_from_db()
    assert sorted(map(len, clashes)) == [0, 1]
    assert (entry.title in ("หนึ่ง", "สอง"), entry.revision) == (True, 2)


def test_people_who_write_different_fields_at_once_lose_nothing(round_):
    entry = ready(round_, "3317")
    began = fingerprints(FORM, texts_of(entry))
    texts = {"title": "ชื่อ", "goals": "เป้าหมาย", "steps": ["ก", "ข"]}

    at_once(
        *[
            lambda key=key: actions.save_entry(
                Entry.objects.get(pk=entry.pk),
                by=entry.created_by,
                answers={key: texts[key]},
                revision=0,
                began=began,
            )
            for key in texts
        ]
    )

    entry.refresh_from_db()
    assert {key: texts_of(entry)[key] for key in texts} == texts
    assert entry.revision == 4


def test_two_officers_begin_one_entry(round_, officer, offices):
    category, office = round_.stage.category, offices["3317"]

    outcomes = at_once(
        *[lambda: actions.create_entry(category, office, by=officer)] * 2
    )

    assert outcomes == ["done", "enough"]
    assert Entry.objects.count() == 1


def test_a_work_is_not_accepted_while_a_new_version_comes_in(round_, staff, rewrite_of):
    entry = ready(round_, "3317")
    submission = actions.hand_in(entry, round_, by=entry.created_by)
    rewrite_of(entry)

    at_once(
        lambda: actions.hand_in(entry, round_, by=entry.created_by),
        lambda: actions.accept(submission, by=staff, version=1),
    )

    submission.refresh_from_db()
    # Whichever came first: version 1 is never what is accepted beside version 2.
    assert (submission.state, submission.accepted_version) == ("handed_in", None)


@pytest.fixture
def rewrite_of():
    def rewrite(entry):
        actions.save_entry(
            entry,
            by=entry.created_by,
            title="ฉบับสอง",
            answers=entry.answers,
            revision=entry.revision,
        )

    return rewrite


def test_the_same_file_from_two_people_is_kept_once(round_):
    entries = [ready(round_, code) for code in ("3317", "3322")]
    content = files.pdf()

    outcomes = at_once(
        *[
            lambda entry=entry: actions.attach(
                entry, "evidence", upload("แผน.pdf", content), by=entry.created_by
            )
            for entry in entries
        ]
    )

    stored = {entry.attachments.get().stored for entry in entries}
    assert (outcomes, len(stored)) == (["done"] * 2, 1)
