"""What the database refuses, whoever writes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from offices.models import Invitation, Mail, Membership, Office, User
from offices.roles import Role
from tests.factories import (
    make_invitation,
    make_mail,
    make_membership,
    make_notice,
    make_office,
    make_user,
)

pytestmark = pytest.mark.django_db


def refuses(name, act):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        act()


def test_an_office_has_a_known_level():
    office = make_office()
    refuses(
        "office_level_is_known",
        lambda: Office.objects.filter(pk=office.pk).update(level="village"),
    )


def test_only_the_department_has_no_parent():
    office = make_office()
    refuses(
        "office_without_parent_is_the_department",
        lambda: Office.objects.filter(pk=office.pk).update(parent=None),
    )
    refuses(
        "office_without_parent_is_the_department",
        lambda: Office.objects.filter(code="CDD").update(parent=office),
    )


def test_addresses_and_usernames_are_unique_in_any_case():
    somchai = make_user("somchai")
    refuses(None, lambda: make_user("other", email="SOMCHAI@example.org"))
    refuses(None, lambda: make_user("SomChai", email="other@example.org"))
    refuses(
        "user_email_is_lower_case",
        lambda: User.objects.filter(pk=somchai.pk).update(email="Somchai@example.org"),
    )


def test_a_role_is_known_and_ends_after_it_began():
    membership = Membership.objects.filter(pk=make_membership().pk)
    refuses("membership_role_is_known", lambda: membership.update(role="king"))
    before = timezone.now() - timedelta(days=2000)
    refuses(
        "membership_ends_after_it_starts", lambda: membership.update(ended_at=before)
    )


def test_a_person_has_a_role_at_an_office_once_at_a_time():
    first = make_membership()

    refuses(None, lambda: make_membership(first.user, first.office, first.role))

    Membership.objects.filter(pk=first.pk).update(ended_at=timezone.now())
    make_membership(first.user, first.office, first.role)


def test_an_invitation_names_office_and_role_or_neither():
    office = make_office()
    rule = "invitation_names_office_and_role_or_neither"
    refuses(rule, lambda: make_invitation(office=office))
    refuses(rule, lambda: make_invitation(role=Role.OFFICER))
    refuses(
        "invitation_role_is_known",
        lambda: make_invitation(office=office, role="king"),
    )
    make_invitation()


def test_an_invitation_is_not_both_accepted_and_cancelled():
    invitation = Invitation.objects.filter(pk=make_invitation().pk)
    now = timezone.now()
    refuses(
        "invitation_is_not_both_accepted_and_cancelled",
        lambda: invitation.update(accepted_at=now, cancelled_at=now),
    )


def test_one_invitation_waits_per_person_office_and_role():
    first = make_invitation(office=make_office(), role=Role.OFFICER)
    same = {"user": first.user, "office": first.office, "role": first.role}

    refuses(None, lambda: make_invitation(**same))

    Invitation.objects.filter(pk=first.pk).update(cancelled_at=timezone.now())
    make_invitation(**same)


def test_news_is_told_once():
    notice = make_notice()
    refuses(None, lambda: make_notice(notice.user, key=notice.key))


def test_a_sent_mail_was_attempted():
    mail = Mail.objects.filter(pk=make_mail().pk)
    refuses("mail_sent_was_attempted", lambda: mail.update(sent_at=timezone.now()))
