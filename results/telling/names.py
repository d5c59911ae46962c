"""Tell who looks after an office that somebody asks for a name to be taken off."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_noop

from offices.models import User
from offices.notices import notify
from offices.roles import Role
from offices.sentences import titles_of


def tell_name_asked(asked, *, at):
    """Tell those who look after the entering office that somebody waits for them."""
    office = asked.entry.office
    live = Q(memberships__ended_at__isnull=True)
    staff = Q(memberships__office__code__in=office.codes, memberships__role=Role.STAFF)
    administrators = Q(memberships__role=Role.ADMINISTRATOR)
    notify(
        User.objects.filter(live, staff | administrators, is_active=True).distinct(),
        key=f"name-request-{asked.pk}",
        message=gettext_noop(
            "Somebody asks to take a name off an entry of %(office)s. Look whether it "
            "is their own, and answer."
        ),
        params={"office": titles_of(office)},
        url=reverse("library:name-request", args=[asked.pk]),
        at=at,
    )
