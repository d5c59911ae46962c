import pytest
from django.db import IntegrityError, transaction

from audit.models import Event
from offices.models import Notice
from submissions import actions
from submissions.models import LateDoor, Submission
from submissions.workflow import TRANSITIONS, State
from tests.submissions.scene import DAY, NOW

FACTS = {
    State.HANDED_IN: {},
    State.RETURNED: {"state_reason": "x", "open_until": NOW + DAY},
    State.ACCEPTED: {},
    State.DISQUALIFIED: {"state_reason": "x"},
    State.WITHDRAWN: {"state_reason": "x"},
}
REASON = {"reason": "x", "at": NOW}
ACTS = {
    State.HANDED_IN: lambda s, w: actions.hand_in(
        s.entry, s.round, by=w.officer, at=NOW
    ),
    State.RETURNED: lambda s, w: actions.return_for_correction(s, by=w.staff, **REASON),
    State.ACCEPTED: lambda s, w: actions.accept(s, by=w.staff, at=NOW),
    State.DISQUALIFIED: lambda s, w: actions.disqualify(s, by=w.staff, **REASON),
    State.WITHDRAWN: lambda s, w: actions.withdraw(s, by=w.officer, **REASON),
}
# A disqualification is lifted by an act of its own, with a reason.
LIFTING = (State.DISQUALIFIED, State.ACCEPTED)


@pytest.mark.parametrize("new", State)
@pytest.mark.parametrize("old", State)
def test_every_move_of_the_table_and_no_other(
    world, submission, rewrite, refused, old, new
):
    version = submission.versions.get() if old == State.ACCEPTED else None
    Submission.objects.filter(pk=submission.pk).update(
        state=old, accepted_version=version, **FACTS[old]
    )
    rewrite(submission.entry, "แก้แล้ว")
    allowed = new in TRANSITIONS[old] and (old, new) != LIFTING

    if allowed:
        ACTS[new](submission, world)
    else:
        assert refused(ACTS[new], submission, world)

    submission.refresh_from_db()
    assert submission.state == (new if allowed else old)


def test_accepting_names_the_version_that_was_looked_at(
    world, submission, rewrite, refused
):
    entry = rewrite(submission.entry, "ฉบับสอง")
    actions.hand_in(entry, submission.round, by=world.officer, at=NOW)

    stale = refused(actions.accept, submission, by=world.staff, version=1, at=NOW)
    accepted = actions.accept(submission, by=world.staff, version=2, at=NOW)

    assert (stale, accepted.accepted_version.number) == (["stale"], 2)


def test_what_came_in_after_judging_began_is_admitted_with_a_reason(
    world, submission, refused
):
    judging = submission.round.judging_opens_at
    actions.return_for_correction(
        submission, by=world.staff, reason="x", at=judging - DAY
    )
    actions.hand_in(submission.entry, submission.round, by=world.officer, at=judging)

    without = refused(actions.accept, submission, by=world.staff, at=judging)
    admitted = actions.accept(
        submission, by=world.staff, reason="แก้ไขตามกำหนด", at=judging
    )

    assert (without, admitted.state) == (["no_reason"], State.ACCEPTED)


def test_a_disqualification_is_lifted_with_a_reason(world, accepted, refused):
    actions.disqualify(accepted, by=world.staff, reason="คัดลอก", at=NOW)
    plain = refused(actions.accept, accepted, by=world.staff, at=NOW)

    lifted = actions.reinstate(accepted, by=world.staff, reason="พิสูจน์แล้ว", at=NOW)

    again = refused(actions.reinstate, accepted, by=world.staff, reason="x", at=NOW)
    assert (plain, again) == (["disqualified"], ["not_disqualified"])
    assert (lifted.state, lifted.accepted_version.number) == (State.ACCEPTED, 1)


def test_a_return_needs_a_reason_and_a_moment_in_the_future(world, submission, refused):
    def send_back(**how):
        return refused(
            actions.return_for_correction, submission, by=world.staff, at=NOW, **how
        )

    assert send_back(reason="") == ["no_reason"]
    assert send_back(reason="x", until=NOW) == ["past"]


