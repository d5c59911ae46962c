"""Roles begin, move and end; accounts are shut and opened: the actions."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.models import Event
from offices import actions, permissions
from offices.models import Mail, Membership, Notice
from offices.roles import Role, memberships_of
from tests.factories import make_membership, make_user

pytestmark = pytest.mark.django_db


def refused(code, act, *args, **named):
    with pytest.raises(ValidationError) as refusal:
        act(*args, **named)
    assert refusal.value.code == code


def test_a_role_begins_and_is_recorded(staff, offices):
    person = make_user()
    at = timezone.now() - timedelta(days=400)

    membership = actions.begin_membership(
        person, offices["3317"], Role.OFFICER, by=staff, reason="New here.", at=at
    )

    assert (membership.started_at, membership.ended_at) == (at, None)
    assert memberships_of(person) == [membership]
    event = Event.objects.about(membership).get()
    assert (event.act, event.by, event.reason, event.at) == (
        "Role begun",
        staff,
        "New here.",
        at,
    )


def test_a_role_that_makes_no_sense_is_refused(staff, officer, offices):
    begin = actions.begin_membership
    here = offices["3317"]
    refused("already", begin, officer, here, Role.OFFICER, by=staff)
    refused("wrong_level", begin, officer, here, Role.ADMINISTRATOR, by=staff)
    refused("wrong_level", begin, officer, here, "king", by=staff)
    here.is_active = False
    refused("inactive_office", begin, officer, here, Role.STAFF, by=staff)
    shut = make_user(is_active=False)
    refused("inactive_person", begin, shut, offices["33"], Role.STAFF, by=staff)


def test_the_same_role_given_twice_at_once_is_refused(staff, officer, offices):
    held = Membership.objects.live().filter(user=officer)
    assert held.exists()
    # The check passed in another process, before that one committed.
    held.update(ended_at=timezone.now())
    membership = actions.begin_membership(
        officer, offices["3317"], Role.OFFICER, by=staff
    )

    refused(
        "already",
        actions.begin_membership,
        officer,
        offices["3317"],
        Role.OFFICER,
        by=staff,
    )
    assert memberships_of(officer) == [membership]


def test_an_ended_role_is_kept_and_told(staff, officer):
    membership = officer.memberships.get()

    actions.end_membership(membership, by=staff, reason="Retired.")

    membership.refresh_from_db()
    assert membership.ended_at is not None
    assert memberships_of(officer) == []
    notice = Notice.objects.get(user=officer)
    assert notice.message.startswith("Your role “%(role)s” at %(office)s has ended.")
    assert "Retired." in notice.text
    assert Mail.objects.get(notice=notice).to == officer.email
    refused("stale", actions.end_membership, membership, by=staff, reason="Once more.")


def test_a_person_moves_with_their_role(staff, officer, offices):
    here = officer.memberships.get()

    there = actions.move_membership(here, offices["3322"], by=staff, reason="Swap.")

    here.refresh_from_db()
    assert here.ended_at == there.started_at
    assert (there.office, there.role) == (offices["3322"], Role.OFFICER)
    assert [m.office.code for m in memberships_of(officer)] == ["3322"]
    acts = {e.act: e.reason for e in Event.objects.about(here, there)}
    assert acts == {"Moved away": "Swap.", "Role begun": "Swap."}


def test_a_move_that_is_refused_changes_nothing(staff, officer, offices):
    here = officer.memberships.get()
    make_membership(officer, offices["3322"])
    move = actions.move_membership

    refused("same_office", move, here, offices["3317"], by=staff, reason="Why?")
    refused("already", move, here, offices["3322"], by=staff, reason="Swap.")

    here.refresh_from_db()
    assert here.ended_at is None
    assert not Event.objects.about(here).exists()


def test_a_further_role_is_told(staff, officer, offices):
    actions.give_role(officer, offices["3322"], Role.OFFICER, by=staff, reason="Both.")

    assert [m.office.code for m in memberships_of(officer)] == ["3317", "3322"]
    assert "%(role)s" in Notice.objects.get(user=officer).message


def test_the_last_administrator_stays(administrator, staff, offices):
    membership = administrator.memberships.get()
    end, shut = actions.end_membership, actions.deactivate
    refused("last_administrator", end, membership, by=administrator, reason="Tired.")
    refused("last_administrator", shut, administrator, by=staff, reason="Tired.")

    other = make_user()
    make_membership(other, offices["CDD"], Role.ADMINISTRATOR)
    shut(other, by=administrator, reason="On leave.")
    refused("last_administrator", end, membership, by=administrator, reason="Tired.")

    actions.reactivate(other, by=administrator, reason="Back.")
    end(membership, by=other, reason="Retired.")
    assert memberships_of(administrator) == []


def test_an_account_is_shut_and_opened_with_its_roles(staff, officer):
    actions.deactivate(officer, by=staff, reason="On leave.")

    officer.refresh_from_db()
    assert not officer.is_active
    refused("stale", actions.deactivate, officer, by=staff, reason="Again.")

    actions.reactivate(officer, by=staff, reason="Back.")

    officer.refresh_from_db()
    assert officer.is_active
    assert officer.memberships.live().count() == 1
    acts = [(e.act, e.reason) for e in Event.objects.about(officer)]
    assert acts == [
        ("Account reactivated", "Back."),
        ("Account deactivated", "On leave."),
    ]


def test_nobody_shuts_themselves_out(administrator, offices):
    make_membership(make_user(), offices["CDD"], Role.ADMINISTRATOR)
    refused(
        "yourself",
        actions.deactivate,
        administrator,
        by=administrator,
        reason="Tired.",
    )


def test_whoever_is_shut_out_is_signed_out(client_of, staff, officer):
    client = client_of(officer)
    assert client.get("/offices/").status_code == 200

    actions.deactivate(officer, by=staff, reason="On leave.")

    assert client.get("/offices/").status_code == 302


def test_a_profile_keeps_what_it_was(officer):
    actions.change_profile(officer, by=officer, given_name="สมชาย", phone="081")

    officer.refresh_from_db()
    assert (officer.given_name, officer.phone) == ("สมชาย", "081")
    assert officer.sort_key == officer.make_sort_key()
    event = Event.objects.about(officer).get()
    assert event.changes == {
        "given_name": ["Officer", "สมชาย"],
        "phone": ["", "081"],
    }
    actions.change_profile(officer, by=officer, phone="081")
    assert Event.objects.about(officer).count() == 1


def test_another_address_is_told_to_the_old_one(administrator, officer, staff):
    change = actions.change_email
    refused("taken", change, officer, staff.email, by=administrator, reason="?")
    refused("invalid", change, officer, "no address", by=administrator, reason="?")

    change(officer, "New@Example.org", by=administrator, reason="Married.")

    officer.refresh_from_db()
    assert officer.email == "new@example.org"
    mail = Mail.objects.get()
    assert (mail.to, "new@example.org" in mail.body) == ("officer@example.org", True)


# Who may ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "code", "roles"),
    [
        ("officer", "3317", ""),
        ("auditor", "3317", ""),
        ("judge", "3317", ""),
        ("district_staff", "3317", "officer staff auditor"),
        ("district_staff", "33", ""),
        ("staff", "3317", "officer staff auditor"),
        ("staff", "33", "officer staff auditor"),
        ("staff", "5001", ""),
        ("staff", "R14", ""),
        ("region_staff", "3317", "officer staff auditor"),
        ("administrator", "5001", "officer staff auditor"),
        ("administrator", "CDD", "officer staff auditor administrator"),
    ],
)
def test_who_may_give_which_role_where(people, offices, who, code, roles):
    given = permissions.roles_to_give(getattr(people, who), offices[code])

    assert given == roles.split()


@pytest.mark.parametrize(
    ("who", "whom", "may"),
    [
        ("staff", "officer", True),
        ("staff", "other_staff", True),
        ("staff", "staff", False),
        ("staff", "outsider", False),
        ("staff", "region_staff", False),
        ("staff", "administrator", False),
        ("staff", "judge", False),
        ("district_staff", "staff", False),
        ("auditor", "officer", False),
        ("officer", "officer", False),
        ("administrator", "outsider", True),
        ("administrator", "judge", True),
        ("administrator", "administrator", False),
    ],
)
def test_who_may_shut_whom_out(people, who, whom, may):
    who, whom = getattr(people, who), getattr(people, whom)

    assert permissions.can_change_account(who, whom) == may


def test_a_role_elsewhere_keeps_staff_from_shutting_a_person_out(people, offices):
    make_membership(people.officer, offices["5001"])

    assert not permissions.can_change_account(people.staff, people.officer)


def test_staff_of_the_department_do_not_touch_administrators(people, offices):
    clerk = make_user()
    make_membership(clerk, offices["CDD"], Role.STAFF)
    governs = people.administrator.memberships.get()

    assert not permissions.can_end(clerk, governs)
    assert not permissions.can_change_account(clerk, people.administrator)
    assert permissions.can_end(people.administrator, governs)
    assert not permissions.can_move(people.administrator, governs)
