"""Who may not enter a category, each with the reason; and what is nobody's business."""

import pytest
from django.urls import reverse

from submissions import actions
from submissions.models import Submission
from submissions.readiness import what_is_missing
from tests import factories
from tests.submissions.scene import DAY, FORM, NOW, field

WINNER = "winner"


def row(given_name, surname):
    return {
        "title": "นาง",
        "given_name": given_name,
        "surname": surname,
        "position": "นักวิชาการ",
        "level": "",
        "phone": "1",
    }


@pytest.fixture
def category(world):
    """Category 2, whose form names people."""
    category = world.category[2]
    category.form = [*FORM, field("team", "people")]
    category.person_enters_once = True
    category.save()
    return category


def begin(world, category, code, people, by):
    entry = actions.create_entry(category, world.office[code], by=by, at=NOW)
    return actions.save_entry(
        entry,
        by=by,
        title="โมเดล",
        answers={"goals": "พัฒนาคน", "team": people},
        revision=1,
        at=NOW,
    )


def barred(entry, at=NOW):
    return [
        (gap.field, gap.sentence)
        for gap in what_is_missing(entry, [], at=at)
        if gap.code == "barred"
    ]


# A person in one entry only -----------------------------------------------------------


def test_who_is_in_another_entry_that_was_handed_in_is_barred(
    world, category, province_round, refused
):
    mali, suda = row("มะลิ", "ใจดี"), row("สุดา", "ดีงาม")
    first = begin(world, category, "3317", [mali], world.officer)
    second = begin(world, category, "3320", [suda, mali], world.other_officer)
    before = barred(second)
    actions.hand_in(first, province_round, by=world.officer, at=NOW)

    codes = refused(
        actions.hand_in, second, province_round, by=world.other_officer, at=NOW
    )

    assert before == []
    assert codes == ["barred"]
    [(where, sentence)] = barred(second)
    assert (where, "มะลิ ใจดี" in sentence) == ("team", True)
    assert "ภูสิงห์" not in sentence
    assert barred(first) == []


def test_who_was_taken_off_again_or_withdrew_is_free(world, category, province_round):
    mali = row("มะลิ", "ใจดี")
    first = begin(world, category, "3317", [mali], world.officer)
    second = begin(world, category, "3320", [mali], world.other_officer)
    submission = actions.hand_in(first, province_round, by=world.officer, at=NOW)
    there = barred(second)
    first.refresh_from_db()
    actions.save_entry(
        first,
        by=world.officer,
        title="โมเดล",
        answers={"goals": "พัฒนาคน", "team": []},
        revision=first.revision,
        at=NOW,
    )
    actions.hand_in(first, province_round, by=world.officer, at=NOW + DAY)
    taken_off = barred(second)
    actions.withdraw(submission, by=world.officer, reason="ถอน", at=NOW + DAY)

    assert (len(there), taken_off, barred(second)) == (1, [], [])


def test_without_the_rule_a_person_may_be_in_many(world, category, province_round):
    category.person_enters_once = False
    category.save()
    mali = row("มะลิ", "ใจดี")
    first = begin(world, category, "3317", [mali], world.officer)
    second = begin(world, category, "3320", [mali], world.other_officer)
    actions.hand_in(first, province_round, by=world.officer, at=NOW)

    assert barred(second) == []


def test_a_surname_alone_bars_nobody(world, category, province_round):
    first = begin(
        world, category, "3317", [row("มะลิ", "ใจดี"), row("", "ใจดี")], world.officer
    )
    second = begin(world, category, "3320", [row("สุดา", "ใจดี")], world.other_officer)
    first.answers["team"] = first.answers["team"][:1]
    first.save()
    actions.hand_in(first, province_round, by=world.officer, at=NOW)

    assert barred(second) == []


def test_the_owner_of_an_entry_is_in_it_too(world, category):
    """Named in another's form, or another's owner: both are one person twice."""
    individual = world.category[1]
    individual.form = category.form
    individual.person_enters_once = True
    individual.save()
    world.officer.surname = world.other_officer.surname = "ใจดี"
    world.officer.save()
    world.other_officer.save()
    own = actions.create_entry(
        individual, world.office["3317"], by=world.officer, person=world.officer, at=NOW
    )
    other = actions.create_entry(
        individual,
        world.office["3320"],
        by=world.other_officer,
        person=world.other_officer,
        at=NOW,
    )
    other.answers = {"goals": "x", "team": [row("Officer", "ใจดี")]}
    other.title = "เรื่อง"
    other.save()
    actions.hand_in(
        other, world.rounds[1, "3320"], by=world.other_officer, at=NOW + DAY
    )

    assert [where for where, _ in barred(own)] == [""]
    own.title, own.answers = "เรื่อง", {"goals": "x"}
    own.save()
    Submission.objects.all().update(state="withdrawn", state_reason="x")
    actions.hand_in(own, world.rounds[1, "3317"], by=world.officer, at=NOW + DAY)
    assert [where for where, _ in barred(other)] == ["team"]


