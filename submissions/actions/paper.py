"""What staff type for an office that handed in on paper, and its taking over."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import TransitionRefused, record
from contests.ladder import entry_round
from offices.sentences import name_of
from submissions.actions.attaching import add_attachment, check_and_keep
from submissions.actions.drafting import create_entry
from submissions.actions.screening import leads_to
from submissions.actions.telling import tell_officers
from submissions.models import Entry


def enter_from_paper(round_, office, scan, *, by, person=None, at=None):
    """Begin the office's entry from its paper, with the scan attached.

    The officers hear of it. Refuse with "not_of_this_round", the codes of
    `create_entry` and of `file_checks`. Not atomic as a whole, as `attach` is not: the
    scan is checked and kept before the database is asked to write.
    """
    at = at or timezone.now()
    category = round_.stage.category
    if not leads_to(entry_round(category, office), round_):
        raise ValidationError(
            {
                "office": ValidationError(
                    _("This office does not enter this round."),
                    code="not_of_this_round",
                )
            }
        )
    try:
        stored, name = check_and_keep(scan, at=at)
    except ValidationError as refusal:
        raise ValidationError({"scan": refusal}) from refusal
    return begin(round_, office, stored, name, by=by, person=person, at=at)


@transaction.atomic
def begin(round_, office, stored, name, *, by, person, at):
    """Add the entry, marked as from paper and open to the round's staff."""
    category = round_.stage.category
    entry = create_entry(category, office, by=by, person=person, at=at)
    Entry.objects.filter(pk=entry.pk).update(
        paper_by=by, paper_at=at, paper_round=round_
    )
    entry.refresh_from_db()
    add_attachment(entry, Entry.SCAN, stored, name, by=by, at=at)
    record(entry, gettext_noop("Entered from paper for the office"), by=by, at=at)
    tell_officers(
        office,
        gettext_noop(
            "%(by)s entered your office's work in %(category)s from paper. Look it "
            "over; you can go on with it as your own."
        ),
        key=f"paper-{entry.pk}",
        url=reverse("submissions:entry", args=[entry.pk]),
        at=at,
        by=by.get_full_name(),
        category=name_of(category),
    )
    return entry


@transaction.atomic
def take_over(entry, *, by, at=None):
    """Let the office alone go on with what staff typed; it stays marked as from paper.

    Refuse with "stale" where that was done already.
    """
    open_to_staff = Entry.objects.filter(pk=entry.pk, paper_round__isnull=False)
    if not open_to_staff.update(paper_round=None):
        raise TransitionRefused(
            _("The entry is your office's own already."), code="stale"
        )
    entry.refresh_from_db()
    record(entry, gettext_noop("Took the entry over from the staff"), by=by, at=at)
    return entry
