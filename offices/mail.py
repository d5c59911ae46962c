"""The outbox: every mail is a row first, and leaves by a timer's command.

Without a mail server (`MAIL_URL`) it stays there, and the administrator reads it.
"""

from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from offices.models import Mail


def send(to, subject, body, *, due_at=None):
    """Put a mail into the outbox, in the caller's transaction."""
    now = timezone.now()
    return Mail.objects.create(
        to=to, subject=subject, body=body, created_at=now, due_at=due_at or now
    )


class OutboxBackend(BaseEmailBackend):
    """Django's way into the outbox, for the mails that sign-in sends."""

    def send_messages(self, email_messages):
        for message in email_messages:
            for address in message.recipients():
                send(address, message.subject, message.body)
        return len(email_messages)
