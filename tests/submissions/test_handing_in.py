import datetime

import pytest
from django.db import DatabaseError, transaction

from audit.models import Event
from submissions import actions
from submissions.freezing import digest_of
from submissions.models import Version
from submissions.workflow import State
from tests.submissions.scene import DAY, NOW

CLOSES = NOW + 10 * DAY


def test_handing_in_freezes_a_numbered_version(world, entry, province_round):
    submission = actions.hand_in(entry, province_round, by=world.officer, at=NOW)

    version = submission.versions.get()
    assert (submission.number, submission.state) == ("KM2569-2-33-0001", "handed_in")
    assert (version.number, version.handed_in_by, version.handed_in_at) == (
        1,
        world.officer,
        NOW,
    )
    assert version.content["title"] == "โมเดลภูสิงห์เสวนา"
    assert version.content["form"] == entry.category.form
    assert version.digest == digest_of(version.content)
    assert [e.act for e in Event.objects.about(submission)] == ["Handed in the entry"]


def test_the_next_office_gets_the_next_number(
    world, submission, province_round, rewrite
):
    entry = actions.create_entry(
        world.category[2], world.office["3320"], by=world.other_officer, at=NOW
    )

    second = actions.hand_in(
        rewrite(entry, "พยุห์"), province_round, by=world.other_officer, at=NOW
    )

    assert second.number == "KM2569-2-33-0002"


def test_everything_that_is_missing_is_told_at_once(world, province_round, refused):
    entry = actions.create_entry(
        world.category[2], world.office["3317"], by=world.officer, at=NOW
    )

    codes = refused(actions.hand_in, entry, province_round, by=world.officer, at=NOW)

    assert codes == ["missing", "missing"]


def test_the_moment_of_the_deadline_is_too_late(world, entry, province_round, refused):
    late = refused(actions.hand_in, entry, province_round, by=world.officer, at=CLOSES)
    early = refused(
        actions.hand_in, entry, province_round, by=world.officer, at=NOW - 20 * DAY
    )
    last = actions.hand_in(
        entry,
        province_round,
        by=world.officer,
        at=CLOSES - datetime.timedelta(microseconds=1),
    )

    assert (late, early, last.is_late) == (["closed"], ["not_open"], False)


def test_a_correction_is_a_new_version_and_the_old_one_stays(world, accepted, rewrite):
    entry = rewrite(accepted.entry, "ฉบับแก้")

    again = actions.hand_in(entry, accepted.round, by=world.officer, at=NOW + DAY)

    titles = [version.content["title"] for version in again.versions.all()]
    assert titles == ["โมเดลภูสิงห์เสวนา", "ฉบับแก้"]
    assert (again.state, again.accepted_version) == (State.HANDED_IN, None)
    assert again.number == accepted.number


def test_the_database_changes_no_version(submission):
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.filter(submission=submission).update(digest="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.filter(submission=submission).delete()


def test_a_second_press_of_the_button_makes_no_second_version(
    world, submission, refused
):
    codes = refused(
        actions.hand_in, submission.entry, submission.round, by=world.officer, at=NOW
    )

    assert (codes, submission.versions.count()) == (["unchanged"], 1)


def test_what_was_shown_is_what_is_handed_in(world, entry, province_round, refused):
    codes = refused(
        actions.hand_in,
        entry,
        province_round,
        by=world.officer,
        at=NOW,
        digest="0" * 64,
    )

    assert codes == ["stale"]


def test_a_round_above_takes_entries_only_from_below(
    world, entry, region_round, refused
):
    at = region_round.opens_at

    codes = refused(actions.hand_in, entry, region_round, by=world.officer, at=at)

    assert codes == ["from_below"]


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        ({"cancelled_at": NOW}, "cancelled"),
        ({"closed_empty_at": NOW}, "closed_empty"),
        ({"sealed_at": NOW}, "sealed"),
    ],
)
def test_nothing_is_handed_in_to_a_round_that_has_ended(
    world, entry, province_round, refused, fact, code
):
    type(province_round).objects.filter(pk=province_round.pk).update(**fact)

    codes = refused(actions.hand_in, entry, province_round, by=world.officer, at=NOW)

    assert codes == [code]


