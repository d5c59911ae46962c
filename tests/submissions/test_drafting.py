import pytest
from django.db import IntegrityError, transaction

from audit.models import Event
from submissions import actions
from submissions.actions.drafting import SAVED, SITTING
from submissions.merging import fingerprint, fingerprints, texts_of
from submissions.models import Entry
from tests.submissions.scene import DAY, FORM, NOW


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


@pytest.fixture
def save(world, entry):
    """Save as the officer, or as somebody else, over what is there or was seen."""

    def save(answers, *, by=world.officer, at=NOW, **how):
        entry.refresh_from_db()
        how = {"revision": entry.revision, **how}
        return actions.save_entry(entry, by=by, answers=answers, at=at, **how)

    return save


def test_what_only_one_side_changed_is_merged(world, entry, save):
    began = fingerprints(FORM, texts_of(entry))
    save({"steps": ["ของเพื่อน"]}, by=world.colleague)

    mine = {**entry.answers, "goals": "ของฉัน"}
    saved = save(mine, title=entry.title, revision=0, began=began)

    entry.refresh_from_db()
    assert saved.clashes == set()
    assert entry.answers == {"goals": "ของฉัน", "steps": ["ของเพื่อน"]}


def test_what_both_changed_stays_and_the_rest_is_saved(world, entry, save):
    began = fingerprints(FORM, texts_of(entry))
    save({"goals": "ของเพื่อน"}, by=world.colleague)

    saved = save({"goals": "ของฉัน", "steps": ["หนึ่ง"]}, revision=0, began=began)

    entry.refresh_from_db()
    assert saved.clashes == {"goals"}
    assert entry.answers == {"goals": "ของเพื่อน", "steps": ["หนึ่ง"]}
    assert entry.updated_by == world.officer


def test_who_does_not_say_what_they_began_from_replaces_nothing(world, entry, save):
    seen = entry.revision
    save({}, title="ของเพื่อน", by=world.colleague)

    saved = save({}, title="ของฉัน", revision=seen)

    entry.refresh_from_db()
    assert (saved.clashes, entry.title) == ({"title"}, "ของเพื่อน")
    assert entry.revision == seen + 1


def test_a_chosen_text_replaces_the_other_which_stays_on_record(world, entry, save):
    save({"goals": "ของเพื่อน"}, by=world.colleague)
    seen = {"goals": fingerprint("longtext", "ของเพื่อน")}

    save({"goals": "ของฉัน"}, revision=0, began=seen, over={"goals"})

    entry.refresh_from_db()
    assert entry.answers["goals"] == "ของฉัน"
    event = Event.objects.about(entry).get(
        act="Replaced a text that was saved meanwhile"
    )
    assert event.changes == {"goals": ["ของเพื่อน", "ของฉัน"]}


def test_the_same_text_again_is_no_new_revision(entry, save):
    seen = entry.revision

    save(entry.answers, title=entry.title)

    entry.refresh_from_db()
    assert (entry.revision, entry.updated_at) == (seen, NOW - DAY)


def test_a_sitting_is_one_act_in_the_history(world, entry, save):
    def saves():
        return Event.objects.about(entry).filter(act=SAVED, at__gte=NOW).count()

    minute = SITTING / 10
    for number in range(10):
        save({"goals": f"{number}"}, at=NOW + number * minute)
    of_one_sitting = saves()
    save({"goals": "x"}, by=world.colleague, at=NOW + 9 * minute)
    save({"goals": "y"}, at=NOW + SITTING)

    assert (of_one_sitting, saves()) == (1, 3)


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
