"""A session is planned, opened, closed and opened again."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from judging import actions
from judging.models import Session, Turn
from judging.workflow import SessionState, TimerAct
from tests.factories import (
    make_attendance,
    make_category,
    make_round,
    make_season,
    make_session,
    make_stage,
    make_turn,
)
from tests.judging.hall.conftest import code_of, pressed

SECOND = timedelta(seconds=1)


def test_a_session_is_opened_closed_and_opened_again(session, panel, staff):
    other = make_session(panel.round, turns=[panel.phu_sing])
    session = pressed(
        actions.begin_session(session, by=staff), staff, *(TimerAct.NEXT,) * 2
    )
    with pytest.raises(ValidationError) as second:
        actions.begin_session(other, by=staff)

    closed = actions.end_session(session, by=staff)
    assert (closed.state, closed.current) == (SessionState.ENDED, None)
    with pytest.raises(ValidationError) as again:
        actions.begin_session(closed, by=staff)
    opened = actions.reopen_session(closed, by=staff, reason="Too early")

    assert code_of(second) == "other_running"
    assert code_of(again) == "not_allowed"
    assert (opened.state, opened.ended_at) == (SessionState.RUNNING, None)


def test_a_session_waits_for_the_entries_and_the_lot(panel, staff):
    stage = make_stage(make_category(2, make_season(2570)))
    early = make_session(make_round(stage))
    with pytest.raises(ValidationError) as not_closed:
        actions.draw_order(early, by=staff)
    with pytest.raises(ValidationError) as not_drawn:
        actions.begin_session(make_session(panel.round), by=staff)

    assert (code_of(not_closed), code_of(not_drawn)) == ("not_closed", "not_drawn")


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "running"},
        {"state": "ended", "begun_at": None, "ended_at": None},
        {"state": "none"},
        {"begun_at": "now"},
        {"seed": "seven"},
        {"drawn_at": "now"},
        {"presentation_minutes": 0},
        {"question_minutes": 241},
        {"phase": "presenting"},
        {"phase": "nothing"},
        {"started_at": "now"},
        {"paused_at": "now"},
        {"number": "taken"},
    ],
    ids=str,
)
def test_the_database_refuses_what_cannot_be(panel, at, columns):
    make_session(panel.round, number="taken")
    columns = {name: at if new == "now" else new for name, new in columns.items()}

    with pytest.raises(IntegrityError), transaction.atomic():
        make_session(panel.round, **columns)


def test_the_database_refuses_two_at_once(panel, at):
    columns = {"state": "running", "begun_at": at}
    session = make_session(panel.round, turns=[panel.phu_sing], **columns)
    make_attendance(session, panel.judge)
    doubles = [
        lambda: make_session(panel.round, **columns),
        lambda: make_turn(session, panel.phu_sing, 2),
        lambda: make_turn(session, panel.sila_lat, 1),
        lambda: make_turn(
            session, panel.sila_lat, 2, began_at=at, ended_at=at - SECOND
        ),
        lambda: make_attendance(session, panel.judge),
        lambda: make_attendance(session, panel.chair, arrived_at=None),
        lambda: make_attendance(session, panel.chair, state="absent"),
        lambda: make_attendance(session, panel.chair, state="ill"),
        lambda: Session.objects.filter(pk=session.pk).update(
            state="ended", ended_at=at - SECOND
        ),
        lambda: Session.objects.filter(pk=session.pk).update(
            state="ended", ended_at=at, current=Turn.objects.get()
        ),
        lambda: session.agenda.create(number=1, title=""),
    ]
    for double in doubles:
        with pytest.raises(IntegrityError), transaction.atomic():
            double()