def test_a_return_leaves_three_working_days_also_after_closing(world, submission):
    returned = actions.return_for_correction(
        submission, by=world.staff, reason="ขาดภาพ", at=CLOSES + DAY
    )

    again = actions.hand_in(
        submission.entry, submission.round, by=world.officer, at=CLOSES + 2 * DAY
    )

    assert returned.open_until.isoformat() == "2026-05-20T16:59:00+00:00"
    assert (again.state, again.is_late, again.versions.count()) == (
        State.HANDED_IN,
        False,
        2,
    )


def test_after_its_moment_a_returned_work_is_closed(world, submission, refused):
    actions.return_for_correction(
        submission, by=world.staff, reason="ขาดภาพ", at=CLOSES, until=CLOSES + DAY
    )

    codes = refused(
        actions.hand_in,
        submission.entry,
        submission.round,
        by=world.officer,
        at=CLOSES + DAY,
    )

    assert codes == ["closed"]


def test_the_late_door_marks_what_comes_in_late_for_ever(
    world, entry, province_round, refused
):
    before = refused(
        actions.hand_in, entry, province_round, by=world.officer, at=CLOSES
    )
    actions.open_late_door(
        province_round,
        entry.office,
        until=CLOSES + 2 * DAY,
        by=world.staff,
        reason="น้ำท่วม",
        at=CLOSES,
    )
    late = actions.hand_in(entry, province_round, by=world.officer, at=CLOSES + DAY)
    actions.return_for_correction(
        late, by=world.staff, reason="ขาดภาพ", at=CLOSES + DAY
    )
    again = actions.hand_in(
        entry, province_round, by=world.officer, at=CLOSES + 3 * DAY
    )

    assert before == ["closed"]
    assert (late.is_late, again.is_late) == (True, True)
    assert [version.is_late for version in again.versions.all()] == [True, False]


def test_a_withdrawn_work_can_be_handed_in_again_while_open(world, submission, refused):
    entry, round_ = submission.entry, submission.round
    no_reason = refused(actions.withdraw, submission, by=world.officer, reason=" ")
    actions.withdraw(submission, by=world.officer, reason="ขอแก้ไข", at=NOW)

    again = actions.hand_in(entry, round_, by=world.officer, at=NOW + DAY)
    actions.withdraw(submission, by=world.officer, reason="ขอแก้ไข", at=NOW + DAY)
    too_late = refused(actions.hand_in, entry, round_, by=world.officer, at=CLOSES)

    assert (no_reason, again.state, too_late) == (
        ["no_reason"],
        State.HANDED_IN,
        ["closed"],
    )


def test_a_marked_version_is_not_replaced(world, accepted, refused):
    actions.record_marked(accepted, at=NOW)

    handed_in = refused(
        actions.hand_in, accepted.entry, accepted.round, by=world.officer, at=NOW
    )
    returned = refused(
        actions.return_for_correction, accepted, by=world.staff, reason="x", at=NOW
    )

    assert (handed_in, returned) == (["marked"], ["marked"])


def test_a_discarded_entry_is_not_handed_in(world, entry, province_round, refused):
    actions.discard_entry(entry, by=world.officer, at=NOW)

    codes = refused(actions.hand_in, entry, province_round, by=world.officer, at=NOW)

    assert codes == ["discarded"]


def test_a_door_to_a_round_of_another_category_lets_nothing_in(world, entry, refused):
    other = world.rounds[1, "3317"]
    at = other.closes_at
    actions.open_late_door(
        other, entry.office, until=at + DAY, by=world.staff, reason="x", at=at
    )

    codes = refused(actions.hand_in, entry, other, by=world.officer, at=at)

    assert codes == ["category"]