@pytest.mark.parametrize("act", ["accept", "return_for_correction", "disqualify"])
def test_after_the_seal_nothing_is_decided(
    world, submission, province_round, refused, act
):
    type(province_round).objects.filter(pk=province_round.pk).update(sealed_at=NOW)

    codes = refused(
        getattr(actions, act), submission, by=world.staff, reason="x", at=NOW
    )

    assert codes == ["sealed"]


def test_history_says_who_did_what_and_why(world, submission):
    actions.return_for_correction(submission, by=world.staff, reason="ขาดภาพ", at=NOW)

    event = Event.objects.about(submission).first()
    assert (event.act, event.by, event.reason, event.changes) == (
        "Returned the entry for correction",
        world.staff,
        "ขาดภาพ",
        {"state": ["handed_in", "returned"]},
    )


def test_the_office_hears_what_was_decided(world, submission):
    actions.return_for_correction(submission, by=world.staff, reason="ขาดภาพ", at=NOW)

    told = Notice.objects.values_list("user__username", "message")
    assert sorted(name for name, _ in told) == ["colleague", "officer"]


def test_a_late_door_is_for_an_office_of_the_round_after_closing(
    world, province_round, refused
):
    def door(office, *, at, until=NOW + 60 * DAY):
        return refused(
            actions.open_late_door,
            province_round,
            world.office[office],
            until=until,
            by=world.staff,
            reason="น้ำท่วม",
            at=at,
        )

    assert door("3317", at=NOW) == ["still_open"]
    assert door("3402", at=NOW + 11 * DAY) == ["not_of_this_round"]
    assert door("3317", at=NOW + 11 * DAY, until=NOW) == ["past"]


def test_through_a_late_door_staff_name_an_office_into_a_round_above(
    world, entry, region_round
):
    at = region_round.opens_at
    actions.open_late_door(
        region_round,
        entry.office,
        until=at + DAY,
        by=world.region_staff,
        reason="รอบจังหวัดยกเลิก",
        at=at,
    )

    named = actions.hand_in(entry, region_round, by=world.officer, at=at)

    assert (named.named_reason, named.is_late) == ("รอบจังหวัดยกเลิก", False)


def test_a_late_door_gives_room_to_begin_an_entry(world, province_round):
    at = province_round.closes_at
    office = world.office["3322"]
    actions.open_late_door(
        province_round,
        office,
        until=at + DAY,
        by=world.staff,
        reason="น้ำท่วม",
        at=at,
    )

    entry = actions.create_entry(world.category[2], office, by=world.officer, at=at)

    assert entry.pk


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "lost"},
        {"state": State.ACCEPTED},
        {"state": State.RETURNED, "state_reason": "x"},
        {"state": State.RETURNED, "open_until": NOW},
        {"state": State.DISQUALIFIED},
        {"state": State.WITHDRAWN},
        {"marked_at": NOW},
    ],
)
def test_the_database_keeps_the_facts_of_a_state(submission, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(**wrong)


def test_the_database_keeps_no_accepted_version_of_what_is_not_accepted(submission):
    version = submission.versions.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(accepted_version=version)


@pytest.mark.parametrize(
    "same", [{"entry"}, {"serial"}, {"number"}], ids=lambda same: next(iter(same))
)
def test_the_database_numbers_once(world, submission, same):
    other = actions.create_entry(
        world.category[2], world.office["3320"], by=world.officer, at=NOW
    )
    twin = {"entry": other, "serial": 2, "number": "x"}
    twin |= {name: getattr(submission, name) for name in same}

    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.create(round=submission.round, handed_in_at=NOW, **twin)


def test_the_database_numbers_versions_once(world, submission):
    with pytest.raises(IntegrityError), transaction.atomic():
        submission.versions.create(
            number=1, content={}, digest="", handed_in_at=NOW, handed_in_by=world.staff
        )


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"open_until": NOW}])
def test_the_database_keeps_late_doors_with_reason_and_end(
    world, province_round, wrong
):
    door = {
        "round": province_round,
        "office": world.office["3317"],
        "open_until": NOW + DAY,
        "reason": "x",
        "opened_by": world.staff,
        "opened_at": NOW,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        LateDoor.objects.create(**{**door, **wrong})
