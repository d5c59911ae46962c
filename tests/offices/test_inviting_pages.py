"""From the form of staff, by link or QR code, to the first page of the person."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from offices import actions, permissions
from offices.invitations import link_for, token_for
from offices.models import Invitation, Mail, Membership, User
from offices.roles import Role
from tests.factories import PASSWORD, make_invitation, make_membership, make_user

pytestmark = pytest.mark.django_db


def accept_page(invitation):
    return reverse("offices:accept", args=[token_for(invitation)])


# The pages of staff ----------------------------------------------------------------


def test_staff_invite_and_see_link_qr_code_and_line(client_of, staff, offices):
    client = client_of(staff)
    form = client.get(reverse("offices:invite"), {"office": "3317"})
    assert "(3317)" in form.content.decode()

    response = client.post(
        reverse("offices:invite"),
        {
            "email": "somchai@example.org",
            "role": "officer",
            "office": "ภูสิงห์",
            "given_name": "สมชาย",
        },
        follow=True,
    )

    invitation = Invitation.objects.get()
    assert response.redirect_chain == [
        (reverse("offices:invitation", args=[invitation.pk]), 302)
    ]
    text = response.content.decode()
    assert link_for(invitation) in text
    assert "<svg" in text
    assert "style=" not in text
    assert "https://line.me/R/share?text=" in text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"office": "ไม่มีที่นี่"}, "3317"),
        ({"office": "เมืองเชียงใหม่"}, "3317"),
        ({"role": "administrator"}, "administrator"),
        ({"email": "no address"}, ""),
        ({"email": "officer@example.org"}, ""),
    ],
)
def test_a_refused_invitation_keeps_what_was_typed(
    client_of, staff, officer, offices, typed, says
):
    response = client_of(staff).post(
        reverse("offices:invite"),
        {
            "email": "somchai@example.org",
            "role": "officer",
            "office": "3317",
            "given_name": "สมชาย",
            "surname": "ใจดี",
            **typed,
        },
    )

    assert response.status_code == 200
    assert response.context["form"].errors
    assert "ใจดี" in response.content.decode()
    assert not Invitation.objects.exists()


def test_several_offices_of_a_name_are_told_apart(client_of, staff, offices):
    form = client_of(staff).post(
        reverse("offices:invite"),
        {
            "email": "a@example.org",
            "role": "officer",
            "office": "สำนักงาน",
            "given_name": "ก",
        },
    )

    assert "(3317)" in str(form.context["form"].errors["office"])


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("officer", 404),
        ("auditor", 404),
        ("outsider", 404),
        ("judge", 404),
        ("district_staff", 200),
        ("staff", 200),
        ("region_staff", 200),
        ("administrator", 200),
    ],
)
def test_an_invitation_is_seen_by_those_who_could_have_made_it(
    client_of, people, invitation, who, status
):
    client = client_of(getattr(people, who))

    page = reverse("offices:invitation", args=[invitation.pk])

    assert client.get(page).status_code == status


def test_staff_of_the_department_never_see_how_one_becomes_administrator(
    client_of, administrator, offices
):
    clerk = make_user()
    make_membership(clerk, offices["CDD"], Role.STAFF)
    invitation = actions.invite(
        "chief@example.org",
        by=administrator,
        office=offices["CDD"],
        role=Role.ADMINISTRATOR,
    )

    page = reverse("offices:invitation", args=[invitation.pk])

    assert client_of(clerk).get(page).status_code == 404
    assert client_of(administrator).get(page).status_code == 200


def test_the_link_of_somebody_whom_others_invited_goes_by_mail_only(
    client_of, people, offices, invitation
):
    elsewhere = make_invitation(
        invitation.user, offices["R14"], Role.STAFF, invited_by=people.region_staff
    )
    page = reverse("offices:invitation", args=[invitation.pk])

    text = client_of(people.staff).get(page).content.decode()

    assert link_for(invitation) not in text
    assert (
        link_for(invitation)
        in client_of(people.region_staff).get(page).content.decode()
    )
    may = permissions.can_hand_over_link
    assert may(people.region_staff, invitation, [elsewhere])
    assert not may(people.staff, invitation, [elsewhere])


def test_staff_send_again_and_cancel(client_of, staff, invitation):
    client = client_of(staff)
    client.post(reverse("offices:resend-invitation", args=[invitation.pk]))
    assert Mail.objects.count() == 2

    client.post(reverse("offices:cancel-invitation", args=[invitation.pk]))
    late = client.post(
        reverse("offices:resend-invitation", args=[invitation.pk]), follow=True
    )

    invitation.refresh_from_db()
    assert invitation.cancelled_at is not None
    assert [m.level_tag for m in late.context["messages"]][-1] == "error"
    assert Mail.objects.count() == 2


# The page of the person ------------------------------------------------------------


def test_a_new_person_sets_up_their_account_and_is_signed_in(
    client, invitation, answers
):
    page = accept_page(invitation)
    assert client.get(page).status_code == 200

    response = client.post(page, answers)

    assert response.url == reverse("my-work")
    person = User.objects.get(username="somchai")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert person.memberships.live().get().office.code == "3317"
    assert client.get(page).status_code == 410


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"password": "12345678", "repeated": "12345678"}, "password"),
        ({"repeated": "something else"}, "repeated"),
        ({"username": "OFFICER"}, "username"),
        ({"username": "a@example.org"}, "username"),
        ({"given_name": ""}, "given_name"),
    ],
)
def test_a_refused_answer_stands_beside_its_box(
    client, officer, invitation, typed, field, answers
):
    response = client.post(accept_page(invitation), {**answers, **typed})

    assert list(response.context["form"].errors) == [field]
    assert "ใจดี" in response.content.decode()
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_whoever_has_an_account_signs_in_first(client, staff, officer, offices):
    invitation = actions.invite(
        officer.email, by=staff, office=offices["3322"], role=Role.OFFICER
    )
    page = accept_page(invitation)
    assert "password" not in client.get(page).content.decode()
    assert client.post(page).status_code == 200
    assert f"?next={page}" in client.get(page).content.decode()

    answer = client.post(
        f"{reverse('account_login')}?next={page}",
        {"login": officer.email, "password": PASSWORD, "next": page},
    )
    assert answer.url == page
    assert client.post(page).url == reverse("my-work")

    assert officer.memberships.live().filter(office=offices["3322"]).exists()


def test_somebody_else_cannot_accept(client_of, staff, officer, outsider, offices):
    invitation = actions.invite(
        officer.email, by=staff, office=offices["3322"], role=Role.OFFICER
    )

    response = client_of(outsider).post(accept_page(invitation))

    assert response.status_code == 200
    assert response.context["refusals"]
    assert not outsider.memberships.filter(office=offices["3322"]).exists()


def test_a_link_that_is_over_says_why(client, staff, invitation, answers):
    page = accept_page(invitation)
    Invitation.objects.update(expires_at=timezone.now())
    assert client.get(page).status_code == 410
    assert client.post(page, answers).status_code == 410

    wrong = reverse("offices:accept", args=["1.nonsense"])
    assert client.get(wrong).status_code == 404


def test_two_who_accept_at_once_get_one_role(client, invitation, answers):
    """The second comes from a page that was open before the first one sent it."""
    page = accept_page(invitation)
    other = Client()
    other.get(page)

    client.post(page, answers)

    assert other.post(page, {**answers, "username": "thief"}).status_code == 410
    assert Membership.objects.filter(user=invitation.user).count() == 1
