"""The acts on people through their pages: who may, what is refused, what stays."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from offices.actions import end_membership
from offices.models import Membership, User
from offices.roles import Role
from tests.factories import make_membership, make_user

pytestmark = pytest.mark.django_db

REASON = {"reason": "Swap."}


def url(name, *args):
    return reverse(f"offices:{name}", args=args)


@pytest.fixture
def role(officer):
    """The officer's role at Phu Sing."""
    return officer.memberships.get()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("outsider", 404),
        ("other_officer", 404),
        ("judge", 404),
        ("officer", 403),
        ("auditor", 403),
        ("district_staff", 200),
        ("staff", 200),
        ("region_staff", 200),
        ("administrator", 200),
    ],
)
@pytest.mark.parametrize(
    "act",
    ["give-role", "end-membership", "move-membership", "deactivate", "reactivate"],
)
def test_an_act_on_a_person_is_for_those_who_look_after_them(
    client_of, people, role, who, status, act
):
    target = role.pk if act.endswith("membership") else people.officer.pk
    client = client_of(getattr(people, who))

    assert client.get(url(act, target)).status_code == status
    if status != 200:
        assert client.post(url(act, target), REASON).status_code == status
        role.refresh_from_db()
        assert role.ended_at is None
        assert User.objects.get(pk=people.officer.pk).is_active


@pytest.mark.parametrize(
    ("who", "status"),
    [("staff", 403), ("auditor", 403), ("outsider", 404), ("administrator", 200)],
)
def test_only_administrators_change_an_address(client_of, people, who, status):
    client = client_of(getattr(people, who))

    answer = client.get(url("change-email", people.officer.pk))

    assert answer.status_code == status


@pytest.mark.parametrize("act", ["end-membership", "move-membership"])
def test_who_comes_second_is_told_that_the_role_has_ended(client_of, people, role, act):
    end_membership(role, by=people.staff, reason="x")

    answer = client_of(people.other_staff).post(
        url(act, role.pk), {"office": "3322", **REASON}, follow=True
    )

    assert answer.redirect_chain == [(url("person", people.officer.pk), 302)]
    assert [str(message) for message in answer.context["messages"]] == [
        gettext("This role has already ended. Look at the page again.")
    ]
    assert not people.officer.memberships.live().exists()


def test_staff_move_a_person_inside_their_area(client_of, people, offices, role):
    client = client_of(people.staff)
    page = url("move-membership", role.pk)

    outside = client.post(page, {"office": "เมืองเชียงใหม่", **REASON})
    assert "office" in outside.context["form"].errors
    assert "Swap." in outside.content.decode()
    done = client.post(page, {"office": "ศิลาลาด", **REASON})

    assert done.url == url("person", people.officer.pk)
    assert people.officer.memberships.live().get().office == offices["3322"]


def test_an_act_without_a_reason_is_refused_beside_the_box(client_of, people, role):
    answer = client_of(people.staff).post(
        url("end-membership", role.pk), {"reason": " "}
    )

    assert list(answer.context["form"].errors) == ["reason"]
    role.refresh_from_db()
    assert role.ended_at is None


def test_what_the_action_refuses_is_shown_and_what_was_typed_stays(
    client_of, people, offices, role
):
    make_membership(people.officer, offices["3322"])

    answer = client_of(people.staff).post(
        url("move-membership", role.pk), {"office": "3322", **REASON}
    )

    assert answer.context["form"].non_field_errors()
    assert "Swap." in answer.content.decode()


def test_staff_end_deactivate_and_reactivate(client_of, people, role):
    client = client_of(people.staff)
    client.post(url("deactivate", people.officer.pk), REASON)
    assert not User.objects.get(pk=people.officer.pk).is_active

    client.post(url("reactivate", people.officer.pk), REASON)
    assert User.objects.get(pk=people.officer.pk).is_active

    client.post(url("end-membership", role.pk), REASON)
    assert not people.officer.memberships.live().exists()
    # Nobody is in their care any more, but what was is still to be seen.
    assert client.get(url("person", people.officer.pk)).status_code == 200
    assert client.get(url("deactivate", people.officer.pk)).status_code == 403
    again = client.get(url("end-membership", role.pk))
    assert again.url == url("person", people.officer.pk)


def test_a_forged_office_or_role_gives_nothing(client_of, people, offices):
    client = client_of(people.staff)
    before = Membership.objects.count()
    page = url("give-role", people.officer.pk)

    for office, role in [("5001", "staff"), ("CDD", "administrator"), ("33", "king")]:
        client.post(page, {"office": office, "role": role, **REASON})

    assert Membership.objects.count() == before
    client.post(page, {"office": "3322", "role": "officer", **REASON})
    assert Membership.objects.count() == before + 1


def test_an_administrator_belongs_to_the_department(client_of, people, offices):
    client = client_of(people.administrator)
    page = url("give-role", people.staff.pk)

    answer = client.post(page, {"office": "33", "role": "administrator", **REASON})
    assert answer.status_code == 403
    client.post(page, {"office": "CDD", "role": "administrator", **REASON})

    assert people.staff.memberships.live().filter(role=Role.ADMINISTRATOR).exists()


def test_an_administrator_changes_an_address(client_of, people):
    page = url("change-email", people.officer.pk)
    client = client_of(people.administrator)

    taken = client.post(page, {"email": people.staff.email, **REASON})
    assert taken.context["form"].non_field_errors()
    client.post(page, {"email": "new@example.org", **REASON})

    assert User.objects.get(pk=people.officer.pk).email == "new@example.org"


def test_the_box_for_offices_knows_ones_own_area(client_of, people, offices):
    def offered(who, text):
        answer = client_of(who).get(url("suggest"), {"office": text})
        return answer.context["options"]

    assert offered(people.staff, "ภูสิงห์") == [
        "สำนักงานพัฒนาชุมชนอำเภอภูสิงห์ จังหวัดศรีสะเกษ (3317)"
    ]
    assert offered(people.staff, "เชียงใหม่") == []
    assert offered(people.staff, "") == []
    assert offered(people.officer, "ภูสิงห์") == []


def test_acts_are_saved_within_the_budget_of_queries(
    client_of, people, role, django_assert_max_num_queries
):
    client = client_of(people.staff)
    client.get(url("move-membership", role.pk))

    # 20, and the savepoint that the test's own transaction makes of the action's.
    with django_assert_max_num_queries(22):
        client.post(url("move-membership", role.pk), {"office": "3322", **REASON})


def test_a_person_with_two_districts_keeps_the_other_role(client_of, people, offices):
    here = people.officer.memberships.get()
    make_membership(people.officer, offices["3322"])

    client_of(people.staff).post(url("end-membership", here.pk), REASON)

    [left] = people.officer.memberships.live()
    assert left.office == offices["3322"]


def test_somebody_without_any_role_may_only_see_themselves(client_of, judge):
    client = client_of(judge)
    stranger = make_user()

    assert client.get(url("profile")).status_code == 200
    assert client.get(url("person", judge.pk)).status_code == 200
    assert client.get(url("person", stranger.pk)).status_code == 404
    assert client.get(url("people")).status_code == 403
    assert client.get(url("invite")).status_code == 403
