"""Roles begin, move and end. Ended ones are kept."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from audit.record import claim, record
from offices.models import Membership, Office, User
from offices.notices import notify
from offices.roles import Level, Role, forget_memberships
from offices.sentences import in_both, titles_of


@transaction.atomic
def begin_membership(
    user: User,
    office: Office,
    role: str,
    *,
    by: User | None,
    reason: str = "",
    at: datetime | None = None,
) -> Membership:
    """Give `user` a role at an office.

    Refuses with "inactive_person", "inactive_office", "wrong_level" or "already".
    """
    at = at or timezone.now()
    check_role(user, office, role)
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                user=user, office=office, role=role, started_at=at
            )
    except IntegrityError:
        # The constraint decides, also between two requests at once.
        raise already() from None
    forget_memberships(user)
    record(membership, gettext_noop("Role begun"), by=by, reason=reason, at=at)
    return membership


def check_role(user, office, role):
    """Refuse a role that this person cannot have at this office."""
    if not user.is_active:
        raise ValidationError(
            _("This account is deactivated. Reactivate it first."),
            code="inactive_person",
        )
    if not office.is_active:
        raise ValidationError(
            _("This office is no longer in use. Choose another one."),
            code="inactive_office",
        )
    if role not in Role.values or (
        role == Role.ADMINISTRATOR and office.level != Level.DEPARTMENT
    ):
        raise ValidationError(
            _("Administrators belong to the department. Choose another role."),
            code="wrong_level",
        )


def already():
    return ValidationError(
        _("This person already has this role at this office."), code="already"
    )


@transaction.atomic
def give_role(user, office, role, *, by, reason="", at=None):
    """Give a role to somebody who has an account, and tell them."""
    at = at or timezone.now()
    membership = begin_membership(user, office, role, by=by, reason=reason, at=at)
    _tell(
        membership,
        gettext_noop("You now have the role “%(role)s” at %(office)s."),
        key=f"membership-{membership.pk}-begun",
        at=at,
    )
    return membership


@transaction.atomic
def end_membership(
    membership: Membership, *, by: User, reason: str, at: datetime | None = None
) -> Membership:
    """End a role and tell the person. Refuses with "last_administrator" or "stale"."""
    at = at or timezone.now()
    if membership.role == Role.ADMINISTRATOR:
        keep_one_administrator([membership])
    _end(membership, gettext_noop("Role ended"), by=by, reason=reason, at=at)
    _tell(
        membership,
        gettext_noop(
            "Your role “%(role)s” at %(office)s has ended. Reason: %(reason)s"
        ),
        key=f"membership-{membership.pk}-ended",
        at=at,
        reason=reason,
    )
    return membership


@transaction.atomic
def move_membership(
    membership: Membership,
    office: Office,
    *,
    by: User,
    reason: str,
    at: datetime | None = None,
) -> Membership:
    """End a role at one office and begin the same at another; return the new one.

    Entries stay with the office for which they were made. Refuses with "same_office",
    "stale", or as `begin_membership` does.
    """
    at = at or timezone.now()
    if office == membership.office:
        raise ValidationError(
            _("The person is already at this office. Choose another one."),
            code="same_office",
        )
    _end(membership, gettext_noop("Moved away"), by=by, reason=reason, at=at)
    moved = begin_membership(
        membership.user, office, membership.role, by=by, reason=reason, at=at
    )
    _tell(
        moved,
        gettext_noop(
            "Your role “%(role)s” has moved to %(office)s. Reason: %(reason)s"
        ),
        key=f"membership-{moved.pk}-moved",
        at=at,
        reason=reason,
    )
    return moved


def _end(membership, act, *, by, reason, at):
    person = membership.user
    claim(
        membership,
        "ended_at",
        by=by,
        act=act,
        value=max(at, membership.started_at),
        refused=_("This role has already ended. Look at the page again."),
        reason=reason,
        at=at,
    )
    membership.user = person
    forget_memberships(person)


def keep_one_administrator(going):
    """Refuse where, without the memberships `going`, nobody governs the portal.

    The rows are locked, so that two administrators cannot end each other at once.
    """
    governing = Membership.objects.governing().select_related("user")
    governing = set(governing.select_for_update(of=("self", "user")).order_by("pk"))
    if governing and governing <= set(going):
        raise ValidationError(
            _("This is the last administrator. Appoint another one first."),
            code="last_administrator",
        )


def _tell(membership, message, *, key, at, reason=""):
    params = {
        "role": in_both(Role(membership.role).label),
        "office": titles_of(membership.office),
    }
    if reason:
        params["reason"] = reason
    notify(
        [membership.user],
        key=key,
        message=message,
        params=params,
        url=reverse("offices:profile"),
        at=at,
    )
