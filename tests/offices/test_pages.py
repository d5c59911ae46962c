"""The pages of offices and people: what each shows, to whom, for how many queries."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from offices.models import Membership
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


def page(client, name, *args, **query):
    return client.get(reverse(f"offices:{name}", args=args), query)


# Offices ---------------------------------------------------------------------------


def test_the_tree_shows_each_region_with_its_provinces(client_of, officer):
    response = page(client_of(officer), "offices")

    groups = {
        group["region"].code: [office.code for office in group["provinces"]]
        for group in response.context["regions"]
    }
    assert groups == {"R14": ["33", "34"], "R15": ["50"]}


def test_one_office_shows_its_parents_and_what_lies_below(client_of, officer, offices):
    response = page(client_of(officer), "office", "33")

    assert [o.code for o in response.context["above"]] == ["CDD", "R14"]
    below = [o.name_th for o in response.context["below"]]
    assert below == ["เบญจลักษ์", "พยุห์", "ภูสิงห์", "ศิลาลาด"]


@pytest.mark.parametrize(
    ("who", "sees_people"),
    [("officer", False), ("staff", True), ("outsider", False), ("auditor", True)],
)
def test_people_stand_on_an_office_for_those_who_look_into_its_area(
    client_of, people, who, sees_people
):
    response = page(client_of(getattr(people, who)), "office", "3317")

    name = people.district_staff.get_full_name()
    assert (name in response.content.decode()) == sees_people


def test_an_unknown_office_is_not_found(client_of, officer):
    assert page(client_of(officer), "office", "9999").status_code == 404


# People ----------------------------------------------------------------------------


def listed(response):
    return {person.username for person in response.context["page"]}


def test_staff_list_the_people_of_their_area(client_of, people):
    response = page(client_of(people.staff), "people")

    assert listed(response) == {
        "officer",
        "other_officer",
        "district_staff",
        "staff",
        "other_staff",
    }


def test_an_officer_lists_nobody(client_of, officer):
    assert page(client_of(officer), "people").status_code == 403


def test_people_are_filtered(client_of, people, offices):
    make_invitation(make_user("invited"), offices["3320"], Role.OFFICER)
    moved = make_membership(make_user("moved"), offices["3320"])
    Membership.objects.filter(pk=moved.pk).update(ended_at=moved.started_at)
    shut = make_user("shut", is_active=False)
    make_membership(shut, offices["3320"])
    client = client_of(people.staff)

    def found(**query):
        return listed(page(client, "people", **query))

    assert found(office="3317") == {"officer", "district_staff"}
    assert found(role="officer") == {"officer", "other_officer"}
    assert found(q="other_st") == {"other_staff"}
    assert found(state="invited") == {"invited"}
    assert found(state="ended") == {"moved"}
    assert found(state="inactive") == {"shut"}
    assert found(state="all") >= {"invited", "moved", "shut", "officer"}
    assert found(office="5001") == set()
    assert found(state="nonsense") == found()


def test_only_the_department_lists_those_without_a_role(client_of, people):
    assert "judge" in listed(page(client_of(people.auditor), "people", state="all"))
    assert "judge" not in listed(page(client_of(people.staff), "people", state="all"))


def test_people_are_listed_in_thai_dictionary_order(client_of, staff, offices):
    for name in ("แมว", "ขา", "เกม", "กา"):
        make_membership(make_user(given_name=name, surname=""), offices["3317"])

    response = page(client_of(staff), "people", office="3317")

    names = [person.given_name for person in response.context["page"]]
    assert names == ["กา", "เกม", "ขา", "แมว"]


def test_a_part_of_the_people_page_is_answered_to_htmx(client_of, staff):
    client = client_of(staff)
    response = client.get(reverse("offices:people"), headers={"HX-Request": "true"})

    assert "<html" not in response.content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("officer", 200),  # oneself
        ("other_officer", 404),
        ("outsider", 404),
        ("staff", 200),
        ("district_staff", 200),
        ("region_staff", 200),
        ("auditor", 200),
        ("administrator", 200),
    ],
)
def test_a_person_is_found_by_those_of_the_area(client_of, people, who, status):
    response = page(client_of(getattr(people, who)), "person", people.officer.pk)

    assert response.status_code == status


def test_a_person_who_left_keeps_their_telephone_number(client_of, people, offices):
    people.officer.phone = "081-555-0100"
    people.officer.save()
    here = people.officer.memberships.get()
    client = client_of(people.staff)
    assert "081-555-0100" in page(client, "person", people.officer.pk).content.decode()

    Membership.objects.filter(pk=here.pk).update(ended_at=here.started_at)
    make_membership(people.officer, offices["5001"])

    text = page(client, "person", people.officer.pk).content.decode()
    assert "081-555-0100" not in text
    assert offices["5001"].title_th not in text


def test_the_history_names_the_role_it_happened_to(client_of, people, offices):
    here = people.officer.memberships.get()
    client_of(people.staff).post(
        reverse("offices:end-membership", args=[here.pk]), {"reason": "Retired."}
    )

    response = page(client_of(people.staff), "person", people.officer.pk)

    event = response.context["events"][0]
    assert (event.act, event.thing, event.reason) == ("Role ended", here, "Retired.")


# The outbox ------------------------------------------------------------------------


def test_administrators_read_the_kept_mail(client_of, people):
    mail = make_mail(body="Dear you")

    assert page(client_of(people.administrator), "mail").context["page"].object_list
    text = page(client_of(people.administrator), "mail-text", mail.pk).content.decode()
    assert "Dear you" in text
    for who in ("staff", "auditor", "officer"):
        client = client_of(getattr(people, who))
        assert page(client, "mail").status_code == 403
        assert page(client, "mail-text", mail.pk).status_code == 403


def test_mail_under_an_embargo_is_kept_from_administrators_too(client_of, people):
    mail = make_mail(due_at=timezone.now() + timedelta(days=1))
    client = client_of(people.administrator)

    assert not page(client, "mail").context["page"].object_list
    assert page(client, "mail-text", mail.pk).status_code == 404


def test_a_link_that_opens_an_account_is_kept_from_administrators_where_mail_leaves(
    client_of, administrator, settings
):
    mail = make_mail(body="the secret link", is_secret=True)
    client = client_of(administrator)
    assert "the secret link" in page(client, "mail-text", mail.pk).content.decode()

    settings.SMTP = {"EMAIL_HOST": "localhost"}

    assert "the secret link" not in page(client, "mail-text", mail.pk).content.decode()


# Queries ---------------------------------------------------------------------------


def test_no_list_asks_more_for_more_rows(client, people, offices, queries_do_not_grow):
    def add_person():
        make_membership(make_user(), offices["3317"])

    def add_role():
        make_membership(people.officer, offices[next(codes)])

    codes = iter(["3322", "3320", "3319", "33", "R14"])
    check = queries_do_not_grow
    check(reverse("offices:people"), add_person, by=people.staff)
    check(reverse("offices:office", args=["3317"]), add_person, by=people.staff)
    person = reverse("offices:person", args=[people.officer.pk])
    check(person, add_role, by=people.region_staff)
    check(reverse("offices:mail"), make_mail, by=people.administrator)

    def add_notice():
        make_notice(people.officer)

    check(reverse("offices:notices"), add_notice, by=people.officer)
    found = reverse("offices:offices") + "?q=ศรีสะเกษ"
    more = iter(["3301", "3302", "3303", "3304", "3305"])
    check(found, lambda: make_office(next(more)), by=people.officer)
