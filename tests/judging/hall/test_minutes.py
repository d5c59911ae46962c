"""Who came, and the minutes."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from contests.models import Round
from judging import actions
from judging.hall.minutes import read_minutes
from judging.models import Attendance, Session
from judging.progress import seats_of
from judging.workflow import TimerAct
from tests.factories import make_judge
from tests.judging.hall.conftest import code_of, pressed
from tests.racing import at_once


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
