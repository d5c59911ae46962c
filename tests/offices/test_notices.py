"""News: told once, read in the reader's language, followed, marked as read."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from offices.models import Mail, Notice, User
from offices.notices import notify, whom_to_ask
from offices.sentences import titles_of
from tests.factories import make_membership, make_notice, make_office, make_user
from ui.thai import BANGKOK

pytestmark = pytest.mark.django_db


def tell(*people, key="news", **named):
    return notify(
        people,
        **{
            "key": key,
            "message": "Entry %(number)s was returned.",
            "params": {"number": "2565-1"},
            "url": "/my-work/",
            "at": timezone.now(),
            **named,
        },
    )


def test_news_is_told_in_the_portal_and_by_mail(officer):
    assert tell(officer) == 1

    notice = Notice.objects.get()
    mail = Mail.objects.get()
    assert (notice.user, notice.text) == (officer, "Entry 2565-1 was returned.")
    assert (mail.to, mail.notice) == (officer.email, notice)
    assert "2565-1" in mail.body
    assert "http://127.0.0.1:8000/my-work/" in mail.body
    assert officer.get_full_name() in mail.body


def test_news_is_told_once_to_each(officer, staff):
    tell(officer)

    assert tell(officer, staff) == 1
    assert tell(officer, staff) == 0

    assert Notice.objects.count() == Mail.objects.count() == 2
    assert tell(officer, key="other news") == 1


def test_whoever_is_shut_out_hears_nothing():
    assert tell(make_user(is_active=False)) == 0


def test_an_embargo_holds_notice_and_mail_back(officer):
    now = timezone.now()
    later = now + timedelta(days=2)

    tell(officer, due_at=later)

    assert not Notice.objects.due(now).exists()
    assert not Mail.objects.unsent(now).exists()
    assert Notice.objects.due(later).exists()
    assert Mail.objects.unsent(later).exists()


def test_telling_many_costs_as_much_as_telling_one(django_assert_num_queries):
    people = [make_user() for _ in range(20)]

    with django_assert_num_queries(4):
        tell(*people)


def test_what_differs_by_language_is_read_in_the_readers(officer):
    moment = datetime(2022, 7, 21, 9, 0, tzinfo=BANGKOK)
    tell(
        officer,
        message="%(office)s until %(moment)s and %(day)s",
        params={
            "office": titles_of(make_office()),
            "moment": moment,
            "day": moment.date(),
        },
    )
    notice = Notice.objects.get()

    with override("en"):
        assert notice.text == (
            "Phu Sing District CD Office, Si Sa Ket until"
            " Thursday 21 July 2565 BE, 09:00 and 21 July 2565 BE"
        )
    with override("th"):
        assert "วันพฤหัสบดีที่ 21 กรกฎาคม พ.ศ. 2565 เวลา 09.00\u00a0น." in notice.text


def test_a_subject_is_one_short_line(officer):
    tell(officer, params={"number": "1\nBcc: all@example.org " + "x" * 300})

    subject = Mail.objects.get().subject
    assert "\n" not in subject
    assert len(subject) <= 150


def test_the_mail_says_whom_to_ask(officer):
    tell(officer, contact=whom_to_ask("สมศรี", "045-555-0100"))

    body = Mail.objects.get().body
    assert "สมศรี" in body
    assert "045-555-0100" in body


# The page --------------------------------------------------------------------------


def test_one_sees_ones_own_due_notices(client_of, officer, staff):
    make_notice(officer, message="Mine.")
    make_notice(officer, message="Later.", due_at=timezone.now() + timedelta(days=1))
    make_notice(staff, message="Theirs.")

    response = client_of(officer).get(reverse("offices:notices"))

    assert [n.message for n in response.context["page"]] == ["Mine."]


def test_following_a_notice_marks_it_read(client_of, officer):
    notice = make_notice(officer, url="/my-work/")
    other = make_notice(officer)

    response = client_of(officer).post(
        reverse("offices:follow-notice", args=[notice.pk])
    )

    assert response.url == "/my-work/"
    notice.refresh_from_db()
    other.refresh_from_db()
    assert notice.read_at is not None
    assert other.read_at is None


def test_a_notice_of_somebody_else_or_of_later_is_not_found(client_of, officer, staff):
    later = make_notice(officer, due_at=timezone.now() + timedelta(days=1))
    theirs = make_notice(staff)
    client = client_of(officer)

    for notice in (later, theirs):
        url = reverse("offices:follow-notice", args=[notice.pk])
        assert client.post(url).status_code == 404


def test_all_are_marked_read_but_those_of_later(client_of, officer):
    make_notice(officer)
    later = make_notice(officer, due_at=timezone.now() + timedelta(days=1))

    client_of(officer).post(reverse("offices:read-notices"))

    assert list(Notice.objects.filter(read_at=None)) == [later]


# One's own data and roles ------------------------------------------------------------


def test_one_changes_ones_own_data(client_of, officer):
    client = client_of(officer)

    client.post(
        reverse("offices:profile"),
        {"title": "นาง", "given_name": "สมหญิง", "surname": "ใจดี", "phone": "081"},
    )

    officer = User.objects.get(pk=officer.pk)
    assert officer.get_full_name() == "นางสมหญิง ใจดี"
    text = client.get(reverse("offices:profile")).content.decode()
    assert "สมหญิง" in text


def test_one_switches_between_ones_own_roles(client_of, people, offices):
    second = make_membership(people.officer, offices["3322"])
    client = client_of(people.officer)
    url = reverse("offices:switch")

    response = client.post(url, {"membership": second.pk, "next": "/offices/"})

    assert response.url == "/offices/"
    assert client.get("/offices/").context["membership"] == second
    outside = client.post(
        url, {"membership": second.pk, "next": "https://evil.example.org/"}
    )
    assert outside.url == reverse("my-work")
    theirs = people.staff.memberships.get()
    for wrong in (theirs.pk, "nonsense", ""):
        assert client.post(url, {"membership": wrong}).status_code == 404
