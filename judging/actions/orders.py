"""The order that appoints a panel: written, and issued once and for all."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import record
from judging.actions.holding import held_round
from judging.models import AppointmentOrder
from judging.orders import (
    DUTIES,
    committee_of,
    fingerprint,
    subject_of,
    what_is_missing,
)
from judging.progress import seats_of

FIELDS = ("number", "dated_on", "duties", "signer_name", "signer_position")


def draft_of(round_) -> AppointmentOrder:
    """Return the draft of a round's order, unsaved where there is none.

    It begins from what was issued last, but for number and date.
    """
    orders = list(AppointmentOrder.objects.filter(round=round_).order_by("version"))
    last = orders[-1] if orders else None
    if last and last.issued_at is None:
        draft = last
    else:
        draft = AppointmentOrder(
            version=last.version + 1 if last else 1,
            duties=last.duties if last else DUTIES,
            signer_name=last.signer_name if last else "",
            signer_position=last.signer_position if last else "",
        )
    draft.round = round_
    return draft


@transaction.atomic
def write_order(round_, *, by, at=None, **fields) -> AppointmentOrder:
    """Keep the draft of an order; nothing need be complete. Only known `FIELDS`."""
    if unknown := fields.keys() - set(FIELDS):
        raise TypeError(f"not of an order: {sorted(unknown)}")
    draft = draft_of(held_round(round_))
    changes = {
        name: [getattr(draft, name), value]
        for name, value in fields.items()
        if getattr(draft, name) != value
    }
    for name, value in fields.items():
        setattr(draft, name, value)
    is_new = draft.pk is None
    if is_new or changes:
        draft.save()
        act = gettext_noop("Wrote the appointment order")
        changes = {} if is_new else changes
        record(draft, act, by=by, at=at or timezone.now(), changes=changes)
    return draft


@transaction.atomic
def issue_order(round_, *, by, seen, at=None) -> AppointmentOrder:
    """Issue the draft: it is kept with committee and names as they are now.

    `seen` is the fingerprint of the committee that the person looked at. Codes
    `no_draft`, `incomplete`, `changed`.
    """
    at = at or timezone.now()
    round_ = held_round(round_)
    draft = draft_of(round_)
    if draft.pk is None:
        raise ValidationError(
            _("Save the order first, then issue it."), code="no_draft"
        )
    seats = seats_of(round_)
    if what_is_missing(draft, seats):
        raise ValidationError(
            _("The order is not complete. Fill in what is missing and save it."),
            code="incomplete",
        )
    committee = committee_of(seats)
    if seen != fingerprint(committee):
        raise ValidationError(
            _("The panel has changed since you looked. Look again, then issue it."),
            code="changed",
        )
    draft.committee, draft.issued_at, draft.issued_by = committee, at, by
    draft.subject = subject_of(round_)
    draft.office_title = round_.office.title_th
    draft.save()
    record(
        draft,
        gettext_noop("Issued the appointment order"),
        by=by,
        at=at,
        changes={"version": [None, draft.version]},
    )
    return draft
