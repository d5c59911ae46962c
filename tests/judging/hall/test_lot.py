"""The lot and the order that comes of it."""

import subprocess
from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from audit.models import Event
from judging import actions
from judging.hall import lot
from judging.hall.order import order_of
from judging.workflow import TimerAct
from tests.factories import make_session
from tests.judging.conftest import accepted
from tests.judging.hall.conftest import code_of, pressed

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
