"""A session: the lot, the clock, one act of two, the order, who came, the minutes."""

import subprocess
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from audit.models import Event
from contests.models import Round, Stage
from judging import actions
from judging.actions.timer import acts_of
from judging.hall import lot
from judging.hall.clock import clock_of, clock_text
from judging.hall.minutes import read_minutes
from judging.hall.order import order_of
from judging.models import AgendaItem, Attendance, Judge, Session, Turn
from judging.progress import seats_of
from judging.workflow import TIMER_ACTS, SessionState, TimerAct, TurnPhase
from submissions.workflow import State
from tests.factories import (
    make_appointment,
    make_attendance,
    make_category,
    make_judge,
    make_round,
    make_season,
    make_session,
    make_stage,
    make_turn,
    make_user,
)
from tests.judging.conftest import accepted
from tests.racing import at_once

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def at():
    return timezone.now()


@pytest.fixture
def session(panel, staff):
    """A planned session with the panel's two entries drawn."""
    session = actions.plan_session(
        panel.round,
        by=staff,
        number="1/2569",
        meets_at=timezone.now(),
        place="Meeting room",
        presentation_minutes=10,
        question_minutes=5,
    )
    return actions.draw_order(session, by=staff, seed="seven")


@pytest.fixture
def running(session, staff):
    return actions.begin_session(session, by=staff)


def code_of(refused):
    return refused.value.error_list[0].code


# The lot ------------------------------------------------------------------------------

numbers = st.lists(st.text("KM0123456789-", min_size=1), unique=True)


@given(st.text(max_size=20), numbers, st.randoms())
def test_the_lot_is_the_same_for_everybody(seed, numbers, chance):
    shuffled = list(numbers)
    chance.shuffle(shuffled)

    order = lot.draw(seed, shuffled)

    assert sorted(order) == sorted(numbers)
    assert order == lot.draw(seed, numbers)


def test_the_lot_favours_nobody():
    """Of 3,000 seeds each of five presents first about 600 times: within 5 sigma."""
    numbers = [f"KM2569-2-33-{n:04}" for n in range(1, 6)]

    first = Counter(lot.draw(f"seed {n}", numbers)[0] for n in range(3000))

    assert sorted(first) == numbers
    assert all(490 < count < 710 for count in first.values()), first


