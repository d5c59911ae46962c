"""The phase in Python and the phase in SQL are one rule."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contests.models import Round, Stage
from contests.phases import DATES, Phase, phase_of
from tests.factories import make_round, make_stage

NOW = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)


def hour(number):
    return NOW + timedelta(hours=number)


hours = st.integers(-6, 6)
maybe = st.none() | hours.map(hour)


@st.composite
def stage_dates(draw):
    numbers = draw(st.lists(hours, min_size=4, max_size=4, unique=True).map(sorted))
    return {name: hour(each) for name, each in zip(DATES, numbers, strict=True)}


@st.composite
def facts(draw):
    own = {f"own_{name}": draw(maybe) for name in DATES}
    reached = draw(st.integers(0, 3))
    return {
        **own,
        "own_dates_reason": "Because",
        "sealed_at": hour(0) if reached > 0 else None,
        "approved_at": hour(0) if reached > 1 else None,
        "published_at": hour(0) if reached > 2 else None,
        "public_from": draw(hours.map(hour)) if reached > 2 else None,
        "cancelled_at": draw(maybe),
        "closed_empty_at": draw(maybe),
    }


@pytest.fixture
def rounds(offices):
    stage = make_stage()
    return [make_round(stage, offices[code]) for code in ("33", "34", "50")]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dates=stage_dates(), each=st.lists(facts(), min_size=3, max_size=3))
def test_python_and_sql_agree(rounds, dates, each):
    Stage.objects.filter(pk=rounds[0].stage_id).update(**dates)
    for round_, columns in zip(rounds, each, strict=True):
        Round.objects.filter(pk=round_.pk).update(**columns)

    for at in (NOW, NOW + timedelta(hours=3), NOW - timedelta(hours=3)):
        found = Round.objects.with_phase(at=at).select_related("stage")
        assert {r.pk: r.phase for r in found} == {
            r.pk: phase_of(r, at=at) for r in found
        }
        assert {(r.opens, r.closes, r.judging_opens, r.judging_due) for r in found} == {
            (r.opens_at, r.closes_at, r.judging_opens_at, r.judging_due_at)
            for r in found
        }
        expected = {}
        for r in found:
            by_phase = expected.setdefault(r.stage_id, {})
            by_phase[r.phase] = by_phase.get(r.phase, 0) + 1
        assert Round.objects.count_by_phase(at=at) == expected


DATED = {name: hour(number) for name, number in zip(DATES, (1, 2, 3, 4), strict=True)}


@pytest.mark.parametrize(
    ("columns", "at", "phase"),
    [
        ({}, hour(0), Phase.UPCOMING),
        ({}, hour(1), Phase.OPEN),
        ({}, hour(2), Phase.SCREENING),
        ({}, hour(3), Phase.JUDGING),
        # Judging ends by the seal alone: being due is a target.
        ({}, hour(9), Phase.JUDGING),
        ({"own_closes_at": hour(3)}, hour(2), Phase.OPEN),
        ({"sealed_at": hour(4)}, hour(5), Phase.SEALED),
        ({"sealed_at": hour(4), "approved_at": hour(4)}, hour(5), Phase.APPROVED),
        ({"cancelled_at": hour(4)}, hour(5), Phase.CANCELLED),
        ({"closed_empty_at": hour(4)}, hour(5), Phase.NO_ENTRIES),
    ],
)
def test_a_round_is_in_the_phase_that_its_dates_and_acts_say(columns, at, phase):
    assert phase_of(Round(stage=Stage(**DATED), **columns), at=at) == phase


def test_a_publication_under_embargo_reads_as_approved_until_its_moment():
    acts = {"sealed_at": hour(4), "approved_at": hour(4), "published_at": hour(4)}
    round_ = Round(stage=Stage(**DATED), public_from=hour(6), **acts)

    assert phase_of(round_, at=hour(5)) == Phase.APPROVED
    assert phase_of(round_, at=hour(6)) == Phase.PUBLISHED