# Entries per office -------------------------------------------------------------------


def test_an_office_hands_in_no_more_than_it_may(world, refused):
    individual, round_ = world.category[1], world.rounds[1, "3317"]
    entries = [
        actions.create_entry(
            individual, world.office["3317"], by=person, person=person, at=NOW
        )
        for person in (world.officer, world.colleague)
    ]
    for entry in entries:
        entry.title, entry.answers = "เรื่อง", {"goals": "x"}
        entry.save()
    first = actions.hand_in(entries[0], round_, by=world.officer, at=NOW)
    individual.entries_per_office = 1
    individual.save()

    codes = refused(actions.hand_in, entries[1], round_, by=world.officer, at=NOW)
    actions.withdraw(first, by=world.officer, reason="ถอน", at=NOW)
    actions.hand_in(entries[1], round_, by=world.officer, at=NOW)

    assert codes == ["barred"]


# Former winners -----------------------------------------------------------------------


@pytest.fixture
def won(world):
    """Return a function that makes an office the winner of category 2 of a year."""

    def win(year, level, *, public_from=NOW - DAY, award=WINNER, person=None):
        season = factories.make_season(year)
        number = 1 if person else 2
        category = factories.make_category(number, season)
        stage = factories.make_stage(category, level)
        code = {"province": "33", "region": "R14", "department": "CDD"}[level]
        round_ = factories.make_round(
            stage,
            world.office[code],
            sealed_at=NOW - 2 * DAY,
            approved_at=NOW - 2 * DAY,
            published_at=NOW - 2 * DAY,
            public_from=public_from,
        )
        entry = factories.make_entry(
            category, world.office["3317"], by=world.officer, person=person
        )
        return factories.make_submission(round_, entry, "accepted", award=award)

    return win


@pytest.fixture
def barring(world):
    world.category[2].winners_barred_years = 2
    world.category[2].save()


def test_a_winner_of_late_is_barred_and_told_until_when(entry, won, barring):
    won(2567, "department")
    entry.refresh_from_db()

    [(where, sentence)] = barred(entry)

    assert where == ""
    assert "สำนักงานภูสิงห์" in sentence
    assert "2567" in sentence
    assert "2570" in sentence


@pytest.mark.parametrize(
    ("year", "level", "more"),
    [
        (2566, "department", {}),  # longer ago
        (2567, "region", {}),  # lower
        (2567, "department", {"award": "runner_up_1"}),
        (2567, "department", {"award": ""}),
        (2567, "department", {"public_from": NOW + DAY}),  # under embargo
    ],
)
def test_nobody_else_is_barred(entry, won, barring, year, level, more):
    won(year, level, **more)
    entry.refresh_from_db()

    assert barred(entry) == []


def test_lower_levels_count_where_the_category_says_so(world, entry, won, barring):
    world.category[2].winners_barred_level = "region"
    world.category[2].save()
    won(2568, "region")
    entry.refresh_from_db()

    assert len(barred(entry)) == 1


def test_a_person_who_won_is_barred_at_another_office_too(world, won):
    individual = world.category[1]
    individual.winners_barred_years = 1
    individual.save()
    won(2568, "department", person=world.other_officer)

    entry = actions.create_entry(
        individual,
        world.office["3320"],
        by=world.other_officer,
        person=world.other_officer,
        at=NOW,
    )
    free = actions.create_entry(
        individual, world.office["3317"], by=world.officer, person=world.officer, at=NOW
    )

    assert (len(barred(entry)), barred(free)) == (1, [])


# Shown --------------------------------------------------------------------------------


def test_the_reason_stands_where_the_officer_looks(
    world, entry, won, barring, client_of, province_round
):
    won(2567, "department")
    entry.refresh_from_db()
    [(_, sentence)] = barred(entry)
    portal = client_of(world.officer)

    for name in ("entry", "entry-hand-in"):
        url = reverse(f"submissions:{name}", args=[entry.pk])
        assert sentence in portal.get(url).content.decode(), name
