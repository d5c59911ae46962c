"""The outbox: every mail is a row first, and leaves by a timer's command.

Without a mail server (`MAIL_URL`) it stays there, and the administrator reads it.
"""

import logging
import time
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import override

from offices.models import Mail

logger = logging.getLogger(__name__)

# A mail that could not be sent is tried again, later each time, then given up.
FIRST_WAIT = timedelta(minutes=15)
ATTEMPTS = 8
RUN = 500
# A run ends long before the time that it has a mail to itself.
LONGEST_RUN_SECONDS = 5 * 60
SERVER_TIMEOUT_SECONDS = 30


def send(to, subject, body, *, at=None, due_at=None, is_secret=False):
    """Put a mail into the outbox, in the caller's transaction."""
    at = at or timezone.now()
    return Mail.objects.create(
        to=to,
        subject=subject_of(subject),
        body=body,
        created_at=at,
        due_at=due_at or at,
        is_secret=is_secret,
    )


def send_letters(people, subject, text, *, link, at, due_at=None, contact=None):
    """Put the same letter to each of `people`, in Thai, into the outbox: one query."""
    with override("th"):
        Mail.objects.bulk_create(
            Mail(
                to=person.email,
                subject=subject_of(subject),
                body=letter(person, text, link=link, contact=contact),
                created_at=at,
                due_at=due_at or at,
            )
            for person in people
        )


def subject_of(text):
    """Make one line of a text, short enough for a list of mails."""
    return Truncator(" ".join(text.split())).chars(150)


def letter(person, text, *, link="", contact=None):
    """Write a mail's body in the language of the moment.

    `link` is a path of the portal or a whole address.
    """
    if link.startswith("/"):
        link = f"{settings.SITE_URL}{link}"
    return render_to_string(
        "offices/mail/letter.txt",
        {
            "person": person,
            "text": text,
            "link": link,
            "contact": contact,
            "site_url": settings.SITE_URL,
        },
    ).strip()


class OutboxBackend(BaseEmailBackend):
    """Django's way into the outbox, for the mails that sign-in sends."""

    def send_messages(self, email_messages):
        for message in email_messages:
            for address in message.recipients():
                send(address, message.subject, message.body, is_secret=True)
        return len(email_messages)


# Sending --------------------------------------------------------------------------


def deliver_due(*, at):
    """Send what is due, where there is a mail server; return (sent, failed).

    Two processes may do it at once: whoever moves a mail's `retry_at` first has it to
    itself for a while. One mail that the server refuses does not stop the others.
    """
    if not settings.SMTP:
        return 0, 0
    started, sent, failed = time.monotonic(), 0, 0
    connection = _server()
    try:
        for mail in Mail.objects.unsent(at).filter(attempts__lt=ATTEMPTS)[:RUN]:
            if time.monotonic() - started > LONGEST_RUN_SECONDS:
                break
            connection.open()
            if not _claim(mail, at):
                continue
            if _send(mail, connection, at):
                sent += 1
            else:
                failed += 1
    except (SMTPException, OSError):
        logger.exception("The mail server does not answer; the mail stays.")
    finally:
        connection.close()
    return sent, failed


def _server():
    server = settings.SMTP
    return get_connection(
        "django.core.mail.backends.smtp.EmailBackend",
        host=server["EMAIL_HOST"],
        port=server["EMAIL_PORT"],
        username=server["EMAIL_HOST_USER"],
        password=server["EMAIL_HOST_PASSWORD"],
        use_tls=server["EMAIL_USE_TLS"],
        use_ssl=server["EMAIL_USE_SSL"],
        timeout=SERVER_TIMEOUT_SECONDS,
    )


def _claim(mail, at):
    """Take a mail to send it, unless another process did; the UPDATE decides."""
    unclaimed = Mail.objects.unsent(at).filter(pk=mail.pk, attempts=mail.attempts)
    retry_at = at + FIRST_WAIT * 2**mail.attempts
    return unclaimed.update(attempts=F("attempts") + 1, retry_at=retry_at)


def _send(mail, connection, at):
    message = EmailMessage(
        mail.subject,
        mail.body,
        settings.DEFAULT_FROM_EMAIL,
        [mail.to],
        connection=connection,
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        message.send()
    # Whatever is wrong with one mail, a bad address or header, the others must leave.
    except Exception as error:
        logger.warning("Mail %s could not be sent: %s", mail.pk, error)
        Mail.objects.filter(pk=mail.pk).update(error=f"{type(error).__name__}: {error}")
        connection.close()
        return False
    Mail.objects.filter(pk=mail.pk).update(sent_at=at, error="")
    return True
