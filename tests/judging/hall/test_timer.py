"""The clock, and the buttons that move it."""

from datetime import timedelta
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from judging import actions
from judging.actions.timer import acts_of
from judging.hall.clock import clock_of, clock_text
from judging.hall.order import order_of
from judging.models import Session, Turn
from judging.workflow import TIMER_ACTS, TimerAct, TurnPhase
from submissions.workflow import State
from tests.factories import make_session
from tests.judging.hall.conftest import code_of, pressed
from tests.racing import at_once

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


def test_every_screen_works_out_the_same_time(running, staff, at):
    def press(act, after):
        session = Session.objects.get(pk=running.pk)
        return actions.press(
            session, act, version=session.version, by=staff, at=at + after
        )

    press(TimerAct.NEXT, 0 * SECOND)
    session = press(TimerAct.PRESENT, 10 * SECOND)
    assert clock_of(session).ends_at == at + 10 * SECOND + 10 * MINUTE

    session = press(TimerAct.PAUSE, 70 * SECOND)
    assert clock_of(session).left == 9 * MINUTE
    session = press(TimerAct.EXTEND, 80 * SECOND)
    assert clock_of(session).left == 10 * MINUTE
    session = press(TimerAct.RESUME, 100 * SECOND)
    assert clock_of(session).ends_at == at + 100 * SECOND + 10 * MINUTE

    session = press(TimerAct.QUESTION, 200 * SECOND)
    assert clock_of(session).ends_at == at + 200 * SECOND + 5 * MINUTE
    session = press(TimerAct.NEXT, 300 * SECOND)
    assert not clock_of(session).is_set
    assert session.current.place == 2


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(600, "10:00"), (59.2, "1:00"), (0.4, "0:01"), (0, "0:00"), (-15.5, "−0:15")],
)
def test_a_clock_is_read_as_people_do(seconds, text):
    assert clock_text(timedelta(seconds=seconds)) == text


@pytest.mark.parametrize(
    ("state", "act"),
    list(product(TIMER_ACTS, TimerAct)),
    ids=lambda each: str(each) if isinstance(each, TimerAct) else f"{each[0]}{each[1]}",
)
def test_each_button_does_or_refuses_as_the_table_says(running, staff, state, act):
    phase, is_paused = state
    session = pressed(running, staff, TimerAct.NEXT, TimerAct.PRESENT, TimerAct.NEXT)
    if phase is None:
        session = pressed(session, staff, TimerAct.NEXT)
    elif phase != TurnPhase.WAITING:
        session = pressed(session, staff, TimerAct.PRESENT)
        if phase == TurnPhase.QUESTIONS:
            session = pressed(session, staff, TimerAct.QUESTION)
        if is_paused:
            session = pressed(session, staff, TimerAct.PAUSE)
    assert acts_of(session) == TIMER_ACTS[state]

    if act in TIMER_ACTS[state] and (phase, act) != (None, TimerAct.NEXT):
        after = pressed(session, staff, act)
        assert after.version == session.version + 1
    else:
        with pytest.raises(ValidationError) as refused:
            pressed(session, staff, act)
        assert code_of(refused) == ("no_more" if act == TimerAct.NEXT else "not_now")
        assert Session.objects.get().version == session.version


def test_next_back_and_call_find_their_entry(running, staff):
    first, second = (entry.turn for entry in order_of(running).entries)
    session = pressed(running, staff, TimerAct.NEXT)
    with pytest.raises(ValidationError) as none_before:
        pressed(session, staff, TimerAct.BACK)
    session = pressed(session, staff, TimerAct.NEXT)
    assert session.current_id == second

    session = pressed(session, staff, TimerAct.BACK)
    assert session.current_id == first
    session = actions.call(session, Turn(pk=second), version=session.version, by=staff)

    assert code_of(none_before) == "none_before"
    assert session.current_id == second
    skipped = order_of(session).entries[0]
    assert (skipped.is_over, skipped.has_presented) == (True, False)


def test_next_passes_over_what_left_the_round(running, panel, staff):
    first, second = order_of(running).entries
    submission = Turn.objects.get(pk=first.turn).submission
    submission.state, submission.state_reason = State.WITHDRAWN, "Ill"
    submission.save()

    session = pressed(running, staff, TimerAct.NEXT)

    assert session.current_id == second.turn
    with pytest.raises(ValidationError) as out:
        actions.call(session, Turn(pk=first.turn), version=session.version, by=staff)
    assert code_of(out) == "out"


@pytest.mark.django_db(transaction=True)
def test_of_two_secretaries_at_once_one_is_told(running, staff, other_staff):
    def press(act, by):
        return lambda: actions.press(running, act, version=running.version, by=by)

    answers = at_once(press(TimerAct.NEXT, staff), press(TimerAct.NEXT, other_staff))

    assert answers == ["done", "stale"]
    assert Session.objects.get().current.place == 1


@pytest.mark.django_db(transaction=True)
def test_a_session_is_drawn_and_opened_once(panel, staff, other_staff):
    session = make_session(panel.round)
    both = (staff, other_staff)

    drawn = at_once(*(lambda by=by: actions.draw_order(session, by=by) for by in both))
    begun = at_once(
        *(lambda by=by: actions.begin_session(session, by=by) for by in both)
    )

    assert drawn == ["done", "drawn"]
    assert begun == ["done", "not_allowed"]
    assert Turn.objects.count() == 2


def test_a_stale_click_is_answered_and_does_nothing(running, client, staff):
    client.force_login(staff)
    url = reverse("judging:control", args=[running.pk])
    data = {"act": "next", "version": running.version}
    client.post(url, data)

    page = client.post(url, data, follow=True)

    assert "มีผู้อื่นดำเนินการไปก่อนแล้ว" in page.content.decode()
    assert Session.objects.get().current.place == 1
