"""Two at once, on a real database: one wins, nothing is done twice."""

import pytest
from django.utils import timezone

from offices import actions
from offices.models import Mail, Membership, Notice, User
from offices.notices import notify
from offices.roles import Role
from tests.factories import make_membership, make_user
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_administrators_cannot_end_each_other(administrator, offices):
    other = make_user("other_administrator")
    make_membership(other, offices["CDD"], Role.ADMINISTRATOR)

    def end(whom, by):
        membership = Membership.objects.select_related("user").get(user__username=whom)
        by = User.objects.get(username=by)
        actions.end_membership(membership, by=by, reason="A quarrel.")

    outcomes = at_once(
        lambda: end("administrator", "other_administrator"),
        lambda: end("other_administrator", "administrator"),
    )

    assert outcomes == ["done", "last_administrator"]
    assert Membership.objects.governing().count() == 1


def test_a_link_that_is_opened_twice_makes_one_role(staff, offices):
    invitation = actions.invite(
        "new@example.org", by=staff, office=offices["3317"], role=Role.OFFICER
    )

    def accept():
        actions.accept(invitation, password="a long enough word", given_name="สมชาย")

    assert at_once(accept, accept, accept) == ["closed", "closed", "done"]
    assert Membership.objects.filter(user=invitation.user).count() == 1


def test_accepting_and_cancelling_at_once_is_one_of_them(staff, offices):
    invitation = actions.invite(
        "new@example.org", by=staff, office=offices["3317"], role=Role.OFFICER
    )

    outcomes = at_once(
        lambda: actions.accept(invitation, password="a long enough word"),
        lambda: actions.cancel_invitation(invitation, by=staff),
    )

    assert outcomes == ["closed", "done"]


def test_the_same_role_is_given_once(staff, offices):
    person = make_user()

    def give():
        actions.begin_membership(person, offices["3317"], Role.STAFF, by=staff)

    assert at_once(give, give, give) == ["already", "already", "done"]


def test_news_told_by_two_processes_is_heard_once(officer, staff):
    def tell():
        notify(
            [officer, staff],
            key="closes-tomorrow",
            message="The round closes tomorrow.",
            url="/my-work/",
            at=timezone.now(),
        )

    assert at_once(tell, tell, tell) == ["done"] * 3
    assert Notice.objects.count() == 2
    assert Mail.objects.count() == 2
