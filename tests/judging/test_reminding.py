"""Reminding judges: whom it reaches, once an hour, and what the page says of each."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from judging import actions
from judging.actions.reminding import REMINDED, WAS_REMINDED
from offices.models import Mail, Notice
from tests.judging.conftest import fill_and_sign
from tests.racing import at_once


def url(panel):
    return reverse("judging:remind", args=[panel.round.pk])


@pytest.fixture
def half_done(panel):
    """The judge has finished; the chair and the other judge have not."""
    fill_and_sign(panel.judge, panel.phu_sing, 5, 6)
    fill_and_sign(panel.judge, panel.sila_lat, 5, 6)
    return panel


def outcome(reached):
    return {each.seat.judge.pk: bool(each.why_not) for each in reached}


def test_who_has_sheets_left_is_told_once_an_hour(half_done, staff):
    chair, judge, other = half_done.chair, half_done.judge, half_done.other_judge
    now = timezone.now()

    first = actions.remind_judges(half_done.round, [other.pk], by=staff, at=now)
    soon = now + timedelta(minutes=59)
    second = actions.remind_judges(half_done.round, [], by=staff, at=soon)
    asked = [judge.pk, other.pk]
    third = actions.remind_judges(
        half_done.round, asked, by=staff, at=now + timedelta(hours=1)
    )

    assert outcome(first) == {other.pk: False}
    assert outcome(second) == {chair.pk: False, other.pk: True}
    assert outcome(third) == {judge.pk: True, other.pk: False}
    told = Notice.objects.order_by("pk").values_list("user__username", flat=True)
    assert list(told) == ["other_judge", "chair", "other_judge"]
    assert Mail.objects.count() == 3


def test_a_reminder_is_on_the_record_of_round_and_seat(half_done, staff):
    actions.remind_judges(half_done.round, [half_done.chair.pk], by=staff)

    event = Event.objects.about(half_done.round).get(act=REMINDED)
    assert event.changes == {"judges": [[], ["Chair Test"]]}
    assert Event.objects.about(half_done.chair).get(act=WAS_REMINDED).by == staff


def test_a_sealed_round_reminds_nobody(half_done, staff):
    type(half_done.round).objects.update(sealed_at=timezone.now())

    with pytest.raises(ValidationError) as refusal:
        actions.remind_judges(half_done.round, [], by=staff)

    assert refusal.value.code == "not_judging"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_remind_at_once_one_does(half_done, staff):
    def act():
        actions.remind_judges(half_done.round, [], by=staff)

    assert at_once(act, act) == ["done", "done"]
    assert Notice.objects.count() == 2
    assert Event.objects.filter(act=REMINDED).count() == 1


def test_the_page_names_whom_it_reaches_and_then_what_came_of_each(
    half_done, client_of, staff
):
    portal, other = client_of(staff), half_done.other_judge
    before = portal.get(url(half_done), {"seat": other.pk})
    assert [each.person for each in before.context["due"]] == [other.user]
    assert other.user.email in before.content.decode()
    assert not Notice.objects.exists()

    # The other judge finishes before the button is pressed.
    fill_and_sign(other, half_done.phu_sing, 5, 6)
    fill_and_sign(other, half_done.sila_lat, 5, 6)
    seats = [half_done.chair.pk, other.pk]
    done = portal.post(url(half_done), {"seat": seats})

    assert outcome(done.context["reached"]) == {
        half_done.chair.pk: False,
        other.pk: True,
    }
    assert Notice.objects.get().user == half_done.chair.user
