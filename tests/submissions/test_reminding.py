from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from contests.phases import Phase
from offices.models import Mail, Notice
from submissions import actions
from submissions.actions.reminding import REMINDED
from submissions.models import LateDoor
from tests import factories


@pytest.fixture
def round_(offices):
    return factories.make_round(phase=Phase.OPEN)


def url(round_):
    return reverse("submissions:remind", args=[round_.pk])


def reasons(reached):
    return {each.office.code: bool(each.why_not) for each in reached}


def test_who_has_officers_is_told_once_a_day(round_, staff, officer, other_officer):
    now = timezone.now().replace(hour=3)
    first = actions.remind_offices(round_, ["3317", "3320"], by=staff, at=now)
    again = actions.remind_offices(round_, [], by=staff, at=now + timedelta(hours=1))
    tomorrow = actions.remind_offices(
        round_, ["3317"], by=staff, at=now + timedelta(days=1)
    )

    # Nobody at 3320 has an account; 3322 was not asked for at first.
    assert reasons(first) == {"3317": False, "3320": True}
    assert reasons(again)["3317"] and not reasons(again)["3322"]
    assert reasons(tomorrow) == {"3317": False}
    told = Notice.objects.order_by("pk").values_list("user__username", flat=True)
    assert list(told) == ["officer", "other_officer", "officer"]
    assert Mail.objects.count() == 3


def test_a_reminder_is_recorded_with_its_offices(round_, staff, officer):
    actions.remind_offices(round_, [], by=staff)

    event = Event.objects.about(round_).get(act=REMINDED)
    assert (event.by, event.changes) == (staff, {"offices": [[], ["3317"]]})


def test_nobody_to_tell_is_not_recorded(round_, staff):
    actions.remind_offices(round_, [], by=staff)

    assert not Event.objects.about(round_).exists()


def test_the_sentence_says_until_when(round_, staff, officer):
    actions.remind_offices(round_, ["3317"], by=staff)

    notice = Notice.objects.get()
    assert notice.params["until"] == {"moment": round_.closes_at.isoformat()}
    assert "ส่งได้ถึง" in Mail.objects.get().body


def test_after_closing_only_a_late_door_can_be_reminded_of(
    offices, staff, officer, other_officer
):
    round_ = factories.make_round(phase=Phase.SCREENING)
    until = timezone.now() + timedelta(days=1)
    LateDoor.objects.create(
        round=round_,
        office=offices["3322"],
        open_until=until,
        reason="น้ำท่วม",
        opened_by=staff,
        opened_at=timezone.now(),
    )

    reached = actions.remind_offices(round_, [], by=staff)

    assert [each.office.code for each in reached if not each.why_not] == ["3322"]
    assert Notice.objects.get().user == other_officer


def test_a_sealed_round_reminds_nobody(round_, staff, refused):
    type(round_).objects.filter(pk=round_.pk).update(sealed_at=timezone.now())

    assert refused(actions.remind_offices, round_, [], by=staff) == ["sealed"]


def test_the_database_refuses_a_second_reminder_of_a_day(round_, offices):
    factories.make_reminder(round_, offices["3317"])
    with pytest.raises(IntegrityError):
        factories.make_reminder(round_, offices["3317"])


def test_the_page_shows_whom_it_reaches_and_then_what_came_of_it(
    client_of, round_, staff, officer
):
    portal = client_of(staff)
    before = portal.get(url(round_))
    assert officer.email in before.content.decode()
    assert (len(before.context["due"]), before.context["people"]) == (1, 1)
    assert not Notice.objects.exists()

    done = portal.post(url(round_), {"office": ["3317"]})
    again = portal.get(url(round_), {"office": "3317"})

    assert [each.office.code for each in done.context["due"]] == ["3317"]
    assert again.context["due"] == []
    assert Notice.objects.get().user == officer


def test_an_office_that_entered_meanwhile_is_not_reminded(
    client_of, round_, staff, officer, offices
):
    portal = client_of(staff)
    portal.get(url(round_))
    entry = factories.make_entry(round_.stage.category, offices["3317"])
    factories.make_submission(round_, entry)

    done = portal.post(url(round_), {"office": ["3317"]})

    assert done.context["due"] == []
    assert not Notice.objects.exists()


def test_nothing_chosen_shows_the_page_again(client_of, round_, staff):
    assert client_of(staff).post(url(round_)).url == url(round_)


def test_the_page_costs_the_same_for_many_offices(
    queries_do_not_grow, round_, staff, offices
):
    codes = iter(["3317", "3318", "3319", "3320", "3322"])

    def add_row():
        factories.make_membership(office=factories.make_office(next(codes)))

    queries_do_not_grow(url(round_), add_row, by=staff)