def test_the_page_tells_how_to_check_the_lot(session, client, staff):
    client.force_login(staff)
    page = client.get(reverse("judging:session-order", args=[session.pk]))
    first = order_of(session).entries[0].number

    command = page.content.decode().split("<code>")[-1].split("</code>")[0]
    said = subprocess.run(
        command.replace("&quot;", '"').replace("&#x27;", "'"),
        shell=True,
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.split()[0] == lot.digest("seven", first)


def test_the_order_is_drawn_once_and_on_record(session, panel, staff):
    with pytest.raises(ValidationError) as refused:
        actions.draw_order(session, by=staff)

    order = [entry.number for entry in order_of(session).entries]
    assert code_of(refused) == "drawn"
    assert order == lot.draw("seven", [panel.phu_sing.number, panel.sila_lat.number])
    event = Event.objects.about(session).get(act="Drew the order of presentation")
    assert event.changes == {"seed": ["", "seven"], "order": [[], order]}


def test_what_is_accepted_later_comes_last(running, panel, staff):
    late = accepted(panel.round, "3320")

    actions.press(running, TimerAct.NEXT, version=running.version, by=staff)

    last = order_of(running).entries[-1]
    assert (last.number, last.place, last.is_appended) == (late.number, 3, True)


def test_a_second_session_is_for_those_who_have_not_presented(running, panel, staff):
    first = pressed(running, staff, TimerAct.NEXT, TimerAct.PRESENT).current
    actions.end_session(running, by=staff)
    second = make_session(panel.round)

    actions.draw_order(second, by=staff)

    waiting = {panel.phu_sing.pk, panel.sila_lat.pk} - {first.submission_id}
    assert {each.submission for each in order_of(second).entries} == waiting


def test_the_order_changes_by_hand_with_a_reason(session, staff):
    turns = [entry.turn for entry in order_of(session).entries]
    version = session.version
    with pytest.raises(ValidationError):
        actions.reorder(session, turns[::-1], version=version, by=staff, reason=" ")
    with pytest.raises(ValidationError) as not_all:
        actions.reorder(session, turns[:1], version=version, by=staff, reason="Far")

    actions.reorder(session, turns[::-1], version=version, by=staff, reason="Far")
    with pytest.raises(ValidationError) as stale:
        actions.reorder(session, turns, version=version, by=staff, reason="Again")

    session.refresh_from_db()
    assert code_of(not_all) == "not_all"
    assert code_of(stale) == "stale"
    assert [entry.turn for entry in order_of(session).entries] == turns[::-1]
    assert session.changed_reason == "Far"


# The clock ----------------------------------------------------------------------------


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


# The buttons --------------------------------------------------------------------------


def pressed(session, by, *acts):
    for act in acts:
        session = actions.press(session, act, version=session.version, by=by)
    return session


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

    assert "มีผู้อื่นสั่งการไปก่อนแล้ว" in page.content.decode()
    assert Session.objects.get().current.place == 1


# Opened and closed --------------------------------------------------------------------


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


# Who came, and the minutes ------------------------------------------------------------


def test_a_judge_confirms_that_they_are_here_and_the_secretary_knows_better(
    session, panel, staff, outsider, at
):
    actions.confirm_presence(session, by=panel.judge.user)
    with pytest.raises(ValidationError) as stranger:
        actions.confirm_presence(session, by=outsider)
    actions.note_attendance(
        session,
        {
            panel.judge.pk: ("absent", at, "Left at once"),
            panel.chair.pk: ("late", at, ""),
        },
        by=staff,
    )
    with pytest.raises(ValidationError) as noted:
        actions.confirm_presence(session, by=panel.judge.user)

    assert (code_of(stranger), code_of(noted)) == ("not_here", "noted")
    held = Attendance.objects.order_by("judge").values_list("state", "arrived_at")
    assert list(held) == [("late", at), ("absent", None)]


def test_the_minutes_say_who_what_and_when(session, panel, staff, at):
    make_judge(panel.round, left_at=at)
    session = pressed(
        actions.begin_session(session, by=staff),
        staff,
        *(TimerAct.NEXT, TimerAct.PRESENT, TimerAct.NEXT, TimerAct.NEXT),
    )
    chair, judge = panel.chair.pk, panel.judge.pk
    notes = {chair: ("present", at, ""), judge: ("absent", None, "Ill")}
    actions.note_attendance(session, notes, by=staff)
    actions.write_minutes(
        session,
        by=staff,
        texts={"remarks": "A good day."},
        items={4: {"resolution": "Phu Sing goes up."}},
    )
    actions.end_session(session, by=staff)

    session = Session.objects.with_round().get()
    minutes = read_minutes(session, seats_of(session.round))

    def names(people):
        return [person.name for person in people]

    assert names(minutes.attended) == [panel.chair.user.get_full_name()]
    assert [(p.name, p.note) for p in minutes.absent] == [
        (panel.judge.user.get_full_name(), "Ill")
    ]
    assert names(minutes.unknown) == [panel.other_judge.user.get_full_name()]
    assert not minutes.is_final
    assert [item.number for item in minutes.items] == [1, 2, 3, 4, 5]
    assert minutes.items[3].resolution == "Phu Sing goes up."
    assert [e.has_presented for e in minutes.items[3].order] == [True, False]
    assert minutes.remarks == "A good day."
    assert minutes.recorder.name == staff.get_full_name()
    assert minutes.checker.name == panel.chair.user.get_full_name()
    assert minutes.seed == "seven"


def test_two_who_write_the_minutes_keep_each_others_parts(session, client, staff):
    client.force_login(staff)
    url = reverse("judging:write-minutes", args=[session.pk])
    form = client.get(url).context["form"]
    began = {
        **{box.html_name: box.value() for box in form},
        **{box.html_initial_name: box.value() for box in form},
    }

    client.post(url, {**began, "remarks": "From the first window"})
    client.post(url, {**began, "text_5": "From the second"})

    session.refresh_from_db()
    assert session.remarks == "From the first window"
    assert session.agenda.get(number=5).text == "From the second"


def test_a_text_that_another_changed_is_shown_before_it_is_written_over(
    session, client, staff
):
    client.force_login(staff)
    url = reverse("judging:write-minutes", args=[session.pk])
    form = client.get(url).context["form"]
    sent = {box.html_name: box.value() for box in form}
    sent |= {box.html_initial_name: box.value() for box in form}
    actions.write_minutes(session, by=staff, texts={"remarks": "Theirs"})

    mine = {"remarks": "Mine"}
    refused = client.post(url, {**sent, **mine}).context["form"]
    assert "Theirs" in refused.errors["remarks"][0]
    assert refused["remarks"].value() == "Mine"
    session.refresh_from_db()
    assert session.remarks == "Theirs"

    began = refused["remarks"].html_initial_name
    client.post(url, {**sent, "remarks": "Both", began: refused.data[began]})
    session.refresh_from_db()
    assert session.remarks == "Both"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_one_text_at_once_one_is_shown_the_others(
    session, client_of, staff, other_staff
):
    url = reverse("judging:write-minutes", args=[session.pk])
    answers = {}

    def save(person):
        portal, name = client_of(person), person.username
        form = portal.get(url).context["form"]
        sent = {box.html_name: box.value() for box in form}
        sent |= {box.html_initial_name: box.value() for box in form}

        def act():
            answers[name] = portal.post(url, {**sent, "remarks": name})

        return act

    at_once(save(staff), save(other_staff))

    session.refresh_from_db()
    (refused,) = (name for name, got in answers.items() if got.status_code == 200)
    form = answers[refused].context["form"]
    assert {session.remarks, refused} == {staff.username, other_staff.username}
    assert session.remarks in form.errors["remarks"][0]
    assert form["remarks"].value() == refused


def test_once_the_result_is_public_a_change_of_the_record_says_why(
    session, panel, client, staff
):
    now = timezone.now()
    write = {"by": staff, "texts": {"remarks": "Late."}}
    sealed = {"sealed_at": now, "approved_at": now, "published_at": now}
    rounds = Round.objects.filter(pk=panel.round.pk)
    rounds.update(**sealed, public_from=now + timedelta(days=1))
    actions.write_minutes(session, **write)

    rounds.update(public_from=now)
    with pytest.raises(ValidationError) as no_reason:
        actions.write_minutes(session, **{**write, "texts": {"remarks": "x"}})
    client.force_login(staff)
    typed = {f"state_{panel.judge.pk}": "absent"}
    for why in ("", "The list was found."):
        url = reverse("judging:attendance", args=[session.pk])
        client.post(url, {**typed, "reason": why})

    assert no_reason.value.error_dict["reason"][0].code == "no_reason"
    event = Event.objects.about(session).first()
    assert (event.act, event.reason) == ("Noted who attends", "The list was found.")
    assert Attendance.objects.count() == 1


def test_attendance_is_noted_in_thai_time(session, panel, client, staff):
    client.force_login(staff)
    url = reverse("judging:attendance", args=[session.pk])
    pk = panel.judge.pk
    wrong = client.post(url, {f"state_{pk}": "late", f"time_{pk}": "half past"})
    right = {f"state_{pk}": "late", f"time_{pk}": "๙.๔๕", f"note_{pk}": "Rain"}

    client.post(url, right)

    assert wrong.context["form"].errors[f"time_{pk}"]
    note = Attendance.objects.get()
    arrived = timezone.localtime(note.arrived_at)
    assert (arrived.hour, arrived.minute, note.note) == (9, 45, "Rain")


def test_who_is_noted_on_another_day_did_not_come_at_the_time_of_the_noting(
    session, panel, client, staff
):
    client.force_login(staff)
    url = reverse("judging:attendance", args=[session.pk])
    name = f"time_{panel.judge.pk}"
    shown = []
    for day in (session.meets_at, session.meets_at + timedelta(days=1)):
        with time_machine.travel(day.replace(hour=7, minute=5), tick=False):
            shown.append(client.get(url).context["form"][name].value())

    assert shown == ["14.05", ""]


def test_a_page_opened_earlier_takes_back_no_attendance(
    session, panel, client, staff, at
):
    chair, judge = panel.chair.pk, panel.judge.pk
    actions.note_attendance(session, {judge: ("present", at, "")}, by=staff)
    client.force_login(staff)
    url = reverse("judging:attendance", args=[session.pk])
    form = client.get(url).context["form"]
    began = {
        **{box.html_name: box.value() or "" for box in form},
        **{box.html_initial_name: box.value() or "" for box in form},
    }
    actions.note_attendance(session, {judge: ("absent", None, "Left")}, by=staff)

    client.post(url, {**began, f"state_{chair}": "present"})

    held = Attendance.objects.order_by("judge").values_list("judge", "state")
    assert list(held) == [(chair, "present"), (judge, "absent")]


# The screens --------------------------------------------------------------------------


def state_of(client, session, etag=None):
    headers = {"If-None-Match": etag} if etag else {}
    url = reverse("judging:session-state", args=[session.pk])
    return client.get(url, headers=headers)


def test_the_state_is_small_and_has_no_body_without_news(
    running, client, panel, staff, django_assert_num_queries
):
    client.force_login(panel.judge.user)
    first = state_of(client, running)
    etag = first["ETag"]

    # The session's, the person's, and the one of the row.
    with django_assert_num_queries(3):
        assert state_of(client, running, etag).status_code == 304
    session = pressed(running, staff, TimerAct.NEXT, TimerAct.PRESENT)
    with django_assert_num_queries(3):
        news = state_of(client, running, etag)

    assert first.json()["turn"] is None
    answer = news.json()
    assert answer["turn"] == session.current_id
    assert (answer["phase"], answer["left_ms"]) == ("presenting", None)
    assert answer["version"] == session.version
    assert len(news.content) < 250


def test_who_came_is_news_to_every_screen_that_shows_it(
    running, client, client_of, panel, staff
):
    client.force_login(staff)
    etag = state_of(client, running)["ETag"]
    desk = reverse("judging:control", args=[running.pk])
    before = client.get(desk).context["people"]

    client_of(panel.judge.user).post(
        reverse("judging:confirm-presence", args=[running.pk])
    )

    news = state_of(client, running, etag).json()
    assert (news["version"], news["people"] != before) == (running.version, True)
    page = client.get(desk).context
    assert page["people"] == news["people"]
    assert [bool(note) for _seat, note in page["came"]] == [False, True, False]


def test_the_hall_tells_a_judge_why_an_entry_is_not_theirs(
    running, client, panel, staff
):
    pressed(running, staff, TimerAct.NEXT)
    seat = make_appointment(panel.round)
    client.force_login(seat.user)
    page = client.get(reverse("judging:hall", args=[running.pk]))

    assert reverse("judging:answer", args=[seat.pk]) in page.content.decode()


def test_where_names_are_hidden_a_number_is_said_once(running, client, panel, staff):
    Stage.objects.update(is_blind=True)
    Round.objects.update(rules=None, rules_frozen_at=None)
    pressed(running, staff, TimerAct.NEXT)
    client.force_login(staff)

    page = client.get(reverse("judging:projector", args=[running.pk]))

    current = page.context["screen"].order.current
    now = page.content.decode().partition('id="hall-now"')[2].partition("<section")[0]
    assert (current.whose, current.caption) == (current.number, current.title)
    assert now.count(current.number) == 1


PAGES = ("hall", "control", "projector", "session-order", "attendance", "minutes")


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_cost_the_same_however_many_entries(
    running, panel, queries_do_not_grow, staff, name
):
    codes = iter(("3320", "3319", "3401", "3402", "3403"))
    session = pressed(running, staff, TimerAct.NEXT, TimerAct.PRESENT)
    actions.appoint(panel.round, staff, capacity=Judge.Capacity.SECRETARY, by=staff)

    def add_entry():
        accepted(panel.round, next(codes))
        actions.append_entries(session, by=staff)
        actions.appoint(
            panel.round, make_user(), capacity=Judge.Capacity.MEMBER, by=staff
        )

    queries_do_not_grow(
        reverse(f"judging:{name}", args=[session.pk]), add_entry, by=staff
    )


def test_a_judges_list_follows_the_session(running, panel, client, staff):
    session = pressed(running, staff, TimerAct.NEXT)
    client.force_login(panel.judge.user)

    page = client.get(reverse("judging:entries", args=[panel.round.pk]))

    sheet = reverse("judging:sheet", args=[session.current.submission_id])
    strip = page.content.decode().split('id="hall-strip"')[1].split("</section>")[0]
    assert sheet in strip


def test_no_screen_opens_a_sheet_that_a_conflict_bars(running, panel, client, staff):
    session = pressed(running, staff, TimerAct.NEXT)
    work = session.current.submission
    actions.declare_conflict(panel.judge, work, by=panel.judge.user, reason="Cousins")
    client.force_login(panel.judge.user)

    pages = [
        client.get(reverse("judging:hall", args=[session.pk])),
        client.get(reverse("judging:entries", args=[panel.round.pk])),
    ]

    sheet = reverse("judging:sheet", args=[work.pk])
    assert [sheet in page.content.decode() for page in pages] == [False, False]


def test_a_member_follows_but_does_not_run_and_strangers_find_nothing(
    running, panel, client, outsider, officer
):
    answers = {}
    for who in (panel.judge.user, panel.chair.user, outsider, officer):
        client.force_login(who)
        answers[who.username] = [
            client.get(reverse(f"judging:{name}", args=[running.pk])).status_code
            for name in ("hall", "session-state", "control")
        ]

    assert answers == {
        "judge": [200, 200, 403],
        "chair": [200, 200, 200],
        "outsider": [404, 404, 404],
        "officer": [404, 404, 404],
    }


def test_the_minutes_on_paper(running, panel, staff, client_of, paper_of):
    for number, seat in enumerate((panel.chair, panel.judge, panel.other_judge), 1):
        user = seat.user
        user.given_name, user.surname = "นายตัวอย่าง", f"ทดสอบ{'กขค'[number - 1]}"
        user.position = "นักวิชาการพัฒนาชุมชน"
        user.save()
    for number, work in enumerate((panel.phu_sing, panel.sila_lat), 1):
        work.number, work.title = f"KM2569-2-33-00{number}", "ตลาดนัดความรู้"
        work.save()
    day = datetime(2026, 3, 2, 2, tzinfo=UTC)
    session = pressed(running, staff, TimerAct.NEXT)
    Session.objects.update(begun_at=day, meets_at=day, drawn_at=day)
    Turn.objects.update(place=F("place") + 10)
    for place, work in enumerate((panel.phu_sing, panel.sila_lat), 1):
        Turn.objects.filter(submission=work).update(place=place)
    actions.note_attendance(
        session, {panel.judge.pk: ("absent", None, "ติดราชการ")}, by=staff
    )
    AgendaItem.objects.filter(number=4).update(resolution="เห็นชอบผลการให้คะแนน")
    url = reverse("judging:minutes-paper", args=[session.pk])

    paper = paper_of(client_of(staff).get(url).content)

    paper.looks_like("minutes")
    paper.says(
        "รายงานการประชุมคณะกรรมการตัดสิน",
        "ครั้งที่ ๑/๒๕๖๙",
        "ผู้ไม่มาประชุม",
        "ติดราชการ",
        "ตลาดนัดความรู้",
        "มติที่ประชุม",
        "เห็นชอบผลการให้คะแนน",
        "ผู้จดรายงานการประชุม",
        "ร่าง",
    )
