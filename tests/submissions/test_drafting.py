import pytest
from django.db import IntegrityError, transaction

from audit.models import Event
from submissions import actions
from submissions.models import Entry
from tests.submissions.scene import DAY, NOW


def test_an_officer_begins_an_entry_of_the_office(world):
    entry = actions.create_entry(
        world.category[2], world.office["3317"], by=world.officer, at=NOW
    )

    assert (entry.season, entry.person, entry.revision) == (world.season, None, 1)
    assert [event.act for event in Event.objects.about(entry)] == ["Began the entry"]


def test_an_office_has_one_live_entry_in_an_agency_category(world, entry, refused):
    codes = refused(
        actions.create_entry, entry.category, entry.office, by=world.officer, at=NOW
    )

    assert codes == ["enough"]


def test_an_individual_entry_needs_a_person_of_the_office(world, refused):
    def begin(person):
        return refused(
            actions.create_entry,
            world.category[1],
            world.office["3317"],
            by=world.officer,
            person=person,
            at=NOW,
        )

    assert begin(None) == ["person"]
    assert begin(world.other_officer) == ["person"]


def test_an_agency_entry_takes_no_person(world, refused):
    codes = refused(
        actions.create_entry,
        world.category[2],
        world.office["3317"],
        by=world.officer,
        person=world.officer,
        at=NOW,
    )

    assert codes == ["person"]


def test_a_person_enters_once_a_season_and_an_office_as_often_as_allowed(
    world, refused
):
    def begin(person):
        return actions.create_entry(
            world.category[1],
            world.office["3317"],
            by=world.officer,
            person=person,
            at=NOW,
        )

    begin(world.officer)
    twice = refused(begin, world.officer)
    begin(world.colleague)
    third = refused(begin, world.officer)

    assert (twice, third) == (["duplicate"], ["enough"])


def test_the_database_keeps_one_live_entry_of_an_office_and_of_a_person(world, entry):
    copy = {
        "season": world.season,
        "created_by": world.officer,
        "created_at": NOW,
        "updated_by": world.officer,
        "updated_at": NOW,
        "office": world.office["3317"],
    }
    mine = {**copy, "category": world.category[1], "person": world.officer}
    Entry.objects.create(**mine)

    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(**copy, category=world.category[2])
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(**{**mine, "office": world.office["3320"]})


@pytest.mark.parametrize(
    ("category", "office", "at", "code"),
    [
        (2, "33", NOW, "not_entered_here"),
        (3, "3317", NOW, "not_entered_here"),
        (2, "3317", NOW - 20 * DAY, "not_open"),
        (2, "3317", NOW + 10 * DAY, "not_open"),
    ],
)
def test_an_entry_begins_only_where_its_round_is_open(
    world, refused, category, office, at, code
):
    codes = refused(
        actions.create_entry,
        world.category[category],
        world.office[office],
        by=world.officer,
        at=at,
    )

    assert codes == [code]


def test_saving_over_a_colleagues_text_is_refused_and_changes_nothing(
    world, entry, refused
):
    seen = entry.revision
    actions.save_entry(
        entry, by=world.colleague, title="ของเพื่อน", answers={}, revision=seen, at=NOW
    )

    codes = refused(
        actions.save_entry,
        entry,
        by=world.officer,
        title="ของฉัน",
        answers={},
        revision=seen,
        at=NOW,
    )

    entry.refresh_from_db()
    assert (codes, entry.title, entry.revision) == (["stale"], "ของเพื่อน", seen + 1)


def test_a_draft_is_saved_even_after_the_round_closed(rewrite, entry):
    saved = rewrite(entry, "ยังไม่หาย", at=NOW + 200 * DAY)

    assert saved.title == "ยังไม่หาย"


def test_a_discarded_entry_makes_room_and_comes_back_if_there_is_room(
    world, entry, rewrite, refused
):
    actions.discard_entry(entry, by=world.officer, at=NOW)
    writing = refused(rewrite, entry, "x")
    other = actions.create_entry(entry.category, entry.office, by=world.officer, at=NOW)
    taken = refused(actions.restore_entry, entry, by=world.officer, at=NOW)
    actions.discard_entry(other, by=world.officer, at=NOW)

    restored = actions.restore_entry(entry, by=world.officer, at=NOW)

    assert (writing, taken, restored.discarded_at) == (["discarded"], ["taken"], None)


def test_a_handed_in_entry_is_withdrawn_before_it_is_discarded(
    world, submission, refused
):
    entry = submission.entry
    before = refused(actions.discard_entry, entry, by=world.officer, at=NOW)
    actions.withdraw(submission, by=world.officer, reason="ส่งผิดเรื่อง", at=NOW)

    discarded = actions.discard_entry(entry, by=world.officer, at=NOW)

    assert (before, discarded.discarded_at) == (["handed_in"], NOW)
