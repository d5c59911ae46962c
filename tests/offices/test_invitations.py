"""Invitations are made, renewed, cancelled and accepted: the actions."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.models import Event
from offices import actions
from offices.invitations import key_of, link_for, token_for
from offices.models import Mail, Membership, User
from offices.roles import Role
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def refused(code, act, *args, **named):
    with pytest.raises(ValidationError) as refusal:
        act(*args, **named)
    assert refusal.value.code == code


def test_a_new_person_gets_an_account_without_a_password(invitation, staff):
    person = User.objects.get(email="somchai@example.org")

    assert (person.username, person.given_name) == ("somchai", "somchai")
    assert not person.has_usable_password()
    assert not person.memberships.exists()
    assert invitation.expires_at == invitation.created_at + timedelta(days=14)
    assert [e.act for e in Event.objects.about(person)] == ["Account made"]
    assert [e.by for e in Event.objects.about(invitation)] == [staff]


def test_the_mail_is_thai_and_says_who_where_and_whom_to_ask(invitation, staff):
    mail = Mail.objects.get()

    assert mail.to == "somchai@example.org"
    assert link_for(invitation) in mail.body
    assert link_for(invitation).startswith("http://127.0.0.1:8000/offices/invitation/")
    assert staff.get_full_name() in mail.body
    assert "สำนักงานพัฒนาชุมชนอำเภอภูสิงห์ จังหวัดศรีสะเกษ" in mail.body
    assert "&" not in mail.body


def test_inviting_again_renews_the_invitation_that_waits(invitation, staff, offices):
    later = timezone.now() + timedelta(days=20)

    again = actions.invite(
        "somchai@example.org",
        by=staff,
        office=offices["3317"],
        role=Role.OFFICER,
        at=later,
    )

    assert again == invitation
    assert again.expires_at == later + timedelta(days=14)
    assert Mail.objects.count() == 2


def test_an_invitation_to_what_one_has_or_cannot_have_is_refused(
    staff, officer, offices
):
    invite, here = actions.invite, offices["3317"]
    role = Role.OFFICER
    refused("already", invite, officer.email, by=staff, office=here, role=role)
    refused("invalid", invite, "no address", by=staff, office=here, role=role)
    shut = make_user(is_active=False)
    refused("inactive_person", invite, shut.email, by=staff)


def test_usernames_made_from_addresses_do_not_collide(staff):
    first = actions.invite("somchai@a.example.org", by=staff).user
    second = actions.invite("SOMCHAI@b.example.org", by=staff).user
    odd = actions.invite("o'brien!@example.org", by=staff).user

    names = [person.username for person in (first, second, odd)]
    assert names == ["somchai", "somchai2", "obrien"]


def test_a_new_person_accepts_and_begins(invitation, answers, staff):
    del answers["repeated"]

    membership = actions.accept(invitation, **answers)

    person = membership.user
    assert person.get_full_name() == "นายสมชาย ใจดี"
    assert person.full_position == "นักวิชาการพัฒนาชุมชนชำนาญการ"
    assert person.sort_key == person.make_sort_key()
    assert person.check_password(answers["password"])
    assert (membership.office.code, membership.role) == ("3317", Role.OFFICER)
    assert "นายสมชาย ใจดี" in staff.notices.get().text
    invitation.refresh_from_db()
    refused("closed", actions.accept, invitation, **answers)
    refused("closed", actions.cancel_invitation, invitation, by=staff)
    refused("closed", actions.resend, invitation, by=staff)


def test_a_weak_password_is_refused_and_nothing_happens(invitation):
    with pytest.raises(ValidationError):
        actions.accept(invitation, password="12345678", given_name="สมชาย")

    invitation.refresh_from_db()
    invitation.user.refresh_from_db()
    assert invitation.accepted_at is None
    assert not invitation.user.has_usable_password()


def test_whoever_has_an_account_accepts_as_themselves(staff, officer, offices):
    invitation = actions.invite(
        officer.email, by=staff, office=offices["3322"], role=Role.OFFICER
    )
    refused("not_yours", actions.accept, invitation)
    refused("not_yours", actions.accept, invitation, by=staff)
    refused("not_yours", actions.accept, invitation, password="a long enough word")

    actions.accept(invitation, by=officer)

    assert officer.memberships.live().count() == 2
    assert officer.check_password(PASSWORD)


def test_an_account_only_comes_without_a_role(staff):
    invitation = actions.invite("judge@example.org", by=staff, given_name="ประธาน")

    assert actions.accept(invitation, password="a long enough word") is None
    assert not Membership.objects.filter(user=invitation.user).exists()


def test_an_expired_or_cancelled_invitation_is_refused(invitation, staff):
    late = invitation.expires_at
    word = "a long enough word"
    refused("expired", actions.accept, invitation, password=word, at=late)

    actions.cancel_invitation(invitation, by=staff)

    refused("closed", actions.accept, invitation, password=word)


def test_a_link_is_signed(invitation):
    token = token_for(invitation)

    assert key_of(token) == invitation.pk
    assert key_of(f"{invitation.pk + 1}.{token.partition('.')[2]}") is None
    assert key_of("nonsense") is None
