"""Accounts: a person's own data, shut out, let in again; what they have read."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, override

from audit.record import record, stale
from offices import mail
from offices.actions.memberships import keep_one_administrator
from offices.models import Membership, Notice, User
from offices.roles import forget_memberships

PROFILE = ("title", "given_name", "surname", "position", "position_level", "phone")


def set_profile(person, *, username=None, **profile):
    """Set names, position and telephone on the object; return what changed."""
    if username:
        profile["username"] = username
    changes = {}
    for name, value in profile.items():
        if name not in (*PROFILE, "username"):
            raise TypeError(f"{name} is not part of a profile")
        old = getattr(person, name)
        if old != value:
            changes[name] = [old, value]
            setattr(person, name, value)
    person.sort_key = person.make_sort_key()
    return changes


@transaction.atomic
def change_profile(
    person: User, *, by: User, at: datetime | None = None, **profile: str
) -> User:
    """Change names, position or telephone. The record keeps what they were."""
    changes = set_profile(person, **profile)
    if changes:
        person.save(update_fields=[*changes, "sort_key"])
        record(
            person,
            gettext_noop("Personal data changed"),
            by=by,
            changes=changes,
            at=at,
        )
    return person


@transaction.atomic
def change_email(
    person: User, email: str, *, by: User, reason: str, at: datetime | None = None
) -> User:
    """Give an account another address, and tell the old one. Refuses with "taken"."""
    at = at or timezone.now()
    old, new = person.email, email.strip().lower()
    validate_email(new)
    try:
        with transaction.atomic():
            User.objects.filter(pk=person.pk).update(email=new)
    except IntegrityError:
        raise ValidationError(
            _("Another account has this e-mail address."), code="taken"
        ) from None
    person.email = new
    record(
        person,
        gettext_noop("E-mail address changed"),
        by=by,
        reason=reason,
        changes={"email": [old, new]},
        at=at,
    )
    with override("th"):
        text = _("The e-mail address of your account is now %(email)s.")
        mail.send(
            old,
            str(_("Your e-mail address was changed")),
            mail.letter(person, str(text) % {"email": new}),
            at=at,
        )
    return person


@transaction.atomic
def deactivate(
    person: User, *, by: User, reason: str, at: datetime | None = None
) -> User:
    """Shut a person out; what they did, and their roles, stay.

    Refuses with "yourself", "last_administrator" or "stale".
    """
    if person == by:
        raise ValidationError(
            _("You cannot deactivate yourself. Ask a colleague."), code="yourself"
        )
    keep_one_administrator(Membership.objects.governing().filter(user=person))
    _switch(person, False)
    record(person, gettext_noop("Account deactivated"), by=by, reason=reason, at=at)
    return person


@transaction.atomic
def reactivate(
    person: User, *, by: User, reason: str, at: datetime | None = None
) -> User:
    """Let a person in again. Refuses with "stale"."""
    _switch(person, True)
    record(person, gettext_noop("Account reactivated"), by=by, reason=reason, at=at)
    return person


def _switch(person, is_active):
    changed = User.objects.filter(pk=person.pk).exclude(is_active=is_active)
    if not changed.update(is_active=is_active):
        raise stale()
    person.is_active = is_active
    forget_memberships(person)


def read_notices(person: User, *, notice: Notice | None = None, at=None) -> int:
    """Mark one notice, or all that may be seen, as read; return how many were not."""
    at = at or timezone.now()
    unread = Notice.objects.visible_to(person).due(at).filter(read_at__isnull=True)
    if notice:
        unread = unread.filter(pk=notice.pk)
    return unread.update(read_at=at)
