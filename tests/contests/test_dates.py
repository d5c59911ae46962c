"""Dates move as rule 1 lets them, in a stage and in a round."""

from datetime import timedelta

import pytest

from audit.models import Event
from contests import acts
from contests.actions import (
    cancel_round,
    change_round,
    freeze_rules,
    move_dates,
    plan_move,
    record_sealed,
)
from contests.dates import dates_of
from contests.phases import DATES
from tests.contests.conftest import DAY, MARCH

REASON = "วันปิดรับตรงกับงานประเพณีของจังหวัด"


def own(round_, **days):
    """Return own dates that lie so many days after the stage's."""
    return {
        f"own_{name}": getattr(round_.stage, name) + number * DAY
        for name, number in days.items()
    }


def moved(stage, **days):
    dates = dates_of(stage)
    return {name: dates[name] + days.get(name, 0) * DAY for name in DATES}


def all_moved(stage, days):
    return moved(stage, **dict.fromkeys(DATES, days))


# A round's own dates ------------------------------------------------------------------


def test_a_round_closes_later_than_its_stage_and_says_why(round_, staff):
    change_round(
        round_,
        by=staff,
        at=MARCH,
        own_dates_reason=REASON,
        **own(round_, closes_at=1, judging_opens_at=1),
    )

    assert round_.closes_at == round_.stage.closes_at + DAY
    assert round_.opens_at == round_.stage.opens_at
    event = Event.objects.about(round_).first()
    assert (event.act, event.by, event.reason) == (acts.CHANGED_ROUND, staff, REASON)
    assert list(event.changes) == ["own_closes_at", "own_judging_opens_at"]


def test_its_own_dates_can_be_given_up(round_, staff):
    dates = own(round_, opens_at=1)
    change_round(round_, by=staff, at=MARCH, own_dates_reason=REASON, **dates)

    change_round(round_, by=staff, at=MARCH, own_opens_at=None)

    assert round_.opens_at == round_.stage.opens_at
    assert round_.own_dates_reason == ""


@pytest.mark.parametrize(
    ("days", "codes"),
    [
        ({"opens_at": -1}, {"own_opens_at": ["outside_window"]}),
        ({"judging_due_at": 1}, {"own_judging_due_at": ["outside_window"]}),
        ({"closes_at": 8}, {"own_closes_at": ["dates_out_of_order"]}),
        (
            {"opens_at": -1, "judging_due_at": 1},
            {
                "own_opens_at": ["outside_window"],
                "own_judging_due_at": ["outside_window"],
            },
        ),
    ],
)
def test_own_dates_lie_in_the_stages_window_and_in_order(
    round_, staff, refused, days, codes
):
    changes = {"own_dates_reason": REASON, **own(round_, **days)}

    assert refused(change_round, round_, by=staff, at=MARCH, **changes) == codes


def test_own_dates_need_a_reason(round_, staff, refused):
    dates = own(round_, opens_at=1)

    codes = refused(change_round, round_, by=staff, at=MARCH, **dates)

    assert codes == {"own_dates_reason": ["reason_missing"]}


def test_closing_never_moves_earlier_once_open(round_, staff, refused):
    earlier = {"own_dates_reason": REASON, **own(round_, closes_at=-1)}
    open_at = round_.opens_at + DAY

    codes = refused(change_round, round_, by=staff, at=open_at, **earlier)

    assert codes == {"own_closes_at": ["closes_earlier"]}
    change_round(round_, by=staff, at=MARCH, **earlier)
    assert round_.closes_at == round_.stage.closes_at - DAY


def test_giving_up_a_later_closing_is_also_moving_it_earlier(round_, staff, refused):
    later = own(round_, closes_at=1)
    change_round(round_, by=staff, at=MARCH, own_dates_reason=REASON, **later)

    codes = refused(
        change_round, round_, by=staff, at=round_.opens_at, own_closes_at=None
    )

    assert codes == {"own_closes_at": ["closes_earlier"]}


def test_an_open_round_is_not_shut_again(round_, staff, refused):
    later = {"own_dates_reason": REASON, **own(round_, opens_at=3)}

    codes = refused(change_round, round_, by=staff, at=round_.opens_at + DAY, **later)

    assert codes == {"own_opens_at": ["opened_already"]}


def test_a_round_not_yet_open_does_not_close_in_the_past(round_, staff, refused):
    at = round_.opens_at + 2 * DAY
    dates = own(round_, opens_at=5)
    change_round(round_, by=staff, at=MARCH, own_dates_reason=REASON, **dates)

    codes = refused(
        change_round,
        round_,
        by=staff,
        at=at,
        own_opens_at=None,
        own_closes_at=at - timedelta(hours=1),
        own_dates_reason=REASON,
    )

    assert codes == {"own_closes_at": ["closes_in_the_past"]}


def test_entries_are_let_in_longer_while_nobody_has_marked(round_, staff):
    at = round_.judging_opens_at + DAY
    later = own(round_, closes_at=6, judging_opens_at=5)

    change_round(round_, by=staff, at=at, own_dates_reason=REASON, **later)

    assert round_.closes_at > at


def test_after_the_first_mark_only_the_due_day_moves(round_, staff, refused):
    at = round_.judging_opens_at
    freeze_rules(round_, at=at)
    dates = {"own_dates_reason": REASON, **own(round_, closes_at=1, judging_due_at=-1)}

    codes = refused(change_round, round_, by=staff, at=at, **dates)

    assert codes == {"own_closes_at": ["dates_fixed"]}
    del dates["own_closes_at"]
    change_round(round_, by=staff, at=at, **dates)
    assert round_.judging_due_at == round_.stage.judging_due_at - DAY


