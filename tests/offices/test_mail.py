"""The outbox: kept without a server; with one, each mail leaves once."""

import threading
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.core.mail import send_mail
from django.db import connection
from django.utils import timezone

from offices import mail
from offices.models import Mail
from tests.factories import make_mail
from tests.offices.smtp_server import smtp_server


@pytest.fixture
def server(settings):
    with smtp_server("nobody@example.org") as server:
        settings.SMTP = server.settings
        yield server


@pytest.mark.django_db
def test_without_a_server_everything_is_kept(settings):
    settings.SMTP = None
    kept = make_mail()

    assert mail.deliver_due(at=timezone.now()) == (0, 0)

    kept.refresh_from_db()
    assert (kept.sent_at, kept.attempts) == (None, 0)


@pytest.mark.django_db
def test_djangos_own_mail_goes_into_the_outbox_as_secret():
    sent = send_mail("A new password", "the link", None, ["a@example.org"])

    assert sent == 1
    kept = Mail.objects.get()
    assert (kept.to, kept.body, kept.is_secret) == ("a@example.org", "the link", True)


@pytest.mark.django_db
def test_what_is_due_leaves_once(server):
    now = timezone.now() + timedelta(minutes=1)
    due = make_mail(to="a@example.org", subject="ประกาศผล", body="ขอแสดงความยินดี")
    make_mail(to="later@example.org", due_at=now + timedelta(hours=1))
    gone = make_mail(to="gone@example.org", attempts=1, sent_at=now)

    assert mail.deliver_due(at=now) == (1, 0)
    assert mail.deliver_due(at=now) == (0, 0)

    [(to, sent)] = server.taken
    message = message_from_bytes(sent, policy=policy.default)
    assert to == "a@example.org"
    assert message["Subject"] == "ประกาศผล"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content().strip() == "ขอแสดงความยินดี"
    due.refresh_from_db()
    assert (due.sent_at, due.attempts, due.error) == (now, 1, "")
    gone.refresh_from_db()
    assert gone.attempts == 1


@pytest.mark.django_db
def test_a_refused_mail_does_not_stop_the_others_and_is_tried_again_later(server):
    now = timezone.now() + timedelta(minutes=1)
    bad = make_mail(to="nobody@example.org")
    make_mail(to="bad header\n@example.org")
    make_mail(to="b@example.org")

    assert mail.deliver_due(at=now) == (1, 2)
    assert [to for to, _ in server.taken] == ["b@example.org"]
    bad.refresh_from_db()
    assert (bad.attempts, bad.sent_at) == (1, None)
    assert "no such person" in bad.error
    assert mail.deliver_due(at=now + timedelta(minutes=14)) == (0, 0)

    server.refused.clear()

    assert mail.deliver_due(at=now + timedelta(minutes=15)) == (1, 1)
    bad.refresh_from_db()
    assert (bad.attempts, bad.error) == (2, "")


@pytest.mark.django_db
def test_a_mail_is_given_up_after_some_attempts(server):
    bad = make_mail(to="nobody@example.org")
    moment = timezone.now()
    for _ in range(mail.ATTEMPTS + 3):
        mail.deliver_due(at=moment)
        moment += timedelta(days=30)

    bad.refresh_from_db()
    assert bad.attempts == mail.ATTEMPTS


@pytest.mark.django_db
def test_a_server_that_does_not_answer_costs_no_attempt(settings, caplog):
    with smtp_server() as server:
        settings.SMTP = server.settings
    kept = make_mail()

    assert mail.deliver_due(at=timezone.now()) == (0, 0)

    kept.refresh_from_db()
    assert (kept.attempts, kept.sent_at) == (0, None)
    assert "does not answer" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once_send_nothing_twice(server):
    for number in range(30):
        make_mail(to=f"person{number}@example.org")
    now, sent = timezone.now(), []

    def deliver():
        sent.append(mail.deliver_due(at=now))
        connection.close()

    runs = [threading.Thread(target=deliver) for _ in range(3)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()

    assert sum(count for count, _ in sent) == 30
    assert sorted(to for to, _ in server.taken) == sorted(
        f"person{number}@example.org" for number in range(30)
    )
