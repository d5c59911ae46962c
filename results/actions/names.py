"""Take a person's name off the public pages, and answer who asks for it.

What was handed in stays as it is, and so does the digest of every result.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import record
from results import telling
from results.actions.library import end, made_once
from results.actions.shelving import reshelve
from results.models import NameRemoval, NameRequest
from submissions.actions.holding import required
from submissions.naming import line_of


@transaction.atomic
def take_name_off(
    entry, *, given_name, surname, reason, by, hides_files=False, at=None
):
    """Take a name off every public page of an entry. Codes: "no_reason", "no_name",
    "twice"."""
    at = at or timezone.now()
    reason = required(reason)
    line = line_of(given_name, surname)
    if not line:
        raise ValidationError(_("Give both given name and surname."), code="no_name")
    removal = made_once(
        lambda: NameRemoval.objects.create(
            entry=entry,
            name=line,
            hides_files=hides_files,
            reason=reason,
            by=by,
            at=at,
        ),
        _("This name has been taken off already."),
    )
    act = gettext_noop("Took a name off the public pages")
    record(entry, act, by=by, reason=reason, at=at)
    reshelve([entry.pk])
    return removal


@transaction.atomic
def put_name_back(removal, *, reason, by, at=None):
    """Show the name again. Codes: "no_reason", "gone"."""
    at = at or timezone.now()
    reason = required(reason)
    end(NameRemoval.objects.standing().filter(pk=removal.pk), at=at)
    act = gettext_noop("Put a name back on the public pages")
    record(removal.entry, act, by=by, reason=reason, at=at)
    reshelve([removal.entry_id])
    return removal


@transaction.atomic
def ask_for_name_off(entry, *, name, contact, message="", at=None):
    """Keep what somebody asks for, for the staff to answer. Anybody may ask."""
    at = at or timezone.now()
    asked = NameRequest.objects.create(
        entry=entry, name=name, contact=contact, message=message, at=at
    )
    record(entry, gettext_noop("Somebody asked to take a name off"), by=None, at=at)
    telling.tell_name_asked(asked, at=at)
    return asked


@transaction.atomic
def answer_name_request(asked, answer, *, reason, by, at=None):
    """Say what became of a request, once. Codes: "no_reason", "gone"."""
    at = at or timezone.now()
    reason = required(reason)
    waiting = NameRequest.objects.filter(pk=asked.pk, answer="")
    if not waiting.update(
        answer=answer, answer_reason=reason, answered_at=at, answered_by=by
    ):
        raise ValidationError(_("A colleague has answered already."), code="gone")
    asked.refresh_from_db()
    act = gettext_noop("Answered who asked to take a name off")
    record(asked.entry, act, by=by, reason=reason, at=at)
    return asked
