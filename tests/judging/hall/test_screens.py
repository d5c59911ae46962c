"""What the screens of the hall show, to whom, at what cost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from contests.models import Round, Stage
from judging import actions
from judging.models import AgendaItem, Judge, Session, Turn
from judging.workflow import TimerAct
from tests.factories import make_appointment, make_session, make_user
from tests.judging.conftest import accepted
from tests.judging.hall.conftest import pressed


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


def test_a_list_opened_before_the_lot_follows_the_session_at_hand(panel, client):
    client.force_login(panel.judge.user)
    session = make_session(panel.round, meets_at=timezone.now() + timedelta(days=7))

    def follows():
        page = client.get(reverse("judging:entries", args=[panel.round.pk]))
        return "hall-strip" in page.content.decode()

    assert not follows()

    session.meets_at = timezone.now() + timedelta(hours=1)
    session.save()
    assert follows()


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
