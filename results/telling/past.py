"""Tell the other administrators that a file of past results waits for one of them."""

from django.utils.translation import gettext_noop

from offices.models import User
from offices.notices import notify
from offices.roles import Role


def tell_brought(past_import, *, at):
    colleagues = User.objects.filter(
        is_active=True,
        memberships__role=Role.ADMINISTRATOR,
        memberships__ended_at__isnull=True,
    ).exclude(pk=past_import.brought_by_id)
    notify(
        colleagues.distinct(),
        key=f"past-import-{past_import.pk}",
        message=gettext_noop(
            "%(who)s uploaded results of %(year)d. Look at them, then confirm them or "
            "drop the file."
        ),
        params={
            "who": past_import.brought_by.get_full_name(),
            "year": past_import.season.year,
        },
        url=past_import.get_absolute_url(),
        at=at,
    )
