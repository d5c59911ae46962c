"""Sign-in by e-mail or username, throttled; a new password by mail; no sign-up."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from audit.models import Event
from offices import actions
from offices.models import Mail, User
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db

SIGN_IN = "/account/sign-in/"


def attempt(login, password="wrong", client=None, **named):
    client = client or Client()
    return client.post(SIGN_IN, {"login": login, "password": password, **named})


def signed_in(response):
    return response.status_code == 302


@pytest.mark.parametrize(
    "login", ["officer", "OFFICER", "officer@example.org", " Officer@Example.org "]
)
def test_one_signs_in_by_email_or_username(officer, login):
    response = attempt(login, PASSWORD)

    assert response.url == reverse("my-work")


def test_a_page_behind_the_sign_in_comes_back_after_it(client, officer):
    asked = client.get(reverse("offices:people") + "?q=a")
    assert asked.url == "/account/sign-in/?next=/offices/people/%3Fq%3Da"
    assert client.get(asked.url).status_code == 200

    there = attempt("officer", PASSWORD, client, next="/offices/people/?q=a")
    assert there.url == "/offices/people/?q=a"


def test_nobody_is_sent_to_another_site(officer):
    response = attempt("officer", PASSWORD, next="https://evil.example.org/")

    assert response.url == reverse("my-work")


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(officer):
    known = attempt("officer").context["form"].errors.as_data()
    unknown = attempt("nobody-here").context["form"].errors.as_data()

    assert [e.code for e in known["__all__"]] == [e.code for e in unknown["__all__"]]


def test_whoever_is_shut_out_is_told_so_but_only_with_the_password(staff, officer):
    actions.deactivate(officer, by=staff, reason="On leave.")

    right = attempt("officer", PASSWORD).context["form"].errors.as_data()
    wrong = attempt("officer").context["form"].errors.as_data()

    assert [e.code for e in right["__all__"]] == ["inactive"]
    assert [e.code for e in wrong["__all__"]] == ["username_password_mismatch"]


def test_a_person_who_was_only_invited_cannot_sign_in(staff):
    actions.invite("new@example.org", by=staff)

    for password in ("wrong", "!"):
        assert not signed_in(attempt("new@example.org", password))


# The throttle ----------------------------------------------------------------------


def test_an_account_is_closed_for_a_while_after_five_wrong_passwords(officer):
    """By whichever of its names, and from whichever address."""
    for number in range(3):
        attempt("officer", client=Client(REMOTE_ADDR=f"10.0.0.{number}"))
    for number in range(3, 5):
        client = Client(REMOTE_ADDR=f"10.0.0.{number}")
        attempt("officer@example.org", client=client)

    response = attempt("officer", PASSWORD, Client(REMOTE_ADDR="10.0.0.9"))

    assert not signed_in(response)
    codes = [e.code for e in response.context["form"].errors.as_data()["__all__"]]
    assert codes == ["too_many_login_attempts"]


def test_another_account_is_not_closed_with_it(officer, staff):
    for _ in range(6):
        attempt("officer")

    assert signed_in(attempt("staff", PASSWORD))


def test_an_address_is_closed_for_a_while_after_twenty_wrong_passwords(officer):
    for number in range(20):
        attempt(f"somebody{number}")

    assert not signed_in(attempt("officer", PASSWORD))
    assert signed_in(attempt("officer", PASSWORD, Client(REMOTE_ADDR="10.0.0.9")))


def test_signing_in_rightly_does_not_use_the_count_up(officer):
    for _ in range(10):
        assert signed_in(attempt("officer", PASSWORD))


def test_all_processes_share_the_count(officer):
    """It lives in a table of the database, not in a process."""
    attempt("officer")

    backend = settings.CACHES["default"]["BACKEND"]
    assert backend == "django.core.cache.backends.db.DatabaseCache"
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        keys = [key for (key,) in cursor.fetchall()]
    assert len([key for key in keys if "login_failed" in key]) == 2


# A new password ----------------------------------------------------------------------


def ask_for_a_new_password(client, email):
    return client.post(reverse("account_reset_password"), {"email": email})


def link_in(mail):
    return re.search(r"http://127\.0\.0\.1:8000(/\S+)", mail.body)[1]


def test_a_forgotten_password_is_replaced_by_mail(client, officer):
    for _ in range(5):
        attempt("officer")

    answer = ask_for_a_new_password(client, "Officer@example.org")
    assert answer.url == reverse("account_reset_password_done")
    mail = Mail.objects.get()
    assert (mail.to, mail.is_secret) == ("officer@example.org", True)
    assert officer.username in mail.body
    with override("th"):
        assert mail.subject == gettext("A new password for KM Challenge")

    page = client.get(link_in(mail), follow=True)
    assert page.status_code == 200
    [(form_url, _)] = page.redirect_chain
    weak = client.post(form_url, {"password1": "12345678", "password2": "12345678"})
    assert weak.context["form"].errors
    word = "another long word"
    done = client.post(form_url, {"password1": word, "password2": word})
    assert done.url == reverse("account_reset_password_from_key_done")
    assert client.get(done.url).status_code == 200

    assert signed_in(attempt("officer", word))
    assert not signed_in(attempt("officer", PASSWORD))
    event = Event.objects.about(officer).get()
    assert (event.act, event.by) == ("Password changed", officer)
    used = Client().get(link_in(mail), follow=True)
    assert used.context["token_fail"]


def test_asking_for_a_new_password_tells_nobody_who_has_an_account(client, officer):
    known = ask_for_a_new_password(client, officer.email)
    unknown = ask_for_a_new_password(client, "nobody@example.org")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [mail.to for mail in Mail.objects.all()] == [officer.email]


def test_whoever_is_shut_out_gets_no_new_password(client):
    shut = make_user(is_active=False)

    ask_for_a_new_password(client, shut.email)

    assert not Mail.objects.exists()


def test_the_link_is_on_the_portals_own_address(officer, settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_URL = "https://km.example.go.th"
    client = Client(HTTP_HOST="evil.example.org")

    ask_for_a_new_password(client, officer.email)

    body = Mail.objects.get().body
    assert "https://km.example.go.th/account/password/new/" in body
    assert "evil" not in body


def test_one_changes_ones_password(client_of, officer):
    client = client_of(officer)
    word = "another long word"

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": word, "password2": word},
    )

    assert User.objects.get(pk=officer.pk).check_password(word)
    assert client.get(reverse("offices:profile")).status_code == 200
    assert Event.objects.about(officer).get().act == "Password changed"


# No other ways in --------------------------------------------------------------------


def test_there_is_no_sign_up():
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_signing_out_works_for_anybody_and_only_by_post(client, officer):
    url = reverse("account_logout")
    assert client.get(url).url == "/"
    client.force_login(officer)
    assert client.get(url).status_code == 200
    assert "_auth_user_id" in client.session

    assert client.post(url).url == "/"

    assert "_auth_user_id" not in client.session


def test_the_last_sign_in_is_kept(officer):
    before = timezone.now()

    attempt("officer", PASSWORD)

    officer.refresh_from_db()
    assert officer.last_login >= before


def test_whoever_asks_too_often_is_told_what_to_do(client, officer):
    for _ in range(5):
        ask_for_a_new_password(client, officer.email)

    answer = ask_for_a_new_password(client, officer.email)

    assert answer.status_code == 429
    assert answer.templates[0].name == "429.html"
    assert Mail.objects.count() == 5
