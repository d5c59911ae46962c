"""A round is cancelled, closed, reinstated; and keeps facts of higher apps."""

import pytest

from audit.models import Event
from audit.record import TransitionRefused
from contests import acts
from contests.actions import (
    cancel_round,
    close_empty,
    record_approved,
    record_published,
    record_sealed,
    record_unpublished,
    record_unsealed,
    reinstate_round,
)
from contests.models import Round
from contests.phases import Phase, phase_of
from tests.contests.conftest import DAY, MARCH

FLOOD = "น้ำท่วมทั้งจังหวัด"


def test_a_round_is_cancelled_with_a_reason_and_reinstated(round_, staff):
    cancel_round(round_, by=staff, reason=FLOOD, at=MARCH)

    assert phase_of(round_, at=MARCH) == Phase.CANCELLED
    event = Event.objects.about(round_).first()
    assert (event.act, event.reason) == (acts.CANCELLED_ROUND, FLOOD)

    reinstate_round(round_, by=staff, reason="น้ำลดแล้ว", at=MARCH)

    assert phase_of(round_, at=MARCH) == Phase.UPCOMING


@pytest.mark.parametrize("act", [cancel_round, reinstate_round])
def test_both_need_a_reason(round_, staff, refused, act):
    assert refused(act, round_, by=staff, reason=" ") == ["reason_missing"]


def test_of_two_who_cancel_one_is_told(round_, staff, other_staff, refused):
    stale = Round.objects.get(pk=round_.pk)
    cancel_round(round_, by=staff, reason=FLOOD)

    assert refused(cancel_round, stale, by=other_staff, reason=FLOOD) == ["stale"]


def test_a_sealed_round_is_not_cancelled(round_, staff, refused):
    stale = Round.objects.get(pk=round_.pk)
    record_sealed(round_, at=MARCH)

    for seen in (round_, stale):
        assert refused(cancel_round, seen, by=staff, reason=FLOOD) == ["sealed"]


def test_a_running_round_is_not_reinstated(round_, staff, refused):
    assert refused(reinstate_round, round_, by=staff, reason=FLOOD) == ["stale"]


def test_a_round_without_entries_is_closed_after_its_closing_time(
    round_, staff, refused
):
    assert refused(close_empty, round_, by=staff, at=MARCH) == ["still_open"]

    close_empty(round_, by=staff, at=round_.closes_at)

    assert phase_of(round_, at=round_.closes_at) == Phase.NO_ENTRIES
    assert refused(close_empty, round_, by=staff, at=round_.closes_at) == ["stale"]


def test_a_cancelled_round_is_not_closed_as_well(round_, staff, refused):
    cancel_round(round_, by=staff, reason=FLOOD)

    assert refused(close_empty, round_, by=staff, at=round_.closes_at) == ["sealed"]


# Facts of higher apps -----------------------------------------------------------------


def facts(round_):
    round_.refresh_from_db()
    return (
        round_.sealed_at,
        round_.approved_at,
        round_.published_at,
        round_.public_from,
    )


def test_seal_approval_publication_and_the_ways_back(round_):
    times = [MARCH + number * DAY for number in range(4)]

    record_sealed(round_, at=times[0])
    assert facts(round_) == (times[0], None, None, None)
    record_unsealed(round_)
    assert facts(round_) == (None, None, None, None)

    record_sealed(round_, at=times[0])
    record_approved(round_, at=times[1])
    record_published(round_, at=times[2], public_from=times[3])
    assert facts(round_) == tuple(times)
    record_unpublished(round_)
    assert facts(round_) == (None, None, None, None)


def test_a_publication_without_embargo_is_public_at_once(round_):
    record_sealed(round_, at=MARCH)
    record_approved(round_, at=MARCH)

    record_published(round_, at=MARCH)

    assert facts(round_)[3] == MARCH


@pytest.mark.parametrize(
    "attempt",
    [
        lambda r: record_approved(r, at=MARCH),
        lambda r: record_published(r, at=MARCH),
        record_unsealed,
        record_unpublished,
        lambda r: (record_sealed(r, at=MARCH), record_sealed(r, at=MARCH)),
        lambda r: (
            record_sealed(r, at=MARCH),
            record_approved(r, at=MARCH),
            record_approved(r, at=MARCH),
        ),
        lambda r: (
            record_sealed(r, at=MARCH),
            record_approved(r, at=MARCH),
            record_published(r, at=MARCH),
            record_unsealed(r),
        ),
    ],
)
def test_a_fact_out_of_turn_is_refused(round_, attempt):
    with pytest.raises(TransitionRefused) as caught:
        attempt(round_)

    assert caught.value.code == "stale"


@pytest.mark.parametrize("field", ["cancelled_at", "closed_empty_at"])
def test_an_ended_round_is_not_sealed(round_, field):
    Round.objects.filter(pk=round_.pk).update(**{field: MARCH})

    with pytest.raises(TransitionRefused):
        record_sealed(round_, at=MARCH)
