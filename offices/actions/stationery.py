"""What an office's papers bear: its letterhead changed, its signers come and go."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import claim, record
from offices.models import Letterhead, Office, Signer, User


@transaction.atomic
def change_letterhead(
    office: Office, *, by: User, at: datetime | None = None, **columns: str
) -> Letterhead:
    """Set what is given of the office's letterhead; files by where they are kept."""
    head, _is_new = Letterhead.objects.get_or_create(office=office)
    changes = changed(head, columns)
    if changes:
        head.save(update_fields=list(changes))
        act = gettext_noop("Letterhead changed")
        record(office, act, by=by, changes=changes, at=at)
    return head


@transaction.atomic
def add_signer(
    office: Office, *, by: User, at: datetime | None = None, **columns
) -> Signer:
    """Add somebody who signs the office's papers."""
    if columns.get("signs_first"):
        no_longer_first(office)
    signer = Signer(office=office, **columns)
    signer.validate_constraints()
    signer.save()
    act = gettext_noop("Signer added")
    record(office, act, by=by, changes={"signer": ["", signer.name]}, at=at)
    return signer


@transaction.atomic
def change_signer(
    signer: Signer, *, by: User, at: datetime | None = None, **columns
) -> Signer:
    """Change how a signer's name and position stand on papers made from now on."""
    if columns.get("signs_first"):
        no_longer_first(signer.office)
    changes = changed(signer, columns)
    if changes:
        signer.validate_constraints()
        signer.save(update_fields=list(changes))
        act = gettext_noop("Signer changed")
        record(signer.office, act, by=by, changes=changes, at=at)
    return signer


@transaction.atomic
def end_signer(signer: Signer, *, by: User, at: datetime | None = None) -> Signer:
    """Let somebody sign no more. Refuses with "stale"."""
    claim(
        signer,
        "ended_at",
        by=by,
        act=gettext_noop("Signs no more"),
        refused=_("This person signs no more already."),
        changes={"signs_first": False},
        at=at,
    )
    act = gettext_noop("Signer removed")
    record(signer.office, act, by=by, changes={"signer": [signer.name, ""]}, at=at)
    return signer


def no_longer_first(office):
    Signer.objects.filter(office=office, signs_first=True).update(signs_first=False)


def changed(row, columns):
    """Set the columns on the object; return what was and what is."""
    changes = {}
    for name, value in columns.items():
        old = getattr(row, name)
        if old != value:
            changes[name] = [old, value]
            setattr(row, name, value)
    return changes
