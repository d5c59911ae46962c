"""The levels of the tree, the roles at an office, and which of them a person holds.

No models here, so that querysets can ask. A person's live memberships are read once and
kept on the user object: asking twice in a request costs one query.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """The four levels, of offices and of the contest's stages alike."""

    DISTRICT = "district", _("District")
    PROVINCE = "province", _("Province")
    REGION = "region", _("Inspection region")
    DEPARTMENT = "department", _("National")


# From the ground up: the order in which an entry climbs.
LADDER = [Level.DISTRICT, Level.PROVINCE, Level.REGION, Level.DEPARTMENT]


class Role(models.TextChoices):
    """What a membership lets a person do at its office and, but for officers, below."""

    OFFICER = "officer", _("Officer")
    STAFF = "staff", _("Staff")
    ADMINISTRATOR = "administrator", _("Administrator")
    AUDITOR = "auditor", _("Auditor")


# The roles that look into the whole area of their office (rule 10).
OVERSEERS = (Role.STAFF, Role.ADMINISTRATOR, Role.AUDITOR)
# The roles that look after the people of their area.
KEEPERS = (Role.STAFF, Role.ADMINISTRATOR)


def memberships_of(user):
    """Return the live memberships of `user` with their offices, oldest first."""
    if not user.is_authenticated:
        return []
    if not hasattr(user, "_live_memberships"):
        user._live_memberships = list(
            user.memberships.live()
            .select_related("office")
            .order_by("started_at", "pk")
        )
    return user._live_memberships


def forget_memberships(*people):
    """Drop what `memberships_of` kept, after an action changed it."""
    for person in people:
        vars(person).pop("_live_memberships", None)


def offices_of(user, *roles):
    """Return the offices at which `user` holds one of `roles`."""
    return [m.office for m in memberships_of(user) if m.role in roles]


def current_membership(request):
    """Return the role that the person chose to work in, or their first, or None.

    It only says whose desk is shown first: permissions look at all of them.
    """
    mine = memberships_of(request.user)
    chosen = request.session.get("membership")
    return next((m for m in mine if m.pk == chosen), mine[0] if mine else None)