def test_nothing_about_dates_changes_once_sealed(round_, staff, refused):
    record_sealed(round_, at=round_.judging_opens_at)
    dates = {"own_dates_reason": REASON, **own(round_, judging_due_at=-1)}

    codes = refused(change_round, round_, by=staff, **dates)

    assert codes == {"own_judging_due_at": ["dates_fixed"]}
    change_round(round_, by=staff, contact_name="นางสาวธนพร")
    assert round_.contact_name == "นางสาวธนพร"


def test_what_is_not_a_rounds_own_is_no_change(round_, staff):
    with pytest.raises(TypeError):
        change_round(round_, by=staff, sealed_at=MARCH)


# A stage's dates ----------------------------------------------------------------------


def test_moving_a_stage_moves_its_rounds_and_tells_each(
    stage, round_, other_round, administrator
):
    change_round(
        other_round, by=administrator, at=MARCH, own_dates_reason=REASON,
        **own(other_round, judging_due_at=-1),
    )  # fmt: skip
    later = moved(stage, judging_due_at=3)

    plan = {move.round.pk: move for move in plan_move(stage, later, at=MARCH)}
    move_dates(stage, later, by=administrator, at=MARCH, reason="เลื่อน")

    assert plan[round_.pk].is_moved
    assert not plan[other_round.pk].is_moved
    for each in (round_, other_round):
        before = each.judging_due_at
        each.refresh_from_db()
        assert (each.judging_due_at != before) == plan[each.pk].is_moved
        told = [event.act for event in Event.objects.about(each)]
        assert (acts.MOVED_DATES in told) == plan[each.pk].is_moved
    event = Event.objects.about(stage).first()
    assert (event.act, event.reason) == (acts.MOVED_DATES, "เลื่อน")
    assert list(event.changes) == ["judging_due_at"]


def test_a_stage_does_not_close_earlier_once_a_round_is_open(
    stage, administrator, refused
):
    earlier = moved(stage, closes_at=-1)

    codes = refused(
        move_dates, stage, earlier, by=administrator, at=stage.opens_at + DAY
    )

    assert codes == ["closes_earlier"]


def test_the_refusal_names_rounds_and_nothing_moves(stage, administrator, round_):
    earlier = moved(stage, closes_at=-1)
    before = dates_of(stage)

    with pytest.raises(Exception, match=round_.office.title):
        move_dates(stage, earlier, by=administrator, at=stage.opens_at + DAY)

    stage.refresh_from_db()
    assert dates_of(stage) == before


def test_own_dates_outside_the_new_window_stand_in_the_way(
    stage, round_, staff, administrator, refused
):
    change_round(
        round_, by=staff, at=MARCH, own_dates_reason=REASON,
        **own(round_, opens_at=1),
    )  # fmt: skip
    later = all_moved(stage, 30)

    assert refused(move_dates, stage, later, by=administrator, at=MARCH) == [
        "outside_window"
    ]
    plan = plan_move(stage, later, drops_own=True, at=MARCH)
    assert [move.round for move in plan if move.gives_up] == [round_]

    move_dates(stage, later, by=administrator, at=MARCH, drops_own=True)

    round_.refresh_from_db()
    assert dates_of(round_) == later
    assert round_.own_dates_reason == ""


def test_own_dates_that_no_longer_fit_the_order_stand_in_the_way(
    stage, round_, staff, administrator, refused
):
    change_round(
        round_, by=staff, at=MARCH, own_dates_reason=REASON,
        **own(round_, judging_opens_at=1),
    )  # fmt: skip
    later = moved(stage, closes_at=7, judging_opens_at=7)

    codes = refused(move_dates, stage, later, by=administrator, at=MARCH)

    assert codes == ["dates_out_of_order"]


def test_a_sealed_round_keeps_its_dates_when_the_stage_moves(
    stage, round_, other_round, administrator
):
    before = dates_of(round_)
    record_sealed(round_, at=MARCH)
    later = all_moved(stage, 30)

    move_dates(stage, later, by=administrator, at=MARCH)

    round_.refresh_from_db()
    other_round.refresh_from_db()
    assert dates_of(round_) == before
    assert round_.own_dates_reason
    assert dates_of(other_round) == later


def test_a_cancelled_round_keeps_its_dates_too(stage, round_, administrator):
    before = dates_of(round_)
    cancel_round(round_, by=administrator, reason="น้ำท่วม", at=MARCH)

    move_dates(stage, all_moved(stage, 30), by=administrator, at=MARCH)

    round_.refresh_from_db()
    assert dates_of(round_) == before


def test_a_round_being_judged_follows_with_its_due_day_alone(
    stage, round_, administrator
):
    at = stage.judging_opens_at + DAY
    before = dates_of(round_)
    freeze_rules(round_, at=at)
    later = moved(stage, closes_at=10, judging_opens_at=10, judging_due_at=10)

    move_dates(stage, later, by=administrator, at=at)

    round_.refresh_from_db()
    assert dates_of(round_) == {**before, "judging_due_at": later["judging_due_at"]}


def test_no_change_leaves_no_trace(stage, administrator):
    before = Event.objects.count()

    move_dates(stage, dates_of(stage), by=administrator)

    assert Event.objects.count() == before


def test_dates_out_of_order_are_refused_for_a_stage(stage, administrator, refused):
    wrong = moved(stage, judging_due_at=-300)

    assert refused(move_dates, stage, wrong, by=administrator, at=MARCH) == [
        "dates_out_of_order"
    ]
