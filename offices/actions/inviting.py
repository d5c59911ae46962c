"""Invitations: made, sent again, cancelled, accepted."""

import re
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, override

from audit.record import claim, record
from offices import mail
from offices.actions.accounts import set_profile
from offices.actions.memberships import already, begin_membership, check_role
from offices.invitations import link_for
from offices.models import Invitation, Membership, Office, User
from offices.notices import notify, whom_to_ask
from offices.roles import Role
from ui.thai import long_date

VALID_FOR = timedelta(days=14)


@transaction.atomic
def invite(
    email: str,
    *,
    by: User,
    office: Office | None = None,
    role: str = "",
    given_name: str = "",
    surname: str = "",
    title: str = "",
    is_sample: bool = False,
    at: datetime | None = None,
) -> Invitation:
    """Invite a person by mail, to a role at an office or to an account only.

    Makes the account, without a password, where the address is new; the names are for
    that case. Inviting again renews the invitation that waits. Refuses with
    "invalid" (the address) or as `begin_membership` does.
    """
    at = at or timezone.now()
    email = email.strip().lower()
    validate_email(email)
    person = User.objects.filter(email=email).first()
    if person is None:
        person = User.objects.create_user(
            free_username(email),
            email,
            given_name=given_name or email.partition("@")[0],
            surname=surname,
            title=title,
            is_sample=is_sample,
        )
        record(person, gettext_noop("Account made"), by=by, at=at)
    if office:
        check_role(person, office, role)
        if person.memberships.live().filter(office=office, role=role).exists():
            raise already()
    elif not person.is_active:
        raise ValidationError(
            _("This account is deactivated. Reactivate it first."),
            code="inactive_person",
        )
    waiting = person.invitations.waiting().filter(office=office, role=role).first()
    if waiting:
        return resend(waiting, by=by, at=at)
    invitation = Invitation.objects.create(
        user=person,
        office=office,
        role=role,
        invited_by=by,
        created_at=at,
        expires_at=at + VALID_FOR,
    )
    record(invitation, gettext_noop("Invited"), by=by, at=at)
    _send(invitation, at)
    return invitation


@transaction.atomic
def resend(
    invitation: Invitation, *, by: User, at: datetime | None = None
) -> Invitation:
    """Send the link again; it holds for another 14 days. Refuses with "closed"."""
    at = at or timezone.now()
    renewed = Invitation.objects.waiting().filter(pk=invitation.pk)
    if not renewed.update(expires_at=at + VALID_FOR):
        raise _closed()
    invitation.refresh_from_db(fields=["expires_at"])
    record(invitation, gettext_noop("Invitation sent again"), by=by, at=at)
    _send(invitation, at)
    return invitation


@transaction.atomic
def cancel_invitation(
    invitation: Invitation, *, by: User, at: datetime | None = None
) -> Invitation:
    """Make the link worthless. Refuses with "closed"."""
    _lock(invitation)
    return claim(
        invitation,
        "cancelled_at",
        by=by,
        act=gettext_noop("Invitation cancelled"),
        refused=_closed().message,
        at=at,
    )


@transaction.atomic
def accept(
    invitation: Invitation,
    *,
    by: User | None = None,
    password: str | None = None,
    at: datetime | None = None,
    **profile: str,
) -> Membership | None:
    """Take the role that was offered; return the membership, if there is one.

    A new person gives a password and their names (`profile`); somebody who has an
    account accepts as themselves (`by`). Refuses with "closed", "expired", "not_yours",
    the codes of password validation, or as `begin_membership` does.
    """
    at = at or timezone.now()
    invitation = _lock(invitation)
    person = invitation.user
    if invitation.expires_at <= at:
        raise ValidationError(
            _("This invitation has expired. Ask whoever invited you to send it again."),
            code="expired",
        )
    if person.has_usable_password():
        if by != person:
            raise ValidationError(
                _("Sign in with the account that was invited, then accept."),
                code="not_yours",
            )
    else:
        validate_password(password or "", person)
        person.set_password(password)
        set_profile(person, **profile)
        _save(person)
    claim(
        invitation,
        "accepted_at",
        by=person,
        act=gettext_noop("Invitation accepted"),
        refused=_closed().message,
        at=at,
    )
    membership = None
    if invitation.office:
        membership = begin_membership(
            person, invitation.office, invitation.role, by=person, at=at
        )
    notify(
        [invitation.invited_by],
        key=f"invitation-{invitation.pk}-accepted",
        message=gettext_noop("%(name)s has accepted your invitation."),
        params={"name": person.get_full_name()},
        url=reverse("offices:person", args=[person.pk]),
        at=at,
    )
    return membership


def _save(person):
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        raise ValidationError(
            _("Somebody has this username. Choose another one."), code="taken"
        ) from None


def _lock(invitation):
    """Read the invitation again, alone until the end of the transaction."""
    rows = Invitation.objects.select_for_update(of=("self",))
    invitation = rows.select_related("user", "office", "invited_by").get(
        pk=invitation.pk
    )
    if invitation.accepted_at or invitation.cancelled_at:
        raise _closed()
    return invitation


def _closed():
    return ValidationError(
        gettext_lazy("This invitation was already accepted or cancelled."),
        code="closed",
    )


def free_username(email):
    """Make a name to sign in with from the address: somchai, or somchai2 if taken."""
    base = re.sub(r"[^\w.+-]", "", email.partition("@")[0])[:140] or "user"
    taken = User.objects.filter(username__istartswith=base)
    taken = {name.lower() for name in taken.values_list("username", flat=True)}
    number, name = 2, base
    while name in taken:
        name, number = f"{base}{number}", number + 1
    return name


def _send(invitation, at):
    """Put the invitation's mail into the outbox, in Thai."""
    by, office = invitation.invited_by, invitation.office
    with override("th"):
        if office:
            text = _(
                "%(by)s invites you to KM Challenge as %(role)s of %(office)s. The"
                " link holds until %(day)s."
            )
        else:
            text = _(
                "%(by)s invites you to KM Challenge. The link holds until %(day)s."
            )
        mail.send(
            invitation.user.email,
            _("You are invited to KM Challenge"),
            mail.letter(
                invitation.user,
                text
                % {
                    "by": by.get_full_name(),
                    "role": Role(invitation.role).label if office else "",
                    "office": office.title if office else "",
                    "day": long_date(invitation.expires_at),
                },
                link=link_for(invitation),
                contact=whom_to_ask(by.get_full_name(), by.phone),
            ),
            at=at,
        )
