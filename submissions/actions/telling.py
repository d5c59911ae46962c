"""Tell the people of an entry or an office what happened, in the portal and by mail."""

from django.db.models import Q
from django.urls import reverse

from offices import mail
from offices.models import User
from offices.notices import notify, take_back, whom_to_ask
from offices.roles import Role
from submissions.receipts import receipt_letter, receipt_path


def officers_at(office):
    """Return the condition that a person is an officer of the office today."""
    return Q(
        memberships__office=office,
        memberships__role=Role.OFFICER,
        memberships__ended_at__isnull=True,
    )


def tell_entrants(submission, message, *, act, at, **params):
    """Tell the officers of the entering office and the person whose work it is.

    Once for each act and moment, which make the notice's key. Of what an embargo still
    hides from them they hear when it ends.
    """
    entry = submission.entry
    whom = officers_at(entry.office) | Q(pk=entry.person_id)
    notify(
        User.objects.filter(whom, is_active=True).distinct(),
        key=f"{key_of(submission)}-{act}-{at:%Y%m%d%H%M%S%f}",
        message=message,
        params={"number": submission.number, "title": submission.title, **params},
        url=reverse("submissions:submission", args=[submission.pk]),
        at=at,
        due_at=max(at, submission.visible_from or at),
        contact=contact_of(submission.round),
    )


def send_receipt(submission, version, *, by, at):
    """Mail the receipt to the officers of the office, the person, and whoever sent it.

    Of what an embargo still hides they hear when it ends.
    """
    entry = submission.entry
    whom = officers_at(entry.office) | Q(pk__in=[by.pk, entry.person_id])
    subject, text = receipt_letter(submission, version)
    mail.send_letters(
        User.objects.filter(whom, is_active=True).distinct().order_by("pk"),
        subject,
        text,
        link=receipt_path(submission, version),
        at=at,
        due_at=max(at, submission.visible_from or at),
        contact=contact_of(submission.round),
    )


def forget_news(submission, *, at):
    """Tell nobody what they would have heard at the end of an embargo."""
    take_back(key_of(submission), at=at)


def key_of(submission):
    return f"submission-{submission.pk}"


def contact_of(round_):
    """Return whom to ask about a round, where it says so."""
    if not round_.contact_name:
        return None
    return whom_to_ask(round_.contact_name, round_.contact_phone)


def tell_officers(office, message, *, key, url, at, **params):
    """Tell the officers of an office."""
    notify(
        User.objects.filter(officers_at(office), is_active=True).distinct(),
        key=key,
        message=message,
        params=params,
        url=url,
        at=at,
    )
